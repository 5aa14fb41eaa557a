"""Countries in a text, by name, adjective or capital, and who gives what to whom."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing import paths
from briefing.codec import read_document, read_value
from briefing.model.fact import Fact
from briefing.review.context import RawFinding, ReviewContext, ReviewRow
from briefing.review.text.segmentation import Span, plain, words
from briefing.review.text.word_lists import word_lists


@dataclass(frozen=True, slots=True)
class PartyMention:
    code: str
    span: Span


@functools.cache
def _names() -> dict[str, str]:
    """Every form of a country's name, in lower case, and its ISO 3166 code."""
    import pycountry

    path = paths.resources() / "review" / "countries.yaml"
    own = read_value(read_document(path), dict[str, tuple[str, ...]], str(path))
    names = {form.lower(): code for code, forms in own.items() for form in forms}
    for country in pycountry.countries:
        for name in (country.name, getattr(country, "common_name", "")):
            if name and "," not in name and "(" not in name:
                names.setdefault(name.lower(), country.alpha_2)
    return names


@functools.cache
def _pattern() -> re.Pattern[str]:
    ordered = sorted(_names(), key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, ordered)) + r")(?!\w)", re.IGNORECASE)


def countries_in(text: str) -> list[PartyMention]:
    """Each mention of a country, in the order of the text. Names are written with a capital."""
    return [
        PartyMention(_names()[found.group().lower()], Span(found.start(), found.end(), found.group()))
        for found in _pattern().finditer(plain(text))
        if found.group()[0].isupper()
    ]


def parties(row: ReviewRow, setting: ReviewContext) -> Iterator[RawFinding]:
    """A country or a voice that the fact does not have, and a direction that it has the other way."""
    fact = row.fact
    if fact is None or not row.is_own_wording:
        return
    known = {mention.code for mention in countries_in(_all_of(fact, setting))}
    for mention in countries_in(row.text):
        if mention.code not in known:
            yield RawFinding(
                "party-changed", f"The fact says nothing of {mention.span.text}.", mention.span
            )
    yield from _another_country(row.text, fact.statement)
    yield from _other_voice(row, fact, setting)


def _another_country(text: str, statement: str) -> Iterator[RawFinding]:
    """A wording that names countries of which the statement names none, and none of the statement's."""
    theirs = {mention.code for mention in countries_in(statement)}
    mine = countries_in(text)
    if theirs and mine and not theirs & {mention.code for mention in mine}:
        said = f"The statement names another country than {mine[0].span.text}."
        yield RawFinding("party-changed", said, mine[0].span)


def _all_of(fact: Fact, setting: ReviewContext) -> str:
    """Everything that a fact says by itself and of whom it is about."""
    treaty = setting.catalogue.treaties.get(fact.treaty_id)
    publishers = [
        setting.catalogue.publisher_of(setting.catalogue.sources[citation.source_id])
        for citation in fact.citations
    ]
    held = [
        fact.statement,
        *fact.actors,
        fact.attributed_to or "",
        (fact.place.name or "") if fact.place else "",
    ]
    held += [each.name for each in publishers]
    held += [_country_name(each.country) for each in publishers if each.country]
    held += [_country_name(party.country) for party in treaty.parties] if treaty else []
    held += [_country_name(fact.place.country)] if fact.place and fact.place.country else []
    return " . ".join(held)


def _country_name(code: str) -> str:
    return next(name for name, its in _names().items() if its == code).title()


def _other_voice(row: ReviewRow, fact: Fact, setting: ReviewContext) -> Iterator[RawFinding]:
    own = {word.low for word in words(_all_of(fact, setting))}
    for voice in sorted(setting.voices):
        if not _is_a_persons(voice) or countries_in(voice):
            continue
        named = words(voice)
        if {word.low for word in named} & own or named[-1].low in word_lists().bodies:
            continue
        for name in (named[-1], named[0]):
            found = re.search(rf"(?<!\w){re.escape(name.text)}(?!\w)", plain(row.text))
            if found:
                span = Span(found.start(), found.end(), found.group())
                yield RawFinding("party-changed", f"The fact says nothing of {span.text}.", span)
                break


def _is_a_persons(voice: str) -> bool:
    """Whether a voice is named as persons are: two or three words with capitals, none of capitals alone."""
    parts = voice.split()
    return len(parts) in {2, 3} and all(part[0].isupper() and not part.isupper() for part in parts)
