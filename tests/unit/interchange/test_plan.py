"""The plan of an import: new, the same, changed; nothing of the library is replaced without being asked."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.interchange.matching import folded_address
from briefing.interchange.plan import EntryStatus, ImportPlan, plan_import
from briefing.interchange.reading import Proposed, Reading
from briefing.library.editing import apply
from briefing.library.layers import Layer, LayeredLibrary, LayerKind
from briefing.library.records import Record, key_of, records_of
from briefing.model.fact import Relation
from briefing.model.library import Material
from briefing.model.origin import Origin
from briefing.model.source import Citation, Publisher, Source
from briefing.model.terms import FactRelation, OriginKind, PublisherKind, Reliability, SourceKind, Standing
from tests.builders import CATALOGUE, LIBRARY, fact

FILE = Origin(
    kind=OriginKind.IMPORTED, at="2026-01-05", by="A. Nalyst", file="export.ris", file_sha256="d" * 64
)
PUBLISHER = Publisher(
    "the-paper", "The Paper", PublisherKind.UNKNOWN, Reliability.F, "Imported.", graded=False
)
SOURCE = Source(
    "report", "the-paper", SourceKind.NEWS_REPORT, "News report", title="Gas flows", issued="2025-03-01",
    url="https://www.example.org/gas/?utm_source=feed", identifiers={"doi": "10.1000/GAS"},
)  # fmt: skip


def plan(*records: Record, library: Material = LIBRARY, update: bool = False) -> ImportPlan:
    proposed = tuple(Proposed(f"item {number}", record) for number, record in enumerate(records, 1))
    return plan_import(Reading(proposed), library, FILE, update=update)


def after(plan: ImportPlan, library: Material = LIBRARY) -> Material:
    layers = (
        Layer("bundled", LayerKind.BUNDLED, None, library),
        Layer("mine", LayerKind.USER, None, Material()),
    )
    return apply(LayeredLibrary(layers), plan.edit).material


def statuses(plan: ImportPlan) -> list[str]:
    return [str(row.status) for row in plan.rows]


def test_new_records_are_written_with_their_origin_and_a_second_import_changes_nothing() -> None:
    first = plan(PUBLISHER, SOURCE)
    assert statuses(first) == ["new", "new"]
    library = after(first)
    (written,) = [source for source in library.sources if source.id == "report"]
    assert written == replace(SOURCE, origin=replace(FILE, place="item 2"))
    second = plan(PUBLISHER, SOURCE, library=library)
    assert statuses(second) == ["same", "same"]
    assert second.edit.edits == ()


def test_a_known_source_is_recognised_by_identifier_address_or_title_whatever_its_id() -> None:
    library = after(plan(PUBLISHER, SOURCE))
    bare = replace(SOURCE, id="other", identifiers={}, url=None, title=None, issued=None)
    for same in (
        replace(bare, identifiers={"doi": "10.1000/gas"}),
        replace(bare, url="http://example.org/gas#top"),
        replace(bare, title="Gas flows.", issued="2025"),
    ):
        assert statuses(plan(PUBLISHER, same, library=library)) == ["same", "same"]


def test_another_identifier_in_the_same_scheme_is_another_source() -> None:
    library = after(plan(PUBLISHER, SOURCE))
    other = replace(SOURCE, identifiers={"doi": "10.1000/other"})
    result = plan(PUBLISHER, other, library=library)
    assert statuses(result) == ["same", "new"]
    assert result.rows[1].key == ("source", "report-2")


def test_an_import_fills_in_and_names_what_it_leaves_as_it_is() -> None:
    library = after(plan(PUBLISHER, replace(SOURCE, authors=(), language=None, marking="TLP:RED")))
    newer = replace(SOURCE, title="Gas flows again", language="en", marking="TLP:CLEAR")
    result = plan(PUBLISHER, newer, library=library)
    row = result.rows[1]
    assert row.status is EntryStatus.CHANGED
    assert row.changes == ("language: nothing → “en”",)
    assert any("title stays “Gas flows”" in remark for remark in row.remarks)
    assert any("marking stays “TLP:RED”" in remark for remark in row.remarks)
    (held,) = [source for source in after(result, library).sources if source.id == "report"]
    assert (held.title, held.language, held.marking) == ("Gas flows", "en", "TLP:RED")


def test_an_update_replaces_values_but_never_a_marking_or_a_grade() -> None:
    graded = replace(PUBLISHER, graded=True, reliability=Reliability.B, rationale="Known for years.")
    library = after(plan(graded, replace(SOURCE, marking="TLP:RED")))
    newer = replace(SOURCE, title="Gas flows again", marking="TLP:CLEAR")
    updated = after(plan(PUBLISHER, newer, library=library, update=True), library)
    (held,) = [source for source in updated.sources if source.id == "report"]
    (publisher,) = [each for each in updated.publishers if each.id == "the-paper"]
    assert (held.title, held.marking) == ("Gas flows again", "TLP:RED")
    assert (publisher.reliability, publisher.graded) == (Reliability.B, True)


def test_references_lead_to_the_records_that_the_library_has() -> None:
    agency = replace(PUBLISHER, id="x", name="AGENCY")
    new = replace(SOURCE, publisher_id="x")
    claim = replace(fact("claim", "report"), citations=(Citation("report"),))
    reading = Reading((Proposed("1", claim), Proposed("2", new), Proposed("3", agency)))
    result = plan_import(reading, LIBRARY, FILE)
    assert statuses(result) == ["new", "new", "same"]
    library = after(result)
    (held,) = [source for source in library.sources if source.id == "report"]
    assert held.publisher_id == "agency" == CATALOGUE.sources["wire"].publisher_id


def test_a_fact_that_was_imported_before_is_recognised_by_its_id_and_its_statement() -> None:
    claim = replace(fact("claim", "wire"), statement="Gas flows")
    library = after(plan_import(Reading((Proposed("1", claim),)), LIBRARY, FILE))
    reworded = replace(claim, statement="Gas flows again")
    again = plan_import(Reading((Proposed("1", reworded),)), library, FILE)
    assert [row.status for row in again.rows] == [EntryStatus.SAME]
    assert "statement stays “Gas flows”" in again.rows[0].remarks[0]
    moved = plan_import(Reading((Proposed("1", replace(claim, id="new-id")),)), library, FILE)
    assert [row.status for row in moved.rows] == [EntryStatus.SAME]


def test_addresses_of_one_page_have_one_form() -> None:
    assert folded_address("https://www.example.org/a/?b=2&utm_medium=x&a=1#top") == "example.org/a?a=1&b=2"
    assert folded_address("http://example.org/a") == folded_address("https://example.org/a/")
    assert folded_address("https://example.org/a?id=1") != folded_address("https://example.org/a?id=2")


# References


def test_a_fact_may_name_a_later_one_that_gets_another_id() -> None:
    first = replace(fact("one", "report"), relations=(Relation(FactRelation.SUPPORTS, "route-agreed"),))
    later = replace(fact("route-agreed", "report"), statement="Another claim")
    planned = plan(PUBLISHER, SOURCE, first, later)
    assert [row.key[1] for row in planned.rows if row.key][2:] == ["one", "route-agreed-2"]
    (one,) = [each for each in after(planned).facts if each.id == "one"]
    assert one.relations[0].fact_id == "route-agreed-2"


def test_records_that_refer_to_nothing_are_refused_and_those_that_refer_to_them() -> None:
    records = (
        fact("lost", "nowhere"),
        replace(fact("x", "wire"), relations=(Relation(FactRelation.SUPPORTS, "lost"),)),
    )
    planned = plan(*records)
    assert statuses(planned) == ["refused", "refused"]
    assert "the source 'nowhere'" in planned.rows[0].remarks[0]
    assert "the fact 'lost'" in planned.rows[1].remarks[0]
    assert after(planned) == LIBRARY


def test_a_bare_title_is_the_one_source_with_this_title_or_description() -> None:
    named = Source("x", "agency", SourceKind.ANALYSIS, "Named", title="report WIRE")
    (row,) = plan(named).rows
    assert (row.status, row.key) == (EntryStatus.SAME, ("source", "wire"))


def test_records_of_one_library_with_different_ids_stay_apart() -> None:
    twin = replace(next(each for each in LIBRARY.sources if each.id == "wire"), id="wire-twin")
    library = replace(LIBRARY, sources=(*LIBRARY.sources, twin))
    reading = Reading(
        tuple(Proposed(str(key_of(each)), each) for each in records_of(library)), is_library=True
    )
    planned = plan_import(reading, LIBRARY, FILE)
    assert [row.key[1] for row in planned.rows if row.status is EntryStatus.NEW and row.key] == [
        "wire-twin"
    ]
    assert planned.count(EntryStatus.CHANGED) == 0
    again = plan_import(reading, after(planned), FILE)
    assert again.count(EntryStatus.SAME) == len(again.rows)


def test_other_content_under_the_same_id_in_another_library_is_a_new_record() -> None:
    other = replace(fact("route-agreed", "report"), statement="Something else")
    reading = Reading(
        tuple(Proposed(each.id, each) for each in (PUBLISHER, SOURCE, other)), is_library=True
    )
    planned = plan_import(reading, LIBRARY, FILE)
    assert planned.rows[2].key == ("fact", "route-agreed-2")
    assert plan_import(reading, after(planned), FILE).count(EntryStatus.SAME) == 3


def test_an_ungraded_fact_never_changes_a_standing() -> None:
    ours = next(each for each in LIBRARY.facts if each.id == "route-agreed")
    theirs = replace(ours, standing=Standing.ASSERTED, graded=False)
    library = replace(LIBRARY, facts=(theirs,))
    assert statuses(plan(replace(ours, graded=False), library=library, update=True)) == ["same"]


def test_a_record_that_would_break_a_rule_is_refused_and_those_that_need_it() -> None:
    in_force = replace(fact("early", "wire"), standing=Standing.IN_FORCE)
    needs_it = replace(fact("later", "wire"), relations=(Relation(FactRelation.SUPPORTS, "early"),))
    planned = plan(in_force, needs_it, fact("good", "wire"))
    assert statuses(planned) == ["refused", "refused", "new"]
    assert "no entry into force" in planned.rows[0].remarks[0]
    assert [each.id for each in after(planned).facts if each.id == "good"] == ["good"]
