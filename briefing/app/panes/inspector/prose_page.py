"""The inspector page of prose: text, evidence, note."""

from __future__ import annotations

from briefing.app.i18n import tr
from briefing.app.panes.inspector.evidence_editor import EvidenceEditor
from briefing.app.panes.inspector.page import InspectorContext, Page
from briefing.editing import SetEvidence, SetNote
from briefing.model.briefing import Prose


class ProsePage(Page):
    """Connecting text; with evidence named it is printed with its sources, without as ungraded."""

    def __init__(self) -> None:
        super().__init__()
        self.text = self.text_field(tr("Text"), lines=6, hint=tr("Paragraphs parted by empty lines"))
        self.evidence = EvidenceEditor()
        self.put(tr("Evidence"), self.evidence)
        self.note = self.text_field(
            tr("Note"), hint=tr("For you and who edits with you; it is not printed")
        )
        self.column.addStretch(1)
        self.text.typed.connect(self.reword)
        self.note.typed.connect(lambda text, run: self.ask(SetNote(self.row_id, text), run))
        self.evidence.evidence_changed.connect(lambda found: self.ask(SetEvidence(self.row_id, found)))
        self.evidence.row_requested.connect(self.row_requested)

    def show_row(self, item: Prose, context: InspectorContext) -> None:
        self.begin_row(item.id, read_only=context.read_only)
        self.text.show_text(item.text)
        self.evidence.show_evidence(item.id, item.evidence, context)
        self.note.show_text(item.note)
