"""The text of a source: read, searched, with its quotes highlighted, and a passage selected by keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QTextCharFormat, QTextCursor, QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from briefing.app.i18n import tr
from briefing.app.library_side.quote_states import highlight
from briefing.app.library_side.reader.hits import TextHits
from briefing.app.library_side.source_document import QuotedPassage, SourceDocument
from briefing.app.theme import theme
from briefing.app.widgets.text.exact_text import from_utf_16, shown_text, utf_16_length
from briefing.sources.anchoring import QuoteState

_MARGIN = 20
_MEASURE = 88
"""Characters of the longest line, about as many as in a book."""
_START_KEYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class SourceTextView(QPlainTextEdit):
    """Shows the text of a document without changing it; positions are those of `SourceText.text`.

    `passage_selected(start, end)` follows the selection; `capture_requested(start, end)` Enter on it.
    `quote_clicked(passage)` announces a quote that is clicked; `O` goes to the next at the same place.
    Shift with the arrows moves the end of the selection, Alt+Shift with Left and Right its start.
    """

    passage_selected = Signal(int, int)
    capture_requested = Signal(int, int)
    quote_clicked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("readerPage")
        self.setReadOnly(True)
        self._letters = theme.font(points=1)
        self.setFont(self._letters)
        self.document().setDocumentMargin(_MARGIN)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName(tr("Text of the source"))
        option = QTextOption()
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document().setDefaultTextOption(option)
        self._text = ""
        self._is_bmp = True
        self._passages: Sequence[QuotedPassage] = ()
        self._current: QuotedPassage | None = None
        self._hits = TextHits()
        self._draft: list[tuple[int, int]] = []
        self.selectionChanged.connect(self._on_selection_changed)

    # Content

    def show_document(self, document: SourceDocument | None) -> None:
        self._text = document.text.text if document else ""
        self._is_bmp = utf_16_length(self._text) == len(self._text)
        self._passages, self._current, self._draft = (), None, []
        self._hits = TextHits(document.folded if document else None)
        self.setPlainText(shown_text(self._text))
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def show_passages(self, passages: Sequence[QuotedPassage]) -> None:
        """Highlight quotes in their places."""
        self._passages = [each for each in passages if each.check.state is not QuoteState.NOT_FOUND]
        self._highlight()

    def show_draft(self, spans: Sequence[tuple[int, int]]) -> None:
        """Highlight the passages of the fact that is being captured."""
        self._draft = list(spans)
        self._highlight()

    def go_to(self, passage: QuotedPassage) -> None:
        """Scroll to a quote and mark it as the current one."""
        self._current = passage
        self.go_to_span(passage.check.start, passage.check.end, selects=False)
        self._highlight()

    def go_to_span(self, start: int, end: int, *, selects: bool = True) -> None:
        """Scroll to characters of the text, and select them."""
        cursor = self.textCursor()
        cursor.setPosition(self._to_qt(start))
        if selects:
            cursor.setPosition(self._to_qt(end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.centerCursor()

    # Search

    def search(self, words: str) -> int:
        """Highlight all occurrences of words, whatever their case, and return their number."""
        count = self._hits.find(words)
        self._highlight()
        return count

    def go_to_hit(self, step: int) -> int:
        """Select the next hit (`step` 1) or the one before (-1); return its number from 1, 0 for none."""
        number = self._hits.next_to(self._from_qt(self.textCursor().selectionStart()), step)
        if number is None:
            return 0
        self.go_to_span(*self._hits.spans[number])
        return number + 1

    # Selection

    @property
    def span(self) -> tuple[int, int]:
        """Start and end of the selection in the text."""
        cursor = self.textCursor()
        return self._from_qt(cursor.selectionStart()), self._from_qt(cursor.selectionEnd())

    def _on_selection_changed(self) -> None:
        self.passage_selected.emit(*self.span)

    def _move_start(self, key: Qt.Key) -> None:
        """Move the start of the selection by a character."""
        start, end = self.span
        cursor = self.textCursor()
        step = _START_KEYS[key]
        if cursor.block().textDirection() is Qt.LayoutDirection.RightToLeft:
            step = -step  # as the arrows do with Shift
        moved = min(max(start + step, 0), end)
        cursor.setPosition(self._to_qt(moved))
        cursor.setPosition(self._to_qt(end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        start, end = self.span
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and end > start:
            self.capture_requested.emit(start, end)
        elif key in _START_KEYS and modifiers == _START_MODIFIERS:
            self._move_start(key)
        elif key == Qt.Key.Key_O and not modifiers:
            self._next_quote_here()
        else:
            super().keyPressEvent(event)

    def clear_selection(self) -> None:
        """Select nothing; the caret stays after what was selected."""
        cursor = self.textCursor()
        if cursor.hasSelection():
            cursor.setPosition(cursor.selectionEnd())
            self.setTextCursor(cursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Begin a selection also within the one that there is, in place of dragging its words."""
        is_extending = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if event.button() is Qt.MouseButton.LeftButton and not is_extending:
            self.clear_selection()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        super().mouseReleaseEvent(event)
        if not self.textCursor().hasSelection() and event.button() is Qt.MouseButton.LeftButton:
            here = self._quotes_at(
                self._from_qt(self.cursorForPosition(event.position().toPoint()).position())
            )
            if here:
                self._choose(here[0])

    def _next_quote_here(self) -> None:
        here = self._quotes_at(self._from_qt(self.textCursor().position()))
        if here:
            number = here.index(self._current) + 1 if self._current in here else 0
            self._choose(here[number % len(here)])

    def _choose(self, passage: QuotedPassage) -> None:
        self._current = passage
        self._highlight()
        self.quote_clicked.emit(passage)

    def _quotes_at(self, place: int) -> list[QuotedPassage]:
        return [each for each in self._passages if each.check.start <= place <= each.check.end]

    # Highlights

    def _highlight(self) -> None:
        selections = [
            self._selection(each.check.start, each.check.end, highlight(each.check.state, is_current=False))
            for each in self._passages
        ]
        if self._current is not None:
            check = self._current.check
            selections.append(
                self._selection(check.start, check.end, highlight(check.state, is_current=True))
            )
        marked = highlight(QuoteState.MOVED, is_current=False)
        marked.setUnderlineStyle(marked.UnderlineStyle.NoUnderline)
        selections += [self._selection(start, end, marked) for start, end in self._hits.spans]
        draft = highlight(QuoteState.VERBATIM, is_current=True)
        selections += [self._selection(start, end, draft) for start, end in self._draft]
        self.setExtraSelections(selections)

    def _selection(self, start: int, end: int, char_format: QTextCharFormat) -> QTextEdit.ExtraSelection:
        selection = QTextEdit.ExtraSelection()
        cursor = QTextCursor(self.document())
        cursor.setPosition(self._to_qt(start))
        cursor.setPosition(self._to_qt(end), QTextCursor.MoveMode.KeepAnchor)
        selection.cursor = cursor
        selection.format = char_format
        return selection

    # Positions

    def _to_qt(self, place: int) -> int:
        return place if self._is_bmp else utf_16_length(self._text[:place])

    def _from_qt(self, place: int) -> int:
        return place if self._is_bmp else from_utf_16(self._text, place)

    # Size

    def zoom(self, step: int) -> None:
        """Enlarge (`step` 1) or reduce (-1) the letters; 0 gives them their usual size."""
        font = self.font()
        usual = self._letters.pointSizeF()
        font.setPointSizeF(usual if step == 0 else min(max(font.pointSizeF() + step, usual / 2), 3 * usual))
        self.setFont(font)
        self._limit_lines()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._limit_lines()

    def _limit_lines(self) -> None:
        """Divide the room that longer lines would take between both sides."""
        widest = self.fontMetrics().averageCharWidth() * _MEASURE + 2 * _MARGIN
        room = self.width() - self.verticalScrollBar().sizeHint().width()
        side = max(0, (room - widest) // 2)
        if self.viewportMargins().left() != side:
            self.setViewportMargins(side, 0, side, 0)


_START_MODIFIERS = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
