"""Qt's fields that hold a choice or a number, without an effect of the mouse wheel on them.

The window uses these classes instead of Qt's own everywhere: the wheel scrolls the page on which a field
is, with and without focus, and gives the focus to no field.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QHelpEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QSpinBox,
    QStyle,
    QStyleOptionComboBox,
    QToolTip,
    QWidget,
)

from briefing import operating_system

_MOST_VISIBLE = 12
_LEAST_CHARACTERS = 16


def keep_focus_from_wheel(root: QWidget) -> None:
    """Give each widget in `root` that the wheel would focus the focus by Tab and click alone."""
    for widget in (root, *root.findChildren(QWidget)):
        if widget.focusPolicy() is Qt.FocusPolicy.WheelFocus:
            widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


class ComboBox(QComboBox):
    """A combo box whose list shows all its entries, or twelve and a scroll bar."""

    def __init__(self) -> None:
        super().__init__()
        self._description = ""
        self.setMaxVisibleItems(_MOST_VISIBLE)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def setAccessibleName(self, name: str) -> None:  # noqa: N802 - Qt's name
        """Name the box, and the field in which its choice is typed, for screen readers."""
        super().setAccessibleName(name)
        line = self.lineEdit()
        if line is not None:
            line.setAccessibleName(name)
        self.setAccessibleDescription(self._description)

    def setAccessibleDescription(self, description: str) -> None:  # noqa: N802 - Qt's name
        """Describe the box; after its name where Qt gives the choice in place of the name."""
        self._description = description
        name = self.accessibleName() if operating_system.names_boxes_by_relation() else ""
        super().setAccessibleDescription(". ".join(part for part in (name, description) if part))

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        event.ignore()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        """Return a size that lets a form shrink below the longest entry."""
        least = self.fontMetrics().horizontalAdvance("x" * _LEAST_CHARACTERS)
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), least), hint.height())

    def initStyleOption(self, option: QStyleOptionComboBox) -> None:  # noqa: N802 - Qt's name
        """Let the current entry end in an ellipsis if it is wider than the field; Qt would clip it."""
        super().initStyleOption(option)
        part = QStyle.SubControl.SC_ComboBoxEditField
        room = self.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, part, self).width()
        shown = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, room)
        option.currentText = shown

    def event(self, event: QEvent) -> bool:
        """Show an entry in full at the pointer while it is cut, unless the field has a tooltip."""
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and not self.toolTip():
            option = QStyleOptionComboBox()
            self.initStyleOption(option)
            is_cut = option.currentText != self.currentText()
            QToolTip.showText(event.globalPos(), self.currentText() if is_cut else "", self)
            return True
        return super().event(event)

    def showPopup(self) -> None:  # noqa: N802 - Qt's name
        super().showPopup()
        self._fit_popup()

    def _fit_popup(self) -> None:
        """Grow the list by the margins of the style sheet, and keep it on the screen."""
        view, popup = self.view(), self.view().window()
        rows = min(self.count(), self.maxVisibleItems())
        entries = sum(view.sizeHintForRow(row) for row in range(rows))
        height = popup.height() + max(0, entries - view.viewport().height())
        width = popup.width() + max(0, view.sizeHintForColumn(0) - view.viewport().width())
        screen = self.screen().availableGeometry()
        height, width = min(height, screen.height()), min(width, screen.width())
        below = self.mapToGlobal(self.rect().bottomLeft()).y() + 1
        top = (
            below
            if below + height <= screen.bottom() + 1
            else self.mapToGlobal(self.rect().topLeft()).y() - height
        )
        left = min(popup.x(), screen.right() + 1 - width)
        popup.setGeometry(max(left, screen.left()), max(top, screen.top()), width, height)
        if isinstance(popup, QFrame):
            popup.setFrameShape(QFrame.Shape.NoFrame)


class SpinBox(QSpinBox):
    """A number field."""

    def __init__(self) -> None:
        super().__init__()
        keep_focus_from_wheel(self)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        event.ignore()
