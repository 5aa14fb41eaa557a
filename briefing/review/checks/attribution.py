"""Check that a wording keeps its fact's attribution and does not present a claim as proven."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from briefing.model.fact import Fact
from briefing.model.terms import Standing
from briefing.review.check import RowCheck
from briefing.review.context import ReviewContext, ReviewRow
from briefing.review.finding import RawFinding
from briefing.review.structure.pairs import pairs_of
from briefing.review.structure.speech.acts import added_act
from briefing.review.structure.speech.attribution import Claim, attribution_gap
from briefing.review.structure.speech.beliefs import lost_report
from briefing.review.structure.speech.speakers import speakers_of
from briefing.review.structure.tree import Tree, tree_of
from briefing.review.text.parties import countries_in
from briefing.review.text.segmentation import Span, sentences, stem, words
from briefing.review.text.speaker import is_attributed_to_speaker
from briefing.review.text.word_lists import WordLists, phrases, word_lists

_REACH = 28
"""A verb of saying within so many characters after a name has that name as its subject."""
_IRREGULAR = {
    "said": "say",
    "told": "tell",
    "spoke": "speak",
    "wrote": "write",
    "held": "hold",
    "saw": "see",
}
_COMMON_STEMS = frozenset(
    {"the", "of", "and", "for", "in", "a", "an", "to", "who", "by", "on", "through", "ministry", "affair"}
)
"""Stems in the names of speakers that identify nobody."""
_ANSWERED = frozenset({Standing.DENIED, Standing.ALLEGED})
_OWN_DIFFICULTY = re.compile(
    r"\s+(?:the\s+|some\s+|technical\s+)*(?:difficult|problem|delay|obstacle|hurdle|challenge)",
    re.IGNORECASE,
)
"""What follows "acknowledged" where somebody speaks of the difficulties of a plan of his own."""
_WITHDRAWING = frozenset(
    {"not", "never", "neither", "nor", "without", "no", "declined", "refused", "could"}
)


def check_attribution(
    row: ReviewRow, context: ReviewContext, *, needs_name: bool = True
) -> Iterator[RawFinding]:
    """Find a claim without its speaker, or, unless it `needs_name`, one that nobody is said to make."""
    fact = row.fact
    if fact is None or not row.is_own_wording or row.text == fact.statement:
        return
    wording, statement = context.parse(row.text), context.parse(fact.statement)
    if wording is not None and statement is not None:
        found = _unattributed(tree_of(wording), tree_of(statement), fact, context, needs_name=needs_name)
        yield from found
        yield from _added_act(tree_of(wording), tree_of(statement), fact)
    else:
        fact = replace(fact, attributed_to=_name_used(row.text, fact.attributed_to, context))
        yield from _dropped(row.text, fact, word_lists(), context)
    yield from _endorsing(row.text, fact, word_lists())


def _unattributed(
    wording: Tree, statement: Tree, fact: Fact, context: ReviewContext, *, needs_name: bool
) -> Iterator[RawFinding]:
    """Find a clause of the claim that no verb or noun of saying governs whose subject is the speaker."""
    is_report = fact.standing is Standing.REPORTED
    if not is_report and not fact.attributed_to:
        return
    claim = Claim(statement, speakers_of(fact, context.catalogue, context.actors))
    gap = attribution_gap(wording, claim, is_report=is_report)
    lost = lost_report(wording, claim, pairs_of(wording.parse, statement.parse)) if gap is None else None
    if lost is not None:
        message = "In the fact, somebody else says or believes this."
        yield RawFinding("attribution-dropped", message, lost, is_uncertain=True)
    is_accepted = not needs_name or fact.standing is Standing.NEGOTIATING
    if gap is None or (gap.is_nameless and is_accepted):
        return
    if gap.is_nameless:
        message = f"“{gap.span.text}” does not say that the speaker is {fact.attributed_to}."
    elif is_report:
        message = "What is only reported is stated as fact."
    else:
        message = f"{_possessive(fact.attributed_to or '')} claim is stated as fact."
    yield RawFinding("attribution-dropped", message, gap.span, is_uncertain=not gap.is_certain)


def _name_used(text: str, speaker: str | None, context: ReviewContext) -> str | None:
    """Return that of a speaker's names which a wording has; without one, the name in the fact."""
    if speaker is None:
        return None
    others = context.catalogue.other_names(speaker)
    return next((name for name in others if phrases(name).first(text)), speaker)


def _dropped(text: str, fact: Fact, lists: WordLists, context: ReviewContext) -> Iterator[RawFinding]:
    if fact.standing is Standing.REPORTED:
        if not _is_reported(text, fact, lists, context):
            message = "What is only reported is stated as fact."
            yield RawFinding("attribution-dropped", message, sentences(text)[0])
        return
    if not fact.attributed_to:
        return
    report = lists.report
    is_named = _names_speaker(text, fact)
    entries = (*report.verbs, *report.phrases, *report.endorsing)
    if fact.standing is Standing.DENIED:
        entries += lists.denial
    if not (
        _has_verb_of_saying(text, fact.statement, entries, ignored=_denials_by_others(fact, lists))
        or (is_named and _speaks(text, fact, entries))
        or is_attributed_to_speaker(text, fact)
    ):
        message = f"{_possessive(fact.attributed_to or '')} claim is stated as fact."
        yield RawFinding("attribution-dropped", message, sentences(text)[0])
    elif fact.standing is not Standing.NEGOTIATING and not is_named:
        nameless = phrases(*report.nobody).first(text)
        if nameless is not None:
            message = f"“{nameless.text}” does not say that the speaker is {fact.attributed_to}."
            yield RawFinding("attribution-dropped", message, nameless)


def _possessive(name: str) -> str:
    return f"{name}'" if name.endswith("s") else f"{name}'s"


def _is_reported(text: str, fact: Fact, lists: WordLists, context: ReviewContext) -> bool:
    entries = (*lists.report.reported, *lists.report.phrases)
    return (
        _has_verb_of_saying(text, fact.statement, entries)
        or _names_origin(text, fact, context)
        or is_attributed_to_speaker(text, fact)
    )


def _speaks(text: str, fact: Fact, entries: tuple[str, ...]) -> bool:
    """Return whether the speaker is named shortly before a verb of saying, or the text opens "Name: "."""
    if re.match(r"[^:.]{3,60}:\s", text):
        return True
    speaker = {stem(word.text) for word in words(fact.attributed_to or "")}
    names = [word for word in words(text) if stem(word.text) in speaker]
    return any(0 < mark.start - name.end <= _REACH for mark in _marks(text, entries) for name in names)


def _denials_by_others(fact: Fact, lists: WordLists) -> tuple[str, ...]:
    """List the words of an allegation by which the accused answers: they do not name who alleges it."""
    return lists.denial if fact.standing is Standing.ALLEGED else ()


def _has_verb_of_saying(
    text: str, statement: str, entries: tuple[str, ...], ignored: tuple[str, ...] = ()
) -> bool:
    """Return whether the text attributes its claim, with a verb that is not part of the claim itself.

    In "Rudenko says that an article treats measures as unfriendly" the verb "says" attributes the claim to
    Rudenko; a wording with "treats" alone has lost him.
    """
    inner = {_verb(mark.text) for mark in _inner_marks(statement, _marks(statement, entries))}
    answers = phrases(*ignored).all(text)
    return any(
        _verb(mark.text) not in inner
        for mark in _marks(text, entries)
        if not any(answer.start <= mark.start < answer.end for answer in answers)
    )


def _marks(text: str, entries: tuple[str, ...]) -> list[Span]:
    """Find words of saying, but not in names: a capital within a sentence, as in "United States"."""
    starts = {sentence.start for sentence in sentences(text)}
    return [
        mark for mark in phrases(*entries).all(text) if mark.start in starts or not mark.text[0].isupper()
    ]


def _inner_marks(statement: str, marks: list[Span]) -> list[Span]:
    """Drop the mark that attributes the whole statement; the others belong to the claim."""
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


def _verb(text: str) -> str:
    first = text.split(maxsplit=1)[0].lower()
    return stem(_IRREGULAR.get(first, first))


def _names_origin(text: str, fact: Fact, context: ReviewContext) -> bool:
    """Return whether a wording names one of the fact's publishers, or its speaker."""
    stems = {stem(word.text) for word in words(text)}
    publishers = [context.catalogue.publisher_of(source) for source in context.cited_sources(fact)]
    names = [name for each in publishers for name in (each.name, *each.also)]
    names = [*names, *([fact.attributed_to] if fact.attributed_to else [])]
    return any({stem(word.text) for word in words(name)} <= stems for name in names)


def _names_speaker(text: str, fact: Fact) -> bool:
    """Return whether a wording has a word of the speaker's name, or names the speaker's country."""
    stems = {stem(word.text) for word in words(text)}
    speaker = {stem(word.text) for word in words(fact.attributed_to or "")} - _COMMON_STEMS
    if speaker & stems:
        return True
    own = countries_in(fact.attributed_to or "")
    return bool({country.code for country in own} & {country.code for country in countries_in(text)})


def _endorsing(text: str, fact: Fact, lists: WordLists) -> Iterator[RawFinding]:
    if not _has_speaker(fact):
        return
    stems = {stem(word.text) for word in words(fact.statement)}
    conceding = phrases(*lists.report.conceding)
    for verb in phrases(*lists.report.endorsing).all(text):
        is_conceded = (
            verb.text in conceding and fact.statement in conceding and fact.standing not in _ANSWERED
        )
        if stem(verb.text.split()[0]) not in stems and not is_conceded and not _is_negated(text, verb):
            message = f"“{verb.text}” presents the claim as true; the fact only attributes it."
            is_mild = verb.low.startswith("point") or _OWN_DIFFICULTY.match(text, verb.end) is not None
            yield RawFinding("endorsing-verb", message, verb, is_uncertain=is_mild)
            return


def _added_act(wording: Tree, statement: Tree, fact: Fact) -> Iterator[RawFinding]:
    """Find a speaker who knows, promises or invents what, in the fact, he only says."""
    found = added_act(wording, statement) if _has_speaker(fact) else None
    if found is not None:
        verb = wording.span({found[0]})
        message = f"“{verb.text}” {found[1]}; the fact only attributes it."
        yield RawFinding("endorsing-verb", message, verb)


def _has_speaker(fact: Fact) -> bool:
    return bool(fact.attributed_to) or fact.standing is Standing.REPORTED


def _is_negated(text: str, verb: Span) -> bool:
    before = [word.low for word in words(text) if word.end <= verb.start][-4:]
    after = [word.low for word in words(text) if word.start >= verb.end][:1]
    return bool(_WITHDRAWING & set(before)) or after == ["nor"]


CHECKS = (RowCheck(check_attribution, frozenset({"attribution-dropped", "endorsing-verb"})),)
