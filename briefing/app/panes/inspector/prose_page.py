"""The inspector page of prose: text, evidence, note."""

from __future__ import annotations

from briefing.app.i18n import tr
from briefing.app.panes.inspector.evidence_editor import EvidenceEditor
from briefing.app.panes.inspector.page import InspectorContext, Page
from briefing.editing import SetEvidence, SetNote
from briefing.model.briefing import Prose


class ProsePage(Page):
    """Edits connecting text; it is printed with the sources of its evidence, or as ungraded."""

    def __init__(self) -> None:
        super().__init__()
        self.text = self.text_field(
            tr("Text"),
            lines=6,
            hint=tr("Separate paragraphs by an empty line"),
            required="A row of text cannot be empty.",
        )
        self.evidence = EvidenceEditor()
        self.put(tr("Evidence"), self.evidence)
        self.note = self.text_field(
            tr("Note"), hint=tr("For the people who edit this briefing; not printed")
        )
        self.column.addStretch(1)
        self.text.typed.connect(self.reword)
        self.note.typed.connect(lambda text, run: self.ask(SetNote(self.row_id, text), run))
        self.evidence.evidence_changed.connect(
            lambda evidence: self.ask(SetEvidence(self.row_id, evidence))
        )
        self.evidence.row_requested.connect(self.row_requested)
        self.evidence.library_requested.connect(self.library_requested)

    def show_row(self, item: Prose, context: InspectorContext) -> None:
        self.start_row(item.id, context)
        self.text.show_text(item.text)
        self.evidence.show_evidence(item.id, item.evidence, context)
        self.note.show_text(item.note)
