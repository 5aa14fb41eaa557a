"""The inspector page of a comparison of treaties: caption, treaties, obligations."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from briefing.app.i18n import tr
from briefing.app.panes.inspector.page import InspectorContext, Page
from briefing.editing import ReplaceContent
from briefing.model.briefing import Comparison
from briefing.model.terms import ObligationKind


class ComparisonPage(Page):
    """Selects the treaties that are compared, and the obligations."""

    def __init__(self) -> None:
        super().__init__()
        self._item: Comparison | None = None
        self._treaty_ids: tuple[str, ...] = ()
        self.caption = self.text_field(
            tr("Caption"), lines=1, one_line=True, required="A comparison needs a caption."
        )
        self._treaties = QWidget()
        self._treaty_boxes: dict[str, QCheckBox] = {}
        QVBoxLayout(self._treaties).setContentsMargins(0, 0, 0, 0)
        self.put(tr("Treaties to compare, left to right"), self._treaties)
        self._aspects = QWidget()
        aspects = QVBoxLayout(self._aspects)
        aspects.setContentsMargins(0, 0, 0, 0)
        self._aspect_boxes = {kind: QCheckBox(tr(_aspect(kind))) for kind in ObligationKind}
        for box in self._aspect_boxes.values():
            aspects.addWidget(box)
            box.clicked.connect(self._request_edit)
        self.put(tr("Obligations to compare (none ticked: all)"), self._aspects)
        self.column.addStretch(1)
        self.caption.typed.connect(self.reword)

    def show_row(self, item: Comparison, context: InspectorContext, treaties: dict[str, str]) -> None:
        """Show a comparison; `treaties` maps the ids of the selectable treaties to their names."""
        self.start_row(item.id, context)
        self._item = item
        self.caption.show_text(item.caption)
        if tuple(treaties) != self._treaty_ids:
            self._set_treaties(treaties)
        for treaty_id, box in self._treaty_boxes.items():
            box.setChecked(treaty_id in item.treaty_ids)
            box.setEnabled(not context.read_only)
        for kind, aspect in self._aspect_boxes.items():
            aspect.setChecked(kind in item.aspects)
            aspect.setEnabled(not context.read_only)

    def _set_treaties(self, treaties: dict[str, str]) -> None:
        self._treaty_ids = tuple(treaties)
        for box in self._treaty_boxes.values():
            box.deleteLater()
        self._treaty_boxes = {treaty_id: QCheckBox(name) for treaty_id, name in treaties.items()}
        layout = self._treaties.layout()
        for box in self._treaty_boxes.values():
            if layout is not None:
                layout.addWidget(box)
            box.clicked.connect(self._request_edit)

    def _request_edit(self) -> None:
        if self._item is None:
            return
        chosen = {treaty_id for treaty_id, box in self._treaty_boxes.items() if box.isChecked()}
        in_order = [treaty_id for treaty_id in self._item.treaty_ids if treaty_id in chosen]
        in_order += [
            treaty_id
            for treaty_id in self._treaty_boxes
            if treaty_id in chosen and treaty_id not in in_order
        ]
        aspects = tuple(kind for kind, box in self._aspect_boxes.items() if box.isChecked())
        changed = replace(self._item, treaty_ids=tuple(in_order), aspects=aspects)
        self.edit_requested.emit(ReplaceContent(changed), None)


def _aspect(kind: ObligationKind) -> str:
    return str(kind).replace("_", " ").capitalize()
