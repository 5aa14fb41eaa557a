"""Offer the most frequent actions, and show the state of the document."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QToolBar, QToolButton, QWidget

from briefing.app.i18n import tr
from briefing.app.services.document import Document
from briefing.app.window.action_set import ActionSet
from briefing.model.briefing import Status

_TEXT_FROM_WIDTH = 860
_ICON_ONLY = ("undo", "redo")


class Toolbar(QToolBar):
    """Icons with text where there is room, icons alone otherwise; Export is always visible."""

    def __init__(self, actions: ActionSet) -> None:
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
        self.state = QLabel()
        self.state.setObjectName("small")
        self.addWidget(self.state)
        export = QToolButton()
        export.setObjectName("primary")
        export.setDefaultAction(actions["export"])
        export.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.addWidget(export)
        self._icon_only = [self.widgetForAction(actions[name]) for name in _ICON_ONLY]
        self._style_for(_TEXT_FROM_WIDTH)

    def show_state(self, document: Document | None) -> None:
        self.state.setText(document_state_text(document))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._style_for(event.size().width())

    def _style_for(self, width: int) -> None:
        style = Qt.ToolButtonStyle
        expected = style.ToolButtonTextBesideIcon if width >= _TEXT_FROM_WIDTH else style.ToolButtonIconOnly
        if self.toolButtonStyle() is not expected:
            self.setToolButtonStyle(expected)
        for button in self._icon_only:
            if isinstance(button, QToolButton):
                button.setToolButtonStyle(style.ToolButtonIconOnly)


def document_state_text(document: Document | None) -> str:
    """Return whether the briefing is read-only and its status; empty for a draft."""
    if document is None:
        return ""
    if document.held_by:
        return tr("Read-only: open in another program")
    names = {
        Status.DRAFT: "",
        Status.IN_REVIEW: tr("In review"),
        Status.FINAL: tr("Final: read-only"),
        Status.SUPERSEDED: tr("Superseded"),
    }
    return names[document.briefing.status]
