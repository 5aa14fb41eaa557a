"""The toolbar: what is done most, and where the briefing stands."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolBar, QToolButton, QWidget

from briefing.app.actions import Actions
from briefing.app.i18n import tr

_WITH_WORDS_FROM = 860
_SIGN_ONLY = ("undo", "redo")


class Toolbar(QToolBar):
    """Signs with words where there is room, signs alone where there is not; export is always in sight."""

    def __init__(self, actions: Actions) -> None:
        super().__init__(tr("Toolbar"))
        self.setObjectName("toolbar")
        self.setMovable(False)
        self.setIconSize(QSize(18, 18))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        actions["add_facts"].setIconText(tr("Add facts"))
        actions["show_review"].setIconText(tr("Review"))
        actions.fill_toolbar(self)
        spring = QWidget()
        spring.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(spring)
        self._standing = QLabel()
        self._standing.setObjectName("small")
        self.addWidget(self._standing)
        export = QToolButton()
        export.setObjectName("primary")
        export.setDefaultAction(actions["export"])
        export.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.addWidget(export)
        self._sign_only = [self.widgetForAction(actions[name]) for name in _SIGN_ONLY]
        self._style_for(_WITH_WORDS_FROM)

    def show_standing(self, text: str) -> None:
        self._standing.setText(text)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._style_for(event.size().width())

    def _style_for(self, width: int) -> None:
        style = Qt.ToolButtonStyle
        words = style.ToolButtonTextBesideIcon if width >= _WITH_WORDS_FROM else style.ToolButtonIconOnly
        if self.toolButtonStyle() is not words:
            self.setToolButtonStyle(words)
        for button in self._sign_only:
            if isinstance(button, QToolButton):
                button.setToolButtonStyle(style.ToolButtonIconOnly)
