"""The words of a text without a parser: no part of speech, no relation between words."""

from __future__ import annotations

import functools

from briefing.language import Parse, Token
from briefing.review.alignment.frame import frame
from briefing.review.text.segmentation import sentences, words
from briefing.review.text.word_lists import word_lists


@functools.lru_cache(maxsize=2048)
def rough_parse(text: str) -> Parse:
    """Return a text's words as tokens without heads; words of grammar are tagged as such."""
    starts = {sentence.start for sentence in sentences(text)}
    grammar = _grammar()
    tokens = tuple(
        Token(
            text=word.text,
            start=word.start,
            end=word.end,
            lemma=word.low.removesuffix("'s"),
            pos=_part(word.text, is_first=word.start in starts, is_grammar=word.low in grammar),
            tag="",
            dep="",
            head=number,
        )
        for number, word in enumerate(words(text))
    )
    firsts = tuple(number for number, token in enumerate(tokens) if token.start in starts)
    return Parse(text, tokens, firsts)


@functools.cache
def _grammar() -> frozenset[str]:
    return frozenset((*frame().grammar, *word_lists().claims.grammar))


def _part(text: str, *, is_first: bool, is_grammar: bool) -> str:
    if is_grammar:
        return "DET"
    if text[0].isdigit():
        return "NUM"
    return "PROPN" if text[0].isupper() and not is_first else "X"
