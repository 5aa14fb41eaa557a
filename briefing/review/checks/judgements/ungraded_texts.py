"""Hold headings, captions, cells, prose and remarks, which are printed without a grade, to the evidence.

The main message and the title have checks of their own.
"""

from __future__ import annotations

import re
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
from briefing.model.fact import Fact
from briefing.review.check import BriefingCheck
from briefing.review.checks.judgements.assertion import asserts
from briefing.review.checks.judgements.restated_text import Excess, Excessive, RestatedText
from briefing.review.checks.judgements.support import facts_reached
from briefing.review.context import ReviewContext
from briefing.review.finding import BRIEFING, FindingField, RawFinding

_RULES = {
    Excess.STRONGER: "text-stronger",
    Excess.BEYOND_EVIDENCE: "text-beyond-evidence",
    Excess.SAID_BY_NONE: "text-not-supported",
    Excess.NOT_SUPPORTED: "text-not-supported",
    Excess.ACT_OF_NONE: "text-not-supported",
}
_NUMBERED = re.compile(
    r"\b(?:table|figure|fig\.|chart|map|section|part|annex|row|column|number|no\.)\s+\d+"
    r"|⟨U\+[0-9A-F]+⟩",
    re.IGNORECASE,
)
"""Numbers of parts of the briefing and of treaties, and of characters that are not printed."""
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
    around: str = ""


def check_ungraded_texts(context: ReviewContext) -> Iterator[RawFinding]:
    """Find texts without a grade that say more than the evidence, or are surer than the judgements."""
    judgements = tuple(row.item for row in context.rows if isinstance(row.item, Judgement))
    shown = facts_reached((), context, _shown(context))
    for ungraded in _texts(context):
        if not ungraded.text.strip() or ungraded.text.rstrip().endswith("?"):
            continue
        facts = facts_reached((), context, ungraded.drawn_on)
        restated = RestatedText(
            ungraded.text, judgements, facts, context, ungraded.stands_alone, ungraded.around
        )
        found = _excess(restated, ungraded, shown, context)
        yield from (_raw(each, ungraded) for each in found if _concerns(each, ungraded))


def _excess(
    restated: RestatedText, ungraded: _Ungraded, shown: tuple[Fact, ...], context: ReviewContext
) -> Iterator[Excessive]:
    is_claim = not ungraded.stands_alone or asserts(ungraded.text, context)
    if is_claim:
        stronger = list(restated.too_strong())
        yield from stronger or restated.done_in_none()
        yield from restated.acts_of_none()
    yield from replace(restated, facts=shown).status_of_none()
    if ungraded.stands_alone:
        held = restated if is_claim else replace(restated, facts=shown)
        numbered = [(each.start(), each.end()) for each in _NUMBERED.finditer(ungraded.text)]
        for each in held.unsupported():
            if not any(start <= each.span.start < end for start, end in numbered):
                yield each


def _concerns(found: Excessive, ungraded: _Ungraded) -> bool:
    """Return whether a finding is one about this text: a caption and a remark may speak of other things."""
    return found.excess is not Excess.SAID_BY_NONE or ungraded.what in _CONCLUSIONS


def _shown(context: ReviewContext) -> tuple[Item, ...]:
    return tuple(item for item in context.briefing.walk_items() if not item.hidden)


def _texts(context: ReviewContext) -> Iterator[_Ungraded]:
    briefing = context.briefing
    shown = _shown(context)
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
            yield from _of_judgement(item, _shown(context))
        elif isinstance(item, Prose):
            yield _Ungraded(item.text, "text", item.id, drawn_on, "text", stands_alone=False)
        else:
            yield _Ungraded(item.caption, "caption", item.id, drawn_on, "text")
        if isinstance(item, Table):
            yield from _of_cells(item, drawn_on)


def _of_judgement(judgement: Judgement, drawn_on: tuple[Item, ...]) -> Iterator[_Ungraded]:
    """Yield what is printed below a judgement as true, and not as an assumption or a possibility.

    A reason may speak of any row, as of one that the judgement does not depend on.
    """
    reasons = judgement.grade.rationale if judgement.grade else ""
    yield _Ungraded(reasons, "reason", judgement.id, drawn_on, stands_alone=False)
    yield _Ungraded(judgement.change_since_last, "change", judgement.id, drawn_on, stands_alone=False)


def _of_cells(table: Table, drawn_on: tuple[Item, ...]) -> Iterator[_Ungraded]:
    """Yield the cells, each with its column, the other cells of its row and the caption around it.

    A cell that is only a number is held to nothing: it may count the rows.
    """
    yield from (_Ungraded(each, "cell", table.id, drawn_on) for each in table.columns)
    for row in table.rows:
        for number, cell in enumerate(row):
            column = table.columns[number] if number < len(table.columns) else ""
            others = (*row[:number], *row[number + 1 :])
            around = "; ".join(filter(None, (table.caption, *others, column)))
            if any(map(str.isalpha, cell)):
                yield _Ungraded(cell, "cell", table.id, drawn_on, around=around)


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
