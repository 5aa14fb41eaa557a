"""The dialog for one entry of a list in a treaty, such as an obligation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec.structs import replace
from PySide6.QtWidgets import QWidget

from briefing.app.dialogs.dialog import Dialog
from briefing.app.i18n import tr
from briefing.app.library_side.forms.field_editor import FieldEditor
from briefing.app.library_side.forms.quote_check import QuoteCheckLine
from briefing.app.library_side.forms.treaty_parts import QUOTE, SOURCE, TreatyPart
from briefing.app.services.library_editor import LibraryEditor
from briefing.app.widgets.columns import column_widget
from briefing.app.widgets.form_fields import add_row, choice, form_layout
from briefing.app.widgets.labels import heading_label, muted, running_text
from briefing.errors import BriefingError
from briefing.library.records import RecordKind
from briefing.model.source import TextQuote
from briefing.model.value import Value
from briefing.text.characters import visible

Entries = Callable[[RecordKind], Sequence[tuple[str, str]]]
"""Names and ids of the records of a kind."""


class PartDialog(Dialog):
    """Asks for the fields of an entry; `entry` is the entry once the dialog is accepted.

    A quote is checked against the archived copy of its source, and stored with its place there.
    """

    def __init__(
        self,
        parent: QWidget,
        part: TreatyPart,
        before: Value | None,
        entries: Entries,
        editor: LibraryEditor,
    ) -> None:
        name = tr(part.one)
        super().__init__(parent, name[:1].upper() + name[1:])
        self._part, self._before = part, before
        self.entry: Value | None = None
        self.heading = heading_label(tr(part.label))
        self.treaty = choice(tr("Treaty"), ())
        self.fields: dict[str, FieldEditor] = {}
        self._form = form_layout()
        self.quote_check = QuoteCheckLine(editor)
        self._fill(entries)
        self.problem = running_text("", name="caution")
        self.problem.hide()
        self.buttons, _ = self.decision_box(tr("Save"))
        self.buttons.accepted.connect(self.accept_entered)
        content, column = column_widget()
        column.addWidget(self.heading)
        column.addLayout(self._form)
        column.addStretch(1)
        self.lay_out(content, self.problem, self.buttons, width=560)
        self._check_quote()

    def _fill(self, entries: Entries) -> None:
        """Add a row for each field, and the state of the quote below that."""
        add_row(self._form, tr("Treaty"), self.treaty)
        self._form.setRowVisible(self.treaty, False)
        texts = self._part.texts(self._before)
        for spec in self._part.fields:
            field = FieldEditor(spec, entries(spec.refers_to) if spec.refers_to else ())
            field.show_text(texts[spec.path])
            self.fields[spec.path] = field
            add_row(self._form, tr(spec.label), field)
            if spec.path == QUOTE:
                field.add_below(self.quote_check)
        if QUOTE in self.fields:
            self.fields[QUOTE].edited.connect(self._check_quote)
            self.fields[SOURCE].edited.connect(self._check_quote)

    def offer_treaties(self, treaties: Sequence[tuple[str, str]], treaty_id: str) -> None:
        """Ask for the treaty, too, with one chosen."""
        for name, each in treaties:
            self.treaty.addItem(visible(name), each)
        self.treaty.setCurrentIndex(self.treaty.findData(treaty_id))
        self._form.setRowVisible(self.treaty, True)

    def show_bases(self, bases: Mapping[str, str]) -> None:
        """Show below fields what their values are based on."""
        for path, basis in bases.items():
            if basis:
                self.fields[path].add_below(muted(visible(basis), name="small"))

    def clear_field(self, path: str) -> None:
        """Leave a field to the user, who has to choose."""
        self.fields[path].show_text("")

    # The quote

    def _quote(self) -> TextQuote | None:
        """Return the quote that is entered, with what is known of it."""
        words = " ".join(self.fields[QUOTE].text.split())
        for citation in getattr(self._before, "citations", ())[:1]:
            for quote in citation.quotes[:1]:
                if quote.exact == words:
                    known: TextQuote = quote
                    return known
        return TextQuote(exact=words) if words else None

    def _check_quote(self) -> None:
        if QUOTE in self.fields:
            self.quote_check.ask(self.fields[SOURCE].text, self._quote())

    def _located(self, entry: Any) -> Any:
        """Return an entry whose first quote has its place in the source."""
        for citation in getattr(entry, "citations", ())[:1]:
            if citation.quotes and QUOTE in self.fields:
                first, *others = citation.quotes
                quotes = (self.quote_check.located(first), *others)
                cited = replace(citation, quotes=quotes)
                return replace(entry, citations=(cited, *entry.citations[1:]))
        return entry

    def accept_entered(self) -> None:
        """Close the dialog with what is entered, or show why a rule forbids it."""
        texts = {path: field.text for path, field in self.fields.items()}
        try:
            self.entry = self._located(self._part.made(texts, self._before))
        except BriefingError as error:
            self.problem.setText("\n".join(map(str, error.problems)))
            self.problem.show()
            return
        self.accept()
