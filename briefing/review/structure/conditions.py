"""Find conditions: clauses and phrases on which what a sentence says depends, and what depends on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

from briefing.review.lexicon import load_lexicon
from briefing.review.lexicon.relation import RelationKind
from briefing.review.structure.pairs import Pair
from briefing.review.structure.polarity import Polarity
from briefing.review.structure.scopes import clause_of, governing_verb
from briefing.review.structure.tree import SUBJECTS, Tree
from briefing.review.structure.vocabulary import vocabulary
from briefing.review.text.word_lists import phrases

_CERTAIN = frozenset({"if", "unless", "provided", "providing", "assuming", "given", "barring"})
_POINTING = frozenset({"this", "that", "these", "those", "all", "it", "both", "which", "everything"})
_DIVIDERS = frozenset({",", "–", "—", ";"})
_INVERTED = frozenset({"were", "had", "should"})
_ABSENT = frozenset({"absent", "barring", "failing", "pending", "lacking", "wanting", "saving"})
"""Words that open a phrase on what must not, or must, happen first: absent notice."""
_WHOEVER = frozenset({"party", "side", "state", "country", "nation", "one", "other", "project"})
_BRINGING = frozenset({"put", "place", "bring", "plunge", "throw", "drag", "draw", "leave"})
"""Verbs by which an event brings somebody into a state."""
_AFTER = frozenset({"after", "on", "upon", "following"})
"""Words before an event that something follows."""
_PAST = frozenset({"VBD", "VBN"})
_PERIODS = frozenset({"year", "month", "week", "day", "period", "term", "treaty", "article", "party"})
_WISHING = frozenset({"want", "wish", "choose", "decide", "seek", "intend", "desire"})
_PERMISSIVE = frozenset({"may", "can", "could", "might"})
_PERMITTING = frozenset({"allow", "permit", "enable", "entitle", "let", "free", "able", "right", "option"})
_OF_AGENTS = ("er", "or")
_NO_CONDITION = frozenset({"at", "than", "all"}), frozenset({"more", "again"})
"""Words before, and after, a "once" that is no conjunction: at once, once more."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition: its own tokens, and those of what depends on it."""

    index: int
    own: frozenset[int]
    scope: frozenset[int]


def conditions_in(tree: Tree, *, with_temporal: bool) -> tuple[Condition, ...]:
    """Find the conditions of a text; `with_temporal` takes "when" for one."""
    words = vocabulary().conditions
    conjunctions = (*words.conjunctions, *(words.temporal if with_temporal else ()))
    marks = {
        each
        for span in phrases(*conjunctions).all(tree.parse.text)
        for each in tree.parse.tokens_in(span.start, span.end)[-1:]
        if not _is_adverb(tree, each)
    }
    found: list[Condition] = []
    for index in range(len(tree.tokens)):
        found += _clause(tree, index) if index in marks else _condition(tree, index)
    return tuple(found)


def _is_adverb(tree: Tree, index: int) -> bool:
    """Return whether a word is the "once" of "at once" or "once more"."""
    if tree.low(index) != "once":
        return False
    before, after = _NO_CONDITION
    follows = index > 0 and tree.low(index - 1) in before
    return follows or (index + 1 < len(tree.tokens) and tree.low(index + 1) in after)


def _condition(tree: Tree, index: int) -> Iterator[Condition]:
    low, lemma, token = tree.low(index), tree.lemma(index), tree.tokens[index]
    words = vocabulary().conditions
    if low in {"whichever", "whoever"}:
        clause = token.head if tree.tokens[token.head].dep in {"csubj", "nsubj"} else index
        yield _of(tree, clause, tree.subtree(clause))
    elif (low in _INVERTED and _is_inverted(tree, index)) or (low in _ABSENT and _opens(tree, index)):
        yield _of_inversion(tree, index)
    elif _is_aim(tree, index):
        yield _of(tree, index, tree.subtree(index))
    elif (
        lemma in (*words.verbs, *words.triggers) and tree.is_verb(index) and tree.children(index, *SUBJECTS)
    ):
        yield _of_verb(tree, index, is_trigger=lemma in words.triggers)
    elif (_describes(tree, index) and _is_whoever(tree, token.head)) or (
        lemma in words.adjectives
        or (lemma in words.nouns and token.pos == "NOUN")
        or (low in words.prepositions and token.dep == "prep")
    ):
        yield _of(tree, index, tree.subtree(index))


def _is_aim(tree: Tree, index: int) -> bool:
    """Return whether an infinitive is the "to leave" of "to leave, a party has to give notice"."""
    token = tree.tokens[index]
    marks = {tree.low(each) for each in tree.children(index, "aux")}
    opens = (
        token.dep == "advcl" and "to" in marks and min(tree.subtree(index)) == tree.sentence(index).start
    )
    modals = {tree.low(each) for each in (token.head, *tree.children(token.head, "aux"))}
    return opens and bool(modals & {"must", "has", "have", "needs", "need", "should", "shall", "is", "are"})


def _describes(tree: Tree, index: int) -> bool:
    """Return whether a word begins a relative clause, or is a participle for one: wanting out."""
    token = tree.tokens[index]
    return token.dep == "relcl" or (token.dep == "acl" and token.tag == "VBG")


def _is_whoever(tree: Tree, noun: int) -> bool:
    """Return whether a noun is "a party" in "a party that wants out" or "a party wanting out"."""
    if tree.low(noun) in {"whoever", "whichever"}:
        return True
    articles = {tree.low(each) for each in tree.children(noun, "det")}
    is_subject = tree.tokens[noun].dep in {"nsubj", "nsubjpass"}
    return is_subject and bool(articles & {"a", "an", "any", "either", "whichever"})


def _of_inversion(tree: Tree, index: int) -> Condition:
    """Read "were it built, ..." by the order of the words: up to the comma or the end of the sentence."""
    sentence = tree.sentence(index)
    own = frozenset(_inserted_from(tree, index, sentence))
    return Condition(index, own, frozenset(sentence) - own)


def _of_verb(tree: Tree, index: int, *, is_trigger: bool) -> Condition:
    """Read "the pipeline depends on prices" and "an attack obliges the other to help"."""
    subjects = (tree.subtree(each) for each in tree.children(index, *SUBJECTS))
    subject = frozenset[int]().union(*subjects)
    rest = clause_of(tree, index) - subject
    own, scope = (subject, rest) if is_trigger else (rest, subject)
    return Condition(index, own, scope)


def _clause(tree: Tree, index: int) -> Iterator[Condition]:
    """Read "if it is built", "once built", "provided that it is built", but not "the treaty provides"."""
    token = tree.tokens[index]
    if tree.is_verb(index) and tree.children(index, *SUBJECTS, "auxpass"):
        return
    clause = token.head if token.dep in {"mark", "advmod"} else index
    if not tree.is_root(clause):
        yield _of(tree, clause, tree.subtree(clause))


def _of(tree: Tree, clause: int, own: frozenset[int]) -> Condition:
    """Return the condition of a clause or phrase: what depends on it is the clause around it."""
    return Condition(clause, own, _around(tree, clause) - own)


def _around(tree: Tree, index: int) -> frozenset[int]:
    """Return the clause that a word is in, with those that it belongs to."""
    scope = frozenset[int]()
    verb = index
    for _ in range(3):
        head = governing_verb(tree, tree.tokens[verb].head)
        if head is None or head == verb:
            return scope | frozenset(tree.sentence(index))
        scope |= clause_of(tree, head)
        verb = head
    return scope


def _opens(tree: Tree, index: int) -> bool:
    """Return whether a word without a subject is the first of its sentence, or follows a comma or dash."""
    is_first = index == tree.sentence(index).start or tree.tokens[index - 1].text in _DIVIDERS
    return is_first and not tree.children(index, *SUBJECTS, "aux")


def _is_inverted(tree: Tree, index: int) -> bool:
    """Return whether an auxiliary is before its subject at the beginning of a clause: "were it built"."""
    token = tree.tokens[index]
    verb = token.head if token.dep in {"aux", "auxpass"} else index
    precedes = any(index < subject for subject in tree.children(verb, *SUBJECTS))
    is_first = index == tree.sentence(index).start
    starts = is_first or tree.tokens[index - 1].text in _DIVIDERS
    return (precedes and (starts or tree.low(index) == "should")) or (
        is_first and tree.low(index) == "should"
    )


def keeps_condition(wording: Tree, pairs: Sequence[Pair], *, with_temporal: bool) -> bool:
    """Return whether a condition of a wording governs a part of the claim, or a clause about all of it."""
    claim = {pair.word for pair in pairs}
    if wording.parse.text in phrases(*vocabulary().conditions.phrases):
        return True
    if with_temporal and any(_follows_event(wording, index, claim) for index in range(len(wording.tokens))):
        return True
    return any(
        (claim - condition.own) & condition.scope or _points(wording, condition.scope)
        for condition in conditions_in(wording, with_temporal=with_temporal)
    )


def _follows_event(tree: Tree, index: int, claim: Set[int]) -> bool:
    """Return whether something is to follow an event of the claim: ends a year after a party gives notice.

    A verb in the past reports what followed the event, which is then no condition. The event is read by the
    order of the words: up to the comma or the end of the sentence.
    """
    if tree.low(index) not in _AFTER or tree.tokens[index].dep not in {"mark", "prep"}:
        return False
    sentence = tree.sentence(index)
    event = set(_inserted_from(tree, index, sentence))
    heads = [each for each in tree.clause_heads(sentence) if each not in event]
    tags = {tree.tokens[each].tag for head in heads for each in (head, *tree.children(head, "aux"))}
    acts = (
        each
        for each in claim & event
        if tree.tokens[each].pos in {"NOUN", "VERB"} and tree.lemma(each) not in _PERIODS
    )
    return not tags & _PAST and any(acts) and bool(claim - event)


def _inserted_from(tree: Tree, index: int, sentence: range) -> range:
    """Return the tokens from a word up to the comma, dash or end of the sentence."""
    comma = (each for each in sentence if each > index and tree.tokens[each].text in _DIVIDERS)
    return range(index, next(comma, sentence.stop))


def _points(tree: Tree, scope: frozenset[int]) -> bool:
    return any(tree.low(index) in _POINTING and tree.tokens[index].dep in SUBJECTS for index in scope)


def names_who_acts(wording: Tree, statement: Tree) -> bool:
    """Return whether a noun of a wording is who does what a statement's condition names: the aggressor."""
    events = {
        statement.lemma(index)
        for condition in conditions_in(statement, with_temporal=False)
        for index in condition.own
        if statement.tokens[index].pos == "NOUN"
    }
    forms = load_lexicon().relation
    agents = {
        wording.lemma(index)
        for index, token in enumerate(wording.tokens)
        if token.pos == "NOUN" and token.lemma.endswith(_OF_AGENTS)
    }
    return any(
        (relation := forms(event, agent, "NOUN")) is not None and relation.kind is RelationKind.FORM
        for event in events - agents
        for agent in agents
    )


def permits_what_is_wanted(wording: Tree, statement: Tree, pairs: Sequence[Pair]) -> bool:
    """Return whether a wording permits what a statement has as a wish: may end it, if it wants to."""
    supposed = {each for found in conditions_in(statement, with_temporal=False) for each in found.own}
    return any(
        pair.held in supposed
        and statement.lemma(statement.tokens[pair.held].head) in _WISHING
        and _is_permitted(wording, pair.word)
        for pair in pairs
    )


def _is_permitted(tree: Tree, index: int) -> bool:
    """Return whether a word is what somebody may do, or the subject of what is done by somebody who may."""
    verb = governing_verb(tree, index)
    if verb is None:
        return False
    modals = {tree.low(each) for each in tree.children(verb, "aux")}
    above = {tree.lemma(each) for each in (tree.tokens[verb].head, *tree.children(verb, "acomp"))}
    return bool(modals & _PERMISSIVE or above & _PERMITTING)


def has_condition(statement: Tree) -> bool:
    """Return whether what a statement says depends on a condition that the statement names."""
    low = [statement.low(index) for index in range(len(statement.tokens))]
    conjunctions = {index for index, word in enumerate(low) if word in _CERTAIN}
    return any(
        statement.tokens[index].dep in {"mark", "prep", "advcl"}
        and not statement.children(index, *SUBJECTS)
        for index in conjunctions
    )


def lost_trigger(statement: Tree, pairs: Sequence[Pair]) -> frozenset[int] | None:
    """Return the common noun that acts in a statement's condition, where a wording has nothing for it."""
    held = {pair.held for pair in pairs}
    for condition in conditions_in(statement, with_temporal=False):
        for subject in statement.children(condition.index, "nsubj", "nsubjpass"):
            token = statement.tokens[subject]
            if token.pos == "NOUN" and token.lemma not in _WHOEVER and subject not in held:
                return statement.noun_phrase(subject)
    return None


def lost_result(statement: Tree, pairs: Sequence[Pair]) -> frozenset[int] | None:
    """Return what an event brings about in a statement's condition, where a wording has no noun of it.

    An attack that puts a state in a state of war is more than an attack.
    """
    held = {pair.held for pair in pairs}
    own = {each for found in conditions_in(statement, with_temporal=False) for each in found.own}
    for preposition in own:
        verb = statement.tokens[preposition].head
        noun = statement.child(preposition, "pobj")
        if noun is None or statement.low(preposition) not in {"in", "into"}:
            continue
        result = statement.subtree(noun)
        nouns = {each for each in result if statement.tokens[each].pos == "NOUN"} - {noun}
        if statement.lemma(verb) in _BRINGING and not (nouns or {noun}) & held:
            return result
    return None


def turns_unless(wording: Tree, statement: Tree) -> bool:
    """Return whether a wording has "if" for "unless", without a "not" that would make them equal."""
    if "unless" not in {statement.low(index) for index in range(len(statement.tokens))}:
        return False
    ifs = [each for each in conditions_in(wording, with_temporal=False) if _is_if(wording, each)]
    polarity = Polarity(wording)
    return any(
        not any(index in negation.scope for negation in polarity.negations for index in each.own)
        for each in ifs
    ) and not any(
        wording.low(index) in {"unless", "without", "not"} for index in range(len(wording.tokens))
    )


def _is_if(tree: Tree, condition: Condition) -> bool:
    return any(tree.low(index) == "if" for index in condition.own)
