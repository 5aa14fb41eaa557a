"""Shorten texts so that they still say the same: never by a likelihood, a negation or a condition."""

from __future__ import annotations

import re
from collections.abc import Callable

from briefing.text.shortening.qualifiers import WORD, qualifiers_in, qualifies

ELLIPSIS = "\u00a0…"
_CLAUSE_END = re.compile(r"[,;:.?!](?=[”’\"')]*\s)|\s[–—](?=\s)")
_FEWEST_WORDS = 2
_NEAR = 2
"""So many words before and after a cut must not qualify what is said."""


def beginning(text: str, fits: Callable[[str], bool], language: str = "en") -> str:
    """Return the text where it fits, else its longest beginning that does and says the same, with "…".

    Such a beginning ends with a clause, and no word of what is left out qualifies what is said. Where
    there is none, as always in languages other than English, the result is empty.
    """
    if fits(text):
        return text
    if not _is_english(language):
        return ""
    for match in reversed(list(_CLAUSE_END.finditer(text))):
        kept, rest = text[: match.start()].rstrip(), text[match.end() :]
        shown = kept + ELLIPSIS
        if fits(shown) and len(WORD.findall(kept)) >= _FEWEST_WORDS and not qualifiers_in(rest):
            return shown
    return ""


def without_qualified_rest(text: str, fits: Callable[[str], bool], language: str = "en") -> str:
    """Return the most whole words that fit, if none of the others qualifies what is said; else nothing.

    The result is empty too for languages other than English.
    """
    ends = [match.end() for match in WORD.finditer(text) if fits(text[: match.end()])]
    if not ends or not _is_english(language) or qualifiers_in(text[ends[-1] :]):
        return ""
    return text[: ends[-1]]


def opening(text: str, most: int) -> str:
    """Return the text, or its first words, in at most `most` characters, with an ellipsis.

    It is cut neither next to a qualifier nor within a word, so that what follows it is not read into it.
    """
    if len(text) <= most:
        return text
    safe = beginning(text, lambda shown: len(shown) <= most)
    if safe:
        return safe
    words = list(WORD.finditer(text))
    for number in range(len(words) - 1, 0, -1):
        kept = text[: words[number].start()].rstrip()
        near = words[max(0, number - _NEAR) : number + _NEAR]
        if len(kept) + len(ELLIPSIS) <= most and not any(qualifies(match.group()) for match in near):
            return kept + ELLIPSIS
    cut = text[: most - len(ELLIPSIS)]
    return (cut.rpartition(" ")[0] or cut) + ELLIPSIS


def _is_english(language: str) -> bool:
    return language.partition("-")[0].casefold() == "en"
