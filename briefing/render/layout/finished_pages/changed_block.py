"""Lay out again one block of a part after its text changed, in place of the whole part.

Blocks of a part that are below one another do not depend on each other's lines: what is above a block
stays where it was, and what is below it moves by as much as the block grows. So of a row that is printed
with many statements only the one is laid out that is typed in, and what is below it is content of its own
on the page, which is drawn once and moved from then on. Where the part breaks over pages, a block of
another height may move the break: then the whole part is to be laid out.

The result looks as the whole part laid out again. It is for a page that is shown while words are typed: it
has no links, bookmarks and anchors.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from xml.etree.ElementTree import Element

from briefing.render.layout.finished_pages.html_differences import differing
from briefing.render.layout.finished_pages.html_ends import noted_html, without_same_end
from briefing.render.layout.finished_pages.identity import mark_content, shown_children, shows_something
from briefing.render.layout.finished_pages.moved import (
    MovedContent,
    can_be_drawn_lower,
    can_move,
    follow_box,
    has_only_movable,
    move_boxes,
    note_as_movable,
    noted_offset_px,
)
from briefing.render.layout.finished_pages.stored import whole
from briefing.render.layout.laid_out_part import bounds_of, margin_after, note_bounds
from briefing.render.layout.weasyprint_patches import UNBROKEN

from weasyprint.document import Document, Page  # isort: skip
from weasyprint.formatting_structure import boxes  # isort: skip
from weasyprint.layout.absolute import AbsolutePlaceholder  # isort: skip

_OF_PLAIN_BLOCKS: dict[str, Any] = {
    "position": "static",
    "overflow": "visible",
    "opacity": 1,
    "transform": (),
    "height": "auto",
    "column_count": "auto",
    "column_width": "auto",
    "outline_style": "none",
    "max_height": (float("inf"), "px"),
}
_NO_LEAST_HEIGHT: tuple[Any, ...] = ("auto", (0, "px"))
_SIDES = ("top", "right", "bottom", "left")
_OF_PLACE = ("element_tag", "position_x", "width", *(f"margin_{side}" for side in _SIDES))


class PartBefore:
    """A part as it was laid out, of which one block may be laid out again."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.offset_px = noted_offset_px(document)
        """The offset that it was laid out with, if that is known."""
        self._roots = [_only_root(page) for page in document.pages]
        self._is_plain = all(self._roots) and not any(map(_has_floats, self._roots))
        self._below: dict[tuple[int, ...], Any] = {}
        self._elements: dict[int, frozenset[Element]] = {}
        """Those that have boxes on a page."""

    def can_be_at(self, offset_px: float) -> bool:
        """Return whether the part is at an offset as it was laid out, as far as it has room there."""
        return self.offset_px == offset_px or (self.offset_px is not None and can_move(self._document))

    def without_same_end(self, html: str) -> tuple[str, int]:
        """Return the HTML of a part without what its last elements have in them, where that is known.

        They are those that are as in the HTML that this part was laid out of; the number is how many.
        """
        former = noted_html(self._document)
        return (html, 0) if former is None else without_same_end(former, html)

    def changed_block(self, root: Element, same: int = 0) -> ChangedBlock | None:
        """Return the block in which the HTML of a part differs from what this one was laid out of.

        None where it differs elsewhere, where the block is on two pages, or nothing is below it. So many of
        the last elements of the body are known to be the `same`.
        """
        if not self._is_plain:
            return None
        pairs = differing(self._roots[0].element, root, same)
        old = [former for former, _ in pairs]
        paths = [_path(box, old) for box in self._roots]
        page = max(range(len(paths)), key=lambda number: len(paths[number]))
        *around, block = paths[page] or [None]
        if not around or any(
            self._is_on(other, block.element) for other in range(len(paths)) if other != page
        ):
            return None
        numbers = [_number_of(box, inner) for box, inner in zip(around, [*around[1:], block], strict=True)]
        content = self._content_below(page, around, numbers)
        if content is None:
            return None
        new = [element for _, element in pairs[: len(around) + 1]]
        return ChangedBlock(self._document, page, around, numbers, block, content, new)

    def _is_on(self, page: int, element: Element) -> bool:
        """Return whether there is a box of an element on a page."""
        if page not in self._elements:
            self._elements[page] = frozenset(_elements_in(self._roots[page]))
        return element in self._elements[page]

    def _content_below(self, page: int, around: Sequence[Any], numbers: Sequence[int]) -> Any:
        """Return a box with all that is below a block, the same each time; None where that is nothing."""
        place = (page, *numbers)
        if place not in self._below:
            content = _bare(around[0])
            content.children = [
                child
                for box, number in zip(reversed(around), reversed(numbers), strict=True)
                for child in box.children[number + 1 :]
            ]
            mark_content(content)
            self._below[place] = content if shows_something(content) else None
        return self._below[place]


@dataclass(frozen=True, slots=True)
class ChangedBlock:
    """A block on a page of a part that is to be laid out again.

    It is in the boxes `around`, outermost first, of each of which the child with its number is the next.
    `elements` are those of all in the changed HTML.
    """

    former: Document
    page: int
    around: Sequence[Any]
    numbers: Sequence[int]
    box: Any
    content_below: Any
    elements: Sequence[Element]

    def leave_out_below(self) -> None:
        """Empty the elements below the block, which stay for the selectors that ask for them."""
        for around, element in zip(self.elements, self.elements[1:], strict=False):
            for below in around[list(around).index(element) + 1 :]:
                below.text = None
                below[:] = []

    def part_with(self, document: Document) -> Document | None:
        """Return the part with the block as it is in a layout of what `leave_out_below` left.

        None where more than the height of the block changed, or another height may move a page break.
        """
        found = [box for page in document.pages for box in _boxes_of(self.elements[-1], _only_root(page))]
        if len(found) != 1 or document.font_config is not self.former.font_config:
            return None
        box = found[0]
        if not _takes_place_of(box, self.box):
            return None
        grown_px = box.height - self.box.height
        if grown_px and not self._may_grow_by(grown_px):
            return None
        pages = [_without_links(page) for page in self.former.pages]
        self._put_on(pages[self.page], box, grown_px)
        return self._as_part(pages, grown_px)

    def _may_grow_by(self, px: float) -> bool:
        """Return whether all blocks stay on their pages where this one gets higher or less high.

        That is so of a part that can be moved, for which there is room where it is to be, or else of one
        that begins on the page after and has all its blocks there in any case.
        """
        *before, page = self.former.pages
        page_box = page._page_box  # noqa: SLF001 - there is no public way to the boxes
        root = self.around[0]
        foot = root.position_y + root.margin_height() + px
        has_room = bool(foot <= page_box.content_box_y() + page_box.height)
        if can_move(self.former) or (has_room and not before and can_be_drawn_lower(self.content_below)):
            return True
        return (
            px > 0
            and has_room
            and self.page == len(before)
            and not any(shown_children(each._page_box) for each in before)  # noqa: SLF001 - likewise
            and self.box.style["break_inside"] in UNBROKEN
        )

    def _put_on(self, page: Page, box: Any, grown_px: float) -> None:
        """Put the block on a copy of its page, between what was above and what was below it."""
        page_box = page._page_box = copy.copy(page._page_box)  # noqa: SLF001 - there is no public way
        move_boxes(box, page_box, self.box.position_y - box.position_y)
        for around, number in zip(reversed(self.around), reversed(self.numbers), strict=True):
            grown = around.copy()
            grown.children = [*around.children[:number], box]
            grown.height += grown_px
            follow_box(grown, page_box)
            box = grown
        mark_content(box)
        page_box.children = (box, MovedContent(self.content_below, grown_px))

    def _as_part(self, pages: list[Page], grown_px: float) -> Document:
        former = self.former
        document = Document(
            pages,
            former.metadata,
            former.url_fetcher,
            former.font_config,
            former.color_profiles,
            former.output_intent,
        )
        bounds = bounds_of(former)
        note_bounds(document, replace(bounds, end_px=bounds.end_px + grown_px))
        if can_move(former):
            note_as_movable(document)
        return document


# Boxes


def _only_root(page: Page) -> Any:
    """Return the root box of a page; None where there is something else on it."""
    children = page._page_box.children  # noqa: SLF001 - there is no public way to the boxes
    content = [child for child in children if not isinstance(child, boxes.MarginBox)]
    return whole(content[0]) if len(content) == 1 else None


def _path(root: Any, elements: Sequence[Element]) -> list[Any]:
    """Return the boxes of elements within one another, as far as each is a block in a plain block."""
    path = [root] if elements else []
    for element in elements[1:]:
        found = [child for child in path[-1].children if child.element is element]
        if len(found) != 1 or not _is_plain(path[-1]):
            break
        path.append(found[0])
    return path


def _is_plain(box: Any) -> bool:
    """Return whether a box has nothing but blocks below one another, and is as high as these need."""
    style = box.style
    return (
        isinstance(box, boxes.BlockBox)
        and not box.is_table_wrapper
        and all(style[name] == value for name, value in _OF_PLAIN_BLOCKS.items())
        and style["min_height"] in _NO_LEAST_HEIGHT
        and all(isinstance(child, boxes.BlockLevelBox) for child in box.children)
        and all(child.is_in_normal_flow() for child in box.children)
    )


def _number_of(box: Any, child: Any) -> int:
    return next(number for number, each in enumerate(box.children) if each is child)


def _takes_place_of(box: Any, former: Any) -> bool:
    """Return whether a block only differs in its height from another, as far as those around it need it."""
    return (
        isinstance(box, type(former))
        and all(getattr(box, name) == getattr(former, name) for name in _OF_PLACE)
        and box.height > 0 < former.height
        and margin_after(box) == margin_after(former)
        and not _has_floats(box)
        and has_only_movable(box)
    )


def _has_floats(top: Any) -> bool:
    """Return whether there are floats in a box that may be beside what is around it."""
    waiting = [top]
    while waiting:
        box = waiting.pop()
        if isinstance(box, AbsolutePlaceholder):
            continue
        if box.is_floated():
            return True
        if box is top or not box.establishes_formatting_context():
            waiting.extend(box.all_children())
    return False


def _boxes_of(element: Element, top: Any) -> list[Any]:
    """Return the outermost boxes of an element within a box."""
    if top is None or isinstance(top, AbsolutePlaceholder):
        return []
    return (
        [top]
        if top.element is element
        else [box for child in top.all_children() for box in _boxes_of(element, child)]
    )


def _elements_in(top: Any) -> Iterator[Element]:
    """Yield the elements of a box and of all that are in it."""
    waiting = [top]
    while waiting:
        box = waiting.pop()
        if not isinstance(box, AbsolutePlaceholder):
            if box.element is not None:
                yield box.element
            waiting.extend(box.all_children())


def _bare(box: Any) -> Any:
    """Return a copy of a box that shows nothing itself."""
    bare = box.copy()
    bare.background = None
    for side in _SIDES:
        setattr(bare, f"border_{side}_width", 0)
    return bare


def _without_links(page: Page) -> Page:
    page = copy.copy(page)
    page.links, page.bookmarks, page.anchors = [], [], {}
    return page
