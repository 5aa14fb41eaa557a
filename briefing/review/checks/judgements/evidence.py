"""Hold the figures, dates and names of a conclusion to its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.model.briefing import Judgement, Prose
from briefing.model.dates import calendar_day
from briefing.review.check import BriefingCheck
from briefing.review.checks.judgements.support import ConclusionSupport, facts_reached
from briefing.review.context import ReviewContext
from briefing.review.finding import BRIEFING, FindingField, RawFinding
from briefing.review.text.claims import makes_claim
from briefing.review.text.dates import Date
from briefing.review.text.segmentation import Span

_OWN_MEASURE = re.compile(
    r"\S+(?: \d+)*(?:\s*%|[\s-]*(?:per\s?cent|days?|weeks?|months?|years?|decades?)\b)", re.IGNORECASE
)
"""A probability or the length of a time, which a conclusion may set itself: "20 per cent", "five years"."""


def check_conclusions(context: ReviewContext) -> Iterator[RawFinding]:
    """Find figures, dates and names of judgements, and of prose with evidence, that no evidence has.

    The numbers, dates, countries and persons of the main message and the title are held to the judgements
    by another check; here are their other names.
    """
    for row in context.rows:
        item = row.item
        if isinstance(item, Judgement | Prose) and item.evidence:
            reasoning = (
                item.assumptions + item.alternatives + item.indicators
                if isinstance(item, Judgement)
                else ()
            )
            facts = facts_reached(item.evidence, context)
            conclusion = _Conclusion(
                item.text, ConclusionSupport(facts, " . ".join(reasoning), context), item.id
            )
            yield from conclusion.figures()
            yield from conclusion.names()
    yield from _of_briefing(context)


def _of_briefing(context: ReviewContext) -> Iterator[RawFinding]:
    briefing = context.briefing
    judgements = tuple(row.item for row in context.rows if isinstance(row.item, Judgement))
    fields: list[tuple[FindingField, str]] = []
    if briefing.main_message:
        fields.append(("main_message", briefing.main_message.text))
    if makes_claim(briefing.title):
        fields.append(("title", briefing.title))
    if not fields or not judgements:
        return
    facts = facts_reached((), context, (item for item in briefing.walk_items() if not item.hidden))
    texts = (text for each in judgements for text in (each.text, *each.assumptions, *each.alternatives))
    support = ConclusionSupport(facts, " . ".join(texts), context)
    for field, text in fields:
        yield from _Conclusion(text, support, BRIEFING, field).other_names()


@dataclass(frozen=True, slots=True)
class _Conclusion:
    """A text of a row or of the briefing, with the evidence that it is held to."""

    text: str
    support: ConclusionSupport
    row_id: str
    field: FindingField = "text"

    def figures(self) -> Iterator[RawFinding]:
        for date in self.support.missing_dates(self.text):
            if not self._is_ahead(date):
                yield self._raw("date", date.span)
        for number in self.support.missing_numbers(self.text):
            if not _OWN_MEASURE.match(self.text, number.span.start):
                yield self._raw("number", number.span)

    def names(self) -> Iterator[RawFinding]:
        for span in self.support.missing_parties(self.text):
            yield self._raw("name", span)
        yield from self.other_names()

    def other_names(self) -> Iterator[RawFinding]:
        for span in self.support.missing_names(self.text):
            yield self._raw("name", span)

    def _is_ahead(self, date: Date) -> bool:
        """Return whether a date may be that up to which a conclusion holds, and not one of the past."""
        if date.year is None:
            return False
        cut_off = self.support.context.briefing.cut_off
        latest = calendar_day(cut_off) if cut_off else None
        bound = (latest.year, latest.month, latest.day) if latest else self.support.latest_date
        return (date.year, date.month or 12, date.day or 31) > bound

    def _raw(self, kind: str, span: Span) -> RawFinding:
        message = f"The {kind} {span.text} is in none of the evidence."
        return RawFinding("not-in-evidence", message, span, row_id=self.row_id, field=self.field)


CHECKS = (BriefingCheck(check_conclusions, frozenset({"not-in-evidence"})),)
