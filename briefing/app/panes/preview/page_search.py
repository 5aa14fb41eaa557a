"""Search in the text of all pages, one page at a time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QRectF, QTimer, Signal
from PySide6.QtPdf import QPdfDocument, QPdfSearchModel

from briefing.app.panes.preview.page import Key
from briefing.app.panes.preview.page_cache import PageCache

Match = tuple[int, list[QRectF]]
"""A page, and the areas of the matching text on it in points: several where it runs over lines."""


class PageSearch(QObject):
    """Finds a text on all pages; `matches_changed` follows. Pages that stay are not read again."""

    matches_changed = Signal()

    def __init__(self, pages: PageCache) -> None:
        super().__init__(pages)
        self._pages = pages
        self._model = QPdfSearchModel(self)
        self._nothing = QPdfDocument(self)
        self._text = ""
        self._found: dict[Key, list[list[QRectF]]] = {}
        self._next = QTimer(self)
        self._next.setInterval(0)
        self._next.timeout.connect(self._search_next)
        pages.changed.connect(self._on_pages_changed)

    @property
    def text(self) -> str:
        return self._text

    @property
    def is_complete(self) -> bool:
        """Whether all pages were read; those that are not drawn yet are read when they are."""
        return not self._next.isActive() and self._pages.is_complete

    def search(self, text: str) -> None:
        """Search another text; an empty one ends the search."""
        self._text, self._found = text.strip(), {}
        self._model.setDocument(self._nothing)
        self._model.setSearchString(self._text)
        self._on_pages_changed()

    def matches(self) -> Sequence[Match]:
        """Return all matches so far in the order of the pages."""
        return [
            (number, areas)
            for number, page in enumerate(self._pages.pages)
            for areas in self._found.get(page.key, ())
        ]

    def _on_pages_changed(self) -> None:
        shown = {page.key for page in self._pages.pages}
        self._found = {key: areas for key, areas in self._found.items() if key in shown}
        self.matches_changed.emit()
        if self._text:
            self._next.start()
        else:
            self._next.stop()

    def _search_next(self) -> None:
        pages = self._pages.pages
        number = next((n for n, page in enumerate(pages) if page.key not in self._found), None)
        if number is None:
            self._next.stop()
            self.matches_changed.emit()
            return
        place = self._pages.document(number)
        areas: list[list[QRectF]] = []
        if place is not None:
            self._model.setDocument(place[0])
            links = self._model.resultsOnPage(place[1])
            areas = [[QRectF(area) for area in link.rectangles()] for link in links]
            self._model.setDocument(self._nothing)
        self._found[pages[number].key] = areas
        if areas:
            self.matches_changed.emit()
