"""The history window: who changed what and when, with a filter and a way to restore a state."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QTableView, QWidget

from briefing.app.dialogs.dialog import Dialog
from briefing.app.i18n import counted, tr
from briefing.app.widgets.columns import column_widget
from briefing.app.widgets.inputs.clear_button import add_clear_button
from briefing.app.widgets.labels import muted
from briefing.app.widgets.lists.sort_header import SortHeader
from briefing.clock import to_the_minute
from briefing.project import HistoryEntry
from briefing.project.history_log import LogEntry, history_log
from briefing.text.spelling import Searchable, folded

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ENTRY = Qt.ItemDataRole.UserRole + 1
_INDEXED_AT_ONCE = 100
_WHEN, _WHO, _CHANGE, _DETAIL = range(4)


class HistoryModel(QAbstractTableModel):
    """The steps of a history, the latest first; texts are made when they are shown.

    What a search needs is made ahead, while the program is idle: of a long history it takes a second.
    """

    def __init__(self, entries: Sequence[LogEntry], places: Mapping[str, str], parent: QWidget) -> None:
        super().__init__(parent)
        self._entries, self._places = entries, places
        self._searchable = list[Searchable]()
        self._idle = QTimer(self)
        self._idle.timeout.connect(self._make_more_searchable)
        self._idle.start()

    @property
    def is_indexed(self) -> bool:
        """Whether all entries can be searched without delay."""
        return len(self._searchable) == len(self._entries)

    def show_entries(self, entries: Sequence[LogEntry], places: Mapping[str, str]) -> None:
        """Show another state of the history; entries that remain as they were remain searchable."""
        self.beginResetModel()
        same = _count_of_same(self._entries, entries) if places == self._places else 0
        del self._searchable[same:]
        self._entries, self._places = entries, places
        self._idle.start()
        self.endResetModel()

    def searchable(self, entry: LogEntry) -> Searchable:
        """Return the texts of an entry for a search."""
        while len(self._searchable) <= entry.number:
            next_entry = self._entries[len(self._searchable)]
            text = " ".join(self.text(next_entry, column) for column in range(4))
            self._searchable.append(Searchable(text))
        return self._searchable[entry.number]

    def _make_more_searchable(self) -> None:
        last = min(len(self._searchable) + _INDEXED_AT_ONCE, len(self._entries)) - 1
        if last >= 0:
            self.searchable(self._entries[last])
        if self.is_indexed:
            self._idle.stop()

    def entry_at(self, row: int) -> LogEntry:
        return self._entries[len(self._entries) - 1 - row]

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else 4

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (tr("When"), tr("Who"), tr("Change"), tr("Detail"))[section]
        return None

    def text(self, entry: LogEntry, column: int) -> str:
        if column == _WHEN:
            return _local_time(entry.at)
        if column == _WHO:
            return entry.by
        if column == _CHANGE:
            label = tr(entry.label)
            return tr("{change} (undone)", change=label) if entry.is_undone else label
        rows = ", ".join(dict.fromkeys(map(self._place, sorted(entry.row_ids))))
        return ": ".join(filter(None, (rows, entry.detail)))

    def _place(self, row_id: str) -> str:
        return self._places.get(row_id) or tr("a row deleted since")

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self.entry_at(index.row())
        if role == _ENTRY:
            return entry
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return self.text(entry, index.column())
        if role == Qt.ItemDataRole.FontRole and entry.is_undone:
            font = QFont()
            font.setStrikeOut(True)
            return font
        return None


def _count_of_same(before: Sequence[LogEntry], after: Sequence[LogEntry]) -> int:
    """Return how many entries from the first on have the same texts in both."""
    pairs = enumerate(zip(before, after, strict=False))
    return next((number for number, (old, new) in pairs if old != new), min(len(before), len(after)))


def _local_time(moment: str) -> str:
    """Return a moment in UTC as local date and time, to the minute."""
    parsed = datetime.strptime(moment, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    return to_the_minute(parsed)


class HistoryFilter(QSortFilterProxyModel):
    """The steps of some rows, or of all (`row_ids` None), whose texts contain all words that were typed.

    Steps are sorted by their moment or by a text; steps with the same text stay in the order of the model.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._words: list[str] = []
        self._row_ids: frozenset[str] | None = None

    def choose(self, text: str, row_ids: frozenset[str] | None) -> None:
        words = text.split()
        if (words, row_ids) == (self._words, self._row_ids):
            return
        self._words, self._row_ids = words, row_ids
        self.invalidate()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column. By moment without comparisons: the model is sorted so, the latest first."""
        if column == _WHEN:
            is_latest_first = order is Qt.SortOrder.DescendingOrder
            ascending, descending = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
            super().sort(-1, ascending if is_latest_first else descending)
        else:
            super().sort(column, order)

    def lessThan(self, left: Index, right: Index) -> bool:  # noqa: N802 - Qt's name
        model = self.sourceModel()
        assert isinstance(model, HistoryModel)
        first, second = model.entry_at(left.row()), model.entry_at(right.row())
        return folded(model.text(first, left.column())) < folded(model.text(second, left.column()))

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:  # noqa: N802, ARG002 - Qt's name
        model = self.sourceModel()
        assert isinstance(model, HistoryModel)
        entry = model.entry_at(row)
        if self._row_ids is not None and not entry.row_ids & self._row_ids:
            return False
        if not self._words:
            return True
        texts = model.searchable(entry)
        return all(texts.contains(word) for word in self._words)


class HistoryDialog(Dialog):
    """List the history; `places` maps the ids of rows and sections to their names.

    `restore_requested(number)` asks for the state after an entry.
    """

    restore_requested = Signal(int)
    row_requested = Signal(str)

    def __init__(
        self,
        parent: QWidget,
        history: Sequence[HistoryEntry],
        places: Mapping[str, str],
        *,
        read_only: bool,
    ) -> None:
        super().__init__(parent, tr("History of the briefing"))
        self._read_only = read_only
        self._selected_rows: frozenset[str] = frozenset()
        self._length, self._last = len(history), history[-1] if history else None
        self.model = HistoryModel(history_log(history), places, self)
        self.filter = HistoryFilter(self)
        self.filter.setSourceModel(self.model)
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Search the history"))
        self.field.setAccessibleName(tr("Search the history"))
        add_clear_button(self.field)
        self.field.textChanged.connect(lambda _text: self._apply_filter())
        self.only_selected = QCheckBox(tr("Only changes of the rows selected in the outline"))
        self.only_selected.toggled.connect(lambda _on: self._apply_filter())
        self._count = QLabel()
        self._count.setObjectName("small")
        self.table = self._build_table()
        hint = muted(
            tr(
                "To restore a state is a change like any other: it is added to the history, you can undo "
                "it, and nothing is lost."
            ),
            name="small",
        )
        buttons = self.close_box()
        self.restore_button = buttons.addButton(
            tr("Restore the state after this change"), buttons.ButtonRole.ActionRole
        )
        self.restore_button.setAutoDefault(False)
        self.restore_button.clicked.connect(self._request)
        content, column = column_widget()
        for widget in (self.field, self.only_selected, self._count, self.table, hint):
            column.addWidget(widget)
        column.setStretchFactor(self.table, 1)
        self.lay_out(content, buttons, width=820, height=600, scrolls=False)
        self._show_state()

    def _build_table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.filter)
        table.setAccessibleName(tr("Changes of the briefing"))
        table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.setHorizontalHeader(SortHeader(table))
        table.sortByColumn(_WHEN, Qt.SortOrder.DescendingOrder)
        table.setSortingEnabled(True)
        for column, width in ((_WHEN, 140), (_WHO, 130), (_CHANGE, 210)):
            table.setColumnWidth(column, width)
        table.selectionModel().currentChanged.connect(lambda *_indexes: self._show_state())
        table.activated.connect(lambda _index: self._go())
        return table

    def show_history(
        self, history: Sequence[HistoryEntry], places: Mapping[str, str], *, read_only: bool
    ) -> None:
        """Show the history as it is now."""
        self._read_only = read_only
        if len(history) != self._length or history[-1] is not self._last:
            selected = self.current
            self._length, self._last = len(history), history[-1]
            self.model.show_entries(history_log(history), places)
            if selected is not None:
                self._select(selected.number)
        self._show_state()

    def _select(self, number: int) -> None:
        row = self.model.rowCount() - 1 - number
        if row >= 0:
            self.table.setCurrentIndex(self.filter.mapFromSource(self.model.index(row, 0)))

    def show_selection(self, row_ids: Sequence[str]) -> None:
        """Follow the selection of the outline."""
        self._selected_rows = frozenset(row_ids)
        self._apply_filter()

    @property
    def current(self) -> LogEntry | None:
        entry: LogEntry | None = self.table.currentIndex().data(_ENTRY)
        return entry

    def _apply_filter(self) -> None:
        rows = self._selected_rows if self.only_selected.isChecked() else None
        self.filter.choose(self.field.text(), rows)
        self._show_state()

    def _show_state(self) -> None:
        shown, count = self.filter.rowCount(), self.model.rowCount()
        changes = counted(count, "change", "changes")
        self._count.setText(
            changes if shown == count else tr("{number} of {changes}", number=shown, changes=changes)
        )
        entry = self.current
        is_last = entry is not None and entry.number == count - 1
        self.restore_button.setEnabled(entry is not None and not is_last and not self._read_only)

    def _request(self) -> None:
        if self.current is not None:
            self.restore_requested.emit(self.current.number)

    def _go(self) -> None:
        """Select the row of a change in the outline."""
        if self.current is not None and self.current.row_ids:
            self.row_requested.emit(sorted(self.current.row_ids)[0])
