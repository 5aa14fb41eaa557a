"""Lines of a box tree that is laid out several times, each split off and laid out once.

A line depends on the text that is left, and on its width, as long as there is nothing beside it that
floats. It is copied to be kept, and copied to be put on a page.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes

from briefing.render.layout.text_layer.kept_text import copied_layout
from briefing.render.layout.text_layer.shown_text import keep_with
from briefing.render.layout.text_layer.small_boxes import make_small

_KEPT = "_briefing_kept_lines"
_KINDS = frozenset({boxes.LineBox, boxes.InlineBox, boxes.TextBox, boxes.InlineBlockBox, boxes.BlockBox})
"""The boxes of a line that is kept."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that is on no page, with the place at which the text goes on after it.

    `left` is where the block around it begins. It holds what it was made of, so that nothing else is at the
    same address.
    """

    laid_out: Any
    resume_at: Any
    left: float
    made_of: tuple[Any, ...]


Lines = dict[Hashable, _Line]


def keep_in(context: Any, lines: Lines) -> None:
    """Keep the lines of a layout, and use those that are kept, of the same box tree."""
    context.__dict__[_KEPT] = lines


def kept_once(next_line: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that lays out a line as WeasyPrint's does, whose arguments and result it has."""

    def kept_or_next(context: Any, box: Any, position_y: float, *around: Any) -> Any:
        lines: Lines | None = context.__dict__.get(_KEPT)
        _, skip_stack, containing_block, absolute, fixed, *first_styles = around
        if lines is None or any(first_styles) or context.excluded_shapes:
            return next_line(context, box, position_y, *around)
        left = containing_block.content_box_x()
        # Columns are laid out with copies of their children, which have the same content.
        made_of = box.children, box.style
        key = *map(id, made_of), containing_block.width, box.text_indent, repr(skip_stack)
        if (kept := lines.get(key)) is not None:
            line = _copied(kept.laid_out)
            line.translate(left - kept.left, position_y - line.position_y)
            line.position_y = position_y
            return line, kept.resume_at
        taken_out = len(absolute), len(fixed)
        line, resume_at = next_line(context, box, position_y, *around)
        is_alone = taken_out == (len(absolute), len(fixed)) and not context.excluded_shapes
        if line is not None and is_alone and all(type(each) in _KINDS for each in line.descendants(True)):
            for each in line.descendants():
                if isinstance(each, boxes.TextBox):
                    keep_with(each.pango_layout)
            copied = _copied(line)
            for each in copied.descendants():
                make_small(each)
            lines[key] = _Line(copied, resume_at, left, made_of)
        return line, resume_at

    return kept_or_next


def _copied(box: Any) -> Any:
    """Copy a box that is laid out, and all in it."""
    copied = box.copy()
    if isinstance(box, boxes.TextBox):
        copied.pango_layout = copied_layout(box.pango_layout, box.pango_layout.max_width)
    elif box.children:
        copied.children = type(box.children)(map(_copied, box.children))
    return copied
