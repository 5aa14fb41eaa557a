"""Controls for confidence: the terms of a scale, and the factors that a scheme derives it from."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QGridLayout, QLabel, QToolButton, QWidget

from briefing.app.i18n import tr
from briefing.app.widgets.flow_layout import FlowLayout
from briefing.app.widgets.inputs.wheel_safe import ComboBox
from briefing.app.widgets.level_icons import level_icon, level_size
from briefing.grading import Factor, Scale, ScaleTerm


class ConfidenceControl(QWidget):
    """A button for each term, of which one or none is checked; a second press unchecks it."""

    chosen_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scale: Scale | None = None
        self._row = FlowLayout(self, spacing=5)
        self._buttons: dict[str, QToolButton] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(False)
        self.setAccessibleName(tr("Confidence"))

    def show_scale(self, scale: Scale | None) -> None:
        if scale is self._scale:
            return
        self._scale = scale
        for button in self._buttons.values():
            self._row.removeWidget(button)
            self._group.removeButton(button)
            button.hide()
            button.deleteLater()
        self._buttons = {}
        if scale is not None:
            for term in scale.terms:
                self._add(term, scale)
        self.updateGeometry()

    def _add(self, term: ScaleTerm, scale: Scale) -> None:
        levels = scale.top_level
        button = QToolButton()
        button.setObjectName("control")
        button.setCheckable(True)
        button.setText(tr(term.term))
        button.setAccessibleName(tr("Confidence: {term}", term=tr(term.term)))
        level = tr("level {level} of {levels}", level=term.level, levels=levels) if term.level else ""
        meaning = ". ".join(part for part in (level, tr(term.definition)) if part)
        button.setToolTip(f"{meaning[:1].upper()}{meaning[1:]}")
        button.setAccessibleDescription(button.toolTip())
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        if term.level:
            button.setIcon(level_icon(term.level, levels, scale.shape))
            button.setIconSize(level_size(levels))
        button.clicked.connect(lambda checked, term_id=term.id: self._toggle(term_id, checked))
        self._group.addButton(button)
        self._buttons[term.id] = button
        self._row.addWidget(button)

    def show_term(self, term_id: str | None) -> None:
        for button_term_id, button in self._buttons.items():
            button.setChecked(button_term_id == term_id)
        self._let_tab_enter_at(term_id)

    def _let_tab_enter_at(self, term_id: str | None) -> None:
        """Make the chosen button, else the first, the one that Tab reaches; arrows reach the others."""
        buttons = list(self._buttons.values())
        if not buttons or any(button.hasFocus() for button in buttons):
            return
        entry = self._buttons.get(term_id or "", buttons[0])
        for button in buttons:
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus if button is entry else Qt.FocusPolicy.NoFocus)

    def _toggle(self, term_id: str, checked: bool) -> None:
        self.show_term(term_id if checked else None)
        self.chosen_changed.emit(term_id if checked else None)


class FactorControls(QWidget):
    """Lists ratings for each factor; `rated(factor_id, term_id)` follows a choice, None for none."""

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
        label, box = QLabel(tr(factor.name)), ComboBox()
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
        box.activated.connect(lambda _index, name=factor.id: self.rated.emit(name, box.currentData()))
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(box, row, 1)
        self._boxes[factor.id] = box

    def show_ratings(self, ratings: Mapping[str, str]) -> None:
        for name, box in self._boxes.items():
            box.setCurrentIndex(max(0, box.findData(ratings.get(name))))
