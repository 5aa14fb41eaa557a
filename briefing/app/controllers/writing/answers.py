"""Answer a finding on words that a fact does not have, in the review pane and on the word itself."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPoint
from PySide6.QtGui import QAction, QCursor
from PySide6.QtWidgets import QMenu

from briefing.app.controllers.edits import EditController
from briefing.app.controllers.review import ReviewController
from briefing.app.i18n import tr
from briefing.app.menus.mnemonics import with_letters
from briefing.app.panes.pane_splitter import PaneSplitter
from briefing.app.services.context import WindowContext
from briefing.app.services.language.parser_client import parser_client
from briefing.app.services.notices import READ
from briefing.app.services.organisation import thesaurus_changes
from briefing.errors import BriefingError
from briefing.model.briefing import FactItem
from briefing.model.sections import items_with
from briefing.organisation.thesaurus import (
    Acceptance,
    AcceptedPair,
    Thesaurus,
    accept_pair,
    edit_thesaurus,
    read_thesaurus,
    thesaurus_file,
)
from briefing.review import Finding
from briefing.review.answers import (
    Counterparts,
    as_own_words,
    counterparts,
    has_counterparts,
    may_be_own_words,
)
from briefing.review.context import ReviewContext

_MOST_COUNTERPARTS = 12


class AnswersController(QObject):
    """Accept words as the same, put the fact's word back, or make the words the author's own."""

    def __init__(
        self, context: WindowContext, edits: EditController, review: ReviewController, panes: PaneSplitter
    ) -> None:
        super().__init__(context)
        self._context, self._edits, self._review, self._panes = context, edits, review, panes
        self._field = panes.inspector.fact_page.wording
        self._latest: tuple[AcceptedPair, AcceptedPair | None] | None = None
        self._field.menu_fillers.append(self._fill_menu)
        panes.review.same_requested.connect(self.accept_as_same)
        panes.review.own_words_requested.connect(self.make_own_words)

    def commands(self) -> dict[str, Callable[[], object]]:
        return {"answer_finding": self.open_menu}

    # The answers

    def accept_as_same(self, finding: Finding) -> None:
        """Accept the words as the same as the word that they replace, or ask which word that is."""
        known = self._counterparts(finding)
        if known is None:
            return
        if known.likely:
            self.accept(finding, known.likely)
        else:
            self._ask_counterpart(finding, known)

    def accept(self, finding: Finding, word: str) -> None:
        """Add the pair to the thesaurus of the organisation."""
        accepted = Acceptance(self._context.author, self._context.today)
        pair = AcceptedPair(word, finding.words, accepted=(accepted,))
        try:
            before = read_thesaurus(thesaurus_file()).find(pair.fact, pair.wording)
            accept_pair(pair)
        except BriefingError as error:
            self._context.report(error)
            return
        thesaurus_changes().announce()
        text = tr("“{words}” is accepted for “{word}” from now on.", words=finding.words, word=word)
        self._latest = (pair, before)
        self._context.notify(text, (tr("Undo"), self.take_back), until=READ)

    def take_back(self) -> None:
        """Remove the pair that was accepted last from the thesaurus, or restore it as it was."""
        if self._latest is None:
            return
        pair, before = self._latest
        self._latest = None

        def earlier(thesaurus: Thesaurus) -> Thesaurus:
            without = thesaurus.without(pair.key)
            return without.with_pair(before) if before else without

        try:
            edit_thesaurus(thesaurus_file(), earlier)
        except BriefingError as error:
            self._context.report(error)
            return
        thesaurus_changes().announce()

    def make_own_words(self, finding: Finding, *, as_judgement: bool = True) -> None:
        """Move the sentence of the words to a judgement, or to a text, with the fact as its evidence."""
        self._edits.attempt(lambda briefing: as_own_words(briefing, finding, as_judgement=as_judgement))

    # What the words may be the same as

    def _counterparts(self, finding: Finding) -> Counterparts | None:
        document, resources = self._context.document, self._context.resources
        catalogue = self._panes.outline.model.catalogue
        if document is None or resources is None or catalogue is None:
            return None
        item = items_with(document.briefing, {finding.row_id}).get(finding.row_id)
        if not isinstance(item, FactItem) or not item.wording:
            return None
        reference = resources.reference
        context = ReviewContext(
            document.briefing, catalogue, reference.scales, reference.library, parser_client().process
        )
        return counterparts(finding, item.wording, catalogue.facts[item.fact_id], context)

    def _ask_counterpart(self, finding: Finding, known: Counterparts) -> None:
        menu = QMenu(self._context.window)
        title = QAction(tr("“{words}” means the same as…", words=_shown(finding.words)), menu)
        title.setEnabled(False)
        menu.addAction(title)
        self._add_counterparts(menu, finding, known)
        _open(menu, QCursor.pos())

    def _add_counterparts(self, menu: QMenu, finding: Finding, known: Counterparts) -> None:
        words = known.others[:_MOST_COUNTERPARTS]
        for word, text in zip(words, with_letters([_shown(each) for each in words]), strict=True):
            menu.addAction(text).triggered.connect(partial(self._accept, finding, word))

    def _accept(self, finding: Finding, word: str, _checked: bool = False) -> None:
        self.accept(finding, word)

    # The menu of a word

    def finding_at(self, position: int) -> Finding | None:
        """Return the open finding on the word of the wording at a position that can be answered."""
        row_id = self._panes.inspector.fact_page.row_id
        return next(
            (
                each
                for each in self._review.findings
                if each.is_open
                and (each.row_id, each.field) == (row_id, "text")
                and each.start <= position <= each.end
                and may_be_own_words(each)
            ),
            None,
        )

    def open_menu(self) -> QMenu | None:
        """Open the menu of answers to the finding at the caret of the wording."""
        self._edits.flush_pending_text()
        finding = self.finding_at(self._field.caret()) or self._panes.review.current
        if finding is None or not may_be_own_words(finding):
            self._context.notify(
                tr("There is no review finding on the word at the caret that can be answered."), until=READ
            )
            return None
        menu = QMenu(self._context.window)
        self._add_answers(menu, finding)
        _open(menu, self._field.mapToGlobal(self._field.cursorRect().bottomLeft()))
        return menu

    def _fill_menu(self, menu: QMenu, position: int) -> None:
        """Add the answers to the finding at a position at the top of the menu of the wording."""
        finding = None if self._field.isReadOnly() else self.finding_at(position)
        if finding is None:
            return
        first = menu.actions()[0] if menu.actions() else None
        answers = QMenu(menu)
        self._add_answers(answers, finding)
        added = [*answers.actions()]
        separator = QAction(menu)
        separator.setSeparator(True)
        for action in (*added, separator):
            menu.insertAction(first, action)  # type: ignore[arg-type]

    def _add_answers(self, menu: QMenu, finding: Finding) -> None:
        """Add the answers that a finding can have, each with a letter."""
        entries: list[tuple[str, Callable[[], object]]] = []
        known = self._counterparts(finding) if has_counterparts(finding) else None
        if known is not None and known.likely:
            text = tr("The same as “{word}”", word=_shown(known.likely))
            entries.append((text, partial(self.accept, finding, known.likely)))
        if finding.fix is not None:
            entries.append((tr(finding.fix.label).replace("&", "&&"), partial(self._review.fix, finding)))
        entries.append((tr("My own judgement"), partial(self.make_own_words, finding)))
        entries.append((tr("My own text"), partial(self.make_own_words, finding, as_judgement=False)))
        entries.append((tr("Waive…"), partial(self._review.waive, finding)))
        for (_, act), text in zip(entries, with_letters([text for text, _ in entries]), strict=True):
            menu.addAction(text).triggered.connect(partial(_run, act))
        if known is not None and known.others:
            same = menu.addMenu(tr("The same as…"))
            self._add_counterparts(same, finding, known)


def _run(act: Callable[[], object], _checked: bool = False) -> None:
    act()


def _open(menu: QMenu, place: QPoint) -> None:
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(place)
    menu.setActiveAction(next((each for each in menu.actions() if each.isEnabled()), menu.actions()[0]))


def _shown(words: str) -> str:
    """Return words for the text of a menu entry, where an ampersand marks a letter."""
    return words.replace("&", "&&")
