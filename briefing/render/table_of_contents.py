"""The front of a document, which names pages: in its table of contents, and where judgements go on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from briefing.composition.views.document import PrintedBriefing
from briefing.errors import RenderError
from briefing.render.templates.parts import ContentsEntry, DocumentPart
from briefing.render.templates.renderer import TemplateRenderer

if TYPE_CHECKING:
    from briefing.render.layout.laid_out_part import LaidOutPart
    from briefing.render.layout.typesetter import Typesetter

_LIKELY_FRONT_PAGES = 2
_MOST_TRIES = 6


def front_with_room(
    front: DocumentPart,
    printed: PrintedBriefing,
    renderer: TemplateRenderer,
    typesetter: Typesetter,
    others: Sequence[LaidOutPart],
) -> LaidOutPart:
    """Lay out the front with the page numbers of the parts that follow it, which begin a page.

    The numbers depend on how many pages the front has, and that may depend on the numbers: a longer number
    can break a line, and a line a page. So a number of pages is assumed, and the front is laid out again
    with the number that it came to. Where that does not settle, one assumption left room to spare, since
    the number cannot rise for ever: that front is filled up with blank pages, and its numbers are right.

    Raises RenderError where the front is longer each time than was assumed.
    """
    assumed = _LIKELY_FRONT_PAGES
    roomy: dict[int, LaidOutPart] = {}
    for _ in range(_MOST_TRIES):
        contents = contents_entries(printed, page_numbers(others, assumed))
        front, laid_out = with_overleaf(front, printed, renderer, typesetter, contents)
        count = len(laid_out.pages)
        if count == assumed:
            return laid_out
        if count < assumed:
            roomy[assumed] = laid_out
        assumed = count
    if not roomy:
        raise RenderError(
            "The table of contents cannot be numbered: the front gets longer with each attempt.",
            "Correct the template: do not let the length of its front grow with the page numbers in it.",
        )
    pages = min(roomy, key=lambda pages: pages - len(roomy[pages].pages))
    return _filled_up(roomy[pages], pages, renderer, typesetter)


def with_overleaf(
    front: DocumentPart,
    printed: PrintedBriefing,
    renderer: TemplateRenderer,
    typesetter: Typesetter,
    contents: Sequence[ContentsEntry],
) -> tuple[DocumentPart, LaidOutPart]:
    """Lay out the front, and again if other judgements come after the page of the first than it names."""
    laid_out = typesetter.lay_out(renderer.part(front, contents))
    overleaf = _overleaf(printed, laid_out)
    if overleaf == front.overleaf:
        return front, laid_out
    front = replace(front, overleaf=overleaf)
    return front, typesetter.lay_out(renderer.part(front, contents))


def _overleaf(printed: PrintedBriefing, front: LaidOutPart) -> tuple[str, ...]:
    """Return the labels of the judgements that are after the page of the first one."""
    pages = page_numbers([front])
    placed = [(pages[each.anchor], each.label) for each in printed.judgements if each.anchor in pages]
    return tuple(label for page, label in placed if page > placed[0][0])


def _filled_up(
    front: LaidOutPart, count: int, renderer: TemplateRenderer, typesetter: Typesetter
) -> LaidOutPart:
    """Add blank pages until the front has `count` pages."""
    from briefing.render.layout.page_joining import with_blank_pages

    # A page for headers and footers is one of the template's own, without any text of the document.
    missing = count - len(front.pages)
    _, *empty = typesetter.lay_out_furniture(renderer.furniture([False] * (missing + 1))).pages
    return with_blank_pages(front, empty)


def contents_entries(printed: PrintedBriefing, pages: Mapping[str, int]) -> list[ContentsEntry]:
    """Return a line for each top-level section and annex; `pages` are numbers by anchor."""
    entries = [
        *((each.number, each.title, each.anchor) for each in printed.sections if not each.is_headless),
        *(("", title, anchor) for anchor, title in printed.annexes.items()),
    ]
    return [
        ContentsEntry(number, title, anchor, str(pages.get(anchor, "")))
        for number, title, anchor in entries
    ]


def page_numbers(parts: Iterable[LaidOutPart], pages_before: int = 0) -> dict[str, int]:
    """Return the page number of each anchor; where an anchor occurs twice, the first counts.

    A part that runs on shares its first page with the part before it, so that page counts once.
    """
    numbers: dict[str, int] = {}
    number = pages_before
    for part in parts:
        number -= part.runs_on
        for page in part.pages:
            number += 1
            for anchor in page.anchors:
                numbers.setdefault(anchor, number)
    return numbers
