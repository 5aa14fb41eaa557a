"""A part of the document as it was laid out, and what decides how the part after it can begin."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from briefing.render.layout import weasyprint_patches  # noqa: F401 - must precede WeasyPrint
from briefing.render.layout.grid import as_move

from weasyprint.document import Document, Page  # isort: skip
from weasyprint.formatting_structure import boxes  # isort: skip

__all__ = ["Document", "LaidOutPart", "Page", "RunOnPlace"]

SPACE_FOR_NOTES = "data-space-for-notes"
"""The attribute of the empty note that keeps the notes of the part before free."""

CLOSING = "data-closing"
"""The attribute of the block that ends a document and is not to be alone on its last page."""

_LEAST_ROOM_PX = 1.0
"""Where less is free, a page is full."""
_LEAST_SPACE_PX = 60.0
"""Less room than this at the foot of a page takes no heading with the lines that follow it."""
_BREAKS = frozenset({"page", "left", "right", "recto", "verso", "always"})
_TOLERANCE_PX = 0.1
_BOUNDS = "briefing_bounds"


@dataclass(frozen=True, slots=True)
class RunOnPlace:
    """Where on a page a part may begin, in pixels: below what is there, above the notes at its foot.

    `margin_px` is the margin of what is there, and `room_px` the height between it and the notes.
    """

    offset_px: float = 0.0
    notes_px: float = 0.0
    margin_px: float = 0.0
    room_px: float = 0.0

    def has_room(self, *, for_heading: bool) -> bool:
        return self.room_px >= (_LEAST_SPACE_PX if for_heading else _LEAST_ROOM_PX)


@dataclass(frozen=True, slots=True)
class LaidOutPart:
    """A part's pages, filled up with `blank_pages`.

    Where it `runs_on`, its first page is to be laid over the last page of the part before it. Its only page
    is to be drawn `moved_px` lower than it was laid out.
    """

    document: Document
    runs_on: bool = False
    blank_pages: tuple[Page, ...] = ()
    moved_px: float = 0.0

    @property
    def pages(self) -> list[Page]:
        return [*self.document.pages, *self.blank_pages]

    @property
    def end(self) -> RunOnPlace | None:
        """Return where on its last page the next part may begin; None where that begins a page."""
        if self.blank_pages or self._bounds.ends_with_break:
            return None
        page_box = self.pages[-1]._page_box  # noqa: SLF001 - there is no public way to the boxes
        end_px = as_move(self._bounds.end_px + self.moved_px)
        notes_px = _height_of_notes(page_box)
        left = page_box.height - end_px - (_notes_area(page_box).margin_height() if notes_px else 0)
        return RunOnPlace(end_px, notes_px, self._bounds.margin_after_px, round(float(left), 2))

    @property
    def closing_page_share(self) -> float:
        """Return how much of the last page's text area is taken; 1 where no closing block is last on it."""
        if self.blank_pages or not self._bounds.ends_with_closing:
            return 1.0
        page_box = self.pages[-1]._page_box  # noqa: SLF001 - likewise
        return (self._bounds.end_px + self.moved_px) / float(page_box.height)

    @property
    def leaves_closing_alone(self) -> bool:
        """Return whether the last page holds the closing block and nothing else."""
        return self._bounds.leaves_closing_alone

    @property
    def _bounds(self) -> PartBounds:
        return bounds_of(self.document)

    def ends_like(self, other: LaidOutPart) -> bool:
        """Return whether a part after this one is laid out as it is after the other."""
        kinds = [_kind_of_page(part.pages[-1]._page_box) for part in (self, other)]  # noqa: SLF001 - likewise
        return (len(self.pages), self.end, kinds[0]) == (len(other.pages), other.end, kinds[1])

    def _leaves_space(self, place: RunOnPlace) -> bool:
        """Return whether the page begins with the empty block that the part before it needs."""
        first_px = self._bounds.first_block_px
        return first_px is not None and abs(first_px + self.moved_px - place.offset_px) < _TOLERANCE_PX

    def can_follow(self, before: LaidOutPart, place: RunOnPlace) -> bool:
        """Return whether its first page can be laid over the last page of the part before it.

        Both need the same kind of page, the template's page must leave the space free that it is asked to,
        and only one of the two may have notes of its own at the foot of the page.
        """
        first = self.document.pages[0]._page_box  # noqa: SLF001 - there is no public way to the boxes
        last = before.pages[-1]._page_box  # noqa: SLF001 - likewise
        if _kind_of_page(first) != _kind_of_page(last) or not self._leaves_space(place):
            return False
        if not place.notes_px:
            return True
        notes = _notes(first)
        return bool(notes) and all(map(_keeps_space, notes))


@dataclass(frozen=True, slots=True)
class PartBounds:
    """What the boxes of a part say about how others may follow it."""

    ends_with_break: bool
    end_px: float
    margin_after_px: float
    ends_with_closing: bool
    leaves_closing_alone: bool
    first_block_px: float | None


def bounds_of(document: Document) -> PartBounds:
    """Return what is known of a part, whose boxes do not change; it is found once."""
    known: PartBounds | None = document.__dict__.get(_BOUNDS)
    if known is None:
        known = document.__dict__[_BOUNDS] = _found_bounds(document)
    return known


def note_bounds(document: Document, bounds: PartBounds) -> None:
    """Have `bounds_of` return these for a part."""
    document.__dict__[_BOUNDS] = bounds


def _found_bounds(document: Document) -> PartBounds:
    first_box, last_box = (document.pages[place]._page_box for place in (0, -1))  # noqa: SLF001 - likewise
    last = last_box.children[0]
    first_block = next(iter(first_box.children[0].children[0].children), None)
    return PartBounds(
        _ends_with_break(last),
        _end_px(last_box),
        margin_after(last.children[0]),
        any(map(_is_closing, _last_boxes(last))),
        _has_closing_alone(last),
        None if first_block is None else float(first_block.height + _below_top_px(first_box)),
    )


def _below_top_px(page_box: Any) -> float:
    """Return how far below the top of the text area the root box is: above it in a part that was moved."""
    return float(page_box.children[0].position_y - page_box.content_box_y())


def _has_closing_alone(last: Any) -> bool:
    for box in _last_boxes(last):
        if _is_closing(box):
            return True
        if len(_flow(box)) > 1:
            return False
    return False


def joined_content(page_box: Any, other: Any) -> tuple[Any, ...]:
    """Return the content of two pages that share one: the notes last, and without space kept for them."""
    content = [*page_box.children, *(child for child in other.children if not _is_space_for_notes(child))]
    return tuple(sorted(content, key=lambda child: isinstance(child, boxes.FootnoteAreaBox)))


def _kind_of_page(page_box: Any) -> tuple[object, ...]:
    return (page_box.page_type.name, page_box.margin_width(), page_box.margin_height())


def _ends_with_break(box: Any) -> bool:
    """Return whether what is last on a page asks for a new page after it."""
    return any(each.style["break_after"] in _BREAKS for each in _last_boxes(box))


def _last_boxes(box: Any) -> Iterator[Any]:
    """Yield a box, the last block in it, the last one in that, and so on."""
    while box is not None:
        yield box
        flow = _flow(box)
        box = flow[-1] if flow and isinstance(box, boxes.BlockContainerBox) else None


def margin_after(block: Any) -> float:
    """Return the margin after a block, with which those of the blocks that end with it collapse."""
    margins = [0.0]
    for box in _last_boxes(block):
        margins.append(float(box.margin_bottom))
        if not (isinstance(box, boxes.BlockBox) and box.bottom_margin_collapses()):
            break
    return max(margins) + min(margins)


def _flow(box: Any) -> list[Any]:
    return [each for each in getattr(box, "children", ()) if each.is_in_normal_flow()]


def _is_closing(box: Any) -> bool:
    return box.element is not None and CLOSING in box.element.attrib


def _end_px(page_box: Any) -> float:
    """Return how far below the top of the text area the body ends."""
    body = page_box.children[0].children[0]
    return float(body.position_y + body.margin_height() - page_box.content_box_y())


def _notes_area(page_box: Any) -> Any:
    return next((child for child in page_box.children if isinstance(child, boxes.FootnoteAreaBox)), None)


def _notes(page_box: Any) -> list[Any]:
    area = _notes_area(page_box)
    return list(area.children) if area else []


def _height_of_notes(page_box: Any) -> float:
    return round(float(_notes_area(page_box).height), 2) if _notes(page_box) else 0.0


def _keeps_space(note: Any) -> bool:
    return any(
        each.element is not None and SPACE_FOR_NOTES in each.element.attrib for each in _within(note)
    )


def _within(box: Any) -> Iterator[Any]:
    yield box
    for child in getattr(box, "children", ()):
        yield from _within(child)


def _is_space_for_notes(child: Any) -> bool:
    return isinstance(child, boxes.FootnoteAreaBox) and any(map(_keeps_space, child.children))
