"""A template's colours for its drawings, read from the custom properties of its style sheet."""

from __future__ import annotations

import re

import tinycss2

from briefing.render.figures.style import Style

_COLOURS = frozenset({"ink", "quiet", "accent", "rule", "wash"})
_MEASURES = {"drawing-width": "width_mm", "drawing-height": "height_mm"}
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_MM = re.compile(r"(\d+(?:\.\d+)?)mm")
_LEAST_MM = 80.0


def style_from(css: str) -> Style:
    """The style with what ``:root`` sets of the names above, as custom properties.

    Colours are taken in hexadecimal, measures in mm; whatever else stands there leaves the default.
    """
    given: dict[str, str | float] = {}
    for name, value in _root_properties(css):
        if name in _COLOURS and _HEX.fullmatch(value):
            given[name] = _long(value)
        elif name in _MEASURES and (measure := _MM.fullmatch(value)):
            given[_MEASURES[name]] = max(float(measure[1]), _LEAST_MM)
    return Style(**given)  # type: ignore[arg-type] # each by the type of its field


def _root_properties(css: str) -> list[tuple[str, str]]:
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return [
        (each.name[2:], tinycss2.serialize(each.value).strip())
        for rule in rules
        if rule.type == "qualified-rule" and tinycss2.serialize(rule.prelude).strip() == ":root"
        for each in tinycss2.parse_blocks_contents(rule.content)
        if each.type == "declaration" and each.name.startswith("--")
    ]


def _long(colour: str) -> str:
    return colour.lower() if len(colour) == 7 else "#" + "".join(digit * 2 for digit in colour[1:].lower())  # noqa: PLR2004
