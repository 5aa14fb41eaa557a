"""Hold headings, captions, cells, prose and remarks, which are printed without a grade, to the evidence.

The main message and the title have checks of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from briefing.model.briefing import (
    FactItem,
    Item,
    Judgement,
    Prose,
    Reasoned,
    Section,
    Table,
)
from briefing.review.check import BriefingCheck
from briefing.review.checks.judgements.restated_text import Excess, Excessive, RestatedText, asserts
from briefing.review.checks.judgements.support import facts_reached
from briefing.review.context import ReviewContext
from briefing.review.finding import BRIEFING, FindingField, RawFinding

_RULES = {
    Excess.STRONGER: "text-stronger",
    Excess.BEYOND_EVIDENCE: "text-beyond-evidence",
    Excess.SAID_BY_NONE: "text-not-supported",
    Excess.NOT_SUPPORTED: "text-not-supported",
}
_HEADING, _SUBTITLE = "heading", "subtitle"
_CONCLUSIONS = {_HEADING, _SUBTITLE}


@dataclass(frozen=True)
class _Ungraded:
    """A text with its place, and the rows that it may draw on besides the judgements.

    With a `field` findings name their words in it; without one, they say in which text `what` they are.
    A text that `stands_alone` is read without the rows around it.
    """

    text: str
    what: str
    row_id: str
    drawn_on: tuple[Item, ...]
    field: FindingField | None = None
    stands_alone: bool = True


def check_ungraded_texts(context: ReviewContext) -> Iterator[RawFinding]:
    """Find texts without a grade that say more than the evidence, or are surer than the judgements."""
    judgements = tuple(row.item for row in context.rows if isinstance(row.item, Judgement))
    for ungraded in _texts(context):
        if not ungraded.text.strip() or (ungraded.stands_alone and not asserts(ungraded.text, context)):
            continue
        facts = facts_reached((), context, ungraded.drawn_on)
        restated = RestatedText(ungraded.text, judgements, facts, context, ungraded.stands_alone)
        found = list(restated.too_strong())
        if ungraded.stands_alone:
            found += restated.unsupported()
        yield from (_raw(each, ungraded) for each in found if _concerns(each, ungraded))


def _concerns(found: Excessive, ungraded: _Ungraded) -> bool:
    """Return whether a finding is one about this text: a caption and a remark may speak of other things."""
    return found.excess is not Excess.SAID_BY_NONE or ungraded.what in _CONCLUSIONS


def _texts(context: ReviewContext) -> Iterator[_Ungraded]:
    briefing = context.briefing
    shown = tuple(item for item in briefing.walk_items() if not item.hidden)
    for what, text in (
        (_SUBTITLE, briefing.subtitle),
        ("purpose", briefing.purpose),
        ("remark on the sources", briefing.source_remark),
    ):
        yield _Ungraded(text, what, BRIEFING, shown)
    for section in briefing.walk_sections():
        rows = tuple(each for inner in section.walk() for each in inner.items if not each.hidden)
        if rows:
            yield _Ungraded(section.title, _HEADING, section.id, _with_evidence(rows, context))
        yield from _of_rows(section, context)


def _of_rows(section: Section, context: ReviewContext) -> Iterator[_Ungraded]:
    rows = tuple(each for each in section.items if not each.hidden)
    for item in rows:
        if isinstance(item, FactItem):
            continue
        evidence = item.evidence if isinstance(item, Reasoned) else ()
        drawn_on = _with_evidence((item,), context) if evidence else rows
        if isinstance(item, Judgement):
            yield from _of_judgement(item, drawn_on)
        elif isinstance(item, Prose):
            yield _Ungraded(item.text, "text", item.id, drawn_on, "text", stands_alone=False)
        else:
            yield _Ungraded(item.caption, "caption", item.id, drawn_on, "text")
        if isinstance(item, Table):
            yield from (_Ungraded(cell, "cell", item.id, drawn_on) for cell in _cells(item))


def _of_judgement(judgement: Judgement, drawn_on: tuple[Item, ...]) -> Iterator[_Ungraded]:
    """Yield what is printed below a judgement as true, and not as an assumption or a possibility."""
    reasons = judgement.grade.rationale if judgement.grade else ""
    yield _Ungraded(reasons, "reason", judgement.id, drawn_on, stands_alone=False)
    yield _Ungraded(judgement.change_since_last, "change", judgement.id, drawn_on, stands_alone=False)


def _cells(table: Table) -> Iterator[str]:
    yield from table.columns
    for row in table.rows:
        yield from row


def _with_evidence(items: Iterable[Item], context: ReviewContext) -> tuple[Item, ...]:
    """Return rows with the rows that they name as evidence."""
    own = tuple(items)
    named = (piece.item_id for item in own if isinstance(item, Reasoned) for piece in item.evidence)
    return own + tuple(context.items[each] for each in named if each in context.items)


def _raw(found: Excessive, ungraded: _Ungraded) -> RawFinding:
    rule_id, row_id = _RULES[found.excess], ungraded.row_id
    if ungraded.field:
        raw = RawFinding(rule_id, found.message, found.span, row_id=row_id, field=ungraded.field)
    else:
        message = f"In the {ungraded.what} “{ungraded.text}”, “{found.span.text}”: {found.message}"
        raw = RawFinding(rule_id, message, row_id=row_id, field="row")
    return replace(raw, is_uncertain=found.is_uncertain)


CHECKS = (BriefingCheck(check_ungraded_texts, frozenset(_RULES.values())),)
