"""The switch between the two sides of a window: the briefing and the library."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QToolButton, QWidget

from briefing.app.controllers.desktop.side import WindowSide
from briefing.app.i18n import tr
from briefing.app.window.action_set import ActionSet


class SideBar(QFrame):
    """The switch, and beside it the toolbar of the side that is shown."""

    def __init__(self, actions: ActionSet, toolbars: dict[WindowSide, QWidget]) -> None:
        super().__init__()
        self.setObjectName("toolbar")
        self._actions = actions
        self._toolbars = toolbars
        self._stack = QStackedWidget()
        for toolbar in toolbars.values():
            self._stack.addWidget(toolbar)
        line = QHBoxLayout(self)
        line.setContentsMargins(8, 0, 0, 0)
        line.setSpacing(0)
        switch = QWidget()
        switch.setAccessibleName(tr("Side of the window"))
        buttons = QHBoxLayout(switch)
        buttons.setContentsMargins(0, 4, 8, 4)
        buttons.setSpacing(0)
        for side in WindowSide:
            button = QToolButton()
            button.setDefaultAction(actions[f"show_{side}_side"])
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            buttons.addWidget(button)
        line.addWidget(switch)
        line.addWidget(self._stack, 1)

    def show_side(self, side: WindowSide) -> None:
        for each in WindowSide:
            self._actions[f"show_{each}_side"].setChecked(each is side)
        if side in self._toolbars:
            self._stack.setCurrentWidget(self._toolbars[side])
