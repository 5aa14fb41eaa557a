"""The advances of a font's characters at a weight, read from the bytes of its tables.

fontTools computes the same, with modules for all tables of variable fonts: 10 MB, and a tenth of a second
before the first page. They are imported for a font alone that says its advances in another way.
"""

from __future__ import annotations

import struct
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefing.typography import fonts

_WEIGHT = "wght"
_FRACTION = 1 << 14
"""Coordinates are numbers with so many parts of 1."""
_LONG_WORDS, _WORD_COUNT = 0x8000, 0x7FFF
_INNER_BITS, _ENTRY_SIZE = 0x0F, 0x30


class AdvanceWidths(Mapping[int, float]):
    """Advances by code point, as fractions of the size, in a tenth of the memory of a dictionary."""

    def __init__(self, advances: Mapping[int, float]) -> None:
        self._codes = array("I", sorted(advances))
        self._advances = array("d", map(advances.__getitem__, self._codes))

    def __getitem__(self, code: int) -> float:
        place = bisect_left(self._codes, code)
        if place == len(self._codes) or self._codes[place] != code:
            raise KeyError(code)
        return self._advances[place]

    def __iter__(self) -> Iterator[int]:
        return iter(self._codes)

    def __len__(self) -> int:
        return len(self._codes)


def advance_widths(path: Path, weight: int) -> AdvanceWidths:
    """Return the advances of a font's characters. The font itself is not kept."""
    with fonts.opened(path) as font:
        glyphs, units_per_em = font.getBestCmap(), font["head"].unitsPerEm
        tables = {tag: font.reader[tag] for tag in ("hhea", "hmtx", "fvar", "avar", "HVAR") if tag in font}
        varied = _varied(tables, weight)
        if varied is None:
            drawn = font.getGlyphSet(location={_WEIGHT: weight})
            widths = {code: float(drawn[name].width) for code, name in glyphs.items()}
        else:
            fixed = _fixed_widths(tables["hhea"], tables["hmtx"])
            numbers = {code: int(name) for code, name in glyphs.items()}
            widths = {
                code: float(fixed[min(glyph, len(fixed) - 1)] + varied.delta(glyph))
                for code, glyph in numbers.items()
            }
    return AdvanceWidths({code: each / units_per_em for code, each in widths.items()})


def _fixed_widths(header: bytes, metrics: bytes) -> list[int]:
    """Return the advances by glyph; all glyphs after the last have that of the last."""
    (count,) = struct.unpack_from(">H", header, 34)
    return [advance for advance, _ in struct.iter_unpack(">Hh", metrics[: count * 4])]


def _varied(tables: Mapping[str, bytes], weight: int) -> _Deltas | None:
    """Return what the weight adds to the advances; None where this does not read how the font says it."""
    if "fvar" not in tables:
        return _Deltas((), (), ())
    if "HVAR" not in tables or tables.get("avar", b"\0\1")[:2] != b"\0\1":
        return None
    axes = list(_axes(tables["fvar"]))
    coordinates = [_normalised(weight, *limits) if tag == _WEIGHT else 0.0 for tag, *limits in axes]
    if "avar" in tables:
        maps = _segments(tables["avar"], len(axes))
        coordinates = [_mapped(value, each) for value, each in zip(coordinates, maps, strict=True)]
    return _deltas(tables["HVAR"], coordinates)


def _axes(content: bytes) -> Iterator[tuple[str, float, float, float]]:
    """Yield the name, least, default and largest value of each axis."""
    first, _, count, size = struct.unpack_from(">4H", content, 4)
    for place in range(first, first + count * size, size):
        tag, *limits = struct.unpack_from(">4s3i", content, place)
        least, default, most = (each / (1 << 16) for each in limits)
        yield tag.decode("ascii"), least, default, most


def _normalised(value: float, least: float, default: float, most: float) -> float:
    value = max(min(value, most), least)
    if value == default:
        return 0.0
    return (value - default) / (default - least if value < default else most - default)


def _segments(content: bytes, count: int) -> Iterator[list[tuple[float, float]]]:
    """Yield the points of the line by which the values of each axis are replaced."""
    place = 8
    for _ in range(count):
        (points,) = struct.unpack_from(">H", content, place)
        ends = place + 2, place + 2 + points * 4
        yield [
            (one / _FRACTION, other / _FRACTION)
            for one, other in struct.iter_unpack(">hh", content[slice(*ends)])
        ]
        place = ends[1]


def _mapped(value: float, points: list[tuple[float, float]]) -> float:
    if not points:
        return value
    before = max((point for point in points if point[0] <= value), default=None)
    after = min((point for point in points if point[0] >= value), default=None)
    if before is None or after is None:
        one, other = before or after or (0.0, 0.0)
        return value + other - one
    (one, at_one), (two, at_two) = before, after
    return at_one if one == two else at_one + (at_two - at_one) * (value - one) / (two - one)


@dataclass(frozen=True, slots=True)
class _Deltas:
    """What is added to advances: for each set, by the number in it, the differences and their shares."""

    differences: tuple[tuple[tuple[int, ...], ...], ...]
    shares: tuple[tuple[float, ...], ...]
    places: tuple[tuple[int, int], ...]
    """The set and the number of each glyph; that of the last is that of all after it."""

    def delta(self, glyph: int) -> float:
        if not self.places:
            return self._of(0, glyph)
        return self._of(*self.places[min(glyph, len(self.places) - 1)])

    def _of(self, chosen: int, number: int) -> float:
        if chosen >= len(self.differences) or number >= len(self.differences[chosen]):
            return 0.0
        delta = 0.0
        for difference, share in zip(self.differences[chosen][number], self.shares[chosen], strict=True):
            delta += difference * share
        return delta


def _deltas(content: bytes, coordinates: list[float]) -> _Deltas | None:
    store, places = struct.unpack_from(">II", content, 4)
    kind, regions, count = struct.unpack_from(">HIH", content, store)
    if kind != 1:
        return None
    shares = _shares(content, store + regions, coordinates)
    sets = [store + each for each in struct.unpack_from(f">{count}I", content, store + 8)]
    read = [_differences(content, each) for each in sets]
    return _Deltas(
        tuple(differences for differences, _ in read),
        tuple(tuple(shares[region] for region in used) for _, used in read),
        _places(content, places) if places else (),
    )


def _shares(content: bytes, place: int, coordinates: list[float]) -> list[float]:
    """Return the share that each region has in the font at these coordinates."""
    axes, count = struct.unpack_from(">HH", content, place)
    shares = []
    for number in range(count):
        first = place + 4 + number * axes * 6
        ends = struct.iter_unpack(">3h", content[first : first + axes * 6])
        share = 1.0
        for value, (lower, peak, upper) in zip(coordinates, ends, strict=True):
            share *= _share(value, lower / _FRACTION, peak / _FRACTION, upper / _FRACTION)
        shares.append(share)
    return shares


def _share(value: float, lower: float, peak: float, upper: float) -> float:
    is_of_axis = peak and lower <= peak <= upper and not lower < 0 < upper
    if not is_of_axis or value == peak:
        return 1.0
    if value <= lower or upper <= value:
        return 0.0
    end = lower if value < peak else upper
    return (value - end) / (peak - end)


def _differences(content: bytes, place: int) -> tuple[tuple[tuple[int, ...], ...], tuple[int, ...]]:
    """Return the differences of each number in a set, and the regions that they are of."""
    count, words, regions = struct.unpack_from(">3H", content, place)
    used = struct.unpack_from(f">{regions}H", content, place + 6)
    long, short = ("i", "h") if words & _LONG_WORDS else ("h", "b")
    wide = words & _WORD_COUNT
    row = struct.Struct(f">{wide}{long}{regions - wide}{short}")
    first = place + 6 + regions * 2
    return tuple(row.unpack_from(content, first + number * row.size) for number in range(count)), used


def _places(content: bytes, place: int) -> tuple[tuple[int, int], ...]:
    """Return the set and the number in it of the advance of each glyph."""
    kind, entry = content[place], content[place + 1]
    (count,) = struct.unpack_from(">I" if kind else ">H", content, place + 2)
    first = place + (6 if kind else 4)
    inner = (entry & _INNER_BITS) + 1
    size = (entry & _ENTRY_SIZE) // 16 + 1
    numbers = (
        int.from_bytes(content[at : at + size], "big") for at in range(first, first + count * size, size)
    )
    return tuple((number >> inner, number & (1 << inner) - 1) for number in numbers)
