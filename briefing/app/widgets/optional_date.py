"""A date field that can be left empty."""

from __future__ import annotations

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QWidget

from briefing.app.i18n import tr
from briefing.app.widgets.inputs.wheel_safe import DateEdit
from briefing.app.widgets.labels import pass_focus


class OptionalDate(QWidget):
    """Edits a calendar day, or none while its check box is off."""

    changed = Signal()

    def __init__(self, name: str, day: str | None, fallback: str) -> None:
        super().__init__()
        self.box = QCheckBox()
        self.box.setAccessibleName(tr("Set {what}", what=name.lower()))
        self.field = DateEdit()
        self.field.setDisplayFormat("yyyy-MM-dd")
        self.field.setCalendarPopup(True)
        self.field.setAccessibleName(name)
        self.field.setDate(QDate.fromString(day or fallback, "yyyy-MM-dd"))
        self.box.setChecked(day is not None)
        self.field.setEnabled(day is not None)
        self.box.toggled.connect(self.field.setEnabled)
        self.box.toggled.connect(lambda _on: self.changed.emit())
        self.field.dateChanged.connect(lambda _day: self.changed.emit())
        self._pass_focus()
        self.box.toggled.connect(lambda _on: self._pass_focus())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.box)
        line.addWidget(self.field, 1)

    def _pass_focus(self) -> None:
        """Pass the focus to the date, or to the box while the date is disabled."""
        pass_focus(self, self.field if self.box.isChecked() else self.box)

    @property
    def value(self) -> str | None:
        return self.field.date().toString("yyyy-MM-dd") if self.box.isChecked() else None
