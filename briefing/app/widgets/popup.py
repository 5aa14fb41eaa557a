"""Pop-up frames below a control, and a pop-up list of check boxes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QSize, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from briefing.app.i18n import tr
from briefing.app.menus.context_menu import offer_copying

_VALUE = Qt.ItemDataRole.UserRole + 1
_SEARCH_FROM = 10
"""Number of options above which the list gets a search field."""


class Popup(QFrame):
    """A frame below its owner, kept on the screen; a click elsewhere closes it."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("card")
        self.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self._owner = owner

    def open(self) -> None:
        offer_copying(self)
        owner, screen = self._owner, self._owner.screen().availableGeometry()
        below = owner.mapToGlobal(QPoint(0, owner.height() + 2))
        above = owner.mapToGlobal(QPoint(0, -2 - self.height()))
        corner = below if below.y() + self.height() <= screen.bottom() else above
        furthest = max(screen.left(), screen.right() - self.width())
        self.move(min(max(corner.x(), screen.left()), furthest), max(corner.y(), screen.top()))
        self.show()


@dataclass(frozen=True, slots=True)
class TickOption:
    """An option of a TickPopup: its value, its text, whether it is ticked."""

    value: str
    text: str
    is_ticked: bool
    hint: str = ""


class TickPopup(Popup):
    """A list of check boxes; `ticked` emits all ticked values after every change."""

    ticked = Signal(list)

    def __init__(self, owner: QWidget, name: str, options: Iterable[TickOption]) -> None:
        super().__init__(owner)
        self._model = QStandardItemModel(self)
        for option in options:
            self._model.appendRow(_entry(option))
        self._model.itemChanged.connect(self._emit_ticked)
        proxy = QSortFilterProxyModel(self)
        proxy.setSourceModel(self._model)
        proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.list = QListView()
        self.list.setModel(proxy)
        self.list.setWordWrap(True)
        self.list.setSpacing(2)
        self.list.setAccessibleName(name)
        self.list.setCurrentIndex(proxy.index(0, 0))
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(6, 6, 6, 6)
        search = QLineEdit()
        search.setPlaceholderText(tr("Search the list"))
        search.setAccessibleName(tr("Search the list"))
        search.setClearButtonEnabled(True)
        search.textChanged.connect(proxy.setFilterFixedString)
        search.setVisible(self.count > _SEARCH_FROM)
        self.column.addWidget(search)
        self.column.addWidget(self.list)
        self.list.setFocus()

    @property
    def count(self) -> int:
        return self._model.rowCount()

    def size_for(self, width: int, line: int, max_lines: int) -> QSize:
        """Return a size that fits all options at `line` pixels each, at most `max_lines` of them."""
        search = 38 if self.count > _SEARCH_FROM else 0
        return QSize(width, max(2, min(self.count, max_lines)) * line + 62 + search)

    def _emit_ticked(self, _changed: QStandardItem) -> None:
        entries = (self._model.item(row) for row in range(self.count))
        checked = Qt.CheckState.Checked
        self.ticked.emit([str(entry.data(_VALUE)) for entry in entries if entry.checkState() is checked])


def _entry(option: TickOption) -> QStandardItem:
    entry = QStandardItem(option.text)
    entry.setData(option.value, _VALUE)
    entry.setToolTip(option.hint)
    entry.setCheckable(True)
    entry.setEditable(False)
    entry.setCheckState(Qt.CheckState.Checked if option.is_ticked else Qt.CheckState.Unchecked)
    return entry
