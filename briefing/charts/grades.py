"""Grades: a box for each statement, with its number in it, beside its confidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.charts.canvas import PLAIN, SMALL, Canvas, line_height
from briefing.charts.legend import LegendEntry, PlacedKey, draw_key, draw_key_above, height_of, placed_key
from briefing.charts.pagination import part_of, with_legend
from briefing.charts.style import ChartStyle, ChartSvg, alternative
from briefing.typography import text_metrics

_NAME = 104.0
_BOX = 11.5
_BETWEEN = 3.0
_ROW_GAP = 8.0


@dataclass(frozen=True, slots=True)
class Level:
    """A level of confidence, and the labels of the facts and of the judgements that have it."""

    name: str
    facts: tuple[str, ...]
    judgements: tuple[str, ...]

    @property
    def count(self) -> int:
        return len(self.facts) + len(self.judgements)


def draw(levels: Sequence[Level], style: ChartStyle) -> tuple[ChartSvg, ...]:
    """Draw the levels from top to bottom, in as many pictures as they need."""
    pieces = [piece for level in levels for piece in _pieces(level, style)]
    key = _key(levels)
    heights = [_height(piece, style) for piece in pieces]
    parts = with_legend(pieces, heights, height_of(key, style.width_pt), style.height_pt - _ROW_GAP)
    return tuple(
        _draw_part(part, style, part_of(number, len(parts)), placed_key(key, number, len(parts)))
        for number, part in enumerate(parts, start=1)
    )


def _pieces(level: Level, style: ChartStyle) -> list[Level]:
    """Divide a level into pieces that each fit into a picture."""
    boxes = [*((label, True) for label in level.facts), *((label, False) for label in level.judgements)]
    widest = max((_box_width(label) + _BETWEEN for label, _ in boxes), default=1.0)
    a_line = max(1, int((style.width_pt - _NAME) / widest))
    most = max(1, int((style.height_pt - 2 * _ROW_GAP) / (_BOX + _BETWEEN))) * a_line
    if len(boxes) <= most:
        return [level]
    return [
        Level(
            f"{level.name}{', continued' if start else ''}",
            tuple(label for label, is_fact in boxes[start : start + most] if is_fact),
            tuple(label for label, is_fact in boxes[start : start + most] if not is_fact),
        )
        for start in range(0, len(boxes), most)
    ]


def _box_width(label: str) -> float:
    return max(text_metrics.width(label, SMALL, text_metrics.BOLD) + 5, 16.0)


def _lines(level: Level, style: ChartStyle) -> list[list[tuple[str, bool]]]:
    """Arrange the boxes of a level in lines, each with whether it is a fact."""
    lines: list[list[tuple[str, bool]]] = [[]]
    left = style.width_pt - _NAME
    for label, is_fact in [
        *((label, True) for label in level.facts),
        *((label, False) for label in level.judgements),
    ]:
        needed = _box_width(label) + _BETWEEN
        if needed > left and lines[-1]:
            lines.append([])
            left = style.width_pt - _NAME
        lines[-1].append((label, is_fact))
        left -= needed
    return lines


def _height(level: Level, style: ChartStyle) -> float:
    boxes = len(_lines(level, style)) * (_BOX + _BETWEEN)
    return max(boxes, len(_name(level)) * line_height(PLAIN) + line_height(SMALL)) + _ROW_GAP


def _name(level: Level) -> list[str]:
    return text_metrics.lines(level.name, PLAIN, _NAME - 12, text_metrics.BOLD)


def _draw_part(levels: Sequence[Level], style: ChartStyle, which: str, key: PlacedKey) -> ChartSvg:
    canvas = Canvas(style)
    draw_key_above(canvas, key.above)
    y = 4.0
    for level in levels:
        below = canvas.paragraph(0, y, _name(level), weight=text_metrics.BOLD)
        canvas.paragraph(0, below, [str(level.count)], size=SMALL, colour=style.quiet)
        _draw_boxes(canvas, level, y)
        y += _height(level, style)
        canvas.line((0, y - _ROW_GAP / 2), (canvas.width, y - _ROW_GAP / 2))
    return canvas.drawn(draw_key(canvas, y + 2, key.below), in_words(levels, which))


def in_words(levels: Sequence[Level], which: str = "") -> str:
    """Return the sentence that names the figure: how many statements have each level."""
    each = ", ".join(f"{level.name} {level.count}" for level in levels)
    total = sum(level.count for level in levels)
    return alternative(
        f"Confidence of the statements{which}: {each}.",
        f"Confidence of the statements{which}: {total} at {len(levels)} levels.",
    )


def _draw_boxes(canvas: Canvas, level: Level, top: float) -> None:
    for line in _lines(level, canvas.style):
        x = _NAME
        for label, is_fact in line:
            width = _box_width(label)
            _draw_box(canvas, x, top, width, is_fact=is_fact)
            colour = "#ffffff" if is_fact else canvas.style.accent
            canvas.text(
                x + width / 2,
                top + _BOX / 2 + SMALL * 0.34,
                label,
                size=SMALL,
                weight=text_metrics.BOLD,
                colour=colour,
                anchor="middle",
            )
            x += width + _BETWEEN
        top += _BOX + _BETWEEN


def _draw_box(canvas: Canvas, x: float, top: float, width: float, *, is_fact: bool) -> None:
    canvas.shape(
        "rect",
        x=x,
        y=top,
        width=width,
        height=_BOX,
        rx=0.8 if is_fact else _BOX / 2,
        fill=canvas.style.accent if is_fact else "#ffffff",
        stroke=canvas.style.accent,
        stroke_width=0.9,
    )


def _key(levels: Sequence[Level]) -> list[LegendEntry]:
    entries = []
    if any(level.facts for level in levels):
        entries.append(
            LegendEntry(
                lambda c, x, y: _draw_box(c, x - 7, y - _BOX / 2, 14, is_fact=True),
                "a statement, by its paragraph",
            )
        )
    if any(level.judgements for level in levels):
        entries.append(
            LegendEntry(lambda c, x, y: _draw_box(c, x - 7, y - _BOX / 2, 14, is_fact=False), "a judgement")
        )
    return entries
