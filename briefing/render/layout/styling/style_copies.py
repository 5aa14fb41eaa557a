"""Copies of styles, which know what they are copies of."""

from __future__ import annotations

from typing import Any

from weasyprint.css import ComputedStyle

_ORIGIN = "_briefing_origin"
_copy = ComputedStyle.copy


def _copied(style: Any) -> Any:
    copied = _copy(style)
    copied.__dict__[_ORIGIN] = style.__dict__.get(_ORIGIN, style)
    return copied


def origin_of(style: Any) -> Any:
    """Return the style that a style was first copied from; None for one that is no copy."""
    return style.__dict__.get(_ORIGIN)


def apply() -> None:
    """Let WeasyPrint copy styles so."""
    ComputedStyle.copy = _copied
