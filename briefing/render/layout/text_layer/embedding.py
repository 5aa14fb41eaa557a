"""Embed fonts with the shapes and codes that the text of a document uses.

A shape of several glyphs becomes a composite glyph of the embedded font, a blank an empty one. Then the
widths, the map from codes to glyphs and the map from codes to characters of the PDF's font are completed.
"""

from __future__ import annotations

import io
import sys
from array import array
from collections.abc import Iterable, Mapping
from itertools import groupby
from typing import Any

import pydyf
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import ARGS_ARE_XY_VALUES, Glyph, GlyphComponent

from briefing.render.layout.text_layer.codes import FontCodes, GlyphShape, codes_of

_MOST_ENTRIES = 100
"""A block of a ToUnicode map has at most so many entries (Adobe Technical Note 5014)."""
_PER_MILLE = 1000


class _EmbeddedFont(TTFont):  # type: ignore[misc] # fontTools is untyped here
    """A font that is embedded, with numbers for names of its glyphs, which have no use in a PDF.

    fontTools imports 4 MB of modules for the classes of tables and the names of glyphs. A table that is not
    read is written as it is, without its class.
    """

    def __init__(self, content: bytes) -> None:
        # fontTools would recalculate the bounding boxes of all glyphs and round them differently, which
        # shifts some of them by one unit.
        super().__init__(io.BytesIO(content), recalcBBoxes=False, recalcTimestamp=False)
        self.setGlyphOrder(list(map(str, range(self["maxp"].numGlyphs))))

    def _writeTable(self, tag: Any, writer: Any, done: list[Any], *others: Any) -> None:  # noqa: N802
        if tag in self.reader and not self.isLoaded(tag):
            if tag not in done:
                done.append(tag)
                writer[tag] = self.reader[tag]
        else:
            super()._writeTable(tag, writer, done, *others)


def keep_parts(fonts: Iterable[Any]) -> None:
    """Let each font keep the glyphs of which its shapes are composed."""
    for font in fonts:
        for shape, text in codes_of(font).own:
            for number, _, _ in shape.glyphs:
                font.to_unicode.setdefault(number, text)


def complete(pdf: Any, font: Any, reference: Any, *, compress: bool) -> None:
    """Complete the dictionary of a font that WeasyPrint has written, if it has codes of its own."""
    codes = codes_of(font)
    if not codes.own:
        return
    dictionary = _object(pdf, reference)
    descendant = _object(pdf, dictionary["DescendantFonts"][0])
    descriptor = _object(pdf, descendant["FontDescriptor"])
    numbers = _embed_shapes(_object(pdf, descriptor["FontFile2"]), codes, font.widths)
    missing = set(font.missing.values())
    glyphs = {number: 0 if number in missing else number for number in font.to_unicode}
    glyphs |= {code: numbers[shape] for (shape, _), code in codes.own.items()}
    texts = font.to_unicode | {code: text for (_, text), code in codes.own.items()}
    widths = {number: font.widths[number] for number in font.to_unicode if number in font.widths}
    widths |= {code: shape.width for (shape, _), code in codes.own.items()}
    descendant["W"] = _widths(widths)
    places = pydyf.Stream([_code_to_glyph(glyphs)], compress=compress)
    pdf.add_object(places)
    descendant["CIDToGIDMap"] = places.reference
    dictionary["Encoding"] = "/Identity-H"
    to_unicode = _object(pdf, dictionary["ToUnicode"])
    to_unicode.stream = _with_entries(to_unicode.stream, texts)


def _object(pdf: Any, reference: Any) -> Any:
    return pdf.objects[int(bytes(reference).split()[0])]


def _embed_shapes(file: Any, codes: FontCodes, widths: Mapping[int, int]) -> dict[GlyphShape, int]:
    """Add to an embedded font the shapes that it lacks; return the number of each shape's glyph."""
    shapes = list(dict.fromkeys(shape for shape, _ in codes.own))
    numbers = {shape: number for shape in shapes if (number := shape.glyph(widths)) is not None}
    added = [shape for shape in shapes if shape not in numbers]
    if added:
        with _EmbeddedFont(file.stream[0]) as font:
            first = len(font.getGlyphOrder())
            _add_glyphs(font, added)
            completed = io.BytesIO()
            font.save(completed)
        file.stream = [completed.getvalue()]
        file.extra["Length1"] = len(file.stream[0])
        numbers |= {shape: first + place for place, shape in enumerate(added)}
    return numbers


def _add_glyphs(font: TTFont, shapes: Iterable[GlyphShape]) -> None:
    order = list(font.getGlyphOrder())
    glyphs, metrics = font["glyf"], font["hmtx"].metrics
    names = {shape: f"shape{len(order) + place}" for place, shape in enumerate(shapes)}
    for shape, name in names.items():
        glyphs.glyphs[name] = _glyph(shape, order)
    order += names.values()
    font.setGlyphOrder(order)
    glyphs.glyphOrder = order
    for shape, name in names.items():
        glyph = glyphs[name]
        glyph.recalcBounds(glyphs)
        width = round(shape.width * font["head"].unitsPerEm / _PER_MILLE)
        metrics[name] = (width, getattr(glyph, "xMin", 0))
        _make_room(font, glyph, width)
    font["maxp"].numGlyphs = len(order)
    font["post"].formatType = 3.0


def _make_room(font: TTFont, glyph: Glyph, width: int) -> None:
    """Raise what a font says that its glyphs have at most, so that it holds for a glyph that is added."""
    head, hhea, most = font["head"], font["hhea"], font["maxp"]
    hhea.advanceWidthMax = max(hhea.advanceWidthMax, width)
    if not glyph.isComposite():
        return
    head.xMin, head.yMin = min(head.xMin, glyph.xMin), min(head.yMin, glyph.yMin)
    head.xMax, head.yMax = max(head.xMax, glyph.xMax), max(head.yMax, glyph.yMax)
    hhea.minLeftSideBearing = min(hhea.minLeftSideBearing, glyph.xMin)
    hhea.minRightSideBearing = min(hhea.minRightSideBearing, width - glyph.xMax)
    hhea.xMaxExtent = max(hhea.xMaxExtent, glyph.xMax)
    points, contours, depth = glyph.getCompositeMaxpValues(font["glyf"])
    most.maxCompositePoints = max(most.maxCompositePoints, points)
    most.maxCompositeContours = max(most.maxCompositeContours, contours)
    most.maxComponentElements = max(most.maxComponentElements, len(glyph.components))
    most.maxComponentDepth = max(most.maxComponentDepth, depth)


def _glyph(shape: GlyphShape, order: list[str]) -> Glyph:
    glyph = Glyph()
    if not shape.glyphs:
        glyph.numberOfContours = 0
        return glyph
    glyph.numberOfContours = -1
    glyph.components = []
    for number, x, y in shape.glyphs:
        component = GlyphComponent()
        component.glyphName, component.x, component.y = order[number], x, y
        component.flags = ARGS_ARE_XY_VALUES
        glyph.components.append(component)
    return glyph


def _code_to_glyph(glyphs: Mapping[int, int]) -> bytes:
    """Return a CIDToGIDMap: two bytes for each code (ISO 32000-1, 9.7.4.2)."""
    numbers = array("H", bytes(2 * max(glyphs) + 2))
    for code, glyph in glyphs.items():
        numbers[code] = glyph
    if sys.byteorder == "little":
        numbers.byteswap()
    return numbers.tobytes()


def _widths(widths: Mapping[int, int]) -> Any:
    """Return a W array: for each row of codes the first, and the widths (ISO 32000-1, 9.7.4.3)."""
    array = pydyf.Array()
    for _, row in groupby(enumerate(sorted(widths)), lambda place: place[1] - place[0]):
        codes = [code for _, code in row]
        array += [codes[0], pydyf.Array(widths[code] for code in codes)]
    return array


def _with_entries(lines: list[bytes], texts: Mapping[int, str]) -> list[bytes]:
    """Return the lines of a ToUnicode map with these entries in place of its own."""
    head = lines[: lines.index(b"endcodespacerange") + 1]
    foot = lines[lines.index(b"endcmap") :]
    body: list[bytes] = []
    ordered = sorted(texts.items())
    for start in range(0, len(ordered), _MOST_ENTRIES):
        entries = ordered[start : start + _MOST_ENTRIES]
        body.append(f"{len(entries)} beginbfchar".encode())
        body += [f"<{code:04x}> <{text.encode('utf-16-be').hex()}>".encode() for code, text in entries]
        body.append(b"endbfchar")
    return [*head, *body, *foot]
