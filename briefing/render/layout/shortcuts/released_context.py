"""Boxes as they were before a layout, released as soon as the pages are laid out.

The context of WeasyPrint's layout refers to itself, and to the boxes of all elements that are linked to.
These would be garbage that only a collection finds, half of all boxes, while the pages are stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from weasyprint import document
from weasyprint.layout import layout_document

Note = Callable[[Any, Any, Any], None]
"""Takes the HTML of a document, its box tree and the context of the layout that begins."""
_note: ContextVar[Note | None] = ContextVar("note", default=None)


def apply() -> None:
    """Let WeasyPrint release the context of each layout."""
    document.layout_document = laid_out


@contextmanager
def noting(note: Note) -> Iterator[None]:
    """Call a function with each document before it is laid out."""
    token = _note.set(note)
    try:
        yield
    finally:
        _note.reset(token)


def laid_out(html: Any, root_box: Any, context: Any) -> Iterator[Any]:
    """Yield the pages of a document; the context is of no use after the last."""
    if (note := _note.get()) is not None:
        note(html, root_box, context)
    yield from layout_document(html, root_box, context)
    del context.get_image_from_uri  # refers to the context
