"""Find what a text tells as done, where its statements only foresee, permit or require something."""

from __future__ import annotations

import functools
from collections.abc import Iterator

from briefing.language import Parse
from briefing.review.lexicon import load_lexicon
from briefing.review.structure.conditions import conditions_in
from briefing.review.structure.modality import Certainties, Certainty
from briefing.review.structure.polarity import Polarity
from briefing.review.structure.timing.provisions import PERFECT_AUXILIARIES, is_done_by_treaty
from briefing.review.structure.tree import SUBJECTS, Tree, tree_of
from briefing.review.structure.vocabulary import vocabulary
from briefing.review.text.segmentation import Span
from briefing.review.text.word_lists import phrases, word_lists

_PARTICIPLES = frozenset({"VBN", "VBG"})
_PAST = frozenset({"VBD", "VBN"})
_JOINED = frozenset({"conj", "advcl", "parataxis"})
_STATES = frozenset({"be", "have", "do", "remain", "stay", "become"})


@functools.lru_cache(maxsize=512)
def told_as_done(text: Parse, statements: tuple[Parse, ...]) -> tuple[Span, ...]:
    """Return the verbs of acts that are over by a text, and for which no statement has such a verb.

    A text by which somebody says something has none: what is over may be what is said. So has one with a
    negation, which may be about any part of it.
    """
    wording = tree_of(text)
    if _is_speech(wording) or text.text in phrases(*word_lists().plain_negation):
        return ()
    done = {lemma for statement in statements for lemma in _past_verbs(tree_of(statement))}
    relation, polarity, certainties = load_lexicon().relation, Polarity(wording), Certainties(wording)
    supposed = {each for found in conditions_in(wording, with_temporal=True) for each in found.own}
    return tuple(
        Span(token.start, token.end, token.text)
        for index, token in enumerate(wording.tokens)
        if _is_over(wording, index)
        and index not in supposed
        and not _is_after_which(wording, index)
        and wording.lemma(index) not in _STATES
        and not polarity.is_negative(index)
        and not _is_about_words(wording, index)
        and certainties.of(index) is Certainty.FACT
        and not any(relation(held, wording.lemma(index), "VERB") for held in done)
    )


def _is_speech(tree: Tree) -> bool:
    lists = vocabulary()
    verbs = {*lists.saying.verbs, *lists.denial.verbs} - {*lists.saying.attitudes}
    says = any(tree.is_verb(index) and tree.lemma(index) in verbs for index in range(len(tree.tokens)))
    return says or tree.parse.text in phrases(*word_lists().report.phrases)


def _is_over(tree: Tree, index: int) -> bool:
    """Return whether a word is the verb of a clause about the past: trained, has been drawing."""
    token = tree.tokens[index]
    auxiliaries = {tree.low(each) for each in tree.children(index, "aux", "auxpass")}
    has_subject = bool(tree.children(index, *SUBJECTS))
    is_clause = tree.is_root(index) or (token.dep in _JOINED and has_subject)
    is_past = token.tag == "VBD" and tree.low(index) != tree.lemma(index)
    is_past |= token.tag == "VBN" and has_subject and not auxiliaries
    is_perfect = token.tag in _PARTICIPLES and bool(auxiliaries & PERFECT_AUXILIARIES)
    return is_clause and (is_past or is_perfect) and not (has_subject and is_done_by_treaty(tree, index))


def _is_about_words(tree: Tree, index: int) -> bool:
    """Return whether a clause tells what the authors did, or what became of a statement."""
    subjects = {tree.lemma(each) for each in tree.children(index, *SUBJECTS)}
    return bool(subjects & {"we", "I", *vocabulary().saying.nouns})


def _is_after_which(tree: Tree, index: int) -> bool:
    """Return whether a clause only says after or before what something is so."""
    return any(tree.low(each) not in {"while", "and"} for each in tree.children(index, "mark"))


def _past_verbs(tree: Tree) -> Iterator[str]:
    return (tree.lemma(each) for each, token in enumerate(tree.tokens) if token.tag in _PAST)
