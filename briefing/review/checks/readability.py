"""Check for long sentences and many passives, unexplained abbreviations and names in two spellings."""

from __future__ import annotations

import difflib
import functools
import itertools
import re
from collections.abc import Iterator

from briefing.model.briefing import Judgement, Prose
from briefing.model.remembered import MAX_ROWS, remembered
from briefing.review.check import BriefingCheck, RowCheck
from briefing.review.context import ReviewContext, ReviewRow
from briefing.review.finding import RawFinding
from briefing.review.text.segmentation import Span, passives, plain, sentences, words
from briefing.review.text.word_lists import word_lists

_MOST_WORDS = 35
_MOST_PASSIVES = 2
_ABBREVIATION = re.compile(r"(?<![\w.])[A-Z][A-Z0-9]{1,7}(?!\.?\w|-\d)")
_EXPLAINED = re.compile(r"\b([A-Z][A-Z0-9]{1,7})(?=\s+\()|(?<=\()\s*([A-Z][A-Z0-9]{1,7})\s*\)")
"""An abbreviation before its explanation in brackets, or in brackets after it."""
_SHORTEST_NAME = 6
_LEAST_SIMILARITY = 0.86
_ENDINGS = ("ian", "ians", "ish", "ese", "ing", "ion", "ions", "ers", "ies")
_TITLES = ("minist", "presid", "parliament", "ambassad", "deput", "counc", "feder", "republic")
"""Beginnings of words that are similar without being one name in two spellings."""


def check_sentences(row: ReviewRow, _context: ReviewContext) -> Iterator[RawFinding]:
    if not (row.is_own_wording or isinstance(row.item, Judgement | Prose)):
        return
    lists = word_lists()
    participles, never = frozenset(lists.participles), frozenset(lists.not_participles)
    for sentence in sentences(row.text):
        count = len(words(sentence.text))
        if count > _MOST_WORDS:
            yield RawFinding("long-sentence", f"The sentence has {count} words.", sentence)
        verbs = passives(sentence.text, participles, never)
        if len(verbs) > _MOST_PASSIVES:
            start, end = sentence.start + verbs[0].start, sentence.start + verbs[-1].end
            message = f"The sentence has {len(verbs)} passive verbs."
            yield RawFinding("passive-pile-up", message, Span(start, end, row.text[start:end]))


def check_consistency(context: ReviewContext) -> Iterator[RawFinding]:
    yield from _abbreviations(context)
    yield from _spellings(context)


def _abbreviations(context: ReviewContext) -> Iterator[RawFinding]:
    """Find the first use of each abbreviation that is explained nowhere in the briefing."""
    first_uses: dict[str, tuple[ReviewRow, Span]] = {}
    for row in context.rows:
        for span in _abbreviations_in(row):
            first_uses.setdefault(span.text, (row, span))
    known = frozenset(word_lists().known_abbreviations).union(*map(_explained_in, context.rows))
    for short, (row, span) in first_uses.items():
        if not (short in known or short.isdigit()):
            message = f"“{short}” is not written out anywhere."
            yield RawFinding("undefined-abbreviation", message, span, row_id=row.item.id)


@remembered(MAX_ROWS)
def _abbreviations_in(row: ReviewRow) -> tuple[Span, ...]:
    matches = _ABBREVIATION.finditer(plain(row.text))
    return tuple(Span(match.start(), match.end(), match.group()) for match in matches)


@remembered(MAX_ROWS)
def _explained_in(row: ReviewRow) -> frozenset[str]:
    return frozenset(before or within for before, within in _EXPLAINED.findall(row.text))


def _spellings(context: ReviewContext) -> Iterator[RawFinding]:
    first_uses: dict[str, tuple[ReviewRow, Span]] = {}
    for row in context.rows:
        for span in _names_in_row(row):
            first_uses.setdefault(span.text, (row, span))
    for name, other in _spellings_of_one_name(frozenset(first_uses)):
        row, span = first_uses[other]
        message = f"“{other}” here, “{name}” elsewhere."
        yield RawFinding("two-spellings", message, span, row_id=row.item.id)


@functools.lru_cache(maxsize=8)
def _spellings_of_one_name(names: frozenset[str]) -> tuple[tuple[str, str], ...]:
    """Return the pairs of names that are one name spelled differently. Most letters typed add no name."""
    pairs = itertools.combinations(sorted(names), 2)
    return tuple(pair for pair in pairs if _are_spellings_of_one_name(*pair))


@remembered(MAX_ROWS)
def _names_in_row(row: ReviewRow) -> tuple[Span, ...]:
    return tuple(_names_in(row.text))


def _names_in(text: str) -> Iterator[Span]:
    """Find words with a capital that do not begin a sentence."""
    starts = {sentence.start for sentence in sentences(text)}
    for word in words(text):
        name = re.sub(r"'s?$", "", word.text)
        is_name = len(name) >= _SHORTEST_NAME and name[0].isupper() and not name.isupper()
        if is_name and word.start not in starts:
            yield Span(word.start, word.start + len(name), name)


def _are_spellings_of_one_name(name: str, other: str) -> bool:
    """Return whether two words are one name spelled differently, and not its plural or adjective."""
    short, long = sorted((name.lower(), other.lower()), key=len)
    if short == long or long.startswith(short) or short[0] != long[0]:
        return False
    if any(long.endswith(ending) and short.startswith(long[: -len(ending)]) for ending in _ENDINGS):
        return False
    if any(short.startswith(title) and long.startswith(title) for title in _TITLES):
        return False
    if short.rstrip("aeiouyh") == long.rstrip("aeiouyh"):
        return False
    return difflib.SequenceMatcher(None, short, long).ratio() >= _LEAST_SIMILARITY


CHECKS = (
    RowCheck(check_sentences, frozenset({"long-sentence", "passive-pile-up"})),
    BriefingCheck(check_consistency, frozenset({"undefined-abbreviation", "two-spellings"})),
)
