"""A text edit that underlines passages and explains them, and whose menu others can add to."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QContextMenuEvent, QHelpEvent
from PySide6.QtWidgets import QMenu, QTextEdit, QToolTip, QWidget

from briefing.app.theme import theme
from briefing.app.widgets.text.exact_text_edit import ExactTextEdit
from briefing.app.widgets.text.text_marks import MarkStyle, TextMark


class MarkedTextEdit(ExactTextEdit):
    """A text edit with marked passages: findings, misspelled words, and marks of single words."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        self._marks: list[tuple[int, int, str]] = []
        self._findings: list[tuple[int, int, str]] = []
        self._misspellings: list[tuple[int, int, str]] = []
        self._words: tuple[TextMark, ...] = ()
        self.menu_fillers: list[Callable[[QMenu, int], None]] = []
        """Each adds entries for the character at a position to the menu of the field."""
        super().__init__(text, parent)

    def mark(self, passages: Sequence[tuple[int, int, str]]) -> None:
        """Underline passages (start, end, message); end is not included, the message is the tooltip."""
        self._findings = list(passages)
        self._underline()

    def mark_spelling(self, passages: Sequence[tuple[int, int, str]]) -> None:
        """Underline misspelled words (start, end, message), in another colour than findings."""
        if list(passages) != self._misspellings:
            self._misspellings = list(passages)
            self._underline()

    def mark_words(self, marks: Sequence[TextMark]) -> None:
        """Mark single words, each with its own kind of line, below the other marks."""
        if tuple(marks) != self._words:
            self._words = tuple(marks)
            self._underline()

    def _underline(self) -> None:
        length, colours = len(self.exact_text()), theme.colours()
        marked = [
            (each, colours.caution if each.style is MarkStyle.WAVE else colours.muted)
            for each in self._words
        ]
        marked += [(TextMark(*place), colours.accent) for place in self._misspellings]
        marked += [(TextMark(*place), colours.danger) for place in self._findings]
        marked = [(mark, colour) for mark, colour in marked if mark.start < length]
        selections = []
        for mark, colour in marked:
            selection = QTextEdit.ExtraSelection()
            selection.cursor = self.cursor_over(mark.start, min(mark.end, length))
            selection.format = mark.style.format(colour)
            selection.format.setToolTip(mark.message)
            selections.append(selection)
        self.setExtraSelections(selections)
        self._marks = [(mark.start, mark.end, mark.message) for mark, _colour in marked]

    def _explain_marks(self, event: QHelpEvent) -> None:
        """Show the messages of the passages under the pointer."""
        position = self.position_at(event.pos())
        messages = [message for start, end, message in self._marks if start <= position <= end]
        QToolTip.showText(event.globalPos(), "\n".join(messages), self)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._marks:
            self._explain_marks(event)
            return True
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 - Qt's name
        menu = self.context_menu(event.pos())
        menu.exec(event.globalPos())
        menu.deleteLater()

    def context_menu(self, position: QPoint) -> QMenu:
        """Return the menu for the character at a position."""
        menu = self.createStandardContextMenu(position)
        for fill in self.menu_fillers:
            fill(menu, self.position_at(position))
        return menu
