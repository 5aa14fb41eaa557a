"""Boxes as they were before a layout, released as soon as the pages are laid out.

The context of WeasyPrint's layout refers to itself, and to the boxes of all elements that are linked to.
These would be garbage that only a collection finds, half of all boxes, while the pages are stored.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint import document
from weasyprint.layout import layout_document


def apply() -> None:
    """Let WeasyPrint release the context of each layout."""
    document.layout_document = _laid_out


def _laid_out(html: Any, root_box: Any, context: Any) -> Iterator[Any]:
    """Yield the pages of a document; the context is of no use after the last."""
    yield from layout_document(html, root_box, context)
    del context.get_image_from_uri  # refers to the context
