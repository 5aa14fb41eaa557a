"""The parts of a document laid out one after another, each where the one before it ends.

The front comes first and has the table of contents, which names pages that are only known once the parts
after it are laid out; and where these begin depends on where the front ends. So all is laid out with the
page numbers left empty, then the front again with the numbers. Where the table of contents keeps room for
its numbers, the front ends in the same place, and nothing else is laid out twice. Where numbers from before
a change are known, and it is certain that the front ends with them as without any, it begins with these.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from briefing.composition.judgements.argument_map import items
from briefing.composition.views.document import PrintedBriefing
from briefing.render.table_of_contents import contents_entries, front_with_room, page_numbers, with_overleaf
from briefing.render.templates.manifest import TemplateSpec
from briefing.render.templates.parts import ANYWHERE, ANYWHERE_PX, ContentsEntry, DocumentPart, Ending
from briefing.render.templates.renderer import TemplateRenderer

if TYPE_CHECKING:
    from briefing.render.layout.laid_out_part import LaidOutPart, Page, RunOnPlace
    from briefing.render.layout.typesetter import Typesetter

MOST_PAGES_WITHOUT_CONTENTS = 8
"""A document of more pages has a table of contents, where its template and its options want one."""

_MOST_ROWS_OF_A_SHORT_DOCUMENT = 30
"""A first guess, which spares a second layout: more rows than these take more pages than that."""
_MOST_TRIES = 6
_NEAR_TOP_PX = 1.0
"""An offset of nothing would let margins collapse that do not where a part is moved to."""
_NEAR_PAGES = 4
"""A row that gets another line seldom moves what is on later pages: pages end with some room."""
_LEAST_LAST_PAGE = 0.5
"""A last page of which less is taken is spared where the end of the document can be set closer."""


@dataclass(frozen=True, slots=True)
class PartSequence:
    """Lays out the parts of one printed briefing; `begun` is called with each when it is begun.

    `lay_out_below` lays out a part with its HTML below another one, in place of the typesetter's function,
    and `lay_out_front` the front, as far as it can.
    `meanwhile` is called with all parts while another process lays out the front with its page numbers.
    """

    printed: PrintedBriefing
    spec: TemplateSpec
    renderer: TemplateRenderer
    typesetter: Typesetter
    begun: Callable[[DocumentPart], None]
    lay_out_below: Callable[[DocumentPart, str], LaidOutPart] | None = None
    meanwhile: Callable[[Sequence[LaidOutPart]], object] = lambda _: None
    lay_out_front: Callable[[str], LaidOutPart | None] = lambda _: None

    def lay_out(self, parts: Sequence[DocumentPart]) -> list[LaidOutPart]:
        """Lay out the parts in their order.

        Raises RenderError where the front gets longer with each page number that is put into it.
        """
        front, *others = parts
        is_long = self._is_likely_long
        numbers = self._first_numbers(replace(front, lists_contents=is_long))
        laid_out: list[LaidOutPart] = []
        for attempt in range(_MOST_TRIES):
            laid_out = self._from_front(replace(front, lists_contents=is_long), others, numbers, laid_out)
            assumed = (numbers, is_long)
            numbers = page_numbers(laid_out)
            if attempt < 2 and self.spec.parts_run_on:  # noqa: PLR2004 - it must not come and go for ever
                is_long = page_count(laid_out) > MOST_PAGES_WITHOUT_CONTENTS
            if assumed == (numbers, is_long):
                return laid_out
        return self._apart(replace(front, lists_contents=is_long), others)

    def _first_numbers(self, front: DocumentPart) -> Mapping[str, int]:
        """Return the page numbers from before, or none unless the front ends with them as with none."""
        before = self.renderer.numbers_before
        if not before:
            return {}
        contents, without = (contents_entries(self.printed, numbers) for numbers in (before, {}))
        last, _ = with_overleaf(front, self.printed, self.renderer, self.typesetter, contents)
        for each in (front,) if last == front else (front, last):
            laid_out = self.typesetter.lay_out(self.renderer.part(each, contents))
            if not self.typesetter.ends_alike(laid_out, self.renderer.part(each, without)):
                return {}
        return before

    def lay_out_again(
        self,
        parts: Sequence[DocumentPart],
        before: LaidOutPart | None,
        contents: Sequence[ContentsEntry] | None,
    ) -> Iterator[LaidOutPart]:
        """Lay out some of the parts, the first where the one `before` it ends; without one it is the front.

        The front has these `contents`, or without any those of the first attempt.
        """
        if before is None:
            front, *parts = parts
            if contents is None:
                front = replace(front, lists_contents=self._is_likely_long)
                contents = contents_entries(self.printed, {})
            first = self.lay_out_front(self.renderer.part(front, contents))
            if first is None:
                _, first = with_overleaf(front, self.printed, self.renderer, self.typesetter, contents)
            before = first if self.spec.parts_run_on else None
            yield first
        yield from self._in_order(parts, before)

    def lay_out_unbroken(self, parts: Iterable[DocumentPart]) -> Iterator[LaidOutPart]:
        """Lay out some of the parts, each near the top of a page, from where it can be moved."""
        before: LaidOutPart | None = None
        for part in parts:
            self.typesetter.check()
            end = before.end if before and self._may_run_on(part) else None
            if end:
                before = self._laid_out_below(
                    _begun_at(part, replace(end, offset_px=_NEAR_TOP_PX, notes_px=0.0))
                )
            else:
                before = self.alone(part)
            yield before

    def prepare_to_move(
        self, parts: Sequence[DocumentPart], laid_out: Sequence[LaidOutPart], page: int
    ) -> None:
        """Do for long parts soon after a page what can be done before they begin elsewhere.

        They are all parts of a document, as they were laid out.
        """
        pages = page_ranges(laid_out)
        next(pages, None)
        for before, part, own in zip(laid_out, parts[1:], pages, strict=False):
            end = before.end if self._may_run_on(part) else None
            is_near = page <= own.start <= page + _NEAR_PAGES
            if part.section or not is_near or end is None or end.notes_px:
                continue
            for ending in (Ending.USUAL, Ending.TIGHT):
                begun = replace(_begun_at(part, end), offset_px=ANYWHERE_PX, ending=ending)
                self.typesetter.prepare_to_move(self.renderer.part(begun), end.offset_px)

    def alone(self, part: DocumentPart) -> LaidOutPart:
        """Lay out a part by itself, to see what it needs."""
        return self.typesetter.lay_out(self.renderer.part(part))

    def _from_front(
        self,
        front: DocumentPart,
        others: Sequence[DocumentPart],
        numbers: Mapping[str, int],
        earlier: Sequence[LaidOutPart],
    ) -> list[LaidOutPart]:
        """Lay out the front, and the others again where it does not end as in the `earlier` attempt."""
        if not earlier:
            self.begun(front)
        contents = contents_entries(self.printed, numbers)
        if earlier and self.typesetter.prepare(self.renderer.part(front, contents)):
            self.meanwhile(earlier)
        _, first = with_overleaf(front, self.printed, self.renderer, self.typesetter, contents)
        if earlier and first.ends_like(earlier[0]):
            return [first, *earlier[1:]]
        # Templates that do not say that their parts run on were written for sections that do so only among
        # themselves.
        before = first if self.spec.parts_run_on else None
        return [first, *self._in_order(others, before, announce=not earlier)]

    def _in_order(
        self,
        parts: Iterable[DocumentPart],
        before: LaidOutPart | None,
        *,
        announce: bool = False,
    ) -> Iterator[LaidOutPart]:
        for part in parts:
            self.typesetter.check()
            if announce:
                self.begun(part)
            self.typesetter.ahead.wait_for(part, self.typesetter.check)
            before = self._after(before, part)
            yield before

    def _after(self, before: LaidOutPart | None, part: DocumentPart) -> LaidOutPart:
        """Lay out a part after the one before it, so that little is not left for a page of its own."""
        if part.section is None:
            self._prepare_after(before, replace(part, ending=Ending.TIGHT))
        usual = self._begun_after(before, part)
        if usual.closing_page_share > _LEAST_LAST_PAGE:
            return usual
        tight = self._begun_after(before, replace(part, ending=Ending.TIGHT))
        if page_count([tight]) < page_count([usual]):
            return tight
        if usual.leaves_closing_alone:
            kept = self._begun_after(before, replace(part, ending=Ending.KEPT))
            return usual if kept.leaves_closing_alone else kept
        return usual

    def _prepare_after(self, before: LaidOutPart | None, part: DocumentPart) -> None:
        """Have another process lay out a part, which may be wanted where `_begun_after` begins it."""
        end = self._place_after(before, part)
        if end is None or end.notes_px:
            return
        html = self.renderer.part(replace(_begun_at(part, end), offset_px=ANYWHERE_PX))
        self.typesetter.prepare_below(html, end.offset_px)

    def _begun_after(self, before: LaidOutPart | None, part: DocumentPart) -> LaidOutPart:
        """Lay out a part where the one before it ends, or on a new page where it cannot begin there."""
        end = self._place_after(before, part)
        if before and end:
            laid_out = self._laid_out_below(_begun_at(part, end))
            if laid_out.can_follow(before, end):
                return laid_out
        return self.typesetter.lay_out(self.renderer.part(part))

    def _place_after(self, before: LaidOutPart | None, part: DocumentPart) -> RunOnPlace | None:
        """Return where a part may begin on the last page of the one before it."""
        end = before.end if before and self._may_run_on(part) else None
        return end if end and end.has_room(for_heading=not part.is_continued) else None

    def _laid_out_below(self, part: DocumentPart) -> LaidOutPart:
        """Lay out a part at its offset."""
        if not part.notes_px:
            html = self.renderer.part(replace(part, offset_px=ANYWHERE_PX))
            # The page of a user's template may use the offset in another way, or not at all.
            if html.count(ANYWHERE) == 1:
                if self.lay_out_below:
                    return self.lay_out_below(part, html)
                return self.typesetter.lay_out_below(html, part.offset_px)
        return self.typesetter.lay_out(self.renderer.part(part), runs_on=True)

    def _may_run_on(self, part: DocumentPart) -> bool:
        """Return whether a part may begin on the page on which the one before it ends."""
        if part.is_continued:
            return True
        if self.printed.options.get("new_page", not self.spec.parts_run_on):
            return False
        return self.spec.parts_run_on or part.section is not None

    @property
    def _is_likely_long(self) -> bool:
        rows = sum(1 for _ in items(self.printed.sections))
        return rows > _MOST_ROWS_OF_A_SHORT_DOCUMENT or not self.spec.parts_run_on

    def _apart(self, front: DocumentPart, others: Iterable[DocumentPart]) -> list[LaidOutPart]:
        """Lay out the front by itself, and the parts after it on pages of their own."""
        laid_out = list(self._in_order(others, None))
        return [front_with_room(front, self.printed, self.renderer, self.typesetter, laid_out), *laid_out]


def _begun_at(part: DocumentPart, place: RunOnPlace) -> DocumentPart:
    """Return a part that begins at a place on the page of the part before it."""
    # A section leaves its own space above its heading.
    margin_px = place.margin_px if part.is_continued else 0.0
    return replace(part, offset_px=place.offset_px, notes_px=place.notes_px, margin_px=margin_px)


def page_count(laid_out: Sequence[LaidOutPart]) -> int:
    """Return the number of pages of all parts together."""
    return sum(len(part.pages) - part.runs_on for part in laid_out)


def pages_of(laid_out: Iterable[LaidOutPart]) -> Iterator[Page]:
    """Yield the pages of all parts together; of one that several parts share that of the first of them."""
    for part in laid_out:
        yield from part.pages[part.runs_on :]


def page_ranges(laid_out: Iterable[LaidOutPart]) -> Iterator[range]:
    """Yield the places of the pages of each part."""
    end = 0
    for part in laid_out:
        first = end - part.runs_on
        end = first + len(part.pages)
        yield range(first, end)
