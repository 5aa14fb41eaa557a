"""Whether a wording has its fact's speaker tell it, by another turn than "says" and its like.

"The coast guard blames four vessels", "by the audit office's count", "Tehran does not rule out": each gives
the claim to somebody. "Putin signs the treaty" does not, where it is the claim that speaks of signing.
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


def is_told_by_its_voice(text: str, fact: Fact) -> bool:
    """Whether the speaker stands in the wording as the one who tells the claim, not as a part of it."""
    if _named_as_in_statement(text, fact.statement):
        return True
    listed = words(text)
    own = {stem(word.text) for word in words(fact.statement)}
    is_spoken_of = bool(_PRONOUNS & {word.low for word in words(fact.statement)})
    return any(
        _is_told_of(listed[:head]) or _is_subject_of_telling(listed[head + 1 :], own, is_spoken_of)
        if not _is_possessive(listed[head])
        else _owns_telling(listed, head, own)
        for head in _heads(text, fact.attributed_to or "")
    )


def _heads(text: str, voice: str) -> Iterator[int]:
    """Where the last word of a speaker's name stands, if all of it is told; or a country's names."""
    named = words(voice)
    if not named or not all(_is_known(word, text) for word in named):
        return
    own = {place.code for place in countries_in(voice)} if len(named) == 1 else set()
    capitals = {
        place.span.start
        for place in countries_in(text)
        if place.code in own and not _ADJECTIVE.search(place.span.low)
    }
    for number, word in enumerate(words(text)):
        if stem(word.text) == stem(named[-1].text) or word.start in capitals:
            yield number


def _is_known(word: Span, text: str) -> bool:
    """Whether a text has a word of a name, a country's in any form; first names need not be there."""
    if stem(word.text) in {stem(each.text) for each in words(text)}:
        return True
    own = {place.code for place in countries_in(word.text)}
    if own:
        return bool(own & {place.code for place in countries_in(text)})
    return word.text[0].isupper() or word.low in {"the", "a", "an", "of", "and", "for", "in"}


def _is_told_of(before: tuple[Span, ...]) -> bool:
    """ "In the judgement of the ministry", "a claim by the ministry"."""
    near = before[-5:]
    if not {"of", "by", "from"} & {word.low for word in near}:
        return False
    return any(word.text in phrases(*word_lists().report.nouns) for word in near)


def _is_possessive(word: Span) -> bool:
    return plain(word.text).endswith(("'s", "'"))


def _owns_telling(listed: tuple[Span, ...], head: int, own: set[str]) -> bool:
    """ "Nigeria's charge", "by the office's count": what somebody owns here is what they tell."""
    after = [word for word in listed[head + 1 : head + 4] if stem(word.text) not in own]
    if any(word.text in phrases(*word_lists().report.nouns) for word in after):
        return True
    before = {word.low for word in listed[max(0, head - 3) : max(0, head - 1)]}
    is_beside = listed[head + 1 : head + 2] == tuple(after[:1])
    return is_beside and bool({"by", "in", "on", "to", "from"} & before)


def _is_subject_of_telling(after: tuple[Span, ...], own: set[str], is_spoken_of: bool) -> bool:
    for number, word in enumerate(after[:_REACH]):
        if word.low in _STOPS:
            return False
        if word.low in {"does", "did"}:
            main = next((each for each in after[number + 1 :] if each.low not in {"not", "never"}), word)
            return stem(main.text) not in own
        if _is_finite(word.low):
            following = {each.low for each in after[number + 1 : number + 1 + _REACH]}
            return stem(word.text) not in own and (not is_spoken_of or bool(_COMPLEMENT & following))
    return False


def _is_finite(low: str) -> bool:
    """Whether a word behind a name can only be a verb that the name is the subject of."""
    return low in _PAST or (low.endswith(("s", "ed")) and low not in _NO_VERBS)


def _named_as_in_statement(text: str, statement: str) -> bool:
    """Whether a wording has the speaker in the statement's own words: "an Iranian explainer"."""
    said = re.match(r"According to (?:an? |the )?([^,]+),", statement)
    mine = {stem(word.text) for word in words(text)}
    return said is not None and {stem(word.text) for word in words(said[1])} <= mine
