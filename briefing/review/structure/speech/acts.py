"""Find verbs by which a speaker knows, promises or invents what, in the statement, he only says."""

from __future__ import annotations

from enum import StrEnum

from briefing.review.structure.tree import Tree

_CLAUSES = ("ccomp", "xcomp")
_CLAIMED = frozenset({"ROOT", "conj", "parataxis"})


class SpeechAct(StrEnum):
    """What somebody does by saying something; the value is how a finding puts it."""

    KNOWING = "presents the claim as true"
    INVENTING = "presents the claim as false"
    PROMISING = "makes a commitment of the claim"


_VERBS = {
    SpeechAct.KNOWING: frozenset({"know", "discover", "witness"}),
    SpeechAct.INVENTING: frozenset({"lie", "pretend", "feign", "fabricate", "invent", "bluff"}),
    SpeechAct.PROMISING: frozenset({"promise", "pledge", "vow", "guarantee", "swear"}),
}
_WATCHING = frozenset({"see", "watch", "witness", "observe"})
"""Verbs by which somebody knows what their object does: saw soldiers training."""
_ALIKE = {
    SpeechAct.KNOWING: _WATCHING | {"knowledge", "confirm", "find", "prove", "establish"},
    SpeechAct.INVENTING: frozenset({"deny", "false", "lie", "falsehood", "reject", "fabrication"}),
    SpeechAct.PROMISING: frozenset(
        {"promise", "pledge", "undertake", "commit", "commitment", "guarantee", "assure", "vow", "agree"}
    ),
}
"""Words by which a statement has the same act."""


def added_act(wording: Tree, statement: Tree) -> tuple[int, SpeechAct] | None:
    """Return the main verb of a wording that is such an act, with the act, where the statement has none."""
    held = {statement.lemma(each) for each in range(len(statement.tokens))}
    for index, token in enumerate(wording.tokens):
        if not wording.is_verb(index) or token.dep not in _CLAIMED:
            continue
        for act, verbs in _VERBS.items():
            if _does(wording, index, verbs, act) and not held & (verbs | _ALIKE[act]):
                return index, act
    return None


def _does(tree: Tree, index: int, verbs: frozenset[str], act: SpeechAct) -> bool:
    lemma = tree.lemma(index)
    if lemma in verbs:
        return bool(tree.children(index, *_CLAUSES))
    return act is SpeechAct.KNOWING and lemma in _WATCHING and _watches(tree, index)


def _watches(tree: Tree, index: int) -> bool:
    """Return whether somebody in a verb's object does something: saw soldiers training."""
    if tree.tokens[index].tag not in {"VBD", "VBN"}:
        return False
    objects = (*tree.children(index, "dobj"), *tree.children(index, "ccomp"))
    return any(
        tree.low(each).endswith("ing") and each > noun for noun in objects for each in tree.subtree(noun)
    )
