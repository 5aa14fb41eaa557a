"""Room on the last page of a template: what is left of it, and what the elements of the foot need.

An element of the foot is named by the attribute ``data-needed``, or ``data-wanted`` if it is printed only
where there is room for it. It is unbreakable. A foot without such elements is printed as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from briefing.render.layout.laid_out_part import LaidOutPart

from weasyprint.document import Page  # isort: skip
from weasyprint.formatting_structure import boxes  # isort: skip

_NEEDED, _WANTED = "data-needed", "data-wanted"
_TOLERANCE_PX = 2.0


@dataclass(frozen=True, slots=True)
class FootElement:
    """An element of the foot; one that is longer than a page has the height of all its pieces."""

    name: str
    height_px: float
    is_wanted: bool


def foot_elements(foot: LaidOutPart) -> list[FootElement]:
    """Return the elements of a foot that was laid out by itself, in their order."""
    heights: dict[str, float] = {}
    wanted: set[str] = set()
    for page in foot.pages:
        for box in _elements(page._page_box):  # noqa: SLF001 - there is no public way to the boxes
            name = box.element.get(_WANTED) or box.element.get(_NEEDED)
            heights[name] = heights.get(name, 0.0) + float(box.margin_height()) + _TOLERANCE_PX
            if box.element.get(_WANTED):
                wanted.add(name)
    if not heights and any(map(_has_content, foot.pages)):
        heights[""] = float(foot.pages[0]._page_box.height)  # noqa: SLF001 - likewise
    return [FootElement(name, height, name in wanted) for name, height in heights.items()]


def _elements(box: Any) -> Iterator[Any]:
    box = getattr(box, "_box", box)
    element = getattr(box, "element", None)
    if element is not None and (element.get(_WANTED) or element.get(_NEEDED)):
        yield box
    elif not isinstance(box, boxes.MarginBox):
        for child in getattr(box, "children", ()):
            yield from _elements(child)


def _has_content(page: Page) -> bool:
    """Return whether there is text or a picture on a page, apart from its headers and footers."""
    children = (getattr(child, "_box", child) for child in page._page_box.children)  # noqa: SLF001 - likewise
    content = (child for child in children if not isinstance(child, boxes.MarginBox))
    return any(
        isinstance(box, boxes.ReplacedBox) or (isinstance(box, boxes.TextBox) and bool(box.text.strip()))
        for child in content
        for box in (child, *child.descendants())
    )


def room_px(text: Sequence[LaidOutPart], most: int) -> list[float]:
    """Return the height that is left on each page, from the last of the text to that of the template."""
    count = sum(len(part.pages) - part.runs_on for part in text)
    last = text[-1].pages[-1]._page_box  # noqa: SLF001 - likewise
    end = text[-1].end
    left = float(last.height) - end.offset_px if end and end.has_room(for_heading=True) else 0.0
    return [left, *[float(last.height)] * (most - count)] if count <= most else []


def without_room(elements: Sequence[FootElement], room: Sequence[float]) -> tuple[str, ...]:
    """Return the names of the wanted elements for which there is no room.

    The last element is the first to get room: it is the list of sources. It is not worth a page of its own.
    """
    kept = {element.name for element in elements if not element.is_wanted}
    wanted = [element for element in elements if element.is_wanted]
    for element in [*wanted[-1:], *wanted[:-1]]:
        if _fit([each.height_px for each in elements if each.name in kept | {element.name}], room):
            kept.add(element.name)
    if wanted and _is_alone([each for each in elements if each.name in kept], wanted[-1], room):
        kept.remove(wanted[-1].name)
    return tuple(element.name for element in elements if element.name not in kept)


def _is_alone(kept: Sequence[FootElement], last: FootElement, room: Sequence[float]) -> bool:
    """Return whether the last element begins a page on which there is nothing else."""
    if not kept or kept[-1] is not last:
        return False
    pages_before = _pages([each.height_px for each in kept[:-1]], room)
    pages = _pages([each.height_px for each in kept], room)
    return pages is not None and pages_before is not None and pages > pages_before


def _fit(heights: Iterable[float], room: Sequence[float]) -> bool:
    """Return whether unbreakable blocks go on pages with so much room, one after another."""
    return _pages(heights, room) is not None


def _pages(heights: Iterable[float], room: Sequence[float]) -> int | None:
    """Return the page, counted from zero, that unbreakable blocks reach; None where there is no room."""
    page, left = 0, room[0] if room else 0.0
    for height in heights:
        while height > left:
            page += 1
            if page >= len(room):
                return None
            left = room[page]
        left -= height
    return page


def unlink_absent(pages: Sequence[Page]) -> None:
    """Remove links to places that are on none of the pages; their text remains."""
    anchors = {anchor for page in pages for anchor in page.anchors}
    for page in pages:
        page.links = [link for link in page.links if link[0] != "internal" or link[1] in anchors]
