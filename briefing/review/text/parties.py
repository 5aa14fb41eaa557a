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
def _codes() -> dict[str, str]:
    """Map every form of a country's name, in lower case, to its ISO 3166 code."""
    import pycountry

    path = paths.resources() / "review" / "countries.yaml"
    forms_by_code = read_value(read_document(path), dict[str, tuple[str, ...]], str(path))
    codes = {form.lower(): code for code, forms in forms_by_code.items() for form in forms}
    for country in pycountry.countries:
        for name in (country.name, getattr(country, "common_name", "")):
            if name and "," not in name and "(" not in name:
                codes.setdefault(name.lower(), country.alpha_2)
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
    return next(name for name, other in _codes().items() if other == code).title()
