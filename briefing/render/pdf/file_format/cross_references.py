"""The table of the places of all objects of a PDF, as a stream (ISO 32000-1, 7.5.8)."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Sequence
from typing import Any

import pydyf

_AT_A_PLACE, _INSIDE = 1, 2
_FIRST_FREE = 65535
"""The generation of the head of the list of free objects."""
_UP, _PREDICTOR_UP = b"\2", 12
"""A row is the difference from the one above it: most objects are one place after the one before."""


class CrossReferenceTable:
    """The places of objects by their numbers, in columns, for they are many."""

    def __init__(self, count: int) -> None:
        self._kinds = bytearray(count)
        self._seconds, self._thirds = array("I", [0]) * count, array("I", [0]) * count
        self._thirds[0] = _FIRST_FREE

    def put_at(self, number: int, place: int) -> None:
        """Put an object at a place in the file."""
        self._kinds[number], self._seconds[number] = _AT_A_PLACE, place

    def put_inside(self, numbers: Sequence[int], container: int) -> None:
        """Put objects inside another, in their order."""
        for index, number in enumerate(numbers):
            self._kinds[number], self._seconds[number] = _INSIDE, container
            self._thirds[number] = index

    def written(self) -> tuple[bytes, dict[str, Any]]:
        """Return the content of the stream, and what is said of it."""
        columns = [bytes(self._kinds), *_columns_of(self._seconds), *_columns_of(self._thirds)]
        count, width = len(self._kinds), len(columns)
        rows = bytearray(width * count)
        for index, column in enumerate(columns):
            rows[index::width] = column
        differences = _differences(rows, bytes(width) + rows[:-width])
        content = bytearray(_UP * (width + 1) * count)
        for index in range(width):
            content[index + 1 :: width + 1] = differences[index::width]
        thirds = len(_columns_of(self._thirds))
        return bytes(content), {
            "Index": pydyf.Array((0, count)),
            "W": pydyf.Array((1, width - 1 - thirds, thirds)),
            "Size": count,
            "DecodeParms": pydyf.Dictionary({"Predictor": _PREDICTOR_UP, "Columns": width}),
        }


def _columns_of(numbers: array[int]) -> list[bytes]:
    """Return the bytes of numbers by their place in each, those with the most weight first."""
    size = numbers.itemsize
    swapped = array(numbers.typecode, numbers)
    if sys.byteorder == "little":
        swapped.byteswap()
    content = swapped.tobytes()
    unused = size - (max(numbers).bit_length() + 7) // 8
    return [content[index::size] for index in range(unused, size)]


def _differences(one: bytes | bytearray, other: bytes | bytearray) -> bytes:
    """Return the difference of each byte, all at once: as numbers whose bytes borrow from no other."""
    size = len(one)
    first, second = int.from_bytes(one, "little"), int.from_bytes(other, "little")
    high = int.from_bytes(b"\x80" * size, "little")
    low = int.from_bytes(b"\x7f" * size, "little")
    lower = (first | high) - (second & low)
    return (lower ^ ((first ^ second) & high) ^ high).to_bytes(size, "little")
