"""The report on the content of a library."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.library.quality import content_report, only_treaty
from briefing.model.actor import Actor
from briefing.model.library import Catalogue, Material
from briefing.model.terms import ActorKind, InstrumentKind, ObligationKind, Presence, Reliability, Standing
from briefing.model.treaty import Obligation
from tests.builders import fact, publisher, source, treaty

DEFENCE = Obligation(kind=ObligationKind.DEFENCE, presence=Presence.NO)
MATERIAL = Material.of(
    [
        replace(treaty("alpha", "wire"), obligations=(DEFENCE,)),
        replace(treaty("beta", "letter"), kind=InstrumentKind.RESOLUTION),
    ],
    [publisher("agency"), publisher("paper", Reliability.D), replace(publisher("blog"), graded=False)],
    [
        replace(source("wire"), title="A report", authors=("A. Writer",)),
        source("echo", "paper", "wire"),
        source("letter", "blog"),
    ],
    [
        replace(fact("price", "wire", "echo"), topics=("gas", "trade"), date="2025-01"),
        replace(fact("route", "wire", "letter"), topics=("gas",), standing=Standing.DENIED),
        replace(fact("visit", "letter", treaty_id="beta"), attributed_to="Jan Kowal"),
    ],
    [Actor("envoy", "Jan Kowal", ActorKind.PERSON)],
)
REPORT = content_report(MATERIAL, Catalogue(MATERIAL))


def test_facts_are_counted_for_each_topic_and_standing() -> None:
    assert [(each.topic, each.facts, each.standings) for each in REPORT.topics] == [
        ("gas", 2, {Standing.REPORTED: 1, Standing.DENIED: 1}),
        ("trade", 1, {Standing.REPORTED: 1}),
        ("", 1, {Standing.REPORTED: 1}),
    ]
    assert REPORT.standings == {Standing.REPORTED: 2, Standing.DENIED: 1}
    counts = (REPORT.treaties, REPORT.publishers, REPORT.sources, REPORT.facts, REPORT.actors)
    assert counts == (2, 3, 3, 3, 1)


def test_sources_are_counted_by_reliability_and_listed_by_what_they_lack() -> None:
    counts = {letter: count for letter, count in REPORT.reliabilities.items() if count}
    assert counts == {Reliability.B: 1, Reliability.D: 1, Reliability.F: 1}
    assert list(REPORT.reliabilities) == list(Reliability)
    assert REPORT.ungraded_sources == ("letter",)
    assert REPORT.sources_without["title"] == ("echo", "letter")
    assert REPORT.sources_without["authors"] == ("echo", "letter")


def test_what_facts_lack_is_listed() -> None:
    assert REPORT.single_origin == ("price", "visit")
    assert REPORT.undated == ("route", "visit")
    assert [(each.fact_id, each.attributed_to) for each in REPORT.unnamed_speakers] == [
        ("visit", "Jan Kowal")
    ]


def test_obligations_of_which_a_treaty_says_nothing_are_listed() -> None:
    kinds = tuple(kind for kind in ObligationKind if kind is not ObligationKind.DEFENCE)
    assert REPORT.unrecorded_obligations == {"alpha": kinds}


def test_a_report_on_one_treaty_has_its_facts_and_what_they_cite() -> None:
    part = only_treaty(MATERIAL, Catalogue(MATERIAL), "beta")
    ids = [[each.id for each in records] for records in (part.treaties, part.sources, part.facts)]
    assert ids == [["beta"], ["letter"], ["visit"]]
    assert ([each.id for each in part.publishers], len(part.actors)) == (["blog"], 1)
