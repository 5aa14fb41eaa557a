"""Check that a wording names no country and no person that its fact does not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.model.fact import Fact
from briefing.review.check import RowCheck
from briefing.review.context import ReviewContext, ReviewRow
from briefing.review.finding import RawFinding
from briefing.review.lexicon import load_lexicon
from briefing.review.structure.partners import added_partner
from briefing.review.structure.tree import tree_of
from briefing.review.text.parties import countries_in, name_in_text
from briefing.review.text.segmentation import Span, plain, words
from briefing.review.text.word_lists import word_lists

_OF_AIDE = re.compile(
    r"'s?\s+(?:\w+\s+){0,3}(?:aide|adviser|advisor|spokesman|spokeswoman|spokesperson|envoy|deputy|assistant|minister)\b"
)
"""The rest of "Putin's aide": the office of the speaker, and no person of the claim."""
_ADJECTIVE = re.compile(r"(?:ian|ese|ish|[^rd]an|i|sh|ch|US|UK)$")
"""The endings of adjectives of countries."""


def check_parties(row: ReviewRow, context: ReviewContext) -> Iterator[RawFinding]:
    fact = row.fact
    if fact is None or not row.is_own_wording:
        return
    own = {mention.code for mention in countries_in(_names_in(fact, context))}
    origins = _countries_of_publishers(fact, context)
    for mention in countries_in(row.text):
        if mention.code not in own and not (mention.code in origins and _is_adjective(mention.span.text)):
            message = f"The fact does not mention {mention.span.text}."
            yield RawFinding("party-changed", message, mention.span)
    yield from _other_countries(row.text, fact.statement)
    yield from _partner(row.text, fact, context)
    yield from _other_persons(row, fact, context)


def _partner(text: str, fact: Fact, context: ReviewContext) -> Iterator[RawFinding]:
    """Find that something is agreed with a state through which, by the fact, it only leads."""
    wording, statement = context.parse(text), context.parse(fact.statement)
    if wording is None or statement is None:
        return
    index = added_partner(tree_of(wording), tree_of(statement))
    if index is not None:
        token = wording.tokens[index]
        message = f"In the fact, nothing is agreed with {token.text}."
        span = Span(token.start, token.end, token.text)
        yield RawFinding("party-changed", message, span, is_uncertain=True)


def _countries_of_publishers(fact: Fact, context: ReviewContext) -> set[str]:
    """Return the countries that a wording may call a source by: "a Hungarian paper"."""
    publishers = (context.catalogue.publisher_of(source) for source in context.cited_sources(fact))
    return {publisher.country for publisher in publishers if publisher.country}


def _is_adjective(name: str) -> bool:
    return _ADJECTIVE.search(name) is not None


def _other_countries(text: str, statement: str) -> Iterator[RawFinding]:
    """Find a wording that names countries, but none of those that the statement names."""
    in_fact = {mention.code for mention in countries_in(statement)}
    in_fact |= {
        mention.country for mention in load_lexicon().names(statement) if in_fact and mention.country
    }
    in_text = countries_in(text)
    if in_fact and in_text and not in_fact & {mention.code for mention in in_text}:
        message = f"The statement names another country than {in_text[0].span.text}."
        yield RawFinding("party-changed", message, in_text[0].span)


def names_of(fact: Fact, context: ReviewContext) -> str:
    """Join all names of a fact, with the countries of its publishers."""
    countries = sorted(_countries_of_publishers(fact, context))
    return " . ".join((_names_in(fact, context), *map(name_in_text, countries)))


def _names_in(fact: Fact, context: ReviewContext) -> str:
    """Join all names in a fact: those of its statement, actors, place, publishers and parties."""
    treaties = [context.catalogue.treaties.get(treaty_id) for treaty_id in fact.treaty_ids]
    publishers = [context.catalogue.publisher_of(source) for source in context.cited_sources(fact)]
    names = [
        fact.statement,
        *fact.actors,
        fact.attributed_to or "",
        (fact.place.name or "") if fact.place else "",
    ]
    names += [other for name in tuple(names) for other in context.catalogue.other_names(name)]
    names += [name for publisher in publishers for name in (publisher.name, *publisher.also)]
    parties = [party for treaty in treaties if treaty for party in treaty.parties]
    names += [name_in_text(party.country) if party.country else party.name for party in parties]
    names += [name_in_text(fact.place.country)] if fact.place and fact.place.country else []
    return " . ".join(names)


def _other_persons(row: ReviewRow, fact: Fact, context: ReviewContext) -> Iterator[RawFinding]:
    own = {word.low for word in words(names_of(fact, context))}
    for name in sorted(context.actors_and_speakers):
        if not is_person(name) or countries_in(name):
            continue
        parts = words(name)
        if {word.low for word in parts} & own or parts[-1].low in word_lists().bodies:
            continue
        for part in (parts[-1], parts[0]):
            match = re.search(rf"(?<!\w){re.escape(part.text)}(?!\w)", plain(row.text))
            if match and not _OF_AIDE.match(plain(row.text), match.end()):
                span = Span(match.start(), match.end(), match.group())
                yield RawFinding("party-changed", f"The fact does not mention {span.text}.", span)
                break


def is_person(name: str) -> bool:
    """Return whether a name looks like a person's: two or three words with capitals, none all capitals."""
    parts = name.split()
    return len(parts) in {2, 3} and all(part[0].isupper() and not part.isupper() for part in parts)


CHECKS = (RowCheck(check_parties, frozenset({"party-changed"})),)
