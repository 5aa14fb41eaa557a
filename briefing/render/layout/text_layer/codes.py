"""The codes by which a PDF's text names the shapes of a font, each with the characters that it means.

A reader maps a code to characters. WeasyPrint's codes are the numbers of glyphs, and each is mapped to the
text of its first use; but fonts share glyphs among characters, and draw one character with several glyphs.
So a shape that is used for other text, or has several glyphs, gets a code of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from briefing.errors import Problem, RenderError

_LAST_CODE = 0xFFFF
_PLACES_FOR_MISSING = 512
"""WeasyPrint numbers the characters that a font lacks from the end of its glyphs on."""
VARIANTS = 8
_CODES = "text_layer_codes"


@dataclass(frozen=True, slots=True)
class GlyphShape:
    """Glyphs drawn as one: number and place of each, in font units; none is a blank.

    `width` is in thousandths of the size. Of blanks there are `VARIANTS`, each a little wider than the
    one before.
    """

    glyphs: tuple[tuple[int, int, int], ...]
    width: int
    variant: int = 0

    def glyph(self, widths: Mapping[int, int]) -> int | None:
        """Return the number of the glyph that is this shape, in a font whose glyphs have these widths."""
        if (
            len(self.glyphs) == 1
            and self.glyphs[0][1:] == (0, 0)
            and widths[self.glyphs[0][0]] == self.width
        ):
            return self.glyphs[0][0]
        return None


class FontCodes:
    """The codes of one font. A glyph's own number is its code in the text in which it is used first."""

    def __init__(self, font: Any) -> None:
        self._font = font
        self.own: dict[tuple[GlyphShape, str], int] = {}
        """Codes that are no glyph's number, by shape and text."""
        self.glyphs: dict[int, GlyphShape] = {}
        """Shapes of one glyph as it is, by its number."""
        self._blocks: dict[tuple[str, int], int] = {}
        self._next = int(font.glyph_count) + _PLACES_FOR_MISSING

    def code(self, shape: GlyphShape, text: str) -> int:
        """Return the code of a shape that means this text."""
        number = shape.glyph(self._font.widths)
        if number is not None and self._font.to_unicode.setdefault(number, text) == text:
            return number
        known = self.own.get((shape, text))
        if known is not None:
            return known
        if self._next > _LAST_CODE - 2 * VARIANTS:
            raise RenderError(
                Problem(
                    f"The font {self._font.family} has no codes left for '{text}'.",
                    "Divide the briefing, or set some of its text in another font.",
                )
            )
        if shape.glyphs:
            self.own[shape, text] = self._taken(1)
        else:
            self.own[shape, text] = self._block_of(text, shape.width - shape.variant) + shape.variant
        return self.own[shape, text]

    def digits(self, shape: GlyphShape, text: str) -> str:
        """Return the code of a shape that means this text, in hexadecimal digits."""
        return f"{self.code(shape, text):04x}"

    def _block_of(self, text: str, width: int) -> int:
        """Return the code of a blank's first variant.

        PDFium compares codes without fonts, so those of other variants differ in all fonts.
        """
        if (text, width) not in self._blocks:
            self._taken(-self._next % VARIANTS)
            self._blocks[text, width] = self._taken(VARIANTS)
        return self._blocks[text, width]

    def _taken(self, count: int) -> int:
        """Take codes that no glyph has; return the first."""
        self._next += count
        return self._next - count


def codes_of(font: Any) -> FontCodes:
    """Return the codes of a font of WeasyPrint's."""
    codes: FontCodes | None = getattr(font, _CODES, None)
    if codes is None:
        codes = FontCodes(font)
        put_codes(font, codes)
    return codes


def put_codes(font: Any, codes: FontCodes) -> None:
    """Give a font codes in place of its own."""
    setattr(font, _CODES, codes)
