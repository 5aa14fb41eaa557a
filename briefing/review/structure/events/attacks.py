"""Compare who suffers and who commits an attack in two texts, and whom they help."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from briefing.review.structure.pairs import Pair
from briefing.review.structure.tree import Tree

_ATTACKS = frozenset(
    {"aggression", "attack", "threat", "invasion", "strike", "assault", "raid", "incursion"}
)
_SUFFERING = frozenset(
    {"suffer", "face", "undergo", "experience", "sustain", "incur", "subject", "expose", "fall", "come"}
    | {"encounter", "meet", "see", "endure", "fear", "repel", "resist"}
)
_COMMITTING = frozenset(
    {"commit", "launch", "carry", "wage", "start", "perpetrate", "mount", "pose", "initiate", "unleash"}
    | {"conduct", "stage", "undertake", "begin", "make", "engage", "plan", "prepare", "threaten", "pursue"}
)
_ON = frozenset({"against", "on", "upon", "at"})
_SOMEBODY = frozenset(
    {"somebody", "someone", "anybody", "anyone", "aggressor", "attacker", "enemy", "third"}
)
"""Who commits an attack and is no party: an aggressor, a third state."""
_ATTACKERS = frozenset({"aggressor", "attacker", "assailant", "invader"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "attr"})
_PRONOUNS = frozenset({"it", "them", "him", "her"})
_RECEIVING = ("dative", "dobj")


class AttackPart(Enum):
    """The part of a party in an attack."""

    SUFFERS = auto()
    COMMITS = auto()


def changed_part(wording: Tree, statement: Tree) -> int | None:
    """Return the verb by which a party commits the attack that it suffers in a statement, or vice versa."""
    held = {part for _, part in _parts(statement)}
    said = _parts(wording)
    if len(held) != 1 or any(part in held for _, part in said):
        return None
    return next((verb for verb, _ in said), None)


def _parts(tree: Tree) -> list[tuple[int, AttackPart]]:
    """Return the parts of parties in the attacks of a text, each with the verb that tells it."""
    found = []
    for index, token in enumerate(tree.tokens):
        if token.pos != "NOUN" or token.lemma not in _ATTACKS:
            continue
        verb = _verb_over(tree, index)
        is_on_somebody = _is_on_somebody(tree, index)
        if tree.lemma(verb) in _COMMITTING:
            if token.dep not in _SUBJECTS and not is_on_somebody and _has_party(tree, verb):
                found.append((verb, AttackPart.COMMITS))
        elif is_on_somebody or tree.lemma(verb) in _SUFFERING or token.dep in _SUBJECTS:
            found.append((verb, AttackPart.SUFFERS))
    return found


def _verb_over(tree: Tree, noun: int) -> int:
    return next((each for each in tree.ancestors(noun) if tree.is_verb(each)), noun)


def _is_on_somebody(tree: Tree, noun: int) -> bool:
    """Return whether an attack, or what belongs to it, is on somebody: a threat against either."""
    return any(
        tree.low(each) in _ON and tree.tokens[each].dep == "prep" for each in tree.subtree(noun) - {noun}
    )


def _has_party(tree: Tree, verb: int) -> bool:
    """Return whether somebody acts who may be a party."""
    subjects = tree.subjects(verb) or tree.children(verb, "preconj", "advmod")  # If either poses a threat
    words = {tree.lemma(each) for subject in subjects for each in tree.noun_phrase(subject)}
    return bool(subjects) and not words & _SOMEBODY


def helped_instead(wording: Tree, statement: Tree, pairs: Sequence[Pair]) -> int | None:
    """Return the pronoun that gets what, in the statement, the attacker gets: gives it no help."""
    if any(wording.lemma(each) in _ATTACKERS for each in range(len(wording.tokens))):
        return None
    for pair in pairs:
        if not (wording.is_verb(pair.word) and statement.is_verb(pair.held)):
            continue
        if any(statement.lemma(each) in _ATTACKERS for each in _recipients(statement, pair.held)):
            pronouns = (each for each in _recipients(wording, pair.word) if wording.low(each) in _PRONOUNS)
            if (pronoun := next(pronouns, None)) is not None:
                return pronoun
    return None


def _recipients(tree: Tree, verb: int) -> list[int]:
    found = list(tree.children(verb, *_RECEIVING))
    for preposition in tree.children(verb, "prep", "dative"):
        if tree.low(preposition) in {"to", "with"}:
            found += tree.children(preposition, "pobj")
    return found
