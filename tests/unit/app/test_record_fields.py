"""Fields of records of the library: shown as text, and set from one."""

from __future__ import annotations

import pytest

from briefing.app.library_side.forms.record_fields import FIELDS, RecordField
from briefing.errors import BriefingError
from briefing.library.records import Record, RecordKind, records_of_kind
from briefing.model.fact import Fact
from tests.builders import bundled_report

MATERIAL = bundled_report().material


def records(kind: RecordKind) -> tuple[Record, ...]:
    return records_of_kind(MATERIAL, kind)[:12]


def field(kind: RecordKind, path: str) -> RecordField:
    return next(each for each in FIELDS[kind] if each.path == path)


@pytest.mark.parametrize("kind", list(RecordKind))
def test_a_text_that_is_entered_again_changes_nothing(kind: RecordKind) -> None:
    for record in records(kind):
        for each in FIELDS[kind]:
            assert each.changed(record, each.text(record)) == record, (record.id, each.path)


def test_a_field_is_set_and_taken_away_by_its_text() -> None:
    fact = records(RecordKind.FACT)[0]
    date = field(RecordKind.FACT, "date")
    dated = date.changed(fact, " 2025-01-17 ")
    assert isinstance(dated, Fact)
    assert dated.date == "2025-01-17"
    assert date.text(date.changed(dated, "")) == ""


def test_several_values_are_the_lines_of_the_text() -> None:
    topics = field(RecordKind.FACT, "topics")
    changed = topics.changed(records(RecordKind.FACT)[0], "gas\n\n trade \n")
    assert isinstance(changed, Fact)
    assert changed.topics == ("gas", "trade")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("date", "next spring"),
        ("credibility", "9"),
        ("quantity", "many"),
        ("quantity", "55"),
        ("statement", ""),
    ],
)
def test_a_value_that_a_rule_forbids_is_refused_with_its_place(path: str, text: str) -> None:
    fact = records(RecordKind.FACT)[0]
    with pytest.raises(BriefingError) as refused:
        field(RecordKind.FACT, path).changed(fact, text)
    assert path.split(".", maxsplit=1)[0] in str(refused.value)


def test_a_quantity_is_entered_as_it_is_read() -> None:
    quantity = field(RecordKind.FACT, "quantity")
    changed = quantity.changed(records(RecordKind.FACT)[0], "up to 1,500 km")
    assert isinstance(changed, Fact)
    assert changed.quantity is not None
    assert (changed.quantity.value, changed.quantity.unit) == (1500, "km")
    assert quantity.text(changed) == "up to 1500 km"


def test_a_date_may_be_written_in_words() -> None:
    date = field(RecordKind.FACT, "date")
    fact = records(RecordKind.FACT)[0]
    assert date.text(date.changed(fact, "14 March 2025")) == "2025-03-14"
    assert date.text(date.changed(fact, "2025-03/2025-05")) == "2025-03/2025-05"
