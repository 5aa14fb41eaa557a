"""Modal drift: a wording that reads stronger than its fact's standing (see docs/user/review.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.model.fact import Fact
from briefing.model.terms import Standing
from briefing.review.context import RawFinding, ReviewContext, ReviewRow
from briefing.review.text.numerals import without_dates
from briefing.review.text.segmentation import Span, sentences, stem, words
from briefing.review.text.word_lists import WordLists, phrases, word_lists

_GRANTS: tuple[tuple[str, tuple[Standing, ...], str], ...] = (
    ("possibility", (Standing.POSSIBLE,), "possible"),
    ("consideration", (Standing.CONSIDERED,), "an option that is being considered"),
    ("negotiation", (Standing.NEGOTIATING,), "under negotiation"),
    ("plan", (Standing.PLANNED,), "planned"),
)
"""On which word lists a wording of such a standing may draw: its own and all before it."""

_HEDGED = ("possibility", "hope")


def drift(row: ReviewRow, setting: ReviewContext) -> Iterator[RawFinding]:  # noqa: ARG001 - the signature of all checks
    """All that a fact's wording claims beyond its fact."""
    fact = row.fact
    if fact is None or not row.is_own_wording or row.text == fact.statement:
        return
    lists = word_lists()
    yield from _stronger(row.text, fact, lists)
    yield from _settled(row.text, fact, lists)
    yield from _hedge_dropped(row.text, fact, lists)
    yield from _condition(row.text, fact, lists)
    yield from _signed(row.text, fact, lists)
    yield from _denial(row.text, fact, lists)


def _main_verb(text: str) -> Span:
    """Where a finding about strength points: at "will", "is", "has" and their like, else at it all."""
    strong = phrases("will", "shall", "is", "are", "has", "have", "had", "was", "were", "would")
    return strong.first(text) or sentences(text)[0]


def _stronger(text: str, fact: Fact, lists: WordLists) -> Iterator[RawFinding]:
    weaker: list[str] = [*lists.hope]
    for name, standings, said in _GRANTS:
        weaker += getattr(lists, name)
        if fact.standing in standings:
            if without_dates(text) not in phrases(*weaker):
                yield RawFinding(
                    "stronger-than-standing",
                    f"The fact is {said}; the wording says it as more than that.",
                    _main_verb(text),
                )
            return


def _settled(text: str, fact: Fact, lists: WordLists) -> Iterator[RawFinding]:
    """Talks that are told as concluded: the word "talks" alone leaves nothing open."""
    if fact.standing not in {Standing.NEGOTIATING, Standing.CONSIDERED}:
        return
    settled = phrases(*lists.settled)
    for mark in settled.all(text) if fact.statement not in settled else ():
        before = {
            word.low for word in words(text) if word.end <= mark.start and mark.start - word.end < _NEAR
        }
        if not before & {*lists.leaves_open}:
            message = f"The fact is still open; “{mark.text}” says that it is settled."
            yield RawFinding("stronger-than-standing", message, mark)
            return


_NEAR = 30
"""Within how many characters before a word that settles, a word that takes it back may stand."""


def _hedge_dropped(text: str, fact: Fact, lists: WordLists) -> Iterator[RawFinding]:
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
        yield RawFinding(
            "stronger-than-standing",
            f"The statement says “{hedge.text}”; the wording leaves nothing open.",
            _main_verb(text),
        )


def _condition(text: str, fact: Fact, lists: WordLists) -> Iterator[RawFinding]:
    condition = phrases(*lists.condition)
    if fact.standing is not Standing.CONDITIONAL and fact.statement not in phrases("if"):
        return
    if text not in condition and not _keeps_condition(text, fact.statement, lists):
        yield RawFinding(
            "condition-dropped",
            "The fact holds only on a condition, and the wording has none.",
            _main_verb(text),
        )


def _keeps_condition(text: str, statement: str, lists: WordLists) -> bool:
    """Whether a wording tells what the condition is in other words than "if", and not as fulfilled."""
    clause = re.search(r"\bif\s+([^,;.]+)", statement, re.IGNORECASE)
    if clause is None or text in phrases(*lists.cause):
        return False
    rest = {stem(word.text) for word in words(statement.replace(clause[0], " "))}
    wanted = {stem(word.text) for word in words(clause[1]) if len(word.text) > _SMALL} - rest
    kept = len(wanted & {stem(word.text) for word in words(text)})
    return 2 * kept > len(wanted) or (kept > 0 and text in phrases("would"))


_SMALL = 3
"""A word of no more letters says little by itself."""


def _signed(text: str, fact: Fact, lists: WordLists) -> Iterator[RawFinding]:
    if fact.standing is not Standing.SIGNED:
        return
    in_force = phrases(*lists.in_force)
    own = in_force.first(fact.statement)
    if own is not None and not _is_negated(fact.statement, own):
        return
    if (said := in_force.first(text)) and not _is_negated(text, said):
        yield RawFinding(
            "stronger-than-standing",
            f"The provision is signed and not in force; “{said.text}” says that it binds.",
            said,
        )


def _is_negated(text: str, span: Span) -> bool:
    before = [word.low for word in words(text) if word.end <= span.start][-3:]
    return bool(_NOT_YET & set(before)) or "still to" in " ".join(before)


_NOT_YET = frozenset({"not", "yet", "never", "before", "until", "awaits", "awaiting", "pending"})


def _denial(text: str, fact: Fact, lists: WordLists) -> Iterator[RawFinding]:
    denial = phrases(*lists.denial)
    denied = text in denial or _is_contradicted(text, lists)
    if fact.standing is Standing.ALLEGED and fact.statement in denial and not denied:
        yield RawFinding(
            "denial-dropped",
            "The allegation is denied or was not confirmed, and the wording does not say so.",
            sentences(text)[0],
        )
    if fact.standing is Standing.DENIED and not denied and text not in phrases(*lists.plain_negation):
        yield RawFinding(
            "denial-dropped", "The fact is a denial, and the wording has none.", sentences(text)[0]
        )


def _is_contradicted(text: str, lists: WordLists) -> bool:
    """A denial in other words: "says that they did not", "calls it false"."""
    if text in phrases(*lists.falsity):
        return True
    said = phrases(*lists.report.verbs).all(text)
    turned = phrases(*lists.plain_negation).all(text)
    return any(0 < mark.start - verb.end <= _NEAR for verb in said for mark in turned)
