"""Find who does what to whom, whether a sentence is active or passive, and compare it in two texts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefing.review.structure.pairs import Pair
from briefing.review.structure.polarity import negations_in
from briefing.review.structure.tree import Tree
from briefing.review.structure.vocabulary import vocabulary

Keys = frozenset[str]
Naming = Callable[[str], Keys]
"""Returns what a noun phrase names: countries by their codes, persons and bodies by their ids."""
_TARGET, _SOURCE, _PLACE = "target", "source", "place"
_PART_OF = {
    "to": _TARGET, "for": _TARGET, "against": _TARGET, "on": _TARGET, "over": _TARGET, "into": _TARGET,
    "beyond": _TARGET, "than": _TARGET, "from": _SOURCE, "of": _SOURCE, "in": _PLACE, "at": _PLACE,
}  # fmt: skip
"""The parts that prepositions give; an object and a recipient have one: "supplies Iran with gas"."""
_OBJECT_ACTS = frozenset(
    {"ask", "allow", "force", "oblige", "order", "let", "permit", "urge", "tell", "invite"}
)
_OF_OBJECT = frozenset({"of", "for", "from", "with", "into", "as"})
"""Prepositions before what the object of a verb does: accuses somebody of supplying."""
_MEETING = frozenset({"see", "join", "visit", "host", "greet", "encounter", "face", "call"})
"""Verbs with the other one as object for what both do: saw him, called on him."""
_COUNTS = frozenset({"dozen", "hundred", "thousand", "number", "group", "score", "couple"})
_LONGEST_CHAIN = 6
_YEAR_DIGITS = 4
_CODE_LETTERS = 2


@dataclass(frozen=True, slots=True)
class Exchange:
    """A predicate of a wording whose parts are played by others than in the statement."""

    index: int | None
    is_certain: bool = True
    """Whether two names have exchanged their parts, and not only one has another."""


_FINDING = frozenset({"find", "see", "deem", "judge", "consider", "hold"})
"""Verbs with another object where a text denies the opposite: found it compatible, saw no conflict."""


def exchanged(wording: Tree, statement: Tree, pairs: Sequence[Pair], naming: Naming) -> Exchange | None:
    """Return the first predicate that both texts have, with the parts of two names exchanged.

    Where there is none and a name acts in both texts, the index of the exchange is None.
    """
    is_alike = False
    named = naming(statement.parse.text)
    is_turned = bool(negations_in(wording)) != bool(negations_in(statement))
    for pair in pairs:
        if _is_made_one_sided(wording, statement, pair, naming):
            return Exchange(pair.word, is_certain=False)
        if (
            not pair.is_verbal
            or (is_turned and wording.lemma(pair.word) in _FINDING)
            or wording.tokens[pair.word].dep == "prep"
            or _is_mutual(wording, pair.word)
            or _is_mutual(statement, pair.held)
        ):
            continue
        said, held = roles_of(wording, pair.word, naming), roles_of(statement, pair.held, naming)
        if _is_exchanged(said, held):
            return Exchange(pair.word)
        if _is_replaced(said, held, named) or _is_joined(said, held, named):
            return Exchange(pair.word, is_certain=False)
        is_alike |= bool(said.get("agent", frozenset()) & held.get("agent", frozenset()))
    return Exchange(None) if is_alike else None


def _is_made_one_sided(wording: Tree, statement: Tree, pair: Pair, naming: Naming) -> bool:
    """Return whether one acts on the other by a verb of a wording, and both act in the statement.

    Presidents who met are no reason to say that one of them summoned the other.
    """
    if not (wording.is_verb(pair.word) and _is_mutual(statement, pair.held)):
        return False
    if _is_mutual(wording, pair.word) or wording.lemma(pair.word) in _MEETING:
        return False
    said, held = roles_of(wording, pair.word, naming), roles_of(statement, pair.held, naming)
    together = held.get("agent", frozenset())
    agent, target = said.get("agent", frozenset()) & together, said.get(_TARGET, frozenset()) & together
    return bool(agent and target) and agent != target and not held.get(_TARGET, frozenset()) & target


def _is_mutual(tree: Tree, index: int) -> bool:
    lemma = tree.lemma(index)
    lists = vocabulary().saying
    return lemma in vocabulary().mutual or (lemma in lists.verbs and lemma not in lists.attitudes)


def _is_exchanged(said: Mapping[str, Keys], held: Mapping[str, Keys]) -> bool:
    """Return whether two parts are exchanged, or one has moved and something without a name replaces it."""
    for role, keys in said.items():
        for other in (held.keys() & said.keys()) - {role}:
            if role not in held:
                continue
            moved = (keys & held[other]) - held[role]
            rest = held[role] - held[other]
            is_year = all(key.startswith("year") for key in moved)
            back = rest & said[other] if rest else is_year and not held[role] and not said[other] & moved
            if moved and back and not rest & keys:
                return True
    return False


def _is_replaced(said: Mapping[str, Keys], held: Mapping[str, Keys], named: Keys) -> bool:
    """Return whether another name of the statement acts in place of the one that does in it."""
    agent, was = said.get("agent", frozenset()), held.get("agent", frozenset())
    return bool(agent and was) and not agent & was and bool(agent & named)


def _is_joined(said: Mapping[str, Keys], held: Mapping[str, Keys], named: Keys) -> bool:
    """Return whether another state of the statement acts together with the one that acts in it."""
    agent, was = said.get("agent", frozenset()), held.get("agent", frozenset())
    codes = {key for key in agent - was if len(key) == _CODE_LETTERS and key.isupper()}
    had = {key for key in was if len(key) == _CODE_LETTERS and key.isupper()}
    return bool(codes & named) and len(had) == 1 and bool(agent & was)


def roles_of(tree: Tree, index: int, naming: Naming) -> dict[str, Keys]:
    """Return what plays each part of a predicate: agent, patient, and the prepositions of direction."""
    roles: dict[str, Keys] = {}
    for role, noun in _parts(tree, index):
        is_day = tree.low(tree.tokens[noun].head) == "on"
        keys = _keys(tree, noun, naming, with_years=not is_day)
        roles[role] = roles.get(role, frozenset()) | keys
    return roles


def _keys(tree: Tree, noun: int, naming: Naming, *, with_years: bool = True) -> Keys:
    """Return what a noun names, or else the years in its phrase; those of days tell no direction."""
    apart = ("relcl", "acl", "appos") if tree.lemma(noun) in _COUNTS else ("relcl", "acl", "appos", "prep")
    text = tree.span(tree.subtree(noun, tree.children(noun, *apart))).text
    days = [each for each in tree.subtree(noun) if tree.low(each) == "on"]
    is_time = tree.tokens[noun].text.isdigit() or tree.tokens[noun].pos == "PROPN"
    tokens = (tree.tokens[each].text for each in tree.subtree(noun, days)) if with_years and is_time else ()
    years = frozenset(f"year {each}" for each in tokens if each.isdigit() and len(each) == _YEAR_DIGITS)
    joined = (_keys(tree, each, naming, with_years=with_years) for each in tree.children(noun, "conj"))
    return (naming(text) or years).union(*joined)


def _parts(tree: Tree, index: int) -> Iterator[tuple[str, int]]:
    if not tree.is_verb(index):
        yield from _parts_of_noun(tree, index)
        return
    is_passive = bool(tree.children(index, "nsubjpass", "auxpass")) or (
        tree.tokens[index].tag == "VBN" and tree.tokens[index].dep in {"acl", "advcl"}
    )
    for child in tree.children(index):
        yield from _part(tree, child)
    subject = _subject(tree, index)
    if subject is not None:
        yield _TARGET if is_passive else "agent", subject


def _part(tree: Tree, child: int) -> Iterator[tuple[str, int]]:
    """Yield the part of an object or of a phrase with a preposition, and its noun."""
    token = tree.tokens[child]
    if token.dep in {"dobj", "nsubjpass"} or (token.dep == "dative" and token.pos != "ADP"):
        yield _TARGET, child
    elif tree.child(child, "pobj") is not None:
        if token.dep == "agent":
            yield "agent", _object(tree, child)
        elif tree.low(child) in _PART_OF:
            yield _PART_OF[tree.low(child)], _object(tree, child)


def _object(tree: Tree, preposition: int) -> int:
    noun = tree.child(preposition, "pobj")
    return preposition if noun is None else noun


def _subject(tree: Tree, index: int) -> int | None:
    """Return the subject of a verb: its own, the noun that it describes, or that of the governing verb."""
    for _ in range(_LONGEST_CHAIN):
        token = tree.tokens[index]
        own = tree.child(index, "nsubj", "nsubjpass")
        if (focus := tree.focus(index)) is not None:
            return focus
        is_relative = own is not None and tree.tokens[own].tag in {"WDT", "WP"} and token.dep == "relcl"
        if is_relative or (own is None and token.dep == "acl"):
            return token.head
        found = _accused(tree, index) if own is None else own
        if found is not None or token.dep not in {"xcomp", "conj", "advcl", "pcomp", "prep"}:
            return found
        if token.tag == "VB" and _has_object_before(tree, index):
            return None  # Subject or object: "voted down the draft to extend it"
        index = token.head
    return None


def _has_object_before(tree: Tree, index: int) -> bool:
    """Return whether the verb that governs an infinitive has an object, or a phrase, before it."""
    head = tree.tokens[index].head
    return any(head < each < index for each in tree.children(head, "dobj", "prep"))


def _accused(tree: Tree, index: int) -> int | None:
    """Return the object of "accuse somebody of doing", which is the subject of what is done."""
    token = tree.tokens[index]
    verb = tree.tokens[token.head].head if token.dep == "pcomp" else token.head
    is_of_object = token.dep == "pcomp" and tree.low(token.head) in _OF_OBJECT and token.head > verb
    takes_object = is_of_object or (token.dep == "xcomp" and tree.lemma(verb) in _OBJECT_ACTS)
    return tree.child(verb, "dobj", "nsubjpass") if takes_object and tree.is_verb(verb) else None


def _parts_of_noun(tree: Tree, index: int) -> Iterator[tuple[str, int]]:
    """Read "Russia's supply of gas to Iran" as "Russia supplies gas to Iran"."""
    owner = tree.child(index, "poss")
    if owner is not None:
        yield "agent", owner
    for child in tree.children(index, "prep"):
        low = tree.low(child)
        if tree.child(child, "pobj") is not None and low in {"by", "to", "from"}:
            yield "agent" if low == "by" else _PART_OF[low], _object(tree, child)
