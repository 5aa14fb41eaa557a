"""Draw what a line has from right to left, so that readers extract it in logical order.

A PDF has no order of text but that of its drawing, and readers guess the rest. poppler sorts characters
by their place, and reverses those from right to left. PDFium sorts what one operator draws by where that
begins; it reverses a line from right to left as a whole, but in a line from left to right only
neighbouring letters: neither words nor marks among letters. pypdf keeps the order of drawing, and
reverses what is from right to left until the font is set again. So text is drawn

- in a line from right to left, run by run, each from left to right;
- in a line from left to right, word by word in logical order. All words but the first begin near the
  right end, with a blank, since none may begin to the left of the one before. In a word, letters are
  drawn from left to right and marks in the order of speech; pypdf alone reads a word with marks between
  its letters in the wrong order.

Blanks mean U+200E or U+200F, which readers take for the direction of what is beside them, and which are not
printed. They are where a reader would take a space, or a mark at the end, for a part of the text beside it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise, zip_longest
from typing import Any

from briefing.render.layout.text_layer.clusters import Run
from briefing.render.layout.text_layer.codes import GlyphShape
from briefing.render.layout.text_layer.places import Embedding
from briefing.render.layout.text_layer.signs import (
    DOT,
    PER_MILLE,
    STATE,
    DirectionOfReaders,
    Sign,
    blank,
    show,
    signs_of,
)

_FROM_LEFT, _FROM_RIGHT, _JOINER = "\u200e", "\u200f", "\u2060"
_BEGUN, _BLANKS = f"{STATE}begun", f"{STATE}blanks"
_BEFORE_END = 60
_STEP = 0.6
"""Each word begins so far to the right of the one before, so that rounding does not change their order."""
_NEAR = 250
"""poppler takes what is drawn so near to the left of a character for a part of its word."""
_SAME = 80
"""poppler takes what begins so near to a character for the same character drawn twice."""
_LETTERS = frozenset({"R", "AL"})
_DIGITS = frozenset("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")


def draw_embedded(stream: Any, runs: Iterable[Run], matrix: Any, place: Embedding) -> None:
    """Draw the runs of one box in an embedding."""
    drawing = _Drawing(stream, matrix, place)
    visual = list(runs)
    logical = sorted(visual, key=lambda run: run.start)
    goes_on = {after.start for before, after in pairwise(visual) if not before.from_right}
    if place.is_first and place.marks:
        drawing.show_marks(logical[0])
    for number, run in enumerate(logical):
        if place.from_right:
            drawing.draw_run(run, goes_on=run.start in goes_on)
        else:
            drawing.draw_words(run, is_first=place.is_first and not number)
        if run.from_right:
            drawing.readers.turn_right()


class _Drawing:
    def __init__(self, stream: Any, matrix: Any, place: Embedding) -> None:
        self._stream = stream
        self._matrix = matrix
        self._place = place
        self.readers = DirectionOfReaders(stream)

    def _show(self, run: Run, signs: Sequence[Sign]) -> None:
        if signs:
            show(self._stream, self._matrix, run, signs)

    def show_marks(self, run: Run) -> None:
        """Show the signs of the line's direction before the left end."""
        own = _FROM_RIGHT if self._place.from_right else _FROM_LEFT
        signs: list[Sign] = []
        x = (self._place.left - run.x) / run.size * PER_MILLE
        for text in (own + _JOINER) * self._place.marks:
            sign = self._blank(text, x)
            x -= sign.shape.width
            signs.append(sign._replace(x=x))
        self._show(run, signs[::-1])

    # In a line from right to left

    def draw_run(self, run: Run, *, goes_on: bool) -> None:
        """Draw a run from left to right, but what ends it after its letters, each character by itself.

        `goes_on` says whether it goes on from one at its left that runs from left to right.
        """
        signs = _characters(run)
        if run.from_right:
            end = _end_of_letters(signs)
            if end:
                word = list(_joiners_apart(signs[:end]))
                self._show(run, [*_mark_at_end(word[-1]), *word[::-1]])
            others, letters = signs[end:], []
        else:
            end = self.readers.first_from_left(signs)
            others, letters = signs[:end], signs[end:]
        # Without the blank, poppler takes the space to the left of a number or word for a part of it.
        for piece in (*([sign] for sign in others), letters):
            if piece:
                sign = self._blank(_FROM_LEFT if goes_on else _FROM_RIGHT, piece[0].x)
                self._show(run, [sign._replace(x=sign.x - sign.shape.width), *piece])

    # In a line from left to right

    def draw_words(self, run: Run, *, is_first: bool) -> None:
        """Draw the words of a run, and the spaces between them, in logical order."""
        for is_space, part in groupby(_characters(run), lambda sign: sign.text.isspace()):
            word = list(part)
            if is_space:
                for sign in word:
                    # PDFium measures gaps by the width of a space, so the blank is about as wide.
                    space = self._blank(sign.text, self._next_start(run), sign.shape.width)
                    self._show(run, [space])
            elif is_first:
                drawn = _word(word) if run.from_right else word
                # The first letters end at the right end; the blank keeps the space there out of this text.
                letters = next(place for place, sign in enumerate(drawn) if sign.x == word[0].x) + 1
                end = Sign(_FROM_LEFT, DOT, word[0].x + word[0].shape.width)
                self._show(run, list(_kept_apart([*drawn[:letters], end, *drawn[letters:]])))
                is_first = False
            else:
                drawn = _word(word) if run.from_right else word
                start = self._blank(_FROM_RIGHT, self._next_start(run))
                self._show(run, [start, *_kept_apart(drawn)])

    def _blank(self, text: str, x: float, width: int = DOT.width) -> Sign:
        """Return a blank of about a width, unlike the last ones."""
        number = getattr(self._stream, _BLANKS, 0)
        setattr(self._stream, _BLANKS, number + 1)
        return Sign(text, blank(width, number), x)

    def _next_start(self, run: Run) -> float:
        """Return where the next word begins, in thousandths of the size from the left of the run."""
        line, start = getattr(self._stream, _BEGUN, (None, 0.0))
        unit = run.size / PER_MILLE
        start = start + _STEP * unit if line is self._place.line else -_BEFORE_END * unit
        setattr(self._stream, _BEGUN, (self._place.line, start))
        return (self._place.right + start - run.x) / unit


def _end_of_letters(signs: Sequence[Sign]) -> int:
    """Return the place after the last letter or mark."""
    places = (
        place
        for place in range(len(signs), 0, -1)
        if unicodedata.bidirectional(signs[place - 1].text[0]) in {*_LETTERS, "NSM"}
    )
    return next(places, 0)


def _is_mark(sign: Sign) -> bool:
    """Say whether it is a mark or a joiner, which readers do not take for a letter."""
    return unicodedata.category(sign.text[0])[0] in "MC"


def _mark_at_end(last: Sign) -> list[Sign]:
    """Return a sign of the direction for the left of text that ends with a mark."""
    return [Sign(_FROM_RIGHT, DOT, last.x - DOT.width)] if _is_mark(last) else []


def _joiners_apart(signs: Sequence[Sign]) -> Iterator[Sign]:
    """Yield signs, with a blank before a joiner that follows a mark: PDFium would not reverse the two."""
    for before, sign in zip([None, *signs], signs, strict=False):
        if before and _is_mark(before) and unicodedata.category(sign.text[0]) == "Cf":
            yield Sign(_FROM_RIGHT, DOT, sign.x)
            yield sign._replace(x=sign.x - DOT.width)
        else:
            yield sign


def _word(characters: Sequence[Sign]) -> list[Sign]:
    """Return a word as it is drawn: letters side by side from left to right, other characters alone."""
    drawn: list[Sign] = []
    for are_letters, part in groupby(characters, _is_letter):
        together = list(part)
        drawn += together[::-1] if are_letters else together
    return [*drawn, *_mark_at_end(characters[-1])]


def _kept_apart(signs: Sequence[Sign]) -> Iterator[Sign]:
    """Yield signs, with a blank before one to the left that poppler would take for the next letter.

    Two signs that begin at one place keep it from that.
    """
    for sign, following in zip_longest(signs, signs[1:]):
        yield sign
        if following and sign.x - following.x > _SAME and sign.x + sign.shape.width - following.x < _NEAR:
            yield Sign(_FROM_RIGHT, DOT, sign.x)


def _is_letter(sign: Sign) -> bool:
    return unicodedata.bidirectional(sign.text[0]) in _LETTERS


def _characters(run: Run) -> list[Sign]:
    """Return the text of a run in logical order, from right to left character by character.

    The first character of a cluster has its shape. A number of Arabic digits is one sign: pypdf reverses
    them.
    """
    if run.from_right:
        clusters = enumerate(reversed(list(signs_of(run))))
        return [sign for place, cluster in clusters for sign in _divided(cluster, place)]
    signs: list[Sign] = []
    for is_number, part in groupby(signs_of(run), lambda sign: _DIGITS.issuperset(sign.text)):
        if is_number:
            signs.append(_joined(list(part), run.font.upem))
        else:
            signs.extend(part)
    return signs


def _divided(cluster: Sign, place: int) -> Iterator[Sign]:
    yield cluster._replace(text=cluster.text[0])
    dot = blank(DOT.width, place)
    for number, character in enumerate(cluster.text[1:], start=1):
        yield Sign(character, dot, cluster.x - number * dot.width)


def _joined(signs: Sequence[Sign], units_per_em: int) -> Sign:
    """Return signs next to each other as one."""
    glyphs = tuple(
        (number, x + round((sign.x - signs[0].x) * units_per_em / PER_MILLE), y)
        for sign in signs
        for number, x, y in sign.shape.glyphs
    )
    text, width = "".join(sign.text for sign in signs), sum(sign.shape.width for sign in signs)
    return Sign(text, GlyphShape(glyphs, width), signs[0].x, sum(sign.advance for sign in signs))
