"""Modal drift: a wording that reads stronger than its fact's standing (docs/review.md has the table)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.model.fact import Fact
from briefing.model.terms import Standing
from briefing.review.language import Span, sentences, stem, words
from briefing.review.numerals import without_dates
from briefing.review.parties import countries_in
from briefing.review.setting import Found, Row, Setting
from briefing.review.words import WordLists, phrases, word_lists

_GRANTS: tuple[tuple[str, tuple[Standing, ...], str], ...] = (
    ("possibility", (Standing.POSSIBLE,), "possible"),
    ("consideration", (Standing.CONSIDERED,), "an option that is being considered"),
    ("negotiation", (Standing.NEGOTIATING,), "under negotiation"),
    ("plan", (Standing.PLANNED,), "planned"),
)
"""On which word lists a wording of such a standing may draw: its own and all before it."""

_HEDGED = ("possibility", "hope")


def drift(row: Row, setting: Setting) -> Iterator[Found]:
    """All that a fact's wording claims beyond its fact."""
    fact = row.fact
    if fact is None or not row.is_own_wording or row.text == fact.statement:
        return
    lists = word_lists()
    yield from _stronger(row.text, fact, lists)
    yield from _hedge_dropped(row.text, fact, lists)
    yield from _condition(row.text, fact, lists)
    yield from _signed(row.text, fact, lists)
    yield from _attribution(row.text, fact, lists, setting)
    yield from _denial(row.text, fact, lists)
    yield from _endorsing(row.text, fact, lists)


def _main_verb(text: str) -> Span:
    """Where a finding about strength points: at "will", "is", "has" and their like, else at it all."""
    strong = phrases("will", "shall", "is", "are", "has", "have", "had", "was", "were", "would")
    return strong.first(text) or sentences(text)[0]


def _stronger(text: str, fact: Fact, lists: WordLists) -> Iterator[Found]:
    weaker: list[str] = [*lists.hope] if fact.standing is Standing.POSSIBLE else []
    for name, standings, said in _GRANTS:
        weaker += getattr(lists, name)
        if fact.standing in standings:
            if without_dates(text) not in phrases(*weaker):
                yield Found(
                    "stronger-than-standing",
                    f"The fact is {said}; the wording says it as more than that.",
                    _main_verb(text),
                )
            return


def _hedge_dropped(text: str, fact: Fact, lists: WordLists) -> Iterator[Found]:
    """A fact of any standing whose own statement is hedged, in a wording that is not."""
    if fact.standing in {standing for _, standings, _ in _GRANTS for standing in standings}:
        return
    hedged = phrases(*(word for name in _HEDGED for word in getattr(lists, name)))
    weak = phrases(
        *lists.possibility, *lists.hope, *lists.consideration, *lists.negotiation, *lists.plan,
        *lists.condition,
    )  # fmt: skip
    statement = without_dates(fact.statement)
    hedge = next(
        (each for each in hedged.all(statement) if not statement[each.end :].startswith(" not")), None
    )
    if hedge is not None and without_dates(text) not in weak:
        yield Found(
            "stronger-than-standing",
            f"The statement says “{hedge.text}”; the wording leaves nothing open.",
            _main_verb(text),
        )


def _condition(text: str, fact: Fact, lists: WordLists) -> Iterator[Found]:
    condition = phrases(*lists.condition)
    if fact.standing is not Standing.CONDITIONAL and fact.statement not in phrases("if"):
        return
    if text not in condition:
        yield Found(
            "condition-dropped",
            "The fact holds only on a condition, and the wording has none.",
            _main_verb(text),
        )


def _signed(text: str, fact: Fact, lists: WordLists) -> Iterator[Found]:
    if fact.standing is not Standing.SIGNED:
        return
    in_force = phrases(*lists.in_force)
    if (said := in_force.first(text)) and fact.statement not in in_force and not _is_negated(text, said):
        yield Found(
            "stronger-than-standing",
            f"The provision is signed and not in force; “{said.text}” says that it binds.",
            said,
        )


def _is_negated(text: str, span: Span) -> bool:
    before = [word.low for word in words(text) if word.end <= span.start][-3:]
    return bool({"not", "yet", "never", "before", "until"} & set(before))


def _attribution(text: str, fact: Fact, lists: WordLists, setting: Setting) -> Iterator[Found]:
    if fact.standing is Standing.REPORTED:
        said = _saying(text, fact.statement, (*lists.report.reported, *lists.report.phrases))
        if not said and not _names_an_origin(text, fact, setting):
            message = "The fact is only reported, and the wording states it."
            yield Found("attribution-dropped", message, sentences(text)[0])
        return
    if not fact.attributed_to:
        return
    report = lists.report
    named = _names_a_voice(text, fact)
    entries = (*report.verbs, *report.phrases, *report.endorsing)
    if not _saying(text, fact.statement, entries) and not (named and _speaks(text, fact, entries)):
        message = f"It is so according to {fact.attributed_to}, and the wording states it as so."
        yield Found("attribution-dropped", message, sentences(text)[0])
    elif fact.standing is not Standing.NEGOTIATING and not named:
        nameless = phrases(*report.nobody).first(text)
        if nameless is not None:
            message = f"“{nameless.text}” does not say that it was {fact.attributed_to}."
            yield Found("attribution-dropped", message, nameless)


_NEAR = 28
"""Within how many characters behind a name its verb stands."""


def _speaks(text: str, fact: Fact, entries: tuple[str, ...]) -> bool:
    """Whether who said it stands right before a verb of saying, or before a colon at the beginning."""
    if re.match(r"[^:.]{3,60}:\s", text):
        return True
    voice = {stem(word.text) for word in words(fact.attributed_to or "")}
    names = [word for word in words(text) if stem(word.text) in voice]
    return any(0 < mark.start - name.end <= _NEAR for mark in _marks(text, entries) for name in names)


def _saying(text: str, statement: str, entries: tuple[str, ...]) -> bool:
    """Whether a text says that somebody says it, by another verb than one of what is said.

    In "Rudenko says that an article treats measures as unfriendly" it is "says" that gives the claim to
    Rudenko; a wording with "treats" alone has lost him.
    """
    inner = {_verb(mark.text) for mark in _inside(statement, _marks(statement, entries))}
    return any(_verb(mark.text) not in inner for mark in _marks(text, entries))


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


def _names_an_origin(text: str, fact: Fact, setting: Setting) -> bool:
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


def _denial(text: str, fact: Fact, lists: WordLists) -> Iterator[Found]:
    denial = phrases(*lists.denial)
    if fact.standing is Standing.ALLEGED and fact.statement in denial and text not in denial:
        yield Found(
            "denial-dropped",
            "The allegation is denied or was not confirmed, and the wording does not say so.",
            sentences(text)[0],
        )
    if fact.standing is Standing.DENIED and text not in denial:
        yield Found("denial-dropped", "The fact is a denial, and the wording has none.", sentences(text)[0])


def _endorsing(text: str, fact: Fact, lists: WordLists) -> Iterator[Found]:
    if not (fact.attributed_to or fact.standing is Standing.REPORTED):
        return
    own = {stem(word.text) for word in words(fact.statement)}
    for verb in phrases(*lists.report.endorsing).all(text):
        if stem(verb.text.split()[0]) not in own and not _is_undone(text, verb):
            yield Found(
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
