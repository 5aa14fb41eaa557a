"""Facets: buttons that open a list of values with counts, of which several can be chosen."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFormLayout, QPushButton, QToolButton, QWidget

from briefing.app.i18n import tr
from briefing.app.widgets.icons import icon
from briefing.app.widgets.optional_date import OptionalDate
from briefing.app.widgets.popup import Popup, TickOption, TickPopup

_PROPOSED = "2025-01-01"


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
        ticks = [
            TickOption(value, f"{label}  ({count:,})", value in self.chosen)
            for value, label, count in self.values()
        ]
        popup = TickPopup(self, self.accessibleName(), ticks)
        popup.ticked.connect(lambda values: self.choose(tuple(values)))
        clear = QPushButton(tr("Show all"))
        clear.setObjectName("quiet")
        clear.setEnabled(bool(self.chosen))
        clear.clicked.connect(popup.close)
        clear.clicked.connect(lambda: self.choose(()))
        popup.column.addWidget(clear)
        popup.setFixedSize(popup.size_for(290, 25, 14))
        popup.open()

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
        popup.adjustSize()
        popup.open()


class _Span(Popup):
    def __init__(self, facet: DateFacet) -> None:
        super().__init__(facet)
        self._facet = facet
        self._since = OptionalDate(tr("From"), facet.since, _PROPOSED)
        self._until = OptionalDate(tr("Until"), facet.until, _PROPOSED)
        layout = QFormLayout(self)
        for name, end in ((tr("From"), self._since), (tr("Until"), self._until)):
            layout.addRow(name, end)
            end.changed.connect(self._take)

    def _take(self) -> None:
        ends = ((">=", self._since.value), ("<=", self._until.value))
        self._facet.choose(tuple(f"{sign}{day}" for sign, day in ends if day))
