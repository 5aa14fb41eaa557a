"""The inspector page of the briefing as a whole: title, main message and what is said of the sources."""

from __future__ import annotations

import operator
from collections.abc import Iterable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel

from briefing.app.i18n import tr
from briefing.app.panes.inspector.message.judgement_choice import JudgementChoice
from briefing.app.panes.inspector.page import InspectorContext, Page
from briefing.app.services import background
from briefing.app.widgets.labels import caption, muted, running_text
from briefing.app.widgets.text.exact_text import TYPED_SPACE
from briefing.app.widgets.text_field import TextField
from briefing.composition.sourcing.source_summary import source_summary
from briefing.editing import SetDetails
from briefing.model.briefing import Briefing
from briefing.model.issue import MainMessage
from briefing.model.sections import judgements_in
from briefing.review import BRIEFING, Finding
from briefing.text.characters import visible

_COUNTED_AFTER_MS = 100
"""Once the page is painted: counting takes time from the thread that paints."""


class BriefingPage(Page):
    """Edits what the briefing says as a whole, with the findings of the review in each text."""

    def __init__(self) -> None:
        super().__init__()
        self.message = self._text(
            tr("Main message"), 3, hint=tr("What follows from all judgements, in a sentence"), one_line=True
        )
        self.message_findings = self._remarks()
        self.judgements = JudgementChoice()
        self.put(tr("Judgements that it draws on"), self.judgements)
        self.title = self._text(
            tr("Title"), 2, one_line=True, required="A briefing cannot be without a title."
        )
        self.title_findings = self._remarks()
        self.summary = running_text("", name="small")
        self.column.addSpacing(5)
        self.column.addWidget(caption(tr("How well this is sourced (counted, and printed as it is here)")))
        self.column.addWidget(self.summary)
        self.remark = self._text(
            tr("Your sentence on the sources"), 2, hint=tr("Printed after it as the author's own")
        )
        self.column.addStretch(1)
        self._message: MainMessage | None = None
        self._counted: tuple[object, ...] = ()
        self._counting: background.BackgroundTask | None = None
        self._to_be_counted: Briefing | None = None
        self._counted_soon = QTimer(self)
        self._counted_soon.setSingleShot(True)
        self._counted_soon.setInterval(_COUNTED_AFTER_MS)
        self._counted_soon.timeout.connect(self._start_counting)
        self.message.typed.connect(self._change_message)
        self.judgements.chosen.connect(self._change_basis)
        self.title.typed.connect(self._change_title)
        self.remark.typed.connect(
            lambda text, run: self._change(SetDetails(source_remark=text.strip(TYPED_SPACE)), run)
        )

    def _text(
        self, name: str, lines: int, *, hint: str = "", one_line: bool = False, required: str = ""
    ) -> TextField:
        field = TextField(lines=lines, one_line=one_line, required=required)
        field.setPlaceholderText(hint)
        self.put(name, field)
        self.add_field(field)
        return field

    def _remarks(self) -> QLabel:
        label = muted("", name="caution")
        label.hide()
        self.column.addWidget(label)
        return label

    def show_briefing(self, context: InspectorContext) -> None:
        briefing = context.briefing
        self.start_row(briefing.id, context)
        self._message = briefing.main_message
        judgements = judgements_in(briefing)
        ticked = self._message.judgement_ids if self._message else self.judgements.ticked
        self.message.show_text(self._message.text if self._message else "")
        self.judgements.show_judgements(judgements, context.labels, ticked)
        self.judgements.setEnabled(not context.read_only)
        self.title.show_text(briefing.title)
        self._count_sources(briefing)
        self.remark.show_text(briefing.source_remark)

    def _count_sources(self, briefing: Briefing) -> None:
        """Show the source summary once it is counted, unless what it counts is as it was."""
        counted = briefing.sections, briefing.library, briefing.language
        if len(self._counted) == len(counted) and all(map(operator.is_, counted, self._counted)):
            return
        self._counted = counted
        if self._counting is not None:
            self._counting.abandon()
        self._to_be_counted = briefing
        self._counted_soon.start()

    def _start_counting(self) -> None:
        briefing, self._to_be_counted = self._to_be_counted, None
        if briefing is not None:
            self._counting = background.start(lambda: source_summary(briefing).text, self._show_summary)

    def _show_summary(self, text: str) -> None:
        self._counting = None
        self.summary.setText(visible(text))

    def _change_message(self, text: str, run: object) -> None:
        text = text.strip(TYPED_SPACE)
        message = MainMessage(text=text, judgement_ids=self.judgements.ticked) if text else None
        self._change(SetDetails(main_message=message), run)

    def _change_basis(self, judgement_ids: tuple[str, ...]) -> None:
        if self._message is not None:
            message = MainMessage(text=self._message.text, judgement_ids=judgement_ids)
            self._change(SetDetails(main_message=message), None)

    def _change_title(self, text: str, run: object) -> None:
        self._change(SetDetails(title=text.strip(TYPED_SPACE)), run)

    def _change(self, edit: SetDetails, run: object) -> None:
        self.edit_requested.emit(edit, run)

    @property
    def reviewed_row(self) -> str:
        return BRIEFING

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Underline the words that have findings, and say below the field what they are."""
        findings = list(findings)
        for name, field, label in (
            ("main_message", self.message, self.message_findings),
            ("title", self.title, self.title_findings),
        ):
            here = [finding for finding in findings if finding.field == name]
            field.mark([(f.start, f.end, f.message) for f in here])
            label.setText("\n".join(visible(finding.message) for finding in here))
            label.setVisible(bool(here))

    def select_words_of(self, finding: Finding) -> None:
        """Focus the field that a finding is about, and select its words."""
        field = self.title if finding.field == "title" else self.message
        field.select(finding.start, finding.end)
