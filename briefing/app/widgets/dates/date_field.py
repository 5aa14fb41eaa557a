"""A field for a calendar day that is typed as text, with a calendar to choose from."""

from __future__ import annotations

import re

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from briefing.app.i18n import tr
from briefing.app.widgets.icons import icon
from briefing.app.widgets.popup import Popup
from briefing.model.dates import check_calendar_date

_FORMAT = "yyyy-MM-dd"
_PARTS = re.compile(
    r"\s*(\d{4})\s*[-./\u2010-\u2014\u2212]?\s*(\d{1,2})\s*[-./\u2010-\u2014\u2212]?\s*(\d{1,2})\s*"
)


def day_in(text: str) -> str | None:
    """Return the day that a text such as "2025-1-7", "2025/01/07" or "20250107" names, in ISO 8601."""
    match = _PARTS.fullmatch(text)
    if match is None or (text.strip().isdecimal() and len(text.strip()) != len("20250107")):
        return None
    day = "-".join(f"{int(part):0{width}}" for part, width in zip(match.groups(), (4, 2, 2), strict=True))
    try:
        check_calendar_date(day)
    except ValueError:
        return None
    return day


class DateField(QWidget):
    """A line for a day; `day` is None while its text names none, and the field then says so.

    Unlike QDateEdit, it takes what is typed as it is, and never makes another date of it.
    """

    changed = Signal()

    def __init__(self, name: str, day: str) -> None:
        super().__init__()
        self.line = QLineEdit(day)
        self.line.setAccessibleName(name)
        self.line.setPlaceholderText("2025-10-31")
        self.line.textChanged.connect(lambda _text: self._on_changed())
        self.line.editingFinished.connect(self._complete)
        self.button = QToolButton()
        self.button.setIcon(icon("calendar-blank"))
        self.button.setToolTip(tr("Choose from the calendar"))
        self.button.setAccessibleName(tr("Choose {what} from the calendar", what=name.lower()))
        self.button.clicked.connect(self._open_calendar)
        self.setFocusProxy(self.line)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.line, 1)
        layout.addWidget(self.button)

    @property
    def day(self) -> str | None:
        return day_in(self.line.text())

    def set_day(self, day: str) -> None:
        self.line.setText(day)

    def _on_changed(self) -> None:
        problem = "" if self.day else tr("This is not a day. Write it as 2025-10-31.")
        self.line.setToolTip(problem)
        self.line.setAccessibleDescription(problem)
        self.line.setProperty("invalid", bool(problem))
        # A style sheet reads properties only when the style is set.
        self.line.style().unpolish(self.line)
        self.line.style().polish(self.line)
        self.changed.emit()

    def _complete(self) -> None:
        """Write a day in the usual form when it is typed."""
        if self.day and self.day != self.line.text():
            self.line.setText(self.day)

    def _open_calendar(self) -> None:
        popup = _CalendarPopup(self)
        popup.adjustSize()
        popup.open()


class _CalendarPopup(Popup):
    def __init__(self, field: DateField) -> None:
        super().__init__(field)
        self._field = field
        self.calendar = QCalendarWidget()
        shown = QDate.fromString(field.day or "", _FORMAT)
        self.calendar.setSelectedDate(shown if shown.isValid() else QDate.currentDate())
        self.calendar.clicked.connect(self._choose)
        self.calendar.activated.connect(self._choose)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self.calendar)

    def _choose(self, day: QDate) -> None:
        self._field.set_day(day.toString(_FORMAT))
        self.close()
