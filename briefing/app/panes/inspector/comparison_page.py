"""The inspector page of a comparison of treaties: caption, treaties, obligations."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from briefing.app.i18n import tr
from briefing.app.panes.inspector.page import InspectorContext, Page
from briefing.app.widgets.columns import column_widget
from briefing.app.widgets.icons import icon
from briefing.editing import ReplaceContent
from briefing.model.briefing import Comparison
from briefing.model.terms import ObligationKind


class ComparisonPage(Page):
    """Selects the treaties that are compared, and the obligations."""

    def __init__(self) -> None:
        super().__init__()
        self._item: Comparison | None = None
        self._names: dict[str, str] = {}
        self.caption = self.text_field(
            tr("Caption"), lines=1, one_line=True, required="A comparison needs a caption."
        )
        self._treaties = QWidget()
        self._treaty_boxes: dict[str, QCheckBox] = {}
        self._treaty_lines: dict[str, QWidget] = {}
        self._movers: dict[str, list[QToolButton]] = {}
        self._treaty_column = QVBoxLayout(self._treaties)
        self._treaty_column.setContentsMargins(0, 0, 0, 0)
        self._treaty_column.setSpacing(2)
        self.put(tr("Treaties to compare, left to right"), self._treaties)
        self._aspects, aspects = column_widget()
        self._aspect_boxes = {kind: QCheckBox(tr(_aspect(kind))) for kind in ObligationKind}
        for kind, aspect_box in self._aspect_boxes.items():
            aspect_box.setToolTip(tr(_MEANINGS[kind]))
            aspect_box.setAccessibleDescription(aspect_box.toolTip())
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
        if treaties != self._names:
            self._names = dict(treaties)
            self._set_treaties(treaties)
        self._arrange(item, read_only=context.read_only)
        for treaty_id, box in self._treaty_boxes.items():
            box.setChecked(treaty_id in item.treaty_ids)
            box.setEnabled(not context.read_only)
        for kind, aspect in self._aspect_boxes.items():
            aspect.setChecked(kind in item.aspects)
            aspect.setEnabled(not context.read_only)

    def _set_treaties(self, treaties: dict[str, str]) -> None:
        """Build a line for each treaty: a box, and buttons that move it among those compared."""
        for line in self._treaty_lines.values():
            line.hide()
            line.deleteLater()
        self._treaty_boxes, self._treaty_lines, self._movers = {}, {}, {}
        for treaty_id, name in treaties.items():
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(2)
            box = QCheckBox(name)
            box.clicked.connect(self._request_edit)
            row.addWidget(box, 1)
            self._movers[treaty_id] = [self._mover(treaty_id, name, step) for step in (-1, 1)]
            for mover in self._movers[treaty_id]:
                row.addWidget(mover)
            self._treaty_boxes[treaty_id], self._treaty_lines[treaty_id] = box, line

    def _mover(self, treaty_id: str, name: str, step: int) -> QToolButton:
        button = QToolButton()
        button.setObjectName("quiet")
        button.setIcon(icon("caret-up" if step < 0 else "caret-down", "muted"))
        text = tr("Move {name} to the left") if step < 0 else tr("Move {name} to the right")
        button.setToolTip(text.format(name=name))
        button.setAccessibleName(button.toolTip())
        button.clicked.connect(lambda: self._move(treaty_id, step))
        return button

    def _arrange(self, item: Comparison, *, read_only: bool) -> None:
        """Put the compared treaties first, in their order, and enable the moves that are possible."""
        others = [treaty_id for treaty_id in self._treaty_boxes if treaty_id not in item.treaty_ids]
        order = [treaty_id for treaty_id in item.treaty_ids if treaty_id in self._treaty_boxes]
        for place, treaty_id in enumerate([*order, *others]):
            if self._treaty_column.indexOf(self._treaty_lines[treaty_id]) != place:
                self._treaty_column.insertWidget(place, self._treaty_lines[treaty_id])
            ends = (0, len(order) - 1)
            for mover, end in zip(self._movers[treaty_id], ends, strict=True):
                mover.setVisible(treaty_id in order and len(order) > 1)
                mover.setEnabled(not read_only and treaty_id in order and place != end)

    def _move(self, treaty_id: str, step: int) -> None:
        if self._item is None:
            return
        order = list(self._item.treaty_ids)
        place = order.index(treaty_id)
        order.insert(place + step, order.pop(place))
        self.edit_requested.emit(ReplaceContent(replace(self._item, treaty_ids=tuple(order))), None)

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


_MEANINGS = {
    ObligationKind.DEFENCE: "To help a party that is attacked",
    ObligationKind.OFFENCE: "To join a party that itself attacks another state",
    ObligationKind.NEUTRALITY: "To stay out of a war of a party with another state",
    ObligationKind.NON_AGGRESSION: "Not to attack one another",
    ObligationKind.CONSULTATION: "To confer with one another in a crisis",
    ObligationKind.ASYMMETRY: "The parties have different obligations",
    ObligationKind.MILITARY_AID: "To supply arms, training or other military help",
    ObligationKind.INTEGRATED_COMMAND: "To place forces under a common command",
    ObligationKind.BASES: "To let a party use bases or station troops",
    ObligationKind.ECONOMIC_AID: "To give economic help",
    ObligationKind.INTELLIGENCE: "To exchange intelligence",
    ObligationKind.WITHDRAWAL: "The treaty says how a party can leave it",
}


def _aspect(kind: ObligationKind) -> str:
    return str(kind).replace("_", " ").capitalize()
