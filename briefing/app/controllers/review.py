"""Review the briefing in the background while it is written, and act on findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from briefing.app.controllers.edits import EditController
from briefing.app.dialogs.briefing.waive import WaiveDialog
from briefing.app.i18n import tr
from briefing.app.panes.pane_splitter import PaneSplitter
from briefing.app.presentation.finding_text import finding_summary
from briefing.app.presentation.places import places
from briefing.app.services import background
from briefing.app.services.context import WindowContext
from briefing.app.services.document import Document
from briefing.app.services.faults import contained
from briefing.app.services.notices import WITHDRAWN
from briefing.editing import Reword, WaiveFinding, WithdrawWaiver, apply
from briefing.errors import EditError
from briefing.model.briefing import Briefing, FactItem, Status
from briefing.model.sections import items_with
from briefing.review import Finding, Reviewer

_FAILED_NOTICE = "review"
_TYPING_MS = 40
"""Keystrokes within this time are reviewed together."""


class ReviewController(QObject):
    """Keep the findings up to date, including those in text that is still being typed.

    One review runs at a time. `status_changed(text)` reports the number of findings for the status line.
    """

    status_changed = Signal(str)

    def __init__(self, context: WindowContext, edits: EditController, panes: PaneSplitter) -> None:
        super().__init__(context)
        self._context, self._edits, self._panes = context, edits, panes
        self._reviewer: Reviewer | None = None
        self._reviewer_of: object = None
        self._typed: tuple[str, str] | None = None
        self._is_out_of_date = False
        self._task: background.BackgroundTask | None = None
        self.findings: tuple[Finding, ...] = ()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TYPING_MS)
        self._timer.timeout.connect(self._review)
        context.document_changed.connect(self._on_document_changed)
        context.briefing_changed.connect(self._on_briefing_changed)
        panes.review.row_requested.connect(self.go_to)
        panes.review.fix_requested.connect(self.fix)
        panes.review.waive_requested.connect(self.waive)
        panes.review.withdraw_requested.connect(self.withdraw)
        panes.review.retry_requested.connect(self.retry)
        panes.inspector.words_typed.connect(self._on_words_typed)

    def commands(self) -> dict[str, Callable[[], object]]:
        return {"next_finding": self.next_finding}

    @property
    def is_settled(self) -> bool:
        """True if the findings shown are those of the present text."""
        return self._task is None and not self._timer.isActive() and self._reviewer is not None

    # Reviewing

    def _on_document_changed(self, document: Document | None) -> None:
        self._timer.stop()
        if self._task is not None:
            self._task.abandon()
        self._task, self._typed, self._is_out_of_date = None, None, False
        self._reviewer = None
        self._show(())
        if document is not None:
            self._review()

    def _on_briefing_changed(self, _before: Briefing, _after: Briefing) -> None:
        """Review the briefing once it is shown: a review takes time from the thread that shows it."""
        self._typed = None
        self._timer.start()

    def _on_words_typed(self, row_id: str, text: str) -> None:
        """Review words in a field before they are part of the briefing."""
        self._typed = (row_id, text)
        self._timer.start()

    def _review(self) -> None:
        """Review the briefing, or, while a review is running, once more when it ends."""
        self._timer.stop()
        document, resources = self._context.document, self._context.resources
        if document is None or resources is None:
            return
        if self._task is not None:
            self._is_out_of_date = True
            return
        if self._reviewer is None or self._reviewer_of is not resources.reference:
            self._reviewer = Reviewer(resources.reference.scales, resources.reference.library)
            self._reviewer_of = resources.reference
        self._is_out_of_date = False
        reviewer, briefing = self._reviewer, self._as_typed(document.briefing)
        self._task = background.start(lambda: reviewer.review(briefing), self._on_reviewed, self._on_failed)

    def _as_typed(self, briefing: Briefing) -> Briefing:
        """Return the briefing with the words that are being typed."""
        if self._typed is None or briefing.status is Status.FINAL:
            return briefing
        row_id, text = self._typed
        is_fact = isinstance(items_with(briefing, {row_id}).get(row_id), FactItem)
        words = text.strip() or None if is_fact else text
        try:
            return apply(briefing, Reword(item_id=row_id, text=words))
        except EditError:
            return briefing  # half-typed words that the briefing would refuse

    def _on_reviewed(self, findings: tuple[Finding, ...]) -> None:
        self._task = None
        self._context.withdraw(_FAILED_NOTICE)
        self._show(findings)
        if self._is_out_of_date:
            self._review()

    def _on_failed(self, error: Exception) -> None:
        self._task = None
        text = tr("The review did not run.") + " " + str(error)
        self._context.notify(text, (tr("Try again"), self.retry), until=WITHDRAWN, key=_FAILED_NOTICE)

    def _show(self, findings: tuple[Finding, ...]) -> None:
        panes, document = self._panes, self._context.document
        self.findings = findings
        rows = panes.outline.model
        named = places(rows.briefing) if rows.briefing else {}
        is_open = [finding for finding in findings if finding.is_open]
        read_only = document is None or document.is_read_only
        with contained(panes.review):
            panes.review.show_findings(findings, named, read_only=read_only)
        with contained(panes.outline):
            rows.show_findings(Counter(finding.row_id for finding in is_open))
        with contained(panes.inspector):
            panes.inspector.show_findings(is_open)
        text = finding_summary(findings) if document else ""
        panes.show_finding_count(text, findings)
        self.status_changed.emit(text)

    def retry(self) -> None:
        """Run every check again, those that an error in the program stopped included."""
        if self._reviewer is not None and self._task is None:
            self._reviewer.forget()
        self._review()

    # Acting on findings

    def go_to(self, finding: Finding) -> None:
        """Select the row of a finding and its words; of the title or main message the words alone."""
        if finding.field in {"title", "main_message"}:
            self._panes.outline.select_nothing()
            self._panes.reveal(self._panes.inspector)
            self._panes.inspector.briefing_page.select_words_of(finding)
            return
        self._panes.outline.select(finding.row_id)
        self._panes.reveal(self._panes.inspector)
        self._panes.inspector.select_words(finding.start, finding.end)

    def next_finding(self) -> None:
        """Select the next open finding in the list, and show the list."""
        pane = self._panes.review
        self._panes.reveal(pane)
        count = pane.model.rowCount()
        if count:
            row = (pane.list.currentIndex().row() + 1) % count
            pane.list.setCurrentIndex(pane.model.index(row))
        pane.list.setFocus()

    def fix(self, finding: Finding) -> None:
        if finding.fix is not None:
            self._edits.apply(finding.fix.edit)

    def waive(self, finding: Finding) -> None:
        if WaiveDialog.raised(self._context.window):
            return
        dialog = WaiveDialog(self._context.window, finding)
        dialog.accepted.connect(partial(self._waive, dialog))
        dialog.open()

    def _waive(self, dialog: WaiveDialog) -> None:
        document = self._context.document
        if document is not None:
            waiver = dialog.finding.waived(dialog.reason, document.session.author, self._context.today)
            self._edits.apply(WaiveFinding(waiver))

    def withdraw(self, finding: Finding) -> None:
        if finding.waiver is not None:
            self._edits.apply(WithdrawWaiver(finding.waiver))
