"""Facets: buttons that open a list of values with counts, of which several can be chosen."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QDate, QPoint, QSize, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefing.app.icons import icon
from briefing.app.language import tr

_VALUE = Qt.ItemDataRole.UserRole + 1
_SEARCH_FROM = 10
"""A list of more values than this gets a field to search it."""


class FacetButton(QToolButton):
    """One facet: its name, how many of its values are chosen, and the list in which to choose."""

    chosen_changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.chosen: tuple[str, ...] = ()
        self._labels: dict[str, str] = {}
        self._counts: dict[str, int] = {}
        self.setObjectName("control")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setAccessibleName(tr("Filter by {what}", what=name.lower()))
        self.setToolTip(tr("Filter by {what}", what=name.lower()))
        self.clicked.connect(self.open)
        self._say()

    def offer(self, counts: Mapping[str, int], labels: Mapping[str, str]) -> None:
        """The values to choose from and how many facts bear each."""
        self._counts = dict(counts)
        self._labels = dict(labels)
        self.setEnabled(bool(counts) or bool(self.chosen))

    def choose(self, values: tuple[str, ...]) -> None:
        if values != self.chosen:
            self.chosen = values
            self._say()
            self.chosen_changed.emit()

    def label(self, value: str) -> str:
        return self._labels.get(value, value)

    def open(self) -> None:
        popup = _Choices(self)
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        popup.show()

    def values(self) -> list[tuple[str, str, int]]:
        """Every value with its label and count; chosen ones are kept though no fact bears them now."""
        every = {**dict.fromkeys(self.chosen, 0), **self._counts}
        rows = [(value, self.label(value), count) for value, count in every.items()]
        return sorted(rows, key=lambda row: (-row[2], row[1]))

    def _say(self) -> None:
        count = len(self.chosen)
        self.setText(f"{self._name} · {count}" if count else self._name)
        self.setChecked(bool(count))
        self.setCheckable(bool(count))
        self.setChecked(bool(count))
        self.setIcon(icon("caret-down", "muted"))
        self.setIconSize(QSize(11, 11))


class _Choices(QFrame):
    """The list that a facet opens."""

    def __init__(self, facet: FacetButton) -> None:
        super().__init__(facet, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("card")
        self.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        self._facet = facet
        self._model = QStandardItemModel(self)
        for value, label, count in facet.values():
            self._model.appendRow(_choice(value, label, count, value in facet.chosen))
        self._model.itemChanged.connect(self._take)
        proxy = QSortFilterProxyModel(self)
        proxy.setSourceModel(self._model)
        proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._list = QListView()
        self._list.setModel(proxy)
        self._list.setAccessibleName(facet.accessibleName())
        self._list.setCurrentIndex(proxy.index(0, 0))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(6, 6, 6, 6)
        if self._model.rowCount() > _SEARCH_FROM:
            search = QLineEdit()
            search.setPlaceholderText(tr("Search the list"))
            search.setAccessibleName(tr("Search the list"))
            search.setClearButtonEnabled(True)
            search.textChanged.connect(proxy.setFilterFixedString)
            layout.addWidget(search)
        layout.addWidget(self._list)
        clear = QPushButton(tr("Show all"))
        clear.setObjectName("quiet")
        clear.setEnabled(bool(facet.chosen))
        clear.clicked.connect(self._clear)
        layout.addWidget(clear)
        rows = min(self._model.rowCount(), 14)
        self.setFixedSize(
            290, max(90, rows * 25 + 62 + (38 if self._model.rowCount() > _SEARCH_FROM else 0))
        )
        self._list.setFocus()

    def _take(self, _item: QStandardItem) -> None:
        rows = (self._model.item(row) for row in range(self._model.rowCount()))
        self._facet.choose(
            tuple(str(item.data(_VALUE)) for item in rows if item.checkState() is Qt.CheckState.Checked)
        )

    def _clear(self) -> None:
        self._facet.choose(())
        self.close()


def _choice(value: str, label: str, count: int, chosen: bool) -> QStandardItem:
    item = QStandardItem(f"{label}  ({count:,})")
    item.setData(value, _VALUE)
    item.setCheckable(True)
    item.setEditable(False)
    item.setCheckState(Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked)
    return item


class DateFacet(FacetButton):
    """The span in which a fact's date may lie; either end may be open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Date"), parent)

    @property
    def since(self) -> str | None:
        return next((each[2:] for each in self.chosen if each.startswith(">=")), None)

    @property
    def until(self) -> str | None:
        return next((each[2:] for each in self.chosen if each.startswith("<=")), None)

    def label(self, value: str) -> str:
        name = tr("from {day}") if value.startswith(">=") else tr("until {day}")
        return name.format(day=value[2:])

    def open(self) -> None:
        popup = _Span(self)
        popup.move(self.mapToGlobal(QPoint(0, self.height() + 2)))
        popup.show()


class _Span(QFrame):
    def __init__(self, facet: DateFacet) -> None:
        super().__init__(facet, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("card")
        self._facet = facet
        layout = QFormLayout(self)
        self._ends = [
            self._end(layout, tr("From"), facet.since, ">="),
            self._end(layout, tr("Until"), facet.until, "<="),
        ]

    def _end(
        self, layout: QFormLayout, name: str, given: str | None, sign: str
    ) -> tuple[QCheckBox, QDateEdit, str]:
        box, field = QCheckBox(name), QDateEdit()
        field.setDisplayFormat("yyyy-MM-dd")
        field.setAccessibleName(name)
        field.setDate(QDate.fromString(given, "yyyy-MM-dd") if given else QDate(2025, 1, 1))
        box.setChecked(given is not None)
        field.setEnabled(given is not None)
        box.toggled.connect(field.setEnabled)
        box.toggled.connect(self._take)
        field.dateChanged.connect(self._take)
        row = QHBoxLayout()
        row.addWidget(box)
        row.addWidget(field)
        layout.addRow(row)
        return box, field, sign

    def _take(self) -> None:
        self._facet.choose(
            tuple(
                f"{sign}{field.date().toString('yyyy-MM-dd')}"
                for box, field, sign in self._ends
                if box.isChecked()
            )
        )
