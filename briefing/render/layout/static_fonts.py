"""Instances of variable fonts, made by HarfBuzz while a font is embedded.

WeasyPrint lets fontTools make them, which takes twenty times as long and is the larger part of writing a
short PDF. HarfBuzz makes instances since version 6; with an older library they are left to WeasyPrint.
An instance of Source Serif depends on the size of its text: there are too many to keep them in files.
"""

from __future__ import annotations

import functools
import io
from collections.abc import Iterable
from typing import Any

from fontTools.ttLib import TTFont
from weasyprint.pdf import fonts as weasyprint_fonts
from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import ffi, harfbuzz, harfbuzz_subset
from weasyprint.text.fonts import get_hb_object_data

_OBLIQUE, _ITALIC = 1, 2

ffi.cdef(
    """
    hb_bool_t hb_subset_input_pin_axis_location(
        hb_subset_input_t *input, hb_face_t *face, hb_tag_t axis, float value);
    """
)


class _Later:
    """The content of a font's file, which is read when it is needed: a font of Chinese has 16 MB."""

    def __init__(self, face: Any) -> None:
        self._face = face

    def read(self) -> Any:
        return get_hb_object_data(self._face)


def _begin(font: Font, *arguments: Any) -> None:
    """Take the place of a font's constructor; most fonts of a page are embedded as subsets made before."""
    weasyprint_fonts.get_hb_object_data = _Later
    try:
        _initialise(font, *arguments)
    finally:
        weasyprint_fonts.get_hb_object_data = get_hb_object_data


def _content(font: Font) -> Any:
    content = font.__dict__[_CONTENT]
    if isinstance(content, _Later):
        content = font.__dict__[_CONTENT] = content.read()
    return content


def _set_content(font: Font, content: Any) -> None:
    font.__dict__[_CONTENT] = content


_CONTENT = "file_content"
_initialise = Font.__init__
Font.__init__ = _begin
Font.file_content = property(_content, _set_content)


def make_static(font: Font, glyphs: Iterable[int]) -> None:
    """Replace a variable font by its instance with these glyphs, which keep their numbers."""
    glyphs = sorted(glyphs)
    if "fvar" not in font.tables or not glyphs or not _makes_instances():
        return
    subset = ffi.gc(
        harfbuzz_subset.hb_subset_input_create_or_fail(), harfbuzz_subset.hb_subset_input_destroy
    )
    kept = harfbuzz_subset.hb_subset_input_glyph_set(subset)
    harfbuzz.hb_set_add_sorted_array(kept, ffi.new(f"hb_codepoint_t[{len(glyphs)}]", glyphs), len(glyphs))
    flags = harfbuzz_subset.HB_SUBSET_FLAGS_RETAIN_GIDS
    if font.missing:
        flags |= harfbuzz_subset.HB_SUBSET_FLAGS_NOTDEF_OUTLINE
    harfbuzz_subset.hb_subset_input_set_flags(subset, flags)
    for axis, value in _location(font).items():
        tag = harfbuzz.hb_tag_from_string(axis.encode(), -1)
        if not harfbuzz_subset.hb_subset_input_pin_axis_location(subset, font.hb_face, tag, value):
            return
    face = ffi.gc(harfbuzz_subset.hb_subset_or_fail(font.hb_face, subset), harfbuzz.hb_face_destroy)
    if face:
        font.hb_face = face
        font.file_content = get_hb_object_data(face)
        font.tables.remove("fvar")


def _location(font: Font) -> dict[str, float]:
    """Return the value of each axis: what the style asks for, or what WeasyPrint takes for it."""
    with TTFont(io.BytesIO(font.file_content), fontNumber=font.index, lazy=True) as file:
        axes = {axis.axisTag: axis for axis in file["fvar"].axes}
    location = {tag: axis.defaultValue for tag, axis in axes.items()}
    location["wght"] = font.weight
    location["opsz"] = font.font_size
    location["ital"] = int(font.style == _ITALIC)
    if font.style == _OBLIQUE and "slnt" in axes:
        location["slnt"] = axes["slnt"].maxValue or axes["slnt"].minValue
    location |= font.variations
    return {
        tag: min(max(value, axes[tag].minValue), axes[tag].maxValue)
        for tag, value in location.items()
        if tag in axes
    }


@functools.cache
def _makes_instances() -> bool:
    """Return whether the library is there and is of version 6 or later."""
    return hasattr(harfbuzz_subset, "hb_subset_input_pin_axis_location")
