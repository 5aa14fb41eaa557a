"""The pages of a section and of several rows at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel

from briefing.app.i18n import counted, tr
from briefing.app.panes.inspector.grade_editor import GradeEditor
from briefing.app.panes.inspector.page import InspectorContext, Page
from briefing.app.widgets.pane_parts import muted
from briefing.editing import RenameSection
from briefing.model.briefing import FactItem, Graded, Judgement, Section


class SectionPage(Page):
    def __init__(self) -> None:
        super().__init__()
        self.title = self.text_field(tr("Section title"), lines=1, one_line=True)
        self._content = muted("")
        self.column.addWidget(self._content)
        self.column.addStretch(1)
        self.title.typed.connect(self._renamed)

    def show_row(self, section: Section, setting: InspectorContext) -> None:
        self.begin_row(section.id, read_only=setting.read_only)
        self.title.show_text(section.title)
        rows = [item for child in section.walk() for item in child.items]
        graded = [item for item in rows if isinstance(item, Graded)]
        with_grade = sum(item.grade is not None and bool(item.grade.confidence) for item in graded)
        said = [
            counted(len(rows), "row", "rows"),
            tr("{number} of {count} graded", number=with_grade, count=len(graded)),
        ]
        self._content.setText(" · ".join(said))

    def _renamed(self, text: str, run: object) -> None:
        if text.strip():
            self.ask(RenameSection(self.row_id, text.strip()), run)


class MultipleRowsPage(Page):
    """Several facts or judgements, graded at once."""

    def __init__(self) -> None:
        super().__init__()
        self._title = QLabel()
        self._title.setObjectName("heading")
        self.column.addWidget(self._title)
        self.column.addWidget(
            muted(tr("A grade chosen here is given to every one of them, as one step to undo."))
        )
        self.grade = GradeEditor()
        self._fields.append(self.grade.rationale)
        self.column.addSpacing(8)
        self.column.addWidget(self.grade)
        self.column.addStretch(1)
        self.grade.edit_requested.connect(self.edit_requested)

    def show_rows(self, items: Sequence[FactItem | Judgement], setting: InspectorContext) -> None:
        self._title.setText(tr("{rows} in hand", rows=counted(len(items), "row", "rows")))
        self.grade.show_rows(items, setting)
