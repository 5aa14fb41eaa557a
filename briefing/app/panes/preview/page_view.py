"""The column of PDF pages: scrolling, zoom, text selection, search marks, clicks on rows."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from typing import TypeVar

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QGuiApplication,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from briefing.app.i18n import tr
from briefing.app.panes.preview import page_painting as painting
from briefing.app.panes.preview.page import PreviewPage
from briefing.app.panes.preview.page_cache import PageCache
from briefing.app.panes.preview.page_geometry import GAP, PageGeometry
from briefing.app.panes.preview.page_reading import PageReading
from briefing.app.panes.preview.page_search import Match
from briefing.app.panes.preview.scroll_anchor import ScrollAnchor, anchor_at, boxes, boxes_of
from briefing.app.panes.preview.text_selection import TextSelection, text_between, words_around
from briefing.app.theme import theme
from briefing.render.result import MentionBox, RowBox

_POINTS_PER_INCH = 72
_CLICK_TOLERANCE = 3
"""Distance in points that the pointer may move between press and release of a click."""
_MARKED_AFTER_S = 0.3
"""A page that is replaced sooner gets no mark, which would only flicker."""
_LINE = 40
_Box = TypeVar("_Box", RowBox, MentionBox)
ZOOM_STEPS = (25, 50, 75, 100, 125, 150, 200, 300, 400)


class PageView(QAbstractScrollArea):
    """Shows pages below one another. Zoom is "width", "page" or a number in per cent.

    `row_activated(row, before, after)` follows a double click, with the text before and after it; `row` is
    empty where no row is printed. Where the page is about what is printed elsewhere, as the table of
    contents and annexes are, `mention_activated(anchor, before, after)` follows instead.
    """

    row_clicked = Signal(str)
    row_activated = Signal(str, str, str)
    mention_activated = Signal(str, str, str)
    page_changed = Signal(int)
    zoom_changed = Signal(str)

    def __init__(self, pages: PageCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pages")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.pages = pages
        self._reading = PageReading(self, pages)
        self.zoom = "width"
        self._row = ""
        self._is_row_awaited = False
        self._pressed: tuple[int, QPointF] | None = None
        self._selection: TextSelection | None = None
        self._matches: Sequence[Match] = ()
        self._current_match = -1
        self._geometry = PageGeometry.of((), 1.0)
        self._top = 0, 0.0
        self._anchor: ScrollAnchor | None = None
        """What stays in its place until all pages of a change are shown; None while nothing changes."""
        self._was_row_seen = False
        self.is_adjusted = False
        """Whether it was scrolled last so that what is seen stays in its place on other pages."""
        self._is_adjusting = False
        self._marked: set[int] = set()
        """The pages that are painted with a mark."""
        self._marks = QTimer(self)
        self._marks.setSingleShot(True)
        self._marks.timeout.connect(self._update_marks)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._scrolled())
        pages.about_to_change.connect(self._note_anchor)
        pages.changed.connect(self._changed)
        pages.image_ready.connect(lambda _page: self.viewport().update())
        pages.state_changed.connect(self._update_marks)
        self.page_changed.connect(self._reading.show_page)
        self.viewport().setMouseTracking(True)

    # Content

    @property
    def rows(self) -> Sequence[RowBox]:
        """The places of all rows on the pages."""
        return list(boxes(self.pages.pages))

    def follow(self, row: str) -> None:
        """Mark a row and scroll to it, or once it is printed; mark none for an empty id.

        One that is marked already is not scrolled to where a part of it is in view.
        """
        is_here = row == self._row and self._is_row_seen()
        self._row, self._anchor = row, None
        self._is_row_awaited = bool(row) and not is_here and not self._show_row(self.pages.pages)
        self.viewport().update()

    def _show_row(self, pages: Sequence[PreviewPage]) -> bool:
        """Scroll to the row that is marked; return False where it is not on these pages."""
        place = next(iter(boxes_of(self._row, pages)), None)
        if place is not None:
            self.show_place(place.page, _area(place))
        return place is not None

    def _is_row_seen(self) -> bool:
        """Return whether a part of the marked row is in view."""
        view = QRectF(self.viewport().rect())
        seen = self.pages.pages[self.pages_in_view.start : self.pages_in_view.stop]
        own = boxes_of(self._row, seen)
        return any(self._to_view(box.page, _area(box)).intersects(view) for box in own)

    def show_place(self, page: int, area: QRectF) -> None:
        """Scroll until an area of a page, in points, can be seen; stay where it can be already."""
        if page >= self.pages.count:
            return
        where = self._to_view(page, area)
        bar = self.verticalScrollBar()
        height = self.viewport().height()
        if where.top() < 0 or where.bottom() > height:
            lead = min(height / 4, max(0.0, (height - where.height()) / 2))
            bar.setValue(int(bar.value() + where.top() - lead))

    def go_to_page(self, page: int) -> None:
        tops = self._geometry.tops
        if tops:
            self.verticalScrollBar().setValue(tops[min(max(0, page), len(tops) - 1)] - GAP)

    @property
    def current_page(self) -> int:
        """The page in the middle of the view, from 0."""
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        return self._geometry.page_at(middle)

    @property
    def pages_in_view(self) -> range:
        top = self.verticalScrollBar().value()
        return self._geometry.pages_between(top, top + self.viewport().height())

    def set_zoom(self, zoom: str) -> None:
        """Set the zoom and keep the middle of the view in place."""
        page, bar = self.current_page, self.verticalScrollBar()
        before = bar.value() / max(1, bar.maximum())
        self.zoom = zoom
        self._arrange()
        bar.setValue(int(before * bar.maximum()))
        self.viewport().update()
        self.zoom_changed.emit(zoom)
        if zoom == "page":
            self.go_to_page(page)

    def zoom_by(self, steps: int) -> None:
        percent = round(self._scale() * 100 / self._pixels_per_point())
        if steps > 0:
            target = next((step for step in ZOOM_STEPS if step > percent), ZOOM_STEPS[-1])
        else:
            target = next((step for step in reversed(ZOOM_STEPS) if step < percent), ZOOM_STEPS[0])
        self.set_zoom(str(target))

    def show_matches(self, matches: Sequence[Match], current: int) -> None:
        """Mark the matches of a search, the current one more strongly."""
        self._matches, self._current_match = matches, current
        self.viewport().update()

    # Geometry

    def _pixels_per_point(self) -> float:
        return self.logicalDpiX() / _POINTS_PER_INCH

    def _scale(self) -> float:
        """Return how many pixels of the view one point of the page takes."""
        if not self.pages.count:
            return self._pixels_per_point()
        size = self.pages.size(0)
        across = (self.viewport().width() - 2 * GAP) / max(1.0, size.width())
        if self.zoom == "width":
            return max(0.1, across)
        if self.zoom == "page":
            return max(0.1, min(across, (self.viewport().height() - 2 * GAP) / max(1.0, size.height())))
        return int(self.zoom) / 100 * self._pixels_per_point()

    def _page_area(self, page: int) -> QRect:
        """Return the area of a page in the view."""
        size = self._geometry.sizes[page]
        left = max(GAP, int((self.viewport().width() - size.width()) / 2))
        left -= self.horizontalScrollBar().value()
        top = self._geometry.tops[page] - self.verticalScrollBar().value()
        return QRect(left, top, size.width(), size.height())

    def _to_view(self, page: int, area: QRectF) -> QRectF:
        origin, scale = self._page_area(page).topLeft(), self._geometry.scale
        return QRectF(
            origin.x() + area.x() * scale,
            origin.y() + area.y() * scale,
            area.width() * scale,
            area.height() * scale,
        )

    def _page_at(self, where: QPointF) -> tuple[int, QPointF] | None:
        """Return the page at a point of the view and the position on it in points."""
        for page in self.pages_in_view:
            area = self._page_area(page)
            if area.contains(where.toPoint()):
                return page, (where - QPointF(area.topLeft())) / self._geometry.scale
        return None

    def _arrange(self) -> None:
        """Lay the pages out again, and set how far the view scrolls."""
        sizes = [page.size for page in self.pages.pages]
        self._geometry = PageGeometry.of(sizes, self._scale(), self._geometry)
        full, view = self._geometry.full_size, self.viewport().size()
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setSingleStep(_LINE)
        self.verticalScrollBar().setRange(0, max(0, full.height() - view.height()))
        self.horizontalScrollBar().setPageStep(view.width())
        self.horizontalScrollBar().setRange(0, max(0, full.width() - view.width()))

    # Other pages

    def _note_anchor(self) -> None:
        if self._anchor is not None:
            return
        top = self.verticalScrollBar().value()
        view = top, top + self.viewport().height()
        self._anchor = anchor_at(view, self.pages.pages, self._geometry, self._row)
        self._was_row_seen = self._is_row_seen()

    def _changed(self) -> None:
        """Show other pages with what was seen in its place."""
        if self._selection is not None and not self._selection.is_on(self.pages):
            self._selection = None
        before = self.verticalScrollBar().value()
        self._is_adjusting = True
        self._adjust()
        self._is_adjusting = False
        self.is_adjusted = self.is_adjusted or self.verticalScrollBar().value() != before
        self._show_place_at_top()
        self._update_marks()

    def _adjust(self) -> None:
        """Arrange the pages, with the anchor in its place and the marked row in view."""
        anchor = self._anchor
        assert anchor is not None
        self._arrange()  # may resize the viewport, by which the anchor is forgotten
        self.verticalScrollBar().setValue(round(anchor.scrolled(self.pages.pages, self._geometry)))
        latest = [page for page in self.pages.pages if not page.is_former]
        if len(latest) == self.pages.count:
            self._anchor = None
        if self._is_row_awaited or (self._was_row_seen and not self._is_row_seen()):
            self._is_row_awaited = not self._show_row(latest)
            if not self._is_row_awaited:
                self._anchor = None

    def _scrolled(self) -> None:
        if self._is_adjusting:
            return
        self._anchor, self.is_adjusted = None, False
        self._show_place_at_top()

    def _show_place_at_top(self) -> None:
        self._top = self.place_at_top()
        self.page_changed.emit(self.current_page)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        page, points = self._top
        self._anchor = None
        self._is_adjusting = True
        self._arrange()
        if page < self.pages.count:
            place = self._geometry.tops[page] + points * self._geometry.scale
            self.verticalScrollBar().setValue(round(place))
        self._is_adjusting = False

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        super().hideEvent(event)
        self.pages.set_view(range(0), 0.0, 1.0)

    def place_at_top(self) -> tuple[int, float]:
        """Return the page at the top of the view, and how far below its top the view begins, in points."""
        value, geometry = self.verticalScrollBar().value(), self._geometry
        page = geometry.page_at(value)
        return page, (value - geometry.tops[page]) / geometry.scale if geometry.tops else 0.0

    # Pages that are out of date

    @property
    def updating(self) -> Sequence[int]:
        """The pages that are marked because they have been out of date for a while."""
        limit = time.monotonic() - _MARKED_AFTER_S
        return [number for number, page in enumerate(self.pages.pages) if _is_before(page, limit)]

    def _update_marks(self) -> None:
        """Mark pages that are out of date, now or a little later."""
        waiting = [page.stale_since for page in self.pages.pages if page.stale_since]
        if waiting and not self._marks.isActive():
            delay_s = max(waiting) + _MARKED_AFTER_S - time.monotonic()
            if delay_s > 0:
                self._marks.start(int(delay_s * 1000) + 1)
        self._describe_marks()
        if self._marked != self._marked_in_view():
            self.viewport().update()

    def _marked_in_view(self) -> set[int]:
        return set(self.updating).intersection(self.pages_in_view)

    def _describe_marks(self) -> None:
        pages = self.updating
        text = ""
        if len(pages) == 1:
            text = tr("Page {number} is being updated.", number=pages[0] + 1)
        elif pages:
            text = tr("Pages {first} to {last} are being updated.", first=pages[0] + 1, last=pages[-1] + 1)
        self._reading.show_state(text)

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.fillRect(self.viewport().rect(), theme.colours().ground)
            in_view, ratio = self.pages_in_view, self.devicePixelRatioF()
            self.pages.set_view(in_view, self._geometry.scale, ratio)
            self._marked = self._marked_in_view()
            for page in in_view:
                area = self._page_area(page)
                painting.paint_page(painter, area, self.pages.image(page, area.size() * ratio))
                self._paint_marks(painter, page)
                if page in self._marked:
                    painting.paint_updating(painter, area)

    def _paint_marks(self, painter: QPainter, page: int) -> None:
        for box in self.pages.pages[page].rows:
            if box.row == self._row:
                painting.paint_row(painter, self._to_view(page, _area(box)))
        for number, (where, areas) in enumerate(self._matches):
            if where == page:
                for area in areas:
                    is_current = number == self._current_match
                    painting.paint_match(painter, self._to_view(page, area), is_current=is_current)
        if self._selection is not None:
            for area in self._selection.areas.get(page, ()):
                painting.paint_selected(painter, self._to_view(page, area))

    # Mouse and keyboard

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt's name
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed = self._page_at(event.position())
            self._selection = None
            self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        here = self._page_at(event.position())
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor if here else Qt.CursorShape.ArrowCursor)
        if self._pressed and here and _is_drag(self._pressed, here):
            self._selection = text_between(self.pages, self._pressed, here)
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        pressed, self._pressed = self._pressed, None
        if pressed is None or self.selected_text.strip():
            return
        here = self._page_at(event.position())
        if here and (row := self.row_at(*here)):
            self._row, self._anchor = row, None  # already in view: what is under the pointer stays there
            self.row_clicked.emit(row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self._pressed = None
        here = self._page_at(event.position())
        if here is None:
            return
        row, anchor, words = self.row_at(*here), self.mention_at(*here), words_around(self.pages, here)
        if row or not anchor:
            self.row_activated.emit(row, *words)
        else:
            self.mention_activated.emit(anchor, *words)

    def row_at(self, page: int, where: QPointF) -> str:
        """Return the id of the smallest row at a position in points; empty where there is none."""
        row = _smallest(self.pages.pages[page].rows, where)
        return row.row if row else ""

    def mention_at(self, page: int, where: QPointF) -> str:
        """Return the anchor of what the smallest place at a position in points is about; empty for none."""
        mention = _smallest(self.pages.pages[page].mentions, where)
        return mention.anchor if mention else ""

    @property
    def selected_text(self) -> str:
        return self._selection.text if self._selection is not None else ""

    def copy(self) -> bool:
        """Copy the selected text to the clipboard; return whether there was any."""
        if not self.selected_text:
            return False
        QGuiApplication.clipboard().setText(self.selected_text)
        return True

    def select_all(self) -> None:
        """Select the text of all pages."""
        last = self.pages.count - 1
        if last >= 0:
            end = QPointF(self.pages.size(last).width(), self.pages.size(last).height())
            self._selection = text_between(self.pages, (0, QPointF()), (last, end))
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        bar = self.verticalScrollBar()
        page = self.viewport().height() - _LINE
        pages = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.key() in pages:
            self.go_to_page(self.current_page + pages[Qt.Key(event.key())])
            return
        moves = {
            Qt.Key.Key_Down: _LINE,
            Qt.Key.Key_Up: -_LINE,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_Space: page,
            Qt.Key.Key_PageUp: -page,
        }
        if event.key() in moves:
            bar.setValue(bar.value() + moves[Qt.Key(event.key())])
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
        elif event.key() == Qt.Key.Key_Home:
            bar.setValue(0)
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(520, 700)


def _area(box: RowBox | MentionBox) -> QRectF:
    return QRectF(box.left, box.top, box.width, box.height)


def _smallest(boxes: Iterable[_Box], where: QPointF) -> _Box | None:
    """Return the smallest box around a position."""
    around = [box for box in boxes if _area(box).contains(where)]
    return min(around, key=lambda box: box.width * box.height, default=None)


def _is_before(page: PreviewPage, limit: float) -> bool:
    """Return whether a page has been out of date since before a time."""
    return 0 < page.stale_since <= limit


def _is_drag(start: tuple[int, QPointF], end: tuple[int, QPointF]) -> bool:
    """Return whether the pointer moved too far for a click."""
    return start[0] != end[0] or (end[1] - start[1]).manhattanLength() > _CLICK_TOLERANCE
