"""Records by kind and id, and the references between them."""

from __future__ import annotations

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
