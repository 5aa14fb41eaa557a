"""The front of a document, whose table of contents names pages that come after it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from briefing.composition.views.document import PrintedBriefing
from briefing.render.templates.parts import ContentsEntry, DocumentPart
from briefing.render.templates.renderer import TemplateRenderer

if TYPE_CHECKING:
    from briefing.render.layout.typesetter import LaidOutPart, Typesetter

_LIKELY_FRONT_PAGES = 2
_MOST_TRIES = 4


def lay_out_front(
    front: DocumentPart,
    printed: PrintedBriefing,
    renderer: TemplateRenderer,
    typesetter: Typesetter,
    others: Sequence[LaidOutPart],
) -> LaidOutPart:
    """Lay out the front with the page numbers of the parts that follow it.

    The number of its own pages is assumed first; where that was wrong, it is laid out again.
    """
    count = _LIKELY_FRONT_PAGES
    for _ in range(_MOST_TRIES):
        contents = _contents(printed, _anchor_pages(others, count))
        laid_out = typesetter.lay_out(renderer.part(front, contents))
        if len(laid_out.pages) == count:
            break
        count = len(laid_out.pages)
    return laid_out


def _contents(printed: PrintedBriefing, pages: Mapping[str, int]) -> list[ContentsEntry]:
    """List the top-level sections and the annexes; `pages` are numbers by anchor."""
    entries = [
        *((section.number, section.title, section.anchor) for section in printed.sections),
        *(("", title, anchor) for anchor, title in printed.annexes.items()),
    ]
    return [
        ContentsEntry(number, title, anchor, str(pages.get(anchor, "")))
        for number, title, anchor in entries
    ]


def _anchor_pages(parts: Iterable[LaidOutPart], pages_before: int) -> dict[str, int]:
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
