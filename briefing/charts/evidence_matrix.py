"""An evidence matrix: marks for and against each judgement, which differ in shape."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.charts.canvas import PLAIN, Canvas, line_height
from briefing.charts.legend import LegendEntry, PlacedKey, draw_key, draw_key_above, height_of, placed_key
from briefing.charts.pagination import part_of, with_legend
from briefing.charts.style import ChartStyle, ChartSvg, alternative
from briefing.typography import text_metrics

_COLUMN = 26.0
_MOST_COLUMNS = 10
_LEAST_TEXT = 0.42
"""The share of the width that is left for the words, however many judgements there are."""
_GAP = 10.0
"""Between the words and the first judgement."""
_ROW_GAP = 6.0
_HEAD = 16.0


@dataclass(frozen=True, slots=True)
class MatrixLine:
    """A piece of evidence; `bearings` says for each judgement True (for), False (against) or None."""

    label: str
    text: str
    standing: str
    bearings: tuple[bool | None, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    judgements: tuple[str, ...]
    rows: tuple[MatrixLine, ...]


def draw(matrix: Matrix, style: ChartStyle) -> tuple[ChartSvg, ...]:
    """Draw the matrix in as many pictures as its rows and columns need."""
    parts = list[Matrix]()
    for columns in _columns(matrix, _most_columns(style)):
        heights = [_height(row, len(columns.judgements), style) for row in columns.rows]
        legend = 0.0 if parts else height_of(_KEY_ENTRIES, style.width_pt)
        runs = with_legend(columns.rows, heights, legend, style.height_pt - _HEAD - _ROW_GAP)
        parts += [Matrix(columns.judgements, tuple(rows)) for rows in runs]
    return tuple(
        _draw_part(part, style, part_of(number, len(parts)), placed_key(_KEY_ENTRIES, number, len(parts)))
        for number, part in enumerate(parts, start=1)
    )


def _most_columns(style: ChartStyle) -> int:
    """Return how many judgements have room beside the words; larger lettering leaves room for fewer."""
    room = style.width_pt * (1 - _LEAST_TEXT) - _GAP
    return max(1, min(_MOST_COLUMNS, int(room / _COLUMN)))


def _columns(matrix: Matrix, most: int) -> list[Matrix]:
    """Divide the matrix into at most so many judgements each, with the rows that bear on them."""
    parts = []
    for start in range(0, len(matrix.judgements), most):
        end = start + most
        rows = tuple(
            MatrixLine(row.label, row.text, row.standing, row.bearings[start:end])
            for row in matrix.rows
            if any(bearing is not None for bearing in row.bearings[start:end])
        )
        parts.append(Matrix(matrix.judgements[start:end], rows))
    return parts


def _text_room(columns: int, style: ChartStyle) -> float:
    return style.width_pt - columns * _COLUMN - _GAP


def _lines(row: MatrixLine, columns: int, style: ChartStyle) -> list[str]:
    room = _text_room(columns, style) - _indent(row)
    return text_metrics.lines(f"{row.text} ({row.standing})" if row.standing else row.text, PLAIN, room)


def _indent(row: MatrixLine) -> float:
    return max(text_metrics.width(row.label, PLAIN, text_metrics.BOLD) + 5, 22.0)


def _height(row: MatrixLine, columns: int, style: ChartStyle) -> float:
    return len(_lines(row, columns, style)) * line_height(PLAIN) + _ROW_GAP


def _draw_part(matrix: Matrix, style: ChartStyle, which: str, key: PlacedKey) -> ChartSvg:
    canvas = Canvas(style)
    draw_key_above(canvas, key.above)
    columns = len(matrix.judgements)
    xs = [style.width_pt - (columns - number - 0.5) * _COLUMN for number in range(columns)]
    for x, label in zip(xs, matrix.judgements, strict=True):
        canvas.text(x, 9, label, weight=text_metrics.BOLD, colour=style.accent, anchor="middle")
    canvas.line((0, _HEAD - 2), (canvas.width, _HEAD - 2), colour=style.accent, width=0.9)
    y = _HEAD + _ROW_GAP / 2
    for row in matrix.rows:
        canvas.text(
            0, y + PLAIN * text_metrics.ASCENT, row.label, weight=text_metrics.BOLD, colour=style.accent
        )
        canvas.paragraph(_indent(row), y, _lines(row, columns, style))
        height = _height(row, columns, style)
        for x, bearing in zip(xs, row.bearings, strict=True):
            _draw_bearing(canvas, x, y + (height - _ROW_GAP) / 2, bearing)
        y += height
        canvas.line((0, y - _ROW_GAP / 2), (canvas.width, y - _ROW_GAP / 2))
    end = draw_key(canvas, y + 3, key.below) if key.below else y
    return canvas.drawn(end, in_words(matrix, which))


def in_words(matrix: Matrix, which: str = "") -> str:
    """Return the sentence that names a matrix: its rows, and what they bear on."""
    rows = f"{len(matrix.rows)} {'row' if len(matrix.rows) == 1 else 'rows'}"
    count = len(matrix.judgements)
    return alternative(
        f"Evidence matrix{which} with {rows} for {', '.join(matrix.judgements)}.",
        f"Evidence matrix{which} with {rows} for {count} judgements.",
    )


def _draw_bearing(canvas: Canvas, x: float, y: float, bearing: bool | None) -> None:
    """Draw a full triangle pointing up for, a hollow one pointing down against."""
    accent = canvas.style.accent
    if bearing is None:
        canvas.shape("circle", cx=x, cy=y, r=0.7, fill=canvas.style.rule)
    elif bearing:
        canvas.path([(x, y - 4), (x + 4.4, y + 3.4), (x - 4.4, y + 3.4)], colour=accent, width=0.9,
                    fill=accent, closed=True)  # fmt: skip
    else:
        canvas.path([(x, y + 4), (x + 4.4, y - 3.4), (x - 4.4, y - 3.4)], colour=accent, width=1.1,
                    fill="#ffffff", closed=True)  # fmt: skip


_KEY_ENTRIES = (
    LegendEntry(lambda c, x, y: _draw_bearing(c, x, y, True), "speaks for the judgement"),
    LegendEntry(lambda c, x, y: _draw_bearing(c, x, y, False), "speaks against it"),
)
