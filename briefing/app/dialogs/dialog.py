"""Base class of the dialogs: contents that scroll above fixed buttons, on the screen, one at a time."""

from __future__ import annotations

from typing import Self

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from briefing.app.i18n import tr
from briefing.app.menus.context_menu import offer_copying, open_with_keys
from briefing.app.menus.mnemonics import assign_letters
from briefing.app.theme import theme
from briefing.app.theme.screen import bounded, fit_to_screen
from briefing.app.widgets.inputs.wheel_safe import keep_focus_from_wheel
from briefing.app.widgets.parts.part import declare_part
from briefing.app.widgets.scroll_area import ContentArea

_MARGIN = 20
_SPACING = 12
_INPUTS = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox, QAbstractItemView)


class Dialog(QDialog):
    """A dialog that Cancel, Close, Escape and the window frame close, and that closing deletes."""

    def __init__(self, parent: QWidget, title: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        declare_part(self, title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        open_with_keys(self)
        self._area: ContentArea | None = None
        self._size = QSize()
        self._was_shown = False

    @classmethod
    def raised(cls, window: QWidget | None = None) -> Self | None:
        """Bring the open dialog of this class to the front and return it; None if there is none.

        Without a window it may belong to any window of the program.
        """
        candidates = window.findChildren(cls) if window else QApplication.topLevelWidgets()
        for dialog in candidates:
            if isinstance(dialog, cls) and dialog.isVisible():
                dialog.raise_()
                dialog.activateWindow()
                return dialog
        return None

    def lay_out(
        self, content: QWidget, *below: QWidget, width: int, height: int = 0, scrolls: bool = True
    ) -> None:
        """Place the content, which scrolls in a low window, above widgets that are always visible.

        The dialog opens at this width, and at the height or, if that is 0, as high as the content; both are
        given for texts of normal size.
        """
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, _MARGIN - 4, _MARGIN, _MARGIN - 4)
        column.setSpacing(_SPACING)
        if scrolls:
            self._area = ContentArea(content)
        column.addWidget(self._area or content, 1)
        for widget in below:
            column.addWidget(widget)
        self._size = QSize(theme.pixels(width), theme.pixels(height))

    def close_box(self) -> QDialogButtonBox:
        """Return a button box with Close, for dialogs without a decision."""
        box = QDialogButtonBox()
        close = box.addButton(tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        close.setAutoDefault(False)  # Enter in a field must not close the dialog
        box.rejected.connect(self.reject)
        return box

    def decision_box(self, affirmative: str) -> tuple[QDialogButtonBox, QPushButton]:
        """Return a button box with Cancel and the affirmative button, which is the default."""
        box = QDialogButtonBox()
        button = box.addButton(affirmative, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole).setAutoDefault(False)
        button.setDefault(True)
        box.rejected.connect(self.reject)
        return box, button

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        if not self._was_shown:
            self._was_shown = True
            self._open_at_size()
            self._keep_default()
        assign_letters(self)
        offer_copying(self)
        keep_focus_from_wheel(self)
        super().showEvent(event)
        fit_to_screen(self)
        self._focus_first_input()

    def _keep_default(self) -> None:
        """Let Enter press the default button also after the focus has been on a button and has left it."""
        buttons = self.findChildren(QPushButton)
        if any(button.isDefault() for button in buttons):
            for button in buttons:
                button.setAutoDefault(False)

    def _focus_first_input(self) -> None:
        """Let typing begin in the first input, unless the dialog gave the focus to another."""
        if isinstance(self.focusWidget(), _INPUTS):
            return
        inputs = [each for each in self.findChildren(QWidget) if isinstance(each, _INPUTS)]
        usable = [
            each for each in inputs if each.isVisible() and each.isEnabled() and each.window() is self
        ]
        if usable:
            min(usable, key=self._place).setFocus(Qt.FocusReason.TabFocusReason)

    def _place(self, widget: QWidget) -> tuple[int, int]:
        """Return where a widget is in the dialog, in lines from the top."""
        corner = widget.mapTo(self, QPoint(0, 0))
        return corner.y(), corner.x()

    def _open_at_size(self) -> None:
        if self._size.isEmpty() and self._area is None:
            return
        width = max(self._size.width(), self.minimumSizeHint().width())
        height = self._size.height() or self._natural_height(width)
        self.resize(bounded(QSize(width, height), self))

    def _natural_height(self, width: int) -> int:
        """Return the height at which the content does not scroll."""
        layout, area = self.layout(), self._area
        if layout is None or area is None:
            return self.sizeHint().height()
        margins = layout.contentsMargins()
        inner = width - margins.left() - margins.right()
        height = margins.top() + margins.bottom() - layout.spacing()
        for number in range(layout.count()):
            item = layout.itemAt(number)
            widget = item.widget() if item else None
            if widget is not None and not widget.isHidden():
                own = area.height_for(inner) if widget is area else widget.sizeHint().height()
                height += own + layout.spacing()
        return height + 2
