"""What a confidence is made of, where the scheme says so: a choice for each factor."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QWidget

from briefing.app.i18n import tr
from briefing.grading import Factor, Scale


class FactorControls(QWidget):
    """A list of ratings for each factor; `rated(factor id, term id or None)` tells what was chosen."""

    rated = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._scale: Scale | None = None
        self._boxes: dict[str, QComboBox] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 2, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self.hide()

    def show_scale(self, scale: Scale | None) -> None:
        if scale is self._scale:
            return
        self._scale = scale
        while (item := self._grid.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._boxes = {}
        for row, factor in enumerate(scale.factors if scale else ()):
            self._add(row, factor)
        self.setVisible(bool(self._boxes))

    def _add(self, row: int, factor: Factor) -> None:
        label, box = QLabel(tr(factor.name)), QComboBox()
        label.setWordWrap(True)
        label.setBuddy(box)
        label.setToolTip(tr(factor.explanation))
        box.setAccessibleName(tr(factor.name))
        box.setAccessibleDescription(tr(factor.explanation))
        box.addItem(tr("Not rated"), None)
        for term in factor.terms:
            words = tr(term.term)
            box.addItem(f"{words[:1].upper()}{words[1:]}", term.id)
            box.setItemData(box.count() - 1, tr(term.definition), Qt.ItemDataRole.ToolTipRole)
        box.activated.connect(lambda _at, name=factor.id: self.rated.emit(name, box.currentData()))
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(box, row, 1)
        self._boxes[factor.id] = box

    def show_ratings(self, ratings: Mapping[str, str]) -> None:
        for name, box in self._boxes.items():
            box.setCurrentIndex(max(0, box.findData(ratings.get(name))))
