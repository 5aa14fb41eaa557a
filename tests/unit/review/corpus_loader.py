"""A briefing for reviews: sound in every respect, for tests to put one fault in."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from briefing.grading import Scales
from briefing.model.briefing import Bearing, Briefing, Evidence, FactItem, Grade, Item, Judgement, Section
from briefing.review import Finding, review
from tests.builders import bundled_library, bundled_scales

FACTS = {
    "f1": "ri-gas-ceiling-55bcm",
    "f2": "ri-no-military-alliance",
    "f3": "ri-duma-ratified",
    "f4": "ri-price-under-discussion",
    "f5": "ri-military-alliance-headline",
}


def graded(**given: Any) -> Grade:
    return Grade(
        **{
            "graded_by": "A",
            "graded_on": "2025-11-03",
            "confidence": "low",
            "rationale": "As it is.",
            **given,
        }
    )


def a_judgement(text: str = "It is unlikely that gas will flow before 2028.", **given: Any) -> Judgement:
    complete: dict[str, Any] = {
        "id": "j1",
        "text": text,
        "grade": graded(likelihood="unlikely"),
        "evidence": (
            Evidence(item_id="f1", bearing=Bearing.CONTRADICTS),
            Evidence(item_id="f4"),
            Evidence(item_id="f3"),
        ),
        "assumptions": ("Existing lines stay as they are.",),
        "alternatives": ("A swap through a third state.",),
    }
    return Judgement(**{**complete, **given})


def a_sound_briefing(*more: Item, **given: Any) -> Briefing:
    """A briefing without a finding; `more` are items of a section of their own."""
    facts = tuple(
        FactItem(id=item_id, fact_id=fact_id, grade=graded()) for item_id, fact_id in FACTS.items()
    )
    sections = [
        Section(id="s1", title="Key judgements", items=(a_judgement(),)),
        Section(id="s2", title="Facts", items=facts),
    ]
    if more:
        sections.append(Section(id="s3", title="More", items=more))
    used = {item.fact_id for section in sections for item in section.items if isinstance(item, FactItem)}
    complete: dict[str, Any] = {
        "id": "case",
        "title": "Case",
        "cut_off": "2025-10-31",
        "sections": tuple(sections),
        "library": bundled_library().material_for(used),
    }
    return Briefing(**{**complete, **given})


def with_item(briefing: Briefing, item: Item) -> Briefing:
    """The briefing with an item in the place of the one with its id."""
    sections = tuple(
        replace(section, items=tuple(item if each.id == item.id else each for each in section.items))
        for section in briefing.sections
    )
    return replace(briefing, sections=sections)


def worded(item_id: str, wording: str) -> FactItem:
    return FactItem(id=item_id, fact_id=FACTS[item_id], grade=graded(), wording=wording)


def found(briefing: Briefing, scales: Scales | None = None) -> list[tuple[str, str, str]]:
    """Rule, row and words of every open finding."""
    return [(each.rule_id, each.row_id, each.words) for each in open_findings(briefing, scales)]


def open_findings(briefing: Briefing, scales: Scales | None = None) -> list[Finding]:
    return [
        each for each in review(briefing, scales or bundled_scales(), bundled_library()) if each.is_open
    ]
