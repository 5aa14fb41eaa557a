"""The pages of a PDF, or of the preview, in order; pages are replaced without a gap on the screen."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QObject, QSize, QSizeF, QThread, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument

from briefing.app.panes.preview.page import Key, PreviewPage, pixel_size
from briefing.app.panes.preview.page_images import PageDocuments, PageImages, opened
from briefing.app.services import background
from briefing.errors import BriefingError
from briefing.render.result import RowBox

_PAUSE_MS = 30
"""Pages out of view are shown together after this pause: each change takes longer in a longer document."""
_BESIDES_VIEW = 2
"""Images that are kept of whatever size besides those in view and those that are to replace them."""


@dataclass(frozen=True, slots=True)
class _LoadedDocument:
    source: str
    document: QPdfDocument
    pages: list[PreviewPage]


def _load(pdf: bytes, home: QThread) -> _LoadedDocument:
    """Load a PDF in this thread and move it to the thread `home`. Raises BriefingError."""
    source, document = hashlib.sha256(pdf).hexdigest(), opened(pdf)
    pages = [
        PreviewPage((source, number), pdf, document.pagePointSize(number))
        for number in range(document.pageCount())
    ]
    document.moveToThread(home)
    return _LoadedDocument(source, document, pages)


def _empty(number: int, size: QSizeF, rows: Sequence[RowBox], since: float) -> PreviewPage:
    """Return a page that is not drawn yet."""
    return PreviewPage((f"empty {number}", 0), b"", size, rows, stale_since=since)


def _former(page: PreviewPage, now: float) -> PreviewPage:
    return replace(page, stale_since=page.stale_since or now, is_former=True)


class PageCache(QObject):
    """The pages that are shown, with their images.

    Pages that replace others are shown once the images of those in view are drawn, all at the same time;
    pages out of view a moment later.
    `about_to_change` and `changed` are emitted before and after that, `image_ready(page)` for a new image,
    `state_changed` when pages became out of date.
    """

    about_to_change = Signal()
    changed = Signal()
    state_changed = Signal()
    image_ready = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._documents = PageDocuments()
        self._images = PageImages(self._documents, self)
        self._images.ready.connect(self._on_ready)
        self._reading: background.BackgroundTask | None = None
        self._shown: list[PreviewPage] = []
        self._next: list[PreviewPage] = []
        self._known: dict[str, PreviewPage] = {}
        self._in_view: tuple[range, float, float] = range(0), 0.0, 1.0
        self._is_waiting = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._show_if_drawn)

    # Content

    def show(self, pdf: bytes, failed: Callable[[BriefingError], None]) -> None:
        """Show a whole PDF once it is loaded in a thread; `failed` is called where it cannot be read."""
        self._stop_reading()
        self._reading = background.start(partial(_load, pdf, self.thread()), self._show_loaded, failed)

    def _show_loaded(self, loaded: _LoadedDocument) -> None:
        self._reading = None
        self._documents.add(loaded.source, loaded.document)
        self.arrange(loaded.pages)

    def _stop_reading(self) -> None:
        if self._reading is not None:
            self._reading.abandon()
            self._reading = None

    @property
    def is_complete(self) -> bool:
        """Whether all pages are drawn."""
        return all(page.pdf for page in self._shown)

    def find(self, key: str) -> PreviewPage | None:
        """Return a page with a PDF of its own, of those arranged last or placed since."""
        return self._known.get(key)

    def place(self, number: int, page: PreviewPage, *, is_current: bool = True) -> None:
        """Replace a page, or add one at the end; it is out of date unless it `is_current`."""
        self._known[page.key[0]] = page
        now, pages = time.monotonic(), [*self._next]
        while len(pages) <= number:
            pages.append(_empty(len(pages), page.size, (), now))
        since = 0.0 if is_current else pages[number].stale_since or now
        pages[number] = replace(page, stale_since=since)
        self._next, self._is_waiting = pages, True
        if number in self._in_view[0] or not self._shown:
            self._show_if_drawn()
        elif not self._pause.isActive():
            self._pause.start()

    def make_room(self, pages: Sequence[tuple[QSizeF, Sequence[RowBox]]]) -> None:
        """Have exactly so many pages: those that are missing are empty, with these sizes and rows."""
        now, known = time.monotonic(), self._next[: len(pages)]
        self._next = [
            known[number] if number < len(known) and known[number].pdf else _empty(number, size, rows, now)
            for number, (size, rows) in enumerate(pages)
        ]
        self._is_waiting = True
        self._show_if_drawn()

    def arrange(self, pages: Sequence[PreviewPage]) -> None:
        """Show exactly these pages, and forget all others."""
        self._known = {page.key[0]: page for page in pages}
        self._next, self._is_waiting = [*pages], True
        self._show_if_drawn()

    def expect_changes(self) -> None:
        """Take all pages for out of date."""
        now = time.monotonic()
        self._next = [_former(page, now) for page in self._next]
        self._shown = [_former(page, now) for page in self._shown]
        self.state_changed.emit()

    def set_current(self, places: range) -> None:
        """Take some pages for current."""
        for pages in (self._next, self._shown):
            for place in range(places.start, min(places.stop, len(pages))):
                pages[place] = replace(pages[place], stale_since=0.0, is_former=False)
        self.state_changed.emit()

    def clear(self) -> None:
        """Show no page, and drop all images."""
        self._stop_reading()
        self.arrange(())
        self._forget_others()

    def set_view(self, pages: range, scale: float, ratio: float) -> None:
        """Set which pages are in view, and their scale (`pixel_size`); none with an empty range."""
        self._in_view = pages, scale, ratio
        self._images.least = 2 * len(pages) + _BESIDES_VIEW

    # Showing

    def _show_if_drawn(self) -> None:
        if not self._is_waiting:
            return
        undrawn = self._undrawn()
        if not undrawn or not self._shown:
            self._swap()

    def _undrawn(self) -> list[PreviewPage]:
        """Have the images of pages that come into view drawn; return the pages that have none yet."""
        places, scale, ratio = self._in_view
        coming = [self._next[place] for place in places if place < len(self._next)]
        sizes = {page.key: pixel_size(page.size, scale, ratio) for page in coming}
        undrawn = [page for page in coming if page.pdf and self._images.get(page, sizes[page.key]) is None]
        for page in reversed(undrawn):
            self._images.want(page, sizes[page.key], first=True)
        return undrawn

    def _swap(self) -> None:
        self.about_to_change.emit()
        self._shown, self._is_waiting = [*self._next], False
        self._forget_others()
        self.changed.emit()

    def _forget_others(self) -> None:
        pages = [*self._known.values(), *self._shown, *self._next]
        self._images.keep_only({page.key for page in pages})
        self._documents.keep_only({page.key[0] for page in pages})

    def _on_ready(self, key: Key, _width: int) -> None:
        self._show_if_drawn()
        for place, page in enumerate(self._shown):
            if page.key == key:
                self.image_ready.emit(place)

    # What is shown

    @property
    def count(self) -> int:
        return len(self._shown)

    @property
    def pages(self) -> Sequence[PreviewPage]:
        return self._shown

    def size(self, number: int) -> QSizeF:
        """Return the size of a page in points."""
        return self._shown[number].size if number < self.count else QSizeF()

    def document(self, number: int) -> tuple[QPdfDocument, int] | None:
        """Return the document that a page is in and its number there; None for an empty page."""
        page = self._shown[number]
        return (self._documents.of(page), page.key[1]) if page.pdf else None

    def text(self, number: int) -> str:
        """Return the text of a page."""
        place = self.document(number)
        return place[0].getAllText(place[1]).text() if place else ""

    def image(self, number: int, size: QSize, *, first: bool = True) -> QImage | None:
        """Return a page in that size in pixels, or its best image while that one is drawn."""
        page = self._shown[number]
        image = self._images.get(page, size)
        if image is None:
            self._images.want(page, size, first=first)
        return image or self._images.best(page)
