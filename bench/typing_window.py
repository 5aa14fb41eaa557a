"""The window with a long briefing, driven as somebody who types."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPlainTextEdit

from bench.typed_row import TypedRow
from bench.window_gaps import pause, until
from briefing.app.services.document import Document
from briefing.app.window.main_window import MainWindow
from briefing.model.briefing import Briefing
from briefing.project import Session

PAUSE_S = 0.1
"""Between two keystrokes, as somebody types who types fast."""
CHOSEN_S = 0.5
"""So long nobody types after a click into a row: a hand moves from the mouse to the keys."""
_PATIENCE_S = 600


class TypingWindow:
    """A window with a long briefing, a row's words in its inspector, and the page beside them."""

    def __init__(self, window: MainWindow, briefing: Briefing) -> None:
        self.window, self.preview = window, window.panes.preview
        resources = window.context.resources
        assert resources is not None
        session = Session.begin(briefing, resources.reference, author="bench")
        began = time.perf_counter()
        window.context.set_document(Document(session, None))
        wait(lambda: self.preview.pages.count > 0)
        self.first_page_ms = (time.perf_counter() - began) * 1000
        wait(lambda: self.are_all_current)
        self.all_pages_ms = (time.perf_counter() - began) * 1000

    @property
    def are_all_current(self) -> bool:
        return self.window.controllers.preview.page_count > 0 and not self.window.context.renderer.is_busy

    def show(self, row: TypedRow) -> None:
        """Select a row, and scroll to its page."""
        self.window.panes.outline.select(row.row)
        wait(lambda: row.page in self.preview.view.pages_in_view)

    def choose(self, row: TypedRow) -> QPlainTextEdit:
        """Show the page of a row, and put the caret at the end of its words."""
        self.window.panes.reveal(self.window.panes.inspector)
        self.show(row)
        self.window.activateWindow()
        self.window.panes.inspector.focus_words()
        field = self.window.focusWidget()
        assert isinstance(field, QPlainTextEdit), field
        field.moveCursor(QTextCursor.MoveOperation.End)
        return field

    def drawn(self) -> list[str]:
        """Return the keys of the pages in view that are shown."""
        pages = self.preview.pages.pages
        return [pages[place].key[0] for place in self.preview.view.pages_in_view if place < len(pages)]

    def type(self, field: QPlainTextEdit, letter: str) -> tuple[float, float]:
        """Return the milliseconds from a key to the page on the screen, and those that the key took.

        A space at the end of the words is not printed: there is no page to wait for, and the first is nan.
        """
        before, began = self.drawn(), time.perf_counter()
        QTest.keyClicks(field, letter)
        held_ms = (time.perf_counter() - began) * 1000
        shown_ms = math.nan
        if not letter.isspace():
            wait(lambda: self.drawn() != before)
            QApplication.processEvents()  # paints
            shown_ms = (time.perf_counter() - began) * 1000
        pause(began + PAUSE_S - time.perf_counter())
        return shown_ms, held_ms


def wait(is_so: Callable[[], bool]) -> None:
    """Process events until it is so. Raises TimeoutError after ten minutes."""
    end = time.monotonic() + _PATIENCE_S

    def is_over() -> bool:
        if time.monotonic() > end:
            raise TimeoutError("The window did not come to what is waited for.")
        return is_so()

    until(is_over)
