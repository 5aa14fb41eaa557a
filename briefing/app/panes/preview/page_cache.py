"""Pages of a PDF as pictures, made beside the GUI thread; old ones stay until the new ones are ready."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QBuffer, QByteArray, QObject, QPointF, QRectF, QSize, QSizeF, QThread, Signal
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions, QPdfPageRenderer, QPdfSelection

from briefing.app.i18n import tr
from briefing.app.services import background
from briefing.errors import BriefingError

_MOST_BYTES = 256 * 1024 * 1024
Key = tuple[int, int]
"""A page and the width of its picture in pixels."""


@dataclass(frozen=True, slots=True)
class _LoadedDocument:
    document: QPdfDocument
    sizes: list[QSizeF]


def _read(pdf: bytes, home: QThread) -> _LoadedDocument:
    """The document for use in the thread `home`, and the sizes of its pages. Raises BriefingError."""
    document = QPdfDocument()
    buffer = QBuffer(document)
    buffer.setData(QByteArray(pdf))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document.load(buffer)
    if document.status() is not QPdfDocument.Status.Ready:
        raise BriefingError(tr("The pages cannot be shown: {why}.", why=document.error().name))
    sizes = [document.pagePointSize(page) for page in range(document.pageCount())]
    document.moveToThread(home)
    return _LoadedDocument(document, sizes)


class PageCache(QObject):
    """A PDF's pages; `changed` tells of another PDF, `picture_ready(page)` of a picture that has come."""

    changed = Signal()
    picture_ready = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document: QPdfDocument | None = None
        self._sizes: list[QSizeF] = []
        self._reading: background.BackgroundTask | None = None
        self._renderer = QPdfPageRenderer(self)
        self._renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._renderer.pageRendered.connect(self._take)
        self._pictures: dict[Key, QImage] = {}
        self._before: dict[int, QImage] = {}
        self._asked: dict[int, Key] = {}
        self._lines: dict[int, list[QRectF]] = {}

    def show(self, pdf: bytes, failed: Callable[[BriefingError], None]) -> None:
        """Take another PDF, read beside the GUI thread; `failed` is told where it cannot be read."""
        self._stop_reading()
        self._reading = background.start(partial(_read, pdf, self.thread()), self._take_over, failed)

    def _take_over(self, read: _LoadedDocument) -> None:
        self._reading = None
        self._before |= {page: image for (page, _), image in self._pictures.items()}
        self._put(read)

    def _stop_reading(self) -> None:
        if self._reading is not None:
            self._reading.abandon()
            self._reading = None

    def clear(self) -> None:
        """Show no PDF, and nothing of the one before."""
        self._stop_reading()
        self._before = {}
        self._put(None)

    def _put(self, read: _LoadedDocument | None) -> None:
        old = self.document
        self.document = read.document if read else None
        self._sizes = read.sizes if read else []
        self._renderer.setDocument(self.document)  # type: ignore[arg-type] # None is taken, and means none
        self._pictures, self._asked, self._lines = {}, {}, {}
        self.changed.emit()
        if old is not None:
            old.deleteLater()

    @property
    def count(self) -> int:
        return len(self._sizes)

    def size(self, page: int) -> QSizeF:
        """The page's size in points."""
        return self._sizes[page] if page < self.count else QSizeF()

    def selection(self, page: int, start: QPointF, end: QPointF) -> QPdfSelection | None:
        """The text between two places of a page, in points; each counts as the nearest place with text."""
        if self.document is None:
            return None
        if page not in self._lines:
            bounds = self.document.getAllText(page).bounds()
            self._lines[page] = [polygon.boundingRect() for polygon in bounds]
        lines = self._lines[page]
        if not lines:
            return None
        found = self.document.getSelection(page, _nearest(lines, start), _nearest(lines, end))
        return found if found.isValid() else None

    def picture(self, page: int, size: QSize) -> QImage | None:
        """The page in that many pixels, or the best that there is while a better one is made."""
        key = (page, size.width())
        if key in self._pictures:
            return self._pictures[key]
        if key not in self._asked.values() and self.document is not None and not size.isEmpty():
            self._asked[self._renderer.requestPage(page, size, QPdfDocumentRenderOptions())] = key
        others = [image for (number, _), image in self._pictures.items() if number == page]
        return max(others, key=lambda image: image.width(), default=self._before.get(page))

    def _take(self, page: int, _size: QSize, image: QImage, _options: object, request: int) -> None:
        key = self._asked.pop(request, None)
        if key is None:
            return  # of the PDF before
        self._pictures[key] = image
        self._before.pop(page, None)
        kept = sum(picture.sizeInBytes() for picture in self._pictures.values())
        while kept > _MOST_BYTES and len(self._pictures) > 1:
            kept -= self._pictures.pop(next(iter(self._pictures))).sizeInBytes()
        self.picture_ready.emit(page)


def _nearest(areas: list[QRectF], place: QPointF) -> QPointF:
    """The place itself where it is in one of the areas, else the nearest that is, a little inside."""

    def inside(area: QRectF) -> QPointF:
        return QPointF(
            min(max(place.x(), area.left() + 1), max(area.left() + 1, area.right() - 1)),
            min(max(place.y(), area.top() + 1), max(area.top() + 1, area.bottom() - 1)),
        )

    return min(map(inside, areas), key=lambda each: (each - place).manhattanLength())
