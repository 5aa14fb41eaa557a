"""A text edit that underlines passages and explains them, and whose menu others can add to."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QColor, QContextMenuEvent, QHelpEvent, QTextCharFormat
from PySide6.QtWidgets import QMenu, QTextEdit, QToolTip, QWidget

from briefing.app.theme import theme
from briefing.app.widgets.text.exact_text_edit import ExactTextEdit


class MarkedTextEdit(ExactTextEdit):
    """A text edit with marked passages: findings of the review and misspelled words."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        self._marks: list[tuple[int, int, str]] = []
        self._findings: list[tuple[int, int, str]] = []
        self._misspellings: list[tuple[int, int, str]] = []
        self.fill_menu: Callable[[QMenu, int], None] | None = None
        """Adds entries for the character at a position to the menu of the field."""
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

    def _underline(self) -> None:
        length, colours = len(self.exact_text()), theme.colours()
        underlined = [(place, colours.accent) for place in self._misspellings]
        underlined += [(place, colours.danger) for place in self._findings]
        marks = []
        for (start, end, why), colour in underlined:
            if start < length:
                selection = QTextEdit.ExtraSelection()
                selection.cursor = self.cursor_over(start, min(end, length))
                selection.format.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
                selection.format.setUnderlineColor(QColor(colour))
                selection.format.setToolTip(why)
                marks.append(selection)
        self.setExtraSelections(marks)
        self._marks = [place for place, _colour in underlined if place[0] < length]

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
        if self.fill_menu is not None:
            self.fill_menu(menu, self.position_at(position))
        return menu
