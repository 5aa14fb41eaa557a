"""Pieces that were drawn in another process, with the signs and the widths of glyphs that they are made of.

A piece is taken only where the receiver has measured all its glyphs already, as the sender has: the width
of a glyph is rounded at the size at which it is shown first, and a piece must not depend on who drew it.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable

import msgspec

from briefing.render.layout.text_layer.codes import GlyphShape
from briefing.render.pdf.drawn_piece import Piece
from briefing.render.pdf.marked_codes import FIRST_PLACE, DividedOperators, RecordedSign, RecordingFonts
from briefing.render.pdf.structure.written_structure import PackedStructure


class SentSign(msgspec.Struct, frozen=True, array_like=True):
    """A sign; `widths` are those of the glyphs of its shape."""

    font: int
    glyphs: tuple[tuple[int, int, int], ...]
    width: int
    variant: int
    text: str
    widths: tuple[int, ...]


class SentPiece(msgspec.Struct, frozen=True, array_like=True):
    """A piece without a figure and without text from right to left.

    `linked` are its links that lead somewhere. `new_signs` are those that were not sent before; `signs`
    count from the first that was sent.
    """

    linked: tuple[int, ...]
    operators: bytes
    shown: bytes
    places: bytes
    fonts: tuple[int, ...]
    signs: tuple[int, ...]
    opacities: dict[str, float]
    marked: int
    structure: bytes
    new_signs: tuple[SentSign, ...]


class PieceSender:
    """Knows which signs of one set of fonts were sent."""

    def __init__(self) -> None:
        self._count = 0

    def sent(self, piece: Piece, linked: Iterable[int], fonts: RecordingFonts) -> SentPiece | None:
        """Return a piece to be sent; None for one that depends on its place or on what is before it."""
        divided = piece.divided
        keys = tuple(key for key in divided.fonts if isinstance(key, int))
        if piece.structure is None or piece.has_figure or piece.state or len(keys) < len(divided.fonts):
            return None
        new = fonts.signs_from(self._count)
        self._count += len(new)
        return SentPiece(
            tuple(sorted(linked)),
            divided.operators,
            divided.shown.tobytes(),
            divided.places.tobytes(),
            keys,
            divided.signs,
            piece.opacities,
            piece.marked,
            piece.structure.content,
            tuple(_sent_sign(sign, fonts) for sign in new),
        )


def _sent_sign(sign: RecordedSign, fonts: RecordingFonts) -> SentSign:
    assert isinstance(sign.font, int)  # noqa: S101 - Pango's hash of a font
    shape = sign.shape
    widths = tuple(width for width in fonts.widths(sign) if width is not None)
    return SentSign(sign.font, shape.glyphs, shape.width, shape.variant, sign.text, widths)


class PieceReceiver:
    """Makes the pieces that one sender has sent."""

    def __init__(self) -> None:
        self._sent: list[SentSign] = []
        self._numbers: dict[int, int] = {}

    def take(self, sent: SentPiece) -> None:
        """Note what signs are new."""
        self._sent.extend(sent.new_signs)

    def received(self, sent: SentPiece, fonts: RecordingFonts) -> Piece | None:
        """Return a piece with the numbers that its signs have in these fonts, which are the same each time.

        None where it has a font or a glyph that nothing was drawn with so far, or of another width.
        """
        if not all(key in fonts for key in sent.fonts):
            return None
        if not all(number in self._numbers or self._is_known(number, fonts) for number in sent.signs):
            return None
        shown, places = array("i"), array("q")
        shown.frombytes(sent.shown)
        places.frombytes(sent.places)
        divided = DividedOperators(
            sent.operators,
            array("i", [self._numbers[each] if 0 <= each < FIRST_PLACE else each for each in shown]),
            places,
            sent.fonts,
            tuple(self._numbers[number] for number in sent.signs),
        )
        return Piece(
            divided,
            sent.opacities,
            {},
            sent.marked,
            PackedStructure(sent.structure),
            has_figure=False,
        )

    def _is_known(self, number: int, fonts: RecordingFonts) -> bool:
        sent = self._sent[number]
        sign = RecordedSign(sent.font, GlyphShape(sent.glyphs, sent.width, sent.variant), sent.text)
        if sent.font not in fonts or fonts.widths(sign) != sent.widths:
            return False
        self._numbers[number] = fonts.number(sign)
        return True
