"""Context menus: by right click, and by Shift+F10 or the menu key at the current item."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QObject, QPoint, QRectF, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QComboBox, QMenu, QWidget

from briefing.app.i18n import tr
from briefing.app.menus.mnemonics import with_letters, without_letter

_NAME_LENGTH = 70

Entry = tuple[str, Callable[[], object], bool]
"""Text, command, and whether the entry is enabled."""


class ContextMenu(QObject):
    """The menu of a widget. `fill` adds the entries each time the menu is opened."""

    def __init__(self, widget: QWidget, fill: Callable[[QMenu], None]) -> None:
        super().__init__(widget)
        self._widget, self._fill = widget, fill
        widget.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        widget.customContextMenuRequested.connect(self._open)

    def menu(self) -> QMenu:
        """Return a new menu with the entries for the present selection."""
        menu = QMenu(self._widget)
        menu.setToolTipsVisible(True)
        self._fill(menu)
        return menu

    def _open(self, position: QPoint) -> None:
        menu = self.menu()
        if menu.isEmpty():
            menu.deleteLater()
            return
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        origin = self._widget
        if isinstance(origin, QAbstractItemView):
            origin = origin.viewport()
        menu.popup(origin.mapToGlobal(position))


def context_menu_of(widget: QWidget) -> ContextMenu | None:
    """Return the context menu that was given to a widget."""
    menu = widget.findChild(ContextMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return menu if isinstance(menu, ContextMenu) else None


def add_entries(menu: QMenu, entries: Iterable[Entry]) -> None:
    """Add entries, each with a letter that is unique among them."""
    entries = list(entries)
    texts = with_letters([text for text, _command, _enabled in entries])
    for text, (_text, command, is_enabled) in zip(texts, entries, strict=True):
        action = menu.addAction(text)
        action.setEnabled(is_enabled)
        action.triggered.connect(lambda _checked=False, command=command: command())


def offer_buttons(widget: QWidget, buttons: Callable[[], Sequence[QAbstractButton]]) -> ContextMenu:
    """Give a widget a menu with an entry for each of its buttons that is not hidden."""

    def fill(menu: QMenu) -> None:
        add_entries(
            menu,
            [
                (_name(button), button.click, button.isEnabled())
                for button in buttons()
                if not button.isHidden()
            ],
        )

    return ContextMenu(widget, fill)


def _name(button: QAbstractButton) -> str:
    name = button.accessibleName() or without_letter(button.text())
    return textwrap.shorten(name, _NAME_LENGTH, placeholder="…").replace("&", "&&")


def offer_copying(surface: QWidget) -> None:
    """Give each list and table of a dialog that has no menu one that opens and copies its entries."""
    for view in surface.findChildren(QAbstractItemView):
        if (
            context_menu_of(view) is None
            and not isinstance(view.parent(), QComboBox)
            and not _is_part(view)
        ):
            _offer_copying(view)


def _is_part(view: QAbstractItemView) -> bool:
    """Return whether Qt made the view inside a control, such as the list of a combo box or a header."""
    parent = view.parent()
    return view.objectName().startswith("qt_") or (
        isinstance(parent, QWidget)
        and (parent.inherits("QComboBoxPrivateContainer") or isinstance(parent, QAbstractItemView))
    )


def _offer_copying(view: QAbstractItemView) -> None:
    def fill(menu: QMenu) -> None:
        index = view.currentIndex()
        entries: list[Entry] = [(tr("Copy"), lambda: _copy(view), index.isValid())]
        if view.selectionMode() is QAbstractItemView.SelectionMode.ExtendedSelection:
            entries.append((tr("Select all"), view.selectAll, index.isValid()))
        add_entries(menu, entries)

    ContextMenu(view, fill)


def _copy(view: QAbstractItemView) -> None:
    """Copy the texts of the selected entries, a line for each row with tabs between its columns."""
    indexes = sorted(view.selectedIndexes(), key=lambda index: (index.row(), index.column()))
    rows: dict[int, list[str]] = {}
    for index in indexes or [view.currentIndex()]:
        rows.setdefault(index.row(), []).append(str(index.data() or ""))
    QGuiApplication.clipboard().setText("\n".join("\t".join(cells) for cells in rows.values()))


def open_with_keys(window: QWidget) -> None:
    """Open the context menu of the focused widget with Shift+F10, which X11 does not do by itself."""
    shortcut = QShortcut(QKeySequence("Shift+F10"), window)
    shortcut.activated.connect(lambda: open_at_focus(window))


def open_at_focus(window: QWidget) -> None:
    """Open the context menu of the focused widget at its current item or its caret."""
    focused = window.focusWidget() or window
    place = focused.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    position = QRectF(place).center().toPoint()
    if not focused.rect().contains(position):
        position = focused.rect().center()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, position, focused.mapToGlobal(position))
    QApplication.sendEvent(focused, event)
