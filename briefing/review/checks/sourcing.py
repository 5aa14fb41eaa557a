"""What rows rest on: sources, origins, contradictions, dates; and whether they may be shown."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping

from briefing.editing import AddFact, SetOption, next_id, section_of
from briefing.grading import Suggestion, departs, suggestions
from briefing.model.briefing import Bearing, FactItem, ImageItem, Judgement, Prose, Table
from briefing.model.dates import parse_edtf
from briefing.model.fact import Fact
from briefing.model.source import Source
from briefing.model.terms import Reliability
from briefing.review.context import RawFinding, ReviewContext, ReviewRow
from briefing.review.finding import BRIEFING, Fix
from briefing.review.text.word_lists import phrases, word_lists

_WEAK_LETTERS = frozenset({Reliability.E, Reliability.F})
_WEAK_FIGURE = 4


def sourcing(setting: ReviewContext) -> Iterator[RawFinding]:
    """Everything that follows from what rows rest on, in the order of the rows."""
    used = {row.fact.id for row in setting.rows if row.fact}
    suggested = suggestions(setting.briefing, setting.catalogue, setting.confidence)
    for row in setting.rows:
        if row.fact is not None and isinstance(row.item, FactItem):
            yield from _fact(row, row.fact, used, setting)
        elif isinstance(row.item, Judgement):
            yield from _judgement(row.item, setting)
        elif isinstance(row.item, Prose | ImageItem | Table) and not row.item.evidence:
            yield RawFinding(
                "no-source",
                "No evidence is named for it, so it is printed as ungraded.",
                row_id=row.item.id,
            )
        yield from _several(row, setting)
        yield from _grade(row, suggested, setting)


def facts_beneath(row: ReviewRow, setting: ReviewContext) -> list[Fact]:
    """The facts that a row rests on, through judgements too."""
    facts = {each.item.id: each.fact for each in setting.rows if each.fact}
    evidence = {
        each.item.id: each.item.evidence
        for each in setting.rows
        if isinstance(each.item, Judgement | Prose | ImageItem | Table)
    }
    waiting, seen, found = [row.item.id], set(), []
    while waiting:
        item_id = waiting.pop()
        if item_id in seen:
            continue
        seen.add(item_id)
        if fact := facts.get(item_id):
            found.append(fact)
        waiting += [
            piece.item_id for piece in evidence.get(item_id, ()) if piece.bearing is Bearing.SUPPORTS
        ]
    return found


def _cited(fact: Fact, setting: ReviewContext) -> list[Source]:
    return [setting.catalogue.sources[citation.source_id] for citation in fact.citations]


def _fact(row: ReviewRow, fact: Fact, used: set[str], setting: ReviewContext) -> Iterator[RawFinding]:
    item_id = row.item.id
    against = setting.catalogue.contradicting(fact.id)
    if against and not used & set(against):
        for other in against:
            statement = setting.catalogue.facts[other].statement
            yield RawFinding(
                "contradiction-not-shown",
                f"Contradicted by: {statement}",
                row_id=item_id,
                fix=_adding(other, row, setting),
            )
    for later in setting.catalogue.superseding(fact.id):
        if later not in used:
            statement = setting.catalogue.facts[later].statement
            yield RawFinding(
                "superseded-fact",
                f"Superseded by: {statement}",
                row_id=item_id,
                fix=_adding(later, row, setting),
            )
    yield from _dates(item_id, fact, setting)
    for source in _cited(fact, setting):
        if not (source.url or source.title or source.attachment or source.derives_from):
            yield RawFinding("dead-citation", f"Nothing leads to {source.description}.", row_id=item_id)


def _adding(fact_id: str, row: ReviewRow, setting: ReviewContext) -> Fix:
    section = section_of(setting.briefing, row.item.id)
    position = [item.id for item in section.items].index(row.item.id) + 1
    edit = AddFact(
        item_id=next_id(setting.briefing, "f"), fact_id=fact_id, section_id=section.id, position=position
    )
    return Fix("Add the fact beneath", edit)


def _dates(item_id: str, fact: Fact, setting: ReviewContext) -> Iterator[RawFinding]:
    if setting.briefing.cut_off is None:
        return
    cut_off = datetime.date.fromisoformat(setting.briefing.cut_off)
    for source in _cited(fact, setting):
        if source.issued and parse_edtf(source.issued).earliest > cut_off:
            name = setting.catalogue.publisher_of(source).name
            message = (
                f"{name} published it on {source.issued}, after the cut-off of {setting.briefing.cut_off}."
            )
            yield RawFinding("source-after-cut-off", message, row_id=item_id)


def _judgement(judgement: Judgement, setting: ReviewContext) -> Iterator[RawFinding]:
    if not judgement.evidence:
        yield RawFinding("judgement-without-evidence", "No row is named as evidence.", row_id=judgement.id)
        return
    supporting = facts_beneath(ReviewRow(judgement, judgement.text), setting)
    if supporting and len(_origins(supporting, setting)) == 1:
        yield RawFinding(
            "single-source-judgement", "All of its evidence goes back to one origin.", row_id=judgement.id
        )


def _origins(facts: list[Fact], setting: ReviewContext) -> frozenset[str]:
    return frozenset(origin for fact in facts for origin in setting.catalogue.origins(fact))


def _several(row: ReviewRow, setting: ReviewContext) -> Iterator[RawFinding]:
    if not (row.is_own_wording or isinstance(row.item, Judgement | Prose)):
        return
    said = phrases(*word_lists().estimative.several_origins).first(row.text)
    if said is None:
        return
    facts = facts_beneath(row, setting)
    if facts and len(_origins(facts, setting)) == 1:
        yield RawFinding(
            "one-origin-as-several",
            f"“{said.text}”, but all of it goes back to one origin.",
            said,
            row_id=row.item.id,
        )


def _grade(
    row: ReviewRow, suggested: Mapping[str, Suggestion], setting: ReviewContext
) -> Iterator[RawFinding]:
    item, scale = row.item, setting.confidence
    if not isinstance(item, FactItem | Judgement) or item.grade is None or scale is None:
        return
    term = scale.term(item.grade.confidence) if item.grade.confidence else None
    if term is None:
        return
    if term.level == scale.top_level and _is_weak(row, item, setting):
        yield RawFinding(
            "weak-beneath-high",
            "Only sources graded E or F, or information graded 4 to 6, stand beneath it.",
            row_id=item.id,
        )
    elif not item.grade.rationale.strip() and departs(item.grade, suggested[item.id], scale):
        yield RawFinding(
            "grade-departs", f"Graded {term.term}. {suggested[item.id].paragraph}", row_id=item.id
        )


def _is_weak(row: ReviewRow, item: FactItem | Judgement, setting: ReviewContext) -> bool:
    facts = facts_beneath(row, setting)
    own = item.grade.credibility if isinstance(item, FactItem) and item.grade else None
    return bool(facts) and all(
        (own or fact.credibility) >= _WEAK_FIGURE
        or all(setting.catalogue.reliability(source) in _WEAK_LETTERS for source in _cited(fact, setting))
        for fact in facts
    )


def completeness(setting: ReviewContext) -> Iterator[RawFinding]:
    """What a finished briefing has."""
    briefing = setting.briefing
    judgements = [row.item for row in setting.rows if isinstance(row.item, Judgement)]
    for row in setting.rows:
        yield from _ungraded(row, setting)
    for each in judgements:
        if not each.alternatives:
            yield RawFinding(
                "judgement-without-alternatives", "Nothing says what else could be so.", row_id=each.id
            )
        if not each.assumptions:
            yield RawFinding(
                "judgement-without-assumptions", "Nothing says what it takes as given.", row_id=each.id
            )
    if briefing.cut_off is None:
        yield RawFinding("no-cut-off", "The briefing has no cut-off date.", row_id=BRIEFING)
    if not judgements and any(row.fact for row in setting.rows):
        yield RawFinding("no-key-judgements", "The briefing has facts and no judgement.", row_id=BRIEFING)
    if briefing.template_options.get("scheme-box") is False and any(
        _has_grade(row) for row in setting.rows
    ):
        fix = Fix("Print the box", SetOption(name="scheme-box", value=None))
        yield RawFinding(
            "scheme-box-missing",
            "The box that explains the scales is switched off.",
            row_id=BRIEFING,
            fix=fix,
        )


def _has_grade(row: ReviewRow) -> bool:
    return isinstance(row.item, FactItem | Judgement) and row.item.grade is not None


def _ungraded(row: ReviewRow, setting: ReviewContext) -> Iterator[RawFinding]:
    item = row.item
    if isinstance(item, FactItem):
        if item.grade is None or item.grade.confidence is None:
            yield RawFinding("ungraded", "The fact has no confidence.", row_id=item.id)
    elif isinstance(item, Judgement):
        lacking = [
            name
            for name, scale, given in (
                ("likelihood", setting.likelihood, item.grade.likelihood if item.grade else None),
                ("confidence", setting.confidence, item.grade.confidence if item.grade else None),
            )
            if scale is not None and given is None
        ]
        if lacking:
            yield RawFinding(
                "ungraded", f"The judgement has no {' and no '.join(lacking)}.", row_id=item.id
            )


def marking(setting: ReviewContext) -> Iterator[RawFinding]:
    """Items and sources that fewer readers may see than the briefing is for."""
    labels = {m.label: m.order for each in setting.scales.marking_sets.values() for m in each.markings}
    allowed = labels.get(setting.briefing.marking)
    if allowed is None:
        return
    for row in setting.rows:
        if row.fact is None:
            continue
        if row.fact.marking and labels.get(row.fact.marking, allowed) > allowed:
            yield RawFinding(
                "item-above-marking",
                f"The fact is {row.fact.marking}, the briefing {setting.briefing.marking}.",
                row_id=row.item.id,
            )
        for source in _cited(row.fact, setting):
            if source.marking and labels.get(source.marking, allowed) > allowed:
                message = (
                    f"{source.description} is {source.marking}, the briefing {setting.briefing.marking}."
                )
                yield RawFinding("source-above-marking", message, row_id=row.item.id)
