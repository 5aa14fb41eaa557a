"""Find an action, section, fact or row by its name, and go to it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from briefing.app.i18n import tr
from briefing.app.theme import theme
from briefing.app.widgets.labels import muted
from briefing.text.spelling import contains, folded

MOST_SHOWN = 60
HINT = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class PaletteEntry:
    """An action or a destination; `kind` and `hint` are shown beside its name."""

    name: str
    kind: str
    act: Callable[[], object]
    hint: str = ""


def matches(entries: Sequence[PaletteEntry], text: str) -> list[PaletteEntry]:
    """Return the entries that contain every word typed, those first in which a word starts with one."""
    words = folded(text).split()
    ranked: list[tuple[int, int, PaletteEntry]] = []
    for number, entry in enumerate(entries):
        name = folded(f"{entry.name} {entry.kind}")
        if all(contains(name, word) for word in words):
            starts = sum(name.startswith(word) or f" {word}" in name for word in words)
            ranked.append((-starts, number, entry))
    ranked.sort(key=lambda match: match[:2])
    return [entry for _, _, entry in ranked[:MOST_SHOWN]]


class PaletteModel(QAbstractListModel):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: list[PaletteEntry] = []

    def show(self, entries: list[PaletteEntry]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.name
        if role == HINT:
            return "   ".join(part for part in (entry.hint, entry.kind) if part)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (entry.name, entry.kind, entry.hint) if part)
        return None


class _PaletteDelegate(QStyledItemDelegate):
    """Paint the name at one end of the line, kind and shortcut at the other."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802 - Qt's name
        return QSize(200, int(QFontMetricsF(option.font).height()) + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        used = theme.colours()
        painter.save()
        area = QRectF(option.rect).adjusted(0, 1, 0, -1)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(used.accent_soft))
            painter.drawRoundedRect(area, 5, 5)
        inner = area.adjusted(9, 0, -9, 0)
        hint, small = str(index.data(HINT)), theme.font(points=-1)
        wide = QFontMetricsF(small).horizontalAdvance(hint)
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(small)
        painter.setPen(QColor(used.muted))
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignTrailing, hint)
        room = inner.adjusted(0, 0, -wide - 14, 0)
        if option.direction is Qt.LayoutDirection.RightToLeft:
            room = inner.adjusted(wide + 14, 0, 0, 0)
        name = QFontMetricsF(option.font).elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.setFont(option.font)
        painter.setPen(QColor(used.text))
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeading, name)
        painter.restore()


class CommandPalette(QFrame):
    """A popup with a search field; Enter activates the current entry, Escape closes."""

    def __init__(self, parent: QWidget, entries: Sequence[PaletteEntry]) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("palette")
        self.setAccessibleName(tr("Go to anything"))
        self._entries = entries
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Name of an action, section, fact or row of the briefing…"))
        self.field.setAccessibleName(tr("Go to anything"))
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._search)
        self.model = PaletteModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(_PaletteDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setSpacing(1)
        self.list.setAccessibleName(tr("Matches"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.nothing_found = muted("")
        self.list.clicked.connect(lambda _index: self._act())
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 10, 10)
        column.addWidget(self.field)
        column.addWidget(self.nothing_found)
        column.addWidget(self.list, 1)
        self.setFixedSize(min(640, parent.width() - 40), min(440, parent.height() - 60))
        self.move(parent.mapToGlobal(QPoint((parent.width() - self.width()) // 2, 60)))
        self._search("")

    def open(self) -> None:
        self.show()
        self.field.setFocus()

    def _search(self, text: str) -> None:
        self.model.show(matches(self._entries, text))
        self.list.setCurrentIndex(self.model.index(0))
        self.nothing_found.setVisible(not self.model.entries)
        self.nothing_found.setText(tr("Nothing found for “{text}”.", text=text.strip()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            row = self.list.currentIndex().row()
            if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
                row += 1 if event.key() == Qt.Key.Key_Down else -1
                if 0 <= row < self.model.rowCount():
                    self.list.setCurrentIndex(self.model.index(row))
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._act()
                return True
        return super().eventFilter(watched, event)

    def _act(self) -> None:
        index = self.list.currentIndex()
        if not index.isValid():
            return
        entry = self.model.entries[index.row()]
        self.close()
        entry.act()
