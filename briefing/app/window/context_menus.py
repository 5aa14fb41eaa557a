"""Give the panes their context menus, from the window's actions and the buttons of the panes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QAbstractButton, QMenu, QWidget

from briefing.app.actions import COMMENTS_MENU, LIBRARY_MENU, OUTLINE_MENU, PREVIEW_MENU, REVIEW_MENU
from briefing.app.menus.context_menu import ContextMenu, open_with_keys
from briefing.app.menus.mnemonics import letter_of, with_letters, without_letter
from briefing.app.panes.pane_splitter import PaneSplitter
from briefing.app.window.action_set import ActionSet

Groups = tuple[tuple[str, ...], ...]


class ContextMenus:
    """The menus of outline, library, review, comments and preview.

    `submenus` are the menus that they contain, by title.
    """

    def __init__(
        self, window: QWidget, actions: ActionSet, panes: PaneSplitter, submenus: Mapping[str, QMenu]
    ) -> None:
        self._actions, self._submenus = actions, submenus
        open_with_keys(window)
        self._give(panes.outline.view, OUTLINE_MENU)
        self._give(panes.library.list, LIBRARY_MENU)
        self._give(panes.review.list, REVIEW_MENU, panes.review.finding_buttons)
        self._give(panes.comments.list, COMMENTS_MENU, panes.comments.comment_buttons)
        self._give(panes.preview.view, PREVIEW_MENU)
        self._give(panes.preview.thumbnails, PREVIEW_MENU)

    def _give(
        self,
        widget: QWidget,
        groups: Groups,
        buttons: Callable[[], Sequence[QAbstractButton]] = tuple,
    ) -> None:
        ContextMenu(widget, partial(self._fill, groups, buttons))

    def _fill(self, groups: Groups, buttons: Callable[[], Sequence[QAbstractButton]], menu: QMenu) -> None:
        """Add the pane's own buttons, then the groups of actions."""
        shown = [button for button in buttons() if not button.isHidden()]
        taken = {letter_of(self._text(entry)) for group in groups for entry in group}
        texts = with_letters([without_letter(button.text()) for button in shown], taken)
        for button, text in zip(shown, texts, strict=True):
            action = menu.addAction(text)
            action.setEnabled(button.isEnabled())
            action.triggered.connect(button.click)
        for group in groups:
            menu.addSeparator()
            for entry in group:
                if entry in self._submenus:
                    # With addMenu, PySide takes the submenu for a child and invalidates it with the menu.
                    menu.addAction(self._submenus[entry].menuAction())
                else:
                    menu.addAction(self._actions[entry])

    def _text(self, entry: str) -> str:
        return self._submenus[entry].title() if entry in self._submenus else self._actions[entry].text()
