"""Countries in a text, by name, adjective or capital."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from briefing import paths
from briefing.codec import read_document, read_value
from briefing.model.countries import country_name
from briefing.review.text.segmentation import Span, plain
from briefing.review.text.word_lists import phrases


@dataclass(frozen=True, slots=True)
class PartyMention:
    """A country in a text, with its ISO 3166 code."""

    code: str
    span: Span


@functools.cache
def _names() -> dict[str, tuple[str, ...]]:
    """Map each ISO 3166-1 code to the forms of the country's name; those of the word list come first."""
    import pycountry

    path = paths.resources() / "review" / "countries.yaml"
    names = read_value(read_document(path), dict[str, tuple[str, ...]], str(path))
    for country in pycountry.countries:
        forms = (getattr(country, "common_name", ""), *_without_qualifier(country.name))
        own = names.get(country.alpha_2, ())
        names[country.alpha_2] = tuple(dict.fromkeys((*own, *filter(None, forms))))
    return names


def _without_qualifier(name: str) -> tuple[str, ...]:
    """Return the forms in which running text has a name of ISO 3166, which puts qualifiers after it.

    "Congo, The Democratic Republic of the" is written "Democratic Republic of the Congo"; "Congo" alone
    would be another country.
    """
    short = name.partition(" (")[0]
    noun, comma, qualifier = short.partition(", ")
    if " and " in qualifier:  # not a qualifier, but further islands
        return (noun,)
    written = f"{qualifier} {noun}" if comma else short
    return tuple(dict.fromkeys((written.removeprefix("The "), written)))


@functools.cache
def _codes() -> dict[str, str]:
    """Map every form of a country's name, in lower case, to its ISO 3166 code; the first one counts."""
    codes: dict[str, str] = {}
    for code, forms in _names().items():
        for form in forms:
            codes.setdefault(form.lower(), code)
    return codes


@functools.cache
def _pattern() -> re.Pattern[str]:
    longest_first = sorted(_codes(), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, longest_first)) + r")(?!\w)", re.IGNORECASE)


@functools.lru_cache(maxsize=4096)
def countries_in(text: str) -> tuple[PartyMention, ...]:
    """Find each mention of a country that is written with a capital, in the order of the text."""
    return tuple(
        PartyMention(_codes()[match.group().lower()], Span(match.start(), match.end(), match.group()))
        for match in _pattern().finditer(plain(text))
        if match.group()[0].isupper()
    )


def countries_apart(text: str, names: Iterable[str]) -> list[PartyMention]:
    """Find each mention of a country that is not a part of one of these names, as in "Iran Front Page"."""
    spans = phrases(*names).all(text)
    return [
        each
        for each in countries_in(text)
        if not any(span.start <= each.span.start and each.span.end <= span.end for span in spans)
    ]


def name_in_text(code: str) -> str:
    """Return the name by which a running text knows a country; any code has one, if only itself."""
    return _names()[code][0] if code in _names() else country_name(code)
