"""A list with several columns, texts that wrap, and headings that sort it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtWidgets import (
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QTreeWidget,
    QTreeWidgetItem,
)

from briefing.app.theme import theme
from briefing.app.widgets import painting
from briefing.app.widgets.lists.sort_header import SortHeader
from briefing.text.spelling import folded

_KEY = Qt.ItemDataRole.UserRole + 101
_VALUE = Qt.ItemDataRole.UserRole + 102
_PAD_X, _PAD_Y = 8, 5
_CHECK_BOX = 26
_LINES = 4
Index = QModelIndex | QPersistentModelIndex


class SortedEntry(QTreeWidgetItem):
    """A line of a list. `keys` order columns whose text does not; all others are ordered by their text."""

    def __init__(self, texts: Sequence[str], value: object, keys: Mapping[int, Any] | None = None) -> None:
        super().__init__(list(texts))
        self.setData(0, _VALUE, value)
        for column, text in enumerate(texts):
            self.setData(column, _KEY, (keys or {}).get(column, folded(text)))
            self.setToolTip(column, text)

    @property
    def value(self) -> Any:
        return self.data(0, _VALUE)

    def __lt__(self, other: QTreeWidgetItem) -> bool:
        column = self.treeWidget().sortColumn()
        return bool(self.data(column, _KEY) < other.data(column, _KEY))


class SortedList(QTreeWidget):
    """A list that keeps the order in which it was filled until a heading is chosen.

    `lines` is the most lines that a text is wrapped to.
    """

    def __init__(
        self, name: str, headings: Sequence[str], widths: Sequence[int], lines: int = _LINES
    ) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setHeader(SortHeader(self))
        self.setHeaderLabels(list(headings))
        self.setRootIsDecorated(False)
        self.setWordWrap(True)
        self.setAllColumnsShowFocus(True)
        self.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_WrappingDelegate(self, lines))
        for column, width in enumerate(widths):
            self.setColumnWidth(column, theme.pixels(width))
        self.header().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        self.header().sectionResized.connect(lambda *_sizes: self.scheduleDelayedItemsLayout())

    def entries(self) -> list[SortedEntry]:
        """Return the entries as they are listed."""
        items = (self.topLevelItem(row) for row in range(self.topLevelItemCount()))
        return [item for item in items if isinstance(item, SortedEntry)]

    @property
    def current(self) -> SortedEntry | None:
        item = self.currentItem()
        return item if isinstance(item, SortedEntry) else None


class _WrappingDelegate(QStyledItemDelegate):
    """Makes lines as high as the texts of their columns, which QTreeView does not do by itself."""

    def __init__(self, view: QTreeView, lines: int) -> None:
        super().__init__(view)
        self._view, self._lines = view, lines

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's name
        width = self._view.columnWidth(index.column()) - 2 * _PAD_X
        if index.data(Qt.ItemDataRole.CheckStateRole) is not None:
            width -= theme.pixels(_CHECK_BOX)
        text = str(index.data() or "")
        height = painting.laid_out(text, option.font, float(max(width, 40)), self._lines)[1]
        return QSize(width, int(height) + 2 * _PAD_Y)
