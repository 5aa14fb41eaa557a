"""Countries in a text, by name, adjective or capital."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from briefing import paths
from briefing.codec import read_document, read_value
from briefing.review.text.segmentation import Span, plain


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


def countries_in(text: str) -> list[PartyMention]:
    """Find each mention of a country that is written with a capital, in the order of the text."""
    return [
        PartyMention(_codes()[match.group().lower()], Span(match.start(), match.end(), match.group()))
        for match in _pattern().finditer(plain(text))
        if match.group()[0].isupper()
    ]


def country_name(code: str) -> str:
    """Return a name for any code: current, withdrawn (ISO 3166-3), assigned by users, or unknown.

    A code without a name in the registers is returned as it is.
    """
    import babel
    import pycountry

    if code in _names():
        return _names()[code][0]
    registered = pycountry.historic_countries
    withdrawn = registered.get(alpha_2=code) or registered.get(alpha_4=code)
    if withdrawn is not None:
        return str(withdrawn.name).partition(",")[0].partition(" (")[0]
    return str(babel.Locale("en").territories.get(code, code))
