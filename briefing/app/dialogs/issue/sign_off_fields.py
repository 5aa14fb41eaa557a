"""The fields for a person who signs: name, post, and the day."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from briefing.app.i18n import tr
from briefing.app.widgets.dates.optional_date import OptionalDate
from briefing.app.widgets.inputs.clean_text import keep_clean
from briefing.app.widgets.inputs.wheel_safe import ComboBox
from briefing.app.widgets.labels import pass_focus
from briefing.model.issue import SignOff
from briefing.organisation import Person


def people_field(name: str, people: Sequence[Person], chosen: str) -> QComboBox:
    """Return a field for a name, which can be typed or chosen from the people of the organisation."""
    field = ComboBox()
    field.setEditable(True)
    field.setAccessibleName(name)
    field.addItems([person.name for person in people])
    field.setCurrentIndex(-1)
    field.setEditText(chosen)
    if (line := field.lineEdit()) is not None:
        line.setAccessibleName(name)
        keep_clean(line)
    return field


class SignOffFields(QWidget):
    """Edits a `SignOff`; `role` names it. Without `today` the day is not edited here."""

    def __init__(
        self, role: str, sign_off: SignOff | None, people: Sequence[Person], today: str | None = None
    ) -> None:
        super().__init__()
        self._people = people
        self._on = sign_off.on if sign_off else None
        self.name = people_field(tr("{role}: name", role=role), people, sign_off.name if sign_off else "")
        self.post = QLineEdit(sign_off.post if sign_off else "")
        self.post.setAccessibleName(tr("{role}: post", role=role))
        self.post.setPlaceholderText(tr("Post"))
        keep_clean(self.post)
        if (line := self.name.lineEdit()) is not None:
            line.setPlaceholderText(tr("Name"))
        self.name.textActivated.connect(self._fill_post)
        self.day = OptionalDate(tr("{role}: signed on", role=role), self._on, today) if today else None
        if self.day is not None:
            self.day.box.setText(tr("Signed on"))
            self.day.setAccessibleName(tr("{role}: signed on", role=role))
        self._lay_out()

    def _lay_out(self) -> None:
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        pass_focus(self, self.name)
        line = QHBoxLayout()
        line.addWidget(self.name, 3)
        line.addWidget(self.post, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        if self.day is not None:
            column.addWidget(self.day)

    def _fill_post(self, name: str) -> None:
        post = next((person.post for person in self._people if person.name == name), "")
        if post:
            self.post.setText(post)

    @property
    def is_valid(self) -> bool:
        return self.day is None or self.day.is_valid

    @property
    def value(self) -> SignOff | None:
        """The person; None while the name is empty."""
        name = self.name.currentText().strip()
        if not name:
            return None
        day = self.day.value if self.day is not None else self._on
        return SignOff(name=name, post=self.post.text().strip(), on=day)
