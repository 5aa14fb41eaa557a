"""Instances of variable fonts, made by HarfBuzz and kept in the cache folder.

WeasyPrint lets fontTools make them, which takes ten times as long and is the larger part of writing a short
PDF. HarfBuzz makes instances since version 6; with an older library they are left to WeasyPrint. An
instance has all glyphs of its font, so that nothing of a briefing is in the cache. An instance of a font of
Chinese would take megabytes and a second: it is made of the glyphs that are used, and not kept.
"""

from __future__ import annotations

import functools
import hashlib
import io
from collections.abc import Iterable
from typing import Any

from fontTools.ttLib import TTFont
from weasyprint import __version__ as weasyprint_version
from weasyprint.pdf import fonts as weasyprint_fonts
from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import ffi, harfbuzz, harfbuzz_subset
from weasyprint.text.fonts import get_hb_object_data

from briefing.render.layout.font_instances.kept_instances import kept_or_made

_OBLIQUE, _ITALIC = 1, 2
_MOST_BYTES = 4 * 2**20
"""Of larger fonts no instance is kept."""
_MOST_GLYPHS = 2**16
_COPY = 0
"""HB_MEMORY_MODE_DUPLICATE"""

ffi.cdef(
    """
    hb_bool_t hb_subset_input_pin_axis_location(
        hb_subset_input_t *input, hb_face_t *face, hb_tag_t axis, float value);
    hb_blob_t * hb_blob_create(
        const char *data, unsigned int length, int mode, void *user_data, void *destroy);
    hb_face_t * hb_face_create(hb_blob_t *blob, unsigned int index);
    const char * hb_version_string(void);
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
    location = _location(font)
    if len(font.file_content) > _MOST_BYTES:
        face = _subset(font.hb_face, glyphs, location, has_missing=font.missing)
    else:
        name = _name(font, location)
        instance = kept_or_made(name, functools.partial(_instance, font.hb_face, location))
        face = _subset(_face_of(instance), glyphs, {}, has_missing=font.missing) if instance else None
    if face:
        font.hb_face = face
        font.file_content = get_hb_object_data(face)
        font.tables.remove("fvar")


def _name(font: Font, location: dict[str, float]) -> str:
    """Return a name for an instance that is that of no other, nor of one that another library makes."""
    made_of = (
        hashlib.sha256(font.file_content).hexdigest(),
        font.index,
        sorted(location.items()),
        ffi.string(harfbuzz.hb_version_string()),
        weasyprint_version,
    )
    return hashlib.sha256(repr(made_of).encode()).hexdigest()


def _instance(face: Any, location: dict[str, float]) -> bytes | None:
    """Return a font with all glyphs of a variable one at a location; None where HarfBuzz makes none."""
    instance = _subset(face, range(_MOST_GLYPHS), location, has_missing=True)
    return get_hb_object_data(instance) if instance else None


def _face_of(content: bytes) -> Any:
    """Return a font of HarfBuzz's with a copy of the content."""
    blob = harfbuzz.hb_blob_create(content, len(content), _COPY, ffi.NULL, ffi.NULL)
    face = harfbuzz.hb_face_create(blob, 0)
    harfbuzz.hb_blob_destroy(blob)
    return ffi.gc(face, harfbuzz.hb_face_destroy)


def _subset(face: Any, glyphs: Iterable[int], location: dict[str, float], *, has_missing: bool) -> Any:
    """Return a font with these glyphs, which keep their numbers, at a location; None if none is made."""
    subset = ffi.gc(
        harfbuzz_subset.hb_subset_input_create_or_fail(), harfbuzz_subset.hb_subset_input_destroy
    )
    numbers = list(glyphs)
    kept = harfbuzz_subset.hb_subset_input_glyph_set(subset)
    harfbuzz.hb_set_add_sorted_array(
        kept, ffi.new(f"hb_codepoint_t[{len(numbers)}]", numbers), len(numbers)
    )
    flags = harfbuzz_subset.HB_SUBSET_FLAGS_RETAIN_GIDS
    if has_missing:
        flags |= harfbuzz_subset.HB_SUBSET_FLAGS_NOTDEF_OUTLINE
    harfbuzz_subset.hb_subset_input_set_flags(subset, flags)
    for axis, value in location.items():
        tag = harfbuzz.hb_tag_from_string(axis.encode(), -1)
        if not harfbuzz_subset.hb_subset_input_pin_axis_location(subset, face, tag, value):
            return None
    made = harfbuzz_subset.hb_subset_or_fail(face, subset)
    return ffi.gc(made, harfbuzz.hb_face_destroy) if made else None


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
