"""How much of the meaning of a clause is in a judgement or a statement, by the stems of its words."""

from __future__ import annotations

import functools
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.model.remembered import MAX_ROWS, remembered
from briefing.review.lexicon import load_lexicon
from briefing.review.lexicon.relation import RelationKind
from briefing.review.text.claims import content
from briefing.review.text.segmentation import stem, words

T = TypeVar("T")

_REPEATS = 0.5
"""A clause repeats a judgement or a statement if this share of its meaning is in it."""
_REPEATS_IN_OTHER_WORDS = 0.6
_OF_OTHER_WORD = 0.6
"""What a word that is in no statement counts for, compared with one that is in a single statement."""
_IS_WORDING = 0.65
_CONCERNS = 0.3
_LEAST_STEMS = 2
_MOST_ALIKE = 4
_FEW = 8
_MOST_SETS = 2_000
_OF_SYNONYM = 0.8
"""What a synonym counts for, compared with the word itself."""
_OF_SAYING = "say", "said", "tell", "told", "report", "state", "statement", "speak", "claim"
"""That two texts report something makes them no more alike."""
_SAME_MEANING = frozenset(
    {RelationKind.SAME, RelationKind.FORM, RelationKind.SYNONYM, RelationKind.ACCEPTED}
)


@dataclass(frozen=True, slots=True)
class Likeness(Generic[T]):
    """The value that a clause is most like, with the share and the number of its words that are in it."""

    value: T | None
    share: float
    count: int
    share_without_countries: float = 0.0
    count_without_countries: int = 0

    @property
    def repeats(self) -> bool:
        """Return whether the clause says what the value says, and not only of the same countries."""
        with_countries = self.share >= _REPEATS and self.count >= _LEAST_STEMS
        without = self.share_without_countries >= _REPEATS and self.count_without_countries >= _LEAST_STEMS
        return without or (with_countries and self.count_without_countries > 0)

    @property
    def concerns(self) -> bool:
        return self.share >= _CONCERNS and self.count_without_countries > 0


class Contents(Generic[T]):
    """Values by the stems of the words that carry their meaning."""

    def __init__(self, values: tuple[T, ...], content_of: Callable[[T], frozenset[str]]) -> None:
        self.values = values
        self.having: defaultdict[str, list[int]] = defaultdict(list)
        for number, value in enumerate(values):
            for each in content_of(value):
                self.having[each].append(number)

    def most_alike(self, clause: str) -> Likeness[T]:
        """Return the value that has most of the meaning of a clause."""
        stems = content(clause)
        bare = {each for each in stems if not is_country(each)}
        counts = Counter(number for each in stems for number in self.having.get(each, ()))
        if not counts:
            return Likeness(None, 0.0, 0)
        without = Counter(number for each in bare for number in self.having.get(each, ()))
        best = min(counts, key=lambda number: (-without[number], -counts[number], number))
        return Likeness(
            self.values[best],
            counts[best] / len(stems),
            counts[best],
            without[best] / len(bare) if bare else 0.0,
            without[best],
        )


def is_country(each: str) -> bool:
    """Return whether a stem is the code of a country."""
    return each.isupper()


@dataclass(frozen=True)
class RepeatedStatements:
    """The facts whose statements a clause repeats, the one that has most of it first.

    `share` is how much of the clause that one has. Facts `in_other_words` are found by synonyms only.
    """

    facts: tuple[Fact, ...]
    share: float = 0.0
    in_other_words: bool = False

    @property
    def is_close(self) -> bool:
        """Return whether the clause is a wording of the statement, and not only about the same."""
        return self.share >= _IS_WORDING and not self.in_other_words


class Statements:
    """The statements of some facts; a rare word of the library tells more of which is meant."""

    def __init__(self, facts: tuple[Fact, ...], catalogue: Catalogue) -> None:
        self.contents = Contents(facts, _content_of_fact)
        self._frequencies = _frequencies(catalogue)
        self._count = len(catalogue.material.facts)
        self._words = {
            stem(word.text): word.low
            for fact in facts
            for word in words(fact.statement)
            if stem(word.text) in self.contents.having
        }
        self._repeated: dict[str, RepeatedStatements] = {}

    def repeated_by(self, clause: str) -> RepeatedStatements:
        """Return the facts whose statements a clause repeats."""
        if clause not in self._repeated:
            self._repeated[clause] = self._find(clause)
        return self._repeated[clause]

    def _find(self, clause: str) -> RepeatedStatements:
        stems = content(clause) - _stems_of_saying()
        plain = {each: dict.fromkeys(self.contents.having.get(each, ()), 1.0) for each in stems}
        facts, share = self._above(plain, _REPEATS)
        if facts:
            return RepeatedStatements(facts, share)
        facts, share = self._above(self._with_synonyms(clause, plain), _REPEATS_IN_OTHER_WORDS)
        return RepeatedStatements(facts, share, in_other_words=True)

    def _weight(self, each: str) -> float:
        frequency = self._frequencies.get(each, 0)
        rarest = math.log(1 + self._count)
        return math.log(1 + self._count / frequency) if frequency else _OF_OTHER_WORD * rarest

    def _above(
        self, matches: Mapping[str, Mapping[int, float]], least: float
    ) -> tuple[tuple[Fact, ...], float]:
        """Return the facts that have at least this share of the stems, and the share of the first."""
        with_countries = self._shares(matches)
        without = self._shares({each: numbers for each, numbers in matches.items() if not is_country(each)})
        ordered = sorted(with_countries, key=lambda number: (-with_countries[number][0], number))
        found = [
            number
            for number in ordered[:_MOST_ALIKE]
            if number in without
            and any(
                share >= least and count >= _LEAST_STEMS
                for share, count in (with_countries[number], without[number])
            )
        ]
        first = with_countries[found[0]][0] if found else 0.0
        return tuple(self.contents.values[number] for number in found), first

    def _shares(self, matches: Mapping[str, Mapping[int, float]]) -> dict[int, tuple[float, int]]:
        """Return the share and the number of the stems that each fact has, by the number of the fact."""
        total = sum(map(self._weight, matches))
        shares, counts = defaultdict[int, float](float), Counter[int]()
        for each, numbers in matches.items():
            for number, degree in numbers.items():
                shares[number] += degree * self._weight(each) / total
                counts[number] += 1
        return {number: (shares[number], counts[number]) for number in shares}

    def _with_synonyms(
        self, clause: str, plain: Mapping[str, Mapping[int, float]]
    ) -> dict[str, dict[int, float]]:
        spelled = {stem(word.text): word.low for word in words(clause)}
        matches = {each: dict(numbers) for each, numbers in plain.items()}
        for each, numbers in matches.items():
            word = spelled.get(each)
            if word is None or not word.isalpha():
                continue
            for other in self._words_for(word):
                for number in self.contents.having[other]:
                    numbers.setdefault(number, _OF_SYNONYM)
        return matches

    def _words_for(self, word: str) -> list[str]:
        """Return the stems of the statements' words that mean the same as a word."""
        relation = load_lexicon().relation
        return [
            each
            for each, held in self._words.items()
            if held.isalpha() and (found := relation(held, word)) and found.kind in _SAME_MEANING
        ]


@remembered(MAX_ROWS)
def _content_of_fact(fact: Fact) -> frozenset[str]:
    return content(fact.statement)


@functools.cache
def _stems_of_saying() -> frozenset[str]:
    return frozenset(map(stem, _OF_SAYING))


@remembered(_FEW)
def _frequencies(catalogue: Catalogue) -> Mapping[str, int]:
    """Return in how many statements of a library each stem is."""
    return Counter(each for fact in catalogue.material.facts for each in _content_of_fact(fact))


def statements_of(facts: tuple[Fact, ...], catalogue: Catalogue) -> Statements:
    """Return the statements of some facts of a library: the same for the same facts."""
    known = _known(catalogue)
    key = tuple(map(id, facts))
    if key not in known:
        if len(known) >= _MOST_SETS:
            known.clear()
        known[key] = Statements(facts, catalogue)
    return known[key]


@remembered(_FEW)
def _known(_catalogue: Catalogue) -> dict[tuple[int, ...], Statements]:
    """Return the statements of the sets of facts of a library, by the identities of the facts."""
    return {}
