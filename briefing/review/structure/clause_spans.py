"""Divide a sentence into its clauses, where words alone would divide lists of nouns too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefing.review.structure.scopes import clause_of
from briefing.review.structure.tree import SUBJECTS, Tree
from briefing.review.structure.vocabulary import vocabulary
from briefing.review.text.segmentation import Span

_SUBORDINATE = frozenset({"csubj", "csubjpass", "ccomp", "advcl", "pcomp"})
_JOINING = frozenset({"and", "but", "yet", ","})


def without_divided_lists(spans: Sequence[Span], tree: Tree) -> Iterator[Span]:
    """Join the spans between which the text goes on with a list of nouns: North Korea and Iran.

    Spans count characters of the text of the tree.
    """
    text = tree.parse.text
    joined: Span | None = None
    for span in spans:
        if joined is not None and _goes_on_with_list(tree, joined.end, span.start):
            joined = Span(joined.start, span.end, text[joined.start : span.end])
            continue
        if joined is not None:
            yield joined
        joined = span
    if joined is not None:
        yield joined


def subordinate_clauses(tree: Tree) -> Iterator[Span]:
    """Yield the clauses with a subject that depend on others, without the word that joins them.

    Of "he says that it came" or "he denies that it came", the others say whose claim it is.
    """
    lists = vocabulary()
    saying = {*lists.saying.verbs, *lists.denial.verbs}
    for index, token in enumerate(tree.tokens):
        subjects = tree.children(index, *SUBJECTS)
        is_said = token.dep == "ccomp" and tree.lemma(token.head) in saying
        if token.dep in _SUBORDINATE and tree.is_verb(index) and subjects and not is_said:
            # A clause that is attached to the wrong verb has no words of its own.
            words = clause_of(tree, index) - {*tree.children(index, "mark", "punct", "cc")}
            if words:
                yield tree.span(words)


def _goes_on_with_list(tree: Tree, end: int, start: int) -> bool:
    """Return whether the word that joins two parts of a text joins two nouns or adjectives."""
    for index in tree.parse.tokens_in(end, start):
        if tree.low(index) not in _JOINING:
            continue
        head = tree.tokens[index].head
        return not tree.is_verb(head) and any(
            each > index and not tree.is_verb(each) for each in tree.children(head, "conj")
        )
    return False
