"""Tokens of texts and of typed words: the units that the index stores and compares."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefing.text.spelling import Word, stem, words

_SPACELESS = (
    "\u0e00-\u0edf\u1000-\u109f\u1780-\u17ff\u3005-\u30ff\u31f0-\u31ff"
    "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Scripts without spaces between words: Thai, Lao, Myanmar, Khmer, kana and Chinese characters."""
_RUN = re.compile(rf"[{_SPACELESS}]+|[^{_SPACELESS}]+")
_HAS_SPACELESS = re.compile(rf"[{_SPACELESS}]")

FEWEST_LETTERS_INSIDE = 3
"""Letters of a typed word that is also found inside other words, by groups of three letters."""


def is_spaceless(text: str) -> bool:
    """Return whether a text has letters of a script without spaces between words."""
    return _HAS_SPACELESS.search(text) is not None


@dataclass(frozen=True, slots=True)
class Tokens:
    """The different tokens of a text in their order, and those of their stems that are no tokens."""

    plain: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()


def tokens_of(texts: Iterable[str]) -> Tokens:
    plain = dict.fromkeys(token for text in texts for word in words(text) for token in indexed(word))
    stems = dict.fromkeys(map(stem_of, plain))
    return Tokens(tuple(plain), tuple(each for each in stems if each not in plain))


@functools.lru_cache(maxsize=65536)
def tokens_of_name(text: str) -> Tokens:
    """Return the tokens of a text that occurs often, such as a name."""
    return tokens_of((text,))


def stem_of(token: str) -> str:
    """Return the stem of a token, the token itself where it has digits."""
    return stem(token) if token.isalpha() else token


def indexed(word: Word) -> Iterator[str]:
    """Yield the tokens that the index stores for a word: its parts, and the wholes of them."""
    if word.parts and word.parts[0].isascii() and not word.wholes:
        yield word.parts[0]
        return
    for text in (*word.parts, *word.wholes):
        yield from pieces(text)
        if is_spaceless(text):
            yield from _last_letters(text)


def joined(tokens: Iterable[Tokens]) -> Tokens:
    """Return the different tokens and stems of several texts."""
    tokens = list(tokens)
    if len(tokens) == 1:
        return tokens[0]
    plain = dict.fromkeys(token for each in tokens for token in each.plain)
    stems = dict.fromkeys(token for each in tokens for token in each.stems)
    return Tokens(tuple(plain), tuple(each for each in stems if each not in plain))


@functools.lru_cache(maxsize=8192)
def pieces(text: str) -> tuple[str, ...]:
    """Return a token, or the pairs of letters of which it consists in scripts without spaces.

    A search for several letters then finds them anywhere in such a text.
    """
    if not is_spaceless(text):
        return (text,)
    return tuple(piece for run in _RUN.findall(text) for piece in _pairs(run))


def _pairs(run: str) -> Iterator[str]:
    if len(run) == 1 or not _HAS_SPACELESS.match(run):
        yield run
        return
    yield from (run[start : start + 2] for start in range(len(run) - 1))


def _last_letters(text: str) -> Iterator[str]:
    """Yield the last letter of each run, which begins no pair, so that it is found alone."""
    for run in _RUN.findall(text):
        if len(run) > 1 and _HAS_SPACELESS.match(run):
            yield run[-1]
