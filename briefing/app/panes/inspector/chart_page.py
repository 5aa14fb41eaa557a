"""The inspector page of a chart: caption, kind, scope; the preview shows the result."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtWidgets import QComboBox

from briefing.app.i18n import tr
from briefing.app.panes.inspector.page import InspectorContext, Page
from briefing.app.widgets.chart_fields import ChartFields
from briefing.app.widgets.form_fields import choice
from briefing.app.widgets.labels import muted
from briefing.composition.chart_data.registry import KINDS
from briefing.editing import ReplaceContent
from briefing.model.briefing import ChartItem, ChartKind


class ChartPage(Page):
    def __init__(self) -> None:
        super().__init__()
        self._item: ChartItem | None = None
        self.caption = self.text_field(
            tr("Caption"), lines=2, one_line=True, required="A chart needs a caption."
        )
        self.kind: QComboBox = choice(
            tr("Kind of chart"), [(tr(spec.name), kind) for kind, spec in KINDS.items()]
        )
        self.put(tr("Kind of chart"), self.kind)
        self._help = muted("", name="small")
        self.column.addWidget(self._help)
        self.fields = ChartFields()
        self.column.addSpacing(5)
        self.column.addWidget(self.fields)
        self.column.addStretch(1)
        self.caption.typed.connect(self.reword)
        self.kind.activated.connect(lambda _index: self._request_edit())
        self.fields.changed.connect(self._request_edit)

    def show_row(self, item: ChartItem, context: InspectorContext, treaties: dict[str, str]) -> None:
        """Show a chart; `treaties` maps the ids of the selectable treaties to their names."""
        self.start_row(item.id, context)
        self._item = item
        self.caption.show_text(item.caption)
        self.kind.setCurrentIndex(self.kind.findData(item.kind))
        self._help.setText(tr(KINDS[item.kind].help))
        topics = tuple(sorted({topic for fact in context.briefing.library.facts for topic in fact.topics}))
        self.fields.show_chart(item, treaties, topics)
        for field in (self.kind, self.fields):
            field.setEnabled(not context.read_only)

    def _request_edit(self) -> None:
        if self._item is None:
            return
        kind = ChartKind(self.kind.currentData())
        default_caption = KINDS[self._item.kind].caption
        caption = KINDS[kind].caption if self._item.caption == default_caption else self._item.caption
        changed = replace(self.fields.applied_to(self._item), kind=kind, caption=caption)
        self.edit_requested.emit(ReplaceContent(changed), None)
