"""Sentences, words, phrases, stems and passives of English texts, each with its position.

Sentence boundaries are pysbd's and stems are Snowball's; both work offline and load no model.
"""

from __future__ import annotations

import functools
import re
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from briefing.text.english_stemmer import snowball_stem

_WORD = re.compile(r"[^\W_]+(?:['\-.][^\W_]+)*", re.UNICODE)
_ENDS_IN_ABBREVIATION = re.compile(r"\b(?:e\.g|i\.e|cf|Art|No|Nos|p|pp|para|approx|ca)\.$", re.IGNORECASE)
_BE = frozenset(["am", "is", "are", "was", "were", "be", "been", "being", "get", "gets", "got"])
_SPACES = "\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
_PLAIN = str.maketrans("’‘ʼ＇“”‐‑–−－" + _SPACES, "''''\"\"-----" + " " * len(_SPACES))


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (not included) of a text, and the text between them."""

    start: int
    end: int
    text: str

    @property
    def low(self) -> str:
        """The text in lower case."""
        return self.text.lower()


def plain(text: str) -> str:
    """Replace typographic quotes, dashes and spaces by ASCII ones, one character by one."""
    return text.translate(_PLAIN)


@functools.lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[Span, ...]:
    """Find the sentences of a text in their order; white space between them belongs to none."""
    spans: list[Span] = []
    for start, end in _paragraphs(text):
        spans += _sentences_of(text, start, end)
    return tuple(spans)


def _paragraphs(text: str) -> Iterable[tuple[int, int]]:
    return ((match.start(), match.end()) for match in re.finditer(r"[^\n\r\u2028\u2029]+", text))


def _sentences_of(text: str, start: int, end: int) -> list[Span]:
    """Find the sentences of a paragraph; what pysbd splits after "Art." and the like is joined again."""
    paragraph = text[start:end]
    spans: list[Span] = []
    position = 0
    for piece in _segmenter().segment(paragraph):
        stripped = piece.strip()
        index = paragraph.find(stripped, position) if stripped else -1
        if index < 0:
            continue
        position = index + len(stripped)
        if spans and _ENDS_IN_ABBREVIATION.search(spans[-1].text):
            first = spans.pop().start
            spans.append(Span(first, start + position, text[first : start + position]))
        else:
            spans.append(Span(start + index, start + position, stripped))
    if not spans and paragraph.strip():
        inner = paragraph.strip()
        first = start + paragraph.index(inner)
        return [Span(first, first + len(inner), inner)]
    return spans


@functools.cache
def _segmenter() -> Any:
    with warnings.catch_warnings():
        # Python warns of invalid escapes in pysbd's strings when it compiles them.
        warnings.simplefilter("ignore")
        import pysbd

    return pysbd.Segmenter(language="en", clean=False)


@functools.lru_cache(maxsize=4096)
def words(text: str) -> tuple[Span, ...]:
    """Find words, and numbers with their decimal points."""
    return tuple(Span(match.start(), match.end(), match.group()) for match in _WORD.finditer(plain(text)))


@functools.lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Return the Snowball stem of a word, in lower case and without a possessive ending."""
    return snowball_stem(re.sub(r"'s?$", "", word.lower()))


class PhraseMatcher:
    """Words and phrases to search for as whole words; a star matches any ending."""

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
            Span(match.start(), match.end(), text[match.start() : match.end()])
            for match in self._pattern.finditer(plain(text))
        ]

    def sub(self, replacement: str, text: str) -> str:
        """Return the text with each of the phrases replaced."""
        return self._pattern.sub(replacement, plain(text))

    def __contains__(self, text: str) -> bool:
        """Return whether the text has one of the phrases."""
        return self._pattern.search(plain(text)) is not None


def _pattern(entry: str) -> str:
    parts = re.split(r"(\*|\s+)", entry)
    return "".join(
        r"\w*" if part == "*" else r"\s+" if part.isspace() else re.escape(part) for part in parts
    )


def passives(text: str, participles: frozenset[str], never: frozenset[str]) -> list[Span]:
    """Find passive verbs: a form of *be*, at most two words between, and a past participle.

    `participles` are the irregular ones; `never` are words in "-ed" that are no participles.
    """
    spans: list[Span] = []
    text_words = words(text)
    for number, word in enumerate(text_words):
        # "Is being built" is one passive: a form of *be* within one begins no other.
        if word.low not in _BE or (spans and word.start < spans[-1].end):
            continue
        for later in text_words[number + 1 : number + 4]:
            low = later.low
            is_verb = low in participles or (low.endswith("ed") and low.rpartition("-")[2] not in never)
            if is_verb and low not in never and low != "been":
                spans.append(Span(word.start, later.end, text[word.start : later.end]))
                break
            if not (low.endswith("ly") or low in {"not", "been", "being", "also", "then", "never"}):
                break
    return spans
