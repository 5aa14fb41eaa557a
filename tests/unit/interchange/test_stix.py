"""STIX: reports are sources, notes and described relationships are facts, all else is counted."""

from __future__ import annotations

import json
from typing import Any

import pytest

from briefing.errors import ImportFileError
from briefing.interchange.reading import ImportOptions, Reading
from briefing.interchange.threat_reports.stix import credibility_of
from briefing.model.fact import Fact, Relation
from briefing.model.source import Publisher, Source
from briefing.model.terms import FactRelation
from briefing.model.treaty import Place
from tests.unit.interchange.importing import (
    changes_of_a_second_import,
    imported,
    losses,
    read,
    records,
    refusals,
)


def stix_id(kind: str, number: int) -> str:
    return f"{kind}--{number:08d}-0000-4000-8000-000000000000"


def stix(kind: str, number: int, **fields: Any) -> dict[str, Any]:
    return {"type": kind, "spec_version": "2.1", "id": stix_id(kind, number), **fields}


def bundle(*objects: Any, treaty_id: str = "alpha") -> Reading:
    raw = json.dumps({"type": "bundle", "id": stix_id("bundle", 0), "objects": objects}).encode()
    return read(raw, "export.json", ImportOptions(treaty_id=treaty_id))


AMBER = "marking-definition--f88d31f6-486f-44da-b317-01333bde0b82"
OWN = stix("marking-definition", 1, name="HOUSE ONLY", definition_type="statement", definition={})
HOUSE = stix("identity", 1, name="Gas Watch", identity_class="organization", sectors=["energy"])
REPORT = stix(
    "report",
    1,
    name="Gas and treaties",
    published="2025-03-02T10:00:00.000Z",
    created_by_ref=HOUSE["id"],
    object_marking_refs=[AMBER],
    object_refs=[stix_id("note", 1), stix_id("note", 2), stix_id("relationship", 1)],
    external_references=[
        {"source_name": "Gas Watch", "url": "https://example.org/report"},
        {"source_name": "The Paper", "url": "https://example.org/other", "description": "An article"},
        {"source_name": "cve", "external_id": "CVE-2020-1"},
    ],
    lang="en",
    report_types=["threat-report"],
)
NOTE = stix(
    "note",
    1,
    abstract="Gas flows through the pipeline",
    content="Gas flows. It has since May.",
    authors=["A. Nalyst"],
    confidence=85,
    labels=["Gas transit"],
    object_refs=[stix_id("location", 1), stix_id("threat-actor", 1)],
)
NOTES = (NOTE, stix("note", 2, content="Prices were agreed.", object_refs=[]))
PLACE = stix("location", 1, country="IR", name="Bushehr", region="asia")
ACTOR = stix("threat-actor", 1, name="Gasco")


def test_a_report_is_a_source_of_the_identity_that_made_it() -> None:
    reading = bundle(HOUSE, REPORT)
    report, article = records(reading, Source)
    assert (report.title, report.issued, report.language) == ("Gas and treaties", "2025-03-02", "en")
    assert (report.url, report.marking) == ("https://example.org/report", "TLP:AMBER")
    assert report.identifiers == {"stix": stix_id("report", 1)}
    assert [each.name for each in records(reading, Publisher)] == ["Gas Watch", "The Paper"]
    assert (article.description, article.marking) == ("An article", "TLP:AMBER")
    assert {(field, text) for _, field, text in losses(reading)} == {
        ("report_types", '["threat-report"]'),
        ("external reference", "cve CVE-2020-1"),
        ("identity_class", "organization"),
        ("sectors", '["energy"]'),
    }
    assert changes_of_a_second_import(reading) == []


def test_a_note_is_a_fact_that_cites_the_report_which_lists_it() -> None:
    reading = bundle(HOUSE, REPORT, *NOTES, PLACE, ACTOR)
    gas, prices = records(reading, Fact)
    assert (gas.statement, gas.notes) == ("Gas flows through the pipeline", "Gas flows. It has since May.")
    assert (gas.credibility, gas.graded, gas.attributed_to) == (1, True, "A. Nalyst")
    assert (gas.topics, gas.actors, gas.place) == (("gas-transit",), ("Gasco",), Place("IR", "Bushehr"))
    assert gas.citations[0].source_id == records(reading, Source)[0].id
    assert (prices.statement, prices.credibility, prices.graded) == ("Prices were agreed", 6, False)
    assert changes_of_a_second_import(reading) == []


def test_an_abstract_that_is_no_claim_is_lost_and_the_text_is_the_statement() -> None:
    notes = [{**NOTE, "id": stix_id("note", n), "abstract": text, "content": f"Claim {n}."}
             for n, text in ((1, "Fact"), (2, "An old fact"), (3, "An old fact"))]  # fmt: skip
    notes[0]["labels"] = ["standing:in_force", "gas"]
    reading = bundle(HOUSE, {**REPORT, "object_refs": [each["id"] for each in notes]}, *notes)
    assert [each.statement for each in records(reading, Fact)] == ["Claim 1", "Claim 2", "Claim 3"]
    assert records(reading, Fact)[0].topics == ("gas",)
    lost = [text for _, field, text in losses(reading) if field in {"abstract", "label of another program"}]
    assert sorted(lost) == ["An old fact", "An old fact", "Fact", "standing:in_force"]


def test_a_relationship_with_a_description_is_a_fact_and_one_without_is_lost() -> None:
    described = stix(
        "relationship",
        1,
        relationship_type="attributed-to",
        source_ref=ACTOR["id"],
        target_ref=HOUSE["id"],
        description="Gasco belongs to Gas Watch.",
        start_time="2020-01-02T00:00:00Z",
    )
    bare = stix("relationship", 2, relationship_type="uses", source_ref="a", target_ref="b")
    reading = bundle(HOUSE, REPORT, ACTOR, described, bare)
    (fact,) = records(reading, Fact)
    assert (fact.statement, fact.date) == ("Gasco belongs to Gas Watch", "2020-01-02/..")
    assert fact.actors == ("Gasco", "Gas Watch")
    assert ("relationship 00000002", "relationship without a description", "uses") in losses(reading)


def test_an_opinion_is_a_relation_of_facts_and_never_a_fact() -> None:
    opinion = stix(
        "opinion", 1, opinion="disagree", explanation="The dates differ.", authors=["B"],
        object_refs=[each["id"] for each in NOTES],
    )  # fmt: skip
    lonely = stix("opinion", 2, opinion="agree", object_refs=[stix_id("malware", 1)])
    reading = bundle(HOUSE, REPORT, *NOTES, opinion, lonely)
    gas, prices = records(reading, Fact)
    assert gas.relations == (Relation(FactRelation.CONTRADICTS, prices.id),)
    assert gas.notes.endswith("B: The dates differ.")
    assert ("opinion 00000002", "opinion", "agree") in losses(reading)
    assert changes_of_a_second_import(reading) == []


def test_what_says_nothing_about_a_treaty_is_counted() -> None:
    reading = bundle(stix("indicator", 1), stix("indicator", 2), stix("malware", 1), {"type": "file"})
    assert losses(reading) == {
        ("the file", "file", "1 skipped"),
        ("the file", "indicator", "2 skipped"),
        ("the file", "malware", "1 skipped"),
    }


def test_revoked_objects_and_those_of_an_unknown_marking_are_refused() -> None:
    reading = bundle(
        HOUSE,
        {**REPORT, "revoked": True},
        {**REPORT, "id": stix_id("report", 2), "object_marking_refs": ["marking-definition--9"]},
    )
    assert list(refusals(reading).values()) == [
        "It was revoked by its author.",
        "The file does not define its marking marking-definition--9.",
    ]


def test_a_marking_of_the_house_comes_over_and_parts_with_their_own_are_questioned() -> None:
    marked = {**REPORT, "object_marking_refs": [OWN["id"]], "granular_markings": [{"selectors": ["name"]}]}
    (report, _) = [each for each in bundle(OWN, HOUSE, marked).proposed if isinstance(each.record, Source)]
    assert isinstance(report.record, Source)
    assert report.record.marking == "HOUSE ONLY"
    assert "Parts of it" in report.questions[0]


def test_a_marking_of_the_library_is_never_changed() -> None:
    library = imported(bundle(HOUSE, REPORT))
    (before,) = [each for each in library.sources if "stix" in each.identifiers]
    after = imported(bundle(HOUSE, {**REPORT, "object_marking_refs": []}), library)
    assert next(each for each in after.sources if each.id == before.id).marking == "TLP:AMBER"


def test_facts_without_a_treaty_or_a_source_are_refused() -> None:
    reasons = [*refusals(bundle(NOTE, treaty_id="")).values(), *refusals(bundle(NOTE)).values()]
    assert [reason.split(",")[0] for reason in reasons] == [
        "A fact belongs to a treaty",
        "No report lists it",
    ]


def test_faulty_objects_are_refused_with_their_place_and_the_latest_version_is_read() -> None:
    old = {**REPORT, "modified": "2024-01-01T00:00:00Z", "name": "Old"}
    reading = bundle(
        HOUSE, {**REPORT, "modified": "2025-01-01T00:00:00Z"}, old, 5, {"type": "note", "authors": 1}
    )
    assert list(refusals(reading)) == ["object 4", "object 5 note"]
    assert records(reading, Source)[0].title == "Gas and treaties"


@pytest.mark.parametrize("raw", [b'{"type": "bundle", "objects": [', b'{"type": "bundle", "objects": 5}'])
def test_a_damaged_file_is_refused_with_its_name(raw: bytes) -> None:
    with pytest.raises(ImportFileError, match=r"export\.json"):
        read(raw, "export.json")


@pytest.mark.parametrize(
    ("confidence", "figure"),
    [(100, 1), (80, 1), (79, 2), (60, 2), (40, 3), (39, 4), (19, 5), (0, 5), (None, 6), (101, 6), (-1, 6)],
)
def test_confidence_is_credibility(confidence: int | None, figure: int) -> None:
    assert credibility_of(confidence) == figure
