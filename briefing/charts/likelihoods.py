"""A likelihood ruler: each judgement's band on a strip of the whole scale, on one axis from 0 to 100 %.

The terms of the scale are explained where the grades are; the strip has a line at each end of a band.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefing.charts.canvas import PLAIN, SMALL, Canvas, line_height
from briefing.charts.legend import LegendEntry, PlacedKey, draw_key, draw_key_above, height_of, placed_key
from briefing.charts.pagination import part_of, with_legend
from briefing.charts.style import ChartStyle, ChartSvg, alternative
from briefing.typography import text_metrics

_WORDS = 0.42
_GAP = 14.0
_BAR = 6.0
_ROW_GAP = 7.0
_MARGIN = 11.0
_STEPS = (10, 20, 50, 100)


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

    def likelihood(self) -> str:
        """Return the term and its range, or that none is given."""
        if not self.term:
            return "no likelihood given"
        return f"{self.term}, {self.band.range}" if self.band else self.term


def draw(
    scale: str, bands: Sequence[Band], judged: Sequence[Judged], style: ChartStyle
) -> tuple[ChartSvg, ...]:
    """Draw the ruler in as many pictures as the judgements need; each repeats the numbers of the axis."""
    key = _key(bands)
    room = style.height_pt - _head_height(scale, style) - _GAP
    heights = [_height(judgement, style) for judgement in judged]
    parts = with_legend(judged, heights, height_of(key, style.width_pt), room) or [[]]
    return tuple(
        _draw_part(_Ruler(scale, bands), part, style, part_of(number, len(parts)),
                   placed_key(key, number, len(parts)))
        for number, part in enumerate(parts, start=1)
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Ruler:
    scale: str
    bands: Sequence[Band]


def _scale_lines(scale: str, style: ChartStyle) -> list[str]:
    return text_metrics.lines(scale, SMALL, style.width_pt * _WORDS, text_metrics.BOLD)


def _head_height(scale: str, style: ChartStyle) -> float:
    """Return the height of the scale's name, beside which are the numbers of the axis."""
    return line_height(SMALL) * (len(_scale_lines(scale, style)) + 0.5)


def _lines(judged: Judged, style: ChartStyle) -> list[str]:
    room = style.width_pt * _WORDS - _label_width(judged.label)
    return text_metrics.lines(judged.text, PLAIN, room)


def _label_width(label: str) -> float:
    return text_metrics.width(label, PLAIN, text_metrics.BOLD) + 4


def _likelihood_lines(judged: Judged, style: ChartStyle) -> list[str]:
    """Break the likelihood of a judgement into lines that fit below its strip."""
    left, right = _plot(style)
    return text_metrics.lines(judged.likelihood(), SMALL, right - left, text_metrics.BOLD)


def _height(judged: Judged, style: ChartStyle) -> float:
    likelihood = len(_likelihood_lines(judged, style)) * line_height(SMALL) + _BAR + 4
    return max(len(_lines(judged, style)) * line_height(PLAIN), likelihood) + _ROW_GAP


def _draw_part(
    ruler: _Ruler, judged: Sequence[Judged], style: ChartStyle, which: str, key: PlacedKey
) -> ChartSvg:
    canvas = Canvas(style)
    draw_key_above(canvas, key.above)
    top = _head_height(ruler.scale, style)
    bottom = top + sum(_height(judgement, style) for judgement in judged)
    _draw_grid(canvas, top - 3, bottom)
    lines = _scale_lines(ruler.scale, style)
    above = SMALL * (1 - text_metrics.ASCENT)
    canvas.paragraph(0, above, lines, size=SMALL, weight=text_metrics.BOLD, colour=style.quiet)
    y = top
    for judgement in judged:
        canvas.line((0, y - _ROW_GAP / 2), (canvas.width, y - _ROW_GAP / 2))
        _draw_judged(canvas, ruler.bands, judgement, y)
        y += _height(judgement, style)
    return canvas.drawn(draw_key(canvas, bottom + 2, key.below), in_words(ruler.scale, judged, which))


def in_words(scale: str, judged: Sequence[Judged], which: str = "") -> str:
    """Return the sentence that names a ruler: the likelihood of each judgement, or how many there are."""
    each = ", ".join(f"{judgement.label} {judgement.likelihood()}" for judgement in judged)
    count = f"{len(judged)} {'judgement' if len(judged) == 1 else 'judgements'}"
    return alternative(
        *([f"Likelihood ruler{which}: {each}."] if judged else []),
        f"Likelihood ruler{which} with {count} on the scale {scale}.",
        f"Likelihood ruler{which} with {count}.",
    )


def _plot(style: ChartStyle) -> tuple[float, float]:
    """Return where 0 and where 100 % are."""
    return style.width_pt * _WORDS + _GAP, style.width_pt - _MARGIN


def _x(canvas: Canvas, percent: float) -> float:
    left, right = _plot(canvas.style)
    return left + (right - left) * percent / 100


def _draw_grid(canvas: Canvas, top: float, bottom: float) -> None:
    for percent in range(0, 101, _step(canvas)):
        x = _x(canvas, percent)
        canvas.line((x, top), (x, bottom), width=0.35 if percent % 50 else 0.7)
        text = f"{percent} %" if percent in {0, 100} else str(percent)
        canvas.text(x, SMALL, text, size=SMALL, colour=canvas.style.quiet, anchor="middle")


def _step(canvas: Canvas) -> int:
    """Return the least step between two numbers of the axis at which they do not touch."""
    widest = text_metrics.width("100 %", SMALL)
    return next((step for step in _STEPS if _x(canvas, step) - _x(canvas, 0) > widest), _STEPS[-1])


def _draw_judged(canvas: Canvas, bands: Sequence[Band], judged: Judged, top: float) -> None:
    style, indent = canvas.style, _label_width(judged.label)
    canvas.text(
        0, top + PLAIN * text_metrics.ASCENT, judged.label, weight=text_metrics.BOLD, colour=style.accent
    )
    canvas.paragraph(indent, top, _lines(judged, style))
    y = top + _BAR / 2 + 1
    _draw_scale(canvas, bands, y)
    if judged.band:
        _draw_bar(canvas, judged.band, y, style.accent)
    _draw_likelihood(canvas, judged, top + _BAR + 3)


def _draw_likelihood(canvas: Canvas, judged: Judged, top: float) -> None:
    """Letter the likelihood below its band, within the ends of the axis."""
    lines = _likelihood_lines(judged, canvas.style)
    half = max(text_metrics.width(line, SMALL, text_metrics.BOLD) for line in lines) / 2
    middle = (judged.band.low + judged.band.high) / 2 if judged.band else 50
    left, right = _plot(canvas.style)
    x = min(max(_x(canvas, middle), left + half), right - half)
    height = len(lines) * line_height(SMALL)
    canvas.shape("rect", x=x - half - 2, y=top, width=2 * half + 4, height=height, fill="#ffffff")
    for number, line in enumerate(lines):
        y = top + number * line_height(SMALL) + SMALL * text_metrics.ASCENT
        canvas.text(x, y, line, size=SMALL, weight=text_metrics.BOLD, anchor="middle")


def _draw_scale(canvas: Canvas, bands: Sequence[Band], y: float) -> None:
    """Draw the whole scale as a strip, with a line where a band begins or ends."""
    left, right = _plot(canvas.style)
    half = _BAR / 2
    canvas.shape("rect", x=left, y=y - half, width=right - left, height=_BAR, fill=canvas.style.wash)
    for percent in sorted({end for band in bands for end in (band.low, band.high)}):
        x = _x(canvas, percent)
        canvas.line((x, y - half), (x, y + half), colour=canvas.style.quiet, width=0.5)


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
