"""Find what a wording denies and its statement affirms, or the other way round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefing.review.structure.pairs import Pair
from briefing.review.structure.polarity import Polarity, count_negating, is_negating, negations_in
from briefing.review.structure.scopes import governing_verb, is_light, joined_by
from briefing.review.structure.tree import Tree
from briefing.review.structure.vocabulary import vocabulary

_DENYING = frozenset({"deny", "refute", "rebut", "repudiate", "disavow", "disclaim"})
_CONFIRMING = frozenset({"confirm", "confirmation", "confirmed", "corroborate", "verify"})
_PREPOSITIONAL = frozenset(
    {("provide", "for"), ("allow", "for"), ("call", "for"), ("engage", "in"), ("enter", "into")}
    | {("commit", "to"), ("agree", "to"), ("amount", "to"), ("lead", "to"), ("result", "in")}
)
"""Verbs whose object follows a preposition."""
_UNTIL = frozenset({"until", "till"})
_HARDLY = frozenset({"hardly", "scarcely", "barely"})
_LITTLE = _HARDLY | {"little", "few"}
_TEMPORAL = frozenset({"since", "when", "before", "after", "until", "while", "as", "once"})


@dataclass(frozen=True, slots=True)
class Reversal:
    """A word of a wording that is negative where it is not in the statement, or the reverse.

    `is_comparable` is False where wording and statement share no predicate; `index` is None without a
    difference.
    """

    is_comparable: bool
    index: int | None = None
    is_added: bool = False
    is_certain: bool = True
    """Whether only one of the two texts has any negation."""


class _Side:
    """A text with its negations. Denials are left out where they answer the claim, and are none of it."""

    def __init__(self, tree: Tree, untils: frozenset[int], *, without_denials: bool) -> None:
        self.tree = tree
        self._denials = _denials(tree)
        without = self._denials if without_denials else frozenset()
        self.polarity = Polarity(tree, without=without | untils)

    def is_predicate(self, index: int, pair: Pair) -> bool:
        token = self.tree.tokens[index]
        if token.pos == "VERB":
            return token.dep not in {"amod", "acl", "compound", "relcl"} and not self._is_temporal(index)
        if token.pos == "NOUN":
            return pair.is_verbal and self.is_asserted(index)
        while token.dep == "conj" and self.tree.tokens[token.head].pos == "ADJ":
            token = self.tree.tokens[token.head]  # "military and technical cooperation"
        if token.dep == "conj" and self.tree.tokens[token.head].pos == "NOUN":
            return False  # "security and territorial integrity"
        return token.pos == "ADJ" and token.dep in {"acomp", "ROOT", "conj", "oprd"}

    def is_complement(self, index: int) -> bool:
        """Return whether a noun is what something is, or is not: "it is not the time"."""
        return self.tree.tokens[index].pos == "NOUN" and self.tree.tokens[index].dep == "attr"

    def _is_temporal(self, index: int) -> bool:
        """Return whether a clause only dates another: "since he took office"."""
        if self.tree.tokens[index].dep not in {"advcl", "relcl", "pcomp"}:
            return False
        return any(self.tree.low(each) in _TEMPORAL for each in self.tree.children(index, "mark", "advmod"))

    def is_directly_negated(self, index: int) -> bool:
        """Return whether a word has a "not" or "no" of its own, without "yet"."""
        tree = self.tree
        negating = {each.index for each in self.polarity.negations}
        own = set(tree.children(index))
        nouns = {
            each
            for noun in tree.children(index, "nsubj", "nsubjpass", "dobj")
            for each in tree.children(noun)
        }
        has_yet = any(tree.low(each) in {"yet", "still", "so"} for each in own)
        return bool((own | nouns) & negating) and not has_yet

    def is_said(self, index: int) -> bool:
        """Return whether a word presents the claim without a "not" of its own: "no fleet, he says"."""
        lemma = self.tree.lemma(index)
        lists = vocabulary().saying
        is_saying = self.tree.is_verb(index) and lemma in lists.verbs and lemma not in lists.attitudes
        has_own = self.tree.children(index, "neg", "preconj", "cc") or self.is_directly_negated(index)
        return (is_saying or lemma in lists.prepositions) and not has_own

    def settles_nothing(self, index: int) -> bool:
        """Return whether a "no" is about the matter itself, and not about its being settled."""
        is_ending = self.tree.lemma(index) in vocabulary().ending
        return self.is_directly_negated(index) and not is_ending

    def is_answer(self, index: int) -> bool:
        """Return whether a word is in the denial of an allegation."""
        return any(index in each.scope and each.index in self._denials for each in negations_in(self.tree))

    def is_excluded(self, noun: int) -> bool:
        """Return whether a noun is after "without", or after a "not" of its own."""
        marks = [each for each in self.polarity.negations if each.noun == noun]
        return any(self.tree.low(each.index) in {"without", "not"} for each in marks)

    def is_refused(self, noun: int) -> bool:
        """Return whether a noun is the object of a verb such as "reject" or "rule out"."""
        tree = self.tree
        head = tree.tokens[noun].head
        negating = {each.index for each in self.polarity.negations}
        return tree.tokens[noun].dep in {"dobj", "nsubjpass"} and head in negating

    def is_asserted(self, noun: int) -> bool:
        """Return whether a noun is what a verb of the sentence is about, and not within a phrase."""
        token = self.tree.tokens[noun]
        is_with = token.dep == "pobj" and self.tree.low(token.head) == "with"
        if token.dep == "pobj" and self._is_of_verb(token.head):
            return True
        if token.dep == "nsubj" and self._is_presupposed(noun):
            return False
        return is_with or token.dep in {"dobj", "nsubj", "nsubjpass", "attr", "conj"}

    def _is_of_verb(self, preposition: int) -> bool:
        """Return whether a preposition makes one verb with its head: provide for help, engage in it."""
        verb = self.tree.tokens[preposition].head
        return (self.tree.lemma(verb), self.tree.low(preposition)) in _PREPOSITIONAL

    def _is_presupposed(self, noun: int) -> bool:
        """Return whether a denied clause takes its subject for granted: denies that its export broke it."""
        verb = self.tree.tokens[noun].head
        is_denied = self.tree.tokens[verb].dep == "ccomp" and self.polarity.is_negative(verb)
        is_act = not is_light(self.tree, verb) and bool(self.tree.children(verb, "dobj"))
        return is_denied and is_act and bool(self.tree.children(noun, "poss"))

    def exists(self, noun: int) -> bool:
        """Return whether a clause says that there is something, or that somebody has it."""
        verb = governing_verb(self.tree, self.tree.tokens[noun].head)
        return verb is not None and is_light(self.tree, verb)


def without_effect(tree: Tree, other: Tree) -> frozenset[int]:
    """Return the negations of a text that change nothing against another: not until, hardly for little."""
    return not_until(tree, other) | _minimal(tree, other)


def _minimal(tree: Tree, other: Tree) -> frozenset[int]:
    """Return the "hardly" of "hardly anything" where another text has "little" or "hardly"."""
    if not any(other.low(index) in _LITTLE for index in range(len(other.tokens))):
        return frozenset()
    return frozenset(index for index in range(len(tree.tokens)) if tree.low(index) in _HARDLY)


def not_until(tree: Tree, other: Tree) -> frozenset[int]:
    """Return the "not" of "not until", which dates what follows, where another text has no "until".

    Nor does the "never" of "never before" negate where the other text has "first".
    """
    if any(other.low(index) in _UNTIL for index in range(len(other.tokens))):
        return frozenset()
    says_first = any(other.low(index) == "first" for index in range(len(other.tokens)))
    dating = _UNTIL | {"before"} if says_first else _UNTIL
    return frozenset(
        index
        for index in range(len(tree.tokens))
        if tree.low(index) in {"not", "n't", "never"}
        and any(tree.low(each) in dating for each in tree.sentence(index) if each > index)
    )


def _denials(tree: Tree) -> frozenset[int]:
    """Return the words by which somebody denies, or neither confirms nor denies."""
    lists = vocabulary().denial
    verbs = {*lists.verbs, "confirm", "comment"}
    answers = {
        each.index
        for each in negations_in(tree)
        if tree.lemma(each.unit) in verbs
        or any(tree.lemma(child) in verbs for child in (tree.tokens[each.index].head,))
    }
    denials = {
        index for index in range(len(tree.tokens)) if tree.lemma(index) in {*lists.verbs, *lists.nouns}
    }
    return frozenset(answers | denials)


def reversal(
    wording: Tree, statement: Tree, pairs: Sequence[Pair], *, has_answer: bool, is_open: bool
) -> Reversal:
    """Compare what a wording and its statement deny.

    `has_answer` is True for an allegation that the accused denies: that denial negates nothing. `is_open`
    is True for a fact that is not settled: a "no" about its settling changes nothing.
    """
    apart = without_effect(wording, statement), without_effect(statement, wording)
    one = _Side(wording, apart[0], without_denials=has_answer)
    other = _Side(statement, apart[1], without_denials=has_answer)
    compared = list(_compared(one, other, pairs, has_answer=has_answer, is_open=is_open))
    equal = {pair.held for pair, differs in compared if not differs}
    for pair, differs in compared:
        if differs and not (has_answer and pair.held in equal):
            counts = count_negating(wording, apart[0]), count_negating(statement, apart[1])
            if counts[0] == counts[1] and not _is_negated_itself(wording, statement, pair):
                continue
            is_certain = not all(counts)
            return Reversal(True, pair.word, one.polarity.is_negative(pair.word), is_certain)
    return Reversal(bool(compared))


def _compared(
    one: _Side, other: _Side, pairs: Sequence[Pair], *, has_answer: bool, is_open: bool
) -> Iterator[tuple[Pair, bool]]:
    for pair in pairs:
        is_excused = is_open and one.polarity.is_negative(pair.word) and not _is_refusal(one, pair.word)
        if (
            is_excused
            or (_is_unconfirmed(one.tree, pair.word) and _is_unconfirmed(other.tree, pair.held))
            or (has_answer and other.is_answer(pair.held))
            or _only_presents(one, other, pairs, pair)
        ):
            continue
        differs = _differs(one, other, pairs, pair)
        if differs is not None:
            yield pair, differs


def _is_negated_itself(wording: Tree, statement: Tree, pair: Pair) -> bool:
    """Return whether one verb has a "not" of its own in one text only: signed, did not sign.

    So it is where "and" joins it to a negated one: does not sign, and ratifies.
    Where both texts have as many words of negation, any other difference may be one of grammar.
    """
    sides = ((wording, pair.word), (statement, pair.held))
    if any(_is_joined_to_negated(tree, index) for tree, index in sides):
        return True
    if wording.lemma(pair.word) != statement.lemma(pair.held):
        return False
    own = [bool(tree.children(index, "neg")) for tree, index in sides]
    around = [any(is_negating(tree, each) for each in tree.ancestors(index)) for tree, index in sides]
    return own[0] != own[1] and not any(around)


def _is_joined_to_negated(tree: Tree, index: int) -> bool:
    head = tree.tokens[index].head
    is_verb = tree.tokens[index].dep == "conj" and tree.is_verb(index)
    if not is_verb or joined_by(tree, index) not in {"and", "but"}:
        return False
    return any(is_negating(tree, each) for each in tree.subtree(head) if each < index)


def _is_unconfirmed(tree: Tree, index: int) -> bool:
    """Return whether a word is what is not confirmed: no confirmation that it was delivered."""
    polarity = Polarity(tree)
    confirming = [
        each
        for each in range(len(tree.tokens))
        if tree.lemma(each) in _CONFIRMING and polarity.is_negative(each) and each != index
    ]
    return any(index in tree.subtree(each) or _is_after_that(tree, each, index) for each in confirming)


def _is_after_that(tree: Tree, noun: int, index: int) -> bool:
    """Return whether a word is in "no confirmation, he says, that it was delivered" after the "that"."""
    between = range(noun + 1, index)
    is_noun = tree.tokens[noun].pos == "NOUN" and index in tree.sentence(noun)
    return is_noun and any(tree.low(each) == "that" and tree.tokens[each].dep == "mark" for each in between)


def _is_refusal(side: _Side, index: int) -> bool:
    return side.settles_nothing(index) or side.is_refused(index)


def _only_presents(one: _Side, other: _Side, pairs: Sequence[Pair], pair: Pair) -> bool:
    """Return whether a pair tells nothing of what is denied."""
    are_said = one.is_said(pair.word) and other.is_said(pair.held)
    return (
        are_said
        or _are_other_sayings(one, other, pair)
        or _is_no_saying(one, other, pair)
        or _is_on_new_noun(one, pairs, pair)
        or _completes_shared(one, pairs, pair)
    )


def _completes_shared(one: _Side, pairs: Sequence[Pair], pair: Pair) -> bool:
    """Return whether a verb only completes a negating one of both texts: "ceases to apply", "ceases"."""
    token = one.tree.tokens[pair.word]
    shared = {(one.tree.lemma(each.word), each.word) for each in pairs}
    is_shared = (one.tree.lemma(token.head), token.head) in shared
    negating = {each.index for each in one.polarity.negations}
    return token.dep == "xcomp" and is_shared and token.head in negating


def _differs(one: _Side, other: _Side, pairs: Sequence[Pair], pair: Pair) -> bool | None:
    """Return whether one of two words is negative and the other is not; None if that cannot be told."""
    negative, was_negative = one.polarity.is_negative(pair.word), other.polarity.is_negative(pair.held)
    are_complements = one.is_complement(pair.word) and other.is_complement(pair.held)
    if are_complements or (one.is_predicate(pair.word, pair) and other.is_predicate(pair.held, pair)):
        turned = [replace(each, word=each.held, held=each.word) for each in pairs]
        is_elsewhere = _is_on_same_noun(one, other, pairs, pair) or _is_on_same_noun(
            other, one, turned, replace(pair, word=pair.held, held=pair.word)
        )
        if negative and not was_negative and _is_on_object(one, other, pairs, pair):
            return False
        return negative != was_negative and not is_elsewhere
    if was_negative and other.polarity.of_noun(pair.held) and one.is_asserted(pair.word):
        return not negative
    is_statement = other.tree.lemma(pair.held) in vocabulary().saying.nouns
    if was_negative and not negative and other.is_refused(pair.held) and not is_statement:
        return one.is_asserted(pair.word) or one.is_predicate(pair.word, pair)
    return _gains_denial(one, other, pair) if negative and not was_negative else None


def _gains_denial(one: _Side, other: _Side, pair: Pair) -> bool | None:
    """Return whether a wording denies a word that the statement affirms; None if that cannot be told."""
    if one.is_excluded(pair.word):
        return True
    if one.polarity.of_noun(pair.word):
        return other.is_asserted(pair.held) and one.exists(pair.word)
    if one.is_refused(pair.word):
        return other.is_asserted(pair.held)
    return None


def _are_other_sayings(one: _Side, other: _Side, pair: Pair) -> bool:
    """Return whether two words are different verbs of saying, of which one may only present the claim."""
    said, held = one.tree.lemma(pair.word), other.tree.lemma(pair.held)
    verbs = vocabulary().saying.verbs
    return said != held and said in verbs and held in verbs


def _is_no_saying(one: _Side, other: _Side, pair: Pair) -> bool:
    """Return whether a verb of saying of the statement corresponds to one that says nothing: stand, say."""
    verbs = vocabulary().saying.verbs
    is_verb = one.tree.tokens[pair.word].pos == "VERB"
    return is_verb and one.tree.lemma(pair.word) not in verbs and other.is_said(pair.held)


def _is_on_new_noun(one: _Side, pairs: Sequence[Pair], pair: Pair) -> bool:
    """Return whether a verb is negative by a "no" before a noun that the statement does not have."""
    nouns = set(one.polarity.nouns_over(pair.word)) - {pair.word}
    named = {noun for noun in nouns if one.tree.low(noun) not in {"nothing", "none", "nobody"}}
    return bool(named) and not named & {each.word for each in pairs}


def _is_on_object(one: _Side, other: _Side, pairs: Sequence[Pair], pair: Pair) -> bool:
    """Return whether a light verb only denies an object that the other text denies: the lack of claims."""
    if not is_light(one.tree, pair.word):
        return False
    objects = {*one.tree.children(pair.word, "dobj", "attr")}
    return any(each.word in objects and other.polarity.is_negative(each.held) for each in pairs)


def _is_on_same_noun(one: _Side, other: _Side, pairs: Sequence[Pair], pair: Pair) -> bool:
    """Return whether a verb is negative by a "no" before a noun that is negative on the other side too."""
    nouns = set(one.polarity.nouns_over(pair.word))
    return any(each.word in nouns and other.polarity.is_negative(each.held) for each in pairs)


_PARTLY = frozenset({"always", "all", "entirely", "wholly", "fully", "completely", "necessarily", "every"})
"""Words that a "not" before them only limits: reports that are not always correct."""
_NO_CLAIM = frozenset({"confirm", "comment", "answer", "respond", "know", "able"})


def denial_in(tree: Tree) -> int | None:
    """Return the verb by which somebody denies something, if it is not itself denied."""
    polarity = Polarity(tree)
    return next(
        (
            index
            for index, token in enumerate(tree.tokens)
            if tree.lemma(index) in _DENYING and token.pos == "VERB" and not polarity.is_negative(index)
        ),
        None,
    )


def has_denial(tree: Tree) -> bool:
    """Return whether a text has a denial, or a claim that something is not so."""
    if any(tree.lemma(index) in vocabulary().denial.verbs for index in range(len(tree.tokens))):
        return True
    polarity = Polarity(tree)
    return any(
        token.pos in {"VERB", "NOUN"} and polarity.is_negative(index) and tree.lemma(index) not in _NO_CLAIM
        for index, token in enumerate(tree.tokens)
        if not _is_under_no_claim(tree, index) and not _is_partly_negated(tree, index)
    )


def _is_partly_negated(tree: Tree, index: int) -> bool:
    """Return whether a word is negated by the "not" of "not always" or "not all" only."""
    over = [each for each in Polarity(tree).negations if index in each.scope and index != each.index]
    return bool(over) and all(
        tree.low(min(each.index + 1, len(tree.tokens) - 1)) in _PARTLY for each in over
    )


def _is_under_no_claim(tree: Tree, index: int) -> bool:
    """Return whether a word is what somebody could not confirm."""
    silent = {"say", "speak", "mention", "publish", "give"}
    polarity = Polarity(tree)
    return any(
        tree.lemma(each) in _NO_CLAIM or (tree.lemma(each) in silent and polarity.is_negative(each))
        for each in (index, *tree.ancestors(index))
    )


def answers_claim(statement: Tree) -> bool:
    """Return whether a statement ends with a clause in which somebody denies the claim before it."""
    heads = [head for sentence in statement.sentences() for head in statement.clause_heads(sentence)]
    return any(statement.lemma(head) in vocabulary().denial.verbs for head in heads[1:])
