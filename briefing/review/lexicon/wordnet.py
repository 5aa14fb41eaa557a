"""Synonyms, derived words, broader words and antonyms of English words, from WordNet.

It is strict: only common senses of a word count, since a rare sense makes almost any two verbs synonyms.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefing import paths
from briefing.review.lexicon.forms import candidates
from briefing.review.lexicon.relation import RelationKind, WordRelation
from briefing.review.lexicon.word_file import LinkKind, PartOfSpeech, Sense, WordFile, WordLink

MAX_RANK_SUM = 3
"""Two words are synonyms if the ranks of the senses that they share add up to no more than this."""
MAX_LINK_RANK = 3
MAX_STEPS = {PartOfSpeech.NOUN: 3, PartOfSpeech.VERB: 2, PartOfSpeech.ADJECTIVE: 1, PartOfSpeech.ADVERB: 1}
"""Levels that a broader word may be above another."""
MAX_BROADER_RANK = 1
_ALIKE = 0.6
"""Words look derived from each other if they begin with such a share of the letters of the shorter."""
_CACHED = 1 << 14
_OF_UNIVERSAL = {
    "NOUN": PartOfSpeech.NOUN,
    "PROPN": PartOfSpeech.NOUN,
    "VERB": PartOfSpeech.VERB,
    "AUX": PartOfSpeech.VERB,
    "ADJ": PartOfSpeech.ADJECTIVE,
    "ADV": PartOfSpeech.ADVERB,
}

Lemma = tuple[int, PartOfSpeech]
"""The number of a word, and its part of speech."""


def part_of_speech(universal: str | None) -> PartOfSpeech | None:
    """Return the part of speech of a tag of Universal Dependencies; None for function words."""
    return _OF_UNIVERSAL.get(universal or "")


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known of one lemma."""

    lemma: Lemma
    synsets: Mapping[int, int]
    """The rank of each sense, by its synset."""
    derived: frozenset[Lemma]
    antonyms: frozenset[Lemma]
    broader: Mapping[int, int]
    """The number of levels to each synset above the commonest senses."""

    @property
    def parents(self) -> frozenset[int]:
        """The synsets right above the commonest senses."""
        return frozenset(synset for synset, level in self.broader.items() if level == 1)


class WordNet:
    """The words of one compiled file, which is opened when it is first needed."""

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or paths.resources() / "review" / "lexicon" / "wordnet.bin"
        self._profile = functools.lru_cache(_CACHED)(self._read_profile)
        self.lemmas = functools.lru_cache(_CACHED)(self._find_lemmas)

    @functools.cached_property
    def _file(self) -> WordFile:
        return WordFile(self._path)

    def _find_lemmas(self, word: str, part: PartOfSpeech | None = None) -> tuple[Lemma, ...]:
        """Return the lemmas of a word in one part of speech, or in all; empty for an unknown word."""
        low = word.lower()
        parts = PartOfSpeech if part is None else (part,)
        return tuple(lemma for each in parts for lemma in self._in_part(low, each))

    def _in_part(self, low: str, part: PartOfSpeech) -> Iterable[Lemma]:
        """Yield the first form that is a word of that part of speech, and the word itself: find, found."""
        is_first = True
        for form in dict.fromkeys(candidates(low, part)):
            number = self._file.number(form)
            if number is None or not any(s.part == part for s in self._file.senses(number)):
                continue
            if is_first or form == low:
                yield number, part
            is_first = False

    def singulars(self, noun: str) -> list[str]:
        """Return the nouns that a noun may be the plural of: *troop* for *troops*."""
        forms = dict.fromkeys(candidates(noun.lower(), PartOfSpeech.NOUN))
        return [form for form in forms if form != noun.lower() and self._file.number(form) is not None]

    def words(self, lemmas: Iterable[Lemma]) -> list[str]:
        return [self._file.word(number) for number, _ in lemmas]

    def verbs_of(self, noun: str) -> list[str]:
        """Return the verbs that a noun is derived from."""
        lemmas = self.lemmas(noun, PartOfSpeech.NOUN)
        derived = sorted({each for lemma in lemmas for each in self._profile(lemma).derived})
        return self.words(each for each in derived if each[1] == PartOfSpeech.VERB)

    def relation(self, word: str, other: str, part: PartOfSpeech | None = None) -> WordRelation | None:
        """Return how `other` follows from `word`; None where it does not.

        `part` is the part of speech of `other`, where it is known.
        """
        ours = self.lemmas(word)
        theirs = self.lemmas(other, part) or self.lemmas(other)
        if set(ours) & set(theirs) or ({n for n, _ in ours} & {n for n, _ in theirs}):
            return WordRelation(RelationKind.SAME)
        pairs = [(self._profile(a), self._profile(b)) for a in ours for b in theirs]
        if any(b.lemma in a.antonyms or a.lemma in b.antonyms for a, b in pairs):
            return None
        return self._nearest(pairs)

    def are_antonyms(self, word: str, other: str, part: PartOfSpeech) -> bool:
        """Return whether two words of one part of speech are opposites."""
        theirs = set(self.lemmas(other, part))
        return any(theirs & self._profile(lemma).antonyms for lemma in self.lemmas(word, part))

    def are_alternatives(self, word: str, other: str, part: PartOfSpeech) -> bool:
        """Return whether two words of one part of speech are opposites, or kinds of the same thing."""
        pairs = [
            (self._profile(a), self._profile(b))
            for a in self.lemmas(word, part)
            for b in self.lemmas(other, part)
        ]
        return any(b.lemma in a.antonyms or a.parents & b.parents for a, b in pairs)

    def derived(self, word: str, part: PartOfSpeech, target: PartOfSpeech) -> tuple[str, ...]:
        """Return the words of another part of speech that are derived from a word, or it from them."""
        found = {
            link
            for lemma in self.lemmas(word, part)
            for link in self._profile(lemma).derived
            if link[1] == target
        }
        return tuple(sorted(self.words(found)))

    def _nearest(self, pairs: list[tuple[Profile, Profile]]) -> WordRelation | None:
        if any(_is_form(a, b) for a, b in pairs):
            return WordRelation(RelationKind.FORM)
        if any(_shares_sense(a, b, MAX_RANK_SUM) for a, b in pairs):
            return WordRelation(RelationKind.SYNONYM)
        for a, b in pairs:
            for lemma in sorted(a.derived):
                if lemma[1] == b.lemma[1] and _shares_sense(self._profile(lemma), b, MAX_RANK_SUM - 1):
                    return WordRelation(RelationKind.SYNONYM, self._file.word(lemma[0]))
        if any(_is_broader(a, b) for a, b in pairs):
            return WordRelation(RelationKind.BROADER)
        return None

    def _read_profile(self, lemma: Lemma) -> Profile:
        number, part = lemma
        senses = [sense for sense in self._file.senses(number) if sense.part == part]
        links = [link for link in self._file.links(number) if link.part == part]
        derivations = [link for link in links if self._is_derivation(lemma, link)]
        return Profile(
            lemma,
            {sense.synset: sense.rank for sense in senses},
            frozenset((link.target, link.target_part) for link in derivations),
            frozenset((link.target, link.target_part) for link in links if link.kind == LinkKind.ANTONYM),
            self._above(senses, MAX_STEPS[part]),
        )

    def _is_derivation(self, lemma: Lemma, link: WordLink) -> bool:
        """Return whether two words are derived from each other in common senses, or look as if in any."""
        if link.kind == LinkKind.ANTONYM:
            return False
        if link.rank <= MAX_LINK_RANK and link.target_rank <= MAX_LINK_RANK:
            return True
        word, target = self._file.word(lemma[0]), self._file.word(link.target)
        shared = round(_ALIKE * min(len(word), len(target)))
        return word[:shared] == target[:shared]

    def _above(self, senses: list[Sense], steps: int) -> dict[int, int]:
        """Map the synsets above the commonest senses to how many levels they are above."""
        levels: dict[int, int] = {}
        current = {sense.synset for sense in senses if sense.rank <= MAX_BROADER_RANK}
        for step in range(1, steps + 1):
            current = {above for synset in current for above in self._file.hypernyms(synset)}
            for synset in sorted(current):
                levels.setdefault(synset, step)
        return levels


def _is_form(a: Profile, b: Profile) -> bool:
    """Return whether one is derived from the other, or both from a third word."""
    return b.lemma in a.derived or a.lemma in b.derived or bool(a.derived & b.derived)


def _shares_sense(a: Profile, b: Profile, limit: int) -> bool:
    return any(
        rank + b.synsets[synset] <= limit for synset, rank in a.synsets.items() if synset in b.synsets
    )


def _is_broader(a: Profile, b: Profile) -> bool:
    return any(rank <= MAX_BROADER_RANK and synset in a.broader for synset, rank in b.synsets.items())
