"""The dialog that adds a document to the library as a source: each value says where it comes from."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCompleter, QLabel, QLineEdit, QPlainTextEdit, QWidget

from briefing.app.dialogs.confirm import ask
from briefing.app.dialogs.dialog import Dialog
from briefing.app.i18n import counted, tr
from briefing.app.theme import theme
from briefing.app.widgets.columns import column_widget
from briefing.app.widgets.form_fields import add_row, choice, form_layout
from briefing.app.widgets.inputs.wheel_safe import ComboBox
from briefing.app.widgets.labels import heading_label, muted, running_text
from briefing.errors import BriefingError
from briefing.interchange.dates import entered_date
from briefing.interchange.document_source import GivenValues
from briefing.interchange.new_source import DocumentFile, NewSource, new_source
from briefing.library.layers import LayeredLibrary
from briefing.model.terms import SourceKind
from briefing.text.characters import visible

_PAUSE_MS = 200
_SHOWN_CHARACTERS = 3_000
_TEXT_HEIGHT = 96
_UNSURE = SourceKind.NEWS_REPORT


class AddSourceDialog(Dialog):
    """Shows what a document becomes, and corrects it; `new` has the result of it as it is entered.

    `library` returns the library of now, for the dialog does not keep the window from editing it.
    """

    def __init__(
        self,
        parent: QWidget,
        document: DocumentFile,
        library: Callable[[], LayeredLibrary],
        *,
        by: str,
        today: str,
        treaty_id: str = "",
    ) -> None:
        super().__init__(parent, tr("Add source"))
        self._document, self._library, self._by, self._today = document, library, by, today
        self.new: NewSource | None = None
        self._proposed: GivenValues | None = None
        self._origins: dict[str, str] = {}
        material = library().material
        self.title, self.authors, self.issued = QLineEdit(), QLineEdit(), QLineEdit()
        self.language, self.url = QLineEdit(), QLineEdit()
        self.kind = choice(
            tr("Kind"), [(tr(each.value.replace("_", " ")), each.value) for each in SourceKind]
        )
        self.publisher = ComboBox()
        self.publisher.setEditable(True)
        names = sorted((visible(each.name) for each in material.publishers), key=str.casefold)
        self.publisher.addItems(names)
        completer = QCompleter(names, self.publisher)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.publisher.setCompleter(completer)
        treaties = [(visible(each.short_title), each.id) for each in material.treaties]
        self.treaty = choice(tr("Articles"), [(tr("Add them to no treaty"), ""), *treaties], treaty_id)
        self.bases: dict[str, QLabel] = {}
        self.problem = running_text("", name="caution")
        self.buttons, self._add = self.decision_box(tr("Add the source"))
        self.buttons.accepted.connect(self.accept_entered)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._update)
        self._lay_out()
        self._propose()
        self._connect()

    def _lay_out(self) -> None:
        heading = heading_label(visible(self._document.name), wraps=True)
        text = self._document.text
        pages = counted(len(text.pages), "page", "pages") if text.pages else ""
        size = tr("{count:,} characters of text", count=len(text.text))
        form = form_layout()
        for name, label, control in (
            ("title", tr("Title"), self.title), ("kind", tr("Kind"), self.kind),
            ("publisher", tr("Publisher"), self.publisher), ("authors", tr("Authors"), self.authors),
            ("issued", tr("Issued"), self.issued), ("language", tr("Language"), self.language),
            ("url", tr("Address"), self.url), ("treaty", tr("Articles"), self.treaty),
        ):  # fmt: skip
            add_row(form, label, control)
            basis = muted("", name="small")
            self.bases[name] = basis
            form.addRow("", basis)
        self.authors.setPlaceholderText(tr("Several with semicolons between"))
        content, column = column_widget(spacing=10)
        column.addWidget(heading)
        column.addWidget(muted(" · ".join(filter(None, (size, pages, *text.remarks)))))
        column.addLayout(form)
        if not any(each.kind == "article" for each in text.divisions):
            form.setRowVisible(self.treaty, False)
            form.setRowVisible(self.bases["treaty"], False)
        opening = QPlainTextEdit(visible(text.text[:_SHOWN_CHARACTERS]))
        opening.setReadOnly(True)
        opening.setAccessibleName(tr("Beginning of the text"))
        opening.setFixedHeight(theme.pixels(_TEXT_HEIGHT))
        column.addWidget(opening)
        column.addStretch(1)
        self.lay_out(content, self.problem, self.buttons, width=620)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        super().showEvent(event)
        QTimer.singleShot(0, self, self._select_title)

    def _select_title(self) -> None:
        """Select the title so that its beginning is seen."""
        if self.title.hasFocus():
            self.title.end(False)
            self.title.home(True)

    def _connect(self) -> None:
        for line in (self.title, self.authors, self.issued, self.language, self.url):
            line.textEdited.connect(lambda _text: self._pause.start())
        self.publisher.editTextChanged.connect(lambda _text: self._pause.start())
        self.kind.activated.connect(lambda _row: self._update())
        self.treaty.activated.connect(lambda _row: self._update())

    def accept_entered(self) -> None:
        """Close the dialog with what is entered, unless it breaks a rule."""
        self._update()
        if self.new is not None:
            self.accept()

    def reject(self) -> None:
        """Close the dialog; ask before what was entered is lost."""
        is_entered = self._proposed is not None and self._given() != self._proposed
        if not is_entered or ask(
            self,
            tr("Discard what you entered?"),
            tr("The document is not added to the library."),
            tr("Discard"),
        ):
            super().reject()

    # Values

    def _propose(self) -> None:
        """Fill in what the document says of itself."""
        new = self._made(GivenValues())
        if new is None:
            return
        source = new.source
        self.title.setText(source.title or "")
        self.kind.setCurrentIndex(self.kind.findData(source.kind.value))
        values = {each.field: each.value for each in new.values}
        self.publisher.setCurrentText(values.get("publisher", ""))
        self.authors.setText("; ".join(source.authors))
        self.issued.setText(str(source.issued or ""))
        self.language.setText(source.language or "")
        self.url.setText(source.url or "")
        self._proposed = self._given()
        self._update()

    def _given(self) -> GivenValues:
        return GivenValues(
            title=self.title.text(),
            kind=str(self.kind.currentData()),
            publisher=self.publisher.currentText(),
            date=entered_date(self.issued.text()),
            language=self.language.text().strip(),
            url=self.url.text().strip(),
            authors=tuple(each.strip() for each in self.authors.text().split(";") if each.strip()),
        )

    def _made(self, given: GivenValues) -> NewSource | None:
        """Return the source with given values; None where they break a rule, which is shown."""
        try:
            new = new_source(
                self._document,
                given,
                self._library(),
                by=self._by,
                today=self._today,
                treaty_id=str(self.treaty.currentData() or ""),
                default_kind=_UNSURE,
            )
        except BriefingError as error:
            self.problem.setText("\n".join(str(problem.message) for problem in error.problems))
            return None
        self._show_bases(new, given)
        return new

    def _update(self) -> None:
        self._pause.stop()
        self.problem.setText("")
        self.new = self._made(self._given())
        self._add.setEnabled(self.new is not None)
        if self.new is not None and self.new.known is not None:
            known = self.new.known
            name = known.title or known.description
            text = tr(
                "You may have this source: “{name}” ({id}) has {likeness}.",
                name=visible(name), id=known.id, likeness=self.new.likeness,
            )  # fmt: skip
            self.problem.setText(text)
            self._add.setText(tr("Add it as another source"))
        else:
            self._add.setText(tr("Add the source"))
        self.problem.setVisible(bool(self.problem.text()))

    def _show_bases(self, new: NewSource, given: GivenValues) -> None:
        """Say below each value where it comes from, until the user has changed it."""
        if self._proposed is None:
            self._origins = {each.field: each.origin for each in new.values}
        fields = {"issued": "date", "authors": "authors"}
        for name, basis in self.bases.items():
            text = self._origins.get(name, "")
            if name == "treaty":
                text = tr("The treaty gets the articles that it lacks.") if new.treaty else ""
            elif self._proposed is not None:
                field = fields.get(name, name)
                is_entered = getattr(self._proposed, field) != getattr(given, field)
                text = tr("entered by you") if is_entered else text
            basis.setText(visible(text) or " ")  # the lines below it do not move
