"""Check that a briefing has everything that a finished one needs."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.editing import RemoveSection, SetOption, placeholders
from briefing.model.briefing import FactItem, Judgement
from briefing.review.check import BriefingCheck
from briefing.review.context import ReviewContext, ReviewRow
from briefing.review.finding import BRIEFING, Fix, RawFinding


def check_completeness(context: ReviewContext) -> Iterator[RawFinding]:
    for row in context.rows:
        yield from _ungraded(row, context)
    yield from _judgements(context)
    if context.briefing.cut_off is None:
        yield RawFinding("no-cut-off", "The briefing has no cut-off date.", row_id=BRIEFING)
    yield from _scheme_box(context)
    yield from _empty_sections(context)
    yield from _placeholders(context)


def _judgements(context: ReviewContext) -> Iterator[RawFinding]:
    judgements = [row.item for row in context.rows if isinstance(row.item, Judgement)]
    for judgement in judgements:
        if not judgement.evidence:
            message = "No row is named as evidence."
            yield RawFinding("judgement-without-evidence", message, row_id=judgement.id)
        if not judgement.alternatives:
            message = "No alternative is given."
            yield RawFinding("judgement-without-alternatives", message, row_id=judgement.id)
        if not judgement.assumptions:
            message = "No assumption is given."
            yield RawFinding("judgement-without-assumptions", message, row_id=judgement.id)
    if not judgements and any(row.fact for row in context.rows):
        message = "The briefing has facts and no judgement."
        yield RawFinding("no-key-judgements", message, row_id=BRIEFING)


def _scheme_box(context: ReviewContext) -> Iterator[RawFinding]:
    is_off = context.briefing.template_options.get("scheme-box") is False
    if is_off and any(_has_grade(row) for row in context.rows):
        message = "The box that explains the scales is switched off."
        fix = Fix("Print the explanation of the scales", SetOption(name="scheme-box", value=None))
        yield RawFinding("scheme-box-missing", message, row_id=BRIEFING, fix=fix)


def _has_grade(row: ReviewRow) -> bool:
    return isinstance(row.item, FactItem | Judgement) and row.item.grade is not None


def _empty_sections(context: ReviewContext) -> Iterator[RawFinding]:
    for section in context.briefing.walk_sections():
        if not section.items and not section.sections:
            fix = Fix("Delete the section", RemoveSection(section_id=section.id))
            message = f"The section “{section.title}” is empty."
            yield RawFinding("empty-heading", message, row_id=section.id, fix=fix)


def _placeholders(context: ReviewContext) -> Iterator[RawFinding]:
    """Find texts with which the program began a row or a section, and which nobody has replaced."""
    for section in context.briefing.walk_sections():
        if section.title == placeholders.SECTION:
            message = f"The heading is still “{section.title}”."
            yield RawFinding("placeholder-text", message, row_id=section.id)
        for item in section.items:
            if item.hidden:
                continue
            for text in placeholders.placeholders_of(item):
                yield RawFinding("placeholder-text", f"It still says “{text}”.", row_id=item.id)


def _ungraded(row: ReviewRow, context: ReviewContext) -> Iterator[RawFinding]:
    item = row.item
    if isinstance(item, FactItem):
        if item.grade is None or item.grade.confidence is None:
            yield RawFinding("ungraded", "The fact has no confidence.", row_id=item.id)
    elif isinstance(item, Judgement):
        missing = [
            name
            for name, scale, term_id in (
                ("likelihood", context.likelihood, item.grade.likelihood if item.grade else None),
                ("confidence", context.confidence, item.grade.confidence if item.grade else None),
            )
            if scale is not None and term_id is None
        ]
        if missing:
            message = f"The judgement has no {' and no '.join(missing)}."
            yield RawFinding("ungraded", message, row_id=item.id)


CHECKS = (
    BriefingCheck(
        check_completeness,
        frozenset(
            {
                "ungraded",
                "judgement-without-evidence",
                "judgement-without-alternatives",
                "judgement-without-assumptions",
                "no-cut-off",
                "no-key-judgements",
                "scheme-box-missing",
                "empty-heading",
                "placeholder-text",
            }
        ),
    ),
)
