"""Create a window's QActions from the table of actions, and its menus."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QWidget

from briefing.app.actions import (
    ACTIONS,
    FILE,
    MENUS,
    OUTLINE_ACTIONS,
    SUBMENUS,
    TABLE_ACTIONS,
    ActionSpec,
    Needs,
)
from briefing.app.i18n import tr
from briefing.app.menus.mnemonics import letter_of, with_letters, without_letter
from briefing.app.widgets.icons import icon

if TYPE_CHECKING:
    from briefing.app.services.document import Document
    from briefing.model.briefing import Item, Section


_SEARCH = "filter_records"
_OF_A_PART = OUTLINE_ACTIONS | TABLE_ACTIONS


class ActionSet:
    """The QActions of a window, by the id of their specification; `run(id)` carries one out.

    At first those are enabled that need no document.
    """

    def __init__(self, window: QMainWindow, run: Callable[[str], object]) -> None:
        texts = _lettered_texts()
        self._actions = {
            spec.id: _action(window, spec, texts[spec.id], partial(run, spec.id)) for spec in ACTIONS
        }
        self._enabled_by: tuple[dict[Needs, bool], bool] | None = None
        for spec, action in self:
            action.setEnabled(spec.needs is Needs.NOTHING)
            # In a text field, Delete, Ctrl+X and the like belong to the text.
            if spec.id in _OF_A_PART:
                action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        window.addActions([action for spec, action in self if spec.id not in _OF_A_PART])

    def add_to_outline(self, outline: QWidget) -> None:
        """Let the outline have the shortcuts that belong to rows."""
        outline.addActions([action for spec, action in self if spec.id in OUTLINE_ACTIONS])

    def add_to_library(self, side: QWidget, table: QWidget) -> None:
        """Let the table of records have the shortcuts that belong to its rows; the side has the search."""
        table.addActions([self[each] for each in TABLE_ACTIONS if each != _SEARCH])
        side.addAction(self[_SEARCH])

    def show_allowed(self, allowed: Collection[str]) -> None:
        """Enable those commands for records whose ids are given."""
        for spec, action in self:
            if spec.needs is Needs.RECORDS:
                action.setEnabled(spec.id in allowed)

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def __iter__(self) -> Iterator[tuple[ActionSpec, QAction]]:
        return ((spec, self._actions[spec.id]) for spec in ACTIONS)

    def show_state(
        self, document: Document | None, selected: Sequence[Section | Item], *, is_shown: bool = True
    ) -> None:
        """Enable what can be done with the document and the selection, and name what undo and redo do.

        While the document is not shown, it can be saved and exported, and not be edited.
        """
        from briefing.model.briefing import FactItem, Graded, Section

        can_change = document is not None and not document.is_read_only
        is_approved = document is not None and document.briefing.is_approved
        is_met = {
            Needs.NOTHING: True,
            Needs.BRIEFING: document is not None,
            Needs.CHANGE: can_change,
            Needs.SELECTION: can_change and bool(selected),
            Needs.SELECTION_TO_READ: document is not None and bool(selected),
            Needs.ROWS: can_change and any(not isinstance(value, Section) for value in selected),
            Needs.GRADE: can_change and any(isinstance(v, Graded) and v.grade for v in selected),
            Needs.SECTION: can_change and any(isinstance(value, Section) for value in selected),
            Needs.UNAPPROVED: can_change and not is_approved,
            Needs.APPROVED: can_change and is_approved,
            Needs.RECORDS: False,
            Needs.FACT: document is not None and any(isinstance(v, FactItem) for v in selected),
        }
        if (is_met, is_shown) != self._enabled_by:
            self._enabled_by = is_met, is_shown
            for spec, action in self:
                action.setEnabled(is_met[spec.needs] and (is_shown or _is_of_both_sides(spec)))
        if is_shown:
            session = document.session if document else None
            self.show_steps(
                session.undo_label if session else None, session.redo_label if session else None
            )

    def show_steps(self, undo: str | None, redo: str | None) -> None:
        """Name what undo and redo do; None where there is nothing."""
        _show_step(self["undo"], tr("&Undo {what}", what=tr(undo)) if undo else tr("&Undo"), bool(undo))
        _show_step(self["redo"], tr("&Redo {what}", what=tr(redo)) if redo else tr("&Redo"), bool(redo))

    def offer_undo(self, text: str) -> None:
        """Enable undo for something that is no step of the document."""
        _show_step(self["undo"], text, is_enabled=True)

    def fill_menus(self, window: QMainWindow) -> dict[str, QMenu]:
        """Fill the menu bar and return its menus by name."""
        menus = {name: window.menuBar().addMenu(tr(name)) for name in MENUS}
        submenus: dict[str, QMenu] = {}
        for spec, action in self:
            menu = menus[spec.menu]
            if spec.begins_group:
                menu.addSeparator()
            if spec.submenu and spec.submenu not in submenus:
                submenus[spec.submenu] = menu.addMenu(tr(spec.submenu))
            submenus.get(spec.submenu, menu).addAction(action)
        return menus


def _is_of_both_sides(spec: ActionSpec) -> bool:
    """Return whether an action can be carried out while the document is not shown."""
    return spec.menu == FILE or spec.needs is Needs.NOTHING


def _lettered_texts() -> dict[str, str]:
    """Return the translated text of each action, with a letter that is unique in its menu."""
    texts: dict[str, str] = {}
    for menu, submenu in dict.fromkeys((spec.menu, spec.submenu) for spec in ACTIONS):
        specs = [spec for spec in ACTIONS if (spec.menu, spec.submenu) == (menu, submenu)]
        taken = set() if submenu else {letter_of(tr(title)) for title in SUBMENUS.get(menu, ())}
        lettered = with_letters([tr(spec.text) for spec in specs], taken)
        texts |= {spec.id: text for spec, text in zip(specs, lettered, strict=True)}
    return texts


def _action(window: QMainWindow, spec: ActionSpec, text: str, command: Callable[[], object]) -> QAction:
    action = QAction(text, window)
    action.setObjectName(spec.id)
    if spec.icon:
        action.setIcon(icon(spec.icon))
    if spec.shortcut:
        action.setShortcut(QKeySequence(spec.shortcut))
    action.setCheckable(spec.checkable)
    _set_tool_tip(action, tr(spec.help) if spec.help else without_letter(tr(spec.text)).rstrip("…"))
    action.triggered.connect(lambda _checked=False: command())
    return action


def _show_step(action: QAction, text: str, is_enabled: bool) -> None:
    action.setText(text)
    action.setEnabled(is_enabled)
    _set_tool_tip(action, without_letter(text))


def _set_tool_tip(action: QAction, text: str) -> None:
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    action.setToolTip(f"{text} ({keys})" if keys else text)
    action.setStatusTip("")
