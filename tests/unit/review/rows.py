"""A fact and a wording of it as the checks of one row see them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from types import ModuleType
from typing import Any

from briefing.language import Parses
from briefing.model.briefing import Briefing, FactItem, Item, Section
from briefing.model.fact import Fact
from briefing.model.library import Catalogue, Material
from briefing.model.source import Citation, Publisher
from briefing.model.terms import Standing
from briefing.review.context import ReviewContext, ReviewRow
from briefing.review.finding import RawFinding
from tests.builders import bundled_scales, publisher, source, treaty

Check = Callable[[ReviewRow, ReviewContext], Iterator[RawFinding]]


def a_fact(statement: str, standing: Standing = Standing.REPORTED, **given: Any) -> Fact:
    """A fact on the treaty between Russia and Iran, cited from one source."""
    return Fact(
        **{
            "id": "claim",
            "statement": statement,
            "standing": standing,
            "citations": (Citation(source_id="wire"),),
            "credibility": 3,
            "treaty_id": "alpha",
            **given,
        }
    )


def context_of(
    *facts: Fact,
    items: tuple[Item, ...] = (),
    parses: Parses | None = None,
    publishers: tuple[Publisher, ...] = (),
    **given: Any,
) -> ReviewContext:
    """The context of a briefing with these items over a library with these facts and publishers."""
    library = Material.of(
        treaties=[treaty("alpha", "text")],
        publishers=[publisher("agency"), publisher("ministry"), *publishers],
        sources=[source("wire"), source("text", "ministry")],
        facts=list(facts),
    )
    briefing = Briefing(
        id="b", title="B", library=library, sections=(Section(id="s1", title="S", items=items),), **given
    )
    return ReviewContext(briefing, Catalogue(library), bundled_scales(), parses=parses)


def row_of(fact: Fact, wording: str | None) -> ReviewRow:
    item = FactItem(id="f1", fact_id=fact.id, wording=wording)
    return ReviewRow(item, wording or fact.statement, fact)


def findings_of(check: Check, fact: Fact, wording: str | None, *others: Fact) -> list[tuple[str, str]]:
    """Rule and words of all that a check reports of a wording; `others` are further facts."""
    row = row_of(fact, wording)
    raw = list(check(row, context_of(fact, *others, items=(row.item,))))
    for each in raw:
        assert each.span is None or row.text[each.span.start : each.span.end]
    return [(each.rule_id, row.text[each.span.start : each.span.end] if each.span else "") for each in raw]


def reported_by(
    modules: Iterable[ModuleType], parses: Parses, fact: tuple[str, Standing, str | None], wording: str
) -> list[RawFinding]:
    """What these modules report of a wording of a fact, which is its statement, standing and speaker."""
    statement, standing, speaker = fact
    made = a_fact(statement, standing, attributed_to=speaker)
    row = row_of(made, wording)
    context = context_of(made, items=(row.item,), parses=parses)
    checks = [each.run for module in modules for each in module.CHECKS]
    return [raw for check in checks for raw in check(row, context)]


def rules_of(
    modules: Iterable[ModuleType], parses: Parses, fact: tuple[str, Standing, str | None], wording: str
) -> set[str]:
    """The rules by which modules of checks report a wording of a fact."""
    return {raw.rule_id for raw in reported_by(modules, parses, fact, wording)}
