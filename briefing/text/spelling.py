"""Make one spelling of the many that a word has, for every search of the program.

SQLite's tokenizers leave apart what readers take for one letter, such as Arabic and Persian yeh, and drop
the vowels of Indic scripts; so words are folded here, before they are indexed and before they are searched.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.text.english_stemmer import snowball_stem
from briefing.text.numbers import numerals_in, written

_ONE_LETTER = str.maketrans({
    **dict.fromkeys("ىیےۍێېۑ", "ي"), **dict.fromkeys("کڪګ", "ك"), **dict.fromkeys("ةۃہۂھەۀۿ", "ه"),
    **dict.fromkeys("ٱٲٳ", "ا"), **dict.fromkeys("ءٴـ", ""),
    "ı": "i", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ł": "l", "Ł": "L",
    "ħ": "h", "Ħ": "H", "ŧ": "t", "Ŧ": "T", "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE",
    "þ": "th", "Þ": "TH",
    **dict.fromkeys("‐‑‒–—―−﹘﹣֊־᠆", "-"),
    **dict.fromkeys("’‘‛`´ʹʻʼʽʾʿˈ′‵՚׳ꞌ", "'"), **dict.fromkeys("“”„‟«»‹›״", '"'),
})  # fmt: skip
"""Letters and signs that decomposition leaves apart, though readers take them for one."""
_VOICED = frozenset("\u3099\u309a")
"""Marks of Japanese that make another letter."""
_IGNORED = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0") | {chr(c) for c in range(0xFE00, 0xFE10)}
_NON_JOINER = "\u200c"
_FEWEST_LETTERS_TO_STEM = 4


class _Folding(dict[int, str]):
    """A table for `str.translate` that is filled as characters occur."""

    def __init__(self, match_case: bool) -> None:
        super().__init__()
        self._match_case = match_case

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold(chr(code), match_case=self._match_case)
        return folded


def _fold(character: str, *, match_case: bool) -> str:
    if character.isspace():
        return " "
    text = unicodedata.normalize("NFKD", character.translate(_ONE_LETTER))
    if not match_case:
        text = unicodedata.normalize("NFKD", text.casefold())
    return "".join(_plain(part) for part in text.translate(_ONE_LETTER))


def _plain(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    is_mark = unicodedata.combining(character) != 0 and character not in _VOICED
    return "" if is_mark or category == "Cf" or character in _IGNORED else character


_FOLDINGS = {match_case: _Folding(match_case) for match_case in (False, True)}


def folded(text: str, *, match_case: bool = False) -> str:
    """Return the spelling that all spellings of a text share.

    Case (unless it matters), composition, accents and vowel marks, forms of letters, joiners, and the kinds
    of digits, spaces, hyphens and quotation marks are made one.
    """
    return text.translate(_FOLDINGS[match_case])


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: its `parts` between hyphens, apostrophes and joiners, and the `whole` of them.

    The wholes of a number are its readings in plain digits.
    """

    parts: tuple[str, ...]
    wholes: tuple[str, ...]


def words(text: str) -> Iterator[Word]:
    """Find the words and numbers of a text in its order."""
    position = 0
    for numeral in numerals_in(text):
        spelling = text[numeral.start : numeral.end]
        if spelling.isdecimal():
            continue
        yield from _plain_words(text[position : numeral.start])
        parts = tuple(part.parts[0] for part in _plain_words(re.sub(r"\D", " ", spelling)))
        # A token has no point, so a letter takes its place.
        yield Word(parts, tuple(written(abs(value)).replace(".", "p") for value in numeral.readings))
        position = numeral.end
    yield from _plain_words(text[position:])


def _plain_words(text: str) -> Iterator[Word]:
    # A non-joiner parts a word as a hyphen does: it is written, left out, or replaced by a space.
    for chain in _chains(folded(text.replace(_NON_JOINER, "-"))):
        if chain.isalnum():
            yield Word((chain,), ())
            continue
        parts = tuple(part for part in re.split("[-']+", chain) if part)
        if parts:
            yield Word(parts, ("".join(parts),) if len(parts) > 1 else ())


def _chains(text: str) -> list[str]:
    return text.translate(_SEPARATED).split()


class _Separating(dict[int, str]):
    """A table for `str.translate` that makes a space of what is no part of a word."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        is_part = unicodedata.category(character)[0] in "LNM" or character in "-'"
        self[code] = kept = character if is_part else " "
        return kept


_SEPARATED = _Separating()


@functools.lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the stem of an English word, the word itself if it is short, a number or in other letters."""
    # No ending of English words ends in a digit.
    if len(word) < _FEWEST_LETTERS_TO_STEM or not word.isascii() or word[-1].isdigit():
        return word
    return snowball_stem(word)


class Searchable:
    """A text that is searched again and again: its spellings are found once."""

    __slots__ = ("_spellings",)

    def __init__(self, text: str) -> None:
        self._spellings = _spellings_of(text)

    def contains(self, query: str) -> bool:
        """Return whether the text has the query, as `contains` does."""
        return _any_contains(self._spellings, _spellings(query.strip()))


def contains(text: str, query: str) -> bool:
    """Return whether the text has the query, in any spelling, with or without hyphens and grouping."""
    return _any_contains(_spellings(text), _spellings(query.strip()))


def _any_contains(spellings: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    return any(each in has for each, has in zip(wanted, spellings, strict=True))


@functools.lru_cache(maxsize=16384)
def _spellings(text: str) -> tuple[str, str, str]:
    return _spellings_of(text)


def _spellings_of(text: str) -> tuple[str, str, str]:
    """Return a text folded, with hyphens as spaces, and without them and with numbers in plain digits."""
    plain = folded(text).replace("'", "")
    apart = " ".join(re.sub("[-]", " ", plain).split())
    return plain, apart, folded(_in_plain_digits(text)).replace("'", "").replace("-", "")


def _in_plain_digits(text: str) -> str:
    pieces, position = list[str](), 0
    for numeral in numerals_in(text):
        pieces += [text[position : numeral.start], written(abs(numeral.readings[0]))]
        position = numeral.end
    return "".join([*pieces, text[position:]])
