"""Lay out the pages in view before all others, from where the first part on them began so far."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.render.live.part_name import PartName, part_name
from briefing.render.part_sequence import PartSequence, page_count
from briefing.render.pipeline import LaidOutDocument
from briefing.render.templates.manifest import PartKind
from briefing.render.templates.parts import ContentsEntry, DocumentPart

if TYPE_CHECKING:
    from briefing.render.layout.laid_out_part import LaidOutPart


@dataclass(frozen=True, slots=True)
class ViewLayout:
    """Parts that follow one another and have all that is on the pages in view.

    The first of them begins on `first_page`. `others` are all other parts after the change, and
    `former_others` those before it. Where the last one `ends_as_before`, the pages after it stay what they
    are, and so does their number.
    """

    laid_out: tuple[LaidOutPart, ...]
    first_page: int
    others: tuple[DocumentPart, ...]
    former_others: tuple[DocumentPart, ...]
    ends_as_before: bool


def lay_out_view(
    sequence: PartSequence,
    parts: Sequence[DocumentPart],
    before: LaidOutDocument | None,
    contents: Sequence[ContentsEntry] | None,
    in_view: range,
) -> ViewLayout:
    """Lay out the parts on the pages in view; without a layout from `before` from the front on."""
    start = _start(parts, before, in_view.start)
    former = before.laid_out[start.old - 1] if before and start.old else None
    laid_out: list[LaidOutPart] = []
    printed = _as_before(parts, before)
    for laid in sequence.lay_out_again(printed[start.new :], former, contents):
        laid_out.append(laid)
        if _end_of_pages(start, laid_out) > in_view.stop:
            break
    return ViewLayout(
        tuple(laid_out),
        start.page,
        _without(printed, start.new, len(laid_out)),
        _without(before.parts, start.old, len(laid_out)) if before else (),
        before is not None and _ends_as_before(start, laid_out, before),
    )


def _end_of_pages(start: _Start, laid_out: Sequence[LaidOutPart]) -> int:
    """Return the place after the last page of parts."""
    return start.page + page_count([replace(laid_out[0], runs_on=False), *laid_out[1:]])


def _without(parts: Sequence[DocumentPart], place: int, count: int) -> tuple[DocumentPart, ...]:
    """Return all parts but as many as are counted from a place on."""
    return (*parts[:place], *parts[place + count :])


def _ends_as_before(start: _Start, laid_out: Sequence[LaidOutPart], before: LaidOutDocument) -> bool:
    """Return whether the last part of a view ends where the same part ended before."""
    last = start.old + len(laid_out) - 1
    return (
        last < len(before.laid_out)
        and before.page_ranges[last].stop == _end_of_pages(start, laid_out)
        and before.laid_out[last].end == laid_out[-1].end
    )


def rows_at_page_ends(document: LaidOutDocument, pages: range) -> frozenset[str]:
    """Return a row of the part with which each of these pages ends, where it is of a section.

    Such a part is laid out again when something above it gets another line.
    """
    last: dict[int, DocumentPart] = {}
    for part, on_pages in zip(document.parts, document.page_ranges, strict=True):
        last.update(dict.fromkeys(set(on_pages).intersection(pages), part))
        if on_pages.start >= pages.stop:
            break
    sections = (part.section for part in last.values())
    return frozenset(section.items[-1].row_id for section in sections if section and section.items)


@dataclass(frozen=True, slots=True)
class _Start:
    """A part by its place before the change and after it, and the page that it began on."""

    old: int = 0
    new: int = 0
    page: int = 0


def _start(parts: Sequence[DocumentPart], before: LaidOutDocument | None, page: int) -> _Start:
    """Return the first part on a page, or else the nearest one before it that there still is."""
    if before is None:
        return _Start()
    reached: list[tuple[int, DocumentPart, int]] = []
    for old, (part, pages) in enumerate(zip(before.parts, before.page_ranges, strict=True)):
        if pages.start <= page:
            reached.append((old, part, pages.start))
        if pages.stop > page:
            break
    place_of = _places(parts)
    for old, part, first in reversed(reached):
        if (new := place_of(old, part)) is not None:
            return _Start(old, new, first)
    return _Start()


def _places(parts: Sequence[DocumentPart]) -> Callable[[int, DocumentPart], int | None]:
    """Return a function from a part's place before a change, and the part, to its place after it."""

    @functools.cache
    def places() -> dict[PartName, int]:
        return {part_name(part): place for place, part in enumerate(parts)}

    def place_of(old: int, part: DocumentPart) -> int | None:
        name = part_name(part)
        # Most changes leave all parts where they are.
        return old if old < len(parts) and part_name(parts[old]) == name else places().get(name)

    return place_of


def _as_before(parts: Sequence[DocumentPart], before: LaidOutDocument | None) -> Sequence[DocumentPart]:
    """Leave out what was left out of the document, for which there was no room.

    As far as is known: a foot without room was not printed, or some elements of parts.
    """
    if before is None:
        return parts
    if before.parts[-1].kind is not PartKind.FOOT:
        parts = [part for part in parts if part.kind is not PartKind.FOOT]
    return [replace(part, omitted=before.omitted) for part in parts] if before.omitted else parts
