"""A text without what differs between extractions of one page: white space, hyphens, ligatures.

Two passages have the same compact text if they are the same but for white space, hyphens within words,
joiners and compatibility characters (Unicode NFKC). Every compact character has its place in the text.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left

_CLUSTER = re.compile(r"[^\W_]?[\u1100-\u11ff]+|.[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a"
                      r"\u064b-\u065f\u0670\u06d6-\u06ed\u093c\u09bc\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff"
                      r"\u3099\u309a]*", re.DOTALL)  # fmt: skip
"""A character with the marks that may be composed with it, or a row of Hangul letters."""
_DROPPED = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")
"""Soft hyphens, joiners, marks of direction: extractions differ in them."""
_HYPHENS = frozenset("-\u2010\u2011")


class CompactText:
    """The compact form of `text`; `places[i]` is the place in `text` of the compact character i."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.compact, self.places = _compacted(text)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return start and end in the text of compact characters `start` to `end`, which is excluded."""
        if start >= end:
            place = self.places[start] if start < len(self.places) else len(self.text)
            return place, place
        last = self.places[end - 1]
        after = self.places[end] if end < len(self.places) else len(self.text)
        # What follows the last character up to the next one is its marks, and then dropped characters.
        stop = last + 1
        while stop < after and unicodedata.combining(self.text[stop]):
            stop += 1
        return self.places[start], stop

    def compact_place(self, place: int) -> int:
        """Return the index of the first compact character at or after a place in the text."""
        return bisect_left(self.places, place)


def compact_form(text: str) -> str:
    return _compacted(text)[0]


def _compacted(text: str) -> tuple[str, array[int]]:
    if text.isascii():
        return _compacted_ascii(text)
    characters: list[str] = []
    places: array[int] = array("q")
    for match in _CLUSTER.finditer(text):
        cluster = match.group()
        if cluster.isspace() or cluster in _DROPPED:
            continue
        for character in unicodedata.normalize("NFKC", cluster):
            if not (character.isspace() or character in _DROPPED):
                characters.append(character)
                places.append(match.start())
    return _without_hyphens(characters, places)


def _compacted_ascii(text: str) -> tuple[str, array[int]]:
    kept = [(character, place) for place, character in enumerate(text) if not character.isspace()]
    return _without_hyphens([character for character, _ in kept], array("q", (place for _, place in kept)))


def _without_hyphens(characters: list[str], places: array[int]) -> tuple[str, array[int]]:
    """Drop hyphens between letters: a word may be divided at the end of a line in one extraction only."""
    dropped = {
        number
        for number in range(1, len(characters) - 1)
        if characters[number] in _HYPHENS
        and characters[number - 1].isalpha()
        and characters[number + 1].isalpha()
    }
    if not dropped:
        return "".join(characters), places
    kept = [number for number in range(len(characters)) if number not in dropped]
    return "".join(characters[number] for number in kept), array("q", (places[number] for number in kept))
