"""The sources of a fact, what contradicts it, and the history of a grade, as cards to read and copy."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from briefing.app.i18n import counted, tr
from briefing.app.menus.context_menu import offer_buttons
from briefing.app.panes.inspector.page import InspectorContext
from briefing.app.presentation.fact_text import admiralty_code, citation_text, plain_text
from briefing.app.presentation.grade_text import code_in_words, grade_words
from briefing.app.widgets.icons import icon
from briefing.app.widgets.labels import muted, yielding
from briefing.composition.formatting import STANDINGS, locator
from briefing.composition.phrases import phrases_in
from briefing.composition.printed_dates import edtf
from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.model.source import Citation
from briefing.project.grade_log import GradeNote
from briefing.text.web_address import uri


class SourceCards(QWidget):
    """A card for each citation of a fact: publisher, locator, reliability and its reason."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: object = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)

    def show_fact(self, fact: Fact, catalogue: Catalogue) -> None:
        """Show the sources of a fact; cards with the same content stay as they are."""
        origins = len(catalogue.origins(fact))
        shown = fact, origins, [_content(citation, fact, catalogue) for citation in fact.citations]
        if shown == self._shown:
            return
        self._shown = shown
        _clear(self._column)
        for citation in fact.citations:
            self._column.addWidget(_source_card(citation, fact, catalogue))
        sources = len({citation.source_id for citation in fact.citations})
        if origins < sources:
            text = tr(
                "{sources}, but only {origins}: the other sources repeat what another one published.",
                sources=counted(sources, "source", "sources"),
                origins=counted(origins, "origin", "origins"),
            )
            note = muted(text)
            note.setObjectName("caution")
            self._column.addWidget(note)


def _content(citation: Citation, fact: Fact, catalogue: Catalogue) -> tuple[object, ...]:
    """Return all that the card of a citation shows or copies."""
    source = catalogue.sources[citation.source_id]
    return (
        source,
        catalogue.publisher_of(source),
        catalogue.reliability(source),
        citation_text(citation, fact, catalogue),
    )


def _source_card(citation: Citation, fact: Fact, catalogue: Catalogue) -> QWidget:
    source = catalogue.sources[citation.source_id]
    publisher = catalogue.publisher_of(source)
    card = QFrame()
    card.setObjectName("card")
    column = QVBoxLayout(card)
    column.setContentsMargins(10, 8, 8, 8)
    column.setSpacing(3)
    head = QHBoxLayout()
    letter = str(catalogue.reliability(source))
    name = yielding(QLabel(f"<b>{escape(letter)}</b>&nbsp; {escape(publisher.name)}"))
    name.setWordWrap(True)
    _explain(name, letter)
    head.addWidget(name, 1)
    text = citation_text(citation, fact, catalogue)
    buttons = [_small_button("copy", tr("Copy the citation"), lambda: _copy(text))]
    if source.url and (url := uri(source.url)):
        # Only the user's browser opens the address, on this click; the program itself uses no network.
        name_of_button = tr("Open {address} in the browser", address=source.url)
        buttons.append(_small_button("arrow-square-out", name_of_button, lambda: _open(url)))
    for button in buttons:
        head.addWidget(button)
    offer_buttons(card, lambda: buttons)
    column.addLayout(head)
    parts = [source.description, locator(citation.locator), edtf(source.issued, "en")]
    column.addWidget(_line(", ".join(part for part in parts if part)))
    why = source.rationale or publisher.rationale
    if not catalogue.is_graded(source):
        why = phrases_in("en")("source.not_graded")
    column.addWidget(_line(tr("Reliability of the source: {why}", why=why)))
    if publisher.interest:
        column.addWidget(_line(tr("Publisher's interest: {what}", what=publisher.interest)))
    for quote in citation.quotes:
        column.addWidget(_line(f"“{quote.exact}”"))
    return card


def _explain(label: QLabel, code: str) -> None:
    """Give a label that shows a code the meaning of the code, for the pointer and for screen readers."""
    label.setToolTip(code_in_words(code))
    label.setAccessibleDescription(code_in_words(code))


def _line(text: str) -> QLabel:
    return yielding(muted(text, name="small"))


def _small_button(sign: str, name: str, action: object) -> QToolButton:
    button = QToolButton()
    button.setObjectName("quiet")
    button.setIcon(icon(sign, "muted"))
    button.setToolTip(name)
    button.setAccessibleName(name)
    button.setFixedSize(28, 26)
    button.clicked.connect(action)
    return button


def _copy(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def _open(url: str) -> None:
    QDesktopServices.openUrl(QUrl(url))


class ContradictionCards(QWidget):
    """The facts that contradict or supersede a fact, each with a button to add it or go to its row."""

    fact_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._catalogue: Catalogue | None = None
        self._shown: object = None

    def show_fact(self, fact: Fact, context: InspectorContext) -> bool:
        """Show the contradicting and superseding facts; return whether there are any."""
        catalogue = self._catalogue = context.catalogue
        pairs = [(tr("Contradicts this fact"), other) for other in catalogue.contradicting(fact.id)]
        pairs += [(tr("Supersedes this fact"), other) for other in catalogue.superseding(fact.id)]
        shown = (
            context.read_only,
            [
                (
                    relation,
                    other := catalogue.facts[key],
                    admiralty_code(other, catalogue),
                    context.labels(key),
                )
                for relation, key in pairs
            ],
        )
        if shown == self._shown:
            return bool(pairs)
        self._shown = shown
        _clear(self._column)
        for relation, fact_id in pairs:
            self._column.addWidget(self._card(relation, catalogue.facts[fact_id], context))
        return bool(pairs)

    def _card(self, relation: str, fact: Fact, context: InspectorContext) -> QWidget:
        card = QFrame()
        card.setObjectName("card")
        column = QVBoxLayout(card)
        column.setContentsMargins(10, 8, 8, 8)
        head_text = (
            f"{relation} · {admiralty_code(fact, context.catalogue)} · {tr(STANDINGS[fact.standing])}"
        )
        head = QHBoxLayout()
        relation_label = muted(head_text, name="caption")
        _explain(relation_label, admiralty_code(fact, context.catalogue))
        head.addWidget(relation_label, 1)
        copy = _small_button(
            "copy",
            tr("Copy the fact with its sources"),
            lambda: _copy(plain_text(fact, self._catalogue or context.catalogue)),
        )
        buttons = [copy]
        label = context.labels(fact.id)
        name = tr("Go to row {label}", label=label) if label else tr("Add to the briefing")
        sign = "arrow-right" if label else "plus"
        if label or not context.read_only:
            buttons.append(_small_button(sign, name, lambda: self.fact_requested.emit(fact.id)))
        for button in buttons:
            head.addWidget(button)
        offer_buttons(card, lambda: buttons)
        column.addLayout(head)
        statement = yielding(QLabel(fact.statement))
        statement.setWordWrap(True)
        statement.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(statement)
        return card


class GradeHistory(QWidget):
    """The grades that a row had before its present one, latest first."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._shown: list[str] = []

    def show_notes(self, notes: Iterable[GradeNote], context: InspectorContext) -> None:
        all_notes = list(notes)
        lines = [_note_text(note, context) for note in reversed(all_notes[:-1])]
        if not lines:
            lines = [tr("The present grade is the first.") if all_notes else tr("Not graded yet.")]
        if lines == self._shown:
            return
        self._shown = lines
        _clear(self._column)
        for line in lines:
            self._column.addWidget(_line(line))


def _note_text(note: GradeNote, context: InspectorContext) -> str:
    scheme = context.scales.schemes.get(note.scheme_id)
    words = grade_words(note.grade, scheme)
    parts = [words.likelihood, words.confidence]
    if note.grade and note.grade.credibility:
        parts.append(tr("credibility {figure}", figure=note.grade.credibility))
    graded = ", ".join(part for part in parts if part) or tr("grade cleared")
    if scheme is not context.scheme:
        graded = tr("{grade} ({scheme})", grade=graded, scheme=scheme.name if scheme else note.scheme_id)
    when = note.at[:16].replace("T", " ")
    line = tr("{when} · {who}: {grade}", when=when, who=note.by, grade=graded)
    return f"{line}. {note.grade.rationale}" if note.grade and note.grade.rationale else line


def _clear(column: QVBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
