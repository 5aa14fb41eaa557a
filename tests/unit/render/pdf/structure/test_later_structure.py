"""Structures of pieces that are made in a pause, or when they are asked for."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing.errors import never_mind
from briefing.render.pdf.structure.later_structure import LaterStructure, PieceName, WaitingStructures
from briefing.render.pdf.structure.written_structure import WrittenStructure


class Made:
    """Structures to be made later, with the numbers of those that were made."""

    def __init__(self) -> None:
        self.numbers: list[int] = []

    def later(self, number: int, *, is_of_page: bool = True) -> LaterStructure:
        return LaterStructure(self._making(number), is_of_page=is_of_page)

    def _making(self, number: int) -> Callable[[], WrittenStructure]:
        def make() -> WrittenStructure:
            self.numbers.append(number)
            return WrittenStructure(text=b"%d" % number)

        return make


def name(number: int) -> PieceName:
    return number, frozenset()


def test_a_structure_is_made_once_when_it_is_asked_for() -> None:
    made = Made()
    structure = made.later(7)
    assert made.numbers == []
    assert [structure.unpacked().text for _ in range(2)] == [b"7", b"7"]
    assert made.numbers == [7]


def test_its_size_is_known_before_it_is_made_and_stays_the_same() -> None:
    structure = Made().later(7)
    before = structure.size
    structure.made()
    assert structure.size == before > 0


def test_of_many_that_wait_the_first_are_made() -> None:
    made, waiting = Made(), WaitingStructures()
    for number in range(20):
        waiting.add(name(number), made.later(number))
    assert made.numbers == [0, 1, 2, 3]
    assert list(waiting) == [name(number) for number in range(4, 20)]


def test_headers_and_footers_of_many_pages_wait() -> None:
    made, waiting = Made(), WaitingStructures()
    for number in range(300):
        waiting.add(name(number), made.later(number, is_of_page=number % 30 == 0))
    assert made.numbers == []
    for number in range(300, 310):
        waiting.add(name(number), made.later(number))
    assert made.numbers == [0, 30, 60, 90]


def test_those_that_wait_are_made_until_somebody_has_no_time() -> None:
    made, waiting = Made(), WaitingStructures()
    for number in range(4):
        waiting.add(name(number), made.later(number))
    waiting.remove(name(1))
    left = iter(range(2))

    def check() -> None:
        if next(left, None) is None:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        waiting.make(check)
    assert made.numbers == [0, 2]
    waiting.make(never_mind)
    assert made.numbers == [0, 2, 3]
    assert list(waiting) == []
