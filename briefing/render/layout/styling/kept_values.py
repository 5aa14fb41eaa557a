"""Values that WeasyPrint derives from a style for each box again, derived once for each style.

A style is shared by many boxes (`shared_styles`). WeasyPrint also copies styles and changes a value in the
copy: a copy begins without derived values, and loses those that it has with each value that is replaced.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar

from weasyprint.css import Style
from weasyprint.formatting_structure import boxes
from weasyprint.layout import absolute, block, column, grid, inline, page, percent, table
from weasyprint.layout import float as floats
from weasyprint.text import line_break

T = TypeVar("T")

_DERIVED = "_briefing_derived"
_BY_WIDTH = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in ("left", "right", "top", "bottom")),
    "width", "min_width", "max_width",
)  # fmt: skip
"""Lengths whose percentages are of the width of the containing block, also the vertical ones."""
_BY_HEIGHT = ("height", "min_height", "max_height")
_BORDERS = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))
USED_LENGTHS = (*_BY_WIDTH, *_BY_HEIGHT, *_BORDERS)
"""The attributes of a box that are resolved for its style and the block that contains it."""
_MOST_CONTAINERS = 64
"""Of one style whose lengths depend on the size of the container; with more, all are forgotten."""
_MOST_SHARED = 4096
"""Sets of used lengths that are kept for further styles; with more, all are forgotten."""
_shared_lengths: dict[tuple[tuple[Any, type[Any]], ...], dict[str, Any]] = {}
_resolve_percentages = percent.resolve_percentages
_strut = line_break.strut
_is_in_normal_flow = boxes.Box.is_in_normal_flow


def derived(style: Any, name: str, derive: Callable[[], T]) -> T:
    """Return what is derived of a style under a name."""
    known: dict[str, T] | None = style.__dict__.get(_DERIVED)
    if known is None:
        known = style.__dict__[_DERIVED] = {}
    if name not in known:
        known[name] = derive()
    return known[name]


def _set_value(style: Any, name: str, value: Any) -> None:
    """Set a value of a style, and forget what was derived of the one before."""
    if name in style:
        if dict.__getitem__(style, name) is value:
            return
        style.__dict__.pop(_DERIVED, None)
    dict.__setitem__(style, name, value)


def _fixed_lengths(style: Any) -> dict[str, Any] | None:
    """Return the used lengths of a style that has no percentages; None where it has some."""
    used: dict[str, Any] = {}
    for name in (*_BY_WIDTH, *_BY_HEIGHT):
        value = style[name]
        if value == "auto" or value is None:
            used[name] = 0 if value == "auto" and name.startswith("min_") else value
        elif getattr(value, "unit", None) == "px":
            used[name] = value.value
        else:
            return None
    if style["border_collapse"] == "collapse" or style["box_sizing"] != "content-box":
        return None
    return _shared(used | {name: style[name] for name in _BORDERS})


def _shared(used: dict[str, Any]) -> dict[str, Any]:
    """Return used lengths as the object that other styles have that have the same."""
    # 0 and 0.0 are equal, but may be written in different ways.
    key = tuple([(value, type(value)) for value in used.values()])
    if len(_shared_lengths) >= _MOST_SHARED:
        _shared_lengths.clear()
    return _shared_lengths.setdefault(key, used)


def _lengths_resolved(box: Any, containing_block: Any) -> None:
    """Set the used lengths of a box as `resolve_percentages` does."""
    style = box.style
    known = style.__dict__.get(_DERIVED)
    used = known.get("lengths", known) if known else known
    if used is known:
        used = derived(style, "lengths", functools.partial(_fixed_lengths, style))
    if used is None or isinstance(box, boxes.PageBox):
        _resolve_by_container(box, containing_block)
    else:
        box.__dict__.update(used)


def _resolve_by_container(box: Any, containing_block: Any) -> None:
    """Set the used lengths of a box, which are the same in containers of one size."""
    style = box.style
    if style["border_collapse"] == "collapse" or isinstance(box, boxes.PageBox):
        _resolve_percentages(box, containing_block)
        return
    is_box = isinstance(containing_block, boxes.Box)
    size = (containing_block.width, containing_block.height) if is_box else tuple(containing_block)
    known: dict[Any, dict[str, Any]] = derived(style, "lengths by container", dict)
    used = known.get(size)
    if used is None:
        _resolve_percentages(box, containing_block)
        if len(known) >= _MOST_CONTAINERS:
            known.clear()
        known[size] = _shared({name: getattr(box, name) for name in USED_LENGTHS})
    else:
        box.__dict__.update(used)


def _in_normal_flow(box: Any) -> bool:
    known = box.style.__dict__.get(_DERIVED)
    if known is not None and "flow" in known:
        return bool(known["flow"])
    return derived(box.style, "flow", lambda: bool(_is_in_normal_flow(box)))


def _strut_of(style: Any) -> Any:
    known = style.__dict__.get(_DERIVED)
    if known is not None and "strut" in known:
        return known["strut"]
    return derived(style, "strut", lambda: _strut(style))


def apply() -> None:
    """Let WeasyPrint use these functions."""
    Style.__setitem__ = _set_value
    boxes.Box.is_in_normal_flow = _in_normal_flow
    line_break.strut = inline.strut = _strut_of
    for module in (absolute, block, column, floats, grid, inline, page, table):
        module.resolve_percentages = _lengths_resolved
