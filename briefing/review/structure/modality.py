"""Find how settled a text presents what each of its words is about: possible, planned, or a fact."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum

from briefing.review.structure.conditions import conditions_in
from briefing.review.structure.pairs import Pair
from briefing.review.structure.polarity import Polarity
from briefing.review.structure.scopes import governing_verb, is_light, is_nominal, scope_of
from briefing.review.structure.tree import SUBJECTS, Tree
from briefing.review.structure.vocabulary import vocabulary
from briefing.review.text.dates import without_dates
from briefing.review.text.word_lists import phrases, word_lists


class Certainty(IntEnum):
    """How settled something is, from the weakest."""

    POSSIBLE = 1
    HOPED_FOR = 2
    CONSIDERED = 3
    NEGOTIATED = 4
    PLANNED = 5
    FUTURE = 6
    FACT = 7


_LIGHT = frozenset({"be", "have", "do", "hold", "apply", "take", "make", "get", "go"})
"""Verbs of so wide a meaning that an equal one tells little."""
_ASKING = frozenset({"what", "which", "who", "whom", "how", "when", "where", "whether"})
_QUESTIONS = frozenset({"csubj", "csubjpass", "ccomp", "advcl", "ROOT", "nsubj"})
_GIVING = frozenset({"give", "make", "offer", "name", "put", "set"})
_SPEAKING = frozenset({"speak", "talk", "mention"})
_ABOUT = frozenset({"of", "about"})
_SETTLING = frozenset({"set", "make", "reach", "strike", "find", "take", "final", "settlement", "deal"})
"""Words that with a "not" leave a matter open; those of an end do too."""


@dataclass(frozen=True, slots=True)
class Hedge:
    """A word or phrase that leaves something open, and what it governs."""

    certainty: Certainty
    index: int
    scope: frozenset[int]
    is_nominal: bool
    """Whether it says so of a noun only, whatever is said of that noun."""


@functools.cache
def _lists() -> tuple[tuple[Certainty, tuple[str, ...]], ...]:
    lists = word_lists()
    longer = (lists.possibility, lists.hope, lists.consideration, lists.negotiation, lists.plan, ())
    return tuple(
        (certainty, (*entries, *more))
        for (certainty, entries), more in zip(_strict_lists(), longer, strict=True)
    )


@functools.cache
def _strict_lists() -> tuple[tuple[Certainty, tuple[str, ...]], ...]:
    words = vocabulary().hedges
    every = (
        (*words.possible, *words.permitted),
        words.hoped_for,
        words.considered,
        words.negotiated,
        words.planned,
        words.future,
    )
    return tuple(zip(Certainty, every, strict=False))


def hedges_in(tree: Tree, *, strict: bool = False) -> tuple[Hedge, ...]:
    """Find the hedges of a text; `strict` only those that are one in any text.

    A word in several lists counts in the weakest of them.
    """
    text = without_dates(tree.parse.text)
    taken: set[int] = set()
    hedges: list[Hedge] = []
    for certainty, entries in _strict_lists() if strict else _lists():
        for span in phrases(*entries).all(text):
            tokens = tree.parse.tokens_in(span.start, span.end)
            if tokens and not taken & set(tokens):
                taken |= set(tokens)
                hedges.append(_hedge(tree, certainty, _head(tree, tokens)))
        for index in range(len(tree.tokens)):
            if index not in taken and _is_listed(tree, index, entries):
                taken.add(index)
                hedges.append(_hedge(tree, certainty, index))
    hedges += _infinitives(tree, taken)
    return tuple(hedges)


def _infinitives(tree: Tree, taken: set[int]) -> Iterator[Hedge]:
    """Find "Russia to deliver launchers": in a headline an infinitive is a plan."""
    for index, token in enumerate(tree.tokens):
        if token.tag != "TO" or token.dep != "aux" or index in taken:
            continue
        verb = tree.tokens[token.head]
        is_main = tree.is_root(token.head) or (
            verb.dep in {"acl", "relcl", "ccomp"} and _is_first_noun(tree, verb.head)
        )
        if is_main and not any(
            tree.is_finite_verb(each) for each in range(tree.sentence(index).start, index)
        ):
            scope = frozenset(tree.sentence(index))
            yield Hedge(Certainty.PLANNED, index, scope, is_nominal=False)


def _is_first_noun(tree: Tree, index: int) -> bool:
    """Return whether a word is the subject of a headline, or its last verb of saying."""
    return tree.is_root(index)


def _is_listed(tree: Tree, index: int, entries: tuple[str, ...]) -> bool:
    """Return whether a verb or noun is in a list by its lemma, in whatever form: "hoping"."""
    if tree.tokens[index].pos not in {"VERB", "NOUN"}:
        return False
    span = phrases(*entries).first(tree.lemma(index))
    return span is not None and span.text == tree.lemma(index)


def _hedge(tree: Tree, certainty: Certainty, index: int) -> Hedge:
    return Hedge(certainty, index, scope_of(tree, index), is_nominal(tree, index))


def _head(tree: Tree, tokens: tuple[int, ...]) -> int:
    """Return the token of a phrase that the others of it depend on."""
    own = set(tokens)
    return next(
        (each for each in tokens if tree.tokens[each].head not in own or tree.is_root(each)), tokens[0]
    )


def leaves_open(tree: Tree) -> bool:
    """Return whether a text says that something is not settled yet: "no price has been set"."""
    scopes = [each.scope for each in Polarity(tree).negations]
    settling = (index for index in range(len(tree.tokens)) if tree.lemma(index) in _SETTLING)
    return any(
        index in scope
        for index in (*settling, *(each for each in range(len(tree.tokens)) if _is_ending(tree, each)))
        for scope in scopes
    )


def _is_ending(tree: Tree, index: int) -> bool:
    return tree.is_verb(index) and tree.lemma(index) in vocabulary().ending


class Certainties:
    """How settled a text presents what each of its words is about."""

    def __init__(self, tree: Tree, *, strict: bool = False) -> None:
        self._tree = tree
        self.hedges = hedges_in(tree, strict=strict)

    def of(self, index: int) -> Certainty:
        """Return the certainty of the weakest hedge that governs a word."""
        return min(
            (hedge.certainty for hedge in self.hedges if index in hedge.scope and self._counts(hedge)),
            default=Certainty.FACT,
        )

    def strongest(self, index: int) -> Certainty:
        """Return the certainty of the strongest hedge over a word: planned, of what is negotiated."""
        over = (hedge.certainty for hedge in self.hedges if index in hedge.scope)
        return max(over, default=Certainty.FACT)

    def has_any(self, bound: Certainty) -> bool:
        """Return whether a text has a hedge of some certainty or a weaker one that leaves anything open."""
        return any(hedge.certainty <= bound and self._counts(hedge) for hedge in self.hedges)

    def is_asked(self, index: int, bound: Certainty) -> bool:
        """Return whether a word is in a question at the head of a sentence that goes on to leave it open.

        So is the subject of a verb whose predicate the parser did not find: was, by contrast, still open.
        """
        verb = governing_verb(self._tree, index)
        if verb is None:
            return False
        sentence = self._tree.sentence(verb)
        asks = self._tree.low(sentence.start) in _ASKING and self._tree.tokens[verb].dep in _QUESTIONS
        is_broken = self._tree.lemma(verb) == "be" and not set(self._tree.children(verb)) - set(
            self._tree.children(verb, *SUBJECTS, "punct")
        )
        return (asks or is_broken) and any(
            hedge.certainty <= bound and verb < hedge.index < sentence.stop for hedge in self.hedges
        )

    def is_hedge(self, index: int) -> bool:
        return any(hedge.index == index for hedge in self.hedges)

    def is_by_verb(self, index: int) -> bool:
        """Return whether a verb such as "expect" leaves a word open, and not "would"."""
        over = (hedge.index for hedge in self.hedges if index in hedge.scope)
        return any(self._tree.tokens[each].pos == "VERB" for each in over)

    def _counts(self, hedge: Hedge) -> bool:
        """Return whether a hedge on a noun leaves open what the sentence says of it.

        It does not in "the planned pipeline has been opened" and "the talks on a pipeline have collapsed".
        """
        if not hedge.is_nominal:
            return True
        tree = self._tree
        noun = hedge.index if tree.tokens[hedge.index].pos == "NOUN" else tree.tokens[hedge.index].head
        verb = governing_verb(tree, tree.tokens[noun].head)
        if verb is None or tree.tokens[noun].dep not in {"nsubj", "nsubjpass", "dobj"}:
            return True
        if tree.tokens[hedge.index].dep in {"amod", "acl", "relcl"}:
            return is_light(tree, verb) or tree.lemma(verb) in vocabulary().saying.verbs
        return not self._ends(verb)

    def _ends(self, verb: int) -> bool:
        """Return whether a verb says as a fact that something is over or settled."""
        tree = self._tree
        is_ending = tree.lemma(verb) in vocabulary().ending
        auxiliaries = {tree.low(each) for each in tree.children(verb, "aux", "neg")}
        open_words = {"may", "might", "could", "can", "would", "should", "to", "not", "n't", "will"}
        return is_ending and not auxiliaries & open_words


@dataclass(frozen=True, slots=True)
class Strengthened:
    """A word of a wording that presents as more settled what the statement leaves open."""

    index: int
    certainty: Certainty
    bound: Certainty


@dataclass(frozen=True, slots=True)
class Strength:
    """The comparison of a wording with its statement; `is_comparable` if they share a word left open."""

    is_comparable: bool
    excess: Strengthened | None = None
    is_certain: bool = True
    """Whether the wording has no word at all that would leave it as open."""


def compare_strength(
    wording: Tree, statement: Tree, pairs: Sequence[Pair], bound: Certainty | None
) -> Strength:
    """Compare how settled the words of a wording are with those of its statement.

    `bound` is what the standing of the fact allows, None for a standing that leaves nothing open.
    """
    said, held = Certainties(wording), Certainties(statement, strict=bound is None)
    polarity, was = Polarity(wording), Polarity(statement)
    conditional = {each for found in conditions_in(wording, with_temporal=False) for each in found.own}
    supposed = {each for found in conditions_in(statement, with_temporal=False) for each in found.own}
    hedged = [
        pair
        for pair in pairs
        if held.of(pair.held) < Certainty.FACT
        and not held.is_hedge(pair.held)
        and wording.tokens[pair.word].pos in {"VERB", "NOUN"}
        and wording.tokens[pair.word].dep not in {"amod", "compound", "nummod"}
        and wording.lemma(pair.word) not in _LIGHT
        and not _says(wording, pair.word)
        and not _is_speaker(wording, pair.word)
        and not _is_owned(statement, pair.held)
        and pair.word not in conditional
        and pair.held not in supposed
        and _are_comparable(pair, polarity, was, held)
        and not _is_of_nothing(statement, pair.held, was)
    ]
    limit = bound or Certainty.POSSIBLE
    compared = [
        (pair, None if _are_both_open(wording, pair.word, statement) else excess)
        for pair in hedged
        for excess in [_excess(pair, said, held, wording, limit)]
    ]
    events = [(pair, excess) for pair, excess in compared if pair.is_verbal]
    stronger = [excess for _, excess in events or compared if excess is not None]
    if not stronger or (not events and len(stronger) < len(compared)):
        return Strength(bool(compared))
    is_certain = not said.has_any(stronger[0].bound)
    return Strength(is_comparable=True, excess=stronger[0], is_certain=is_certain)


def _are_comparable(pair: Pair, polarity: Polarity, was: Polarity, held: Certainties) -> bool:
    """Return whether a word is not negative, or the statement says with a verb what is not expected."""
    if not polarity.is_negative(pair.word):
        return True
    return (
        was.is_negative(pair.held)
        and held.of(pair.held) is Certainty.PLANNED
        and held.is_by_verb(pair.held)
    )


def _is_of_nothing(tree: Tree, noun: int, polarity: Polarity) -> bool:
    """Return whether a noun is the "help" of "no help that would prolong it": there is none to be open."""
    joined = [noun, *(each for each in tree.ancestors(noun) if tree.tokens[noun].dep == "conj")][:2]
    clauses = (each for word in joined for each in tree.children(word, "relcl"))
    modals = (each for clause in clauses for each in tree.children(clause, "aux"))
    return polarity.is_negative(noun) and any(tree.tokens[each].tag == "MD" for each in modals)


def _is_owned(tree: Tree, index: int) -> bool:
    """Return whether a noun is the "its gas" of "seeks buyers for its gas", which is taken for granted."""
    token = tree.tokens[index]
    is_own = any(tree.tokens[each].tag == "PRP$" for each in tree.children(index, "poss"))
    return is_own and token.pos == "NOUN" and token.dep == "pobj"


def _is_speaker(tree: Tree, index: int) -> bool:
    """Return whether a word is read as the subject of "says": "the price, says Putin, is open"."""
    token = tree.tokens[index]
    return token.dep == "nsubj" and _says(tree, token.head)


def _is_spoken_of(tree: Tree, index: int) -> bool:
    """Return whether a noun is the "gas" of "spoke of gas from 2025", by which nothing is said of it."""
    preposition = tree.tokens[index].head
    is_topic = tree.tokens[index].dep == "pobj" and tree.low(preposition) in _ABOUT
    return is_topic and tree.lemma(tree.tokens[preposition].head) in _SPEAKING


def _gives_word(tree: Tree, index: int) -> bool:
    """Return whether the verb over a word only says that somebody says something: gave a figure."""
    verb = governing_verb(tree, index)
    nouns = {tree.lemma(each) for each in tree.children(verb, "dobj")} if verb is not None else set()
    return verb is not None and tree.lemma(verb) in _GIVING and bool(nouns & {*vocabulary().saying.nouns})


def _are_both_open(wording: Tree, index: int, statement: Tree) -> bool:
    """Return whether a wording describes as open what its statement leaves open: the price is open."""
    verb = governing_verb(wording, index)
    return (
        verb is not None
        and wording.is_verb(verb)
        and any(map(functools.partial(_is_open, wording), wording.subtree(verb)))
        and any(map(functools.partial(_is_open, statement), range(len(statement.tokens))))
        and not any(Polarity(wording).is_negative(each) for each in (index, verb))
    )


def _is_open(tree: Tree, index: int) -> bool:
    return tree.low(index) == "open" and tree.tokens[index].tag == "JJ"


def _says(tree: Tree, index: int) -> bool:
    lists = vocabulary().saying
    return tree.lemma(index) in lists.verbs and tree.lemma(index) not in lists.attitudes


def _excess(
    pair: Pair, said: Certainties, held: Certainties, wording: Tree, bound: Certainty
) -> Strengthened | None:
    limit = max(bound, held.of(pair.held))
    is_in_fact = said.of(pair.word) <= held.strongest(pair.held) <= Certainty.PLANNED
    if is_in_fact and said.has_any(limit):
        return None  # The wording has both hedges of "negotiating a planned pipeline".
    if _is_spoken_of(wording, pair.word) or _gives_word(wording, pair.word):
        return None
    if said.is_asked(pair.word, limit):
        return None  # "What Iran would pay is still under discussion."
    certainty = said.of(pair.word)
    if certainty <= limit or (limit is Certainty.FUTURE and not _is_past(wording, pair.word)):
        return None
    return Strengthened(pair.word, certainty, limit)


def _is_past(tree: Tree, index: int) -> bool:
    """Return whether a word is in a clause about the past: "supplied", "has supplied"."""
    verb = governing_verb(tree, index)
    if verb is None:
        return False
    auxiliaries = tree.children(verb, "aux", "auxpass")
    tags = {tree.tokens[each].tag for each in (verb, *auxiliaries)}
    return "VBD" in tags or any(tree.low(each) in {"has", "have"} for each in auxiliaries)
