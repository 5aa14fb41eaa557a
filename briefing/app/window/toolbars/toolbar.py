"""Offer the most frequent actions, and show the state of the document."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton

from briefing.app.actions import FIGURE_MENU, TOOLBAR
from briefing.app.i18n import tr
from briefing.app.services.document import Document
from briefing.app.theme import theme
from briefing.app.widgets.icons import icon
from briefing.app.widgets.text.elided_label import ElidedLabel
from briefing.app.window.action_set import ActionSet
from briefing.app.window.toolbars.responsive_toolbar import ResponsiveToolbar
from briefing.model.briefing import Status

_WIDTH_FOR_FINISH, _GAP = 760, 6
"""In a narrower window, Finish is only in the menus."""
_ICON_ONLY = ("undo", "redo")
_FIGURE = "add_figure"
_Style = Qt.ToolButtonStyle


class Toolbar(ResponsiveToolbar):
    """The most frequent actions; Export is outside of their row: it is always visible, with its text."""

    status_chosen = Signal(object)

    _status: Status | None = None

    def __init__(self, actions: ActionSet) -> None:
        super().__init__(tr("Toolbar"))
        actions["add_facts"].setIconText(tr("Add facts"))
        actions["show_review"].setIconText(tr("Review"))
        self._fill(actions)
        self.state = ElidedLabel("small")
        self.state.setMinimumWidth(1)  # shorter than its text, rather than Export out of the window
        self.status_button = self._build_status(actions)
        self.finish_button = QToolButton()
        self.finish_button.setDefaultAction(actions["finish"])
        self.finish_button.setToolButtonStyle(_Style.ToolButtonTextOnly)
        self.export_button = QToolButton()
        self.export_button.setObjectName("primary")
        self.export_button.setDefaultAction(actions["export"])
        self.export_button.setToolButtonStyle(_Style.ToolButtonTextOnly)
        for widget in (self.state, self.status_button, self.finish_button, self.export_button):
            self.line.addWidget(widget)
        self.measure()

    def _fill(self, actions: ActionSet) -> None:
        for number, group in enumerate(TOOLBAR):
            if number:
                self.bar.addSeparator()
            for action_id in group:
                if action_id == _FIGURE:
                    self._add_figure(actions)
                else:
                    self.bar.addAction(actions[action_id])
        self.show_icon_only(*(actions[name] for name in _ICON_ONLY))

    def _add_figure(self, actions: ActionSet) -> None:
        """Add a button with a menu of the kinds of figures."""
        menu = QMenu(self)
        for action_id in FIGURE_MENU:
            menu.addAction(actions[action_id])
        figure = QAction(icon("chart-line"), tr("Figure"), self)
        figure.setMenu(menu)
        figure.setToolTip(tr("Insert a chart from the data of the briefing, or a picture"))
        actions[FIGURE_MENU[0]].enabledChanged.connect(figure.setEnabled)
        self.bar.addAction(figure)
        self.button_of(figure).setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _build_status(self, actions: ActionSet) -> QToolButton:
        """Return the button with the menu of the states, and of what leads from one to the next."""
        button = QToolButton()
        button.setIcon(icon("flag"))
        button.setToolTip(tr("Change the status: draft, in review, final, superseded"))
        button.setAccessibleName(tr("Change the status"))
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(button)
        self._states: dict[Status, QAction] = {}
        for status, name in status_names().items():
            action = menu.addAction(name)
            action.setCheckable(True)
            action.triggered.connect(
                lambda _checked=False, status=status: self._choose_status(status, actions)
            )
            self._states[status] = action
        menu.addSeparator()
        for action_id in ("issue_block", "finish", "approve", "withdraw_approval"):
            menu.addAction(actions[action_id])
        button.setMenu(menu)
        return button

    def _choose_status(self, status: Status, actions: ActionSet) -> None:
        """Ask for a status; what is to be final goes through the checklist."""
        self._show_states()
        if status is Status.FINAL and self._status is not Status.FINAL:
            actions["finish"].trigger()
        else:
            self.status_chosen.emit(status)

    def _show_states(self) -> None:
        for status, action in self._states.items():
            action.setChecked(status is self._status)

    def show_state(self, document: Document | None) -> None:
        self._status = document.briefing.status if document else None
        self._show_states()
        self.status_button.setEnabled(document is not None and not document.held_by)
        self.state.setText(document_state_text(document))
        self.state.setToolTip(self.state.text())
        self.style_buttons()

    @property
    def room(self) -> int:
        state = self.state.sizeHint().width() if self.state.text() else 0
        margins = self.contentsMargins().left() + self.contentsMargins().right() + 40
        buttons = (self.status_button, self.finish_button, self.export_button)
        taken = sum(each.sizeHint().width() + _GAP for each in buttons if not each.isHidden())
        return self.width() - taken - state - margins

    def style_buttons(self) -> None:
        self.finish_button.setVisible(self.width() >= theme.pixels(_WIDTH_FOR_FINISH))
        super().style_buttons()


def status_names() -> dict[Status, str]:
    """Return the states of a briefing in words."""
    return {
        Status.DRAFT: tr("Draft"),
        Status.IN_REVIEW: tr("In review"),
        Status.FINAL: tr("Final"),
        Status.SUPERSEDED: tr("Superseded"),
    }


def document_state_text(document: Document | None) -> str:
    """Return the status of the briefing, and whether it is approved or read-only."""
    if document is None:
        return ""
    if document.held_by:
        return tr("Read-only: open in another program")
    status = status_names()[document.briefing.status]
    if document.is_read_only:
        return tr("{status}: read-only", status=status)
    if document.is_approved:
        return tr("{status}, approved", status=status)
    return status
