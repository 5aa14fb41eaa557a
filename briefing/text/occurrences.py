"""Find a text in another, whatever case, accents and composition either is written with."""

from __future__ import annotations

import functools
import unicodedata
from collections.abc import Iterator

_LETTERS = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "\u200c": "", "\u200d": "", "’": "'", "ʼ": "'"})
"""Letters of Arabic and Persian keyboards, joiners and apostrophes, which are one spelling in a search."""


def occurrences(
    needle: str, text: str, *, match_case: bool = False, whole_words: bool = False
) -> Iterator[tuple[int, int]]:
    """Yield start and end of each place in `text` that reads as `needle`, from left to right.

    Places do not overlap. Accents and other marks never matter. With `whole_words`, the characters before
    and after a place are not letters or digits.
    """
    wanted = "".join(_folded(character, match_case) for character in needle)
    if not wanted:
        return
    letters, origins = _spread(text, match_case)
    at = letters.find(wanted)
    while at >= 0:
        start, end = origins[at], _end(text, origins, at + len(wanted))
        if not whole_words or _is_whole(text, start, end):
            yield start, end
            at = letters.find(wanted, at + len(wanted))
        else:
            at = letters.find(wanted, at + 1)


def _spread(text: str, match_case: bool) -> tuple[str, list[int]]:
    """Return the folded text, and for each of its characters the position that it comes from."""
    letters, origins = [], []
    for position, character in enumerate(text):
        folded = _folded(character, match_case)
        letters.append(folded)
        origins += [position] * len(folded)
    return "".join(letters), origins


@functools.lru_cache(maxsize=4096)
def _folded(character: str, match_case: bool) -> str:
    parts = unicodedata.normalize("NFKD", character.translate(_LETTERS))
    plain = "".join(part for part in parts if not unicodedata.combining(part))
    return plain if match_case else plain.casefold()


def _end(text: str, origins: list[int], after: int) -> int:
    """Return the position after the last character of a place, with the marks that belong to it."""
    end = origins[after - 1] + 1
    while end < len(text) and not _folded(text[end], True):
        end += 1
    return end


def _is_whole(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return not before.isalnum() and not after.isalnum()
