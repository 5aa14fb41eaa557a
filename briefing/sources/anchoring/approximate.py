"""Approximate search by bit-parallel edit distance (Myers 1999; Hyyrö 2003), for any script.

Python's integers have any number of bits, so that one step processes the whole pattern.
"""

from __future__ import annotations

from typing import NamedTuple


class ApproximateMatch(NamedTuple):
    """The part of a text from `start` to `end` that is nearest to a pattern, `errors` edits away."""

    start: int
    end: int
    errors: int


def best_match(pattern: str, text: str, max_errors: int) -> ApproximateMatch | None:
    """Return the first of the best matches with at most `max_errors` edits; None without one."""
    if not pattern:
        return None
    end, errors = _best_end(pattern, text, max_errors)
    if errors > max_errors:
        return None
    length, _ = _best_end(pattern[::-1], text[:end][::-1], errors, is_anchored=True)
    return ApproximateMatch(end - length, end, errors)


def _best_end(pattern: str, text: str, max_errors: int, *, is_anchored: bool = False) -> tuple[int, int]:
    """Return the end and the errors of the best match; with `is_anchored` it begins where the text does."""
    size = len(pattern)
    masks: dict[str, int] = {}
    for number, character in enumerate(pattern):
        masks[character] = masks.get(character, 0) | 1 << number
    top, everything = 1 << (size - 1), (1 << size) - 1
    increased, decreased, errors = everything, 0, size
    best_end, best = 0, size
    for number, character in enumerate(text, start=1):
        equal = masks.get(character, 0)
        diagonal = ((((equal & increased) + increased) ^ increased) | equal | decreased) & everything
        rising = decreased | (~(diagonal | increased) & everything)
        falling = increased & diagonal
        if rising & top:
            errors += 1
        elif falling & top:
            errors -= 1
        rising = (rising << 1) | (1 if is_anchored else 0)
        falling <<= 1
        increased = (falling | ~(diagonal | rising)) & everything
        decreased = rising & diagonal & everything
        if errors < best:
            best, best_end = errors, number
        elif is_anchored and number > size + max_errors:
            break
    return best_end, best
