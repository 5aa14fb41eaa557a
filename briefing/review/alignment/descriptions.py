"""Common nouns by which a wording calls what its fact names: the island, the lower house of parliament."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.language import Parse
from briefing.review.alignment.holdings import Holdings, content_of
from briefing.review.alignment.words import ContentWord
from briefing.review.lexicon import Lexicon
from briefing.review.lexicon.names import landforms_of, nouns_for
from briefing.review.text.segmentation import Span
from briefing.review.text.word_lists import phrases

_PARTS_OF_A_TEXT = frozenset(
    {"preamble", "article", "annex", "appendix", "chapter", "section", "clause", "paragraph", "provision"}
    | {"protocol", "title", "part", "declaration", "introduction"}
)
_ARRANGING = frozenset(
    {
        "precede",
        "preface",
        "open",
        "close",
        "follow",
        "append",
        "attach",
        "annex",
        "introduce",
        "head",
        "run",
    }
    | {
        "number",
        "count",
        "divide",
        "make_up",
        "round_off",
        "top",
        "supplement",
        "accompany",
        "carry",
        "come",
    }
)
"""Verbs that say only in what order a text has its parts."""


def described(
    parse: Parse, held: Holdings, lexicon: Lexicon, matched: frozenset[int]
) -> list[tuple[Span, str]]:
    """Return words that need no support of their own, each with what they describe.

    `matched` has the tokens of the wording that the statement has too.
    """
    return [
        *_roles(parse, held, lexicon),
        *_kinds(parse, held),
        *_adjectives_of_kinds(parse, held, lexicon),
        *_lands(parse, held),
        *_arrangement(parse, matched),
    ]


def _roles(parse: Parse, held: Holdings, lexicon: Lexicon) -> Iterator[tuple[Span, str]]:
    for start, end, holders in lexicon.roles_in(parse.text):
        basis = next((name for entity, name in held.entities.items() if entity in holders), None)
        if basis is not None:
            yield Span(start, end, parse.text[start:end]), basis


def _kinds(parse: Parse, held: Holdings) -> Iterator[tuple[Span, str]]:
    for kind, basis in held.kinds.items():
        nouns = nouns_for(kind)
        yield from ((span, basis) for span in (phrases(*nouns).all(parse.text) if nouns else ()))


def _adjectives_of_kinds(parse: Parse, held: Holdings, lexicon: Lexicon) -> Iterator[tuple[Span, str]]:
    """Yield adjectives of such nouns: parliamentary approval, where the statement names the parliament."""
    for token in parse.tokens:
        if token.dep != "amod":
            continue
        nouns = lexicon.nouns_of(token.text.lower())
        basis = next((name for kind, name in held.kinds.items() if nouns & {*nouns_for(kind)}), None)
        if basis is not None:
            yield Span(token.start, token.end, token.text), basis


def _lands(parse: Parse, held: Holdings) -> Iterator[tuple[Span, str]]:
    for country, basis in held.states.items():
        nouns = landforms_of(country)
        yield from ((span, basis) for span in (phrases(*nouns).all(parse.text) if nouns else ()))


def _arrangement(parse: Parse, matched: frozenset[int]) -> Iterator[tuple[Span, str]]:
    """Yield the verb of "47 articles, preceded by a preamble"."""
    words = content_of(parse)
    for verb in words:
        if verb.lemma in _ARRANGING and any(_is_part(each, verb, matched) for each in words):
            yield Span(verb.start, verb.end, verb.text), "order of the text"


def _is_part(word: ContentWord, verb: ContentWord, matched: frozenset[int]) -> bool:
    return word.lemma in _PARTS_OF_A_TEXT and word.head == verb.index and word.index in matched
