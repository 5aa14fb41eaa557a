"""Content of a part of the document that is moved down its page, and not laid out again.

Its boxes stay as they are at the top of a page; what is drawn of them is put at its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from briefing.render.layout import weasyprint_patches  # noqa: F401 - must precede WeasyPrint
from briefing.render.layout.balanced_columns import HAS_ALL_ROOM
from briefing.render.layout.finished_pages.identity import MARK, PART
from briefing.render.layout.finished_pages.stored import whole
from briefing.render.layout.grid import on_grid

from weasyprint.anchors import gather_anchors  # isort: skip
from weasyprint.document import Document, Page  # isort: skip
from weasyprint.formatting_structure import boxes  # isort: skip
from weasyprint.layout.absolute import AbsolutePlaceholder  # isort: skip
from weasyprint.layout.background import layout_box_backgrounds  # isort: skip


_CAN_MOVE, _OFFSET = "briefing_can_move", "briefing_offset"


class MovedContent:
    """The root box of a page, to be drawn `by_px` lower."""

    def __init__(self, root: Any, by_px: float) -> None:
        self.root, self.style = root, root.style
        self.by_px = by_px
        self.position_x = root.position_x
        self.position_y = root.position_y + by_px
        setattr(self, MARK, getattr(root, MARK))
        setattr(self, PART, getattr(root, PART))

    @property
    def _box(self) -> Any:
        return whole(self.root)


def can_move(document: Document) -> bool:
    """Return whether a part has one page, and all that is on it can be moved."""
    known: bool | None = document.__dict__.get(_CAN_MOVE)
    if known is None:
        known = document.__dict__[_CAN_MOVE] = _can_move(document)
    return known


def note_offset(document: Document, offset_px: float) -> None:
    """Note the offset that a part was laid out with."""
    document.__dict__[_OFFSET] = offset_px


def noted_offset_px(document: Document) -> float | None:
    """Return the offset that a part was laid out with; None where that is not known."""
    offset_px: float | None = document.__dict__.get(_OFFSET)
    return offset_px


def note_as_movable(document: Document) -> None:
    """Have `can_move` return that a part can be moved."""
    document.__dict__[_CAN_MOVE] = True


def _can_move(document: Document) -> bool:
    if len(document.pages) != 1:
        return False
    page_box = document.pages[0]._page_box  # noqa: SLF001 - there is no public way to the boxes
    content = [child for child in page_box.children if not isinstance(child, boxes.MarginBox)]
    return (
        len(content) == 1
        and has_room(document, 0.0)
        and has_only_movable(content[0])
        and not any(map(_shows_its_edges, (content[0], *content[0].children)))
    )


def _shows_its_edges(box: Any) -> bool:
    """Return whether a box around the empty space above a part would show where the part was laid out."""
    return box.background is not None or box.border_top_width > 0 or box.style["outline_style"] != "none"


def has_room(document: Document, by_px: float) -> bool:
    """Return whether the part is on its page with all its margins where it is moved down."""
    page_box = document.pages[0]._page_box  # noqa: SLF001 - there is no public way to the boxes
    root = page_box.children[0]
    foot = root.position_y + root.margin_height() + by_px
    return bool(foot <= page_box.content_box_y() + page_box.height)


def most_px(document: Document) -> float:
    """Return by how much the part can be moved down its page."""
    page_box = document.pages[0]._page_box  # noqa: SLF001 - there is no public way to the boxes
    root = page_box.children[0]
    return float(page_box.content_box_y() + page_box.height - root.position_y - root.margin_height())


def has_only_movable(top: Any) -> bool:
    """Return whether neither a box nor what is in it depends on its place on the page."""
    return all(map(_moves, _within(top)))


def can_be_drawn_lower(top: Any) -> bool:
    """Return whether what is drawn of a box can be put lower on its page, where its boxes stay as they are.

    What is positioned in a box within it goes along.
    """
    waiting = [(top, False)]
    while waiting:
        box, is_in_positioned = waiting.pop()
        if isinstance(box, AbsolutePlaceholder) or box.is_absolutely_positioned():
            if not is_in_positioned or box.style["position"] != "absolute":
                return False
        elif not _moves(box):
            return False
        inside = is_in_positioned or box.style["position"] == "relative"
        waiting.extend((child, inside) for child in getattr(box, "_box", box).all_children())
    return True


def _has_columns(box: Any) -> bool:
    return bool(box.style["column_count"] != "auto" or box.style["column_width"] != "auto")


def _moves(box: Any) -> bool:
    """Return whether a box has nothing that depends on its place on the page."""
    if isinstance(box, AbsolutePlaceholder) or box.style["position"] not in {"static", "relative"}:
        return False
    if getattr(box, HAS_ALL_ROOM, _has_columns(box)):
        return False
    if box.background is None:
        return True
    is_column = isinstance(box, boxes.TableColumnBox | boxes.TableColumnGroupBox)
    return not is_column and all(layer.image is None for layer in box.background.layers)


def put_at_top(document: Document, offset_px: float) -> None:
    """Move the content of a part that can be moved up by the offset that it was laid out with.

    Then what is drawn of it does not depend on the page that it was laid out for.
    """
    page = document.pages[0]
    page_box = page._page_box  # noqa: SLF001 - there is no public way to the boxes
    move_boxes(page_box.children[0], page_box, -offset_px)
    _move_places(page, -offset_px)


def moved(page: Page, by_px: float) -> Page:
    """Change a copy of a page into one whose content is moved down."""
    page_box = page._page_box  # noqa: SLF001 - there is no public way to the boxes
    page_box.children = tuple(
        child if isinstance(child, boxes.MarginBox) else _moved_content(child, by_px)
        for child in page_box.children
    )
    _move_places(page, by_px)
    return page


def _moved_content(child: Any, by_px: float) -> MovedContent:
    if isinstance(child, MovedContent):
        return MovedContent(child.root, child.by_px + by_px)
    return MovedContent(child, by_px)


def _move_places(page: Page, by_px: float) -> None:
    """Move links, bookmarks and anchors down."""
    page.links = [
        (kind, target, (x, y + by_px, right, bottom + by_px), box)
        for kind, target, (x, y, right, bottom), box in page.links
    ]
    page.bookmarks = [
        (level, label, (x, y + by_px), state) for level, label, (x, y), state in page.bookmarks
    ]
    page.anchors = {
        name: (x, y + by_px, right, bottom + by_px) for name, (x, y, right, bottom) in page.anchors.items()
    }


def move_boxes(top: Any, page_box: Any, by_px: float) -> None:
    """Move a box and all that is in it down a page, with backgrounds and what is transformed."""
    for box in _within(top):
        box.position_y += by_px
        follow_box(box, page_box)
    # This gives transformed boxes their matrices.
    gather_anchors(top, {}, [], [], {None: []})


def follow_box(box: Any, page_box: Any) -> None:
    """Give the background of a box the place and size of the box."""
    if box.background is not None:
        layout_box_backgrounds(page_box, box, _known_image, layout_children=False)


def _known_image(url: str, **_options: object) -> Any:
    raise AssertionError(f"a picture in the background is not moved: {url}")


def _within(box: Any) -> Iterator[Any]:
    waiting = [box]
    while waiting:
        each = waiting.pop()
        yield each
        if not isinstance(each, AbsolutePlaceholder):
            waiting.extend(each.all_children())


def put_places_on_grid(page: Page) -> None:
    """Round the places of links, bookmarks and anchors."""
    page.links = [(kind, target, _on_grid(place), box) for kind, target, place, box in page.links]
    page.bookmarks = [
        (level, label, _on_grid(place), state) for level, label, place, state in page.bookmarks
    ]
    page.anchors = {name: _on_grid(place) for name, place in page.anchors.items()}


def _on_grid(place: tuple[float, ...]) -> tuple[float, ...]:
    return tuple(map(on_grid, place))
