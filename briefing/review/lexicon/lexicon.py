"""What is known of words: their relations, the sets in which they contrast, and names."""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from briefing.model.actor import Actor
from briefing.organisation.thesaurus import Thesaurus
from briefing.review.lexicon.contrast_sets import (
    Contrast,
    ContrastSets,
    Membership,
    Mention,
    TextWord,
    contrast_between,
)
from briefing.review.lexicon.names import (
    Gazetteer,
    NameMention,
    bundled_names,
    contrast_of_names,
    is_same_name,
    named_by_actors,
)
from briefing.review.lexicon.near_synonyms import NearSynonyms
from briefing.review.lexicon.relation import RelationKind, WordRelation
from briefing.review.lexicon.word_file import PartOfSpeech
from briefing.review.lexicon.wordnet import WordNet, part_of_speech


class Lexicon:
    """Relations of words, contrast sets, names and the thesaurus of the organisation."""

    def __init__(
        self,
        wordnet: WordNet,
        near: NearSynonyms,
        contrasts: ContrastSets,
        thesaurus: Thesaurus,
        treaties: Collection[str | None] = (),
    ) -> None:
        self.contrasts = contrasts
        self.thesaurus = thesaurus
        self._wordnet = wordnet
        self._near = near
        self._accepted = frozenset(
            (ours, theirs)
            for pair in thesaurus.pairs
            if pair.treaty is None or pair.treaty in treaties
            for ours in self._forms(pair.fact)
            for theirs in self._forms(pair.wording)
        )
        self._gazetteer = functools.lru_cache(8)(_gazetteer)
        self.is_near_synonym = functools.lru_cache(1 << 15)(self._is_near_synonym)
        self.relation = functools.lru_cache(1 << 15)(self._find_relation)
        self.memberships = functools.lru_cache(1 << 14)(self._find_memberships)

    def _find_relation(self, word: str, other: str, pos: str | None = None) -> WordRelation | None:
        """Return how `other`, of a wording, follows from `word`, of a fact; None where it does not.

        Both may be lemmas or inflected, words or phrases; `pos` is the tag of `other` in Universal
        Dependencies, such as NOUN.
        """
        if word.casefold() == other.casefold():
            return WordRelation(RelationKind.SAME)
        if self._is_accepted(word, other):
            return WordRelation(RelationKind.ACCEPTED)
        relation = self._wordnet.relation(word, other, part_of_speech(pos))
        if relation and relation.kind is RelationKind.SAME:
            return relation
        if is_same_name(self._gazetteer(()), word, other):
            return WordRelation(RelationKind.NAME)
        return self._by_sets(word, other, pos, relation)

    def _by_sets(
        self, word: str, other: str, pos: str | None, relation: WordRelation | None
    ) -> WordRelation | None:
        """Return a relation of words as the sets allow it: they are stricter, and know the field."""
        ours, theirs = self.memberships(word), self.memberships(other, pos)
        shared = _shared(ours, theirs)
        if shared:
            return relation or WordRelation(RelationKind.SYNONYM, min(shared)[1])
        contrast = contrast_between(ours, theirs)
        if contrast is None:
            return relation
        return WordRelation(RelationKind.BROADER, contrast.title) if contrast.is_allowed else None

    def are_opposites(self, word: str, other: str, pos: str) -> bool:
        """Return whether two lemmas of one part of speech are opposites, as *long* and *short*."""
        part = part_of_speech(pos)
        return part is not None and self._wordnet.are_antonyms(word, other, part)

    def nouns_of(self, adjective: str) -> frozenset[str]:
        """Return the nouns that an adjective is derived from: *parliament* for *parliamentary*."""
        return frozenset(self._wordnet.derived(adjective, PartOfSpeech.ADJECTIVE, PartOfSpeech.NOUN))

    def is_of_verb(self, noun: str) -> bool:
        """Return whether a noun is derived from a verb, or a form of one: *delivery*, *arming*."""
        is_gerund = noun.endswith("ing") and bool(self._wordnet.lemmas(noun, PartOfSpeech.VERB))
        return is_gerund or bool(self._wordnet.verbs_of(noun))

    def is_adjective(self, word: str) -> bool:
        return bool(self._wordnet.lemmas(word, PartOfSpeech.ADJECTIVE))

    def _is_near_synonym(self, word: str, other: str, pos: str, other_pos: str) -> bool:
        """Return whether a thesaurus lists `other`, of a wording, with `word`, of a fact.

        It says so of loosely related words too, so it counts in the same place of a sentence only. What
        may replace a word of a contrast set is known there. Both are lemmas; their parts of speech may
        differ, as in *the completion* and *is finished*.
        """
        theirs = self.memberships(other, other_pos)
        if _shared(self.memberships(word), theirs):
            return True
        return not any(each.is_contrast for each in theirs) and self._is_listed(word, other, pos, other_pos)

    def _is_listed(self, word: str, other: str, pos: str, other_pos: str) -> bool:
        part, target = part_of_speech(pos), part_of_speech(other_pos)
        if part is None or target is None:
            return False
        if part == target:
            return self._near.has(word, other) and not self._wordnet.are_alternatives(word, other, part)
        return any(
            self._near.has(each, other) for each in self._wordnet.derived(word, part, target)
        ) or any(self._near.has(word, each) for each in self._wordnet.derived(other, target, part))

    def share_member(self, word: str, other: str) -> bool:
        """Return whether two words or phrases are of one member of a set, and so may say the same."""
        ours, theirs = self.memberships(word), self.memberships(other)
        members = {(each.contrast_set.id, each.member) for each in ours}
        return any((each.contrast_set.id, each.member) in members for each in theirs)

    def _is_accepted(self, word: str, other: str) -> bool:
        if not self._accepted:
            return False
        ours, theirs = self._forms(word), self._forms(other)
        return any((a, b) in self._accepted for a in ours for b in theirs)

    def _forms(self, phrase: str) -> frozenset[str]:
        """Return a phrase in lower case as it is, and with lemmas for its words."""
        low = " ".join(phrase.lower().split())
        lemmas = self._wordnet.words(self._wordnet.lemmas(low))
        each = (self._wordnet.words(self._wordnet.lemmas(word))[:1] or [word] for word in low.split())
        return frozenset((low, *lemmas, " ".join(lemma for (lemma,) in each)))

    def contrast(self, word: str, other: str, pos: str | None = None) -> Contrast | None:
        """Return the set in which `other`, of a wording, has another member than `word`, of a fact.

        Names of different things of one kind contrast as well: *Rosatom*, *Gazprom*.
        """
        return contrast_between(self.memberships(word), self.memberships(other, pos)) or contrast_of_names(
            self._gazetteer(()), word, other
        )

    def _find_memberships(self, phrase: str, pos: str | None = None) -> tuple[Membership, ...]:
        """Return the sets that a word or phrase is in, each with its member.

        A noun that is in none is looked up by the verbs that it is derived from: *completion*.
        """
        part = part_of_speech(pos)
        forms = [phrase, *self._wordnet.words(self._wordnet.lemmas(phrase, part))]
        found = [each for form in dict.fromkeys(forms) for each in self.contrasts.of_phrase(form, pos)]
        if not found and part in (None, PartOfSpeech.NOUN):
            verbs = self._wordnet.verbs_of(phrase)
            found = [each for verb in verbs for each in self.contrasts.of_phrase(verb, "VERB")]
        return tuple(dict.fromkeys(found))

    def mentions(self, terms: Sequence[TextWord]) -> list[Mention]:
        """Find the entries of contrast sets in the words of a text."""
        return self.contrasts.mentions([self._with_forms(term) for term in terms])

    def _with_forms(self, term: TextWord) -> TextWord:
        """Add the lemmas of a word; for an adjective, also those of a verb, whose participle it may be."""
        forms = self._wordnet.words(self._wordnet.lemmas(term.text, part_of_speech(term.pos)))
        if term.pos == "ADJ":
            forms += self._wordnet.words(self._wordnet.lemmas(term.text, PartOfSpeech.VERB))
        return replace(term, forms=tuple(form.lower() for form in forms))

    def names(
        self, text: str, actors: Iterable[Actor] = (), *, inner: bool = False
    ) -> tuple[NameMention, ...]:
        """Find names in a text: those of the data, and of the actors of a library.

        With `inner`, also those within longer names, as *United Nations* in the name of a mission to it.
        """
        return self._gazetteer(tuple(actors)).find(text, inner=inner)

    def roles_in(
        self, text: str, actors: Iterable[Actor] = ()
    ) -> Iterator[tuple[int, int, frozenset[str]]]:
        """Yield the roles in a text that it names without a country, each with the ids of who has it."""
        return self._gazetteer(tuple(actors)).roles_in(text)


def _shared(ours: Iterable[Membership], theirs: Iterable[Membership]) -> set[tuple[str, str]]:
    """Return the members, each with its set, that two words have in common as synonyms."""
    alike = {(each.contrast_set.id, each.member) for each in ours if each.is_alike}
    return alike & {(each.contrast_set.id, each.member) for each in theirs}


def _gazetteer(actors: tuple[Actor, ...]) -> Gazetteer:
    return Gazetteer((*bundled_names(), *named_by_actors(actors)))
