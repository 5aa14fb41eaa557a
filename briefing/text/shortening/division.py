"""Divide a text into parts that are not too long: paragraphs, and long ones after a sentence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import takewhile

_SENTENCE_END = re.compile(r"""(?: [.!?…؟۔]["'”’»)\]]*(?=\s+[^\s\d]) | [。！？]["”’」』)]* )""", re.VERBOSE)
"""What ends a sentence. A number after a full stop is that of "Art. 5"; see also `_goes_on`."""
_ABBREVIATED = re.compile(r"(?:^|[\s(])(?:\w|[Aa]rt|[Nn]os?|pp?|[Pp]ara|cf|e\.g|i\.e|Mrs?|Ms|Dr|St)\.$")


def paragraphs_of(text: str) -> list[str]:
    """Return the paragraphs of a text, which empty lines part, or else its lines."""
    parts = re.split(r"\n[ \t]*\n", text.strip())
    if len(parts) == 1:
        parts = text.strip().split("\n")
    return [part.strip() for part in parts if part.strip()]


def short_parts(text: str, most: int) -> list[str]:
    """Return the paragraphs; those of more than `most` characters in parts that end with a sentence.

    Where no sentence ends in the second half of a part, it ends with a word, and where there is none, with
    a character. Nothing but white space is lost.
    """
    return [part for paragraph in paragraphs_of(text) for part in _short_parts(paragraph, most)]


def joined_parts(parts: Iterable[str], most: int) -> list[str]:
    """Join parts that follow one another, with empty lines between them, up to `most` characters."""
    joined = list[str]()
    for part in parts:
        if joined and len(joined[-1]) + 2 + len(part) <= most:
            joined[-1] += "\n\n" + part
        else:
            joined.append(part)
    return joined


def _short_parts(paragraph: str, most: int) -> Iterator[str]:
    while len(paragraph) > most:
        end = _end_of_part(paragraph, most)
        yield paragraph[:end].rstrip()
        paragraph = paragraph[end:].lstrip()
    if paragraph:
        yield paragraph


def _end_of_part(text: str, most: int) -> int:
    """Return where the first part of a text ends, which has at most so many characters."""
    ends = (match.end() for match in _SENTENCE_END.finditer(text, most // 2))
    for end in reversed([*takewhile(lambda each: each <= most, ends)]):
        if not _goes_on(text, end):
            return end
    words = [match.start() for match in re.finditer(r"\s+", text[most // 2 : most + 1])]
    if words:
        return most // 2 + words[-1]
    end = most
    while end > most // 2 and (unicodedata.combining(text[end]) or text[end - 1] == "\u200d"):
        end -= 1
    return end


def _goes_on(text: str, end: int) -> bool:
    """Return whether a sentence goes on: in small letters, or after an abbreviation."""
    following = text[end : end + 50].lstrip()
    return following[:1].islower() or bool(_ABBREVIATED.search(text[max(end - 12, 0) : end]))
