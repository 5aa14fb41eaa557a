"""The dialog for a treaty that the library does not have yet."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from briefing.app.dialogs.dialog import Dialog
from briefing.app.i18n import tr
from briefing.app.theme import theme
from briefing.app.widgets.columns import column_widget
from briefing.app.widgets.form_fields import add_row, choice, form_layout
from briefing.app.widgets.labels import heading_label, muted, running_text
from briefing.codec import decode, encode
from briefing.errors import BriefingError
from briefing.interchange.country_names import country_code, organisation_id
from briefing.interchange.dates import entered_date
from briefing.interchange.values import unused
from briefing.model.library import Catalogue
from briefing.model.origin import Origin
from briefing.model.terms import InstrumentKind, OriginKind, slug_of
from briefing.model.treaty import Conclusion, Party, Place, Treaty

_YEAR = 4


class NewTreatyDialog(Dialog):
    """Asks for title, parties, day and place; `treaty` is the treaty as it is entered."""

    def __init__(self, parent: QWidget, catalogue: Catalogue, *, by: str, today: str) -> None:
        super().__init__(parent, tr("New treaty"))
        self._catalogue, self._by, self._today = catalogue, by, today
        self.treaty: Treaty | None = None
        self.title, self.short_title = QLineEdit(), QLineEdit()
        self.date, self.place = QLineEdit(), QLineEdit()
        self.parties = QPlainTextEdit()
        self.parties.setTabChangesFocus(True)
        self.parties.setFixedHeight(theme.pixels(76))
        self.kind = choice(
            tr("Kind"), [(tr(each.value.replace("_", " ")), each.value) for each in InstrumentKind]
        )
        self.problem = running_text("", name="caution")
        form = form_layout()
        add_row(form, tr("Title"), self.title, tr("As the text has it"))
        add_row(form, tr("Short title"), self.short_title, tr("Such as Russia–Iran 2025"))
        add_row(form, tr("Kind"), self.kind)
        add_row(form, tr("Parties"), self.parties, tr("One a line: states and organisations"))
        add_row(
            form,
            tr("Concluded on"),
            self.date,
            tr("Such as 14 March 2025, 2025-03 or 2025"),
        )
        add_row(form, tr("Concluded at"), self.place)
        self.buttons, self._create = self.decision_box(tr("Create the treaty"))
        self.buttons.accepted.connect(self.accept)
        heading = heading_label(tr("New treaty"))
        content, column = column_widget(spacing=12)
        column.addWidget(heading)
        column.addWidget(muted(tr("Everything can be changed later. Add its text as a source next.")))
        column.addLayout(form)
        column.addStretch(1)
        self.lay_out(content, self.problem, self.buttons, width=560)
        for line in (self.title, self.short_title, self.date, self.place):
            line.textChanged.connect(lambda _text: self._update())
        self.parties.textChanged.connect(self._update)
        self.kind.activated.connect(lambda _row: self._update())
        self._update()

    def _update(self) -> None:
        """Make the treaty, or say what is missing or wrong."""
        self.treaty, reason = None, self._missing()
        if not reason:
            try:
                self.treaty = self._made()
            except BriefingError as error:
                reason = error.reasons
        self.problem.setText(reason)
        self._create.setEnabled(self.treaty is not None)
        self._create.setToolTip(reason)

    def _missing(self) -> str:
        if not self.title.text().strip():
            return tr("A treaty needs a title.")
        if not self.date.text().strip():
            return tr("A treaty needs the date on which it was concluded.")
        return ""

    def _made(self) -> Treaty:
        title = " ".join(self.title.text().split())
        short_title = " ".join(self.short_title.text().split()) or title
        year = self._date[:_YEAR]
        own_id = slug_of(short_title if year in short_title else f"{short_title} {year}", "treaty")
        treaty = Treaty(
            id=unused(own_id, self._catalogue.treaties) if own_id in self._catalogue.treaties else own_id,
            title=title,
            short_title=short_title,
            parties=tuple(map(_party, filter(None, map(str.strip, self._party_lines())))),
            concluded=Conclusion(date=self._date, place=Place(name=self.place.text().strip() or None)),
            kind=InstrumentKind(self.kind.currentData()),
            origin=Origin(OriginKind.ENTERED, at=self._today, by=self._by or None),
        )
        return decode(encode(treaty), Treaty, treaty.id)

    @property
    def _date(self) -> str:
        """The date as the library writes it: 14 March 2025 as 2025-03-14."""
        return entered_date(self.date.text())

    def _party_lines(self) -> list[str]:
        return self.parties.toPlainText().splitlines()


def _party(name: str) -> Party:
    """Return a party: a state by its country, anything else as an organisation."""
    name = " ".join(name.split())
    country = country_code(name)
    organisation = None if country else organisation_id(name) or slug_of(name, "party")
    return Party(name=name, country=country, organisation=organisation)
