"""Find a place of a printed page again in the text that it was printed from."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_WORD = re.compile(r"\w+")
_BROKEN = re.compile("[-\u00ad\u2010\x02\ufffe]\\s*[\r\n]+\\s*")
"""A hyphen at the end of a line, in the forms in which PDF readers return it."""
_MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class PrintedPlace:
    """A position in a text; `score` is how many words around it are those around the printed place."""

    position: int
    score: int


def place_in(text: str, before: str, after: str) -> PrintedPlace | None:
    """Return the position in a text that was printed between two passages; None where no word agrees.

    Marks of emphasis, punctuation and line breaks may differ; words decide.
    """
    left, right = _BROKEN.sub("", before), _BROKEN.sub("", after)
    head, tail = re.search(r"\w*$", left), re.match(r"\w*", right)
    start, end = (head.group() if head else ""), (tail.group() if tail else "")
    words = [match.group() for match in _WORD.finditer(left[: len(left) - len(start)])][-_MOST_WORDS:]
    following = [match.group() for match in _WORD.finditer(right[len(end) :])][:_MOST_WORDS]
    offset = len(start)
    if not start + end:  # between two words: the place is where the next one begins
        if not following:
            return None
        clicked, following = following[0], following[1:]
    else:
        clicked = start + end
    return _best(text, clicked, offset, (words, following))


def _best(
    text: str, clicked: str, offset: int, context: tuple[list[str], list[str]]
) -> PrintedPlace | None:
    """Return the place in the occurrence of a word whose neighbours agree most."""
    found = list(_WORD.finditer(text))
    plain = [_plain(match.group()) for match in found]
    before, after = ([*map(_plain, words)] for words in context)
    best: PrintedPlace | None = None
    for number, match in enumerate(found):
        if plain[number] != _plain(clicked):
            continue
        score = 1 + _agreeing(plain[:number][::-1], before[::-1]) + _agreeing(plain[number + 1 :], after)
        if best is None or score > best.score:
            best = PrintedPlace(match.start() + min(offset, len(match.group())), score)
    return best


def _agreeing(words: list[str], others: list[str]) -> int:
    """Return how many words are equal before the first that is not."""
    count = 0
    for word, other in zip(words, others, strict=False):
        if word != other:
            break
        count += 1
    return count


def _plain(word: str) -> str:
    """Return a word without case and ligatures."""
    return unicodedata.normalize("NFKC", word).casefold()
