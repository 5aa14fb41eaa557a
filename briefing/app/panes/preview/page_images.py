"""Images of single pages, drawn one at a time in a thread, those in view first.

Of a page that differs in a band from one that is drawn, only the band is drawn, at once: that takes less
time than a thread takes to begin. PDFium rounds places in a band in another way than on the whole page, by
which a few points differ by some shades that nobody sees; in a pause such a page is drawn as a whole.
"""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Collection

from PySide6.QtCore import QBuffer, QByteArray, QObject, QRect, QSize, QTimer, Signal
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument, QPdfDocumentRenderOptions, QPdfPageRenderer

from briefing.app.i18n import tr
from briefing.app.panes.preview.page import Key, PreviewPage
from briefing.app.services import background
from briefing.errors import BriefingError

_MAX_IMAGE_BYTES, _LEAST_IMAGES = 24 * 2**20, 8
"""More images than these bytes hold are kept where there are fewer: those of the pages in view."""
_MAX_DOCUMENTS = 12
"""Documents that stay open: each keeps the fonts and pictures of its page unpacked."""
_MOST_BAND_BYTES, _MOST_OF_HEIGHT = 128 * 2**10, 0.5
"""A page with a larger PDF, and a larger part of a page, are drawn in the thread."""
_WHOLE_AFTER_MS = 400
"""So long after the last band was drawn, pages with bands are drawn as a whole."""
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


def band_of(document: QPdfDocument, number: int, size: QSize, rows: range) -> QImage:
    """Draw rows of pixels of a page whose image has a size."""
    options = QPdfDocumentRenderOptions()
    options.setScaledSize(size)
    # Qt scales a page by the edges of the area, which are one less than its size.
    options.setScaledClipRect(QRect(0, rows.start, size.width() + 1, len(rows) + 1))
    return document.render(number, QSize(size.width(), len(rows)), options)


def _changed_rows(page: PreviewPage, size: QSize) -> range:
    """Return the rows of pixels of a page's image that differ from those of its former page."""
    scale = size.height() / max(1.0, page.size.height())
    top, bottom = page.changed
    return range(max(0, math.floor(top * scale)), min(size.height(), math.ceil(bottom * scale)))


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
        self._banded: OrderedDict[ImageKey, tuple[PreviewPage, QSize]] = OrderedDict()
        """The images that were made of a band and the image of a former page."""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_WHOLE_AFTER_MS)
        self._pause.timeout.connect(self._draw_whole)

    def get(self, page: PreviewPage, size: QSize) -> QImage | None:
        """Return the image of that size in pixels if it is ready."""
        key = page.key, size.width()
        if key in self._images:
            self._images.move_to_end(key)
        return self._images.get(key)

    def has(self, page: PreviewPage, size: QSize) -> bool:
        """Return whether an image of that size is ready, or could be made of the one of the former page."""
        return self.get(page, size) is not None or self._draw_band(page, size)

    def _draw_band(self, page: PreviewPage, size: QSize) -> bool:
        former = self._images.get((page.former, size.width())) if page.former else None
        rows = _changed_rows(page, size)
        is_small = len(page.pdf) <= _MOST_BAND_BYTES and len(rows) <= _MOST_OF_HEIGHT * size.height()
        is_free = self._drawing is None  # PDFium does one thing at a time, and the thread may take long
        if former is None or former.size() != size or not rows or not is_small or not is_free:
            return False
        try:
            document = self._documents.of(page)
        except BriefingError:
            return False
        image = former.copy()
        with QPainter(image) as painter:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
            painter.drawImage(0, rows.start, band_of(document, page.key[1], size, rows))
        key = page.key, size.width()
        self._keep(key, image)
        self._wanted.pop(key, None)
        self._banded[key] = page, size
        self._pause.start()
        return True

    def _draw_whole(self) -> None:
        """Draw the pages as a whole of which a band was drawn."""
        self._wanted.update(self._banded)
        self._banded.clear()
        self._draw_next()

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
        for banded in [banded for banded in self._banded if banded[0] not in keys]:
            del self._banded[banded]

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
        self._keep(key, image)
        self.ready.emit(*key)
        self._draw_next()

    def _keep(self, key: ImageKey, image: QImage) -> None:
        """Keep an image, and drop those used longest ago where they take too much memory."""
        self._images[key] = image
        byte_count = sum(each.sizeInBytes() for each in self._images.values())
        while byte_count > _MAX_IMAGE_BYTES and len(self._images) > _LEAST_IMAGES:
            byte_count -= self._images.popitem(last=False)[1].sizeInBytes()
