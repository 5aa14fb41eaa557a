"""Split a text into the words that a dictionary can know."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

DICTIONARIES = {
    "en-GB": "LATIN",
    "en-US": "LATIN",
    "fr": "LATIN",
    "es": "LATIN",
    "ru": "CYRILLIC",
    "fa": "ARABIC",
}
"""The dictionaries that come with the program, and the script of their words."""

# No part of these is a word: addresses, and codes with digits such as S-400, F3 or 10-е.
_NO_WORD = re.compile(r"\b(?:https?://|www\.)\S+|\S+@\S+\.\S+|\S*\d\S*")
_WORD = re.compile("[^\\W\\d_](?:[^\\W\\d_]|[\u0300-\u036f\u064b-\u0652\u200c'’])*")


@dataclass(frozen=True, slots=True)
class CheckedWord:
    """A word with its place in the text, counted in characters."""

    start: int
    end: int
    text: str


def dictionary_for(language: str, english: str = "en-GB") -> str:
    """Return the dictionary for a language tag, empty if there is none; `english` is that for "en"."""
    if language in DICTIONARIES:
        return language
    base = language.partition("-")[0]
    if base == "en":
        return english
    return base if base in DICTIONARIES else ""


def checked_words(text: str, dictionary: str) -> Iterator[CheckedWord]:
    """Yield the words of a text in the script of a dictionary.

    Left out are addresses, codes with digits, abbreviations in capitals, and words with a capital inside.
    """
    script = DICTIONARIES[dictionary]
    blanked = _NO_WORD.sub(lambda match: " " * len(match[0]), text)
    for match in _WORD.finditer(blanked):
        word = match[0].rstrip("'’\u200c")
        if len(word) > 1 and word[1:] == word[1:].lower() and _is_in(script, word):
            yield CheckedWord(match.start(), match.start() + len(word), word)


def _is_in(script: str, word: str) -> bool:
    return all(_script(character) in {script, ""} for character in word)


@functools.lru_cache(maxsize=2048)
def _script(character: str) -> str:
    """Return the script of a letter by the first word of its name; empty for marks and apostrophes."""
    if not character.isalpha():
        return ""
    return unicodedata.name(character, "").partition(" ")[0]
