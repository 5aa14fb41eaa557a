"""Content that is printed only where the template's pages have room for it, and links to what is absent.

An element with the attribute ``data-if-room`` and an id is such content. The page sets it as the last of
the document and unbreakable, so it is whole on a page of the template, or begins on a page after these.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from briefing.render.layout import weasyprint_patches  # noqa: F401 - must precede WeasyPrint

from weasyprint.document import Page  # isort: skip
from weasyprint.formatting_structure import boxes  # isort: skip

_IF_ROOM = "data-if-room"


def without_excess(pages: list[Page], most: int | None) -> tuple[list[Page], tuple[str, ...]]:
    """Return the pages without those that have nothing but such content after the `most` pages.

    Also return the ids of the elements that are left out. All pages remain where something else needs them.
    """
    if most is None or len(pages) <= most:
        return pages, ()
    elements = {id(element): element for page in pages[most:] for element in _content(page, None)}
    within = {id(element) for page in pages[:most] for element in _content(page, None)}
    if None in elements.values() or within & elements.keys():
        return pages, ()
    return pages[:most], tuple(element.get("id", "") for element in elements.values())


def _content(page: Any, element: Any) -> Iterator[Any]:
    """Yield for each text or picture on a page the element around it that needs room; else None."""
    box = page._page_box if isinstance(page, Page) else page  # noqa: SLF001 - there is no public way to the boxes
    box = getattr(box, "_box", box)
    own = getattr(box, "element", None)
    if own is not None and own.get(_IF_ROOM) is not None:
        element = own
    if isinstance(box, boxes.TextBox | boxes.ReplacedBox):
        if not isinstance(box, boxes.TextBox) or box.text.strip():
            yield element
    elif not isinstance(box, boxes.MarginBox):
        for child in getattr(box, "children", ()):
            yield from _content(child, element)


def unlink_absent(pages: Sequence[Page]) -> None:
    """Remove links to places that are on none of the pages; their text remains."""
    anchors = {anchor for page in pages for anchor in page.anchors}
    for page in pages:
        page.links = [link for link in page.links if link[0] != "internal" or link[1] in anchors]
