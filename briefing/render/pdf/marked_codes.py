"""Fonts that write marks in place of codes, so that what is drawn can be put on any page.

Which code a shape has depends on all that is drawn on the page before it. Vertical places have marks, too,
so that what is drawn can be put anywhere on a page.
"""

from __future__ import annotations

import copy
import re
import zlib
from array import array
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import pydyf

from briefing.render.layout.text_layer.codes import FontCodes, GlyphShape, codes_of, put_codes
from briefing.render.pdf.vertical_places import read, with_places

FIRST_PLACE = 2**30
"""Numbers from this one on are those of vertical places, in what is shown."""
_MARK = re.compile(rb"\x01(\d+)\x02|(?<=<</MCID )(\d+)(?=>>)")


@dataclass(frozen=True, slots=True)
class RecordedSign:
    """A shape of a font that means some text."""

    font: Hashable
    shape: GlyphShape
    text: str


@dataclass(frozen=True, slots=True)
class DividedOperators:
    """Compressed operators, with %b for each sign, number of marked content and vertical place of `shown`.

    Of marked content `shown` has ~number, of a place `FIRST_PLACE` and its number among the `places`, which
    are in millionths of a pixel. Fonts and signs are in the order of their use.
    """

    operators: bytes
    shown: array[int]
    places: array[int]
    fonts: tuple[Hashable, ...]
    signs: tuple[int, ...]

    @property
    def size(self) -> int:
        """The bytes that are kept."""
        return len(self.operators) + 4 * len(self.shown) + 8 * len(self.places)


class RecordingFonts(dict[Hashable, Any]):
    """Fonts that write a mark for each code, and note which are used."""

    gives_marks = True
    """A sign is shown by the same mark wherever it is."""

    def __init__(self) -> None:
        super().__init__()
        self._signs: list[RecordedSign] = []
        self._numbers: dict[RecordedSign, int] = {}
        self._used_fonts: dict[Hashable, None] = {}
        self._codes_in: dict[Hashable, Any] = {}
        self._codes: dict[int, bytes] = {}

    def forget_codes(self) -> None:
        """Forget the codes in the fonts of a PDF that is written."""
        self._codes_in, self._codes = {}, {}

    def begin(self) -> None:
        """Note which fonts are used from here on."""
        self._used_fonts = {}

    def divided(self, operators: list[Any]) -> DividedOperators | None:
        """Divide operators at their marks; return None where text was drawn without marks for its codes."""
        used = [super(RecordingFonts, self).__getitem__(key) for key in self._used_fonts]
        if any(font.to_unicode or font.missing for font in used):
            for font in used:
                font.to_unicode.clear()
                font.missing.clear()
            return None
        places: dict[int, int] = {}

        def marked(place: bytes) -> bytes:
            return b"\x01%d\x02" % (FIRST_PLACE + places.setdefault(read(place), len(places)))

        written = b"\n".join(with_places(map(as_bytes, operators), marked))
        divided = _MARK.split(written.replace(b"%", b"%%"))
        shown = array(
            "i",
            (
                int(sign) if sign is not None else ~int(content)
                for sign, content in zip(divided[1::3], divided[2::3], strict=True)
            ),
        )
        signs = tuple(number for number in dict.fromkeys(shown) if 0 <= number < FIRST_PLACE)
        kept = zlib.compress(b"%b".join(divided[::3]), level=1)
        return DividedOperators(kept, shown, array("q", places), tuple(self._used_fonts), signs)

    def number(self, sign: RecordedSign) -> int:
        number = self._numbers.get(sign)
        if number is None:
            number = self._numbers[sign] = len(self._signs)
            self._signs.append(sign)
        return number

    def signs_from(self, number: int) -> list[RecordedSign]:
        """Return the signs from this number on."""
        return self._signs[number:]

    def widths(self, sign: RecordedSign) -> tuple[int | None, ...]:
        """Return the width of each glyph of a sign, None for one that was not measured."""
        widths = super().__getitem__(sign.font).widths
        return tuple(widths.get(glyph) for glyph, _, _ in sign.shape.glyphs)

    def codes_in(self, fonts: dict[Hashable, Any]) -> dict[int, bytes]:
        """Return the codes that were asked for in the fonts of a PDF, which stay what they are."""
        if self._codes_in is not fonts:
            self._codes_in, self._codes = fonts, {}
        return self._codes

    def code(self, number: int, fonts: dict[Hashable, Any]) -> bytes:
        """Return the code that a sign has in the fonts of a PDF, in hexadecimal digits."""
        sign = self._signs[number]
        font, recorded = fonts[sign.font], super().__getitem__(sign.font)
        for glyph, _, _ in sign.shape.glyphs:
            font.widths.setdefault(glyph, recorded.widths[glyph])
        code = self.codes_in(fonts)[number] = codes_of(font).digits(sign.shape, sign.text).encode()
        return code

    def __setitem__(self, key: Hashable, font: Any) -> None:
        put_codes(font, _MarkedCodes(font, key, self))
        super().__setitem__(key, font)

    def __getitem__(self, key: Hashable) -> Any:
        self._used_fonts[key] = None
        return super().__getitem__(key)


class _MarkedCodes(FontCodes):
    """Gives each sign a mark in place of a code."""

    def __init__(self, font: Any, key: Hashable, fonts: RecordingFonts) -> None:
        super().__init__(font)
        self._key, self._fonts = key, fonts
        self._latest: dict[str, tuple[GlyphShape, str]] = {}

    def digits(self, shape: GlyphShape, text: str) -> str:
        """Return the mark of a sign; most signs have the shape with which their text was shown last."""
        known = self._latest.get(text)
        if known is not None and known[0] is shape:
            return known[1]
        mark = f"\x01{self._fonts.number(RecordedSign(self._key, shape, text))}\x02"
        self._latest[text] = shape, mark
        return mark


def as_bytes(operator: Any) -> bytes:
    """Return what WeasyPrint puts on a stream as it is written."""
    if isinstance(operator, str):
        return operator.encode()
    return bytes(operator.data if isinstance(operator, pydyf.Object) else operator)


def unused_font(font: Any) -> Any:
    """Return a font as it is before anything is drawn with it."""
    unused = copy.copy(font)
    unused.widths, unused.to_unicode, unused.missing = {}, {}, {}
    unused.tables, unused.variations = list(font.tables), dict(font.variations)
    put_codes(unused, FontCodes(unused))
    return unused
