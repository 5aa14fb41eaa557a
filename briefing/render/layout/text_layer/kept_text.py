"""Short texts that occur again and again, such as grades and numbers of sources, measured and shaped once.

They are kept with the style, which many boxes share (`kept_values`). Within one layout no line is split off
a text twice, as when columns are balanced.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from weasyprint.text.line_break import Layout

from briefing.render.layout.styling.kept_values import derived
from briefing.render.layout.text_layer.shown_text import SHOWN

T = TypeVar("T")

_MOST_LETTERS = 24
_MOST_KEPT = 128
"""Of one style; with more, all are forgotten."""
_LINES = "_briefing_lines"
_ROOM_PX = 1.0
"""A text that fits with so much to spare fits whichever way lengths are rounded."""
_ON_PANGO = ("layout", "language")
"""The attributes of a layout that are there while Pango has it."""
_OF_DECORATIONS = (
    "ascent",
    *(
        f"{line}_{measure}"
        for line in ("underline", "strikethrough")
        for measure in ("position", "thickness")
    ),
)
"""The attributes that are there only where the text is decorated."""
_MEASURES = ("first_line_direction", *_OF_DECORATIONS, "text")
"""The attributes that remain."""


def measured_once(split_first_line: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that splits off a line as WeasyPrint's does, whose arguments and result it has."""

    def split(
        text: str, style: Any, context: Any, max_width: float | None, spacing: float, **options: Any
    ) -> Any:
        known = _texts(style, "lines")
        line = known.get((text, spacing))
        if line is not None and _has_room(line, max_width):
            return copied_layout(line[0], max_width), *line[1:]
        lines = _lines_of(context)
        key = derived(style, "unaltered", object), text, max_width, spacing, *sorted(options.items())
        if (same := lines.get(key)) is not None:
            return copied_layout(same[0], max_width), *same[1:]
        new = split_first_line(text, style, context, max_width, spacing, **options)
        lines[key] = copied_layout(new[0], max_width), *new[1:]
        is_whole = new[2] is None and _has_room(new, max_width)
        if line is None and is_whole and len(text) <= _MOST_LETTERS and not options.get("minimum"):
            _keep(known, (text, spacing), lambda: (copied_layout(new[0], None), *new[1:]))
        return new

    return split


def _lines_of(context: Any) -> dict[Hashable, Any]:
    """Return the lines that were split off in a layout, which end with it."""
    lines: dict[Hashable, Any] = {} if context is None else context.__dict__.setdefault(_LINES, {})
    return lines


def _has_room(line: Any, max_width: float | None) -> bool:
    """Return whether a line has more room than it needs; one that just fits may end without its space."""
    return max_width is None or bool(line[3] + _ROOM_PX <= max_width)


def shaped_once(layout: Any, style: Any, shape: Callable[[], T]) -> T:
    """Return what is made of the glyphs of a text that is drawn."""
    known = _texts(style, "shapes")
    key = (layout.text, layout.justification_spacing)
    shaped: T | None = known.get(key)
    if shaped is None:
        shaped = shape()
        if len(layout.text) <= _MOST_LETTERS:
            _keep(known, key, lambda: shaped)
    return shaped


def _texts(style: Any, name: str) -> dict[Hashable, Any]:
    texts: dict[Hashable, Any] = derived(style, name, dict)
    return texts


def _keep(known: dict[Hashable, Any], key: Hashable, value: Callable[[], object]) -> None:
    """Keep a value if it is needed for the second time; most texts occur once."""
    if len(known) >= _MOST_KEPT:
        known.clear()
    known[key] = value() if key in known else None


def copied_layout(layout: Any, max_width: float | None) -> Any:
    """Return a layout that Pango does not have any more, for another box."""
    copy = Layout.__new__(Layout)
    copy.justification_spacing = layout.justification_spacing
    for name in (*_MEASURES, SHOWN):
        if (value := getattr(layout, name, None)) is not None:
            setattr(copy, name, value)
    copy.max_width = max_width
    return copy


def lasting(layout: Any) -> dict[str, Any]:
    """Return the attributes of a layout that do not depend on Pango."""
    names = (*_MEASURES, "justification_spacing", "max_width")
    return {name: layout.__dict__[name] for name in names if name in layout.__dict__}


# Layouts that Pango gets only when it is asked for what is not known


def _reactivate(layout: Any, style: Any) -> None:
    layout.style = style


def _deactivate(layout: Any) -> None:
    # Asking for the dictionary of an object makes one, which takes as much memory as all in it.
    for name in (*_ON_PANGO, "style"):
        try:  # noqa: SIM105 - this is called for each text, and the other way takes longer
            delattr(layout, name)
        except AttributeError:
            pass


def _active(layout: Any, name: str) -> Any:
    """Return an attribute that is not there, for which Pango lays out the text again."""
    if name not in _ON_PANGO:
        raise AttributeError(name)
    layout.setup(layout.style)
    layout.set_text(layout.text, justify=True)
    return object.__getattribute__(layout, name)


def apply() -> None:
    """Let WeasyPrint use these functions."""
    Layout.reactivate = _reactivate
    Layout.deactivate = _deactivate
    for name in _OF_DECORATIONS:
        setattr(Layout, name, None)
    Layout.__getattr__ = _active
