"""Recognise a fact's speaker in a noun phrase: by name, office, country, publisher or pronoun."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from briefing.model.actor import Actor
from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.review.lexicon import NameKind, NameMention, load_lexicon
from briefing.review.structure.tree import Tree
from briefing.review.structure.vocabulary import vocabulary
from briefing.review.text.segmentation import stem, words
from briefing.review.text.word_lists import phrases

_SEVERAL = re.compile(r",\s+through\s+|,\s+|\s+and\s+|\s+passed on by\s+|\s+as repeated by\s+")
_PERSONS = frozenset(
    {
        "president",
        "minister",
        "ambassador",
        "envoy",
        "spokesman",
        "spokeswoman",
        "spokesperson",
        "chief",
        "leader",
    }
    | {"head", "diplomat", "official", "commander", "general", "secretary", "premier", "ministry"}
)
_NAMED_SPEAKERS = frozenset({NameKind.PERSON, NameKind.BODY, NameKind.ORGANISATION, NameKind.FIRM})
_STATES = frozenset(
    {"government", "country", "capital", "state", "nation", "power", "ally", "party", "side", "ministry"}
)
_COUNTS = {2: "two", 3: "three", 4: "four", 5: "five"}
_PERSONAL = frozenset({"he", "she", "it", "they", "his", "her", "its", "their"})
_SOMEBODY = frozenset({"one", "some", "many", "others", "several", "most", "few", "everyone", "people"})
_UNNAMED = frozenset({"unnamed", "unsigned", "anonymous", "unknown", "unidentified"})
_GRAMMAR = frozenset({"the", "of", "and", "for", "in", "a", "an", "to", "through", "by", "on", "'s", "s"})
_GENERIC = frozenset(
    {"ministry", "affair", "foreign", "news", "agency", "state", "press", "media", "intelligence", "source"}
)


class SpeakerMatch(StrEnum):
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
    """Those to whom a fact attributes its claim: its speaker, and whoever passes the statement on.

    `media` are the publishers of the fact's sources by all their names, `nouns` the nouns by which the
    fact's own statement names its speaker, such as "explainer".
    """

    names: tuple[str, ...]
    countries: frozenset[str]
    are_unnamed: bool
    actors: tuple[Actor, ...] = ()
    media: tuple[str, ...] = ()
    nouns: frozenset[str] = frozenset()

    @property
    def is_state(self) -> bool:
        """Whether the speaker is a state itself, and not a person or body of it."""
        return any(mention.kind is NameKind.COUNTRY for mention in self._whole_names)

    @cached_property
    def _whole_names(self) -> tuple[NameMention, ...]:
        mentions = ((name, mention) for name in self.names for mention in _names_in(name, self.actors))
        return tuple(mention for name, mention in mentions if mention.text.lower() == name.lower())

    @cached_property
    def _entities(self) -> frozenset[str]:
        return frozenset(mention.entity for mention in self._whole_names)

    @cached_property
    def _last_names(self) -> frozenset[str]:
        last = (words(name)[-1].text for name in self.names if words(name))
        return frozenset(stem(name) for name in last if name[0].isupper()) - _GENERIC

    def match(self, tree: Tree, noun: int) -> SpeakerMatch:
        """Return what the phrase around a noun has to do with the speaker."""
        token = tree.tokens[noun]
        if token.pos == "PRON" or token.tag in {"PRP", "PRP$", "WP", "WDT", "DT"}:
            return _pronoun(tree.low(noun))
        circumstances = [each for each in tree.children(noun, "prep") if tree.low(each) == "with"]
        apart = (*tree.children(noun, "relcl", "acl"), *circumstances)
        text = tree.span(tree.subtree(noun, apart)).text
        if self._names(text) or tree.lemma(noun) in self.nouns:
            return SpeakerMatch.NAMED
        if self._counts_speakers(tree, noun):
            return SpeakerMatch.NAMED
        mentions = _names_in(text, self.actors)
        if {mention.country for mention in mentions} & self.countries:
            is_person = tree.lemma(noun) in _PERSONS
            return SpeakerMatch.OFFICE if is_person else SpeakerMatch.METONYM
        return self._unmatched(tree, noun, mentions)

    def _counts_speakers(self, tree: Tree, noun: int) -> bool:
        """Return whether a phrase is "the three governments" of as many that speak."""
        counts = [tree.low(each) for each in tree.children(noun, "nummod", "predet", "det")]
        is_plural = tree.tokens[noun].tag == "NNS" and tree.lemma(noun) in _STATES
        return is_plural and len(self.countries) > 1 and _COUNTS.get(len(self.countries), "") in counts

    def _unmatched(self, tree: Tree, noun: int, mentions: Iterable[NameMention]) -> SpeakerMatch:
        lemma = tree.lemma(noun)
        if any(mention.kind in _NAMED_SPEAKERS for mention in mentions):
            return SpeakerMatch.OTHER
        lists = vocabulary().saying
        is_statement = lemma in lists.nouns and lemma not in lists.weak_nouns
        if lemma in vocabulary().media or lemma in {"source", "intelligence"} or is_statement:
            return SpeakerMatch.UNNAMED
        if any(mention.country for mention in mentions):
            return SpeakerMatch.OTHER
        if lemma in vocabulary().roles:
            return SpeakerMatch.OFFICE if tree.tokens[noun].tag != "NNS" else self._several(tree, noun)
        return SpeakerMatch.UNKNOWN if tree.tokens[noun].pos == "PROPN" else SpeakerMatch.THING

    def _several(self, tree: Tree, noun: int) -> SpeakerMatch:
        """Take "officials" for the speaker where the sentence has the speaker's name elsewhere."""
        sentence = tree.span(tree.sentence(noun)).text
        return SpeakerMatch.NAMED if self.names and self._names(sentence) else SpeakerMatch.UNNAMED

    def _names(self, text: str) -> bool:
        if self.names and text in phrases(*self.names, *self.media):
            return True
        stems = {stem(word.text) for word in words(text)}
        if stems & self._last_names or self._entities & {
            mention.entity
            for mention in _names_in(text, self.actors)
            if mention.kind is not NameKind.COUNTRY
        }:
            return True
        wanted = map(self._identifying, (*self.names, *self.media))
        own = self._identifying(text)
        return any(name <= own for name in wanted if name)

    def _identifying(self, name: str) -> frozenset[str]:
        """Return a name's stems without those of grammar, and the countries in it by their codes."""
        mentions = [each for each in _names_in(name, self.actors) if each.kind is NameKind.COUNTRY]
        if any(each.text.lower() == name.lower() for each in mentions):
            return frozenset()
        taken = {index for each in mentions for index in range(each.start, each.end)}
        stems = {stem(word.text) for word in words(name) if word.start not in taken}
        return frozenset(stems - _GRAMMAR | {each.country for each in mentions})


def _names_in(text: str, actors: tuple[Actor, ...]) -> tuple[NameMention, ...]:
    return load_lexicon().names(text, actors)


def _pronoun(low: str) -> SpeakerMatch:
    if low in _PERSONAL:
        return SpeakerMatch.PRONOUN
    return SpeakerMatch.UNNAMED if low in _SOMEBODY else SpeakerMatch.THING


def speakers_of(fact: Fact, catalogue: Catalogue, actors: tuple[Actor, ...]) -> Speakers:
    """Return the speakers of a fact; `actors` are the persons and bodies that are known by their names."""
    parts = [part for part in _SEVERAL.split(fact.attributed_to or "") if part]
    names = tuple(dict.fromkeys(name for part in parts for name in _forms(part, catalogue)))
    publishers = [catalogue.publisher_of(catalogue.sources[c.source_id]) for c in fact.citations]
    media = tuple(dict.fromkeys(name for each in publishers for name in (each.name, *each.also)))
    outlets = {name for each in catalogue.publishers.values() for name in (each.name, *each.also)}
    states = [part for part in parts if part not in outlets or _is_office(part)]
    countries = {
        mention.country for part in states for mention in _names_in(part, actors) if mention.country
    }
    unnamed = not parts or any(
        word.low in {*_UNNAMED, *vocabulary().unnamed} for part in parts[:1] for word in words(part)
    )
    return Speakers(names, frozenset(countries), unnamed, actors, media)


def _is_office(name: str) -> bool:
    """Return whether a publisher is a body of a state: its country may be named for it."""
    return any(word.low in vocabulary().roles and word.low != "agency" for word in words(name))


def _forms(part: str, catalogue: Catalogue) -> tuple[str, ...]:
    part = re.sub(r"^(?:the|an?)\s+", "", part.strip())
    return (part, *catalogue.other_names(part))
