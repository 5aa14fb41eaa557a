"""Review the briefing in the background while it is written, and act on findings."""

from __future__ import annotations

import functools
import time
from collections import Counter
from collections.abc import Callable, Mapping
from functools import partial
from itertools import islice

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from briefing.app.controllers.edits import EditController
from briefing.app.dialogs.briefing.waive import WaiveDialog
from briefing.app.i18n import tr
from briefing.app.panes.pane_splitter import PaneSplitter
from briefing.app.presentation.finding_text import engine_text, finding_summary, new_findings_text
from briefing.app.presentation.places import places
from briefing.app.services import background
from briefing.app.services.context import WindowContext
from briefing.app.services.document import Document
from briefing.app.services.faults import contained
from briefing.app.services.language.parser_client import parser_client
from briefing.app.services.notices import ANSWERED, READ, WITHDRAWN
from briefing.app.services.organisation import thesaurus_changes
from briefing.editing import Reword, WaiveFinding, WithdrawWaiver, apply
from briefing.errors import BriefingError, EditError, Problem
from briefing.language.process import ParserState
from briefing.model.briefing import Briefing, FactItem, Status
from briefing.model.sections import items_with
from briefing.review import Finding, Reviewer
from briefing.review.lexicon import problems_of_own_words
from briefing.review.parsed import parsed_result
from briefing.review.reviewer import ReviewResult
from briefing.review.upgrade import saved_review, with_new_marked

_FAILED_NOTICE = "review"
_PARSER_NOTICE = "parser"
_WORDS_NOTICE = "own-words"
_TYPING_MS = 60
"""Keystrokes within this time are reviewed together. By then the page with the letter is usually shown."""
_ARRIVALS_MS = 200
"""Parses of other rows that arrive within this time are taken into account together."""
_PAUSE_TIMES = 1
"""A pause between reviews of parses that arrive is so many times as long as the last review."""
_MOST_REQUESTED = 400
_TYPED_ROW_S = 0.1
"""The findings of the row that is being typed wait so long for its parse."""


class ReviewController(QObject):
    """Keep the findings up to date, including those in text that is still being typed.

    One review runs at a time. The first edit starts the parser. Until it has parsed a row, that row is
    reviewed on words alone; rows in view are parsed first. `status_changed(text)` reports the number of
    findings for the status line.
    """

    status_changed = Signal(str)

    def __init__(self, context: WindowContext, edits: EditController, panes: PaneSplitter) -> None:
        super().__init__(context)
        self._context, self._edits, self._panes = context, edits, panes
        self._reviewer: Reviewer | None = None
        self._reviewed: Briefing | None = None
        self._has_announced = False
        self._reviewer_of: object = None
        self._typed: tuple[str, str] | None = None
        self._is_out_of_date = False
        self._own_problems: tuple[Problem, ...] = ()
        self._task: background.BackgroundTask | None = None
        self.findings: tuple[Finding, ...] = ()
        self._parser = parser_client()
        self._began, self._review_ms = 0.0, 0
        self._unparsed: Mapping[str, tuple[str, ...]] = {}
        self._needs_parser = False
        self._is_waiting = False
        self._arrivals = QTimer(self)
        self._arrivals.setSingleShot(True)
        self._arrivals.timeout.connect(self._review)
        self._parser.changed.connect(self._on_parser_changed, Qt.ConnectionType.QueuedConnection)
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
        thesaurus_changes().changed.connect(self.start_again)

    def commands(self) -> dict[str, Callable[[], object]]:
        return {"next_finding": self.next_finding}

    @property
    def is_settled(self) -> bool:
        """True if the findings shown are those of the present text."""
        timers = (self._timer, self._arrivals)
        is_running = self._task is not None or any(timer.isActive() for timer in timers)
        return self._reviewer is not None and not is_running and not self._is_waiting

    # Reviewing

    def _on_document_changed(self, document: Document | None) -> None:
        self._timer.stop()
        if self._task is not None:
            self._task.abandon()
        self._arrivals.stop()
        self._task, self._typed, self._is_out_of_date = None, None, False
        self._reviewer, self._reviewed, self._has_announced = None, None, False
        self._unparsed, self._needs_parser, self._is_waiting = {}, False, False
        self._parser.process.retry()
        self._show(())
        if document is not None:
            self._review()

    def _on_briefing_changed(self, _before: Briefing, _after: Briefing) -> None:
        """Review the briefing once it is shown: a review takes time from the thread that shows it."""
        self._typed, self._needs_parser = None, True
        self._timer.start()

    def _on_words_typed(self, row_id: str, text: str) -> None:
        """Review words in a field before they are part of the briefing."""
        self._typed, self._needs_parser = (row_id, text), True
        if self._parser.process.is_available:
            self._parser.process.request((text.strip(), *self._texts_to_parse()))
        self._timer.start()

    def _review(self) -> None:
        """Review the briefing, or, while a review is running, once more when it ends."""
        self._timer.stop()
        self._arrivals.stop()
        document, resources = self._context.document, self._context.resources
        if document is None or resources is None:
            return
        if self._task is not None:
            self._is_out_of_date = True
            return
        if self._reviewer is None or self._reviewer_of is not resources.reference:
            self._reviewer = Reviewer(
                resources.reference.scales, resources.reference.library, self._parser.process
            )
            self._reviewer_of = resources.reference
        self._is_out_of_date = False
        reviewer, briefing = self._reviewer, self._as_typed(document.briefing)
        self._reviewed = briefing
        process = self._parser.process
        is_ready = self._typed is not None and process.state is ParserState.READY
        row_id, text = self._typed if self._typed and is_ready else ("", "")

        self._began = time.monotonic()

        def run() -> ReviewResult:
            if row_id:
                process.wait_for((text.strip(),), _TYPED_ROW_S)
            return parsed_result(reviewer, briefing, process, {row_id}, _TYPED_ROW_S)

        self._task = background.start(run, self._on_reviewed, self._on_failed)

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

    def _on_reviewed(self, result: ReviewResult) -> None:
        self._task = None
        self._review_ms = round((time.monotonic() - self._began) * 1000)
        self._unparsed = result.unparsed
        self._context.withdraw(_FAILED_NOTICE)
        self._report_own_words()
        self._request_parses()
        self._show(self._compared(result.findings))
        if self._is_out_of_date:
            self._review()

    def _report_own_words(self) -> None:
        """Report faults in the words of the organisation once: its thesaurus and contrast sets."""
        problems = problems_of_own_words()
        if problems == self._own_problems:
            return
        self._own_problems = problems
        if problems:
            self._context.report(BriefingError(problems), until=ANSWERED, key=_WORDS_NOTICE)
        else:
            self._context.withdraw(_WORDS_NOTICE)

    def _compared(self, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
        """Mark what is new with this version of the program, and note the findings to be saved."""
        document, reviewed = self._context.document, self._reviewed
        if document is None or reviewed is None:
            return findings
        session, opened = document.session, document.session.opened
        session.note_review(reviewed, functools.cache(partial(saved_review, findings)))
        marked = with_new_marked(findings, reviewed, opened.briefing, opened.review, opened.saved_by)
        new = sum(each.is_new for each in marked)
        if new and not self._has_announced:
            self._has_announced = True
            version = opened.review.version if opened.review else opened.saved_by
            text = new_findings_text(new, version, is_known=opened.review is not None)
            self._context.notify(text, (tr("Show"), self.show), until=READ)
        return marked

    # Parses

    def complete(self) -> None:
        """Start the parser, as after an edit, so that nothing is left reviewed on words alone."""
        self._needs_parser = True
        self._request_parses()

    @property
    def engine(self) -> str:
        """Name and version of the parser with which all rows were reviewed; empty if some were not."""
        return "" if self._unparsed else self._parser.process.engine

    def _request_parses(self) -> None:
        """Have the parser parse what is still unparsed, unless nothing has been edited yet."""
        if self._needs_parser or self._parser.process.state is ParserState.READY:
            self._is_waiting = self._parser.process.request(self._texts_to_parse())
        self._show_engine()

    def _texts_to_parse(self) -> list[str]:
        """Return texts of which the review had no parse, those of rows in view first.

        Those that are left out are requested when these are parsed.
        """
        outline = self._panes.outline
        near = [*outline.selected_ids(), *outline.ids_in_view()] if self._unparsed else ()
        texts = (
            text
            for row_id in dict.fromkeys((*near, *self._unparsed))
            for text in self._unparsed.get(row_id, ())
        )
        return list(islice(texts, _MOST_REQUESTED))

    def _on_parser_changed(self) -> None:
        """Review again, after a while, what had to wait for parses."""
        if self._unparsed and not self._arrivals.isActive():
            self._arrivals.start(max(_ARRIVALS_MS, _PAUSE_TIMES * self._review_ms))
        self._show_engine()

    def _show_engine(self) -> None:
        rows = len(self._unparsed)
        text = engine_text(self._parser.process, rows, is_waiting=self._is_waiting)
        self._panes.review.show_engine(text if self._context.document else "")
        if self._parser.process.state is ParserState.FAILED and self._context.document:
            retry = (tr("Try again"), self.retry)
            self._context.notify(text, retry, until=WITHDRAWN, key=_PARSER_NOTICE)
        else:
            self._context.withdraw(_PARSER_NOTICE)

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
        self._parser.process.retry()
        if self._reviewer is not None and self._task is None:
            self._reviewer.forget()
        self._review()

    def start_again(self) -> None:
        """Review every row again, since something besides the briefing has changed."""
        self._reviewer = None
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

    def show(self) -> None:
        self._panes.reveal(self._panes.review)

    def next_finding(self) -> None:
        """Select the next open finding in the list, and show the list."""
        pane = self._panes.review
        self.show()
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
