"""A date field that can be left empty."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QWidget

from briefing.app.i18n import tr
from briefing.app.widgets.dates.date_field import DateField
from briefing.app.widgets.labels import pass_focus


class OptionalDate(QWidget):
    """Edits a calendar day, or none while its check box is off."""

    changed = Signal()

    def __init__(self, name: str, day: str | None, fallback: str) -> None:
        super().__init__()
        self.box = QCheckBox()
        self.box.setAccessibleName(tr("Set {what}", what=name.lower()))
        self.field = DateField(name, day or fallback)
        self.box.setChecked(day is not None)
        self.field.setEnabled(day is not None)
        self.box.toggled.connect(self.field.setEnabled)
        self.box.toggled.connect(lambda _on: self.changed.emit())
        self.field.changed.connect(self.changed)
        self._pass_focus()
        self.box.toggled.connect(lambda _on: self._pass_focus())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.box)
        line.addWidget(self.field, 1)

    def _pass_focus(self) -> None:
        """Pass the focus to the date, or to the box while the date is disabled."""
        pass_focus(self, self.field.line if self.box.isChecked() else self.box)

    @property
    def is_valid(self) -> bool:
        """Whether the field names a day, or is off."""
        return not self.box.isChecked() or self.field.day is not None

    @property
    def value(self) -> str | None:
        """The day; None while the field is off, or its text is no day."""
        return self.field.day if self.box.isChecked() else None
