"""Phrases of a wording and of a statement that are in the same member of a contrast set."""

from __future__ import annotations

import functools

from briefing.language import Parse
from briefing.review.lexicon import Lexicon, Mention, TextWord
from briefing.review.text.segmentation import Span

CONVERSE = frozenset({"transfer-roles"})
"""Sets in which one member means the other one where giver and taker change places."""

_REASONS = frozenset({"because", "therefore"})


@functools.lru_cache(maxsize=2048)
def mentions_in(parse: Parse, lexicon: Lexicon) -> tuple[Mention, ...]:
    """Find the entries of contrast sets in a text."""
    terms = [TextWord(token.text, token.lemma, token.pos or None) for token in parse.tokens]
    return tuple(lexicon.mentions(terms))


def span_of(parse: Parse, mention: Mention) -> Span:
    """Return the characters of a mention."""
    start, end = parse.tokens[mention.start].start, parse.tokens[mention.end - 1].end
    return Span(start, end, parse.text[start:end])


def shared_phrases(parse: Parse, statement: Parse, lexicon: Lexicon) -> list[tuple[Span, str]]:
    """Return the mentions in a wording that the statement has another form of, each with that form."""
    members = {
        _key(mention): span_of(statement, mention).text
        for mention in reversed(mentions_in(statement, lexicon))
        if mention.membership.is_alike or mention.membership.contrast_set.id in CONVERSE
    }
    shared = []
    for mention in mentions_in(parse, lexicon):
        basis = members.get(_key(mention))
        if basis is not None:
            shared.append((span_of(parse, mention), basis))
    return shared


def _key(mention: Mention) -> tuple[str, str]:
    contrast_set = mention.membership.contrast_set.id
    return contrast_set, "" if contrast_set in CONVERSE else mention.membership.member


def reasons_in(parse: Parse, lexicon: Lexicon) -> list[Span]:
    """Find the words by which a text gives a reason or a result."""
    return [
        span_of(parse, mention)
        for mention in mentions_in(parse, lexicon)
        if mention.membership.contrast_set.id == "cause" and mention.membership.member in _REASONS
        if parse.tokens[mention.end - 1].tag != "TO"  # due to open
    ]
