"""Find the opposite of a preposition before the same word: to and from, beyond and within."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.review.alignment.phrases import ASKING
from briefing.review.structure.tree import Tree
from briefing.review.text.parties import countries_in
from briefing.review.text.segmentation import stem

_OPPOSITES = (
    (frozenset({"to", "into", "towards", "for"}), frozenset({"from"})),
    (frozenset({"beyond", "outside"}), frozenset({"within", "inside"})),
    (frozenset({"with"}), frozenset({"without"})),
    (frozenset({"above"}), frozenset({"below", "under", "beneath"})),
    (frozenset({"unlike"}), frozenset({"like"})),
)


def opposite_preposition(wording: Tree, statement: Tree) -> tuple[int, int] | None:
    """Return the tokens of opposite prepositions before the same word, of wording and statement."""
    said, held = list(_uses(wording)), list(_uses(statement))
    for index, low, key in said:
        others = [(place, word) for place, word, each in held if each == key]
        kept = {word for _, word in others} & {word for _, word, each in said if each == key}
        opposed = [place for place, word in others if _are_opposite(low, word)]
        is_alike = any(not _are_opposite(low, word) for _, word in others)
        if opposed and not kept and not is_alike:
            return index, opposed[0]
    return None


def _are_opposite(one: str, other: str) -> bool:
    return any((one in a and other in b) or (one in b and other in a) for a, b in _OPPOSITES)


def _uses(tree: Tree) -> Iterator[tuple[int, str, str]]:
    """Yield each preposition with the stem of its noun, or the code of the country that the noun names."""
    for index, token in enumerate(tree.tokens):
        if token.pos not in {"ADP", "SCONJ"} or tree.low(token.head) == "according":
            continue
        if tree.low(index) in {"from", "to"} and any(
            tree.lemma(each) in ASKING for each in tree.ancestors(index)
        ):
            continue  # A request to somebody is for help from him.
        for noun in tree.children(index, "pobj"):
            for each in (noun, *tree.children(noun, "conj")):
                if tree.tokens[each].pos == "NUM":
                    continue
                codes = {country.code for country in countries_in(tree.tokens[each].text)}
                yield index, tree.low(index), min(codes, default=stem(tree.tokens[each].text))
