"""Verbs by which a wording has somebody made or asked to do what he does in the statement."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.language import Parse
from briefing.review.alignment.changes.changed_word import ChangedWord
from briefing.review.alignment.changes.named_words import span_of_word
from briefing.review.alignment.changes.realised import is_done
from briefing.review.alignment.matching import Alignment
from briefing.review.lexicon import RelationKind
from briefing.review.text.segmentation import Span

_EVIDENT = frozenset({RelationKind.SAME, RelationKind.FORM})
_FORCING = frozenset(
    {"have", "ask", "force", "order", "oblige", "compel", "instruct", "tell", "urge", "invite", "press"}
    | {"pressure", "persuade", "require", "need", "beg", "allow", "authorise", "authorize", "permit"}
)
"""Verbs before an infinitive by which somebody does not act of his own accord, or perhaps not at all."""


def forced(parse: Parse, statement: Parse, alignment: Alignment) -> Iterator[ChangedWord]:
    """Yield the verb of "had to sign" and "was asked to sign" where the statement has "signed"."""
    lemmas = {token.lemma for token in statement.tokens}
    for match in alignment.matches.values():
        word, held = alignment.wording[match.word], alignment.statement[match.held]
        if match.relation.kind not in _EVIDENT or not word.pos == held.pos == "VERB":
            continue
        token = parse.tokens[word.index]
        head = parse.tokens[token.head]
        if token.dep != "xcomp" or token.tag != "VB" or head.lemma not in _FORCING - lemmas:
            continue
        if is_done(statement, held.index) and statement.tokens[held.index].tag == "VBD":
            span = Span(head.start, token.end, parse.text[head.start : token.end])
            message = f"The fact only has “{held.text}”, not that somebody has to, or is asked to."
            yield ChangedWord(span, span_of_word(held), message, is_uncertain=True)
