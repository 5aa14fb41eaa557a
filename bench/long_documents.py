"""Briefings of about a given number of pages, of the statements of the bundled library."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from msgspec.structs import replace

from briefing.cli.context import load_reference
from briefing.editing import Reword, apply
from briefing.model.briefing import (
    Briefing,
    ChartItem,
    ChartKind,
    Evidence,
    FactItem,
    Item,
    Judgement,
    Section,
)
from briefing.project import Reference
from tests.builders import GRADE

TEMPLATE = "assessment"
ROWS_ON_A_PAGE = 9.25
"""So many rows make a page, with what the annexes print of them."""
_PAGES_BESIDES = 1
_ROWS_OF_A_SECTION = 12
_FEWEST_ROWS = 4
_SECTIONS_TO_A_FIGURE = 8
_JUDGEMENTS = 3
_CONFIDENCES = ("high", "moderate", "low")
_TREATIES = ("russia-iran-2025", "russia-dprk-2024")


@functools.cache
def reference() -> Reference:
    return load_reference()


@dataclass(frozen=True)
class Statement:
    """What a peer prints of a row."""

    row: str
    text: str
    confidence: str
    sources: str


def briefing_of(pages: int) -> Briefing:
    """Judgements, sections of twelve graded facts, and a figure in the first of each eight.

    With 0 pages a judgement and a few facts without annexes, to see that a benchmark runs.
    """
    library = reference().library
    facts = list(library.facts.values())
    rows = [
        FactItem(
            id=f"f{number}",
            fact_id=facts[number % len(facts)].id,
            grade=replace(GRADE, confidence=_CONFIDENCES[number % 3]),
        )
        for number in range(_row_count(pages))
    ]
    sections = [
        _section(number, rows[first : first + _ROWS_OF_A_SECTION], has_figure=bool(pages))
        for number, first in enumerate(range(0, len(rows), _ROWS_OF_A_SECTION), start=1)
    ]
    judgements = tuple(
        _judgement(number, rows[4 * number : 4 * number + 4]) for number in range(_JUDGEMENTS)
    )
    return Briefing(
        id=f"pages-{pages}",
        title=f"A briefing of {pages} pages",
        subtitle="Obligations, gas, nuclear energy and arms",
        author="A. Analyst",
        organisation="Policy Planning Unit",
        cut_off="2025-10-31",
        issued="2025-11-03",
        marking="TLP:GREEN",
        template_id=TEMPLATE,
        template_options={} if pages else {"annexes": "omit", "contents": False},
        sections=(Section(id="s0", title="Key judgements", items=judgements), *sections),
        library=library.material_for([row.fact_id for row in rows], _TREATIES if pages else ()),
    )


def warming_up(pages: int = 1) -> Briefing:
    """Return a page or two with no part in common with other documents, to load fonts and template."""
    briefing = briefing_of(min(pages, 1))
    rewords = [Reword(item_id=item.id, text=f"Words for {item.id}") for item in briefing.walk_items()
               if isinstance(item, FactItem | Judgement)]  # fmt: skip
    return functools.reduce(apply, rewords, replace(briefing, title="Before all others"))


def statements(briefing: Briefing) -> list[list[Statement]]:
    """Return the statements of a briefing by section."""
    facts = {fact.id: fact for fact in briefing.library.facts}
    described = {source.id: source.description for source in briefing.library.sources}
    return [
        [
            Statement(
                item.id,
                item.wording or facts[item.fact_id].statement,
                str(item.grade.confidence),
                "; ".join(described[each.source_id] for each in facts[item.fact_id].citations),
            )
            for item in section.items
            if isinstance(item, FactItem) and item.grade
        ]
        for section in briefing.sections
    ]


def _row_count(pages: int) -> int:
    if not pages:
        return _FEWEST_ROWS
    return max(_ROWS_OF_A_SECTION, round((pages - _PAGES_BESIDES) * ROWS_ON_A_PAGE))


def _section(number: int, rows: list[FactItem], *, has_figure: bool) -> Section:
    items: tuple[Item, ...] = tuple(rows)
    if has_figure and number % _SECTIONS_TO_A_FIGURE == 1:
        chart = ChartItem(
            id=f"d{number}",
            kind=ChartKind.NETWORK,
            caption="The parties of two treaties",
            treaty_ids=_TREATIES,
        )
        items = (*items, chart)
    return Section(id=f"s{number}", title=f"What is known of matter {number}", items=items)


def _judgement(number: int, evidence: list[FactItem]) -> Judgement:
    return Judgement(
        id=f"j{number}",
        text="It is likely that the parties will consult each other before they act.",
        grade=replace(GRADE, likelihood="likely", confidence="moderate"),
        evidence=tuple(Evidence(item_id=row.id) for row in evidence),
    )
