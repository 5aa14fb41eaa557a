"""The words of a statement that correspond to those of a wording, by meaning and by place in the clause."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefing.review.alignment.words import ContentWord
from briefing.review.lexicon import Lexicon, RelationKind, WordRelation

_SPELLINGS = {
    "isation": "ization",
    "ise": "ize",
    "our": "or",
    "ence": "ense",
    "tre": "ter",
    "mme": "m",
    "ogue": "og",
}
"""British and American endings."""
_VARIANTS = re.compile(r"(?:isation|ise|our(?:ly|liness|hood|able|ite)?|ence|tre|mme|ogue)$")
_STRENGTH = {
    RelationKind.SAME: 6,
    RelationKind.ACCEPTED: 5,
    RelationKind.FORM: 5,
    RelationKind.NAME: 5,
    RelationKind.SYNONYM: 4,
    RelationKind.BROADER: 3,
}
_LEAST_SCORE = 2
_SENSED = frozenset({RelationKind.SYNONYM, RelationKind.BROADER})
_CONFUSED = {"NOUN": "VERB", "VERB": "NOUN"}
"""The parser may take a plural for a verb, and a verb for a plural: joint drills."""
_PARTICIPLES = ("ed", "ing")
"""Endings of adjectives that may be forms of a verb: committed, existing."""
_VERBAL = frozenset({"VERB", "ADJ"})


Entities = Mapping[int, str]
"""What names of a text name, by the index of their tokens."""


@dataclass(frozen=True, slots=True)
class WordMatch:
    """A word of a wording, and the word of the statement that supports it, by their numbers."""

    word: int
    held: int
    relation: WordRelation


@dataclass(frozen=True, slots=True)
class Alignment:
    """The correspondence of the words of a wording with those of a statement.

    `matches` has the supported words. `replaced` maps each of the others to the word of the statement that
    is in its place, as far as there is one.
    """

    wording: Sequence[ContentWord]
    statement: Sequence[ContentWord]
    matches: Mapping[int, WordMatch]
    replaced: Mapping[int, int]


def align(
    wording: Sequence[ContentWord],
    statement: Sequence[ContentWord],
    lexicon: Lexicon,
    entities: tuple[Entities, Entities] = ({}, {}),
) -> Alignment:
    """Assign words of a statement to those of a wording: related ones first, then those in their place."""
    pairs = [
        (_STRENGTH[relation.kind] * 2 + _similarity(word, held), number, other, relation)
        for number, word in enumerate(wording)
        for other, held in enumerate(statement)
        if not _are_apart(word, held, entities)
        if (relation := _name(word, held, entities) or related(held, word, lexicon))
    ]
    matches: dict[int, WordMatch] = {}
    taken: set[int] = set()
    pairs.sort(key=lambda pair: (-pair[0], pair[1], pair[2]))
    for _score, number, other, relation in pairs:
        if number not in matches and other not in taken:
            matches[number] = WordMatch(number, other, relation)
            taken.add(other)
    for _score, number, other, relation in pairs:
        # A wording may say one thing twice, but what describes another word says more of that.
        if relation.kind not in _SENSED or wording[number].pos != "ADJ":
            matches.setdefault(number, WordMatch(number, other, relation))
    for number, other in _near(wording, statement, matches, taken, lexicon).items():
        matches[number] = WordMatch(number, other, WordRelation(kind=RelationKind.SYNONYM))
        taken.add(other)
    return Alignment(wording, statement, matches, _replaced(wording, statement, matches, taken))


def _near(
    wording: Sequence[ContentWord],
    statement: Sequence[ContentWord],
    matches: Mapping[int, WordMatch],
    taken: set[int],
    lexicon: Lexicon,
) -> dict[int, int]:
    """Assign words of the statement that nothing matches to words that a thesaurus lists with them."""
    places = WordPlaces(wording, statement, matches)
    scored = [
        (places.score(number, other), number, other)
        for number, word in enumerate(wording)
        if number not in matches and not word.is_name
        for other, held in enumerate(statement)
        if other not in taken and not held.is_name and not _is_plain_adjective(held, word, lexicon)
        if lexicon.is_near_synonym(_phrase(held.lemma), _phrase(word.lemma), held.pos, word.pos)
    ]
    return _best(scored)


def _best(scored: list[tuple[int, int, int]]) -> dict[int, int]:
    """Choose for each word the best of those that are left, from triples of score, word and held word."""
    chosen: dict[int, int] = {}
    for _score, number, other in sorted(scored, key=lambda each: (-each[0], each[1], each[2])):
        if number not in chosen and other not in chosen.values():
            chosen[number] = other
    return chosen


def _are_apart(word: ContentWord, held: ContentWord, entities: tuple[Entities, Entities]) -> bool:
    """Return whether two words are of the names of different things: North Korea, South Korea.

    A word outside names has nothing to do with the first words of one: workers, Workers' Party.
    """
    ours, theirs = entities[0].get(word.index), entities[1].get(held.index)
    if theirs is None:
        return False
    if ours is not None:
        return ours != theirs
    is_role = "/" in theirs
    return not word.is_name and not is_role and entities[1].get(held.index + 1) == theirs


def _name(word: ContentWord, held: ContentWord, entities: tuple[Entities, Entities]) -> WordRelation | None:
    """Return the relation of two names of the same country, person or body."""
    ours = entities[0].get(word.index)
    is_same = ours is not None and ours == entities[1].get(held.index)
    return WordRelation(kind=RelationKind.NAME) if is_same else None


def related(held: ContentWord, word: ContentWord, lexicon: Lexicon) -> WordRelation | None:
    """Return how a word of a wording follows from a word that the fact holds."""
    if spelling(held.lemma) == spelling(word.lemma) or held.text.lower() == word.text.lower():
        return WordRelation(kind=RelationKind.SAME)
    if held.pos == "NUM" or word.pos == "NUM":
        return None
    pos = word.pos if word.pos != "X" else None
    relation = lexicon.relation(_phrase(held.lemma), _phrase(word.lemma), pos)
    if relation is None:
        forms = list(_other_forms(held, word))
        return next(filter(None, (lexicon.relation(_phrase(held.lemma), *each) for each in forms)), None)
    if relation.kind not in _SENSED or word.pos == held.pos or "X" in {word.pos, held.pos}:
        return relation
    if _is_plain_adjective(held, word, lexicon) and relation.kind is RelationKind.SYNONYM:
        return None  # To begin is a meaning of the verb "open" only.
    # The other word may have that meaning only as another part of speech: the state, states.
    is_mutual = lexicon.relation(_phrase(word.lemma), _phrase(held.lemma), held.pos) is not None
    return relation if is_mutual else None


def _is_plain_adjective(held: ContentWord, word: ContentWord, lexicon: Lexicon) -> bool:
    """Return whether one of two words is a verb, and the other an adjective that is none of its forms."""
    adjective = next((each for each in (held, word) if each.pos == "ADJ"), None)
    is_with_verb = "VERB" in {held.pos, word.pos}
    if not is_with_verb or adjective is None or adjective.text.lower().endswith(_PARTICIPLES):
        return False
    return lexicon.is_adjective(adjective.lemma)  # Others are misread verbs: widen exchange.


def _other_forms(held: ContentWord, word: ContentWord) -> Iterator[tuple[str, str]]:
    """Yield other words, with their parts of speech, as which a word may be read: broader, broaden."""
    low = word.text.lower()
    if word.pos == "ADJ" and low.endswith(_PARTICIPLES):
        yield low, "VERB"
    elif word.pos == "ADJ" and low.endswith("ful"):
        yield from ((low.removesuffix("ful"), part) for part in ("VERB", "NOUN"))
    elif word.pos == "ADJ" and low.endswith("er") and held.pos == "VERB":
        # What is widened is wider.
        yield from ((form, "VERB") for form in (f"{word.lemma}en", f"{low.removesuffix('er')}en"))
    elif held.pos == _CONFUSED.get(word.pos) and (low.endswith(("s", "ing")) or not word.role):
        # A word without a place in its clause is misread: should an attack plunge them into war.
        yield low, held.pos


@functools.lru_cache(maxsize=4096)
def spelling(lemma: str) -> str:
    """Return a lemma without hyphens and in one of two spellings: co-operation, organisation, defence."""
    return _VARIANTS.sub(_respelled, lemma.replace("-", ""))


def _respelled(match: re.Match[str]) -> str:
    ending = match[0]
    return _SPELLINGS[ending] if ending in _SPELLINGS else ending.replace("our", "or", 1)


def _phrase(lemma: str) -> str:
    return lemma.replace("_", " ")


def _similarity(word: ContentWord, held: ContentWord) -> int:
    return (word.role == held.role) + (word.pos == held.pos)


class WordPlaces:
    """The places of words in two texts, compared by what governs them and what they govern."""

    def __init__(
        self,
        wording: Sequence[ContentWord],
        statement: Sequence[ContentWord],
        matches: Mapping[int, WordMatch],
    ) -> None:
        self._wording, self._statement = wording, statement
        self._of_token = {word.index: number for number, word in enumerate(wording)}
        self._of_held = {word.index: number for number, word in enumerate(statement)}
        self._pairs = {(match.word, match.held) for match in matches.values()}

    def score(self, number: int, other: int) -> int:
        """Return how alike the places of two words are; 0 where they cannot replace each other."""
        word, held = self._wording[number], self._statement[other]
        if word.pos != held.pos and not {word.pos, held.pos} <= _VERBAL:
            return 0
        head, held_head = self._of_token.get(word.head), self._of_held.get(held.head)
        is_under_same = (head, held_head) in self._pairs and head != number
        shared = sum(
            self._wording[one].head == word.index and self._statement[two].head == held.index
            for one, two in self._pairs
        )
        is_alike = word.role == held.role and word.is_name == held.is_name
        return 2 * is_under_same + min(shared, 2) + is_alike


def _replaced(
    wording: Sequence[ContentWord],
    statement: Sequence[ContentWord],
    matches: Mapping[int, WordMatch],
    taken: set[int],
) -> dict[int, int]:
    """Assign the words of the statement that nothing matches to unmatched words in the same place."""
    places = WordPlaces(wording, statement, matches)
    scored = [
        (places.score(number, other), number, other)
        for number in range(len(wording))
        if number not in matches
        for other in range(len(statement))
        if other not in taken
    ]
    return _best([each for each in scored if each[0] >= _LEAST_SCORE])
