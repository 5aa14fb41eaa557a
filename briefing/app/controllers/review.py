"""Reviewing while the briefing is written: in a thread, the latest words first, one look at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from briefing.app.clock import today
from briefing.app.dialogs.briefing.waive import WaiveDialog
from briefing.app.presentation.finding_text import finding_summary
from briefing.app.services import background
from briefing.editing import Reword, WaiveFinding, WithdrawWaiver, apply
from briefing.errors import EditError
from briefing.model.briefing import Briefing, FactItem, Section, Status
from briefing.review import Finding, Reviewer

if TYPE_CHECKING:
    from briefing.app.window.main_window import MainWindow

_TYPING_MS = 40
"""What is typed within this time is looked at together."""


class ReviewController:
    """Keeps the findings up to date, with what is being typed and not handed on yet."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._reviewer: Reviewer | None = None
        self._reviewer_of: object = None
        self._typed: tuple[str, str] | None = None
        self._wanted = False
        self._job: background.BackgroundTask | None = None
        self.findings: tuple[Finding, ...] = ()
        self._timer = QTimer(window)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_TYPING_MS)
        self._timer.timeout.connect(self._look)
        window.review.row_requested.connect(self.go_to)
        window.review.fix_requested.connect(self.fix)
        window.review.waive_requested.connect(self.waive)
        window.review.withdraw_requested.connect(self.withdraw)
        window.inspector.words_typed.connect(self.words_typed)

    def deeds(self) -> dict[str, Callable[[], object]]:
        return {"next_finding": self.next_finding}

    @property
    def is_settled(self) -> bool:
        """Whether what is shown was found in what stands there now."""
        return self._job is None and not self._timer.isActive() and self._reviewer is not None

    # Looking

    def briefing_changed(self) -> None:
        self._typed = None
        self._look()

    def words_typed(self, row_id: str, text: str) -> None:
        """Words as they stand in a field; they are reviewed before they are part of the briefing."""
        self._typed = (row_id, text)
        self._timer.start()

    def forget(self) -> None:
        """Another document is shown, or none."""
        self._timer.stop()
        if self._job is not None:
            self._job.abandon()
        self._job, self._typed, self._wanted = None, None, False
        self._reviewer = None
        self._show(())

    def _look(self) -> None:
        """Review what there is now; while a look is under way, once more when it is done."""
        self._timer.stop()
        document, stock = self._window.document, self._window.stock
        if document is None or stock is None:
            return
        if self._job is not None:
            self._wanted = True
            return
        if self._reviewer is None or self._reviewer_of is not stock.reference:
            self._reviewer = Reviewer(stock.reference.scales, stock.reference.library)
            self._reviewer_of = stock.reference
        self._wanted = False
        reviewer, briefing = self._reviewer, self._as_typed(document.briefing)
        self._job = background.start(lambda: reviewer.review(briefing), self._take, self._failed)

    def _as_typed(self, briefing: Briefing) -> Briefing:
        if self._typed is None:
            return briefing
        row_id, text = self._typed
        try:
            items = {item.id: item for item in briefing.walk_items()}
            words = text.strip() or None if isinstance(items.get(row_id), FactItem) else text
            draft = briefing if briefing.status is not Status.FINAL else None
            return apply(briefing, Reword(item_id=row_id, text=words)) if draft else briefing
        except EditError:
            return briefing  # half-typed words that the briefing would refuse

    def _take(self, findings: tuple[Finding, ...]) -> None:
        self._job = None
        self._show(findings)
        if self._wanted:
            self._look()

    def _failed(self, error: Exception) -> None:
        self._job = None
        self._window.say(str(error))

    def _show(self, findings: tuple[Finding, ...]) -> None:
        window, document = self._window, self._window.document
        self.findings = findings
        rows = window.outline.model
        places = {
            node.id: (node.label if not isinstance(node.value, Section) else rows.text(node)) or node.id
            for node in rows.walk()
        }
        read_only = document is None or document.is_read_only
        window.review.show_findings(findings, places, read_only=read_only)
        rows.show_findings(Counter(finding.row_id for finding in findings if finding.is_open))
        window.inspector.show_findings([finding for finding in findings if finding.is_open])
        window.workspace.say_review(finding_summary(findings) if document else "", findings)
        window.say_findings(finding_summary(findings) if document else "")

    # Doing

    def go_to(self, finding: Finding) -> None:
        """Choose the row of a finding and its words."""
        self._window.outline.select(finding.row_id)
        self._window.workspace.bring(self._window.inspector)
        self._window.inspector.select_words(finding.start, finding.end)

    def next_finding(self) -> None:
        """Go to the next open finding in the list, and show the list."""
        window = self._window
        window.workspace.bring(window.review)
        view = window.review.list
        count = window.review.model.rowCount()
        if count:
            view.setCurrentIndex(window.review.model.index((view.currentIndex().row() + 1) % count))
        view.setFocus()

    def fix(self, finding: Finding) -> None:
        if finding.fix is not None and self._window.document:
            self._window.document.apply(finding.fix.edit)

    def waive(self, finding: Finding) -> None:
        dialog = WaiveDialog(self._window, finding)
        dialog.accepted.connect(partial(self._waive, dialog))
        dialog.open()

    def _waive(self, dialog: WaiveDialog) -> None:
        document = self._window.document
        if document is not None:
            waiver = dialog.finding.waived(dialog.reason, document.session.author, today())
            document.apply(WaiveFinding(waiver))

    def withdraw(self, finding: Finding) -> None:
        if finding.waiver is not None and self._window.document:
            self._window.document.apply(WithdrawWaiver(finding.waiver))
