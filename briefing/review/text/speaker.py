"""Recognise that a wording attributes its claim to the fact's speaker without a verb such as "says".

Examples are "The coast guard blames four vessels", "by the audit office's count" and "Tehran does not rule
out". "Putin signs the treaty" is none if the claim itself speaks of signing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.model.fact import Fact
from briefing.review.text.parties import countries_in
from briefing.review.text.segmentation import Span, plain, stem, words
from briefing.review.text.word_lists import phrases, word_lists

_PRONOUNS = frozenset({"he", "she", "it", "they", "his", "her", "its", "their"})
_NO_VERBS = frozenset({"is", "was", "has", "this", "its", "his", "as", "us"})
_STOPS = frozenset({"and", "or", "that", "which", "who", "whose", "but", "while"})
_PAST = frozenset(
    {"found", "saw", "drew", "wrote", "gave", "put", "held", "made", "thought", "felt", "told"}
)
_COMPLEMENT = frozenset({"that", "as", "whether", "having", "how", "why"})
_ADJECTIVE = re.compile(r"(?:ian|ese|ish|[^rd]an|i)s?$")
_REACH = 5
"""A verb is at most so many words after its subject, and a complement after its verb."""


def is_attributed_to_speaker(text: str, fact: Fact) -> bool:
    """Return whether the fact's speaker states the claim in the wording, instead of being a part of it."""
    if _names_speaker_as_in_statement(text, fact.statement):
        return True
    text_words = words(text)
    statement_words = words(fact.statement)
    claim = {stem(word.text) for word in statement_words}
    is_mentioned = bool(_PRONOUNS & {word.low for word in statement_words})
    return any(
        _is_owner(text_words, head, claim)
        if _is_possessive(text_words[head])
        else _is_in_phrase(text_words[:head]) or _is_subject(text_words[head + 1 :], claim, is_mentioned)
        for head in _heads(text, fact.attributed_to or "")
    )


def _heads(text: str, speaker: str) -> Iterator[int]:
    """Yield the index of the last word of a speaker's name where the text has all of the name.

    For a country, its other names count too, but not its adjective.
    """
    names = words(speaker)
    if not names or not all(_is_in_text(word, text) for word in names):
        return
    codes = {country.code for country in countries_in(speaker)} if len(names) == 1 else set()
    starts = {
        country.span.start
        for country in countries_in(text)
        if country.code in codes and not _ADJECTIVE.search(country.span.low)
    }
    for number, word in enumerate(words(text)):
        if stem(word.text) == stem(names[-1].text) or word.start in starts:
            yield number


def _is_in_text(name: Span, text: str) -> bool:
    """Return whether a text has a word of a name, a country in any form; a first name may be missing."""
    if stem(name.text) in {stem(word.text) for word in words(text)}:
        return True
    codes = {country.code for country in countries_in(name.text)}
    if codes:
        return bool(codes & {country.code for country in countries_in(text)})
    return name.text[0].isupper() or name.low in {"the", "a", "an", "of", "and", "for", "in"}


def _is_in_phrase(before: tuple[Span, ...]) -> bool:
    """Recognise "in the judgement of the ministry" and "a claim by the ministry"."""
    near = before[-5:]
    if not {"of", "by", "from"} & {word.low for word in near}:
        return False
    return any(word.text in phrases(*word_lists().report.nouns) for word in near)


def _is_possessive(word: Span) -> bool:
    return plain(word.text).endswith(("'s", "'"))


def _is_owner(text_words: tuple[Span, ...], head: int, claim: set[str]) -> bool:
    """Recognise "Nigeria's charge" and "by the office's count": a statement owned by the speaker."""
    after = [word for word in text_words[head + 1 : head + 4] if stem(word.text) not in claim]
    if any(word.text in phrases(*word_lists().report.nouns) for word in after):
        return True
    before = {word.low for word in text_words[max(0, head - 3) : max(0, head - 1)]}
    is_next = text_words[head + 1 : head + 2] == tuple(after[:1])
    return is_next and bool({"by", "in", "on", "to", "from"} & before)


def _is_subject(after: tuple[Span, ...], claim: set[str], is_mentioned: bool) -> bool:
    """Return whether the speaker is the subject of a verb that is not a part of the claim.

    `is_mentioned` means that the claim refers to somebody by a pronoun, perhaps the speaker: then the verb
    needs a complement.
    """
    for number, word in enumerate(after[:_REACH]):
        if word.low in _STOPS:
            return False
        if word.low in {"does", "did"}:
            main = next((w for w in after[number + 1 :] if w.low not in {"not", "never"}), word)
            return stem(main.text) not in claim
        if _is_finite_verb(word.low):
            following = {w.low for w in after[number + 1 : number + 1 + _REACH]}
            return stem(word.text) not in claim and (not is_mentioned or bool(_COMPLEMENT & following))
    return False


def _is_finite_verb(low: str) -> bool:
    return low in _PAST or (low.endswith(("s", "ed")) and low not in _NO_VERBS)


def _names_speaker_as_in_statement(text: str, statement: str) -> bool:
    """Return whether a wording has the words after "According to" in the statement: "Iranian explainer"."""
    match = re.match(r"According to (?:an? |the )?([^,]+),", statement)
    stems = {stem(word.text) for word in words(text)}
    return match is not None and {stem(word.text) for word in words(match[1])} <= stems
