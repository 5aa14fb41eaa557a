"""Check that a wording does not exchange giver and taker, or the parts of two countries."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.model.fact import Fact
from briefing.review.check import RowCheck
from briefing.review.context import ReviewContext, ReviewRow
from briefing.review.finding import RawFinding
from briefing.review.text.parties import PartyMention, countries_in
from briefing.review.text.segmentation import Span, plain
from briefing.review.text.word_lists import phrases, word_lists

_MESSAGE = "In the fact, the direction is the opposite."
_PREPOSITION = re.compile(r"\b(from|to|in|into|of|against|on|by|at|towards?|that)\s+(?:the\s+)?$")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+\s+)?$")
_Flow = tuple[PartyMention | None, PartyMention | None]


def check_direction(row: ReviewRow, _context: ReviewContext) -> Iterator[RawFinding]:
    if row.fact is None or not row.is_own_wording:
        return
    raw = next(_reversed_flow(row, row.fact), None) or _exchanged_parts(row.text, row.fact.statement)
    if raw is not None:
        yield raw


def _parts(text: str) -> dict[str, str]:
    """Map each country's code to its part at its first mention: a preposition, "of" or "subject"."""
    low = plain(text).lower()
    parts: dict[str, str] = {}
    for country in countries_in(text):
        preposition = _PREPOSITION.search(low[: country.span.start])
        is_owner = low[country.span.end :].startswith(("'s ", "' "))
        part = preposition[1] if preposition else "of" if is_owner else ""
        if part in {"", "that"} and "subject" not in parts.values():
            part = "subject"
        parts.setdefault(country.code, part)
    return parts


def _exchanged_parts(text: str, statement: str) -> RawFinding | None:
    """Find two countries of which each has exactly the part that the other has in the statement."""
    if text in phrases(*word_lists().mutual):
        return None
    before, after = _parts(statement), _parts(text)
    for country in countries_in(text):
        for other, part in before.items():
            earlier_part = before.get(country.code)
            if other == country.code or not (earlier_part and part) or earlier_part == part:
                continue
            if after[country.code] == part and after.get(other) == earlier_part:
                return RawFinding("direction-changed", _MESSAGE, country.span)
    return None


def _reversed_flow(row: ReviewRow, fact: Fact) -> Iterator[RawFinding]:
    before, after = _flow(fact.statement), _flow(row.text)
    giver = before[0] and after[0] and before[0].code != after[0].code
    taker = before[1] and after[1] and before[1].code != after[1].code
    swapped = (before[0] and after[1] and before[0].code == after[1].code) or (
        before[1] and after[0] and before[1].code == after[0].code
    )
    wrong = after[0] if giver or (swapped and after[0] and not taker) else after[1]
    if (giver or taker or swapped) and wrong is not None:
        yield RawFinding("direction-changed", _MESSAGE, wrong.span)


def _flow(text: str) -> _Flow:
    """Find who gives and who takes, from "from", "to" and verbs of giving or taking; None where unclear."""
    countries = countries_in(text)
    low = plain(text).lower()
    lists = word_lists().transfer
    giving, taking = phrases(*lists.giving).first(text), phrases(*lists.taking).first(text)
    is_taken = taking is not None and giving is None
    giver = _after(low, countries, ("from",) if is_taken else ("from", "by"))
    taker = _after(low, countries, ("to", "by") if is_taken else ("to",))
    verb = giving or taking
    if verb is None:
        return (giver, taker) if giver and taker else (None, None)
    is_passive = _PASSIVE.search(low[: verb.start]) is not None
    subject = next((country for country in countries if country.span.end <= verb.start), None)
    if giving and not is_passive:
        return giver or _if_subject(subject, low, verb), taker or _receiver(low, countries, giving)
    if taking and not giving and not is_passive:
        return giver, taker or _if_subject(subject, low, verb)
    return giver, taker


def _receiver(low: str, countries: list[PartyMention], verb: Span) -> PartyMention | None:
    """Find the country right after a verb of giving: "supplies Iran with gas"."""
    receiver = next((country for country in countries if country.span.start >= verb.end), None)
    if receiver is None or re.search(r"\b(?:with|from|of|in|for)\b", low[verb.end : receiver.span.start]):
        return None
    return receiver if re.search(r"\bwith\b", low[receiver.span.end :]) else None


def _if_subject(country: PartyMention | None, low: str, verb: Span) -> PartyMention | None:
    """Return the country, unless words between it and the verb give the verb another subject."""
    if country is None:
        return None
    between = low[country.span.end : verb.start]
    return None if re.search(r"\b(?:that|says|said|of|denies|alleges|,)\b|'s|,", between) else country


def _after(low: str, countries: list[PartyMention], prepositions: tuple[str, ...]) -> PartyMention | None:
    for country in countries:
        before = low[: country.span.start]
        if re.search(rf"\b(?:{'|'.join(prepositions)})\s+(?:the\s+)?$", before):
            return country
    return None


CHECKS = (RowCheck(check_direction, frozenset({"direction-changed"})),)
