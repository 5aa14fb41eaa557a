"""Rules across records: references lead somewhere, ids are unique, claims have sources and speakers.

The rules are tested on values here; how they read in a report of files is in test_load.py.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from msgspec.structs import replace

from briefing.codec import Node
from briefing.library.draft import DraftRecord, LayerDraft, SharedDraft, TreatyDraft
from briefing.library.layers import LayerKind
from briefing.library.validate import check_layers
from briefing.model.fact import Fact, Relation
from briefing.model.terms import FactRelation, Reliability, Standing
from briefing.model.treaty import RelatedTreaty
from tests.builders import fact, publisher, source, treaty

T = TypeVar("T")


def record(value: T) -> DraftRecord[T]:
    return DraftRecord(value, Node(1, 1, entries=[]), "file.yaml", "")


def draft(*facts: Fact, lost: frozenset[str] = frozenset()) -> TreatyDraft:
    """A treaty with a publisher, two sources, of which the second repeats the first, and these facts."""
    return TreatyDraft(
        Path("alpha"),
        record(treaty("alpha", "wire")),
        [record(publisher("agency"))],
        [record(source("wire")), record(source("echo", "agency", "wire"))],
        [record(each) for each in facts],
        lost=lost,
    )


def problems(*drafts: TreatyDraft) -> list[str]:
    check_layers([LayerDraft(Path(), "", LayerKind.FOLDER, SharedDraft(), list(drafts))])
    return [f"{problem.field}: {problem.message}" for draft in drafts for problem in draft.problems]


def test_a_treaty_whose_references_resolve_has_no_problem() -> None:
    assert problems(draft(fact("price", "wire"))) == []


def test_a_reference_to_nothing_is_reported_with_its_field() -> None:
    relation = Relation(kind=FactRelation.SUPPORTS, fact_id="gone")
    assert problems(draft(fact("price", "gone", relations=(relation,)))) == [
        "citations[0].source_id: There is no source 'gone'.",
        "relations[0].fact_id: There is no fact 'gone'.",
    ]


def test_nothing_is_reported_missing_from_a_file_that_could_not_be_read() -> None:
    assert problems(draft(fact("price", "gone"), lost=frozenset({"sources"}))) == []


def test_a_reference_to_a_record_with_problems_of_its_own_is_no_mistake() -> None:
    unread = Node(1, 1, entries=[(Node(1, 1, "id"), Node(1, 5, "odd"))])
    with_unread = draft(fact("price", "odd"))
    with_unread.unread = {"sources": [DraftRecord(None, unread, "sources.yaml", "sources[2]")]}
    assert problems(with_unread) == [], "its missing publisher is reported where it was read"


def test_two_records_with_one_id_are_reported_at_the_later_one() -> None:
    assert problems(draft(fact("price", "wire"), fact("price", "echo"))) == [
        "id: Two facts have the id 'price'; the first is in line 1."
    ]


def test_a_fact_needs_a_source_and_an_allegation_somebody_who_alleges() -> None:
    alleged = replace(fact("price"), standing=Standing.ALLEGED)
    assert problems(draft(alleged)) == [
        "citations: The fact has no source.",
        "standing: The fact is 'alleged' but nobody is named who says so.",
    ]


def test_a_provision_is_in_force_only_if_the_treaty_is() -> None:
    in_force = replace(fact("price", "wire"), standing=Standing.IN_FORCE)
    assert problems(draft(in_force)) == [
        "standing: The fact is 'in_force', but the treaty records no entry into force."
    ]


def test_a_fact_cannot_relate_to_itself() -> None:
    itself = Relation(kind=FactRelation.SUPPORTS, fact_id="price")
    assert problems(draft(fact("price", "wire", relations=(itself,)))) == [
        "relations[0].fact_id: The fact relates to itself."
    ]


def test_sources_that_derive_from_each_other_are_reported() -> None:
    circle = draft()
    circle.sources[0] = record(source("wire", "agency", "echo"))
    assert problems(circle) == [
        "derives_from: The source derives from itself.",
        "derives_from: The source derives from itself.",
    ]


def test_a_source_departs_from_its_publisher_s_reliability_only_with_a_reason() -> None:
    departing = draft()
    departing.sources.append(record(replace(source("leak"), reliability=Reliability.A)))
    assert problems(departing) == [
        "reliability: The source departs from its publisher's reliability without saying why."
    ]


def test_a_treaty_needs_parties_the_name_of_its_folder_and_related_treaties_that_exist() -> None:
    related = RelatedTreaty(relation="succeeds", title="Another", treaty_id="gone")  # type: ignore[arg-type]
    odd = draft()
    odd.treaty = record(replace(treaty("other", "wire"), parties=(), related=(related,)))
    assert problems(odd) == [
        "id: The treaty's id is 'other' but its folder is 'alpha'.",
        "parties: The treaty has no party.",
        "related[0].treaty_id: There is no treaty 'gone'.",
    ]
