"""Find what a text without a verb says that happens: nouns of acts and participles with who takes part."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.review.lexicon import load_lexicon
from briefing.review.structure.tree import Tree
from briefing.review.structure.vocabulary import vocabulary
from briefing.review.text.parties import countries_in

_NOUNS = frozenset({"NOUN", "PROPN"})
_TO, _INFINITIVE = "TO", "VB"
_PARTICIPLES = frozenset({"VBN", "VBD", "VBG"})
_OF_NOUN = ("poss", "amod", "compound", "nmod")
_CONCERNED = frozenset({"of", "to", "from", "for", "against", "by", "into", "with"})
_PLACES = frozenset({"in", "on", "at", "inside"})
_RECEIVING = frozenset({"for", "to"})


def announced(tree: Tree) -> bool:
    """Return whether a noun is followed by an infinitive, as in the headline "Russia to supply Iran"."""
    return any(
        tree.tokens[index - 1].pos in _NOUNS
        and token.tag == _TO
        and tree.tokens[token.head].tag == _INFINITIVE
        for index, token in enumerate(tree.tokens)
        if index > 0
    )


def acts_as_nouns(tree: Tree) -> Iterator[int]:
    """Yield the nouns of acts of a country on something: Russia's arming of Iran, Russian gas deliveries.

    The noun is derived from a verb; a country or person acts, or a country is concerned, and so is
    something else.
    """
    countries = tokens_of_countries(tree)
    for index, token in enumerate(tree.tokens):
        if token.pos not in {"NOUN", "VERB"} or not _is_act(tree, index):
            continue
        owners = {each for each in tree.children(index, *_OF_NOUN) if each in countries}
        concerned = set(_concerned(tree, index))
        goods = {each for each in tree.children(index, "compound") if each not in countries}
        by_goods = {
            each
            for noun in goods | concerned
            for each in tree.children(noun, *_OF_NOUN)
            if each in countries
        }
        owners |= {each for each in tree.children(index, "poss") if tree.tokens[each].pos == "PROPN"}
        has_country = bool(owners or by_goods or concerned & countries)
        if has_country and len(owners) + len(concerned) + len(goods) > 1:
            yield index


def _is_act(tree: Tree, index: int) -> bool:
    """Return whether a word is a noun that a verb has, or a gerund with an owner."""
    token = tree.tokens[index]
    if token.tag == "VBG":
        return bool(tree.children(index, "poss")) or any(
            tree.low(each) == "of" for each in tree.children(index, "prep")
        )
    return token.pos == "NOUN" and load_lexicon().is_of_verb(tree.lemma(index))


def _concerned(tree: Tree, index: int) -> Iterator[int]:
    yield from tree.children(index, "dobj")
    for preposition in tree.children(index, "prep", "agent", "dative"):
        if tree.low(preposition) in _CONCERNED:
            yield from tree.children(preposition, "pobj")


def held_by_other(tree: Tree) -> bool:
    """Return whether things of one country are with another: Iranian missiles in Russian hands."""
    return next(things_with_other(tree), None) is not None


def things_with_other(tree: Tree) -> Iterator[int]:
    """Yield the things of one country that are with another, or for it: Tehran's missiles for Moscow."""
    countries = tokens_of_countries(tree)
    for index, token in enumerate(tree.tokens):
        is_for = tree.low(index) in _RECEIVING and _is_thing_named(tree, token.head)
        is_listed = token.dep in {"prep", "dative"} and (is_for or tree.low(index) in _PLACES)
        if not is_listed or tree.is_verb(token.head):
            continue
        things = _owners(tree, token.head, countries)
        nouns = tree.children(index, "pobj")
        places = {each for noun in nouns for each in _owners(tree, noun, countries)}
        if is_for:
            places |= {tree.low(each) for each in nouns if each in countries}
        if things and places and not things & places:
            yield token.head


def _is_thing_named(tree: Tree, noun: int) -> bool:
    """Return whether a text names somebody's thing, and no statement: Tehran's missiles."""
    saying = vocabulary().saying
    is_statement = tree.lemma(noun) in {*saying.nouns, *saying.verbs}
    is_named = tree.is_root(noun) or tree.tokens[noun].dep in {"nsubj", "appos"}
    return is_named and bool(tree.children(noun, "poss")) and not is_statement


def _owners(tree: Tree, noun: int, countries: frozenset[int]) -> set[str]:
    return {tree.low(each) for each in tree.children(noun, *_OF_NOUN) if each in countries}


def led_by_participle(tree: Tree) -> bool:
    """Return whether a text is a noun with a participle: units delivered without launchers.

    A participle by which the text is compared with something is none: set against other treaties.
    """
    return not _compares(tree) and any(
        tree.tokens[index].tag in _PARTICIPLES
        and tree.tokens[index].dep in {"acl", "ROOT"}
        and tree.tokens[tree.tokens[index].head].pos in {*_NOUNS, "NUM", "VERB"}
        for index in range(len(tree.tokens))
    )


def _compares(tree: Tree) -> bool:
    """Return whether a text begins with a participle that sets something beside something else."""
    return (
        len(tree.tokens) > 1
        and tree.tokens[0].tag in _PARTICIPLES
        and tree.lemma(0) in {"set", "put", "place", "see", "read", "view", "weigh", "measure", "compare"}
        and tree.low(1)
        in {"against", "beside", "besides", "alongside", "next", "with", "together", "among"}
    )


def tokens_of_countries(tree: Tree) -> frozenset[int]:
    return frozenset(
        token
        for mention in countries_in(tree.parse.text)
        for token in tree.parse.tokens_in(mention.span.start, mention.span.end)
    )
