"""Edits of a library: what each does, what is refused with a reason, and what always holds."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.codec import decode, encode
from briefing.errors import LibraryError
from briefing.library.editing import apply, dependents, projects_using
from briefing.library.editing import edits as e
from briefing.library.editing.redirect import redirected
from briefing.library.layers import Layer, LayeredLibrary, LayerKind
from briefing.library.records import Record, RecordKind, records_by_key, records_of, references_of
from briefing.library.validate import broken_rules
from briefing.model.library import Material
from briefing.model.source import Attachment
from briefing.model.terms import Standing
from tests.builders import LIBRARY, a_briefing, fact, publisher, source, treaty
from tests.unit.library.editing.strategies import EDITS, OWN, key, layered
from tests.unit.profile import repeatable

LOWER_FACT = LIBRARY.facts[0]
LOWER_SOURCE = LIBRARY.sources[0]


def refusal(edit: e.LibraryEdit, library: LayeredLibrary | None = None) -> str:
    with pytest.raises(LibraryError) as caught:
        apply(library or layered(), edit)
    return str(caught.value)


# Adding and changing


def test_a_changed_lower_record_becomes_an_override_and_reverting_removes_it() -> None:
    before = layered()
    after = apply(before, e.put(replace(LOWER_FACT, notes="Corrected")))
    assert after.overrides() == [key(f"fact {LOWER_FACT.id}")]
    assert after.layers[0] == before.layers[0]
    revert = e.RevertRecord(kind=RecordKind.FACT, id=LOWER_FACT.id)
    assert apply(after, revert) == before
    assert apply(after, e.put(LOWER_FACT)) == before, "a copy equal to the lower record is no override"


def test_a_batch_may_add_a_fact_before_its_source_and_is_refused_as_a_whole() -> None:
    new_fact, new_source = e.put(fact("new", "leak", treaty_id="delta")), e.put(source("leak", "press"))
    after = apply(layered(), e.LibraryBatch((new_fact, new_source)))
    assert after.record(key("fact new")) == new_fact.fact  # type: ignore[union-attr]
    message = refusal(e.LibraryBatch((new_source, e.LibraryBatch((new_fact, e.put(fact("odd", "gone")))))))
    assert "edits[1].edits[1].PutFact" in message
    assert "There is no source 'gone'." in message


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (e.put(fact("new", "memo", treaty_id="gone")), "There is no treaty 'gone'."),
        (e.put(fact("new", treaty_id="delta")), "The fact has no source."),
        (e.put(source("new", "gone")), "There is no publisher 'gone'."),
        (e.put(source("memo", "press", "note")), "The source derives from itself."),
        (e.put(publisher("Not A Slug")), "does not have the right form"),
        (e.put(replace(fact("fee", "memo"), statement="So\u202eno")), "U+202E"),
        (e.put(treaty("archive", "memo")), "its folder cannot have that name"),
        (e.RenameRecord(RecordKind.TREATY, "delta", "con", update=True), "cannot have that name"),
        (
            e.put(replace(fact("fee", "memo", treaty_id="delta"), standing=Standing.IN_FORCE)),
            "the treaty records no entry into force",
        ),
    ],
)  # fmt: skip
def test_a_record_that_breaks_a_rule_is_refused(edit: e.LibraryEdit, reason: str) -> None:
    assert reason in refusal(edit)


def test_a_library_without_a_writable_layer_and_a_record_of_a_layer_above_cannot_be_changed() -> None:
    bundled, own = layered().layers
    assert "No layer of this library can be changed" in refusal(
        e.put(OWN.facts[0]), LayeredLibrary((bundled,))
    )
    project = Layer("Gas", LayerKind.PROJECT, None, Material.of(facts=[OWN.facts[0]]))
    assert "whose version counts" in refusal(e.put(OWN.facts[0]), LayeredLibrary((bundled, own, project)))


# Deleting, renaming, merging


def test_deleting_names_the_records_in_use_first_and_releases_them_if_asked() -> None:
    delete = e.DeleteRecord(kind=RecordKind.SOURCE, id="note")
    assert "The source note is used by fact fine." in refusal(delete)
    after = apply(layered(), replace(delete, release=True))
    assert after.record(key("source note")) is None
    assert [each.source_id for each in after.record(key("fact fine")).citations] == ["memo"]  # type: ignore[union-attr]


def test_a_reference_that_a_record_cannot_be_without_prevents_a_release() -> None:
    for kind, record_id, reason in (
        (RecordKind.SOURCE, "memo", "The fact has no source."),
        (RecordKind.PUBLISHER, "press", "There is no publisher 'press'."),
        (RecordKind.TREATY, "delta", "There is no treaty 'delta'."),
    ):
        assert reason in refusal(e.DeleteRecord(kind, record_id, release=True))


def test_records_of_a_lower_layer_are_neither_deleted_nor_renamed_nor_merged() -> None:
    lower = LOWER_SOURCE.id
    for edit in (
        e.DeleteRecord(RecordKind.SOURCE, lower, release=True),
        e.RenameRecord(RecordKind.SOURCE, lower, "new", update=True),
        e.MergeRecords(RecordKind.SOURCE, lower, "memo", update=True),
    ):
        assert "belongs to 'Bundled library'" in refusal(edit)


def test_renaming_changes_every_reference() -> None:
    rename = e.RenameRecord(RecordKind.SOURCE, "memo", "letter", update=True)
    assert "used by" in refusal(replace(rename, update=False))
    after = apply(layered(), rename)
    assert dependents(after, key("source letter")) == dependents(layered(), key("source memo"))
    moved = apply(layered(), e.RenameRecord(RecordKind.TREATY, "delta", "epsilon", update=True))
    assert {each.treaty_id for each in moved.layers[1].material.facts} == {"epsilon"}
    assert "already" in refusal(replace(rename, new_id=LOWER_SOURCE.id))


def test_merging_keeps_names_copies_and_citations_of_both() -> None:
    into = apply(layered(), e.MergeRecords(RecordKind.PUBLISHER, "press", "agency", update=True))
    agency = into.record(key("publisher agency"))
    assert agency.also == ("Press",)  # type: ignore[union-attr]
    assert into.overrides() == [key("publisher agency")]
    assert into.record(key("source memo")).publisher_id == "agency"  # type: ignore[union-attr]

    copy = Attachment(sha256="c" * 64)
    start = apply(
        layered(), e.put(replace(source("memo", "press"), attachments=(copy,), identifiers={"doi": "1"}))
    )
    sources = apply(start, e.MergeRecords(RecordKind.SOURCE, "memo", LOWER_SOURCE.id, update=True))
    merged = sources.record(key(f"source {LOWER_SOURCE.id}"))
    assert copy in merged.attachments  # type: ignore[union-attr]
    assert merged.identifiers["doi"] == "1"  # type: ignore[union-attr]

    facts = apply(layered(), e.MergeRecords(RecordKind.FACT, "fine", "fee"))
    assert [each.source_id for each in facts.record(key("fact fee")).citations] == ["memo", "note"]  # type: ignore[union-attr]
    assert facts.record(key("fact fee")).relations == (), "it supported the other one"  # type: ignore[union-attr]


def test_records_with_different_markings_are_not_merged() -> None:
    one = apply(layered(), e.put(replace(OWN.facts[0], marking="TLP:RED")))
    two = apply(one, e.put(replace(OWN.facts[1], marking="TLP:GREEN")))
    assert "different markings" in refusal(e.MergeRecords(RecordKind.FACT, "fine", "fee"), two)
    one_marked = apply(one, e.MergeRecords(RecordKind.FACT, "fee", "fine", update=True))
    assert one_marked.record(key("fact fine")).marking == "TLP:RED"  # type: ignore[union-attr]


def test_there_must_be_something_to_revert_to() -> None:
    assert "nothing to go back to" in refusal(e.RevertRecord(RecordKind.FACT, "fee"))
    assert "There is nothing to revert." in refusal(e.RevertRecord(RecordKind.FACT, LOWER_FACT.id))
    assert "There is no fact 'gone'." in refusal(e.RevertRecord(RecordKind.FACT, "gone"))


def test_projects_that_carry_a_record_are_named() -> None:
    briefing = a_briefing()
    used = briefing.library.facts[0]
    found = projects_using(
        key(f"fact {used.id}"), replace(used, notes="Newer"), [(Path("a.briefing"), briefing)]
    )
    assert found == [(Path("a.briefing"), briefing.title, False)]
    assert projects_using(key("fact gone"), None, [(Path("a.briefing"), briefing)]) == []


def test_labels_name_the_action_and_count_equal_ones() -> None:
    edit = e.DeleteRecord(RecordKind.FACT, "fee")
    assert edit.label == "Delete fact"
    assert e.LibraryBatch((edit, edit)).label == "Delete fact ×2"
    assert e.LibraryBatch((edit, e.put(OWN.facts[0]))).label == "2 changes"
    assert e.LibraryBatch((edit,), "Import").label == "Import"
    assert e.MergeRecords(RecordKind.TREATY, "a", "b").label == "Merge treaties"


# What always holds


@repeatable
@given(st.lists(EDITS, min_size=1, max_size=4))
def test_no_list_of_edits_breaks_a_rule_or_changes_the_library_before(edits: list[e.LibraryEdit]) -> None:
    library = layered()
    for edit in edits:
        with contextlib.suppress(LibraryError):
            before = LayeredLibrary(library.layers)
            after = apply(library, edit)
            assert library == before
            library = after
    records = records_by_key(library.material)
    assert len(records) == sum(1 for _ in records_of(library.material))
    assert all(reference in records for each in records.values() for reference in references_of(each))
    assert list(broken_rules(library, records)) == []
    assert library.layers[0] == layered().layers[0]
    assert library.material == LayeredLibrary(library.layers).material
    lower, own = library.layers
    assert all(lower.record(k) != record for k, record in records_by_key(own.material).items())


@pytest.mark.parametrize("record", [*records_of(LIBRARY), *records_of(OWN)], ids=lambda each: each.id)
def test_every_reference_of_a_record_can_be_changed(record: Record) -> None:
    for reference in references_of(record):
        if reference.id != record.id:
            changed = redirected(record, reference, "another")
            found = list(references_of(changed))
            assert reference not in found
            assert reference._replace(id="another") in found
            assert redirected(changed, reference._replace(id="another"), reference.id) == record


def test_the_tags_of_edits_are_those_of_the_file_format() -> None:
    tags = {each.__struct_config__.tag for each in get_args(e.LibraryEdit)}
    assert tags == {
        "PutTreaty", "PutPublisher", "PutSource", "PutFact", "PutActor",
        "DeleteRecord", "RenameRecord", "MergeRecords", "RevertRecord", "Batch",
    }  # fmt: skip


@repeatable
@given(EDITS)
def test_every_edit_has_one_serial_form(edit: e.LibraryEdit) -> None:
    assert decode(encode(edit), e.LibraryEdit, "f") == edit  # type: ignore[arg-type]
