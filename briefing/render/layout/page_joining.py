"""Join the pages of all parts into one document, and add headers and footers.

The typesetter keeps parts as they were laid out, so a page is copied before anything is added to it.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence
from dataclasses import replace

from briefing.render import checkpoints
from briefing.render.layout.finished_pages.moved import moved
from briefing.render.layout.laid_out_part import LaidOutPart, joined_content
from briefing.render.layout.weasyprint_patches import NOTE

from weasyprint.document import Page  # isort: skip
from weasyprint.formatting_structure import boxes  # isort: skip


def join_pages(parts: Sequence[LaidOutPart]) -> list[Page]:
    """Copy the pages of all parts in order; a part that runs on shares the last page before it."""
    pages: list[Page] = []
    for part in parts:
        checkpoints.pass_by()
        first, *others = map(_copied, part.pages)
        if part.moved_px:
            moved(first, part.moved_px)
        # Such a part was laid out with an empty space as high as the part before it is on its last page, so
        # the boxes of both can share one page without moving.
        if part.runs_on:
            _lay_over(pages[-1], first)
        else:
            pages.append(first)
        pages.extend(others)
    for number, page in enumerate(pages, start=1):
        checkpoints.pass_by()
        _lead_to_notes(page, number)
    return pages


def _lead_to_notes(page: Page, number: int) -> None:
    """Let a reference lead to the source's note where the page has one; the note leads to the annex.

    In the HTML every reference is a link to the annex, since only the laid-out page shows whether it has
    the note: a source is noted once a page. So the link's target is replaced here, and the note's box
    becomes an anchor. A link within a note is the note's own link to the annex, and is left.
    """
    content = page._page_box.children  # noqa: SLF001 - there is no public way to the boxes
    area = next((box for box in content if isinstance(box, boxes.FootnoteAreaBox)), None)
    notes = {note.element.get(NOTE): note for note in area.children} if area else {}
    within = {id(box) for note in notes.values() for box in note.descendants()}
    for source, note in notes.items():
        x, y = note.border_box_x(), note.border_box_y()
        page.anchors[note_anchor(number, source)] = (
            x,
            y,
            x + note.border_width(),
            y + note.border_height(),
        )
    page.links = [
        (kind, note_anchor(number, target), place, box)
        if target in notes and id(box) not in within
        else (kind, target, place, box)
        for kind, target, place, box in page.links
    ]


def note_anchor(number: int, source: str) -> str:
    """Return the anchor of the note on a source at the foot of a page."""
    return f"page-{number}-{source}"


def _copied(page: Page) -> Page:
    """Copy a page so far that adding to the copy leaves the part as it was laid out."""
    copied = copy.copy(page)
    copied._page_box = copy.copy(page._page_box)  # noqa: SLF001 - there is no public way to the boxes
    copied.links, copied.bookmarks = list(page.links), list(page.bookmarks)
    copied.anchors = dict(page.anchors)
    return copied


def _lay_over(page: Page, other: Page) -> None:
    """Put the content, links, anchors and bookmarks of another page onto a page, each where it is."""
    box, more = page._page_box, other._page_box  # noqa: SLF001 - there is no public way to the boxes
    box.children = joined_content(box, more)
    page.links.extend(other.links)
    page.bookmarks.extend(other.bookmarks)
    for anchor, place in other.anchors.items():
        page.anchors.setdefault(anchor, place)


def with_blank_pages(part: LaidOutPart, pages: Iterable[Page]) -> LaidOutPart:
    """Return the part with copies of these pages, emptied, after its own."""
    return replace(part, blank_pages=tuple(map(_emptied, pages)))


def _emptied(page: Page) -> Page:
    blank = _copied(page)
    blank._page_box.children = ()  # noqa: SLF001 - there is no public way to the boxes
    blank.links, blank.bookmarks, blank.anchors = [], [], {}
    return blank


def put_furniture(pages: Sequence[Page], furniture: Sequence[Page]) -> None:
    """Give each page the headers and footers of its counterpart.

    A part is laid out before the page numbers are known, so its margin boxes are those without numbers;
    they are replaced.
    """
    for page, sheet in zip(pages, furniture, strict=True):
        checkpoints.pass_by()
        box = page._page_box  # noqa: SLF001 - WeasyPrint has no public way to join boxes
        content = [child for child in box.children if not isinstance(child, boxes.MarginBox)]
        margins = [child for child in sheet._page_box.children if isinstance(child, boxes.MarginBox)]  # noqa: SLF001
        box.children = (*content, *margins)
