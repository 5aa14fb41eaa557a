"""Images of single pages, drawn one at a time in a thread, those in view first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection

from PySide6.QtCore import QBuffer, QByteArray, QObject, QSize, Signal
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions, QPdfPageRenderer

from briefing.app.i18n import tr
from briefing.app.panes.preview.page import Key, PreviewPage
from briefing.app.services import background
from briefing.errors import BriefingError

_MAX_IMAGE_BYTES = 12 * 2**20
_LEAST_IMAGES = 8
"""So many images are kept of whatever size, where it is not said how many pages are in view."""
_MAX_DOCUMENTS = 6
"""Documents that stay open: each keeps the fonts and pictures of its page unpacked."""
ImageKey = tuple[Key, int]
"""A page and the width of its image in pixels."""


def opened(pdf: bytes) -> QPdfDocument:
    """Open a PDF. Raises BriefingError."""
    document = QPdfDocument()
    buffer = QBuffer(document)
    buffer.setData(QByteArray(pdf))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    document.load(buffer)
    if document.status() is not QPdfDocument.Status.Ready:
        raise BriefingError(tr("The PDF cannot be shown: {reason}.", reason=document.error().name))
    return document


class PageDocuments:
    """The PDFs of pages, of which those used last stay open."""

    def __init__(self) -> None:
        self._open: OrderedDict[str, QPdfDocument] = OrderedDict()

    def add(self, source: str, document: QPdfDocument) -> None:
        """Take a document that is open already."""
        self._open[source] = document
        self._open.move_to_end(source)
        while len(self._open) > _MAX_DOCUMENTS:
            self._open.popitem(last=False)

    def of(self, page: PreviewPage) -> QPdfDocument:
        """Return the document that contains a page. Raises BriefingError if it cannot be read."""
        source = page.key[0]
        self.add(source, self._open.get(source) or opened(page.pdf))
        return self._open[source]

    def keep_only(self, sources: Collection[str]) -> None:
        for source in [source for source in self._open if source not in sources]:
            del self._open[source]


class PageImages(QObject):
    """Draws pages; `ready(key, width)` follows each image, also one that could not be drawn."""

    ready = Signal(object, int)

    def __init__(self, documents: PageDocuments, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._documents = documents
        self._renderer = QPdfPageRenderer(self)
        self._renderer.setRenderMode(QPdfPageRenderer.RenderMode.MultiThreaded)
        self._renderer.pageRendered.connect(self._store)
        self._images: OrderedDict[ImageKey, QImage] = OrderedDict()
        self._wanted: OrderedDict[ImageKey, tuple[PreviewPage, QSize]] = OrderedDict()
        self._drawing: tuple[ImageKey, QPdfDocument] | None = None
        self._last: QPdfDocument | None = None
        self.least = _LEAST_IMAGES
        """So many images are kept of whatever size: no fewer than there are pages in view."""

    def get(self, page: PreviewPage, size: QSize) -> QImage | None:
        """Return the image of that size in pixels if it is ready."""
        key = page.key, size.width()
        if key in self._images:
            self._images.move_to_end(key)
        return self._images.get(key)

    def best(self, page: PreviewPage) -> QImage | None:
        """Return the largest image of a page that is ready."""
        mine = [image for (key, _), image in self._images.items() if key == page.key]
        return max(mine, key=lambda image: image.width(), default=None)

    def want(self, page: PreviewPage, size: QSize, *, first: bool) -> None:
        """Have an image drawn: before all others with `first`, else after them."""
        key = page.key, size.width()
        if size.isEmpty() or not page.pdf or key in self._images:
            return
        if self._drawing is not None and self._drawing[0] == key:
            return
        if key not in self._wanted:
            self._wanted[key] = page, size
        if first:
            self._wanted.move_to_end(key, last=False)
        self._draw_next()

    def keep_only(self, keys: Collection[Key]) -> None:
        """Forget all other pages."""
        for image in [image for image in self._images if image[0] not in keys]:
            del self._images[image]
        for wanted in [wanted for wanted in self._wanted if wanted[0] not in keys]:
            del self._wanted[wanted]

    def _draw_next(self) -> None:
        """Draw the next image: the renderer has one document, which must not change meanwhile."""
        if self._drawing is not None or not self._wanted:
            return
        key, (page, size) = self._wanted.popitem(last=False)
        try:
            document = self._documents.of(page)
        except BriefingError:
            self._images[key] = QImage()
            self.ready.emit(*key)
            return
        self._drawing = key, document
        self._renderer.setDocument(document)
        self._last = document  # the one before may be deleted only now
        self._renderer.requestPage(page.key[1], size, QPdfDocumentRenderOptions())

    def _store(self, _page: int, _size: QSize, image: QImage, _options: object, _request: int) -> None:
        if self._drawing is None:
            return
        key, _ = self._drawing
        self._drawing = None
        background.note_work_elsewhere()
        self._images[key] = image
        byte_count = sum(each.sizeInBytes() for each in self._images.values())
        while byte_count > _MAX_IMAGE_BYTES and len(self._images) > self.least:
            byte_count -= self._images.popitem(last=False)[1].sizeInBytes()
        self.ready.emit(*key)
        self._draw_next()
