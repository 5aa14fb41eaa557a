"""What a fact holds: its statement, and all that is recorded with it and may support a wording."""

from __future__ import annotations

import functools
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.composition.formatting import names_its_division
from briefing.language import Parse
from briefing.model.actor import Actor
from briefing.model.fact import Fact
from briefing.model.source import Citation
from briefing.model.treaty import Treaty
from briefing.review.alignment.matching import spelling
from briefing.review.alignment.rough import rough_parse
from briefing.review.alignment.words import ContentWord, words_of
from briefing.review.context import ReviewContext
from briefing.review.lexicon import Lexicon, NameKind, NameMention
from briefing.review.text.parties import name_in_text
from briefing.review.text.segmentation import words
from briefing.text.numbers import written

_CAPACITY = 1024
_remembered: dict[tuple[tuple[int, ...], tuple[bool, ...]], tuple[Holdings, object]] = {}
_lock = threading.Lock()
_NAME_AND_NOUN = re.compile(r"\b([A-Z][\w-]+) ([a-z]{4,})\b")
_STATES = frozenset({NameKind.COUNTRY, NameKind.GOVERNMENT})


@dataclass(frozen=True, slots=True)
class HeldText:
    """A text of a fact besides its statement; `basis` says which one."""

    basis: str
    text: str


@dataclass(frozen=True)
class Holdings:
    """The words and names of a fact; `statement` is the parse of its statement."""

    fact: Fact
    statement: Parse
    words: tuple[ContentWord, ...]
    further: tuple[tuple[ContentWord, str], ...]
    """Words of the other texts, each with its basis."""
    parties: tuple[str, ...]
    """The parties of its treaties."""
    entities: dict[str, str]
    """What the fact names, by the id of the entity, with its name in the fact."""
    kinds: dict[NameKind, str]
    """The kinds of what the statement names, each with a name."""
    states: dict[str, str]
    """Countries that the fact names, by code, with their name in the fact."""
    called: frozenset[tuple[str, str]]
    """Names with the common nouns that follow them in statements of the library: Fath-360 missile."""
    name_words: dict[str, str]
    """Words of names in lower case, with the name that each is of."""


def holdings_of(fact: Fact, context: ReviewContext, lexicon: Lexicon) -> Holdings:
    """Collect what a fact holds. It is remembered for as long as fact, library, parses and lexicon stay."""
    quotes = (quote.exact for citation in fact.citations for quote in citation.quotes)
    parsed = tuple(context.parse(text) is not None for text in (fact.statement, *quotes))
    key = tuple(map(id, (fact, context.catalogue, context.library, lexicon)))
    kept = _remembered.get((key, parsed))
    if kept is None:
        holdings = _collect(fact, context, lexicon)
        # The values are kept with the result, so that no others can have their identity.
        kept = (holdings, (fact, context.catalogue, context.library, lexicon))
        with _lock:
            while len(_remembered) >= _CAPACITY:
                del _remembered[next(iter(_remembered))]
            _remembered[key, parsed] = kept
    return kept[0]


def _collect(fact: Fact, context: ReviewContext, lexicon: Lexicon) -> Holdings:
    statement = context.parse(fact.statement) or rough_parse(fact.statement)
    texts = tuple(_texts(fact, context))
    names = [HeldText("statement", fact.statement), *texts]
    mentions = [m for held in names for m in lexicon.names(held.text, actors_of(context), inner=True)]
    return Holdings(
        fact=fact,
        statement=statement,
        words=content_of(statement),
        further=tuple((word, held.basis) for held in texts for word in _words(held, context)),
        parties=tuple(held.text for held in texts if held.basis == "party"),
        entities={m.entity: m.text for m in reversed(mentions)},
        kinds={
            m.kind: m.text for m in reversed(lexicon.names(fact.statement, actors_of(context), inner=True))
        },
        states=_states(mentions),
        called=_called(tuple(_statements(context))),
        name_words={
            form: word.text if held.basis == "statement" else held.text
            for held in reversed(names)
            for word in words(held.text)
            if word.text[0].isupper()
            for form in _forms_of_name(word.low.removesuffix("'s"))
        },
    )


def _statements(context: ReviewContext) -> Iterator[str]:
    """Yield the statements of the snapshot and of the installed library."""
    for catalogue in (context.catalogue, context.library):
        if catalogue is not None:
            yield from (fact.statement for fact in catalogue.material.facts)


@functools.lru_cache(maxsize=8)
def _called(statements: tuple[str, ...]) -> frozenset[tuple[str, str]]:
    found = (pair for statement in statements for pair in _NAME_AND_NOUN.findall(statement))
    return frozenset((name.lower(), noun.removesuffix("s")) for name, noun in found)


def _forms_of_name(low: str) -> Iterator[str]:
    """Yield a word of a name, and its parts between hyphens, in British and in American spelling."""
    for part in (low, *(low.split("-") if "-" in low else ())):
        yield part
        yield spelling(part)


def actors_of(context: ReviewContext) -> tuple[Actor, ...]:
    """Return the actors of the snapshot and of the installed library."""
    actors = {actor.id: actor for actor in context.library.material.actors} if context.library else {}
    return tuple((actors | {actor.id: actor for actor in context.catalogue.material.actors}).values())


@functools.lru_cache(maxsize=2048)
def content_of(parse: Parse) -> tuple[ContentWord, ...]:
    """Return the content words of a parse, remembered."""
    return words_of(parse)


def _words(held: HeldText, context: ReviewContext) -> tuple[ContentWord, ...]:
    return content_of(_parse(held, context))


def _parse(held: HeldText, context: ReviewContext) -> Parse:
    parse = context.parse(held.text) if held.basis == "quote" else None
    return parse or rough_parse(held.text)


def _states(mentions: list[NameMention]) -> dict[str, str]:
    """Map the countries of mentions to their names: those that are named first, then those of bodies."""
    by_kind = sorted(mentions, key=lambda mention: mention.kind not in _STATES)
    return {mention.country: mention.text for mention in reversed(by_kind) if mention.country}


def _texts(fact: Fact, context: ReviewContext) -> Iterator[HeldText]:
    """Yield the texts of a fact besides its statement."""
    catalogue = context.catalogue
    for citation in fact.citations:
        yield from _cited(citation)
    names = [("speaker", fact.attributed_to), *(("actor", actor) for actor in fact.actors)]
    for basis, name in names:
        for text in (name, *catalogue.other_names(name)) if name else ():
            yield HeldText(basis, text)
    for place in (fact.place, *fact.route):
        yield from (HeldText("place", text) for text in _place_names(place) if text)
    if fact.quantity:
        yield HeldText("quantity", f"{written(fact.quantity.value)} {fact.quantity.unit}")
    for source in context.cited_sources(fact):
        publisher = catalogue.publisher_of(source)
        yield from (HeldText("publisher", name) for name in (publisher.name, *publisher.also))
    for treaty_id in fact.treaty_ids:
        if treaty := catalogue.treaties.get(treaty_id):
            yield from _of_treaty(treaty)


def _cited(citation: Citation) -> Iterator[HeldText]:
    for quote in citation.quotes:
        for text in (quote.exact, quote.translation):
            if text:
                yield HeldText("quote", text)
    if citation.locator and citation.locator.article:
        article = citation.locator.article
        yield HeldText("article", article if names_its_division(article) else f"Article {article}")


def _place_names(place: object) -> Iterator[str | None]:
    yield getattr(place, "name", None)
    country = getattr(place, "country", None)
    yield name_in_text(country) if country else None


def _of_treaty(treaty: Treaty) -> Iterator[HeldText]:
    for text in (treaty.title, treaty.short_title, *treaty.also, *treaty.titles.values()):
        yield HeldText("treaty", text)
    for party in treaty.parties:
        yield HeldText("party", name_in_text(party.country) if party.country else party.name)
        yield HeldText("party", party.name)
        yield from (HeldText("signatory", text) for text in (party.signatory, party.office) if text)


def names_state(mention: NameMention) -> bool:
    """Return whether a mention names a state, or a government for it."""
    return mention.kind in _STATES
