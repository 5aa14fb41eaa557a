"""A small language core: sentences, words with their places, phrases, stems, passives. English.

Sentence boundaries are pysbd's and stems are Snowball's; both work offline and load no model.
"""

from __future__ import annotations

import functools
import re
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

_WORD = re.compile(r"[^\W_]+(?:['\-.][^\W_]+)*", re.UNICODE)
_ABBREVIATIONS_THAT_END = re.compile(r"\b(?:e\.g|i\.e|cf|Art|No|Nos|p|pp|para|approx|ca)\.$", re.IGNORECASE)
_BE = frozenset(["am", "is", "are", "was", "were", "be", "been", "being", "get", "gets", "got"])


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (not included) of a text, and what stands there."""

    start: int
    end: int
    text: str

    @property
    def low(self) -> str:
        return self.text.lower()


def plain(text: str) -> str:
    """The text with typographic marks as typewriter ones, character for character."""
    return text.translate(_PLAIN)


_PLAIN = str.maketrans("’‘“”‐‑–\u00a0\u202f", "''\"\"--- " + " ")


@functools.lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[Span, ...]:
    """The sentences of a text in their order; white space between them belongs to none."""
    spans: list[Span] = []
    for start, end in _paragraphs(text):
        spans += _sentences_of(text, start, end)
    return tuple(spans)


def _paragraphs(text: str) -> Iterable[tuple[int, int]]:
    return ((found.start(), found.end()) for found in re.finditer(r"[^\n\r\u2028\u2029]+", text))


def _sentences_of(text: str, start: int, end: int) -> list[Span]:
    paragraph = text[start:end]
    spans: list[Span] = []
    at = 0
    for piece in _segmenter().segment(paragraph):
        stripped = piece.strip()
        found = paragraph.find(stripped, at) if stripped else -1
        if found < 0:
            continue
        at = found + len(stripped)
        if spans and _ABBREVIATIONS_THAT_END.search(spans[-1].text):
            first = spans.pop().start
            spans.append(Span(first, start + at, text[first : start + at]))
        else:
            spans.append(Span(start + found, start + at, stripped))
    if not spans and paragraph.strip():
        inner = paragraph.strip()
        found = start + paragraph.index(inner)
        return [Span(found, found + len(inner), inner)]
    return spans


@functools.cache
def _segmenter() -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its strings have escapes that Python complains of while compiling
        import pysbd

    return pysbd.Segmenter(language="en", clean=False)


@functools.lru_cache(maxsize=4096)
def words(text: str) -> tuple[Span, ...]:
    """Words, and numbers with their points, with their places."""
    return tuple(Span(found.start(), found.end(), found.group()) for found in _WORD.finditer(plain(text)))


@functools.lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """The Snowball stem of a word, in lower case and without a possessive ending."""
    low = re.sub(r"'s?$", "", word.lower())
    stemmed: str = _stemmer().stemWord(low)
    return stemmed


@functools.cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


class Phrases:
    """A list of words and phrases, found in a text whole; a star stands for any ending."""

    def __init__(self, entries: Iterable[str]) -> None:
        ordered = sorted(set(entries), key=lambda entry: (-len(entry), entry))
        self._pattern = re.compile(
            r"(?<![\w'])(?:" + "|".join(map(_pattern, ordered)) + r")(?!\w)" if ordered else r"(?!)",
            re.IGNORECASE,
        )

    def first(self, text: str) -> Span | None:
        return next(iter(self.all(text)), None)

    def all(self, text: str) -> list[Span]:
        return [
            Span(found.start(), found.end(), text[found.start() : found.end()])
            for found in self._pattern.finditer(plain(text))
        ]

    def __contains__(self, text: str) -> bool:
        return self._pattern.search(plain(text)) is not None


def _pattern(entry: str) -> str:
    parts = re.split(r"(\*|\s+)", entry)
    return "".join(
        r"\w*" if part == "*" else r"\s+" if part.isspace() else re.escape(part) for part in parts
    )


def passives(text: str, participles: frozenset[str], never: frozenset[str]) -> list[Span]:
    """Passive verbs: a form of *be*, at most two words between, and a past participle."""
    found: list[Span] = []
    listed = words(text)
    for number, word in enumerate(listed):
        # "Is being built" is one passive: a form of *be* within one begins no other.
        if word.low not in _BE or (found and word.start < found[-1].end):
            continue
        for later in listed[number + 1 : number + 4]:
            low = later.low
            if (low in participles or low.endswith("ed")) and low not in never and low != "been":
                found.append(Span(word.start, later.end, text[word.start : later.end]))
                break
            if not (low.endswith("ly") or low in {"not", "been", "being", "also", "then", "never"}):
                break
    return found
