"""Lines of text that were split off before, so that rows which did not change are not measured again.

Where a line ends depends on its text, on the room for it and on its style, and on nothing else. Pango is
asked once for each; the lines used last are kept, with the fonts that they were measured with.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from operator import itemgetter
from typing import Any

_MOST_LINES = 4096
"""Of each of two generations: the older one is dropped when the younger one is full."""
_KEPT = "briefing_split_lines"
_LISTS = itemgetter("font_family", "hyphenate_limit_chars")
_VALUES = itemgetter(
    "direction",
    "font_feature_settings",
    "font_kerning",
    "font_language_override",
    "font_size",
    "font_stretch",
    "font_style",
    "font_variant_alternates",
    "font_variant_caps",
    "font_variant_east_asian",
    "font_variant_ligatures",
    "font_variant_numeric",
    "font_variant_position",
    "font_variation_settings",
    "font_weight",
    "hyphenate_character",
    "hyphenate_limit_zone",
    "hyphens",
    "lang",
    "letter_spacing",
    "overflow_wrap",
    "tab_size",
    "text_decoration_line",
    "white_space",
    "word_break",
    "word_spacing",
)
"""All that WeasyPrint's `split_first_line` reads of a style."""

Split = Callable[..., Any]


class _Lines:
    """Lines by what they were split by."""

    def __init__(self) -> None:
        self._young: dict[Any, Any] = {}
        self._old: dict[Any, Any] = {}

    def get(self, key: Any) -> Any:
        line = self._young.get(key)
        if line is None and (line := self._old.get(key)) is not None:
            self.keep(key, line)
        return line

    def keep(self, key: Any, line: Any) -> None:
        if len(self._young) >= _MOST_LINES:
            self._young, self._old = {}, self._young
        self._young[key] = line


def splitting_once(split: Split) -> Split:
    """Return WeasyPrint's function that splits off the first line, which then remembers its results."""

    def split_first_line(
        text: str, style: Any, context: Any, max_width: float | None, spacing: float, **options: Any
    ) -> Any:
        key = _key(text, style, max_width, spacing, options)
        lines = style.font_config.__dict__.setdefault(_KEPT, _Lines()) if key else None
        known = lines.get(key) if lines else None
        if known is None:
            known = split(text, style, context, max_width, spacing, **options)
            if lines is None:
                return known
            lines.keep(key, (copy.copy(known[0]), *known[1:]))
            return known
        # Whoever draws a line changes its layout.
        return (copy.copy(known[0]), *known[1:])

    return split_first_line


def _key(text: str, style: Any, max_width: float | None, spacing: float, options: dict[str, Any]) -> Any:
    """Return all that a line depends on; None where a value of the style cannot be looked up."""
    key = (text, max_width, spacing, *options.items(), *map(tuple, _LISTS(style)), *_VALUES(style))
    try:
        hash(key)
    except TypeError:
        return None
    return key
