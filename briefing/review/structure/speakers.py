"""Recognise a fact's speaker in a noun phrase: by name, office, country, publisher or pronoun."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.model.terms import ActorKind
from briefing.review.structure.tree import Tree
from briefing.review.structure.vocabulary import vocabulary
from briefing.review.text.parties import countries_in
from briefing.review.text.segmentation import stem, words
from briefing.review.text.word_lists import phrases, word_lists

_SEVERAL = re.compile(r",\s+through\s+|,\s+|\s+and\s+|\s+passed on by\s+|\s+as repeated by\s+")
_PERSONAL = frozenset({"he", "she", "it", "they", "his", "her", "its", "their"})
_SOMEBODY = frozenset({"one", "some", "many", "others", "several", "most", "few", "everyone", "people"})
_UNNAMED = frozenset({"unnamed", "unsigned", "anonymous", "unknown", "unidentified"})
_GRAMMAR = frozenset({"the", "of", "and", "for", "in", "a", "an", "to", "through", "by", "on"})
_GENERIC = frozenset(
    {"ministry", "affair", "foreign", "news", "agency", "state", "press", "media", "intelligence", "source"}
)


class Match(StrEnum):
    """What a noun phrase has to do with a fact's speaker."""

    NAMED = "named"
    METONYM = "metonym"
    """The speaker's country, or a person or body of it."""
    OFFICE = "office"
    """An office without a name or a country: "the minister"."""
    PRONOUN = "pronoun"
    UNNAMED = "unnamed"
    """Somebody without a name: "sources", "some", "analysts"."""
    THING = "thing"
    """Nobody who could speak."""
    UNKNOWN = "unknown"
    OTHER = "other"
    """Somebody else: another country or another known person."""


@dataclass(frozen=True)
class Speakers:
    """Those to whom a fact attributes its claim: its speaker, and whoever passes the statement on."""

    names: tuple[str, ...]
    countries: frozenset[str]
    others: frozenset[str]
    """Last names of the other actors of the library."""
    are_unnamed: bool
    media: tuple[str, ...] = ()
    """The publishers of the fact's sources, by all their names."""

    @property
    def is_state(self) -> bool:
        """Whether the speaker is a state itself, and not a person or body of it."""
        return any(len(words(name)) == 1 and bool(countries_in(name)) for name in self.names)

    @cached_property
    def _last_names(self) -> frozenset[str]:
        return frozenset(stem(words(name)[-1].text) for name in self.names if words(name)) - _GENERIC

    def match(self, tree: Tree, noun: int) -> Match:
        """Return what the phrase around a noun has to do with the speaker."""
        token = tree.tokens[noun]
        if token.pos == "PRON" or token.tag in {"PRP", "PRP$", "WP", "WDT", "DT"}:
            return _pronoun(tree.low(noun))
        text = tree.span(tree.subtree(noun, tree.children(noun, "relcl", "acl"))).text
        if self._names(text):
            return Match.NAMED
        codes = {country.code for country in countries_in(text)}
        if codes & self.countries:
            return Match.METONYM
        return self._unmatched(tree, noun, text, bool(codes))

    def _unmatched(self, tree: Tree, noun: int, text: str, has_country: bool) -> Match:
        lemma = tree.lemma(noun)
        stems = {stem(word.text) for word in words(text)}
        if stems & self.others and not stems & self._last_names:
            return Match.OTHER
        if lemma in vocabulary().media or lemma in vocabulary().saying.nouns:
            return Match.UNNAMED
        if has_country:
            return Match.OTHER
        if lemma in vocabulary().roles:
            return Match.OFFICE if tree.tokens[noun].tag != "NNS" else Match.UNNAMED
        return Match.UNKNOWN if tree.tokens[noun].pos == "PROPN" else Match.THING

    def _names(self, text: str) -> bool:
        if self.names and text in phrases(*self.names, *self.media):
            return True
        stems = {stem(word.text) for word in words(text)}
        if stems & self._last_names:
            return True
        return any(wanted <= stems for wanted in map(_identifying, (*self.names, *self.media)) if wanted)


@functools.lru_cache(maxsize=512)
def _identifying(name: str) -> frozenset[str]:
    """Return the stems of a name without those of grammar: they may be in another order."""
    return frozenset(stem(word.text) for word in words(name)) - _GRAMMAR


def _pronoun(low: str) -> Match:
    if low in _PERSONAL:
        return Match.PRONOUN
    return Match.UNNAMED if low in _SOMEBODY else Match.THING


def speakers_of(fact: Fact, catalogue: Catalogue, known: frozenset[str]) -> Speakers:
    """Return the speakers of a fact; `known` are the names of all who act or speak in the library."""
    parts = [part for part in _SEVERAL.split(fact.attributed_to or "") if part]
    names = tuple(dict.fromkeys(name for part in parts for name in _forms(part, catalogue)))
    publishers = [catalogue.publisher_of(catalogue.sources[c.source_id]) for c in fact.citations]
    media = tuple(dict.fromkeys(name for each in publishers for name in (each.name, *each.also)))
    outlets = {name for each in catalogue.publishers.values() for name in (each.name, *each.also)}
    states = [part for part in parts if part not in outlets]
    countries = {country.code for part in states for country in countries_in(part)}
    for actor in catalogue.material.actors:
        if actor.country and {actor.name, *actor.also} & set(names):
            countries.add(actor.country)
    unnamed = not parts or any(
        word.low in {*_UNNAMED, *vocabulary().unnamed} for part in parts[:1] for word in words(part)
    )
    own = {stem(words(name)[-1].text) for name in names if words(name)}
    return Speakers(names, frozenset(countries), _last_names(known, catalogue) - own, unnamed, media)


def _forms(part: str, catalogue: Catalogue) -> tuple[str, ...]:
    part = re.sub(r"^(?:the|an?)\s+", "", part.strip())
    return (part, *catalogue.other_names(part))


def _last_names(known: frozenset[str], catalogue: Catalogue) -> frozenset[str]:
    """Return the stems of the last names of persons: of the actors, and of names that look like a person's."""
    names = {
        name
        for actor in catalogue.material.actors
        if actor.kind is ActorKind.PERSON
        for name in (actor.name, *actor.also)
    }
    names |= {name for name in known if len(words(name)) in {2, 3} and not countries_in(name)}
    last = {words(name)[-1].low for name in names if words(name)}
    return frozenset(stem(name) for name in last - set(word_lists().bodies) - _GENERIC)
