"""Records by kind and id, and the references between them."""

from __future__ import annotations

import copy

from msgspec.structs import replace

from briefing.library.records import (
    RecordKey,
    RecordKind,
    key_of,
    records_by_key,
    records_of,
    references_of,
    users_of,
    with_records,
    with_shared,
)
from briefing.model.library import Material
from tests.builders import CATALOGUE, LIBRARY

ROUTE = RecordKey(RecordKind.FACT, "route-agreed")


def test_each_record_of_a_library_has_a_key_of_its_own() -> None:
    records = list(records_of(LIBRARY))
    fields = ("treaties", "publishers", "sources", "facts", "actors")
    assert len(records_by_key(LIBRARY)) == len(records) == sum(len(getattr(LIBRARY, f)) for f in fields)


def test_no_change_leaves_the_library_equal_and_all_records_make_it_again() -> None:
    assert with_records(LIBRARY, {}) == LIBRARY
    assert with_records(Material(), dict(records_by_key(LIBRARY))) == LIBRARY


def test_a_changed_record_takes_the_place_of_the_earlier_and_none_removes_it() -> None:
    changed = replace(CATALOGUE.facts["route-agreed"], statement="The route is open")
    after = with_records(LIBRARY, {ROUTE: changed})
    assert records_by_key(after) == {**records_by_key(LIBRARY), ROUTE: changed}
    removed = with_records(after, {ROUTE: None})
    assert records_by_key(removed).keys() == records_by_key(LIBRARY).keys() - {ROUTE}


def test_few_changes_and_many_give_sorted_records() -> None:
    new = {
        RecordKey(RecordKind.FACT, f"f{n}"): replace(CATALOGUE.facts["route-agreed"], id=f"f{n}")
        for n in range(150)
    }
    at_once = with_records(LIBRARY, {**new, ROUTE: None})
    one_by_one = LIBRARY
    for key, record in {**new, ROUTE: None, RecordKey(RecordKind.FACT, "missing"): None}.items():
        one_by_one = with_records(one_by_one, {key: record})
    assert one_by_one == at_once
    assert [each.id for each in at_once.facts] == sorted(each.id for each in at_once.facts)


def test_equal_records_of_an_earlier_state_are_shared() -> None:
    again = Material(
        *(tuple(map(copy.copy, getattr(LIBRARY, field))) for field in Material.__struct_fields__)
    )
    assert with_shared(again, LIBRARY) is LIBRARY
    changed = with_records(again, {ROUTE: replace(CATALOGUE.facts["route-agreed"], notes="New")})
    shared = with_shared(changed, LIBRARY)
    assert shared == changed
    assert shared.sources is LIBRARY.sources
    assert [a is b for a, b in zip(shared.facts, LIBRARY.facts, strict=True)].count(False) == 1
    fewer = with_records(again, {ROUTE: None})
    assert with_shared(fewer, LIBRARY) == fewer


def test_every_reference_of_a_library_leads_to_a_record() -> None:
    known = records_by_key(LIBRARY)
    references = {key for record in records_of(LIBRARY) for key in references_of(record)}
    assert references
    assert references <= known.keys()


def test_the_users_of_a_record_are_those_that_refer_to_it() -> None:
    assert [str(key) for key in users_of(RecordKey(RecordKind.SOURCE, "wire"), LIBRARY)] == [
        "source echo",
        "fact price-open",
        "fact route-agreed",
    ]
    assert [str(key) for key in users_of(ROUTE, LIBRARY)] == ["fact route-refused"]
    assert users_of(key_of(LIBRARY.actors[0]), LIBRARY) == []
