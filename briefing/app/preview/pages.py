"""Pages of a PDF as pictures, made beside the GUI thread; old ones stay until the new ones are ready."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QObject, QPointF, QRectF, QSize, QSizeF, Signal
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions, QPdfPageRenderer, QPdfSelection

from briefing.app.language import tr
from briefing.errors import BriefingError

_MOST_BYTES = 256 * 1024 * 1024
Key = tuple[int, int]
"""A page and the width of its picture in pixels."""


class Pages(QObject):
    """A PDF's pages; `changed` tells of another PDF, `picture_ready(page)` of a picture that has come."""

    changed = Signal()
    picture_ready = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.document: QPdfDocument | None = None
        self._buffer: QBuffer | None = None
        self._renderer = QPdfPageRenderer(self)
        self._renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._renderer.pageRendered.connect(self._take)
        self._pictures: dict[Key, QImage] = {}
        self._before: dict[int, QImage] = {}
        self._asked: dict[int, Key] = {}
        self._lines: dict[int, list[QRectF]] = {}

    def show(self, pdf: bytes) -> None:
        """Take another PDF. Raises BriefingError where it cannot be read."""
        buffer = QBuffer(self)
        buffer.setData(QByteArray(pdf))
        buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        document = QPdfDocument(self)
        document.load(buffer)
        if document.status() is not QPdfDocument.Status.Ready:
            raise BriefingError(tr("The pages cannot be shown: {why}.", why=document.error().name))
        self._before |= {page: image for (page, _), image in self._pictures.items()}
        self._put(document, buffer)

    def forget(self) -> None:
        """Show no PDF, and nothing of the one before."""
        self._before = {}
        self._put(None, None)

    def _put(self, document: QPdfDocument | None, buffer: QBuffer | None) -> None:
        old_document, old_buffer = self.document, self._buffer
        self.document, self._buffer = document, buffer
        self._renderer.setDocument(document)  # type: ignore[arg-type] # None is taken, and means none
        self._pictures, self._asked, self._lines = {}, {}, {}
        self.changed.emit()
        for old in (old_document, old_buffer):
            if old is not None:
                old.deleteLater()

    @property
    def count(self) -> int:
        return self.document.pageCount() if self.document else 0

    def size(self, page: int) -> QSizeF:
        """The page's size in points."""
        return self.document.pagePointSize(page) if self.document else QSizeF()

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
