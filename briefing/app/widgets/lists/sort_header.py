"""A row of headings that sort a list, also without a mouse."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QHeaderView, QWidget

from briefing.app.i18n import tr
from briefing.app.theme import theme

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_SORTING = {Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter}


class SortHeader(QHeaderView):
    """Takes the focus by Tab: Left and Right choose a heading, Space and Enter sort by it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._chosen = 0
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setStretchLastSection(True)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(tr("Headings of the columns"))
        self.setToolTip(tr("Click a heading to sort by it, once more for the reverse order."))
        self.sortIndicatorChanged.connect(lambda *_order: self._describe())
        self._describe()

    def _describe(self) -> None:
        """Describe the chosen heading, the order and the keys for screen readers."""
        parts = [
            tr("Heading: {name}.", name=self._name(self._chosen)) if self.count() else "",
            self.order_text(),
            tr("Left and Right choose a heading, Space sorts by it."),
        ]
        self.setAccessibleDescription(" ".join(filter(None, parts)))

    def order_text(self) -> str:
        """Return by which heading the list is sorted, and in which order; empty if by none."""
        section = self.sortIndicatorSection()
        if not self.isSortIndicatorShown() or not 0 <= section < self.count():
            return ""
        is_ascending = self.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
        text = tr("Sorted by {name}, ascending.") if is_ascending else tr("Sorted by {name}, descending.")
        return text.format(name=self._name(section))

    def _name(self, section: int) -> str:
        return str(self.model().headerData(section, Qt.Orientation.Horizontal) or "")

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        key = Qt.Key(event.key())
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            event.ignore()
        elif key in _STEPS:
            step = -_STEPS[key] if self.isRightToLeft() else _STEPS[key]
            self._choose(step)
        elif key in _SORTING:
            self._sort()
        else:
            event.ignore()

    def _choose(self, step: int) -> None:
        """Choose the next heading to the left or right that is shown."""
        place = self.visualIndex(self._chosen) + step
        while 0 <= place < self.count() and self.isSectionHidden(self.logicalIndex(place)):
            place += step
        if 0 <= place < self.count():
            self._chosen = self.logicalIndex(place)
        self._describe()
        self.viewport().update()

    def _sort(self) -> None:
        is_sorted = self._chosen == self.sortIndicatorSection()
        reverse = is_sorted and self.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder
        order = Qt.SortOrder.DescendingOrder if reverse else Qt.SortOrder.AscendingOrder
        self.setSortIndicator(self._chosen, order)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusInEvent(event)
        self._describe()
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt's name
        super().focusOutEvent(event)
        self.viewport().update()

    def paintSection(self, painter: QPainter, rect: QRect, logicalIndex: int) -> None:  # noqa: N802, N803
        painter.save()
        super().paintSection(painter, rect, logicalIndex)
        painter.restore()
        if self.hasFocus() and logicalIndex == self._chosen:
            painter.save()
            painter.setPen(QPen(QColor(theme.colours().accent), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
            painter.restore()
