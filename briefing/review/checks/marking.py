"""Check that nothing in a briefing is restricted to fewer readers than the briefing."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.review.check import BriefingCheck
from briefing.review.context import ReviewContext
from briefing.review.finding import RawFinding


def check_marking(context: ReviewContext) -> Iterator[RawFinding]:
    marking_sets = context.scales.marking_sets.values()
    orders = {m.label: m.order for marking_set in marking_sets for m in marking_set.markings}
    allowed = orders.get(context.briefing.marking)
    if allowed is None:
        return
    for row in context.rows:
        if row.fact is None:
            continue
        if row.fact.marking and orders.get(row.fact.marking, allowed) > allowed:
            message = f"The fact is {row.fact.marking}, the briefing {context.briefing.marking}."
            yield RawFinding("item-above-marking", message, row_id=row.item.id)
        for source in context.cited_sources(row.fact):
            if source.marking and orders.get(source.marking, allowed) > allowed:
                message = (
                    f"{source.description} is {source.marking}, the briefing {context.briefing.marking}."
                )
                yield RawFinding("source-above-marking", message, row_id=row.item.id)


CHECKS = (BriefingCheck(check_marking, frozenset({"item-above-marking", "source-above-marking"})),)
