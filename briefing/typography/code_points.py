"""Sets of code points, with a bit for each: a font of Chinese has thirty thousand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Final

_BITS = 8
_ORDER: Final = "little"
"""Of the bytes of a set that is read as one number: the first has the lowest code points."""


class CodePoints(Collection[int]):
    """A frozen set of code points in a hundredth of the memory of a set of numbers."""

    __slots__ = ("_bits",)

    def __init__(self, codes: Iterable[int] = ()) -> None:
        codes = list(codes)
        bits = bytearray(max(codes, default=-1) // _BITS + 1)
        for code in codes:
            bits[code // _BITS] |= 1 << code % _BITS
        self._bits = bytes(bits)

    def __contains__(self, code: object) -> bool:
        bits = self._bits
        return (
            isinstance(code, int)
            and 0 <= code < len(bits) * _BITS
            and bool(bits[code // _BITS] >> code % _BITS & 1)
        )

    def __iter__(self) -> Iterator[int]:
        return (code for code in range(len(self._bits) * _BITS) if code in self)

    def __len__(self) -> int:
        return sum(map(int.bit_count, self._bits))

    def union(self, *others: CodePoints) -> CodePoints:
        """Return the code points that are in this set or in one of the others."""
        bits = 0
        for each in (self, *others):
            bits |= int.from_bytes(each._bits, _ORDER)  # noqa: SLF001 - of this class
        result = CodePoints()
        result._bits = bits.to_bytes(-(-bits.bit_length() // _BITS), _ORDER)
        return result
