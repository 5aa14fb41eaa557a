"""A document that is laid out again after each change of its briefing, the pages in view first."""

from __future__ import annotations

import copy
import hashlib
from collections import defaultdict
from collections.abc import Callable, Container, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from briefing.composition.typed_words.unchanged_views import Composition
from briefing.composition.typed_words.words_in_place import TypedBriefing, WordsInPlace
from briefing.composition.views.document import PrintedBriefing
from briefing.errors import Check, Problem, RenderError, never_mind
from briefing.grading import Scales
from briefing.model.briefing import Briefing
from briefing.render.live.drawn_pages import DrawnPages
from briefing.render.live.events import (
    PX_TO_PT,
    AllCurrent,
    AllLaidOut,
    DrawnPage,
    Event,
    PagesCounted,
    ViewCurrent,
)
from briefing.render.live.former_values import with_former_values
from briefing.render.live.order import by_distance
from briefing.render.live.remembering_renderer import RememberingRenderer, skipped_sentence
from briefing.render.live.time_limit import OverdueError, within
from briefing.render.live.typed_rows import TypedRows
from briefing.render.live.view_layout import ViewLayout, lay_out_view, rows_at_page_ends
from briefing.render.page_budget.page_limit import page_limit
from briefing.render.part_sequence import PartSequence
from briefing.render.pipeline import (
    LaidOutDocument,
    Progress,
    beyond_limit,
    composed_again,
    lay_out_parts,
    no_progress,
    refuse_too_few_treaties,
    with_furniture,
)
from briefing.render.result import RowBox
from briefing.render.table_of_contents import contents_entries, page_numbers
from briefing.render.templates.loader import Template
from briefing.render.templates.manifest import PartKind
from briefing.render.templates.parts import ContentsEntry, DocumentPart, parts, with_rows_apart
from briefing.render.undrawn_figures import undrawn_figures

if TYPE_CHECKING:
    from briefing.render.layout.laid_out_part import Document, Page
    from briefing.render.layout.typesetter import Typesetter

PART_LIMIT_S = 20.0
"""A part that takes longer to lay out is left out of the preview."""
MANY_PAGES = 4
"""With so many pages that are not drawn, what is known of them is worth an event of its own."""
_FORMER_LAYOUTS = 32
"""So many layouts are kept besides those of the parts that are printed, for one that is taken back."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a document is made of; `earlier` is the issue against which changes are listed.

    `begin_ahead` is called where much is to be laid out.
    """

    briefing: Briefing
    template: Template
    typesetter: Typesetter
    earlier: Briefing | None = None
    begin_ahead: Callable[[], None] = field(default=lambda: None, compare=False)


@dataclass(frozen=True, slots=True)
class Prepared:
    """Pages that are prepared for a letter, with a row of each part with which one of them ends."""

    pages: range = range(0)
    rows_at_ends: frozenset[str] = frozenset()

    def apart(self, in_view: range) -> frozenset[str]:
        """Return rows whose parts are to be laid out row by row, for pages in view that are prepared."""
        return self.rows_at_ends if set(in_view) <= set(self.pages) else frozenset()


class LiveDocument:
    """Keeps what was laid out and drawn of one briefing, for the next change."""

    def __init__(self, scales: Scales, part_limit_s: float = PART_LIMIT_S) -> None:
        self._scales = scales
        self._part_limit_s = part_limit_s
        self._drawn = DrawnPages()
        self._renderer: RememberingRenderer | None = None
        self._kept_for: tuple[object, ...] = ()
        self._before: LaidOutDocument | None = None
        self._composed_before: Composition | None = None
        self._words: WordsInPlace | None = None
        self._finished: tuple[Content, PrintedBriefing, LaidOutDocument] | None = None
        self._prepared = Prepared()
        self._rows = TypedRows()

    def pages(
        self,
        content: Content,
        in_view: range,
        progress: Progress = no_progress,
        check: Check = never_mind,
        check_within: Check = never_mind,
    ) -> Generator[Event, None, None]:
        """Yield the pages after a change, those in view first; who is not interested any more may stop.

        `check` is called between all steps, `check_within` often in each; both may raise. A part that takes
        too long is left out, and is named among the flaws. Raises RenderError for what cannot be laid out.
        """

        typesetter = content.typesetter
        with self._limited_parts(typesetter), _checked(typesetter, check, check_within):
            is_complete = False
            while not is_complete:
                try:
                    yield from self._pages(content, in_view, progress)
                    is_complete = True
                except OverdueError:
                    self._skip_latest()
                    self._words = None

    def prepare(self, in_view: range, row: str, check: Check, check_within: Check) -> None:
        """Lay out and draw pages in view as is done once a letter is typed in a row on them.

        Of a row that is on none of them nothing is. Where the annexes are near, they are prepared to begin
        elsewhere. Nothing is done for pages that are not finished. Raises what the checks raise.
        """
        if self._finished is None or self._renderer is None:
            return
        content, printed, document = self._finished
        pages = [box.page for box in document.rows if box.row == row]
        is_in_view = not set(pages).isdisjoint(in_view)
        typesetter = content.typesetter
        typesetter.fetcher.drawings = printed.drawings
        with (
            suppress(OverdueError),
            self._limited_parts(typesetter),
            _checked(typesetter, check, check_within),
            _storing(typesetter, keeps_trees=True),
        ):
            if is_in_view:
                typed = TypedBriefing(printed, frozenset({row}))
                at_ends = rows_at_page_ends(document, in_view)
                for _ in self._provisional(
                    content, typed, self._renderer, in_view, is_final=False, apart=at_ends
                ):
                    pass
                self._prepared = Prepared(in_view, at_ends)
            last = max(pages) if is_in_view else in_view.stop - 1
            sequence = PartSequence(printed, content.template.spec, self._renderer, typesetter, _ignored)
            sequence.prepare_to_move(document.parts, document.laid_out, last)

    @contextmanager
    def _limited_parts(self, typesetter: Typesetter) -> Iterator[None]:
        """Limit the time that the layout of a part may take."""

        def guard(lay_out: Callable[[], Document]) -> Document:
            return within(self._part_limit_s, lay_out)

        before, typesetter.guard = typesetter.guard, guard
        try:
            yield
        finally:
            typesetter.guard = before

    def layout_of(self, content: Content) -> tuple[PrintedBriefing, LaidOutDocument] | None:
        """Return the finished pages of a document, to be written as a PDF; None where it changed since."""
        if self._finished is None or self._finished[0] != content:
            return None
        _, printed, document = self._finished
        # Who writes pages changes their links.
        pages = [copy.copy(page) for page in document.pages]
        return printed, replace(document, pages=pages)

    def _skip_latest(self) -> None:
        """Leave out the part that was being laid out. Raises RenderError where it was none."""
        part = self._renderer.latest if self._renderer else None
        if self._renderer is None or part is None or self._renderer.is_skipped(part):
            raise RenderError(
                "The headers and footers take too long to lay out.", "Use another template."
            ) from None
        self._renderer.skip(part)

    def _pages(self, content: Content, in_view: range, progress: Progress) -> Iterator[Event]:
        from briefing.render.layout.finished_pages.fill import filled_share

        refuse_too_few_treaties(content.briefing, content.template)
        if (typed := self._with_typed_words(content)) is not None and self._renderer:
            self._renderer.renew(typed.printed)
            # It is soon done, and not to be superseded: who types fast is to see it all the same.
            with _checked(content.typesetter, never_mind, never_mind):
                yield from self._provisional(content, typed, self._renderer, in_view, is_final=False)
        check = content.typesetter.check
        kept_for = content.briefing.id, content.template, content.typesetter
        if self._before is None or self._kept_for[:3] != kept_for:
            content.begin_ahead()
        composition = composed_again(
            self._composed_before, content.briefing, content.template, self._scales, content.earlier, check
        )
        printed = composition.printed
        if self._composed_before is not None:
            printed = with_former_values(printed, self._composed_before.printed)
        content.typesetter.fetcher.drawings = printed.drawings
        renderer = self._prepared_renderer(content, printed)
        self._words = WordsInPlace(content.briefing, printed, composition.rows)
        whole = TypedBriefing(printed, frozenset())
        is_view_current = yield from self._provisional(content, whole, renderer, in_view, is_final=True)
        # The boxes of a page are drawn once, and seldom needed after that.
        kept = content.typesetter.kept.whole_document(_FORMER_LAYOUTS)
        content.typesetter.ahead.remember_with(renderer.remember, printed)
        with kept, _storing(content.typesetter, keeps_trees=self._before is not None):
            laid_out = lay_out_parts(printed, _limited(content), content.typesetter, renderer, progress)
            yield PagesCounted(len(laid_out.pages), filled_share(laid_out.pages[-1]))
            document = with_furniture(laid_out)
        self._before, self._composed_before = document, replace(composition, printed=printed)
        renderer.numbers_before = page_numbers(document.laid_out)
        self._finished = None if any(self._skipped(document)) else (content, printed, document)
        for event in self._final(content, printed, document, in_view):
            if not (is_view_current and isinstance(event, ViewCurrent)):
                yield event

    def _with_typed_words(self, content: Content) -> TypedBriefing | None:
        """Return what is printed with the words that were typed; None where something else changed."""
        is_same = self._kept_for[1:3] == (content.template, content.typesetter)
        return self._words.with_words_of(content.briefing) if self._words and is_same else None

    def _prepared_renderer(self, content: Content, printed: PrintedBriefing) -> RememberingRenderer:
        """Return the renderer of the last change, or a new one for another document."""
        kept_for = (
            content.briefing.id,
            content.template,
            content.typesetter,
            printed.options,
            printed.cover.language,
        )
        if self._renderer is None or kept_for != self._kept_for:
            self._words = None
            self._renderer = RememberingRenderer(content.template, printed, self._part_limit_s)
            self._kept_for = kept_for
            self._before = None
            self._prepared = Prepared()
            self._rows = TypedRows()
            content.begin_ahead()
        self._renderer.renew(printed)
        content.typesetter.kept.most = len(parts(printed, content.template)) + _FORMER_LAYOUTS
        return self._renderer

    def _provisional(
        self,
        content: Content,
        typed: TypedBriefing,
        renderer: RememberingRenderer,
        in_view: range,
        *,
        is_final: bool,
        apart: frozenset[str] = frozenset(),
    ) -> Generator[DrawnPage | ViewCurrent, None, bool]:
        """Yield the pages in view as they are if all else is as it was; return whether it is.

        They are not final while the briefing is composed. The rows around those that are `apart` are laid
        out one by one, as is done around a row that is typed.
        """
        from briefing.render.layout.page_joining import join_pages, put_furniture
        from briefing.render.layout.row_boxes import row_boxes

        before, printed = self._before, typed.printed
        document_parts = parts(printed, content.template)
        front, contents = _front(document_parts[0], printed, renderer.front if before else None)
        document_parts = [front, *document_parts[1:]]
        if typed.row_ids and not apart:
            apart = self._prepared.apart(in_view)
        document_parts = with_rows_apart(
            document_parts, typed.row_ids | apart, printed.options, content.template.spec
        )
        sequence = PartSequence(
            printed,
            content.template.spec,
            renderer,
            content.typesetter,
            _ignored,
            partial(self._rows.lay_out_below, content.typesetter, typed),
        )
        if before and not is_final:
            former = before.laid_out[0].document
            lay_out_front = partial(self._rows.lay_out_front, content.typesetter, former)
            sequence = replace(sequence, lay_out_front=lay_out_front)
        view = lay_out_view(sequence, document_parts, before, contents, in_view)
        is_current = is_final and self._is_current(view, renderer)
        joined = join_pages([replace(view.laid_out[0], runs_on=False), *view.laid_out[1:]])
        pages = {
            place: page
            for place, page in enumerate(joined, start=view.first_page)
            if place in in_view and not (place == view.first_page and view.laid_out[0].runs_on)
        }
        furniture = before.furniture if before else ()
        if not all(_has_furniture(furniture, *each) for each in pages.items()):
            landscape = [page.width > page.height for page in joined]
            sheets = renderer.furniture(
                [False] * view.first_page + landscape, _limited(content).spec.max_pages
            )
            furniture = tuple(content.typesetter.lay_out_furniture(sheets).pages)
        put_furniture(list(pages.values()), [furniture[place] for place in pages])
        rows = {place: tuple(row_boxes([page])) for place, page in pages.items()}
        document = view.laid_out[0].document
        for place in _typed_first(rows, typed.row_ids):
            own = tuple(replace(row, page=place) for row in rows[place])
            if not is_final:
                self._drawn.draw_for_a_moment(document, pages[place], content.typesetter)
            yield self._drawn_page(content, document, place, pages[place], own, is_current=is_current)
        yield ViewCurrent(is_current)
        return is_current

    def _is_current(self, view: ViewLayout, renderer: RememberingRenderer) -> bool:
        """Return whether all but the pages in view is as it was, so that they are final.

        The number of all pages is printed on each, and that of some pages in the table of contents.
        """
        if self._before is None or self._composed_before is None or not view.ends_as_before:
            return False
        then = self._composed_before.printed
        if len(view.others) != len(view.former_others) or not renderer.is_furniture_same(then):
            return False
        one_of_each = {part.kind: part for part in view.others}.values()
        if not all(renderer.is_same(part, then) for part in one_of_each):
            return False
        pairs = zip(view.others, view.former_others, strict=True)
        return all(_without_contents(part) == _without_contents(former) for part, former in pairs)

    def _final(
        self, content: Content, printed: PrintedBriefing, document: LaidOutDocument, in_view: range
    ) -> Iterator[Event]:
        rows: dict[int, list[RowBox]] = defaultdict(list)
        for row in document.rows:
            rows[row.page].append(row)
        order = by_distance(len(document.pages), in_view)
        shown = sum(place in in_view for place in order) or 1
        keys = [""] * len(order)
        beyond = beyond_limit(document.pages, content.briefing, printed, content.template, self._scales)
        flaws = (*document.flaws, *beyond, *undrawn_figures(printed), *self._skipped(document))
        for count, place in enumerate(order, start=1):
            content.typesetter.check()
            page = document.pages[place]
            drawn = self._drawn_page(content, document.document, place, page, tuple(rows[place]))
            keys[place] = drawn.key
            yield drawn
            if count == shown:
                yield ViewCurrent()
                if sum(not self._drawn.has(other) for other in document.pages) >= MANY_PAGES:
                    yield AllLaidOut(document, flaws)
        content.typesetter.ahead.stop_drawing()
        self._drawn.forget_former(document.pages, content.typesetter)
        yield AllCurrent(document, tuple(keys), flaws)

    def _skipped(self, document: LaidOutDocument) -> Iterator[Problem]:
        for part in document.parts:
            if self._renderer and self._renderer.is_skipped(part):
                row = next(iter(part.section.items), part.section).row_id if part.section else ""
                remedy = "Shorten or hide its longest rows, or use another template."
                yield Problem(skipped_sentence(part), remedy, field=f"row {row}" if row else "")

    def _drawn_page(
        self,
        content: Content,
        document: Document,
        place: int,
        page: Page,
        rows: tuple[RowBox, ...],
        *,
        is_current: bool = True,
    ) -> DrawnPage:
        from briefing.render.layout.row_boxes import mentioned_on, mentions_on

        drawn = document, page, content.typesetter
        key = _key(self._drawn.key(*drawn), mentioned_on(page))
        size = page.width * PX_TO_PT, page.height * PX_TO_PT
        pdf, mentions = partial(self._drawn.pdf, *drawn), partial(mentions_on, page)
        return DrawnPage(place, key, pdf, *size, rows, is_current, mentions)


@contextmanager
def _checked(typesetter: Typesetter, check: Check, check_within: Check) -> Iterator[None]:
    """Have other functions called between the steps of a layout and within them."""
    before = typesetter.check, typesetter.check_within
    typesetter.check, typesetter.check_within = check, check_within
    try:
        yield
    finally:
        typesetter.check, typesetter.check_within = before


@contextmanager
def _storing(typesetter: Typesetter, *, keeps_trees: bool) -> Iterator[None]:
    """Have the boxes of all parts kept as bytes, and the box trees of long ones after the first layout."""
    typesetter.stores_boxes, typesetter.keeps_trees = True, keeps_trees
    try:
        yield
    finally:
        typesetter.stores_boxes = typesetter.keeps_trees = False


def _key(drawn: str, mentioned: Sequence[str]) -> str:
    """Return the key of a page with a drawing that mentions what is at these anchors.

    A row that takes the place of one with the same words changes no drawing.
    """
    if not mentioned:
        return drawn
    return f"{drawn}-{hashlib.blake2b(' '.join(mentioned).encode(), digest_size=8).hexdigest()}"


def _limited(content: Content) -> Template:
    return content.template.with_max_pages(page_limit(content.briefing, content.template))


def _front(
    front: DocumentPart,
    printed: PrintedBriefing,
    before: tuple[DocumentPart, Sequence[ContentsEntry]] | None,
) -> tuple[DocumentPart, Sequence[ContentsEntry] | None]:
    """Return the front with the table of contents that it had before."""
    if before is None:
        return front, None
    former, entries = before
    numbers = {entry.anchor: int(entry.page) for entry in entries if entry.page}
    same = replace(front, lists_contents=former.lists_contents, overleaf=former.overleaf)
    return same, contents_entries(printed, numbers)


def _without_contents(part: DocumentPart) -> DocumentPart:
    """Return a front as it is before it is laid out for the first time."""
    return replace(part, lists_contents=False, overleaf=()) if part.kind is PartKind.FRONT else part


def _typed_first(rows: Mapping[int, Sequence[RowBox]], row_ids: Container[str]) -> list[int]:
    """Return the places of pages, first those with some of these rows."""
    return sorted(rows, key=lambda place: not any(row.row in row_ids for row in rows[place]))


def _has_furniture(furniture: Sequence[Page], place: int, page: Page) -> bool:
    return place < len(furniture) and furniture[place].width == page.width


def _ignored(_part: DocumentPart) -> None:
    """Ignore that a part is begun."""
