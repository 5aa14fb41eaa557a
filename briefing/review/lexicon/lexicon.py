"""What is known of words: their relations, the sets in which they contrast, and names."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence

from briefing.model.actor import Actor
from briefing.organisation.thesaurus import Thesaurus, read_thesaurus, thesaurus_file
from briefing.review.lexicon.contrast_sets import (
    Contrast,
    ContrastSets,
    MemberOrder,
    Membership,
    Mention,
    TextWord,
    bundled_contrast_sets,
    contrast_between,
    with_own,
)
from briefing.review.lexicon.domain_synonyms import DomainSynonyms
from briefing.review.lexicon.names import Gazetteer, NameMention, bundled_names, named_by_actors
from briefing.review.lexicon.near_synonyms import NearSynonyms
from briefing.review.lexicon.relation import RelationKind, WordRelation
from briefing.review.lexicon.wordnet import WordNet, part_of_speech


class Lexicon:
    """Relations of words, contrast sets, names and the thesaurus of the organisation."""

    def __init__(self, wordnet: WordNet, contrasts: ContrastSets, thesaurus: Thesaurus) -> None:
        self.contrasts = contrasts
        self.thesaurus = thesaurus
        self._wordnet = wordnet
        self._accepted = frozenset(
            (ours, theirs, pair.treaty)
            for pair in thesaurus.pairs
            for ours in self._forms(pair.fact)
            for theirs in self._forms(pair.wording)
        )
        self._near, self._domain = NearSynonyms(), DomainSynonyms()
        self._gazetteer = functools.lru_cache(8)(_gazetteer)
        self.is_near_synonym = functools.lru_cache(1 << 15)(self._is_near_synonym)
        self.relation = functools.lru_cache(1 << 15)(self._find_relation)
        self.memberships = functools.lru_cache(1 << 14)(self._find_memberships)

    def _find_relation(
        self, word: str, other: str, pos: str | None = None, treaty: str | None = None
    ) -> WordRelation | None:
        """Return how `other`, of a wording, follows from `word`, of a fact; None where it does not.

        Both may be lemmas or inflected, words or phrases; `pos` is the tag of `other` in Universal
        Dependencies, such as NOUN, and `treaty` the treaty of the fact.
        """
        if word.casefold() == other.casefold():
            return WordRelation(RelationKind.SAME)
        if self._is_accepted(word, other, treaty):
            return WordRelation(RelationKind.ACCEPTED)
        relation = self._wordnet.relation(word, other, part_of_speech(pos))
        if relation is None and self._domain.has(self._forms(word), self._forms(other), pos):
            relation = WordRelation(RelationKind.SYNONYM)
        contrast = self.contrast(word, other, pos)
        if contrast is None or (relation and relation.kind is RelationKind.SAME):
            return relation
        is_broader = contrast.order is MemberOrder.BROADER
        return WordRelation(RelationKind.BROADER, contrast.title) if is_broader else None

    def _is_near_synonym(self, word: str, other: str, pos: str, other_pos: str) -> bool:
        """Return whether a thesaurus lists `other`, of a wording, with `word`, of a fact.

        It says so of loosely related words too, so it counts in the same place of a sentence only.
        Both are lemmas; their parts of speech may differ, as in *the completion* and *is finished*.
        """
        part, target = part_of_speech(pos), part_of_speech(other_pos)
        if part is None or target is None or self.contrast(word, other, other_pos):
            return False
        if part == target:
            return self._near.has(word, other) and not self._wordnet.are_antonyms(word, other, part)
        return any(
            self._near.has(each, other) for each in self._wordnet.derived(word, part, target)
        ) or any(self._near.has(word, each) for each in self._wordnet.derived(other, target, part))

    def _is_accepted(self, word: str, other: str, treaty: str | None) -> bool:
        if not self._accepted:
            return False
        ours, theirs = self._forms(word), self._forms(other)
        return any(
            (a, b, scope) in self._accepted for a in ours for b in theirs for scope in (None, treaty)
        )

    def _forms(self, phrase: str) -> frozenset[str]:
        """Return a phrase in lower case as it is, and with lemmas for its words."""
        low = " ".join(phrase.lower().split())
        lemmas = self._wordnet.words(self._wordnet.lemmas(low))
        each = (self._wordnet.words(self._wordnet.lemmas(word))[:1] or [word] for word in low.split())
        return frozenset((low, *lemmas, " ".join(lemma for (lemma,) in each)))

    def contrast(self, word: str, other: str, pos: str | None = None) -> Contrast | None:
        """Return the set in which `other`, of a wording, has another member than `word`, of a fact."""
        return contrast_between(self.memberships(word, pos), self.memberships(other, pos))

    def _find_memberships(self, phrase: str, pos: str | None = None) -> tuple[Membership, ...]:
        """Return the sets that a word or phrase is in, each with its member."""
        forms = [phrase, *self._wordnet.words(self._wordnet.lemmas(phrase, part_of_speech(pos)))]
        found = [each for form in dict.fromkeys(forms) for each in self.contrasts.of_phrase(form, pos)]
        return tuple(dict.fromkeys(found))

    def mentions(self, terms: Sequence[TextWord]) -> list[Mention]:
        """Find the entries of contrast sets in the words of a text."""
        return self.contrasts.mentions(terms)

    def names(self, text: str, actors: Iterable[Actor] = ()) -> list[NameMention]:
        """Find names in a text: those of the data, and of the actors of a library."""
        return self._gazetteer(tuple(actors)).find(text)


def _gazetteer(actors: tuple[Actor, ...]) -> Gazetteer:
    return Gazetteer((*bundled_names(), *named_by_actors(actors)))


def load_lexicon() -> Lexicon:
    """Return the lexicon, with the words of the organisation as they are on disk now."""
    return _lexicon(read_thesaurus(thesaurus_file()))


@functools.lru_cache(2)
def _lexicon(thesaurus: Thesaurus) -> Lexicon:
    return Lexicon(_wordnet(), ContrastSets(with_own(bundled_contrast_sets(), ())), thesaurus)


@functools.cache
def _wordnet() -> WordNet:
    return WordNet()
