"""Verbs by which somebody does in a wording what its statement says is not done: settles, unsettled."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.language import Parse, Token
from briefing.review.alignment.changes.changed_word import ChangedWord
from briefing.review.alignment.changes.realised import is_realised
from briefing.review.alignment.matching import Alignment
from briefing.review.text.segmentation import Span, stem

_UNDONE = frozenset({"ADJ", "VERB"})


def settled(parse: Parse, statement: Parse, alignment: Alignment) -> Iterator[ChangedWord]:
    """Yield each finite verb of which the statement has only the participle with "un"."""
    undone = {_done(token): token for token in statement.tokens if _is_undone(token)}
    held = {stem(token.text) for token in statement.tokens}
    for word in alignment.wording:
        name = stem(word.text)
        if word.pos != "VERB" or name in held or not is_realised(parse, word.index):
            continue
        if (token := undone.get(name)) is not None:
            message = f"The fact has “{token.text}” where the wording has “{word.text}”."
            spans = Span(word.start, word.end, word.text), Span(token.start, token.end, token.text)
            yield ChangedWord(*spans, message, is_uncertain=True)


def _is_undone(token: Token) -> bool:
    """Return whether a word is a participle with "un": unsettled, undecided."""
    return token.pos in _UNDONE and token.text.lower().startswith("un") and token.text.endswith("ed")


def _done(token: Token) -> str:
    return stem(token.text.lower().removeprefix("un"))
