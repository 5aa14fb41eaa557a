"""What Pango shaped, as clusters: the least stretches of text that have glyphs of their own."""

from __future__ import annotations

import struct
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from briefing.render.layout.text_layer.codes import GlyphShape, codes_of
from briefing.render.layout.text_layer.font_keys import held

_PER_MILLE = 1000
_GAP = 40
_GLYPH_INFO = struct.Struct(f"=Iiii{ffi.sizeof('PangoGlyphVisAttr')}x")
"""The number of a glyph, its width, and how far it is from where it would be."""
_EMPTY = int(pango.PANGO_GLYPH_EMPTY)
_STRETCHED_SPACE = " \u200b"
"""What WeasyPrint gives Pango for a single space, to which Pango would not add word spacing."""


class Cluster(NamedTuple):
    """Characters with their shape; `advance` is in thousandths of the size."""

    text: str
    shape: GlyphShape
    advance: float


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one font and direction; `clusters` are from left to right, `x` and `width` in pixels.

    `level` is the embedding level, `start` the place of its first byte in the text of the line.
    """

    font: Any
    pango_font: Any
    size: float
    level: int
    start: int
    x: float
    width: float
    clusters: tuple[Cluster, ...]

    @property
    def from_right(self) -> bool:
        return self.level % 2 == 1


@dataclass(slots=True)
class _Shaped:
    """Characters with their glyphs, each at its place from the left of the run, and both their ends.

    All measures are in Pango units.
    """

    text: str
    glyphs: list[tuple[int, int, int]]
    left: int
    right: int


@dataclass(frozen=True, slots=True)
class ShapedRun:
    """A run as Pango shaped it, which does not depend on a PDF; `start` is as in `Run`."""

    pango_font: Any
    level: int
    start: int
    parts: tuple[_Shaped, ...]


def shaped_runs(line: Any, text: str) -> tuple[ShapedRun, ...]:
    """Return the runs of Pango's line from left to right. They hold their fonts."""
    encoded = text.encode()
    link = line.runs[0]
    runs = []
    while link != ffi.NULL:
        glyph_item, link = link.data, link.next
        item = glyph_item.item
        font = held(item.analysis.font)
        level = int(item.analysis.level) & 0xFF
        parts = _shaped(glyph_item, encoded, from_right=level % 2 == 1)
        if text == _STRETCHED_SPACE:
            parts[0].text = " "
        runs.append(ShapedRun(font, level, item.offset, tuple(parts)))
    return tuple(runs)


def runs_of(shaped: Iterable[ShapedRun], add_font: Any, style_size: float) -> Iterator[Run]:
    """Yield runs as they are in a PDF. `add_font` gives a font and its size."""
    x = 0.0
    for run in shaped:
        font, size = add_font(run.pango_font)
        if pango.pango_version() < 14802:  # noqa: PLR2004 - a fault of Pango before 1.48.2
            size = style_size
        width = (run.parts[-1].right if run.parts else 0) * FROM_UNITS
        clusters = _clusters(run, font, size)
        if run.level % 2:
            clusters = [_without_gap(cluster) for cluster in clusters]
        yield Run(font, run.pango_font, size, run.level, run.start, x, width, tuple(clusters))
        x += width


def _shaped(glyph_item: Any, encoded: bytes, *, from_right: bool) -> list[_Shaped]:
    """Return the clusters of a run from left to right, each with what takes no space of its own."""
    joined: list[_Shaped] = []
    leading = ""
    for part in reversed(_parts(glyph_item, encoded)) if from_right else _parts(glyph_item, encoded):
        if joined and _belongs_to_the_one_before(part):
            before = joined[-1]
            before.text += part.text
            before.glyphs = [*before.glyphs, *part.glyphs]
            before.left, before.right = min(before.left, part.left), max(before.right, part.right)
        elif not part.glyphs and part.left == part.right:
            leading += part.text
        else:
            part.text, leading = leading + part.text, ""
            joined.append(part)
    if leading:
        joined.append(_Shaped(leading, [], 0, 0))
    return joined[::-1] if from_right else joined


def _belongs_to_the_one_before(part: _Shaped) -> bool:
    """Say whether it is a mark, or a sign such as the zero-width non-joiner, for which nothing is drawn."""
    return not part.glyphs or (
        part.left == part.right and all(unicodedata.category(sign).startswith("M") for sign in part.text)
    )


def _parts(glyph_item: Any, encoded: bytes) -> list[_Shaped]:
    """Return Pango's own clusters from left to right."""
    item, string = glyph_item.item, glyph_item.glyphs
    count, offset = string.num_glyphs, item.offset
    starts = ffi.unpack(string.log_clusters, count)
    distinct = sorted(set(starts))
    end_of = dict(zip(distinct, [*distinct[1:], int(item.length)], strict=True))
    # Asking for each field of each glyph takes several times as long as all else here.
    infos = _GLYPH_INFO.iter_unpack(ffi.buffer(string.glyphs, count * _GLYPH_INFO.size))
    parts: list[_Shaped] = []
    pen, before = 0, -1
    for start, (glyph, width, x_offset, y_offset) in zip(starts, infos, strict=True):
        if start != before:
            parts.append(_Shaped(encoded[offset + start : offset + end_of[start]].decode(), [], pen, pen))
            before = start
        part = parts[-1]
        if glyph != _EMPTY:
            part.glyphs.append((glyph, pen + x_offset, y_offset))
        pen += width
        part.right = pen
    return parts


def _clusters(run: ShapedRun, font: Any, size: float) -> list[Cluster]:
    """Return the clusters of a run in a font of a PDF; most are one glyph in its place."""
    known = codes_of(font).glyphs
    unit = FROM_UNITS / size
    clusters = []
    for part in run.parts:
        advance = (part.right - part.left) * unit * _PER_MILLE
        number, x, y = part.glyphs[0] if len(part.glyphs) == 1 else (0, 0, 1)
        is_in_place = x == part.left and not y
        shape = known.get(number) if is_in_place else None
        if shape is None:
            shape = _shape(part, font, run.pango_font, size)
            if is_in_place:
                known[shape.glyphs[0][0]] = shape
        clusters.append(Cluster(part.text, shape, advance))
    return clusters


def _shape(part: _Shaped, font: Any, pango_font: Any, size: float) -> GlyphShape:
    unit = FROM_UNITS / size
    glyphs = tuple(
        (
            _number_in_font(number, font, pango_font, size),
            round((x - part.left) * unit * font.upem),
            -round(y * unit * font.upem),
        )
        for number, x, y in part.glyphs
    )
    return GlyphShape(glyphs, sum(_width(font, pango_font, size, number) for number, _, _ in glyphs))


def _without_gap(cluster: Cluster) -> Cluster:
    """Widen the shape of letters that the next ones are far from: PDFium takes a gap for a space."""
    if cluster.advance - cluster.shape.width < _GAP or cluster.text.isspace():
        return cluster
    return cluster._replace(shape=replace(cluster.shape, width=round(cluster.advance)))


def _number_in_font(number: int, font: Any, pango_font: Any, size: float) -> int:
    """Return the number of a glyph; a character that the font lacks gets one that draws an empty box."""
    if not number & pango.PANGO_GLYPH_UNKNOWN_FLAG:
        return number
    unused = int(font.get_unused_glyph_id(number - pango.PANGO_GLYPH_UNKNOWN_FLAG))
    if unused not in font.widths:
        font.widths[unused] = font.widths.setdefault(0, _measured(pango_font, number, size))
    return unused


def _width(font: Any, pango_font: Any, size: float, number: int) -> int:
    """Return the width of a glyph in thousandths of the size."""
    if number not in font.widths:
        font.widths[number] = _measured(pango_font, number, size)
    return int(font.widths[number])


def _measured(pango_font: Any, number: int, size: float) -> int:
    ink, logical = ffi.new("PangoRectangle *"), ffi.new("PangoRectangle *")
    pango.pango_font_get_glyph_extents(pango_font, number, ink, logical)
    width: int = round(logical.width * _PER_MILLE * FROM_UNITS / size)
    return width
