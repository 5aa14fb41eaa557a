"""Filter buttons of the library; each opens a list of values with the number of facts."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFormLayout, QToolButton, QWidget

from briefing.app.i18n import tr
from briefing.app.widgets.dates.optional_date import OptionalDate
from briefing.app.widgets.icons import icon
from briefing.app.widgets.popup import Popup, TickOption, TickPopup

_PROPOSED = "2025-01-01"


class FacetButton(QToolButton):
    """Button with the name of a facet and the number of chosen values; opens the list of values."""

    chosen_changed = Signal()

    def __init__(self, name: str, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.chosen: tuple[str, ...] = ()
        self._labels: dict[str, str] = {}
        self._counts: dict[str, int] = {}
        self.setObjectName("control")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setAccessibleName(tr("Filter by {what}", what=name.lower()))
        self.setToolTip(hint or self.accessibleName())
        self.clicked.connect(self.open)
        self._update_text()

    def offer(self, counts: Mapping[str, int], labels: Mapping[str, str]) -> None:
        """Set the values to choose from, with the number of facts for each."""
        self._counts = dict(counts)
        self._labels |= labels  # those of chosen values without a fact are still needed
        self.setEnabled(bool(counts) or bool(self.chosen))

    def choose(self, values: tuple[str, ...]) -> None:
        if values != self.chosen:
            self.chosen = values
            self._update_text()
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
        if self.chosen:
            popup.add_action(tr("Clear"), lambda: self.choose(()))
        popup.open_fitted(320)

    def values(self) -> list[tuple[str, str, int]]:
        """Return value, label and count of every value, most frequent first; chosen ones always."""
        counts = {**dict.fromkeys(self.chosen, 0), **self._counts}
        rows = [(value, self.label(value), count) for value, count in counts.items()]
        return sorted(rows, key=lambda row: (-row[2], row[1]))

    def _update_text(self) -> None:
        count = len(self.chosen)
        self.setText(f"{self._name} · {count}" if count else self._name)
        self.setChecked(bool(count))
        self.setCheckable(bool(count))
        self.setChecked(bool(count))
        self.setIcon(icon("caret-down", "muted"))
        self.setIconSize(QSize(11, 11))


class DateFacet(FacetButton):
    """Filters by date; either end of the period may be open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Date"), parent=parent)

    @property
    def since(self) -> str | None:
        return next((value[2:] for value in self.chosen if value.startswith(">=")), None)

    @property
    def until(self) -> str | None:
        return next((value[2:] for value in self.chosen if value.startswith("<=")), None)

    def label(self, value: str) -> str:
        name = tr("from {day}") if value.startswith(">=") else tr("until {day}")
        return name.format(day=value[2:])

    def open(self) -> None:
        popup = _PeriodPopup(self)
        popup.adjustSize()
        popup.open()


class _PeriodPopup(Popup):
    def __init__(self, facet: DateFacet) -> None:
        super().__init__(facet)
        self._facet = facet
        self._since = OptionalDate(tr("From"), facet.since, _PROPOSED)
        self._until = OptionalDate(tr("Until"), facet.until, _PROPOSED)
        layout = QFormLayout(self)
        for name, end in ((tr("From"), self._since), (tr("Until"), self._until)):
            layout.addRow(name, end)
            end.changed.connect(self._apply)

    def _apply(self) -> None:
        ends = ((">=", self._since.value), ("<=", self._until.value))
        self._facet.choose(tuple(f"{sign}{day}" for sign, day in ends if day))
