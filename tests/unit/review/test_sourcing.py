"""Rows are found whose evidence is missing, single, weak, late, contradicted, or not for every reader."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.composition.withheld import withheld
from briefing.editing import AddFact, SetOption
from briefing.model.briefing import (
    Bearing,
    Briefing,
    Evidence,
    FactItem,
    Grade,
    Item,
    Judgement,
    Prose,
    Section,
)
from briefing.model.fact import Fact, Relation
from briefing.model.library import Catalogue, Material
from briefing.model.source import Citation, Source
from briefing.model.terms import FactRelation, Reliability
from briefing.review.checks.cited_sources import check_cited_sources
from briefing.review.checks.completeness import check_completeness
from briefing.review.checks.marking import check_marking
from briefing.review.checks.sourcing import check_sourcing, supporting_facts
from briefing.review.context import ReviewContext, ReviewRow
from briefing.review.finding import BRIEFING, RawFinding
from tests.builders import bundled_scales, publisher, source, treaty
from tests.unit.profile import repeatable
from tests.unit.review.rows import a_fact

SOURCES = (source("wire"), source("echo", "agency", "wire"), source("blog", "forum"), source("paper"))


def cited(fact_id: str, *source_ids: str, **given: Any) -> Fact:
    citations = tuple(Citation(source_id=source_id) for source_id in source_ids)
    return a_fact(f"It is so that {fact_id}", id=fact_id, citations=citations, **given)


def graded(confidence: str | None = "low", **given: Any) -> Grade:
    return Grade(**{"graded_by": "A", "graded_on": "2025-11-03", "confidence": confidence, **given})


def a_row(item_id: str, fact_id: str, **given: Any) -> FactItem:
    return FactItem(**{"id": item_id, "fact_id": fact_id, "grade": graded(), **given})


def a_judgement(*evidence: str | Evidence, **given: Any) -> Judgement:
    pieces = tuple(Evidence(item_id=each) if isinstance(each, str) else each for each in evidence)
    complete = {
        "id": "j1", "text": "It is unlikely.", "evidence": pieces, "grade": graded(likelihood="unlikely"),
        "assumptions": ("So it goes on.",), "alternatives": ("It ends.",),
    }  # fmt: skip
    return Judgement(**{**complete, **given})


def context(
    items: tuple[Item, ...], facts: tuple[Fact, ...], sources: tuple[Source, ...] = SOURCES, **given: Any
) -> ReviewContext:
    library = Material.of(
        treaties=[treaty("alpha", "wire")],
        publishers=[publisher("agency"), publisher("forum", Reliability.F)],
        sources=sources,
        facts=facts,
    )
    section = Section(id="s1", title="S", items=items)
    complete = {
        "id": "b",
        "title": "B",
        "cut_off": "2025-10-31",
        "library": library,
        "sections": (section,),
    }
    return ReviewContext(Briefing(**{**complete, **given}), Catalogue(library), bundled_scales())


def check_citations(setting: ReviewContext) -> Iterator[RawFinding]:
    """Check what the fact of each row cites."""
    for row in setting.rows:
        for finding in check_cited_sources(row, setting):
            yield dataclasses.replace(finding, row_id=row.item.id)


def ids(
    check: Callable[[ReviewContext], Iterator[RawFinding]], setting: ReviewContext
) -> list[tuple[str, str]]:
    return [(each.rule_id, each.row_id or "") for each in check(setting)]


# The facts that a row rests on


ROWS = ("f1", "f2", "j1", "j2", "p1")


@repeatable
@given(st.dictionaries(st.sampled_from(ROWS[2:]), st.lists(st.sampled_from(ROWS), unique=True, max_size=4)))
def test_a_row_rests_on_all_facts_that_its_evidence_leads_to(links: dict[str, list[str]]) -> None:
    evidence = {row: tuple(Evidence(item_id=each) for each in links.get(row, ())) for row in ROWS[2:]}
    items: tuple[Item, ...] = (
        a_row("f1", "one"),
        a_row("f2", "two"),
        a_judgement(*evidence["j1"]),
        a_judgement(*evidence["j2"], id="j2"),
        Prose(id="p1", text="So.", evidence=evidence["p1"]),
    )
    setting = context(items, (cited("one", "wire"), cited("two", "blog")))
    reached, waiting = set(), ["p1"]
    while waiting:
        row = waiting.pop()
        if row not in reached:
            reached.add(row)
            waiting += links.get(row, ())
    supporting = supporting_facts(ReviewRow(items[-1], "So."), setting)
    assert {fact.id for fact in supporting} == {
        {"f1": "one", "f2": "two"}[row] for row in reached & {"f1", "f2"}
    }
    assert len(supporting) == len({fact.id for fact in supporting})


def test_what_contradicts_a_judgement_does_not_carry_it() -> None:
    against = Evidence(item_id="f1", bearing=Bearing.CONTRADICTS)
    judgement = a_judgement(against, "f2")
    items = (judgement, a_row("f1", "one"), a_row("f2", "two"))
    setting = context(items, (cited("one", "wire"), cited("two", "blog")))
    assert [fact.id for fact in supporting_facts(ReviewRow(judgement, ""), setting)] == ["two"]


# Origins


TWO = (cited("one", "wire"), cited("two", "blog"))


def test_a_judgement_on_one_origin_is_found_however_many_rows_repeat_it() -> None:
    items = (a_judgement("f1", "f2"), a_row("f1", "one"), a_row("f2", "two"))
    assert ids(check_sourcing, context(items, (cited("one", "wire"), cited("two", "echo")))) == [
        ("single-source-judgement", "j1")
    ]
    assert ids(check_sourcing, context(items, TWO)) == []


def test_a_judgement_or_a_text_without_evidence_is_found() -> None:
    items = (a_judgement(), Prose(id="p1", text="So it is."))
    assert ids(check_sourcing, context(items, TWO)) == [("no-source", "p1")]
    assert ("judgement-without-evidence", "j1") in ids(check_completeness, context(items, TWO))


def test_several_sources_are_only_found_where_they_are_one_origin() -> None:
    def prose(*evidence: str) -> Prose:
        pieces = tuple(Evidence(item_id=each) for each in evidence)
        return Prose(id="p1", text="Several sources name it.", evidence=pieces)

    rows = (a_row("f1", "one"), a_row("f2", "two"))
    assert ids(check_sourcing, context((prose("f1"), *rows), TWO)) == [("one-origin-as-several", "p1")]
    assert ids(check_sourcing, context((prose("f1", "f2"), *rows), TWO)) == []


# Relations, dates and addresses


def related(kind: FactRelation) -> tuple[Fact, Fact]:
    return cited("one", "wire"), cited("two", "blog", relations=(Relation(kind=kind, fact_id="one"),))


@pytest.mark.parametrize(
    ("kind", "rule"),
    [
        (FactRelation.CONTRADICTS, "contradiction-not-shown"),
        (FactRelation.SUPERSEDES, "superseded-fact"),
    ],
)
def test_a_related_fact_that_is_left_out_is_found_and_may_be_added_after_the_row(
    kind: FactRelation, rule: str
) -> None:
    (raw,) = check_sourcing(context((a_row("f1", "one"),), related(kind)))
    assert (raw.rule_id, raw.row_id) == (rule, "f1")
    assert raw.fix is not None
    assert isinstance(raw.fix.edit, AddFact)
    assert (raw.fix.edit.fact_id, raw.fix.edit.section_id, raw.fix.edit.position) == ("two", "s1", 1)
    both = (a_row("f1", "one"), a_row("f2", "two"))
    assert ids(check_sourcing, context(both, related(kind))) == []


@pytest.mark.parametrize("kind", [FactRelation.CONTRADICTS, FactRelation.SUPERSEDES])
def test_a_related_fact_from_after_the_cut_off_is_advice_and_is_not_printed(kind: FactRelation) -> None:
    one, two = related(kind)
    after = (one, replace(two, date="2025-11"))
    setting = context((a_row("f1", "one"),), after)
    (raw,) = check_sourcing(setting)
    assert (raw.rule_id, raw.row_id, raw.fix) == ("newer-in-library", "f1", None)
    assert [fact.id for fact in withheld(setting.briefing).library.facts] == ["one"]
    both = context((a_row("f1", "one"), a_row("f2", "two")), after)
    assert len(withheld(both.briefing).library.facts) == len(after)
    open_ended = context((a_row("f1", "one"),), after, cut_off=None)
    assert len(withheld(open_ended.briefing).library.facts) == len(after)


@pytest.mark.parametrize("kind", [FactRelation.CONTRADICTS, FactRelation.SUPERSEDES])
def test_a_related_fact_of_later_sources_alone_is_advice_and_is_not_printed(kind: FactRelation) -> None:
    one, two = related(kind)
    sources = tuple(
        replace(each, issued="2025-11-01") if each.id in {"blog", "paper"} else each for each in SOURCES
    )
    setting = context((a_row("f1", "one"),), (one, replace(two, date="2025-09")), sources)
    assert ids(check_sourcing, setting) == [("newer-in-library", "f1")]
    assert [fact.id for fact in withheld(setting.briefing).library.facts] == ["one"]
    also_earlier = replace(two, citations=(*two.citations, Citation(source_id="echo")))
    known = context((a_row("f1", "one"),), (one, also_earlier), sources)
    assert ("newer-in-library", "f1") not in ids(check_sourcing, known)
    assert len(withheld(known.briefing).library.facts) == len((one, also_earlier))


def test_a_related_fact_of_which_a_part_is_before_the_cut_off_is_missed_as_before() -> None:
    one, two = related(FactRelation.SUPERSEDES)
    setting = context((a_row("f1", "one"),), (one, replace(two, date="2025-10/2025-11")))
    assert ids(check_sourcing, setting) == [("superseded-fact", "f1")]


def test_a_late_source_besides_others_is_a_warning() -> None:
    sources = (replace(SOURCES[0], issued="2025-11-01"), *SOURCES[1:])
    setting = context((a_row("f1", "one"),), (cited("one", "wire", "echo"),), sources)
    assert ids(check_citations, setting) == [("source-after-cut-off", "f1")]


def test_a_contradiction_holds_both_ways_and_a_later_fact_is_not_superseded() -> None:
    only = (a_row("f2", "two"),)
    assert ids(check_sourcing, context(only, related(FactRelation.CONTRADICTS))) == [
        ("contradiction-not-shown", "f2")
    ]
    assert ids(check_sourcing, context(only, related(FactRelation.SUPERSEDES))) == []


@pytest.mark.parametrize(
    ("issued", "late"),
    [("2025-10-31", False), ("2025-11-01", True), ("2025-10", False), ("2025-11", True), (None, False)],
)
def test_a_source_is_late_only_where_all_of_its_date_is_after_the_cut_off(
    issued: str | None, late: bool
) -> None:
    sources = (replace(SOURCES[0], issued=issued), *SOURCES[1:])
    setting = context((a_row("f1", "one"),), (cited("one", "wire"),), sources)
    assert ids(check_citations, setting) == ([("known-after-cut-off", "f1")] if late else [])
    without = context((a_row("f1", "one"),), (cited("one", "wire"),), sources, cut_off=None)
    assert ids(check_citations, without) == []


def test_a_source_that_nothing_leads_to_is_found() -> None:
    gone = replace(SOURCES[0], url=None)
    row, fact = (a_row("f1", "one"),), (cited("one", "wire"),)
    assert ids(check_citations, context(row, fact, (gone, *SOURCES[1:]))) == [("dead-citation", "f1")]
    titled = replace(gone, title="A report")
    assert ids(check_citations, context(row, fact, (titled, *SOURCES[1:]))) == []


# Grades


@pytest.mark.parametrize(
    ("source_id", "credibility", "weak"), [("wire", 2, False), ("blog", 2, True), ("wire", 4, True)]
)
def test_the_highest_confidence_is_found_where_all_that_carries_it_is_weak(
    source_id: str, credibility: int, weak: bool
) -> None:
    fact = cited("one", source_id, credibility=credibility)
    row = a_row("f1", "one", grade=graded("high", rationale="So it is."))
    assert ids(check_sourcing, context((row,), (fact,))) == ([("weak-beneath-high", "f1")] if weak else [])


def test_one_fact_that_is_not_weak_is_enough_for_a_high_judgement() -> None:
    judgement = a_judgement("f1", "f2", grade=graded("high", rationale="So it is."))
    items = (judgement, a_row("f1", "one"), a_row("f2", "two"))
    facts = (cited("one", "wire", credibility=2), cited("two", "blog", credibility=5))
    assert ids(check_sourcing, context(items, facts)) == []


def test_a_confidence_more_than_a_step_from_the_evidence_needs_a_reason() -> None:
    fact = cited("one", "wire", "blog", credibility=3)
    strong = cited("one", "wire", "paper", credibility=1)
    none = ("", "So.")
    for reason in (*none, "Its author was there.", "据其作者所述，他本人当时在场。"):
        row = a_row("f1", "one", grade=graded("low", rationale=reason))
        expected = [("grade-departs", "f1")] if reason in none else []
        assert ids(check_sourcing, context((row,), (strong,))) == expected
    assert ids(check_sourcing, context((a_row("f1", "one", grade=graded("low")),), (fact,))) == []


# Completeness


def test_a_complete_briefing_lacks_nothing() -> None:
    items = (a_judgement("f1"), a_row("f1", "one"))
    assert ids(check_completeness, context(items, TWO)) == []


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"alternatives": ()}, "judgement-without-alternatives"),
        ({"assumptions": ()}, "judgement-without-assumptions"),
        ({"grade": None}, "ungraded"),
        ({"grade": graded(None, likelihood="unlikely")}, "ungraded"),
        ({"grade": graded("low")}, "ungraded"),
    ],
)
def test_what_a_judgement_lacks_is_found(change: dict[str, Any], rule: str) -> None:
    items = (a_judgement("f1", **change), a_row("f1", "one"))
    assert ids(check_completeness, context(items, TWO)) == [(rule, "j1")]


def test_what_the_briefing_lacks_is_found() -> None:
    assert ids(check_completeness, context((a_row("f1", "one"),), TWO)) == [("no-key-judgements", BRIEFING)]
    assert ("no-cut-off", BRIEFING) in ids(check_completeness, context((), TWO, cut_off=None))


def test_scales_that_are_used_are_explained() -> None:
    off = {"scheme-box": False}
    items = (a_judgement("f1"), a_row("f1", "one"))
    (raw,) = check_completeness(context(items, TWO, template_options=off))
    assert raw.rule_id == "scheme-box-missing"
    assert raw.fix is not None
    assert raw.fix.edit == SetOption(name="scheme-box", value=None)
    prose = (Prose(id="p1", text="So.", evidence=(Evidence(item_id="f1"),)),)
    assert ids(check_completeness, context(prose, TWO, template_options=off)) == []


# Markings


LABELS = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")


@repeatable
@given(st.sampled_from(LABELS), st.none() | st.sampled_from(LABELS), st.none() | st.sampled_from(LABELS))
def test_exactly_what_fewer_readers_may_see_than_the_briefing_is_found(
    allowed: str, of_fact: str | None, of_source: str | None
) -> None:
    sources = (replace(SOURCES[0], marking=of_source), *SOURCES[1:])
    setting = context(
        (a_row("f1", "one"),), (cited("one", "wire", marking=of_fact),), sources, marking=allowed
    )
    order = LABELS.index
    expected = [
        (rule, "f1")
        for rule, label in (("item-above-marking", of_fact), ("source-above-marking", of_source))
        if label and order(label) > order(allowed)
    ]
    assert ids(check_marking, setting) == expected
