"""Find "each other" in a wording for somebody else in its statement, and the other way round."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefing.language import Parse
from briefing.review.alignment.changes.changed_word import ChangedWord
from briefing.review.alignment.matching import Alignment
from briefing.review.text.parties import countries_in
from briefing.review.text.segmentation import Span

_PRONOUNS = frozenset({"it", "them", "him", "her", "itself", "themselves", "this", "that"})
_RECIPROCAL = frozenset({("each", "other"), ("one", "another"), ("the", "other")})
_PARTIES = frozenset(
    {"party", "side", "country", "state", "nation", "power", "signatory", "partner", "government"}
)
"""Nouns that with "other" are the other party."""

_PARTNERS = frozenset({"partner", "counterpart"})
"""Nouns that with "its" or "their" are the other party."""


@dataclass(frozen=True, slots=True)
class PrepositionObject:
    """The object of a preposition, by its token, and whether it is the other party."""

    index: int
    span: Span
    is_mutual: bool


PrepositionObjects = dict[tuple[int, str], PrepositionObject]
"""Objects by what their preposition belongs to, and the preposition."""


def exchanged_parties(parse: Parse, statement: Parse, alignment: Alignment) -> Iterator[ChangedWord]:
    """Yield "each other" for something else after the same preposition, and the other way round."""
    ours, theirs = _objects(statement), _objects(parse)
    if _count_mutual(ours) == _count_mutual(theirs) > 0:
        return  # Claims on each other, claims against each other.
    words = {word.index: number for number, word in enumerate(alignment.wording)}
    for (head, preposition), object_ in theirs.items():
        match = alignment.matches.get(words.get(head, -1))
        held_head = alignment.statement[match.held].index if match else -1
        held = ours.get((held_head, preposition)) or _only_object(ours, theirs, preposition)
        same = [each for (_head, text), each in ours.items() if text == preposition]
        if held is None or held.is_mutual == object_.is_mutual:
            continue
        if _is_repeated(object_, same, alignment, words) or _goes_both_ways(parse, preposition):
            continue
        message = f"The fact has “{held.span.text}” where the wording has “{object_.span.text}”."
        yield ChangedWord(object_.span, held.span, message)


def _is_repeated(
    object_: PrepositionObject,
    ours: Sequence[PrepositionObject],
    alignment: Alignment,
    words: Mapping[int, int],
) -> bool:
    """Return whether the statement has what replaces "each other", or a pronoun does."""
    if object_.is_mutual:
        return any(each.span.low in _PRONOUNS for each in ours)
    number = words.get(object_.index, -1)
    match = alignment.matches.get(number)
    is_same_part = (
        match is not None and alignment.wording[number].role == alignment.statement[match.held].role
    )
    return object_.span.low in _PRONOUNS or is_same_part


def _goes_both_ways(parse: Parse, preposition: str) -> bool:
    """Return whether a preposition has two states after it: not at China, nor at Russia."""
    states = {
        country.code
        for token in parse.tokens
        if token.dep == "pobj" and parse.tokens[token.head].text.lower() == preposition
        for country in countries_in(token.text)
    }
    return len(states) > 1


def _count_mutual(objects: PrepositionObjects) -> int:
    return sum(each.is_mutual for each in objects.values())


def _only_object(
    ours: PrepositionObjects, theirs: PrepositionObjects, preposition: str
) -> PrepositionObject | None:
    """Return the object of a preposition in the statement, where each text has it once."""
    held = [each for (_head, text), each in ours.items() if text == preposition]
    count = sum(text == preposition for _head, text in theirs)
    return held[0] if len(held) == count == 1 else None


def _objects(parse: Parse) -> PrepositionObjects:
    """Map prepositions, by what they belong to, to their objects."""
    objects: PrepositionObjects = {}
    for number, token in enumerate(parse.tokens):
        preposition = parse.tokens[token.head]
        # "Of the other" may be "the other's" in the other text.
        if token.dep == "pobj" and preposition.text.lower() != "of":
            objects[preposition.head, preposition.text.lower()] = _object(parse, number)
    return objects


def _object(parse: Parse, number: int) -> PrepositionObject:
    """Return an object with whether it is "each other", "the other" or "the other party"."""
    token = parse.tokens[number]
    around = parse.tokens[max(number - 1, 0) : number + 2]
    for one, two in itertools.pairwise(around):
        if (one.text.lower(), two.text.lower()) in _RECIPROCAL:
            span = Span(one.start, two.end, parse.text[one.start : two.end])
            return PrepositionObject(number, span, is_mutual=True)
    described = [parse.tokens[child] for child in parse.children(number)]
    is_other = token.lemma in _PARTIES and any(
        each.dep == "amod" and each.text.lower() == "other" for each in described
    )
    is_other |= token.lemma in _PARTNERS and any(each.tag == "PRP$" for each in described)
    return PrepositionObject(number, Span(token.start, token.end, token.text), is_other)
