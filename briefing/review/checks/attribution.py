"""Who says so: a wording keeps it, and takes no side with it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.model.fact import Fact
from briefing.model.terms import Standing
from briefing.review.context import RawFinding, ReviewContext, ReviewRow
from briefing.review.text.parties import countries_in
from briefing.review.text.segmentation import Span, sentences, stem, words
from briefing.review.text.speaker import is_told_by_its_voice
from briefing.review.text.word_lists import WordLists, phrases, word_lists


def attribution(row: ReviewRow, setting: ReviewContext) -> Iterator[RawFinding]:
    """A speaker that a wording lost, or whose word it takes for proof."""
    fact = row.fact
    if fact is None or not row.is_own_wording or row.text == fact.statement:
        return
    yield from _attribution(row.text, fact, word_lists(), setting)
    yield from _endorsing(row.text, fact, word_lists())


def _attribution(text: str, fact: Fact, lists: WordLists, setting: ReviewContext) -> Iterator[RawFinding]:
    if fact.standing is Standing.REPORTED:
        said = _saying(text, fact.statement, (*lists.report.reported, *lists.report.phrases))
        if not said and not _names_an_origin(text, fact, setting) and not is_told_by_its_voice(text, fact):
            message = "The fact is only reported, and the wording states it."
            yield RawFinding("attribution-dropped", message, sentences(text)[0])
        return
    if not fact.attributed_to:
        return
    report = lists.report
    named = _names_a_voice(text, fact)
    entries = (*report.verbs, *report.phrases, *report.endorsing)
    if fact.standing is Standing.DENIED:
        entries += lists.denial
    if not (
        _saying(text, fact.statement, entries, beside=_denials_of_others(fact, lists))
        or (named and _speaks(text, fact, entries))
        or is_told_by_its_voice(text, fact)
    ):
        message = f"It is so according to {fact.attributed_to}, and the wording states it as so."
        yield RawFinding("attribution-dropped", message, sentences(text)[0])
    elif fact.standing is not Standing.NEGOTIATING and not named:
        nameless = phrases(*report.nobody).first(text)
        if nameless is not None:
            message = f"“{nameless.text}” does not say that it was {fact.attributed_to}."
            yield RawFinding("attribution-dropped", message, nameless)


_NEAR = 28
"""Within how many characters behind a name its verb stands."""


def _speaks(text: str, fact: Fact, entries: tuple[str, ...]) -> bool:
    """Whether who said it stands right before a verb of saying, or before a colon at the beginning."""
    if re.match(r"[^:.]{3,60}:\s", text):
        return True
    voice = {stem(word.text) for word in words(fact.attributed_to or "")}
    names = [word for word in words(text) if stem(word.text) in voice]
    return any(0 < mark.start - name.end <= _NEAR for mark in _marks(text, entries) for name in names)


def _denials_of_others(fact: Fact, lists: WordLists) -> tuple[str, ...]:
    """Words that do not say who alleges: those by which the accused answers."""
    return lists.denial if fact.standing is Standing.ALLEGED else ()


def _saying(text: str, statement: str, entries: tuple[str, ...], beside: tuple[str, ...] = ()) -> bool:
    """Whether a text says that somebody says it, by another verb than one of what is said.

    In "Rudenko says that an article treats measures as unfriendly" it is "says" that gives the claim to
    Rudenko; a wording with "treats" alone has lost him.
    """
    inner = {_verb(mark.text) for mark in _inside(statement, _marks(statement, entries))}
    answers = phrases(*beside).all(text)
    return any(
        _verb(mark.text) not in inner
        for mark in _marks(text, entries)
        if not any(answer.start <= mark.start < answer.end for answer in answers)
    )


def _marks(text: str, entries: tuple[str, ...]) -> list[Span]:
    """Words of saying; a capital within a sentence is a name, such as that of the United States."""
    starts = {sentence.start for sentence in sentences(text)}
    found = phrases(*entries).all(text)
    return [mark for mark in found if mark.start in starts or not mark.text[0].isupper()]


def _inside(statement: str, marks: list[Span]) -> list[Span]:
    """The marks of a statement without the one that gives the whole of it to somebody."""
    if not marks:
        return []
    denials = phrases(*word_lists().denial, *word_lists().report.endorsing)
    marks = [mark for mark in marks if mark.text not in denials] or marks
    according = [mark for mark in marks if mark.low == "according to"]
    last_clause = statement.rfind(", ")
    trailing = [mark for mark in marks if 0 < last_clause < mark.start]
    reported = [mark for mark in marks if mark.low in {"reported", "report", "reports"}]
    outer = (according or trailing or reported or marks)[0]
    return [mark for mark in marks if _verb(mark.text) != _verb(outer.text)]


_IRREGULAR = {
    "said": "say",
    "told": "tell",
    "spoke": "speak",
    "wrote": "write",
    "held": "hold",
    "saw": "see",
}


def _verb(text: str) -> str:
    first = text.split(maxsplit=1)[0].lower()
    return stem(_IRREGULAR.get(first, first))


def _names_an_origin(text: str, fact: Fact, setting: ReviewContext) -> bool:
    """Whether a wording names one of the fact's publishers, or who reported it."""
    mine = {stem(word.text) for word in words(text)}
    publishers = [
        setting.catalogue.publisher_of(setting.catalogue.sources[citation.source_id]).name
        for citation in fact.citations
    ]
    names = [*publishers, *([fact.attributed_to] if fact.attributed_to else [])]
    return any({stem(word.text) for word in words(name)} <= mine for name in names)


def _names_a_voice(text: str, fact: Fact) -> bool:
    """Whether some word of who said it, or the country that they speak for, stands in the wording."""
    mine = {stem(word.text) for word in words(text)}
    small = {
        "the",
        "of",
        "and",
        "for",
        "in",
        "a",
        "an",
        "to",
        "who",
        "by",
        "on",
        "through",
        "ministry",
        "affair",
    }
    voice = {stem(word.text) for word in words(fact.attributed_to or "")} - small
    if voice & mine:
        return True
    own = countries_in(fact.attributed_to or "")
    return bool({place.code for place in own} & {place.code for place in countries_in(text)})


def _endorsing(text: str, fact: Fact, lists: WordLists) -> Iterator[RawFinding]:
    if not (fact.attributed_to or fact.standing is Standing.REPORTED):
        return
    own = {stem(word.text) for word in words(fact.statement)}
    for verb in phrases(*lists.report.endorsing).all(text):
        if stem(verb.text.split()[0]) not in own and not _is_undone(text, verb):
            yield RawFinding(
                "endorsing-verb",
                f"“{verb.text}” takes it for true; the fact only says who says so.",
                verb,
            )
            return


def _is_undone(text: str, verb: Span) -> bool:
    before = [word.low for word in words(text) if word.end <= verb.start][-4:]
    after = [word.low for word in words(text) if word.start >= verb.end][:1]
    return bool(
        {"not", "never", "neither", "nor", "without", "no", "declined", "refused", "could"} & set(before)
    ) or after == ["nor"]
