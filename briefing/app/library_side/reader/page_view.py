"""The pages of a source as they are printed: its quotes highlighted, and passages selected word by word."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from briefing.app.i18n import tr
from briefing.app.library_side.quote_states import state_colour
from briefing.app.library_side.reader.hits import TextHits
from briefing.app.library_side.source_document import QuotedPassage, SourceDocument
from briefing.app.panes.preview.page import PreviewPage
from briefing.app.panes.preview.page_geometry import GAP, PageGeometry
from briefing.app.panes.preview.page_images import PageDocuments, PageImages
from briefing.app.theme import theme
from briefing.sources.anchoring import QuoteState
from briefing.sources.source_text import WordBox
from briefing.typography.scripts import text_direction

_ZOOMS = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0, 3.0)
_WIDEST_FIT = 1.5
_SPOKEN = 300
"""Characters of a selection that a screen reader says; the pages are pictures."""
_POINTS_AN_INCH = 72
_MARGIN_LINES = 80
_START_MODIFIERS = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class SourcePageView(QAbstractScrollArea):
    """Shows the pages of a PDF; positions are those of `SourceText.text`, as in `SourceTextView`.

    A selection consists of whole words. Its signals and methods are those of `SourceTextView`.
    """

    passage_selected = Signal(int, int)
    capture_requested = Signal(int, int)
    quote_clicked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Pages of the source"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor)
        self._documents = PageDocuments()
        self._images = PageImages(self._documents, self)
        self._images.ready.connect(lambda *_image: self.viewport().update())
        self._pages: list[PreviewPage] = []
        self._words: Sequence[WordBox] = ()
        self._by_page: dict[int, list[WordBox]] = {}
        self._starts: list[int] = []
        self._text = ""
        self._hits = TextHits()
        self._passages: Sequence[QuotedPassage] = ()
        self._current: QuotedPassage | None = None
        self._draft: Sequence[tuple[int, int]] = ()
        self._anchor: int | None = None
        self._selected: tuple[int, int] | None = None
        """The indices of the first and the last selected word."""
        self._zoom: int | None = None
        """The index in the zooms; None fits a page into the width."""

    # Content

    def show_document(self, document: SourceDocument | None) -> None:
        self._pages, self._words, self._selected, self._anchor = [], (), None, None
        self._passages, self._current, self._draft = (), None, ()
        self._text = document.text.text if document else ""
        self._hits = TextHits(document.folded if document else None)
        if document is not None and document.raw:
            self._words = sorted(document.text.words, key=lambda word: word.start)
            self._pages = [
                PreviewPage((document.copy.sha256, number), document.raw, QSizeF(page.width, page.height))
                for number, page in enumerate(document.text.pages)
            ]
        self._starts = [word.start for word in self._words]
        by_page = defaultdict[int, list[WordBox]](list)
        for word in self._words:
            by_page[word.page].append(word)
        self._by_page = dict(by_page)
        self._arrange()
        self.verticalScrollBar().setValue(0)

    def show_passages(self, passages: Sequence[QuotedPassage]) -> None:
        """Highlight quotes in their places."""
        self._passages = [each for each in passages if each.check.state is not QuoteState.NOT_FOUND]
        self.viewport().update()

    def show_draft(self, spans: Sequence[tuple[int, int]]) -> None:
        """Highlight the passages of the fact that is being captured."""
        self._draft = list(spans)
        self.viewport().update()

    def go_to(self, passage: QuotedPassage) -> None:
        """Scroll to a quote and mark it as the current one."""
        self._current = passage
        self.go_to_span(passage.check.start, passage.check.end, selects=False)
        self.viewport().update()

    def go_to_span(self, start: int, end: int, *, selects: bool = True) -> None:
        """Scroll to characters of the text, and select their words."""
        words = self._word_range(start, max(end, start + 1))
        if selects and words:
            self._select(words[0], words[-1])
        if words:
            self._scroll_to(self._words[words[0]])

    # Search and zoom

    def search(self, words: str) -> int:
        """Highlight all occurrences of words, whatever their case, and return their number."""
        count = self._hits.find(words)
        self.viewport().update()
        return count

    def go_to_hit(self, step: int) -> int:
        """Select the next hit (`step` 1) or the one before (-1); return its number from 1, 0 for none."""
        number = self._hits.next_to(self.span[0], step)
        if number is None:
            return 0
        self.go_to_span(*self._hits.spans[number])
        return number + 1

    def zoom(self, step: int) -> None:
        """Enlarge (`step` 1) or reduce (-1) the pages; 0 fits them into the width."""
        share = self.verticalScrollBar().value() / max(1, self.verticalScrollBar().maximum())
        self._zoom = self._zoom_after(step) if step else None
        self._arrange()
        self.verticalScrollBar().setValue(round(share * self.verticalScrollBar().maximum()))

    def _zoom_after(self, step: int) -> int:
        """Return the next larger or smaller zoom than the one that is shown."""
        now = self._factor()
        larger = [index for index, zoom in enumerate(_ZOOMS) if zoom > now + 0.01]
        smaller = [index for index, zoom in enumerate(_ZOOMS) if zoom < now - 0.01]
        if step > 0:
            return larger[0] if larger else len(_ZOOMS) - 1
        return smaller[-1] if smaller else 0

    # Selection

    @property
    def span(self) -> tuple[int, int]:
        """Start and end of the selection in the text."""
        if self._selected is None:
            return 0, 0
        first, last = self._selected
        return self._words[first].start, self._words[last].end

    def _select(self, first: int, last: int) -> None:
        self._selected = (min(first, last), max(first, last))
        self.viewport().update()
        start, end = self.span
        self.setAccessibleDescription(self._text[start:end][:_SPOKEN])
        self.passage_selected.emit(start, end)

    def clear_selection(self) -> None:
        """Select nothing."""
        if self._selected is not None:
            self._selected = None
            self.viewport().update()
            self.passage_selected.emit(0, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._selected is not None:
            self.capture_requested.emit(*self.span)
        elif key in _ARROWS and modifiers == _START_MODIFIERS:
            self._move(self._step(key), is_start=True)
        elif key in _ARROWS and modifiers == Qt.KeyboardModifier.ShiftModifier:
            self._move(self._step(key), is_start=False)
        elif key == Qt.Key.Key_O and not modifiers:
            self._next_quote_here()
        else:
            super().keyPressEvent(event)

    def _step(self, key: Qt.Key) -> int:
        """Return the step of an arrow: to the left is on in a line that is read from the right."""
        first = self._words[self._selected[0]] if self._selected else None
        word = self._text[first.start : first.end] if first else ""
        return -_ARROWS[key] if text_direction(word) == "rtl" else _ARROWS[key]

    def _move(self, step: int, *, is_start: bool) -> None:
        """Move the start or the end of the selection by a word; without one, begin at the first in view."""
        if not self._words:
            return
        if self._selected is None:
            first = self._first_in_view()
            self._select(first, first)
            return
        first, last = self._selected
        if is_start:
            first = min(max(first + step, 0), last)
        else:
            last = min(max(last + step, first), len(self._words) - 1)
        self._select(first, last)

    def _first_in_view(self) -> int:
        geometry, top = self._geometry(), self.verticalScrollBar().value()
        page = geometry.page_at(top + GAP)
        words = self._by_page.get(page)
        return self._index_of(words[0]) if words else 0

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._anchor = self._word_at(event.position())
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self._selected and self._anchor:
            self._select(self._selected[0], self._anchor)
        else:
            self.clear_selection()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if event.buttons() & Qt.MouseButton.LeftButton and self._anchor is not None:
            here = self._word_at(event.position())
            if here is not None:
                self._select(self._anchor, here)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if self._selected is None and self._anchor is not None:
            here = self._quotes_at(self._words[self._anchor].start)
            if here:
                self._choose(here[0])

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        word = self._word_at(event.position())
        if word is not None:
            self._anchor = word
            self._select(word, word)

    def _next_quote_here(self) -> None:
        place = self.span[0] if self._selected else (self._current.check.start if self._current else 0)
        here = self._quotes_at(place)
        if here:
            number = here.index(self._current) + 1 if self._current in here else 0
            self._choose(here[number % len(here)])

    def _choose(self, passage: QuotedPassage) -> None:
        self._current = passage
        self.viewport().update()
        self.quote_clicked.emit(passage)

    def _quotes_at(self, place: int) -> list[QuotedPassage]:
        return [each for each in self._passages if each.check.start <= place < each.check.end]

    # Words

    def _word_range(self, start: int, end: int) -> range:
        """Return the indices of the words of which a part is between two positions of the text."""
        first = bisect_right(self._starts, start) - 1
        if first < 0 or self._words[first].end <= start:
            first += 1
        return range(first, bisect_left(self._starts, end))

    def _index_of(self, word: WordBox) -> int:
        return bisect_left(self._starts, word.start)

    def _word_at(self, position: QPointF) -> int | None:
        """Return the index of the word at or nearest to a point of the viewport, on the page there."""
        geometry = self._geometry()
        y = position.y() + self.verticalScrollBar().value()
        page = geometry.page_at(y)
        words = self._by_page.get(page)
        if not words:
            return None
        origin = self._origin(geometry, page)
        x = (position.x() - origin.x()) / geometry.scale
        top = (position.y() - origin.y()) / geometry.scale

        def distance(word: WordBox) -> float:
            dx = max(word.left - x, 0, x - word.right)
            dy = max(word.top - top, 0, top - word.bottom)
            return dx + 4 * dy

        return self._index_of(min(words, key=distance))

    def place_of(self, word: WordBox) -> QPoint:
        """Return the middle of a word in the viewport."""
        geometry = self._geometry()
        origin, scale = self._origin(geometry, word.page), geometry.scale
        middle = (word.left + word.right) / 2 * scale, (word.top + word.bottom) / 2 * scale
        return origin + QPoint(round(middle[0]), round(middle[1]))

    # Painting

    def _factor(self) -> float:
        if self._zoom is not None:
            return _ZOOMS[self._zoom]
        widest = max((page.size.width() for page in self._pages), default=0)
        room = self.viewport().width() - 2 * GAP
        if not widest or room <= 0:
            return 1.0
        return min(max(room * _POINTS_AN_INCH / self.logicalDpiX() / widest, _ZOOMS[0]), _WIDEST_FIT)

    def _scale(self) -> float:
        return self._factor() * self.logicalDpiX() / _POINTS_AN_INCH

    def _geometry(self) -> PageGeometry:
        return PageGeometry.of([page.size for page in self._pages], self._scale())

    def _arrange(self) -> None:
        size, port = self._geometry().full_size, self.viewport().size()
        vertical, horizontal = self.verticalScrollBar(), self.horizontalScrollBar()
        vertical.setRange(0, max(0, size.height() - port.height()))
        vertical.setPageStep(port.height())
        vertical.setSingleStep(theme.pixels(24))
        horizontal.setRange(0, max(0, size.width() - port.width()))
        horizontal.setPageStep(port.width())
        self.viewport().update()

    def _origin(self, geometry: PageGeometry, page: int) -> QPoint:
        """Return the upper left corner of a page in the viewport."""
        width = max(geometry.full_size.width(), self.viewport().width())
        x = (width - geometry.sizes[page].width()) // 2 - self.horizontalScrollBar().value()
        return QPoint(x, geometry.tops[page] - self.verticalScrollBar().value())

    def _scroll_to(self, word: WordBox) -> None:
        geometry = self._geometry()
        y = geometry.tops[word.page] + word.top * geometry.scale
        self.verticalScrollBar().setValue(round(y - theme.pixels(_MARGIN_LINES)))
        x, horizontal = (word.left + word.right) / 2 * geometry.scale, self.horizontalScrollBar()
        if not horizontal.value() < x < horizontal.value() + self.viewport().width():
            horizontal.setValue(round(x - self.viewport().width() / 2))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        self._arrange()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:  # noqa: N802 - Qt's name
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(theme.colours().ground))
        geometry, top = self._geometry(), self.verticalScrollBar().value()
        for page in geometry.pages_between(top, top + self.viewport().height()):
            self._paint_page(painter, geometry, page)

    def _paint_page(self, painter: QPainter, geometry: PageGeometry, page: int) -> None:
        origin, size = self._origin(geometry, page), geometry.sizes[page]
        area = QRectF(QPointF(origin), QSizeF(size))
        painter.fillRect(area, Qt.GlobalColor.white)
        ratio = self.devicePixelRatioF()
        pixels = QSize(round(size.width() * ratio), round(size.height() * ratio))
        self._images.want(self._pages[page], pixels, first=True)
        image = self._images.get(self._pages[page], pixels) or self._images.best(self._pages[page])
        if image is not None and not image.isNull():
            painter.drawImage(area, image)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for start, end, colour in self._marks():
            for rectangle in self._rectangles(start, end, page, geometry.scale, origin):
                painter.fillRect(rectangle, colour)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        if self._current is not None:
            check = self._current.check
            painter.setPen(QPen(QColor(theme.colours().accent), 2))
            for rectangle in self._rectangles(check.start, check.end, page, geometry.scale, origin):
                painter.drawLine(rectangle.bottomLeft(), rectangle.bottomRight())
        painter.setPen(QPen(QColor(theme.colours().line)))
        painter.drawRect(area)

    def _marks(self) -> Iterator[tuple[int, int, QColor]]:
        """Yield what is highlighted on the white of a page: quotes, hits, the draft, the selection."""
        for passage in self._passages:
            yield passage.check.start, passage.check.end, _on_paper(state_colour(passage.check.state))
        for start, end in self._hits.spans:
            yield start, end, QColor("#FFE08A")
        for start, end in self._draft:
            yield start, end, QColor("#CFE3FF")
        if self._selected is not None:
            yield *self.span, QColor("#A9CBF5")

    def _rectangles(
        self, start: int, end: int, page: int, scale: float, origin: QPoint
    ) -> Iterator[QRectF]:
        """Yield the areas of words on a page, joined within their line."""
        joined: QRectF | None = None
        for index in self._word_range(start, end):
            word = self._words[index]
            if word.page != page:
                continue
            area = QRectF(
                origin.x() + word.left * scale,
                origin.y() + word.top * scale,
                (word.right - word.left) * scale,
                (word.bottom - word.top) * scale,
            )
            if joined is not None and abs(joined.center().y() - area.center().y()) < area.height() / 2:
                joined = joined.united(area)
            else:
                if joined is not None:
                    yield joined
                joined = area
        if joined is not None:
            yield joined


def _on_paper(colour: QColor) -> QColor:
    """Return a colour of the theme as one that is readable on white in the dark theme, too."""
    light = max(colour.hslHue(), 0), colour.hslSaturation(), max(colour.lightness(), 205)
    return QColor.fromHsl(*light)
