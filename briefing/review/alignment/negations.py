"""The words of a text that it negates, by its grammar."""

from __future__ import annotations

import functools

from briefing.language import Parse
from briefing.review.text.segmentation import stem

_NEGATORS = frozenset(
    {"not", "n't", "never", "no", "neither", "nor", "none", "nobody", "nothing", "without"}
)
_OPEN_VERBS = frozenset({"fail", "refuse", "decline", "unable"})
"""Words whose complement does not happen."""


_OPPOSING = ("un", "in", "im", "il", "ir", "dis", "non", "non-")
"""The beginnings of words for the opposite."""
_MEANINGFUL = frozenset({"ADJ", "ADV", "VERB", "NOUN"})


def turns_twice(wording: Parse, statement: Parse) -> bool:
    """Return whether a wording negates the opposite of a word: nothing incompatible, for compatible."""
    if not any(_negates(wording, number) for number in range(len(wording.tokens))):
        return False
    lemmas = {token.lemma.lower() for token in wording.tokens}
    held = {token.lemma.lower() for token in statement.tokens if token.pos in _MEANINGFUL}
    return any(f"{prefix}{lemma}" in lemmas for lemma in held for prefix in _OPPOSING)


def opposed_stems(statement: Parse) -> frozenset[str]:
    """Return the stems of the words whose opposites a text has: limit, for unlimited."""
    return frozenset(
        stem(token.text.lower().removeprefix(prefix))
        for token in statement.tokens
        if token.pos in _MEANINGFUL
        for prefix in _OPPOSING
        if token.text.lower().startswith(prefix)
    )


@functools.lru_cache(maxsize=2048)
def negated(parse: Parse) -> frozenset[int]:
    """Return the indexes of the tokens that a negation governs: a predicate, its complements, a noun."""
    heads = {_governed(parse, number) for number in range(len(parse.tokens)) if _negates(parse, number)}
    heads |= {
        token.head for token in parse.tokens if token.text.lower() == "unless" and token.dep == "mark"
    }
    heads |= {number for number, token in enumerate(parse.tokens) if token.lemma.lower() in _OPEN_VERBS}
    heads |= {number for number in range(len(parse.tokens)) if _follows_nor(parse, number)}
    members = {number for head in heads for number in _with_complements(parse, head)}
    members |= {number for number in range(len(parse.tokens)) if _is_alternative(parse, number, members)}
    return frozenset(members)


def _is_alternative(parse: Parse, number: int, members: set[int]) -> bool:
    """Return whether a verb is joined by "or" to one that is negated: declined to confirm or to deny it."""
    token = parse.tokens[number]
    if token.dep != "conj" or token.head not in members or token.pos != "VERB":
        return False
    joints = [
        each for each in parse.children(token.head) if parse.tokens[each].dep == "cc" and each < number
    ]
    return bool(joints) and parse.tokens[joints[-1]].text.lower() in {"or", "nor"}


def _negates(parse: Parse, number: int) -> bool:
    token = parse.tokens[number]
    if token.text.lower() == "yet":
        return any(parse.tokens[child].dep == "xcomp" for child in parse.children(token.head))
    return token.text.lower() in _NEGATORS or token.dep == "neg"


def _follows_nor(parse: Parse, number: int) -> bool:
    """Return whether a word is joined to a negated one by "nor" or "or": has not confirmed or denied it."""
    token = parse.tokens[number]
    if token.dep != "conj":
        return False
    is_denied = any(_negates(parse, each) for each in parse.children(token.head))
    joints = [
        child
        for child in parse.children(token.head)
        if parse.tokens[child].dep == "cc" and token.head < child < number
    ]
    joint = parse.tokens[joints[-1]].text.lower() if joints else ""
    return joint == "nor" or (joint == "or" and is_denied)


def _governed(parse: Parse, number: int) -> int:
    """Return the predicate that a negation is in; of "no deal has been struck", that is the verb."""
    head = number
    while parse.tokens[head].dep in {
        "det",
        "neg",
        "preconj",
        "advmod",
        "nsubj",
        "nsubjpass",
        "dobj",
        "pobj",
        "cc",
    }:
        if parse.tokens[head].head == head:
            break
        head = parse.tokens[head].head
        if parse.tokens[head].pos in {"VERB", "AUX"}:
            break
    return head


def _with_complements(parse: Parse, head: int) -> frozenset[int]:
    """Return a predicate with its object and its complements."""
    members = {head}
    waiting = [head]
    while waiting:
        current = waiting.pop()
        for child in parse.children(current):
            if parse.tokens[child].dep in {
                "xcomp",
                "acomp",
                "attr",
                "dobj",
                "nsubjpass",
                "pcomp",
                "prep",
                "pobj",
            }:
                members.add(child)
                waiting.append(child)
    return frozenset(members)
