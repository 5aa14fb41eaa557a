"""Clauses of light words only that a wording adds to what its statement says."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from briefing.review.alignment.light.texts import Texts
from briefing.review.alignment.words import ContentWord
from briefing.review.structure.tree import SUBJECTS, Tree, tree_of
from briefing.review.structure.vocabulary import vocabulary

_REFUSING = frozenset({"refuse", "decline", "withhold", "deny", "reject"})
_LIGHTER = frozenset({"be", "follow", "concern", "include", "apply"})
"""Verbs that only refer to what was said before: following talks, including gas, this applies to both."""


def added_clauses(texts: Texts, free: Collection[int], kept: Collection[int]) -> Iterator[ContentWord]:
    """Yield the verb of each clause without any word of the fact that is more than a name.

    `free` are the words that nothing of the fact supports, `kept` those that are the fact's own. Of "…,
    leaving it no time", of "…, which Russia now has", and of a sentence after the first one, what is said
    is added; other clauses of light words describe what is in the fact.
    """
    tree = tree_of(texts.parse)
    for word in texts.words:
        if word.index not in free or word.pos != "VERB" or word.lemma in _LIGHTER:
            continue
        if _is_refusal(word, texts):
            yield word
            continue
        if word.lemma in {*vocabulary().saying.verbs, *vocabulary().denial.verbs}:
            continue
        if _is_added(tree, word.index) and not tree.subtree(word.index) & set(kept):
            yield word


def _is_refusal(word: ContentWord, texts: Texts) -> bool:
    """Return whether a participle has somebody refuse where, in the statement, nobody does."""
    token = texts.parse.tokens[word.index]
    held = {each.lemma for each in texts.statement.tokens}
    is_after = token.dep == "advcl" and token.tag == "VBG" and word.index > token.head
    return word.lemma in _REFUSING and is_after and not held & _REFUSING


def _is_added(tree: Tree, index: int) -> bool:
    token = tree.tokens[index]
    subjects = tree.children(index, *SUBJECTS)
    if token.dep == "advcl":
        marks = {tree.low(each) for each in tree.children(index, "mark")}
        is_with_pronoun = marks == {"as"} and any(tree.tokens[each].pos == "PRON" for each in subjects)
        return index > token.head and ((token.tag == "VBG" and not marks) or is_with_pronoun)
    if token.dep == "relcl":
        return any(tree.tokens[each].pos == "PROPN" for each in subjects)
    return tree.is_root(index) and tree.sentence(index).start > 0
