"""Signs: text with its shape and place, and how they are shown in the content of a page."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pydyf
from weasyprint.matrix import Matrix

from briefing.render.layout.text_layer.clusters import Run
from briefing.render.layout.text_layer.codes import VARIANTS, GlyphShape, codes_of

PER_MILLE = 1000
DOT = GlyphShape((), 1)
"""A blank for text without a glyph. PDFium takes one without any width for a space."""
STATE = "text_layer_"
"""How the attributes of a stream begin that say what was drawn on it from right to left."""
_FROM_RIGHT = f"{STATE}from_right"


class Sign(NamedTuple):
    """Text with its shape, and its place in its run and its advance in thousandths of the size."""

    text: str
    shape: GlyphShape
    x: float
    advance: float = 0


def blank(width: int, number: int) -> GlyphShape:
    """Return a blank of about a width. Count them by `number`: PDFium drops one that repeats another."""
    variant = number % VARIANTS
    return GlyphShape((), width + variant, variant)


def signs_of(run: Run) -> Iterator[Sign]:
    """Yield the clusters of a run from left to right."""
    x = 0.0
    for cluster in run.clusters:
        yield Sign(cluster.text, cluster.shape, x, cluster.advance)
        x += cluster.advance


def has_state(stream: Any) -> bool:
    """Return whether text from right to left was drawn on a stream, on which the text after it depends."""
    return bool(state_of(stream))


def state_of(stream: Any) -> dict[str, Any]:
    """Return what a stream notes of text from right to left."""
    return {name: value for name, value in vars(stream).items() if name.startswith(STATE)}


def set_state(stream: Any, state: Mapping[str, Any]) -> None:
    """Note on a stream what another one noted."""
    for name, value in state.items():
        setattr(stream, name, value)


class DirectionOfReaders:
    """The direction in which pypdf takes characters that have none: that of the letter drawn last."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    @property
    def is_from_right(self) -> bool:
        return bool(getattr(self._stream, _FROM_RIGHT, False))

    def turn_right(self) -> None:
        setattr(self._stream, _FROM_RIGHT, True)

    def first_from_left(self, signs: Sequence[Sign]) -> int:
        """Return the place of the first sign that turns it to the left again, or of the end."""
        if not self.is_from_right:
            return 0
        turns = (place for place, sign in enumerate(signs) if any(map(_turns_left, sign.text)))
        first = next(turns, len(signs))
        if first < len(signs):
            setattr(self._stream, _FROM_RIGHT, False)
        return first


def _turns_left(character: str) -> bool:
    return unicodedata.bidirectional(character) == "L" or "0" <= character <= "9"


def show_on(stream: Any, run: Run, signs: Sequence[Sign], *, alone: bool) -> str:
    """Show signs from where the pen is, and return the operand; readers do not join what is `alone`."""
    if not signs:
        return ""
    if alone:
        _set_font(stream, run)
    else:
        stream.set_font_size(run.font.hash, run.size)
    digits = codes_of(run.font).digits
    shown = []
    for text, shape, _, advance in signs:
        shown.append(digits(shape, text))
        if back := int(shape.width - advance):
            shown.append(f">{back}<")
    operand = f"<{''.join(shown)}>".removesuffix("<>")
    stream.show_text(operand)
    return operand


def show(stream: Any, matrix: Any, run: Run, signs: Iterable[Sign]) -> None:
    """Show signs each at its place, by one operator, which readers do not join with others."""
    placed = list(signs)
    pen = placed[0].x
    stream.set_text_matrix(*(Matrix(e=run.x + pen * run.size / PER_MILLE) @ matrix).values)
    _set_font(stream, run)
    shown = ""
    for sign in placed:
        back = round(pen - sign.x)
        shown += (str(back) if back else "") + _code(run, sign)
        pen += sign.shape.width - back
    stream.show_text(_joined(shown))


def _set_font(stream: Any, run: Run) -> None:
    """Set the font, also where it is the one that is set: the stream leaves that out."""
    written = len(stream.stream)
    stream.set_font_size(run.font.hash, run.size)
    if len(stream.stream) == written:
        pydyf.Stream.set_font_size(stream, run.font.hash, run.size)


def _code(run: Run, sign: Sign) -> str:
    return f"<{codes_of(run.font).digits(sign.shape, sign.text)}>"


def _joined(shown: str) -> str:
    return shown.replace("><", "")
