"""Check what rows rest on: no evidence, one origin, weak sources, facts in contradiction to others."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from briefing.editing import AddFact, next_id, section_of
from briefing.grading import Suggestion, departs, suggestions
from briefing.model.briefing import Bearing, FactItem, ImageItem, Judgement, Prose, Table
from briefing.model.fact import Fact
from briefing.model.sections import fact_ids_after_cut_off
from briefing.model.terms import Reliability
from briefing.review.check import BriefingCheck
from briefing.review.context import ReviewContext, ReviewRow
from briefing.review.finding import Fix, RawFinding
from briefing.review.text.word_lists import phrases, word_lists

_WEAK_RELIABILITIES = frozenset({Reliability.E, Reliability.F})
_LEAST_WORDS, _LEAST_LETTERS = 3, 12
"""A rationale that is shorter in both gives no reason."""
_WEAK_CREDIBILITY = 4


def check_sourcing(context: ReviewContext) -> Iterator[RawFinding]:
    used = {row.fact.id for row in context.rows if row.fact}
    excluded = fact_ids_after_cut_off(context.briefing)
    suggested = suggestions(context.briefing, context.catalogue, context.confidence)
    for row in context.rows:
        if row.fact is not None and isinstance(row.item, FactItem):
            yield from _related(row, row.fact, used, excluded, context)
        elif isinstance(row.item, Judgement):
            yield from _judgement(row, context)
        elif isinstance(row.item, Prose | ImageItem | Table) and not row.item.evidence:
            message = "No evidence is named for it, so it is printed as ungraded."
            yield RawFinding("no-source", message, row_id=row.item.id)
        yield from _several_origins(row, context)
        yield from _grade(row, suggested, context)


# Facts


def _related(
    row: ReviewRow, fact: Fact, used: set[str], excluded: frozenset[str], context: ReviewContext
) -> Iterator[RawFinding]:
    if not context.catalogue.related(fact.id):
        return
    contradicting = context.catalogue.contradicting(fact.id)
    if not used & set(contradicting):
        for other in contradicting:
            if other not in excluded:
                yield _unused_fact("contradiction-not-shown", "Contradicted by", other, row, context)
    for later in context.catalogue.superseding(fact.id):
        if later not in used | excluded:
            yield _unused_fact("superseded-fact", "Superseded by", later, row, context)
    yield from _newer(row, fact, excluded, context)


def _newer(
    row: ReviewRow, fact: Fact, excluded: Collection[str], context: ReviewContext
) -> Iterator[RawFinding]:
    catalogue = context.catalogue
    for other in (*catalogue.contradicting(fact.id), *catalogue.superseding(fact.id)):
        if other in excluded:
            message = f"After the cut-off date: {catalogue.facts[other].statement}"
            yield RawFinding("newer-in-library", message, row_id=row.item.id)


def _unused_fact(
    rule_id: str, relation: str, fact_id: str, row: ReviewRow, context: ReviewContext
) -> RawFinding:
    message = f"{relation}: {context.catalogue.facts[fact_id].statement}"
    return RawFinding(rule_id, message, row_id=row.item.id, fix=_adding(fact_id, row, context))


def _adding(fact_id: str, row: ReviewRow, context: ReviewContext) -> Fix:
    section = section_of(context.briefing, row.item.id)
    position = [item.id for item in section.items].index(row.item.id) + 1
    edit = AddFact(
        item_id=next_id(context.briefing, "f"), fact_id=fact_id, section_id=section.id, position=position
    )
    return Fix("Add this fact below", edit)


# Judgements


def _judgement(row: ReviewRow, context: ReviewContext) -> Iterator[RawFinding]:
    if _has_one_origin(supporting_facts(row, context), context):
        message = "All of its evidence goes back to one origin."
        yield RawFinding("single-source-judgement", message, row_id=row.item.id)


def supporting_facts(row: ReviewRow, context: ReviewContext) -> list[Fact]:
    """List the facts that support a row, directly or through other judgements."""
    pending, seen, supporting = [row.item.id], set(), []
    while pending:
        item_id = pending.pop()
        if item_id in seen:
            continue
        seen.add(item_id)
        if fact := context.facts.get(item_id):
            supporting.append(fact)
        pending += [e.item_id for e in context.evidence.get(item_id, ()) if e.bearing is Bearing.SUPPORTS]
    return supporting


def _has_one_origin(facts: list[Fact], context: ReviewContext) -> bool:
    return len({origin for fact in facts for origin in context.catalogue.origins(fact)}) == 1


def _several_origins(row: ReviewRow, context: ReviewContext) -> Iterator[RawFinding]:
    """Find words such as "several sources" in a row whose facts have one origin."""
    if not (row.is_own_wording or isinstance(row.item, Judgement | Prose)):
        return
    mark = phrases(*word_lists().estimative.several_origins).first(row.text)
    if mark is not None and _has_one_origin(supporting_facts(row, context), context):
        message = f"The text says “{mark.text}”, but all evidence goes back to one origin."
        yield RawFinding("one-origin-as-several", message, mark, row_id=row.item.id)


# Grades


def _grade(
    row: ReviewRow, suggested: Mapping[str, Suggestion], context: ReviewContext
) -> Iterator[RawFinding]:
    item, scale = row.item, context.confidence
    if not isinstance(item, FactItem | Judgement) or item.grade is None or scale is None:
        return
    term = scale.term(item.grade.confidence) if item.grade.confidence else None
    if term is None:
        return
    if term.level == scale.top_level and _is_weak(row, item, context):
        message = "All its sources are graded E or F, or its information 4 to 6."
        yield RawFinding("weak-beneath-high", message, row_id=item.id)
    elif not _is_reason(item.grade.rationale) and departs(item.grade, suggested[item.id], scale):
        message = f"Graded {term.term}. {suggested[item.id].paragraph}"
        yield RawFinding("grade-departs", message, row_id=item.id)


def _is_reason(rationale: str) -> bool:
    """Return whether a text is more than "Sure."; some scripts put no spaces between words."""
    text = rationale.strip()
    return len(text.split()) >= _LEAST_WORDS or len(text) >= _LEAST_LETTERS


def _is_weak(row: ReviewRow, item: FactItem | Judgement, context: ReviewContext) -> bool:
    facts = supporting_facts(row, context)
    credibility = item.grade.credibility if isinstance(item, FactItem) and item.grade else None
    return bool(facts) and all(
        (credibility or fact.figure) >= _WEAK_CREDIBILITY
        or all(
            context.catalogue.reliability(source) in _WEAK_RELIABILITIES
            for source in context.cited_sources(fact)
        )
        for fact in facts
    )


CHECKS = (
    BriefingCheck(
        check_sourcing,
        frozenset(
            {
                "no-source",
                "one-origin-as-several",
                "single-source-judgement",
                "weak-beneath-high",
                "grade-departs",
                "contradiction-not-shown",
                "superseded-fact",
                "newer-in-library",
            }
        ),
    ),
)
