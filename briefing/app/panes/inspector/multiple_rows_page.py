"""The inspector page of several selected rows: one grade for all."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.app.i18n import counted, tr
from briefing.app.panes.inspector.grade_editor import GradeEditor
from briefing.app.panes.inspector.page import InspectorContext, Page
from briefing.app.widgets.labels import heading_label, muted
from briefing.model.briefing import FactItem, Judgement


class MultipleRowsPage(Page):
    """Grades several facts or judgements at once."""

    def __init__(self) -> None:
        super().__init__()
        self._title = heading_label("")
        self.column.addWidget(self._title)
        self.column.addWidget(
            muted(
                tr(
                    "A grade that you choose here applies to all selected rows of the briefing. One Undo "
                    "reverts the change for all of these rows."
                )
            )
        )
        self.grade = GradeEditor()
        self.column.addSpacing(8)
        self.column.addWidget(self.grade)
        self.add_field(self.grade.rationale)
        self.column.addStretch(1)
        self.grade.edit_requested.connect(self.edit_requested)

    def show_rows(self, items: Sequence[FactItem | Judgement], context: InspectorContext) -> None:
        self._title.setText(tr("{rows} selected", rows=counted(len(items), "row", "rows")))
        self.start_row(" ".join(item.id for item in items), context)
        self.grade.show_rows(items, context)
