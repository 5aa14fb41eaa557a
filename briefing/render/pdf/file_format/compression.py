"""Compress streams of a PDF in a thread while others are made; the bytes are the same without it.

zlib needs no lock of the interpreter, so this takes no time where there is a second processor.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from briefing.render.layout import weasyprint_patches  # noqa: F401 - must precede WeasyPrint
from briefing.render.pdf.file_format import serialisation

from weasyprint.document import Page  # isort: skip


class CompressionThread:
    """Compresses streams one after another."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, "compression")

    @contextmanager
    def applied(self) -> Iterator[None]:
        """Compress pages once they are drawn; end the thread in the end."""
        paint = Page.paint

        def paint_and_begin(page: Page, stream: Any, scale: float = 1) -> None:
            paint(page, stream, scale)
            self.begin(stream)

        Page.paint = paint_and_begin
        try:
            yield
        finally:
            Page.paint = paint
            self._thread.shutdown(cancel_futures=True)

    def begin(self, stream: Any) -> None:
        """Compress a stream that does not change any more."""
        serialisation.keep_begun(stream, self._thread.submit(serialisation.compressed_content, stream))
