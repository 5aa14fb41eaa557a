"""Results are remembered by the identity of a value, while it is in use."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from briefing.model.remembered import MAX_ROWS, Remembered

EDITS = 5_000


@dataclass(frozen=True, eq=False)
class Value:
    rows: int = 8


@dataclass
class Counted:
    """A function that counts how often it computes."""

    capacity: int = MAX_ROWS
    computed: list[Value] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.remembering = Remembered(self.compute, self.capacity, lambda value: value.rows)

    def compute(self, value: Value) -> int:
        self.computed.append(value)
        return id(value)


@pytest.mark.parametrize("length", [8, 30, 600])
def test_an_edited_document_is_computed_where_it_changed_and_keeps_no_results_of_long_ago(
    length: int,
) -> None:
    counted = Counted()
    document = [Value() for _ in range(length)]
    most = 0
    for edit in range(EDITS):
        document[edit % length] = Value()
        assert all(counted.remembering(value) == id(value) for value in document)
        most = max(most, len(counted.remembering))
    assert len(counted.computed) == length - 1 + EDITS
    assert most <= 3 * length + 500


def test_a_document_longer_than_a_generation_is_computed_once() -> None:
    counted = Counted()
    document = [Value() for _ in range(MAX_ROWS // 8)]
    for _ in range(6):
        for value in document:
            counted.remembering(value)
    assert len(counted.computed) == len(document)


def test_no_more_than_the_capacity_is_remembered() -> None:
    counted = Counted()
    values = [Value() for _ in range(MAX_ROWS // 8 * 3)]
    for value in values:
        counted.remembering(value)
    assert len(counted.remembering) <= MAX_ROWS // 8 * 2 + 2


def test_of_few_results_the_one_used_least_lately_is_forgotten() -> None:
    counted = Counted(capacity=2)
    first, second, third = (Value(rows=1) for _ in range(3))
    for value in (first, second, first, third, first):
        counted.remembering(value)
    assert counted.computed == [first, second, third]
    counted.remembering(second)
    assert counted.computed[3:] == [second]
