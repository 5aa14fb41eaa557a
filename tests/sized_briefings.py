"""Briefings of a given size from the bundled library: six facts, 40, 150, or as many as a seed draws."""

from __future__ import annotations

import functools
import random
from collections.abc import Callable, Sequence

from msgspec.structs import replace

from briefing.model.briefing import (
    Bearing,
    Briefing,
    ChartItem,
    ChartKind,
    Comparison,
    Evidence,
    FactItem,
    Item,
    Judgement,
    Prose,
    Section,
    Table,
)
from briefing.model.fact import Fact
from tests.builders import GRADE, bundled_example, bundled_library

_GAS = (
    "ri-pipeline-negotiating",
    "ri-route-agreed",
    "ri-route-if-realised",
    "ri-price-under-discussion",
    "ri-gas-start-2bcm",
    "ri-gas-ceiling-55bcm",
)
_MOST_IN_A_SECTION = 12
_CONFIDENCES = ("high", "moderate", "low")
_LIKELIHOODS = ("unlikely", "likely", "very-likely")
_CLAIMS = (
    "Most of what the parties announced will not be carried out before the end of 2026",
    "The parties will consult each other, and neither will come to the other's defence",
    "The gas of one party will not reach the other through a pipeline before 2028",
    "Deliveries of arms will go on in both directions without being acknowledged",
)


@functools.cache
def example() -> Briefing:
    """The bundled example."""
    return bundled_example().briefing


def six_facts() -> Briefing:
    """Six facts on gas, two judgements on them, and a timeline."""
    facts = [bundled_library().facts[fact_id] for fact_id in _GAS]
    rows = _rows(facts)
    judgements = (
        _judgement(0, "It is unlikely that gas will flow to Iran before the end of 2027", rows[:3]),
        _judgement(1, "It is likely that the first deliveries will be small", rows[3:]),
    )
    timeline = _chart(ChartKind.TIMELINE)
    sections = (
        Section(id="s1", title="Key judgements", items=judgements),
        Section(id="s2", title="The pipeline", items=(*rows[:3], timeline)),
        Section(id="s3", title="Price and volume", items=tuple(rows[3:])),
    )
    return _briefing("Gas from Russia to Iran", sections, facts)


def forty_facts() -> Briefing:
    """40 facts on one treaty, three judgements, and two figures."""
    facts = [fact for fact in bundled_library().facts.values() if fact.treaty_id == "russia-iran-2025"][:40]
    return _sized("What forty facts say", facts, 3, (ChartKind.TIMELINE, ChartKind.GRADES))


def hundred_fifty_facts() -> Briefing:
    """150 facts on three treaties, four judgements, and a figure of each kind."""
    return _sized(
        "What the library holds", list(bundled_library().facts.values())[:150], 4, tuple(ChartKind)
    )


def generated(seed: int) -> Briefing:
    """A briefing of up to 60 facts with prose, tables and figures as the seed draws them."""
    draw = random.Random(seed)  # noqa: S311 - not for secrets
    facts = draw.sample(list(bundled_library().facts.values()), draw.randint(1, 60))
    charts = draw.sample(list(ChartKind), draw.randint(0, 3))
    briefing = _sized(f"Briefing {seed}", facts, draw.randint(0, 4), charts)
    sections = tuple(_with_other_items(section, draw) for section in briefing.sections)
    return replace(briefing, sections=sections)


SIZES: dict[str, Callable[[], Briefing]] = {
    "example": example,
    "six facts": six_facts,
    "40 facts": forty_facts,
    "150 facts": hundred_fifty_facts,
}


def in_template(briefing: Briefing, template_id: str, **options: bool | int | str) -> Briefing:
    """The briefing for another template, with these options and the defaults of the others."""
    named = {name.replace("_", "-"): value for name, value in options.items()}
    return replace(briefing, template_id=template_id, template_options=named)


def _sized(title: str, facts: Sequence[Fact], judgements: int, charts: Sequence[ChartKind]) -> Briefing:
    """Facts in sections of a dozen, each figure at the end of a section, judgements on the first facts."""
    rows = _rows(facts)
    figures = {number: _chart(kind) for number, kind in enumerate(charts)}
    groups = [rows[first : first + _MOST_IN_A_SECTION] for first in range(0, len(rows), _MOST_IN_A_SECTION)]
    if len(figures) > len(groups):
        groups += [[]] * (len(figures) - len(groups))
    sections = tuple(
        Section(
            id=f"s{number + 2}",
            title=_title(number, group),
            items=(*group, *((figures[number],) if number in figures else ())),
        )
        for number, group in enumerate(groups)
    )
    judged = tuple(
        _judgement(number, _CLAIMS[number], rows[4 * number : 4 * number + 4] or rows[:1])
        for number in range(judgements)
    )
    return _briefing(title, (Section(id="s1", title="Key judgements", items=judged), *sections), facts)


def _title(number: int, group: Sequence[FactItem]) -> str:
    if not group:
        return f"Figure {number + 1}"
    topics = bundled_library().facts[group[0].fact_id].topics or ("Other matters",)
    return f"{topics[0].replace('-', ' ').capitalize()} and related matters"


def _rows(facts: Sequence[Fact]) -> list[FactItem]:
    return [
        FactItem(
            id=f"f{number}",
            fact_id=fact.id,
            grade=replace(GRADE, confidence=_CONFIDENCES[number % 3]),
        )
        for number, fact in enumerate(facts, start=1)
    ]


def _judgement(number: int, text: str, evidence: Sequence[FactItem]) -> Judgement:
    grade = replace(
        GRADE,
        likelihood=_LIKELIHOODS[number % 3],
        confidence=_CONFIDENCES[number % 3],
        rationale="The reports come from interested speakers, and their figures differ.",
    )
    bearings = {len(evidence): Bearing.CONTRADICTS} if len(evidence) > 1 else {}
    return Judgement(
        id=f"j{number + 1}",
        text=text,
        grade=grade,
        evidence=tuple(
            Evidence(item_id=row.id, bearing=bearings.get(place, Bearing.SUPPORTS))
            for place, row in enumerate(evidence, start=1)
        ),
        assumptions=("The parties act on what they said in public",),
        alternatives=("A swap through a third country could begin sooner",),
        indicators=("A contract is signed, or a route is published",),
    )


def _chart(kind: ChartKind) -> ChartItem:
    return ChartItem(
        id=f"d-{kind}",
        kind=kind,
        caption=f"A figure of the kind {kind}",
        treaty_ids=("russia-iran-2025", "russia-dprk-2024") if kind is ChartKind.OBLIGATIONS else (),
    )


def _with_other_items(section: Section, draw: random.Random) -> Section:
    items: tuple[Item, ...] = section.items
    if draw.random() < 0.3:
        text = " ".join(["This paragraph is the author's own and names no source."] * draw.randint(2, 12))
        items = (Prose(id=f"p-{section.id}", text=text), *items)
    if draw.random() < 0.2:
        rows = tuple((str(2020 + row), f"{row * draw.randint(1, 9)}") for row in range(draw.randint(2, 14)))
        table = Table(id=f"t-{section.id}", caption="Volumes", columns=("Year", "bcm"), rows=rows)
        items = (*items, table)
    if draw.random() < 0.1:
        treaties = ("russia-iran-2025", "russia-china-2001")
        items = (*items, Comparison(id=f"c-{section.id}", caption="Two treaties", treaty_ids=treaties))
    return replace(section, items=items)


def _briefing(title: str, sections: tuple[Section, ...], facts: Sequence[Fact]) -> Briefing:
    items = [item for section in sections for item in section.items]
    named = {
        treaty_id
        for item in items
        if isinstance(item, ChartItem | Comparison)
        for treaty_id in item.treaty_ids
    }
    treaties = sorted(named | {treaty_id for fact in facts for treaty_id in fact.treaty_ids})
    return Briefing(
        id="sized",
        title=title,
        subtitle="Obligations, gas, nuclear energy and arms",
        purpose="To say what is agreed, what is announced, and what nobody has confirmed.",
        author="A. Analyst",
        organisation="Policy Planning Unit",
        requested_by="Director, Eurasia",
        cut_off="2025-10-31",
        issued="2025-11-03",
        marking="TLP:GREEN",
        sections=sections,
        library=bundled_library().material_for([fact.id for fact in facts], treaties),
    )
