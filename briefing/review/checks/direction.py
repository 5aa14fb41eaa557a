"""Check that a wording does not exchange giver and taker, two countries, or before and after."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterator

from briefing.model.fact import Fact
from briefing.review.alignment.held_figures import held_dates_in
from briefing.review.check import RowCheck
from briefing.review.context import ReviewContext, ReviewRow
from briefing.review.finding import RawFinding
from briefing.review.lexicon import load_lexicon
from briefing.review.structure.events.attacks import changed_part, helped_instead
from briefing.review.structure.pairs import pairs_of
from briefing.review.structure.prepositions import opposite_preposition
from briefing.review.structure.roles import Exchange, exchanged
from briefing.review.structure.timing.temporal import aimed_at, moved_dating
from briefing.review.structure.tree import tree_of
from briefing.review.text.durations import links_in
from briefing.review.text.parties import PartyMention, countries_apart
from briefing.review.text.segmentation import Span, plain
from briefing.review.text.word_lists import phrases, word_lists
from briefing.typography.scripts import text_direction

_MESSAGE = "In the fact, the direction is the opposite."
_ORDER_MESSAGE = "The text is displayed from right to left, and so in another order than the fact."
_PREPOSITION = re.compile(r"\b(from|to|in|into|of|against|on|by|at|towards?|that)\s+(?:the\s+)?$")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+\s+)?$")
_IN_LIST = re.compile(r"\s*(?:,\s*)?(?:and|or|nor|&|,|/|-|as well as)\s*(?:the\s+)?")
_NO_VERB = r"(?:and|or|nor|but|than|as|with|for|between|via|through|over|like|near|if)"
_VERB_BEFORE = re.compile(rf"(?<!\w)(?!{_NO_VERB}\s)[a-z][a-z'-]+\s+(?:the\s+)?$")
"""A word that may be a verb right before its object; what joins, compares or names a way is none."""
_AGENT = re.compile(r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+\s+){1,3}by\s")
_VIEWPOINT = re.compile(r"(?:^|[.;:]\s+)to\s+(?:the\s+)?$")
"""A "to" at the beginning of a sentence, which says in whose eyes something is so: to Paris, a threat."""
_FIRST_PERIOD = re.compile(
    r"\b(?:before|after|until|within|in|during|beyond|once)\s+(?:\w+(?:'s)?\s+){0,3}?"
    r"((?:first|initial)\s+(?:\w+\s+)?(day|week|month|year)s?)\b",
    re.IGNORECASE,
)
_Flow = tuple[PartyMention | None, PartyMention | None]
_Countries = Callable[[str], list[PartyMention]]
"""Finds the countries in a text that are more than a part of the name of a publication."""


def check_direction(row: ReviewRow, context: ReviewContext) -> Iterator[RawFinding]:
    if row.fact is None or not row.is_own_wording:
        return
    countries = functools.partial(countries_apart, names=context.titles)
    raw = _displayed_order(row.text, row.fact.statement, countries)
    compared = None if raw else _compared(row.text, row.fact.statement, context)
    if compared is not None and compared.index is not None:
        raw = _exchanged(row.text, compared, context)
    elif compared is None:
        raw = raw or next(_reversed_flow(row, row.fact, countries), None)
        if context.parse(row.text) is None:
            raw = raw or _exchanged_parts(row.text, row.fact.statement, countries)
    raw = raw or _opposite_preposition(row.text, row.fact.statement, context)
    raw = raw or _other_part(row.text, row.fact.statement, context)
    if raw is not None:
        yield raw


def _opposite_preposition(text: str, statement: str, context: ReviewContext) -> RawFinding | None:
    wording, held = context.parse(text), context.parse(statement)
    if wording is None or held is None:
        return None
    found = opposite_preposition(tree_of(wording), tree_of(held))
    if found is None:
        return None
    now, then = wording.tokens[found[0]], held.tokens[found[1]]
    message = f"The fact says “{then.text}”, not “{now.text}”."
    span = Span(now.start, now.end, now.text)
    return RawFinding("direction-changed", message, span, is_uncertain=True)


def _other_part(text: str, statement: str, context: ReviewContext) -> RawFinding | None:
    """Find a party that commits the attack that it suffers in the fact, or gets the attacker's help."""
    wording, held = context.parse(text), context.parse(statement)
    if wording is None or held is None:
        return None
    index = changed_part(tree_of(wording), tree_of(held))
    message = "In the fact, who is attacked and who attacks are others."
    if index is None:
        index = helped_instead(tree_of(wording), tree_of(held), pairs_of(wording, held))
        message = "In the fact, this is about the attacker, not about who is attacked."
    if index is None:
        return None
    token = wording.tokens[index]
    return RawFinding("direction-changed", message, Span(token.start, token.end, token.text))


def _compared(text: str, statement: str, context: ReviewContext) -> Exchange | None:
    wording, held = context.parse(text), context.parse(statement)
    if wording is None or held is None:
        return None

    def naming(phrase: str) -> frozenset[str]:
        titles = phrases(*context.titles).all(phrase)
        mentions = [
            each
            for each in load_lexicon().names(phrase, context.actors)
            if not any(title.start <= each.start and each.end <= title.end for title in titles)
        ]
        return frozenset(key for each in mentions for key in (each.country, each.entity) if key)

    return exchanged(tree_of(wording), tree_of(held), pairs_of(wording, held), naming)


def _exchanged(text: str, exchange: Exchange, context: ReviewContext) -> RawFinding | None:
    parse = context.parse(text)
    if parse is None or exchange.index is None:
        return None
    token = parse.tokens[exchange.index]
    span = Span(token.start, token.end, token.text)
    return RawFinding("direction-changed", _MESSAGE, span, is_uncertain=not exchange.is_certain)


def _displayed_order(text: str, statement: str, countries_in: _Countries) -> RawFinding | None:
    """Find names in Latin letters in a text that is displayed from right to left, unlike its fact.

    The first letter with a direction decides: after an Arabic or Hebrew one, words in Latin letters appear
    in the opposite order where letters from right to left part them.
    """
    if text_direction(text) != "rtl" or text_direction(statement) == "rtl":
        return None
    countries = countries_in(text)
    return RawFinding("direction-changed", _ORDER_MESSAGE, countries[0].span) if countries[1:] else None


def _parts(text: str, countries_in: _Countries) -> dict[str, str]:
    """Map each country's code to its part at its first mention.

    A part is a preposition, "of", "subject", or "object" for the country that a verb acts on: "Ukraine was
    attacked by Russia" gives the parts of "Russia attacked Ukraine". Countries in a list have one part.
    """
    low = plain(text).lower()
    parts: dict[str, str] = {}
    previous = 0
    part = ""
    for country in countries_in(text):
        if not _IN_LIST.fullmatch(low[previous : country.span.start]) or not part:
            part = _part(low, country, "subject" in parts.values())
        parts.setdefault(country.code, part)
        previous = country.span.end
    return _in_active_voice(parts, low)


def _part(low: str, country: PartyMention, has_subject: bool) -> str:
    before = low[: country.span.start]
    if preposition := _PREPOSITION.search(before):
        part = preposition[1]
    else:
        part = "of" if low[country.span.end :].startswith(("'s ", "' ")) else ""
    if part in {"", "that"} and not has_subject:
        return "subject"
    return "object" if not part and _VERB_BEFORE.search(before) else part


def _in_active_voice(parts: dict[str, str], low: str) -> dict[str, str]:
    """Exchange the subject and the agent after "by" of a text with a passive verb between them."""
    if "by" not in parts.values() or "subject" not in parts.values() or not _AGENT.search(low):
        return parts
    active = {"subject": "object", "by": "subject"}
    return {code: active.get(part, part) for code, part in parts.items()}


def _exchanged_parts(text: str, statement: str, countries_in: _Countries) -> RawFinding | None:
    """Find two countries of which each has exactly the part that the other has in the statement."""
    if text in phrases(*word_lists().mutual):
        return None
    before, after = _parts(statement, countries_in), _parts(text, countries_in)
    for country in countries_in(text):
        for other, part in before.items():
            earlier_part = before.get(country.code)
            if other == country.code or not (earlier_part and part) or earlier_part == part:
                continue
            if after[country.code] == part and after.get(other) == earlier_part:
                return RawFinding("direction-changed", _MESSAGE, country.span)
    return None


def _reversed_flow(row: ReviewRow, fact: Fact, countries_in: _Countries) -> Iterator[RawFinding]:
    before, after = _flow(fact.statement, countries_in), _flow(row.text, countries_in)
    giver = before[0] and after[0] and before[0].code != after[0].code
    taker = before[1] and after[1] and before[1].code != after[1].code
    swapped = (before[0] and after[1] and before[0].code == after[1].code) or (
        before[1] and after[0] and before[1].code == after[0].code
    )
    wrong = after[0] if giver or (swapped and after[0] and not taker) else after[1]
    if (giver or taker or swapped) and wrong is not None:
        yield RawFinding(
            "direction-changed", _MESSAGE, wrong.span, is_uncertain=not _is_turned(before, after)
        )


def _is_turned(before: _Flow, after: _Flow) -> bool:
    """Return whether giver and taker have changed places, and not only one of them is another."""
    codes = [[each and each.code for each in flow] for flow in (before, after)]
    return codes[0] == codes[1][::-1] and None not in codes[0]


def _flow(text: str, countries_in: _Countries) -> _Flow:
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
        is_view = _VIEWPOINT.search(before) and "," in low[country.span.end :]
        if not is_view and re.search(rf"\b(?:{'|'.join(prepositions)})\s+(?:the\s+)?$", before):
            return country
    return None


def check_time_order(row: ReviewRow, context: ReviewContext) -> Iterator[RawFinding]:
    if row.fact is None or not row.is_own_wording:
        return
    wording, statement = context.parse(row.text), context.parse(row.fact.statement)
    if wording is None or statement is None:
        return
    yield from _first_period(row.text, row.fact)
    aimed = aimed_at(tree_of(wording), tree_of(statement))
    if aimed is not None:
        now, then = wording.tokens[aimed[0]], statement.tokens[aimed[1]]
        message = f"The fact says “{then.text}”, not “{now.text}”."
        yield RawFinding("time-order-changed", message, Span(now.start, now.end, now.text))
        return
    moved = moved_dating(tree_of(wording), tree_of(statement))
    if moved is not None:
        now, then = (
            tree.tokens[each.index] for tree, each in zip((wording, statement), moved, strict=True)
        )
        links = links_in(row.text, held_dates_in(row.text, row.fact, context))
        if any(link.start <= now.start < link.end for link in links):
            return  # "Two days before, on 7 September" counts from another sentence.
        message = f"The fact says “{then.text}”, not “{now.text}”."
        yield RawFinding("time-order-changed", message, Span(now.start, now.end, now.text))


def _first_period(text: str, fact: Fact) -> Iterator[RawFinding]:
    """Find "its first year" where the fact counts a year from an event: one year after the notice."""
    period = _FIRST_PERIOD.search(text)
    if period is None or fact.statement in phrases("first", "initial*"):
        return
    counted = re.search(rf"\b{period[2]}s?\s+(?:later|after|before|from)\b", fact.statement, re.IGNORECASE)
    if counted is not None:
        message = f"The fact says “{counted[0]}”, not “{period[1]}”."
        span = Span(period.start(1), period.end(1), period[1])
        yield RawFinding("time-order-changed", message, span, is_uncertain=True)


CHECKS = (
    RowCheck(check_direction, frozenset({"direction-changed"})),
    RowCheck(check_time_order, frozenset({"time-order-changed"})),
)
