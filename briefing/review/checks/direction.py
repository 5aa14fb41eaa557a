"""Who gives what to whom, and who stands where to whom: a wording may not turn it round."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.model.fact import Fact
from briefing.review.context import RawFinding, ReviewContext, ReviewRow
from briefing.review.text.parties import PartyMention, countries_in
from briefing.review.text.segmentation import Span, plain
from briefing.review.text.word_lists import phrases, word_lists


def direction(row: ReviewRow, setting: ReviewContext) -> Iterator[RawFinding]:  # noqa: ARG001 - the signature of all checks
    """A giver and a taker, or two countries with their parts in the sentence, turned round."""
    if row.fact is None or not row.is_own_wording:
        return
    found = next(_flow_turned(row, row.fact), None) or _parts_turned(row.text, row.fact.statement)
    if found is not None:
        yield found


_PART = re.compile(r"\b(from|to|in|into|of|against|on|by|at|towards?|that)\s+(?:the\s+)?$")


def _parts(text: str) -> dict[str, str]:
    """Each country's part where it is named first: behind which preposition, or before the verb."""
    low = plain(text).lower()
    parts: dict[str, str] = {}
    for place in countries_in(text):
        before = _PART.search(low[: place.span.start])
        owns = low[place.span.end :].startswith(("'s ", "' "))
        part = before[1] if before else "of" if owns else ""
        if part in {"", "that"} and "subject" not in parts.values():
            part = "subject"
        parts.setdefault(place.code, part)
    return parts


def _parts_turned(text: str, statement: str) -> RawFinding | None:
    """Two countries that have changed places, each standing exactly where the fact has the other."""
    if text in phrases(*word_lists().mutual):
        return None
    before, after = _parts(statement), _parts(text)
    for place in countries_in(text):
        for other, part in before.items():
            mine = before.get(place.code)
            if other == place.code or not (mine and part) or mine == part:
                continue
            if after[place.code] == part and after.get(other) == mine:
                return RawFinding("direction-changed", "The fact has it the other way round.", place.span)
    return None


def _flow_turned(row: ReviewRow, fact: Fact) -> Iterator[RawFinding]:
    before, after = _flow(fact.statement), _flow(row.text)
    giver = before[0] and after[0] and before[0].code != after[0].code
    taker = before[1] and after[1] and before[1].code != after[1].code
    swapped = (before[0] and after[1] and before[0].code == after[1].code) or (
        before[1] and after[0] and before[1].code == after[0].code
    )
    wrong = after[0] if giver or (swapped and after[0] and not taker) else after[1]
    if (giver or taker or swapped) and wrong is not None:
        yield RawFinding("direction-changed", "The fact has it the other way round.", wrong.span)


Flow = tuple[PartyMention | None, PartyMention | None]


def _flow(text: str) -> Flow:
    """Who gives and who takes, as far as the text says so by from, to and a verb of giving or taking."""
    places = countries_in(text)
    low = plain(text).lower()
    lists = word_lists().transfer
    giving, taking = phrases(*lists.giving).first(text), phrases(*lists.taking).first(text)
    is_taken = taking is not None and giving is None
    giver = _after(low, places, ("from",) if is_taken else ("from", "by"))
    taker = _after(low, places, ("to", "by") if is_taken else ("to",))
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


def _if_subject(place: PartyMention | None, low: str, verb: Span) -> PartyMention | None:
    """The place, unless something between it and the verb makes another its subject."""
    if place is None:
        return None
    between = low[place.span.end : verb.start]
    return None if re.search(r"\b(?:that|says|said|of|denies|alleges|,)\b|'s|,", between) else place


def _after(low: str, places: list[PartyMention], prepositions: tuple[str, ...]) -> PartyMention | None:
    for place in places:
        before = low[: place.span.start]
        if re.search(rf"\b(?:{'|'.join(prepositions)})\s+(?:the\s+)?$", before):
            return place
    return None
