"""Controls for what a chart takes, for the inspector and the new-chart dialog."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from briefing.app.i18n import tr
from briefing.app.widgets.inputs.wheel_safe import ComboBox
from briefing.app.widgets.labels import caption
from briefing.composition.chart_data.registry import KINDS
from briefing.model.briefing import ChartItem, Scope


class TickList(QWidget):
    """A column of check boxes, one for each value; `chosen` returns values in list order."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(3)
        self._boxes: dict[str, QCheckBox] = {}
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        """Pass the focus on to the first box; with a focus proxy, Tab would not leave the page."""
        super().focusInEvent(event)
        for first in [*self._boxes.values()][:1]:
            first.setFocus(event.reason())

    def offer(self, names: Mapping[str, str]) -> None:
        if list(names) == list(self._boxes):
            return
        for box in self._boxes.values():
            self._column.removeWidget(box)
            box.deleteLater()
        self._boxes = {value: QCheckBox(name) for value, name in names.items()}
        for box in self._boxes.values():
            self._column.addWidget(box)
            box.clicked.connect(self.changed)

    def choose(self, values: tuple[str, ...]) -> None:
        for value, box in self._boxes.items():
            box.setChecked(value in values)

    def chosen(self) -> tuple[str, ...]:
        return tuple(value for value, box in self._boxes.items() if box.isChecked())

    @property
    def is_empty(self) -> bool:
        return not self._boxes

    def box(self, value: str) -> QCheckBox:
        return self._boxes[value]


class ChartFields(QWidget):
    """Edits scope, treaties, topics and acts of a chart; `changed` follows every choice."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        self.scope = ComboBox()
        self.scope.addItem(tr("The whole briefing"), Scope.BRIEFING)
        self.scope.addItem(tr("The section of the chart"), Scope.SECTION)
        self.treaties, self.topics = TickList(), TickList()
        self.every_act = QCheckBox(tr("Every act, also those without a statement"))
        self._parts: dict[str, tuple[QWidget, QWidget]] = {}
        for option, name, field in (
            ("scope", tr("Rows of the briefing to chart"), self.scope),
            ("treaty_ids", tr("Treaties in the chart (none ticked: all)"), self.treaties),
            ("topics", tr("Topics in the chart (none ticked: all)"), self.topics),
            ("every_act", tr("Acts of the treaties in the timeline"), self.every_act),
        ):
            label = caption(name, field)
            self._parts[option] = (label, field)
            column.addWidget(label)
            column.addWidget(field)
            column.addSpacing(5)
        self.scope.activated.connect(lambda _index: self.changed.emit())
        self.treaties.changed.connect(self.changed)
        self.topics.changed.connect(self.changed)
        self.every_act.clicked.connect(lambda _on: self.changed.emit())

    def show_chart(self, item: ChartItem, treaties: Mapping[str, str], topics: tuple[str, ...]) -> None:
        """Show a chart's values; `treaties` (names by id) and `topics` are the available choices."""
        self.treaties.offer(treaties)
        self.topics.offer({topic: _words(topic) for topic in sorted({*topics, *item.topics})})
        self.treaties.choose(item.treaty_ids)
        self.topics.choose(item.topics)
        self.scope.setCurrentIndex(self.scope.findData(item.scope))
        self.every_act.setChecked(item.every_act)
        for option, (label, field) in self._parts.items():
            is_empty = isinstance(field, TickList) and field.is_empty
            for widget in (label, field):
                widget.setVisible(option in KINDS[item.kind].options and not is_empty)

    def applied_to(self, item: ChartItem) -> ChartItem:
        """Return the chart with the chosen values; its treaties keep their order."""
        chosen = self.treaties.chosen()
        in_order = [treaty_id for treaty_id in item.treaty_ids if treaty_id in chosen]
        in_order += [treaty_id for treaty_id in chosen if treaty_id not in in_order]
        scope = Scope(self.scope.currentData())
        return replace(
            item,
            treaty_ids=tuple(in_order),
            topics=self.topics.chosen(),
            scope=scope,
            every_act=self.every_act.isChecked(),
        )


def _words(topic: str) -> str:
    return topic.replace("-", " ").capitalize()
