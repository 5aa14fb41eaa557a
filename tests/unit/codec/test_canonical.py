"""What is read fast is what the reader of single values reads, and nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.codec import encode
from briefing.codec.canonical import read_canonical
from briefing.codec.parse import parse_text
from briefing.codec.reader import read_value
from briefing.editing import Batch, Edit, Reword
from briefing.project import HistoryEntry
from tests.builders import a_briefing
from tests.examples import examples
from tests.unit.editing.strategies import EDITS

ENTRY = HistoryEntry(at="2025-11-03T09:00:00Z", by="A. Nalyst", edit=Reword("f1", "Words."))


def read_slowly(raw: bytes) -> HistoryEntry:
    return read_value(parse_text(raw.decode(), "file"), HistoryEntry, "file", is_saved=True)


@settings(max_examples=examples(40), deadline=None)
@given(EDITS)
def test_an_entry_of_a_history_is_read_as_by_the_reader(edit: Edit) -> None:
    raw = encode(HistoryEntry(at=ENTRY.at, by=ENTRY.by, edit=edit))
    assert read_canonical(raw, HistoryEntry) in (read_slowly(raw), None)


def test_a_briefing_with_all_kinds_of_rows_is_read_fast() -> None:
    briefing = a_briefing()
    assert read_canonical(encode(briefing), type(briefing)) == briefing


@pytest.mark.parametrize(
    "raw",
    [
        encode(ENTRY).replace(b'"by":', b'"by":"B","by":'),
        encode(ENTRY).replace(b"A. Nalyst", b"A.\\u202eNalyst"),
        encode(ENTRY).replace(b"A. Nalyst", "A.\u202eNalyst".encode()),
        encode(ENTRY).replace(b"A. Nalyst", b"A" * 20_001),
        encode(ENTRY).replace(b"09:00", b"nine "),
        encode(ENTRY).replace(b"A. Nalyst", b"\xff"),
        encode(ENTRY)[:-1] + b',"more":1}',
        encode(ENTRY) + b" ",
        encode(ENTRY).replace(b'"note', b""[:0]) + b"x",
        b"",
    ],
)
def test_anything_unusual_is_left_to_the_reader(raw: bytes) -> None:
    assert read_canonical(encode(ENTRY), HistoryEntry) == ENTRY
    assert read_canonical(raw, HistoryEntry) is None


@given(st.integers(9, 12))
@settings(max_examples=2, deadline=None)
def test_batches_deeper_than_a_history_may_have_are_left_to_the_reader(depth: int) -> None:
    edit: Edit = Reword("f1", "Words.")
    for _ in range(depth):
        edit = Batch((edit,), name="All")
    assert read_canonical(encode(HistoryEntry(at=ENTRY.at, by="A", edit=edit)), HistoryEntry) is None
