"""Filtering and sorting records, in steps that can be interrupted."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.app.library_side.place import LibraryPlace
from briefing.app.library_side.slices import result_of
from briefing.app.library_side.tables.arrangement import Arranger, Order, Request
from briefing.app.library_side.tables.columns import CellContext
from briefing.library.layers import LayeredLibrary
from briefing.library.records import RecordKind
from briefing.model.fact import Fact
from briefing.model.library import Catalogue, Material
from tests.builders import fact, publisher, source, treaty

_NUMBER = 9_000  # several runs
_STATEMENTS = [f"Number {number * 7919 % 1000:03} was agreed" for number in range(_NUMBER)]
_FACTS = [
    replace(fact(f"f{number:05}", "memo", treaty_id="delta"), statement=statement)
    for number, statement in enumerate(_STATEMENTS)
]
_MATERIAL = Material.of([treaty("delta", "memo")], [publisher("press")], [source("memo", "press")], _FACTS)
_SHOWN = CellContext(LayeredLibrary(), Catalogue(_MATERIAL))


def arranged(arranger: Arranger, words: str = "", order: Order | None = None) -> list[str]:
    request = Request(LibraryPlace(RecordKind.FACT), _SHOWN, words, order)
    return [each.statement for each in result_of(arranger.arrange(request)) if isinstance(each, Fact)]


def test_many_records_are_sorted_as_if_at_once_in_both_directions() -> None:
    arranger = Arranger()
    assert arranged(arranger, order=(0, False)) == sorted(_STATEMENTS)
    assert arranged(arranger, order=(0, True)) == sorted(_STATEMENTS, reverse=True)


def test_a_filter_finds_words_in_any_column_and_any_case() -> None:
    arranger = Arranger()
    found = arranged(arranger, "NUMBER 007")
    assert found == [each for each in _STATEMENTS if "007" in each]
    assert arranged(arranger, "no such word") == []


def test_many_records_are_arranged_in_many_steps() -> None:
    work = Arranger().arrange(Request(LibraryPlace(RecordKind.FACT), _SHOWN, "was", (0, False)))
    assert sum(1 for _ in work) > _NUMBER // 200
