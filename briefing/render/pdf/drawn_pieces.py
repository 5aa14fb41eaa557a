"""What is drawn for each piece of a page, kept for the pages on which it is again.

A piece is what is directly on a page: the content of a part of the document, or a header or footer. After
a keystroke one part is laid out again; the other pieces of its page are where they were or are moved, and
so are not drawn again. A part that can be moved is drawn as at the top of a page, and put at its place by
other vertical places in its operators, so that it is drawn as if it was laid out there. The operators of
pieces are kept, with a mark for each vertical place, and for each code of a shape, since which code a shape
has depends on all that is drawn on the page before it.

Content is marked for the structure tree, and a piece has its structure, so that an export of pages that the
preview has drawn joins what is kept. Marked content is counted from the first of the piece.

Pieces of a page that is shown for a moment have no structure. An export that needs one draws it again.

A piece with pictures is drawn each time, and so is what comes after text from right to left on its page.
"""

from __future__ import annotations

import copy
import zlib
from collections import OrderedDict, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from enum import Enum, auto
from functools import partial
from typing import Any, Protocol
from weakref import WeakKeyDictionary

import pydyf

from briefing.errors import Check
from briefing.render import checkpoints
from briefing.render.layout.finished_pages.identity import PART, piece_identity, shown_children
from briefing.render.layout.finished_pages.moved import MovedContent
from briefing.render.layout.finished_pages.stored import whole
from briefing.render.layout.text_layer.signs import has_state, set_state, state_of
from briefing.render.pdf.drawn_piece import Piece
from briefing.render.pdf.file_format import serialisation  # noqa: F401 - must precede drawing
from briefing.render.pdf.marked_codes import FIRST_PLACE, RecordingFonts, as_bytes, unused_font
from briefing.render.pdf.page_links import link_name, valid_links
from briefing.render.pdf.sent_pieces import PieceSender, SentPiece
from briefing.render.pdf.structure.accessibility import PieceOfPage, structure_of
from briefing.render.pdf.structure.later_structure import LaterStructure, PieceName, WaitingStructures
from briefing.render.pdf.structure.written_structure import WrittenStructure, packed
from briefing.render.pdf.vertical_places import millionths_of, read, with_places, written

from weasyprint import draw  # isort: skip
from weasyprint.document import Page  # isort: skip
from weasyprint.formatting_structure import boxes  # isort: skip
from weasyprint.matrix import Matrix  # isort: skip
from weasyprint.pdf.stream import Stream  # isort: skip
from weasyprint.stacking import StackingContext  # isort: skip

_MOST_BYTES = 24 * 2**20
_MOST_MOMENTARY = 256
"""Pieces without structure: those of the last page that is typed on, and some letters."""
_VISIBLE = "visible"
_of_typesetters: WeakKeyDictionary[Any, DrawnPieces] = WeakKeyDictionary()


def pieces_of(typesetter: Any) -> DrawnPieces:
    """Return the pieces that were drawn of what a typesetter laid out."""
    return _of_typesetters.setdefault(typesetter, DrawnPieces())


class PageTags(dict[Any, Any]):
    """The marked content of a page, as WeasyPrint counts it, besides that of pieces that were kept."""

    def __init__(self, before: int = 0) -> None:
        super().__init__()
        self.before = before

    def __len__(self) -> int:
        return self.before + super().__len__()

    def of_boxes(self) -> dict[Any, Any]:
        """Return the marks of boxes, with their numbers counted from the first."""
        return {box: {**mark, "mcid": mark["mcid"] - self.before} for box, mark in self.items()}


class Structured(Enum):
    """When the structure of a piece is made: at once, in a pause or when it is needed, or not at all."""

    NOW = auto()
    LATER = auto()
    NEVER = auto()


class PiecesElsewhere(Protocol):
    """Pieces that another process has drawn."""

    def take(self, name: Hashable, fonts: RecordingFonts) -> Piece | None:
        """Return the piece of this name, with these fonts, and keep it no more."""


class DrawnPieces:
    """The pieces that were drawn with the fonts of one typesetter; those used last are kept."""

    def __init__(self) -> None:
        self.elsewhere: PiecesElsewhere | None = None
        self._fonts = RecordingFonts()
        self._kept: OrderedDict[Hashable, Piece | None] = OrderedDict()
        self._momentary: OrderedDict[Hashable, None] = OrderedDict()
        """The names of pieces without structure, of which few are drawn again."""
        self._size = 0
        self._only_adds = False
        self._structured = Structured.NOW
        self._waiting = WaitingStructures()

    def make_structures(self, check: Check) -> None:
        """Make the structures that were to be made later; `check` is called often, and may raise."""
        self._waiting.make(check)

    def forget_unstructured(self, pages: Iterable[Page]) -> None:
        """Forget the pieces whose structure is not made yet, but for those on these pages."""
        current = {
            piece_identity(_laid_out(child))
            for page in pages
            for child in shown_children(page._page_box)  # noqa: SLF001 - there is no public way to the boxes
        }
        for name in self._waiting:
            if name[0] not in current:
                self._waiting.remove(name)
                self._forget(name)

    def stand_ins(self, page: Page) -> Page:
        """Return a copy of a page that is drawn from pieces, within `applied`."""
        page = copy.copy(page)
        page_box = page._page_box  # noqa: SLF001 - there is no public way to the boxes
        page._page_box = page_box.copy_with_children(self._stand_ins(page))  # noqa: SLF001 - likewise
        return page

    def _stand_ins(self, page: Page) -> list[StandIn]:
        linked: defaultdict[int, set[int]] = defaultdict(set)
        for part, link in map(link_name, valid_links(page)):
            linked[part].add(link)
        page_box = page._page_box  # noqa: SLF001 - likewise
        return [
            StandIn(self, child, page_box, frozenset(linked[getattr(child, PART)]))
            for child in shown_children(page_box)
        ]

    def to_send(self, page: Page, sender: PieceSender) -> SentPiece | None:
        """Draw what is on a page of a part; None where it is to be drawn on the page where it will be."""
        stand_ins = self._stand_ins(page)
        if len(stand_ins) != 1 or stand_ins[0].is_clipped:
            return None
        piece = self._recorded(stand_ins[0], _blank_stream())
        return None if piece is None else sender.sent(piece, stand_ins[0].linked, self._fonts)

    @contextmanager
    def applied(
        self, *, only_adds: bool = False, structured: Structured = Structured.NOW
    ) -> Iterator[None]:
        """Draw pieces in the place of their stand-ins.

        With `only_adds` pieces are kept only where there is room: who draws all pages comes to all that is
        kept, and would else forget each piece before it is needed.
        """
        self._only_adds, self._structured = only_adds, structured
        draw_whole = draw.draw_stacking_context

        def draw_piece_or_whole(stream: Any, context: Any) -> None:
            if isinstance(context.box, StandIn):
                context.box.draw(stream)
            else:
                draw_whole(stream, context)

        draw.draw_stacking_context = draw_piece_or_whole
        try:
            with _marked_content():
                yield
        finally:
            draw.draw_stacking_context = draw_whole
            self._fonts.forget_codes()

    def piece(self, place: StandIn, stream: Any) -> Piece | None:
        """Return what is drawn for a child of a page; None where that is to be drawn each time."""
        if place.is_clipped:
            return None
        for name in (place.name, place.placed_name):
            if name in self._kept and self._suffices(self._kept[name]):
                self._kept.move_to_end(name)
                if name in self._momentary:
                    self._momentary.move_to_end(name)
                return self._kept[name]
        piece = self.elsewhere.take(place.name, self._fonts) if self.elsewhere else None
        piece = piece or self._recorded(place, stream)
        if self._only_adds and self._size + _size_of(piece) > _MOST_BYTES:
            return piece
        # The structure of a figure has its place on the page.
        self._keep(place.placed_name if piece and piece.has_figure else place.name, piece)
        return piece

    def _keep(self, name: Hashable, piece: Piece | None) -> None:
        """Keep a piece, and forget those that were used longest ago where they are too many."""
        self._forget(name)
        self._kept[name] = piece
        self._size += _size_of(piece)
        if piece is not None and piece.structure is None:
            self._momentary[name] = None
        while len(self._momentary) > _MOST_MOMENTARY:
            self._forget(next(iter(self._momentary)))
        while self._size > _MOST_BYTES:
            self._forget(next(iter(self._kept)))

    def _forget(self, name: Hashable) -> None:
        self._size -= _size_of(self._kept.pop(name, None))
        self._momentary.pop(name, None)

    def _suffices(self, piece: Piece | None) -> bool:
        """Return whether a piece has structure where it is needed; what is drawn each time has it then."""
        return piece is None or piece.structure is not None or self._structured is Structured.NEVER

    def put(self, piece: Piece, stream: Any, by_px: float) -> None:
        """Draw a piece lower than it was recorded, with the codes that its signs have on this page."""
        divided, by = piece.divided, millionths_of(by_px)
        fonts = stream._fonts  # noqa: SLF001 - a stream has no public way to its fonts
        for key in divided.fonts:
            if key not in fonts:
                fonts[key] = unused_font(self._fonts[key])
        known = self._fonts.codes_in(fonts)
        codes = {number: known.get(number) or self._fonts.code(number, fonts) for number in divided.signs}
        states = stream._resources["ExtGState"]  # noqa: SLF001 - likewise
        for name, opacity in piece.opacities.items():
            if name not in states:
                states[name] = pydyf.Dictionary({"CA" if name.startswith("A") else "ca": opacity})
        first = len(stream._tags)  # noqa: SLF001 - likewise
        codes.update((~number, b"%d" % (first + number)) for number in range(piece.marked))
        codes.update(
            (FIRST_PLACE + number, written(place + by)) for number, place in enumerate(divided.places)
        )
        stream._tags.before += piece.marked  # noqa: SLF001 - likewise
        if operators := zlib.decompress(divided.operators) % tuple(map(codes.__getitem__, divided.shown)):
            stream.stream.append(operators)
        set_state(stream, piece.state)

    def _recorded(self, place: StandIn, stream: Any) -> Piece | None:
        resources = {name: pydyf.Dictionary() for name in ("ExtGState", "XObject", "Pattern", "Shading")}
        resources["ColorSpace"] = stream._resources["ColorSpace"]  # noqa: SLF001 - likewise
        images: dict[str, Any] = {}
        self._fonts.begin()
        tags = PageTags()
        recording = stream.clone(fonts=self._fonts, resources=resources, images=images, tags=tags)
        recording._ctm_stack = [stream.ctm]  # noqa: SLF001 - likewise
        box = place.draw_whole(recording)
        states = resources["ExtGState"]
        is_text_and_lines = not (
            images or resources["XObject"] or resources["Pattern"] or resources["Shading"]
        )
        opacities = {name: next(iter(state.values())) for name, state in states.items() if len(state) == 1}
        if not is_text_and_lines or len(opacities) < len(states) or not all(map(_is_described, tags)):
            return None
        divided = self._fonts.divided(recording.stream)
        if divided is None:
            return None
        state, marked = state_of(recording), len(tags)
        if self._structured is Structured.NEVER:
            return Piece(divided, opacities, state, marked, None, has_figure=False)
        make = partial(structure_of, place.as_piece(box), tags.of_boxes())
        if self._structured is Structured.LATER and not any(map(_may_be_figure, tags)):
            later = LaterStructure(make, is_of_page=not place.is_margin_box)
            self._waiting.add(place.name, later)
            return Piece(divided, opacities, state, marked, later, has_figure=False)
        structure = make()
        return Piece(divided, opacities, state, marked, packed(structure), structure.has_figure)


class StandIn:
    """A child of a page that is drawn from its piece; `linked` are its links that lead somewhere."""

    def __init__(self, pieces: DrawnPieces, child: Any, page_box: Any, linked: frozenset[int]) -> None:
        self._pieces, self._page_box, self.linked = pieces, page_box, linked
        self._root = _laid_out(child)
        self._by_px: float = child.by_px if isinstance(child, MovedContent) else 0.0
        self.style = child.style
        self.name: PieceName = (piece_identity(self._root), linked)
        self.placed_name = (piece_identity(child), linked)
        self.is_margin_box = isinstance(child, boxes.MarginBox)
        self.part: int = getattr(child, PART)
        self.is_clipped = page_box.style["overflow"] != _VISIBLE
        self.first_content = 0
        self._structure: Callable[[], WrittenStructure] = WrittenStructure

    def structure(self) -> WrittenStructure:
        """Return the structure of what was drawn."""
        return self._structure()

    def draw(self, stream: Any) -> None:
        checkpoints.pass_by()
        tags = stream._tags  # noqa: SLF001 - a stream has no public way to its tags
        self.first_content = len(tags)
        piece = None if has_state(stream) else self._pieces.piece(self, stream)
        if piece is not None:
            self._pieces.put(piece, stream, self._by_px)
            if piece.structure is not None:
                self._structure = piece.structure.unpacked
            return
        own = stream._tags = PageTags(self.first_content)  # noqa: SLF001 - likewise
        with _lower(stream, self._by_px):
            box = self.draw_whole(stream)
        tags.before += len(own) - own.before
        stream._tags = tags  # noqa: SLF001 - likewise
        self._structure = partial(structure_of, self.as_piece(box), own.of_boxes())

    def draw_whole(self, stream: Any) -> Any:
        """Draw all boxes; return the one that has all others."""
        box = whole(self._root)
        draw.draw_stacking_context(stream, StackingContext.from_box(box, self._page_box))
        return box

    def as_piece(self, box: Any) -> PieceOfPage:
        return PieceOfPage(box, self._page_box.margin_height() - self._by_px, self.linked)


def _laid_out(child: Any) -> Any:
    """Return a child of a page as it was laid out, before it was moved."""
    return child.root if isinstance(child, MovedContent) else child


@contextmanager
def _lower(stream: Any, by_px: float) -> Iterator[None]:
    """Draw lower on a stream, where what is drawn may ask for its transformation."""
    operators, by = stream.stream, millionths_of(by_px)
    with stream.stacked():
        begin = len(operators)
        stream._ctm_stack[-1] = Matrix(f=by_px) @ stream.ctm  # noqa: SLF001 - likewise
        yield
        drawn = map(as_bytes, operators[begin:])
        operators[begin:] = with_places(drawn, lambda place: written(read(place) + by))


@contextmanager
def _marked_content() -> Iterator[None]:
    """Mark content for the structure tree on all pages that are drawn."""
    paint = Page.paint

    def paint_marked(page: Page, stream: Any, scale: float = 1) -> None:
        stream._tags = PageTags()  # noqa: SLF001 - likewise
        paint(page, stream, scale)

    Page.paint = paint_marked
    try:
        yield
    finally:
        Page.paint = paint


def _blank_stream() -> Stream:
    """Return a stream for pieces that are put on no page."""
    resources = {"ColorSpace": pydyf.Dictionary()}
    nowhere = (0.0, 0.0, 0.0, 0.0)
    return Stream({}, nowhere, resources, {}, PageTags(), color_profiles={}, output_intent=None)


def _is_described(box: Any) -> bool:
    """Return whether a box is no picture without a description, which WeasyPrint reports."""
    return (
        not isinstance(box, boxes.ReplacedBox) or bool(box.element.get("alt")) or box.element.tag != "img"
    )


def _may_be_figure(box: Any) -> bool:
    """Return whether a box may be tagged as a figure; an `img` may also be the text in place of one."""
    return isinstance(box, boxes.ReplacedBox) or box.element_tag == "img"


def _size_of(piece: Piece | None) -> int:
    return piece.size if piece else 0
