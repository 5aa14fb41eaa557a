"""Pop-up frames below a control, and a pop-up list of check boxes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QMouseEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from briefing.app.i18n import tr
from briefing.app.menus.context_menu import offer_copying
from briefing.app.widgets.inputs.clear_button import add_clear_button
from briefing.app.widgets.inputs.wheel_safe import keep_focus_from_wheel
from briefing.text.spelling import contains

_VALUE = Qt.ItemDataRole.UserRole + 1
_SEARCH_FROM = 6
"""Number of options above which the list gets a search field."""
_SPACING = 2
_INDICATOR_WIDTH = 34
_LEAST_HEIGHT = 40


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
        keep_focus_from_wheel(self)
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


class _WholeRowDelegate(QStyledItemDelegate):
    """Toggles a check box by a click anywhere in its row, and gives each row the height of its text."""

    def editorEvent(  # noqa: N802 - Qt's name
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        if not isinstance(event, QMouseEvent):
            return bool(super().editorEvent(event, model, option, index))
        if event.type() is QEvent.Type.MouseButtonRelease and event.button() is Qt.MouseButton.LeftButton:
            role = Qt.ItemDataRole.CheckStateRole
            is_checked = Qt.CheckState(index.data(role)) is Qt.CheckState.Checked
            state = Qt.CheckState.Unchecked if is_checked else Qt.CheckState.Checked
            model.setData(model.index(index.row(), index.column(), index.parent()), state, role)
        return True

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        view = option.widget
        width = (view.viewport().width() if isinstance(view, QListView) else option.rect.width()) - 8
        room = QRect(0, 0, max(40, width - _INDICATOR_WIDTH), 10_000)
        text = option.fontMetrics.boundingRect(room, Qt.TextFlag.TextWordWrap, str(index.data()))
        return QSize(width, text.height() + 8)


class _EntryFilter(QSortFilterProxyModel):
    """The entries whose text contains what was typed, in any spelling."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = ""

    def choose(self, text: str) -> None:
        self._text = text
        self.invalidate()

    def filterAcceptsRow(  # noqa: N802 - Qt's name
        self, row: int, parent: QModelIndex | QPersistentModelIndex
    ) -> bool:
        text = self.sourceModel().index(row, 0, parent).data()
        return not self._text.strip() or contains(str(text), self._text)


class TickPopup(Popup):
    """A list of check boxes; `ticked` emits all ticked values after every change."""

    ticked = Signal(list)

    def __init__(self, owner: QWidget, name: str, options: Iterable[TickOption]) -> None:
        super().__init__(owner)
        self._model = QStandardItemModel(self)
        for option in options:
            self._model.appendRow(_entry(option))
        self._model.itemChanged.connect(self._emit_ticked)
        proxy = _EntryFilter(self)
        proxy.setSourceModel(self._model)
        self.list = QListView()
        self.list.setModel(proxy)
        self.list.setItemDelegate(_WholeRowDelegate(self.list))
        self.list.setWordWrap(True)
        self.list.setSpacing(_SPACING)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setAccessibleName(name)
        self.list.setCurrentIndex(proxy.index(0, 0))
        self._search = self._search_field()
        self._search.textChanged.connect(proxy.choose)
        self._search.setVisible(self.count > _SEARCH_FROM)
        self._buttons = QHBoxLayout()
        self._buttons.addStretch(1)
        done = QPushButton(tr("Done"))
        done.setObjectName("primary")
        done.clicked.connect(self.close)
        self._buttons.addWidget(done)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self._search)
        column.addWidget(self.list)
        column.addLayout(self._buttons)
        self.list.setFocus()

    def _search_field(self) -> QLineEdit:
        field = QLineEdit()
        field.setPlaceholderText(tr("Search the list"))
        field.setAccessibleName(tr("Search the list"))
        add_clear_button(field)
        return field

    def add_action(self, text: str, action: Callable[[], object]) -> None:
        """Add a button that closes the list and then calls a function."""
        button = QPushButton(text)
        button.clicked.connect(self.close)
        button.clicked.connect(lambda _checked=False: action())
        self._buttons.insertWidget(0, button)

    @property
    def count(self) -> int:
        return self._model.rowCount()

    def open_fitted(self, width: int) -> None:
        """Open the list as high as its entries, but at most two thirds of the screen."""
        screen = self._owner.screen().availableGeometry()
        width = min(width, screen.width())
        self.setFixedWidth(width)
        self.list.setFixedWidth(width - 14)
        rows = range(self.list.model().rowCount())
        entries = sum(self.list.sizeHintForRow(row) + 2 * _SPACING for row in rows)
        limit = screen.height() * 2 // 3
        self.list.setFixedHeight(max(_LEAST_HEIGHT, min(entries + 6, limit)))
        self.adjustSize()
        self.open()

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
