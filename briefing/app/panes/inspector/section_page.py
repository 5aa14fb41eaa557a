"""The inspector page of a section: its title and how many of its rows are graded."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from briefing.app.i18n import counted, tr
from briefing.app.panes.inspector.page import InspectorContext, Page
from briefing.app.widgets.labels import muted
from briefing.app.widgets.text.exact_text import TYPED_SPACE
from briefing.editing import RenameSection
from briefing.model.briefing import Graded, Section


class SectionPage(Page):
    def __init__(self) -> None:
        super().__init__()
        self.title = self.text_field(
            tr("Section title"), lines=1, one_line=True, required="A section needs a title."
        )
        self._content = muted("")
        self.column.addWidget(self._content)
        self._search_button = QPushButton(tr("Facts from the library…"))
        self._search_button.clicked.connect(self.library_requested)
        self.column.addWidget(self._search_button, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addStretch(1)
        self.title.typed.connect(self._rename)

    def show_row(self, section: Section, context: InspectorContext) -> None:
        self.start_row(section.id, context)
        self.title.show_text(section.title)
        rows = [item for child in section.walk() for item in child.items]
        graded = [item for item in rows if isinstance(item, Graded)]
        with_grade = sum(item.grade is not None and bool(item.grade.confidence) for item in graded)
        self._search_button.setVisible(not rows and not context.read_only)
        if not rows:
            self._content.setText(
                tr(
                    "This section has no rows yet, so it is not printed. Drag facts from the library onto "
                    "it, or add judgements, text, pictures, charts and tables with the Insert menu."
                )
            )
            return
        parts = [
            counted(len(rows), "row", "rows"),
            tr("{number} of {count} facts and judgements graded", number=with_grade, count=len(graded)),
        ]
        self._content.setText(" · ".join(parts))

    def _rename(self, text: str, run: object) -> None:
        self.ask(RenameSection(self.row_id, text.strip(TYPED_SPACE)), run)
