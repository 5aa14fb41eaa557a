"""What opens beneath a control and closes with a press beside it: a frame, and a list of ticks in one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QSize, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QFrame, QLineEdit, QListView, QVBoxLayout, QWidget

from briefing.app.i18n import tr

_VALUE = Qt.ItemDataRole.UserRole + 1
_SEARCH_FROM = 10
"""A list of more entries than this gets a field to search it."""


class Popup(QFrame):
    """Stands beneath its owner, within the screen, until it is left."""

    def __init__(self, owner: QWidget) -> None:
        super().__init__(owner, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("card")
        self.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self._owner = owner

    def open(self) -> None:
        owner, screen = self._owner, self._owner.screen().availableGeometry()
        beneath = owner.mapToGlobal(QPoint(0, owner.height() + 2))
        above = owner.mapToGlobal(QPoint(0, -2 - self.height()))
        place = beneath if beneath.y() + self.height() <= screen.bottom() else above
        furthest = max(screen.left(), screen.right() - self.width())
        self.move(min(max(place.x(), screen.left()), furthest), max(place.y(), screen.top()))
        self.show()


@dataclass(frozen=True, slots=True)
class TickOption:
    """An entry that can be ticked: the value behind it, its words, whether it is ticked."""

    value: str
    text: str
    is_ticked: bool
    hint: str = ""


class TickPopup(Popup):
    """A list to tick in; `ticked` gives the values of all that are, with each that comes or goes."""

    ticked = Signal(list)

    def __init__(self, owner: QWidget, name: str, ticks: Iterable[TickOption]) -> None:
        super().__init__(owner)
        self._model = QStandardItemModel(self)
        for tick in ticks:
            self._model.appendRow(_entry(tick))
        self._model.itemChanged.connect(self._take)
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

    def size_for(self, width: int, line: int, most_lines: int) -> QSize:
        """The size for so many lines of that height as there are entries, at most `most_lines`."""
        search = 38 if self.count > _SEARCH_FROM else 0
        return QSize(width, max(2, min(self.count, most_lines)) * line + 62 + search)

    def _take(self, _changed: QStandardItem) -> None:
        entries = (self._model.item(row) for row in range(self.count))
        checked = Qt.CheckState.Checked
        self.ticked.emit([str(entry.data(_VALUE)) for entry in entries if entry.checkState() is checked])


def _entry(tick: TickOption) -> QStandardItem:
    entry = QStandardItem(tick.text)
    entry.setData(tick.value, _VALUE)
    entry.setToolTip(tick.hint)
    entry.setCheckable(True)
    entry.setEditable(False)
    entry.setCheckState(Qt.CheckState.Checked if tick.is_ticked else Qt.CheckState.Unchecked)
    return entry
