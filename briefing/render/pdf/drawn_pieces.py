"""What is drawn for each piece of a page, kept for the pages on which it is in the same place.

A piece is what is directly on a page: the content of a part of the document, or a header or footer. After
a keystroke one part is laid out again; the other pieces of its page are where they were, and so are not
drawn again. Their operators are kept, with a mark for each code of a shape, since which code a shape has
depends on all that is drawn on the page before it.

A piece with pictures, or with text from right to left, is drawn each time.
"""

from __future__ import annotations

import copy
import re
from collections import OrderedDict
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pydyf

from briefing.render import checkpoints
from briefing.render.layout.finished_pages.identity import piece_identity, shown_children
from briefing.render.layout.finished_pages.moved import settled, settled_child
from briefing.render.layout.text_layer.codes import FontCodes, GlyphShape, codes_of, put_codes
from briefing.render.layout.text_layer.signs import has_state

from weasyprint import draw  # isort: skip
from weasyprint.document import Page  # isort: skip
from weasyprint.stacking import StackingContext  # isort: skip

_MOST_BYTES = 16 * 2**20
_SIGN = re.compile(rb"\x01(\d+)\x02")
_VISIBLE = "visible"


@dataclass(frozen=True, slots=True)
class _Sign:
    """A shape of a font that means some text."""

    font: Hashable
    shape: GlyphShape
    text: str


@dataclass(frozen=True, slots=True)
class _Piece:
    """Operators, between which are the codes of `shown`; fonts and signs are in the order of their use."""

    operators: tuple[bytes, ...]
    shown: tuple[int, ...]
    fonts: tuple[Hashable, ...]
    signs: tuple[int, ...]
    opacities: dict[str, float]

    @property
    def size(self) -> int:
        return sum(map(len, self.operators)) + 8 * len(self.shown)


class DrawnPieces:
    """The pieces that were drawn with the fonts of one typesetter; those used last are kept."""

    def __init__(self) -> None:
        self._fonts = _Fonts()
        self._kept: OrderedDict[Hashable, _Piece | None] = OrderedDict()
        self._size = 0

    def stand_ins(self, page: Page) -> Page:
        """Return a copy of a page that is drawn from pieces, within `applied`."""
        page_box = page._page_box  # noqa: SLF001 - there is no public way to the boxes
        if page_box.style["overflow"] != _VISIBLE:
            return settled(page)
        page = copy.copy(page)
        children = [_StandIn(self, child, page_box) for child in shown_children(page_box)]
        page._page_box = page_box.copy_with_children(children)  # noqa: SLF001 - likewise
        return page

    @contextmanager
    def applied(self) -> Iterator[None]:
        """Draw pieces in the place of their stand-ins."""
        draw_whole = draw.draw_stacking_context

        def draw_piece_or_whole(stream: Any, context: Any) -> None:
            if isinstance(context.box, _StandIn):
                context.box.draw(stream)
            else:
                draw_whole(stream, context)

        draw.draw_stacking_context = draw_piece_or_whole
        try:
            yield
        finally:
            draw.draw_stacking_context = draw_whole

    def piece(self, child: Any, page_box: Any, stream: Any) -> _Piece | None:
        """Return what is drawn for a child of a page; None where that is to be drawn each time."""
        name = piece_identity(child)
        if name in self._kept:
            self._kept.move_to_end(name)
            return self._kept[name]
        piece = self._kept[name] = self._recorded(child, page_box, stream)
        self._size += piece.size if piece else 0
        while self._size > _MOST_BYTES:
            _, oldest = self._kept.popitem(last=False)
            self._size -= oldest.size if oldest else 0
        return piece

    def put(self, piece: _Piece, stream: Any) -> None:
        """Draw a piece, with the codes that its signs have on this page."""
        fonts = stream._fonts  # noqa: SLF001 - a stream has no public way to its fonts
        for key in piece.fonts:
            if key not in fonts:
                fonts[key] = _unused(self._fonts[key])
        codes = {number: self._fonts.code(number, fonts) for number in piece.signs}
        states = stream._resources["ExtGState"]  # noqa: SLF001 - likewise
        for name, opacity in piece.opacities.items():
            if name not in states:
                states[name] = pydyf.Dictionary({"CA" if name.startswith("A") else "ca": opacity})
        last = len(piece.shown)
        joined = [
            each
            for place, operators in enumerate(piece.operators)
            for each in (operators, codes[piece.shown[place]] if place < last else b"")
        ]
        if any(joined):
            stream.stream.append(b"".join(joined))

    def _recorded(self, child: Any, page_box: Any, stream: Any) -> _Piece | None:
        resources = {name: pydyf.Dictionary() for name in ("ExtGState", "XObject", "Pattern", "Shading")}
        resources["ColorSpace"] = stream._resources["ColorSpace"]  # noqa: SLF001 - likewise
        images: dict[str, Any] = {}
        self._fonts.begin()
        recording = stream.clone(fonts=self._fonts, resources=resources, images=images)
        recording._ctm_stack = [stream.ctm]  # noqa: SLF001 - likewise
        _draw(recording, child, page_box)
        states = resources["ExtGState"]
        is_text_and_lines = not (
            images or resources["XObject"] or resources["Pattern"] or resources["Shading"]
        )
        opacities = {name: next(iter(state.values())) for name, state in states.items() if len(state) == 1}
        if not is_text_and_lines or len(opacities) < len(states) or has_state(recording):
            return None
        return self._fonts.piece(recording.stream, opacities)


class _StandIn:
    """A child of a page that is drawn from its piece."""

    def __init__(self, pieces: DrawnPieces, child: Any, page_box: Any) -> None:
        self._pieces, self._child, self._page_box = pieces, child, page_box
        self.style = child.style

    def draw(self, stream: Any) -> None:
        checkpoints.pass_by()
        piece = None if has_state(stream) else self._pieces.piece(self._child, self._page_box, stream)
        if piece is None:
            _draw(stream, self._child, self._page_box)
        else:
            self._pieces.put(piece, stream)


def _draw(stream: Any, child: Any, page_box: Any) -> None:
    box = settled_child(child, page_box)
    draw.draw_stacking_context(stream, StackingContext.from_box(box, page_box))


class _Fonts(dict[Hashable, Any]):
    """Fonts that write a mark for each code, and note which are used."""

    def __init__(self) -> None:
        super().__init__()
        self._signs: list[_Sign] = []
        self._numbers: dict[_Sign, int] = {}
        self._used_fonts: dict[Hashable, None] = {}
        self._used: dict[int, None] = {}

    def begin(self) -> None:
        """Note what is used from here on."""
        self._used_fonts, self._used = {}, {}

    def piece(self, operators: list[Any], opacities: dict[str, float]) -> _Piece | None:
        """Return a piece of operators; None where text was drawn without a mark for its codes."""
        used = [super(_Fonts, self).__getitem__(key) for key in self._used_fonts]
        if any(font.to_unicode or font.missing for font in used):
            for key in self._used_fonts:
                del self[key]
            return None
        divided = _SIGN.split(b"\n".join(map(bytes, operators)))
        return _Piece(
            tuple(divided[::2]),
            tuple(map(int, divided[1::2])),
            tuple(self._used_fonts),
            tuple(self._used),
            opacities,
        )

    def number(self, sign: _Sign) -> int:
        number = self._numbers.get(sign)
        if number is None:
            number = self._numbers[sign] = len(self._signs)
            self._signs.append(sign)
        self._used[number] = None
        return number

    def code(self, number: int, fonts: dict[Hashable, Any]) -> bytes:
        """Return the code that a sign has in the fonts of a page, in hexadecimal digits."""
        sign = self._signs[number]
        font, recorded = fonts[sign.font], super().__getitem__(sign.font)
        for glyph, _, _ in sign.shape.glyphs:
            font.widths.setdefault(glyph, recorded.widths[glyph])
        return b"%04x" % codes_of(font).code(sign.shape, sign.text)

    def __setitem__(self, key: Hashable, font: Any) -> None:
        put_codes(font, _MarkedCodes(font, key, self))
        super().__setitem__(key, font)

    def __getitem__(self, key: Hashable) -> Any:
        self._used_fonts[key] = None
        return super().__getitem__(key)


class _MarkedCodes(FontCodes):
    """Gives each sign a mark in place of a code."""

    def __init__(self, font: Any, key: Hashable, fonts: _Fonts) -> None:
        super().__init__(font)
        self._key, self._fonts = key, fonts

    def code(self, shape: GlyphShape, text: str) -> int:
        return _CodeMark(self._fonts.number(_Sign(self._key, shape, text)))


class _CodeMark(int):
    def __format__(self, _: str) -> str:
        return f"\x01{int(self)}\x02"


def _unused(font: Any) -> Any:
    """Return a font as it is before anything is drawn with it."""
    unused = copy.copy(font)
    unused.widths, unused.to_unicode, unused.missing = {}, {}, {}
    unused.tables, unused.variations = list(font.tables), dict(font.variations)
    put_codes(unused, FontCodes(unused))
    return unused
