"""Countries in a text, by name, adjective or capital, and who gives what to whom."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing import paths
from briefing.codec import read_document, read_value
from briefing.model.fact import Fact
from briefing.review.language import Span, plain, words
from briefing.review.setting import Found, Row, Setting
from briefing.review.words import phrases, word_lists


@dataclass(frozen=True, slots=True)
class Mention:
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


def countries_in(text: str) -> list[Mention]:
    """Each mention of a country, in the order of the text. Names are written with a capital."""
    return [
        Mention(_names()[found.group().lower()], Span(found.start(), found.end(), found.group()))
        for found in _pattern().finditer(plain(text))
        if found.group()[0].isupper()
    ]


def parties(row: Row, setting: Setting) -> Iterator[Found]:
    """A country or a voice that the fact does not have, and a direction that it has the other way."""
    fact = row.fact
    if fact is None or not row.is_own_wording:
        return
    known = {mention.code for mention in countries_in(_all_of(fact, setting))}
    for mention in countries_in(row.text):
        if mention.code not in known:
            yield Found("party-changed", f"The fact says nothing of {mention.span.text}.", mention.span)
    yield from _other_voice(row, fact, setting)
    yield from _direction(row, fact)


def _all_of(fact: Fact, setting: Setting) -> str:
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


def _other_voice(row: Row, fact: Fact, setting: Setting) -> Iterator[Found]:
    own = {word.low for word in words(_all_of(fact, setting))}
    for voice in sorted(setting.voices):
        last = words(voice)[-1] if words(voice) else None
        if last is None or last.low in own or not _is_a_persons(voice) or countries_in(voice):
            continue
        found = re.search(rf"(?<!\w){re.escape(last.text)}(?!\w)", plain(row.text))
        if found and last.text[0].isupper() and last.low not in word_lists().bodies:
            span = Span(found.start(), found.end(), found.group())
            yield Found("party-changed", f"The fact says nothing of {span.text}.", span)


def _is_a_persons(voice: str) -> bool:
    """Whether a voice is named as persons are: two or three words with capitals, none of capitals alone."""
    parts = voice.split()
    return len(parts) in {2, 3} and all(part[0].isupper() and not part.isupper() for part in parts)


def _direction(row: Row, fact: Fact) -> Iterator[Found]:
    before, after = _flow(fact.statement), _flow(row.text)
    giver = before[0] and after[0] and before[0].code != after[0].code
    taker = before[1] and after[1] and before[1].code != after[1].code
    swapped = (before[0] and after[1] and before[0].code == after[1].code) or (
        before[1] and after[0] and before[1].code == after[0].code
    )
    wrong = after[0] if giver or (swapped and after[0] and not taker) else after[1]
    if (giver or taker or swapped) and wrong is not None:
        yield Found("direction-changed", "The fact has it the other way round.", wrong.span)


Flow = tuple[Mention | None, Mention | None]


def _flow(text: str) -> Flow:
    """Who gives and who takes, as far as the text says so by from, to and a verb of giving or taking."""
    places = countries_in(text)
    low = plain(text).lower()
    giver = _after(low, places, ("from", "by"))
    taker = _after(low, places, ("to",))
    lists = word_lists().transfer
    giving, taking = phrases(*lists.giving).first(text), phrases(*lists.taking).first(text)
    verb = giving or taking
    if verb is None:
        return (giver, taker) if giver and taker else (None, None)
    passive = (
        re.search(r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+\s+)?$", low[: verb.start]) is not None
    )
    subject = next((place for place in places if place.span.end <= verb.start), None)
    if giving and not passive:
        receiver = next((p for p in places if p.span.start >= giving.end), None)
        near = receiver and not re.search(
            r"\b(?:with|from|of|in|for)\b", low[giving.end : receiver.span.start]
        )
        with_it = receiver and re.search(r"\bwith\b", low[receiver.span.end :]) is not None
        return giver or _if_subject(subject, low, verb), taker or (receiver if near and with_it else None)
    if taking and not giving and not passive:
        return giver, taker or _if_subject(subject, low, verb)
    return giver, taker


def _if_subject(place: Mention | None, low: str, verb: Span) -> Mention | None:
    """The place, unless something between it and the verb makes another its subject."""
    if place is None:
        return None
    between = low[place.span.end : verb.start]
    return None if re.search(r"\b(?:that|says|said|of|denies|alleges|,)\b|'s|,", between) else place


def _after(low: str, places: list[Mention], prepositions: tuple[str, ...]) -> Mention | None:
    for place in places:
        before = low[: place.span.start]
        if re.search(rf"\b(?:{'|'.join(prepositions)})\s+(?:the\s+)?$", before):
            return place
    return None
