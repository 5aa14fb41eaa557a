"""The legend of a chart: each shape with its meaning, below the chart, or above one of several pictures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from briefing.charts.canvas import SMALL, Canvas, line_height
from briefing.typography import text_metrics

SWATCH = 16.0
_GAP = 12.0
_BETWEEN = 3.0


Swatch = Callable[[Canvas, float, float], None]


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A shape, drawn about the middle of its swatch, and its meaning."""

    draw: Swatch
    text: str


def height_of(entries: Sequence[LegendEntry], room: float) -> float:
    return sum(
        max(len(lines) for _, lines in row) * line_height(SMALL) + _BETWEEN for row in _rows(entries, room)
    )


def draw_key(canvas: Canvas, top: float, entries: Sequence[LegendEntry], left: float = 0.0) -> float:
    """Draw the entries from a corner on, side by side where they fit; return their lower end."""
    for row in _rows(entries, canvas.width - left):
        x = left
        tallest = 0
        for entry, lines in row:
            entry.draw(canvas, x + SWATCH / 2, top + line_height(SMALL) / 2)
            canvas.paragraph(x + SWATCH + 3, top, lines, size=SMALL, colour=canvas.style.quiet)
            x += _width(lines)
            tallest = max(tallest, len(lines))
        top += tallest * line_height(SMALL) + _BETWEEN
    return top


def draw_key_above(canvas: Canvas, entries: Sequence[LegendEntry]) -> None:
    """Draw the entries at the top of a picture, and all that follows below them."""
    if entries:
        canvas.move_down(draw_key(canvas, 0, entries) + _BETWEEN)


@dataclass(frozen=True, slots=True)
class PlacedKey:
    """The entries of one of the pictures of a chart: those above it, and those below it."""

    above: Sequence[LegendEntry] = ()
    below: Sequence[LegendEntry] = ()


def placed_key(entries: Sequence[LegendEntry], number: int, count: int) -> PlacedKey:
    """Return the entries of the picture with a number: who reads the first of several needs them.

    The others may be on other pages. A single picture has them below it.
    """
    if count == 1:
        return PlacedKey(below=entries)
    return PlacedKey(above=entries) if number == 1 else PlacedKey()


def _width(lines: Sequence[str]) -> float:
    return SWATCH + 3 + max(text_metrics.width(line, SMALL) for line in lines) + _GAP


def _rows(entries: Sequence[LegendEntry], room: float) -> list[list[tuple[LegendEntry, list[str]]]]:
    rows: list[list[tuple[LegendEntry, list[str]]]] = []
    left = 0.0
    for entry in entries:
        lines = text_metrics.lines(entry.text, SMALL, room - SWATCH - 3)
        needed = _width(lines)
        if not rows or needed - _GAP > left:
            rows.append([])
            left = room
        rows[-1].append((entry, lines))
        left -= needed
    return rows
