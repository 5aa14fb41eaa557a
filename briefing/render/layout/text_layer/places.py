"""Where text from right to left is in a line."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import groupby
from typing import Any

_PLACE = "text_layer_place"
_LEFT, _RIGHT = "L", ("R", "AL")
_WEAK = frozenset({"AN", "EN", "NSM", "CS", "ES", "ET", "BN"})
_MARGIN = 2


@dataclass(frozen=True, slots=True)
class Embedding:
    """A part of a line with text from right to left, as far as nothing on level 0 parts it.

    `left` and `right` are its ends, in pixels from the left of one of its boxes; `is_first` says whether
    that is the first in logical order, `from_right` whether the whole line runs from right to left.
    `line` is the same for all boxes. `marks` is the number of signs from which PDFium has to see the
    direction of the line.
    """

    line: object
    left: float
    right: float
    is_first: bool
    from_right: bool
    marks: int


def set_embedding(box: Any, embedding: Embedding) -> None:
    """Give a text box its place in an embedding."""
    setattr(box, _PLACE, embedding)


def embedding_of(box: Any) -> Embedding | None:
    """Return the place of a text box, if it is in an embedding."""
    return getattr(box, _PLACE, None)


def marks_needed(text: str, *, from_right: bool) -> int:
    """Return how many signs of its direction a line lacks for PDFium to take it for the line's.

    PDFium counts the stretches in each direction. From right to left it needs as many as from left to
    right, from left to right it needs more.
    """
    stretches = [kind for kind, _ in groupby(map(_kind, text))]
    left, right = stretches.count("L"), stretches.count("R")
    if from_right:
        return max(0, left - right)
    # In drawing, marks and numbers from right to left get a blank, which PDFium counts too.
    return max(0, right + stretches.count("weak") + _MARGIN - left)


def _kind(character: str) -> str:
    own = unicodedata.bidirectional(character)
    return "R" if own in _RIGHT else "weak" if own in _WEAK else "L" if own == _LEFT else "neutral"
