"""The column of PDF pages: scrolling, zoom, text selection, search marks, clicks on rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from briefing.app.i18n import tr
from briefing.app.panes.preview.page_cache import PageCache
from briefing.app.theme import theme
from briefing.app.theme.colours import LIGHT
from briefing.render.result import RowBox

_GAP = 14
_POINTS_PER_INCH = 72
_CLICK_TOLERANCE = 3
"""Distance in points that the pointer may move between press and release of a click."""
ZOOM_STEPS = (25, 50, 75, 100, 125, 150, 200, 300, 400)


class PageView(QAbstractScrollArea):
    """Shows pages below one another. Zoom is "width", "page" or a number in per cent."""

    row_clicked = Signal(str)
    row_activated = Signal(str)
    page_changed = Signal(int)
    zoom_changed = Signal(str)

    def __init__(self, pages: PageCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pages")
        self.setAccessibleName(tr("Pages of the PDF"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.pages = pages
        self.zoom = "width"
        self._rows: Sequence[RowBox] = ()
        self._row = ""
        self._pressed: tuple[int, QPointF] | None = None
        self._selected_text: tuple[int, list[QPolygonF], str] | None = None
        self._matches: list[tuple[int, QRectF]] = []
        self._current_match = -1
        self._top = 0, 0.0
        self._is_resizing = False
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._scrolled())
        pages.changed.connect(self._changed)
        pages.image_ready.connect(lambda _page: self.viewport().update())
        self.viewport().setMouseTracking(True)

    # Content

    def show_rows(self, rows: Sequence[RowBox]) -> None:
        self._rows = rows
        self.viewport().update()

    def follow(self, row: str) -> None:
        """Mark a row and scroll to it."""
        self._row = row
        place = next((box for box in self._rows if box.row == row), None)
        if place is not None:
            self.show_place(place.page, QRectF(place.left, place.top, place.width, place.height))
        self.viewport().update()

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
        self.verticalScrollBar().setValue(self._tops()[page] - _GAP if page < self.pages.count else 0)

    @property
    def current_page(self) -> int:
        """The page in the middle of the view, from 0."""
        middle = self.verticalScrollBar().value() + self.viewport().height() / 2
        tops = self._tops()
        return max((page for page, top in enumerate(tops) if top <= middle), default=0)

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

    def show_matches(self, matches: list[tuple[int, QRectF]], current: int) -> None:
        """Mark matches (areas in points) and scroll to the current one."""
        self._matches, self._current_match = matches, current
        if 0 <= current < len(matches):
            self.show_place(*matches[current])
        self.viewport().update()

    # Geometry

    def _pixels_per_point(self) -> float:
        return self.logicalDpiX() / _POINTS_PER_INCH

    def _scale(self) -> float:
        """Return how many pixels of the view one point of the page takes."""
        if not self.pages.count:
            return self._pixels_per_point()
        size = self.pages.size(0)
        across = (self.viewport().width() - 2 * _GAP) / max(1.0, size.width())
        if self.zoom == "width":
            return max(0.1, across)
        if self.zoom == "page":
            return max(0.1, min(across, (self.viewport().height() - 2 * _GAP) / max(1.0, size.height())))
        return int(self.zoom) / 100 * self._pixels_per_point()

    def _tops(self) -> list[int]:
        scale, tops, y = self._scale(), list[int](), _GAP
        for page in range(self.pages.count):
            tops.append(y)
            y += int(self.pages.size(page).height() * scale) + _GAP
        return tops

    def _page_area(self, page: int) -> QRect:
        """Return the area of a page in the view."""
        size = self.pages.size(page) * self._scale()
        left = max(_GAP, int((self.viewport().width() - size.width()) / 2))
        left -= self.horizontalScrollBar().value()
        top = self._tops()[page] - self.verticalScrollBar().value()
        return QRect(left, top, int(size.width()), int(size.height()))

    def _to_view(self, page: int, area: QRectF) -> QRectF:
        origin, scale = self._page_area(page).topLeft(), self._scale()
        return QRectF(
            origin.x() + area.x() * scale,
            origin.y() + area.y() * scale,
            area.width() * scale,
            area.height() * scale,
        )

    def _page_at(self, where: QPointF) -> tuple[int, QPointF] | None:
        """Return the page at a point of the view and the position on it in points."""
        for page in range(self.pages.count):
            area = self._page_area(page)
            if area.contains(where.toPoint()):
                return page, (where - QPointF(area.topLeft())) / self._scale()
        return None

    def _arrange(self) -> None:
        scale = self._scale()
        heights = [int(self.pages.size(page).height() * scale) for page in range(self.pages.count)]
        widths = [int(self.pages.size(page).width() * scale) for page in range(self.pages.count)]
        full = QSize(max(widths, default=0) + 2 * _GAP, sum(heights) + _GAP * (len(heights) + 1))
        view = self.viewport().size()
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setSingleStep(40)
        self.verticalScrollBar().setRange(0, max(0, full.height() - view.height()))
        self.horizontalScrollBar().setPageStep(view.width())
        self.horizontalScrollBar().setRange(0, max(0, full.width() - view.width()))

    def _changed(self) -> None:
        self._selected_text, self._matches = None, []
        self._arrange()
        self.viewport().update()

    def _scrolled(self) -> None:
        if not self._is_resizing:
            self._top = self.place_at_top()
        self.page_changed.emit(self.current_page)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        super().resizeEvent(event)
        page, points = self._top
        self._is_resizing = True
        self._arrange()
        if page < self.pages.count:
            self.verticalScrollBar().setValue(round(self._tops()[page] + points * self._scale()))
        self._is_resizing = False

    def place_at_top(self) -> tuple[int, float]:
        """Return the page at the top of the view, and how far below its top the view begins, in points."""
        value, tops = self.verticalScrollBar().value(), self._tops()
        page = max((page for page, top in enumerate(tops) if top <= value), default=0)
        return page, (value - tops[page]) / self._scale() if tops else 0.0

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            colours = theme.colours()
            painter.fillRect(self.viewport().rect(), QColor(colours.ground))
            for page in range(self.pages.count):
                area = self._page_area(page)
                if area.bottom() >= 0 and area.top() <= self.viewport().height():
                    self._paint_page(painter, page, area)

    def _paint_page(self, painter: QPainter, page: int, area: QRect) -> None:
        colours = theme.colours()
        painter.fillRect(area.adjusted(-1, -1, 1, 1), QColor(colours.line))
        painter.fillRect(area, Qt.GlobalColor.white)
        ratio = self.devicePixelRatioF()
        image = self.pages.image(page, area.size() * ratio)
        if image is not None:
            painter.drawImage(area, image)
        accent = QColor(LIGHT.accent)
        for place in self._rows:
            if place.row == self._row and place.page == page:
                box = self._to_view(page, QRectF(place.left, place.top, place.width, place.height))
                painter.fillRect(QRectF(box.left() - 7, box.top(), 3, box.height()), accent)
                accent.setAlpha(18)
                painter.fillRect(box.adjusted(-4, 0, 4, 0), accent)
                accent.setAlpha(255)
        self._paint_marks(painter, page)

    def _paint_marks(self, painter: QPainter, page: int) -> None:
        yellow, blue = QColor("#FFD24D"), QColor(LIGHT.accent)
        for number, (where, area) in enumerate(self._matches):
            if where == page:
                yellow.setAlpha(190 if number == self._current_match else 90)
                painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
                painter.fillRect(self._to_view(page, area).adjusted(-1, -1, 1, 1), yellow)
                painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        if self._selected_text and self._selected_text[0] == page:
            blue.setAlpha(70)
            for polygon in self._selected_text[1]:
                painter.fillRect(self._to_view(page, polygon.boundingRect()), blue)

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
            self._selected_text = None
            self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        here = self._page_at(event.position())
        self.viewport().setCursor(Qt.CursorShape.IBeamCursor if here else Qt.CursorShape.ArrowCursor)
        if self._pressed and here and here[0] == self._pressed[0] and _is_drag(self._pressed[1], here[1]):
            selection = self.pages.selection(here[0], self._pressed[1], here[1])
            if selection is not None:
                self._selected_text = (here[0], list(selection.bounds()), selection.text())
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        pressed, self._pressed = self._pressed, None
        if pressed is None or (self._selected_text and self._selected_text[2].strip()):
            return
        here = self._page_at(event.position())
        if here and (row := self.row_at(*here)):
            self.row_clicked.emit(row)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        self._pressed = None
        here = self._page_at(event.position())
        if here and (row := self.row_at(*here)):
            self.row_activated.emit(row)

    def row_at(self, page: int, where: QPointF) -> str:
        """Return the id of the smallest row at a position in points; empty where there is none."""
        around = [
            place
            for place in self._rows
            if place.page == page
            and QRectF(place.left, place.top, place.width, place.height).contains(where)
        ]
        return min(around, key=lambda place: place.width * place.height).row if around else ""

    def copy(self) -> bool:
        """Copy the selected text to the clipboard; return whether there was any."""
        if self._selected_text is None or not self._selected_text[2]:
            return False
        QGuiApplication.clipboard().setText(self._selected_text[2])
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        bar = self.verticalScrollBar()
        page = self.viewport().height() - 40
        moves = {
            Qt.Key.Key_Down: 40,
            Qt.Key.Key_Up: -40,
            Qt.Key.Key_PageDown: page,
            Qt.Key.Key_Space: page,
            Qt.Key.Key_PageUp: -page,
        }
        if event.key() in moves:
            bar.setValue(bar.value() + moves[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Home:
            bar.setValue(0)
        elif event.key() == Qt.Key.Key_End:
            bar.setValue(bar.maximum())
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's name
        return QSize(520, 700)


def _is_drag(start: QPointF, end: QPointF) -> bool:
    """Return whether the pointer moved too far for a click."""
    return (end - start).manhattanLength() > _CLICK_TOLERANCE


def page_size(size: QSizeF, width: int) -> QSize:
    """Return the size of a page in pixels at a width."""
    return QSize(width, round(width * size.height() / max(1.0, size.width())))
