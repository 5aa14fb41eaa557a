"""Tell whether passages that are alike say something else: by figures, negations, modal words and names."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable

from briefing import paths
from briefing.codec import read_document, read_value
from briefing.model.value import Value

_TOKEN = re.compile(
    r"[⁰¹²³⁴-⁹½⅓¼¾]+|\d+(?:[ \u00a0\u202f'’]\d{3}(?!\d))*(?:[.,٫]\d+)*|[^\W\d_]+(?:['’\u200c][^\W\d_]+)*"
)
"""An exponent or fraction, a figure with its groups and decimals, or a word."""
_GROUPING = re.compile(r"[\s'’]|[.,](?=\d{3}(?!\d))")


class DecisiveWords(Value, frozen=True):
    """The content of resources/sources/decisive.yaml; its comments explain each list."""

    number_words: tuple[str, ...]
    negations: tuple[str, ...]
    modals: tuple[str, ...]
    signs: tuple[str, ...]
    no_names: tuple[str, ...]


@functools.cache
def _lists() -> DecisiveWords:
    path = paths.resources() / "sources" / "decisive.yaml"
    return read_value(read_document(path), DecisiveWords, str(path))


@functools.cache
def _words() -> frozenset[str]:
    lists = _lists()
    return frozenset((*lists.number_words, *lists.negations, *lists.modals))


def says_something_else(one: str, other: str) -> bool:
    """Return whether passages differ in a figure, a negation, a modal word or a name, or in their order.

    Names are words with a capital letter, which scripts without capitals do not show.
    """
    tokens, others = _tokens(one), _tokens(other)
    names = {each.casefold() for each in (*tokens, *others) if _is_name(each)}
    return _decisive(tokens, names) != _decisive(others, names)


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(unicodedata.normalize("NFC", text))


def _is_name(token: str) -> bool:
    return token[:1].isupper() and token.casefold() not in _lists().no_names


def _decisive(tokens: Iterable[str], names: set[str]) -> list[str]:
    """Return what decides on the meaning of a passage, in its order."""
    signs, found = _lists().signs, []
    for token in tokens:
        word = token.casefold()
        if token[0].isnumeric():
            found.append(_figure(token))
        elif word in names or word in _words() or word.endswith(("n't", "n’t")):
            found.append(word)
        else:
            found += [sign for sign in token if sign in signs]
    return found


def _figure(token: str) -> str:
    """Return a figure without what groups its digits, in Latin digits."""
    digits = "".join(str(unicodedata.decimal(each, each)) for each in token)
    return _GROUPING.sub("", digits).replace("٫", ".")
