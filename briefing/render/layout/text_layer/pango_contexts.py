"""What Pango needs to know of a style, made once for all texts with it.

WeasyPrint makes a context, a description of the font and its features for each text that it measures.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

from weasyprint.text import line_break
from weasyprint.text.constants import LST_TO_ISO, PANGO_DIRECTION
from weasyprint.text.ffi import ffi, gobject, pango, unicode_to_char_p
from weasyprint.text.line_break import Layout

from briefing.render.layout.styling.kept_values import derived

_FEATURES = (
    "font_kerning", "font_variant_ligatures", "font_variant_position", "font_variant_caps",
    "font_variant_numeric", "font_variant_alternates", "font_variant_east_asian", "font_feature_settings",
)  # fmt: skip
_MOST_BREAK_POINTS = 2048
_set_up = Layout.setup


@dataclass(frozen=True, slots=True)
class _PangoStyle:
    """A context, a language and a font as Pango has them; `features` is its object, if there are any."""

    context: Any
    language: Any
    font: Any
    features: Any


def _pango_style_of(style: Any) -> _PangoStyle:
    fonts = style.font_config
    context = ffi.gc(pango.pango_font_map_create_context(fonts.font_map), gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
    override = style["font_language_override"]
    named = style["lang"] if override == "normal" else LST_TO_ISO.get(override.lower(), override)
    if named:
        name, _ = unicode_to_char_p(named)
        language = pango.pango_language_from_string(name)
        pango.pango_context_set_language(context, language)
    else:
        language = pango.pango_language_get_default()
    return _PangoStyle(context, language, line_break.get_font_description(style), _features(style, fonts))


def _features(style: Any, fonts: Any) -> Any:
    features = line_break.font_features(*map(style.__getitem__, _FEATURES))
    if not features:
        return None
    listed = ",".join(f"{name} {value}" for name, value in features.items()).encode()
    if listed not in fonts.font_features:
        fonts.font_features[listed] = pango.pango_attr_font_features_new(listed)
    return fonts.font_features[listed]


def _set_up_with_style(layout: Any, style: Any) -> None:
    """Give a layout its Pango object, as WeasyPrint does."""
    if style["text_decoration_line"] != "none":
        _set_up(layout, style)
        return
    made = derived(style, "pango", functools.partial(_pango_style_of, style))
    layout.style = style
    layout.first_line_direction = 0
    layout.language = made.language
    layout.layout = ffi.gc(pango.pango_layout_new(made.context), gobject.g_object_unref)
    pango.pango_layout_set_auto_dir(layout.layout, False)
    pango.pango_layout_set_font_description(layout.layout, made.font)
    layout.ascent = layout.underline_position = layout.strikethrough_position = None
    if made.features:
        # What is set of a text is added to the list, which is of this layout alone.
        listed = pango.pango_attr_list_new()
        pango.pango_attr_list_insert(listed, made.features)
        pango.pango_layout_set_attributes(layout.layout, listed)


def apply() -> None:
    """Let WeasyPrint use these functions."""
    Layout.setup = _set_up_with_style
    line_break.get_next_break_point_from_text = functools.lru_cache(_MOST_BREAK_POINTS)(
        line_break.get_next_break_point_from_text
    )
