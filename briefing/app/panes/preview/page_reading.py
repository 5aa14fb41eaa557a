"""The page in view as a screen reader meets it: its number as name, and its text as description.

The pages are painted, so Qt itself has nothing to say about them.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from briefing.app.i18n import tr
from briefing.app.panes.preview.page_cache import PageCache

_PAUSE_MS = 200
_LONGEST = 6_000
"""Characters of a page that are read; a page of running text has half as many."""


class PageReading(QObject):
    """Describes a view of pages, as far as somebody reads that: the text of a page takes a while."""

    def __init__(self, view: QWidget, pages: PageCache) -> None:
        super().__init__(view)
        self._view, self._pages = view, pages
        self._page, self._state = 0, ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._describe)
        pages.changed.connect(self._pause.start)
        view.setAccessibleName(tr("Pages of the PDF"))

    def show_page(self, page: int) -> None:
        """Take a page, counted from 0, to be the one in view."""
        self._page = page
        self._pause.start()

    def show_state(self, text: str) -> None:
        """Say first what is the matter with the pages, such as that some are out of date."""
        if text != self._state:
            self._state = text
            self._describe()

    def _describe(self) -> None:
        number, count = self._page, self._pages.count
        name, text = tr("Pages of the PDF"), ""
        if QAccessible.isActive() and number < count:
            name = tr("Page {number} of {count}", number=number + 1, count=count)
            text = " ".join(self._pages.text(number).split())[:_LONGEST]
        description = " ".join(filter(None, (self._state, text)))
        if name != self._view.accessibleName():
            self._view.setAccessibleName(name)
        if description != self._view.accessibleDescription():
            self._view.setAccessibleDescription(description)
