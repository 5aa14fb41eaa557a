"""Check the spelling of the inspector, of table cells and of rows in the briefing's language."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu
from shiboken6 import isValid

from briefing import paths
from briefing.app.i18n import tr
from briefing.app.panes.pane_splitter import PaneSplitter
from briefing.app.services import background
from briefing.app.services.context import WindowContext
from briefing.app.services.document import Document
from briefing.app.services.language.spell_client import SpellClient
from briefing.app.services.notices import NEXT_EDIT
from briefing.app.services.settings import SPELLING, SPELLING_ENGLISH
from briefing.app.widgets.text.marked_text_edit import MarkedTextEdit
from briefing.app.widgets.text_field import TextField
from briefing.errors import BriefingError
from briefing.model.briefing import Briefing
from briefing.model.library import Material
from briefing.spelling import (
    CheckedWord,
    add_own_word,
    checked_words,
    dictionary_for,
    read_own_words,
)
from briefing.spelling.library_words import LibraryWords

_PAUSE_MS = 250
_MOST_READ_AT_ONCE = 50
"""The records whose words are read between two events; those of whole libraries are read in a thread."""


class SpellingController(QObject):
    """Underline unknown words, offer suggestions, and keep the user's own words."""

    enabled_changed = Signal(bool)

    def __init__(self, context: WindowContext, panes: PaneSplitter) -> None:
        super().__init__(context)
        self._context = context
        self.client = SpellClient(self)
        self._fields: list[MarkedTextEdit] = []
        self._library = LibraryWords(Material())
        self._reading: Material | None = None
        self._own: set[str] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._check_all)
        for field in panes.inspector.findChildren(TextField):
            self._watch(field)
        panes.outline.view.editor_opened.connect(self._on_editor_opened)
        panes.inspector.table_page.cells.editor_opened.connect(self._on_editor_opened)
        context.document_changed.connect(self._on_document_changed)
        context.briefing_changed.connect(self._on_briefing_changed)
        context.settings.changed.connect(self._on_setting_changed)
        context.closed.connect(self.client.close)

    def commands(self) -> dict[str, Callable[[], object]]:
        return {"spelling": self.toggle}

    @property
    def is_enabled(self) -> bool:
        return bool(self._context.settings.get(SPELLING))

    def toggle(self) -> None:
        self._context.settings.set(SPELLING, 0 if self.is_enabled else 1)

    @property
    def dictionary(self) -> str:
        """The dictionary for the briefing's language; empty if there is none or the check is off."""
        document = self._context.document
        if document is None or not self.is_enabled:
            return ""
        return dictionary_for(document.briefing.language, self._context.settings.get(SPELLING_ENGLISH))

    # When to check

    def _watch(self, field: MarkedTextEdit) -> None:
        """Check a field after each pause in typing, as long as it exists."""
        self._fields.append(field)
        field.document().contentsChanged.connect(self._pause.start)
        field.menu_fillers.append(partial(self._fill_menu, field))

    def _on_editor_opened(self, editor: MarkedTextEdit) -> None:
        """Check the editor of a row or cell, which exists only while it is open."""
        self._fields = [field for field in self._fields if isValid(field)]
        self._watch(editor)
        self._pause.start()

    def _on_document_changed(self, document: Document | None) -> None:
        if document is not None:
            self._pause.start()

    def _on_briefing_changed(self, _before: Briefing, _after: Briefing) -> None:
        self._pause.start()

    def _on_setting_changed(self, name: str) -> None:
        if name in {SPELLING.name, SPELLING_ENGLISH.name}:
            self.enabled_changed.emit(self.is_enabled)
            self._pause.start()

    def _check_all(self) -> None:
        """Check the fields that are shown, once the words of the library are known."""
        document = self._context.document
        if document is None or not self._knows(document.briefing.library):
            return
        for field in self._fields:
            if isValid(field) and field.isVisible():
                self._check(field)

    def _knows(self, material: Material) -> bool:
        """Return whether the words of a library are known; if not, read them and then check again."""
        if self._library.missing_in(material) <= _MOST_READ_AT_ONCE:
            self._library.follow(material)
            return True
        if self._reading is not material:
            self._reading = material
            background.start(lambda: LibraryWords(material), self._on_words_read)
        return False

    def _on_words_read(self, words: LibraryWords) -> None:
        self._library, self._reading = words, None
        self._check_all()

    # Checking

    def _check(self, field: MarkedTextEdit) -> None:
        dictionary = self.dictionary
        if not dictionary:
            field.mark_spelling([])
            return
        words = self._words(field, dictionary)
        self.client.check(dictionary, [word.text for word in words], partial(self._mark, field))
        self._mark(field)

    def _words(self, field: MarkedTextEdit, dictionary: str) -> list[CheckedWord]:
        """Return the words of a field that are no names and not the user's own."""
        return [
            word for word in checked_words(field.exact_text(), dictionary) if not self._is_own(word.text)
        ]

    def _mark(self, field: MarkedTextEdit) -> None:
        """Underline the words that are known to be in no dictionary."""
        dictionary = self.dictionary
        if dictionary and isValid(field):
            field.mark_spelling(
                [
                    (word.start, word.end, tr("“{word}” is not in the dictionary.", word=word.text))
                    for word in self._words(field, dictionary)
                    if self.client.is_known(dictionary, word.text) is False
                ]
            )

    def _is_own(self, word: str) -> bool:
        """Return whether the library has a word or the user added it, also with an English 's."""
        bare = re.sub("['’]s?$", "", word.casefold())
        return bare in self._library or bare in self._own_words()

    def _own_words(self) -> set[str]:
        if self._own is None:
            try:
                self._own = read_own_words(paths.user_words())
            except BriefingError:  # adding a word reports it
                self._own = set()
        return self._own

    def add_word(self, word: str) -> None:
        """Add a word to the user's dictionary."""
        own = re.sub("['’]s?$", "", word.casefold())
        try:
            self._own = add_own_word(paths.user_words(), own)
        except BriefingError as error:
            self._own_words().add(own)
            text = tr("The word could not be saved in the dictionary: {why}", why=error)
            self._context.notify(text, until=NEXT_EDIT)
        self._check_all()

    # The menu of a field

    def _fill_menu(self, field: MarkedTextEdit, menu: QMenu, position: int) -> None:
        """Add suggestions for the word at a position at the top of a menu."""
        dictionary = self.dictionary
        if not dictionary:
            return
        word = next(
            (
                each
                for each in self._words(field, dictionary)
                if each.start <= position <= each.end
                and self.client.is_known(dictionary, each.text) is False
            ),
            None,
        )
        if word is None:
            return
        first = menu.actions()[0] if menu.actions() else None
        waiting = QAction(tr("Looking for suggestions…"), menu)
        waiting.setEnabled(False)
        add = QAction(tr("Add “{word}” to the dictionary", word=word.text.replace("&", "&&")), menu)
        add.triggered.connect(lambda _checked=False: self.add_word(word.text))
        separator = QAction(menu)
        separator.setSeparator(True)
        menu.insertActions(first, [waiting, add, separator])  # type: ignore[arg-type]
        if field.isReadOnly():
            waiting.setVisible(False)
            return
        self.client.suggest(
            dictionary, word.text, partial(self._show_suggestions, field, menu, waiting, word)
        )

    def _show_suggestions(
        self,
        field: MarkedTextEdit,
        menu: QMenu,
        waiting: QAction,
        word: CheckedWord,
        suggestions: list[str],
    ) -> None:
        if not isValid(menu) or not isValid(field):
            return
        if not suggestions:
            waiting.setText(tr("No suggestions"))
            return
        for suggestion in suggestions:
            action = QAction(suggestion, menu)
            action.triggered.connect(partial(_replace, field, word, suggestion))
            menu.insertAction(waiting, action)
        waiting.setVisible(False)


def _replace(field: MarkedTextEdit, word: CheckedWord, suggestion: str, _checked: bool = False) -> None:
    if field.exact_text()[word.start : word.end] == word.text:
        field.select_range(word.start, word.end)
        field.insertPlainText(suggestion)
