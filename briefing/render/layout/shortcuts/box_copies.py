"""Boxes and their copies, of which most have no decorations removed: those share one empty set."""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes

_reset_spacing = boxes.ParentBox._reset_spacing  # noqa: SLF001 - there is no public way

_NONE_REMOVED: frozenset[str] = frozenset()


def _begin(box: Any, element_tag: Any, style: Any, element: Any) -> None:
    """Take the place of a box's constructor."""
    box.element_tag = element_tag
    box.element = element
    box.style = style
    box.remove_decoration_sides = _NONE_REMOVED
    box.children = []
    box.first_letter_style = None
    box.first_line_style = None


def _copied_with_children(box: Any, children: Any) -> Any:
    """Copy a box with other children. The copy has the removed decorations, the box itself no more."""
    copied = box.copy()
    copied.children = children
    if box.remove_decoration_sides:
        box.remove_decoration_sides = _NONE_REMOVED
    return copied


def _reset_own_spacing(box: Any, side: str) -> None:
    box.remove_decoration_sides = set(box.remove_decoration_sides)
    _reset_spacing(box, side)


def apply() -> None:
    """Let WeasyPrint give no set to each box and each copy of one."""
    boxes.Box.__init__ = _begin
    boxes.ParentBox.copy_with_children = _copied_with_children
    boxes.ParentBox._reset_spacing = _reset_own_spacing  # noqa: SLF001
