"""A likelihood ruler: the bands of a scale, and each judgement's band below, on one axis from 0 to 100 %.

Every band has a line of its own, so that bands which overlap or nest are seen whole, and gaps stay empty.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.charts.canvas import PLAIN, SMALL, Canvas, line_height
from briefing.charts.legend import LegendEntry, draw_key, height_of
from briefing.charts.pagination import in_parts, part_of
from briefing.charts.style import ChartStyle, ChartSvg
from briefing.typography import text_metrics

_WORDS = 0.42
_GAP = 14.0
_BAR = 6.0
_ROW_GAP = 7.0
_BETWEEN = 6.0
_STEP = 10


@dataclass(frozen=True, slots=True)
class Band:
    """A term's band in percent; an end that is not `exact` is drawn open. `range` is the published text."""

    term: str
    range: str
    low: float
    high: float
    low_exact: bool
    high_exact: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """A judgement; `band` is None where it has no likelihood, or a term without a band."""

    label: str
    text: str
    term: str
    band: Band | None

    def in_words(self) -> str:
        ended = self.text if self.text.endswith((".", "?", "!", "…")) else f"{self.text}."
        if not self.term:
            return f"{self.label}, no likelihood given: {ended}"
        return f"{self.label}, {self.term}{f' ({self.band.range})' if self.band else ''}: {ended}"


def draw(
    scale: str, bands: Sequence[Band], judged: Sequence[Judged], style: ChartStyle
) -> tuple[ChartSvg, ...]:
    """Draw the ruler in as many pictures as the judgements need; each repeats the scale."""
    room = (
        style.height_pt
        - _scale_height(scale, bands, style)
        - height_of(_key(bands), style.width_pt)
        - 3 * _GAP
    )
    parts = in_parts(judged, [_height(judgement, style) for judgement in judged], room) or [[]]
    return tuple(
        _draw_part(scale, bands, part, style, part_of(number, len(parts)))
        for number, part in enumerate(parts, start=1)
    )


def _scale_height(scale: str, bands: Sequence[Band], style: ChartStyle) -> float:
    return (
        _head_height(scale, style) + sum(_band_height(band, style) for band in bands) + line_height(SMALL)
    )


def _scale_lines(scale: str, style: ChartStyle) -> list[str]:
    return text_metrics.lines(scale, SMALL, style.width_pt * _WORDS, text_metrics.BOLD)


def _head_height(scale: str, style: ChartStyle) -> float:
    """Return the height of the scale's name, beside which are the numbers of the axis."""
    return line_height(SMALL) * (len(_scale_lines(scale, style)) + 0.5)


def _term_lines(band: Band, style: ChartStyle) -> list[str]:
    """Break a term into lines that leave its range free."""
    room = style.width_pt * _WORDS - text_metrics.width(band.range, SMALL) - _BETWEEN
    return text_metrics.lines(band.term, SMALL, room)


def _band_height(band: Band, style: ChartStyle) -> float:
    return line_height(SMALL) * max(len(_term_lines(band, style)), 1)


def _lines(judged: Judged, style: ChartStyle) -> list[str]:
    room = style.width_pt * _WORDS - _label_width(judged.label)
    return text_metrics.lines(judged.text, PLAIN, room)


def _label_width(label: str) -> float:
    return text_metrics.width(label, PLAIN, text_metrics.BOLD) + 4


def _likelihood_lines(judged: Judged, style: ChartStyle) -> list[str]:
    """Break the likelihood of a judgement into lines that fit beside its text."""
    text = judged.term or "no likelihood given"
    if judged.band:
        text = f"{judged.term}, {judged.band.range}"
    return text_metrics.lines(text, SMALL, style.width_pt * (1 - _WORDS) - _GAP, text_metrics.BOLD)


def _height(judged: Judged, style: ChartStyle) -> float:
    likelihood = len(_likelihood_lines(judged, style)) * line_height(SMALL) + _BAR + 4
    return max(len(_lines(judged, style)) * line_height(PLAIN), likelihood) + _ROW_GAP


def _draw_part(
    scale: str, bands: Sequence[Band], judged: Sequence[Judged], style: ChartStyle, which: str
) -> ChartSvg:
    canvas = Canvas(style)
    top = _head_height(scale, style)
    heights = [_band_height(band, style) for band in bands]
    bottom = top + sum(heights) + _GAP + sum(_height(judgement, style) for judgement in judged)
    _draw_grid(canvas, top - 3, bottom)
    lines = _scale_lines(scale, style)
    above = SMALL * (1 - text_metrics.ASCENT)
    canvas.paragraph(0, above, lines, size=SMALL, weight=text_metrics.BOLD, colour=style.quiet)
    y = top
    for band, height in zip(bands, heights, strict=True):
        _draw_band(canvas, band, y)
        y += height
    y += _GAP
    for judgement in judged:
        canvas.line((0, y - _ROW_GAP / 2), (canvas.width, y - _ROW_GAP / 2))
        _draw_judged(canvas, judgement, y)
        y += _height(judgement, style)
    end = draw_key(canvas, bottom + 6, _key(bands))
    return canvas.drawn(end, in_words(scale, bands, judged, which))


def in_words(scale: str, bands: Sequence[Band], judged: Sequence[Judged], which: str = "") -> str:
    """Write the ruler as a text: the scale, then every judgement."""
    bands_text = "; ".join(f"{band.term} {band.range}" for band in bands)
    return " ".join(
        [
            f"Likelihood ruler{which}. {scale}: {bands_text}.",
            *(judgement.in_words() for judgement in judged),
        ]
    )


def _x(canvas: Canvas, percent: float) -> float:
    left = canvas.width * _WORDS + _GAP
    return left + (canvas.width - left - 11) * percent / 100


def _draw_grid(canvas: Canvas, top: float, bottom: float) -> None:
    for percent in range(0, 101, _STEP):
        x = _x(canvas, percent)
        canvas.line((x, top), (x, bottom), width=0.35 if percent % 50 else 0.7)
        text = f"{percent} %" if percent in {0, 100} else str(percent)
        canvas.text(x, SMALL, text, size=SMALL, colour=canvas.style.quiet, anchor="middle")


def _draw_band(canvas: Canvas, band: Band, top: float) -> None:
    style = canvas.style
    y = top + line_height(SMALL) / 2
    canvas.paragraph(0, y + SMALL * (0.33 - text_metrics.ASCENT), _term_lines(band, style), size=SMALL)
    right = canvas.width * _WORDS
    canvas.text(right, y + SMALL * 0.33, band.range, size=SMALL, colour=style.quiet, anchor="end")
    _draw_bar(canvas, band, y, style.wash)


def _draw_judged(canvas: Canvas, judged: Judged, top: float) -> None:
    style, indent = canvas.style, _label_width(judged.label)
    canvas.text(
        0, top + PLAIN * text_metrics.ASCENT, judged.label, weight=text_metrics.BOLD, colour=style.accent
    )
    canvas.paragraph(indent, top, _lines(judged, style))
    lines = _likelihood_lines(judged, style)
    height = len(lines) * line_height(SMALL)
    if judged.band:
        _draw_bar(canvas, judged.band, top + height + _BAR / 2 + 2, style.accent)
    half = max(text_metrics.width(line, SMALL, text_metrics.BOLD) for line in lines) / 2
    middle = (judged.band.low + judged.band.high) / 2 if judged.band else 50
    x = min(max(_x(canvas, middle), _x(canvas, 0) + half), canvas.width - half)
    canvas.shape("rect", x=x - half - 2, y=top, width=2 * half + 4, height=height, fill="#ffffff")
    for number, line in enumerate(lines):
        y = top + number * line_height(SMALL) + SMALL * text_metrics.ASCENT
        canvas.text(x, y, line, size=SMALL, weight=text_metrics.BOLD, anchor="middle")


def _draw_bar(canvas: Canvas, band: Band, y: float, fill: str) -> None:
    left, right = _x(canvas, band.low), max(_x(canvas, band.high), _x(canvas, band.low) + 1.5)
    half, accent = _BAR / 2, canvas.style.accent
    canvas.shape("rect", x=left, y=y - half, width=right - left, height=_BAR, fill=fill)
    for side in (-half, half):
        canvas.line((left, y + side), (right, y + side), colour=accent, width=0.7)
    for x, exact in ((left, band.low_exact), (right, band.high_exact)):
        _draw_end(canvas, x, y, exact=exact)


def _draw_end(canvas: Canvas, x: float, y: float, *, exact: bool) -> None:
    """Draw a straight end where the band includes the number, a dashed one where it does not."""
    half, accent = _BAR / 2 + 1.2, canvas.style.accent
    if exact:
        canvas.line((x, y - half), (x, y + half), colour=accent, width=1.1)
    else:
        canvas.line((x, y - half), (x, y + half), colour="#ffffff", width=1.6)
        canvas.line((x, y - half), (x, y + half), colour=accent, width=1.1, dash="1.3 1.3")


def _key(bands: Sequence[Band]) -> list[LegendEntry]:
    if all(band.low_exact and band.high_exact for band in bands):
        return []
    return [
        LegendEntry(lambda c, x, y: _draw_end(c, x, y, exact=True), "the band ends on this number"),
        LegendEntry(
            lambda c, x, y: _draw_end(c, x, y, exact=False), "it ends near this number (≈) or short of it"
        ),
    ]
