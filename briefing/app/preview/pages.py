"""Pages of a PDF as pictures, made beside the GUI thread; old ones stay until the new ones are ready."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QObject, QSize, QSizeF, Signal
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions, QPdfPageRenderer

from briefing.app.language import tr
from briefing.errors import BriefingError

_MOST_KEPT = 60


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
        self._pictures: dict[tuple[int, int], QImage] = {}
        self._stale: dict[tuple[int, int], QImage] = {}
        self._asked: set[tuple[int, int]] = set()

    def show(self, pdf: bytes) -> None:
        """Take another PDF. Raises BriefingError where it cannot be read."""
        buffer = QBuffer(self)
        buffer.setData(QByteArray(pdf))
        buffer.open(QBuffer.OpenModeFlag.ReadOnly)
        document = QPdfDocument(self)
        document.load(buffer)
        if document.status() is not QPdfDocument.Status.Ready:
            raise BriefingError(tr("The pages cannot be shown: {why}.", why=document.error().name))
        old_document, old_buffer = self.document, self._buffer
        self.document, self._buffer = document, buffer
        self._renderer.setDocument(document)
        self._stale = {**self._stale, **self._pictures} if len(self._stale) < _MOST_KEPT else self._pictures
        self._pictures, self._asked = {}, set()
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

    def picture(self, page: int, size: QSize) -> QImage | None:
        """The page in that many pixels, or the best that there is while a better one is made."""
        key = (page, size.width())
        if key in self._pictures:
            return self._pictures[key]
        if key not in self._asked and self.document is not None and not size.isEmpty():
            self._asked.add(key)
            self._renderer.requestPage(page, size, QPdfDocumentRenderOptions())
        every = [*self._pictures.items(), *self._stale.items()]
        others = [image for (number, _), image in every if number == page]
        return max(others, key=lambda image: image.width(), default=None)

    def _take(self, page: int, size: QSize, image: QImage, *_rest: object) -> None:
        key = (page, size.width())
        if key not in self._asked:
            return
        if len(self._pictures) > _MOST_KEPT:
            oldest = next(iter(self._pictures))
            del self._pictures[oldest]
            self._asked.discard(oldest)
        self._pictures[key] = image
        self.picture_ready.emit(page)
