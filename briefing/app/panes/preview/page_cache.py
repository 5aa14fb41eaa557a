"""Pages of a PDF as images, rendered in threads; old images stay until new ones are ready."""

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

_MAX_BYTES = 256 * 1024 * 1024
Key = tuple[int, int]
"""Page number and width of its image in pixels."""


@dataclass(frozen=True, slots=True)
class _LoadedDocument:
    document: QPdfDocument
    sizes: list[QSizeF]


def _read(pdf: bytes, home: QThread) -> _LoadedDocument:
    """Load a PDF in this thread and move it to the thread `home`. Raises BriefingError."""
    document = QPdfDocument()
    buffer = QBuffer(document)
    buffer.setData(QByteArray(pdf))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document.load(buffer)
    if document.status() is not QPdfDocument.Status.Ready:
        raise BriefingError(tr("The PDF cannot be shown: {reason}.", reason=document.error().name))
    sizes = [document.pagePointSize(page) for page in range(document.pageCount())]
    document.moveToThread(home)
    return _LoadedDocument(document, sizes)


class PageCache(QObject):
    """Images of a PDF's pages; `changed` follows another PDF, `image_ready(page)` a new image."""

    changed = Signal()
    image_ready = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document: QPdfDocument | None = None
        self._sizes: list[QSizeF] = []
        self._reading: background.BackgroundTask | None = None
        self._renderer = QPdfPageRenderer(self)
        self._renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._renderer.pageRendered.connect(self._store)
        self._images: dict[Key, QImage] = {}
        self._previous: dict[int, QImage] = {}
        self._requests: dict[int, Key] = {}
        self._lines: dict[int, list[QRectF]] = {}

    def show(self, pdf: bytes, failed: Callable[[BriefingError], None]) -> None:
        """Show another PDF once it is loaded in a thread; `failed` is called where it cannot be read."""
        self._stop_reading()
        self._reading = background.start(partial(_read, pdf, self.thread()), self._set_loaded, failed)

    def _set_loaded(self, loaded: _LoadedDocument) -> None:
        self._reading = None
        self._previous |= {page: image for (page, _), image in self._images.items()}
        self._set_document(loaded)

    def _stop_reading(self) -> None:
        if self._reading is not None:
            self._reading.abandon()
            self._reading = None

    def clear(self) -> None:
        """Show no PDF, and drop all images."""
        self._stop_reading()
        self._previous = {}
        self._set_document(None)

    def _set_document(self, loaded: _LoadedDocument | None) -> None:
        old = self.document
        self.document = loaded.document if loaded else None
        self._sizes = loaded.sizes if loaded else []
        self._renderer.setDocument(self.document)  # type: ignore[arg-type] # None is allowed
        self._images, self._requests, self._lines = {}, {}, {}
        self.changed.emit()
        if old is not None:
            old.deleteLater()

    @property
    def count(self) -> int:
        return len(self._sizes)

    def size(self, page: int) -> QSizeF:
        """Return the size of a page in points."""
        return self._sizes[page] if page < self.count else QSizeF()

    def selection(self, page: int, start: QPointF, end: QPointF) -> QPdfSelection | None:
        """Return the text between two points of a page (in pt), each moved to the nearest text."""
        if self.document is None:
            return None
        if page not in self._lines:
            bounds = self.document.getAllText(page).bounds()
            self._lines[page] = [polygon.boundingRect() for polygon in bounds]
        lines = self._lines[page]
        if not lines:
            return None
        selection = self.document.getSelection(page, _nearest(lines, start), _nearest(lines, end))
        return selection if selection.isValid() else None

    def image(self, page: int, size: QSize) -> QImage | None:
        """Return the page in that size in pixels, or the best image so far while it is rendered."""
        key = (page, size.width())
        if key in self._images:
            return self._images[key]
        if key not in self._requests.values() and self.document is not None and not size.isEmpty():
            self._requests[self._renderer.requestPage(page, size, QPdfDocumentRenderOptions())] = key
        others = [image for (number, _), image in self._images.items() if number == page]
        return max(others, key=lambda image: image.width(), default=self._previous.get(page))

    def _store(self, page: int, _size: QSize, image: QImage, _options: object, request: int) -> None:
        key = self._requests.pop(request, None)
        if key is None:
            return  # a page of the previous PDF
        self._images[key] = image
        self._previous.pop(page, None)
        byte_count = sum(cached.sizeInBytes() for cached in self._images.values())
        while byte_count > _MAX_BYTES and len(self._images) > 1:
            byte_count -= self._images.pop(next(iter(self._images))).sizeInBytes()
        self.image_ready.emit(page)


def _nearest(areas: list[QRectF], point: QPointF) -> QPointF:
    """Return the point itself if an area contains it, else the nearest point just inside one."""

    def inside(area: QRectF) -> QPointF:
        return QPointF(
            min(max(point.x(), area.left() + 1), max(area.left() + 1, area.right() - 1)),
            min(max(point.y(), area.top() + 1), max(area.top() + 1, area.bottom() - 1)),
        )

    return min(map(inside, areas), key=lambda candidate: (candidate - point).manhattanLength())
