"""A toolbar whose buttons have icons with text where there is room, and icons alone otherwise."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QToolBar, QToolButton

from briefing.app.i18n import tr
from briefing.app.theme import theme

_ICON_SIZE = 18
_Style = Qt.ToolButtonStyle


class ResponsiveToolbar(QFrame):
    """A row of actions; those that do not fit either way are in a menu at its end.

    Further widgets can follow `bar` in `line`. Call `measure` when all actions are added.
    """

    _width_with_text = -1
    """Not measured yet: Qt sends changes of the style while the parts are being created."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName("toolbar")
        self.bar = QToolBar(name)
        self.bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.bar.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        more = self.bar.findChild(QToolButton, "qt_toolbar_ext_button")
        if isinstance(more, QToolButton):
            more.setToolTip(tr("More actions"))
            more.setAccessibleName(tr("More actions"))
        self._icon_only: list[QToolButton] = []
        self.line = QHBoxLayout(self)
        self.line.setContentsMargins(8, 4, 8, 4)
        self.line.addWidget(self.bar, 1)

    @property
    def room(self) -> int:
        """The width in pixels that the row of actions can have."""
        raise NotImplementedError

    def button_of(self, action: QAction) -> QToolButton:
        button = self.bar.widgetForAction(action)
        assert isinstance(button, QToolButton)
        return button

    def show_icon_only(self, *actions: QAction) -> None:
        """Show these actions without their text in any case."""
        self._icon_only = [self.button_of(action) for action in actions]

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self.style_buttons()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        super().changeEvent(event)
        is_measured = self._width_with_text >= 0
        if is_measured and event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self.measure()

    def measure(self) -> None:
        """Find out how much room the icons need with their texts, at the current size of texts."""
        side = theme.pixels(_ICON_SIZE)
        self.bar.setIconSize(QSize(side, side))
        self._apply(_Style.ToolButtonTextBesideIcon)
        self._width_with_text = self.bar.sizeHint().width()
        self.style_buttons()

    def style_buttons(self) -> None:
        """Show the texts of the buttons where there is room for them."""
        fits = self.room >= self._width_with_text
        self._apply(_Style.ToolButtonTextBesideIcon if fits else _Style.ToolButtonIconOnly)

    def _apply(self, style: Qt.ToolButtonStyle) -> None:
        if self.bar.toolButtonStyle() is not style:
            self.bar.setToolButtonStyle(style)
        for button in self._icon_only:
            button.setToolButtonStyle(_Style.ToolButtonIconOnly)
