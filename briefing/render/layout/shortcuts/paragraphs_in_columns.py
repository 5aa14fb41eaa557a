"""Paragraphs in columns, which are moved where the same columns are laid out again with another height."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout.block import collapse_margin

_PARAGRAPHS = "_briefing_paragraphs"
_ROOM_PX = 1.0
"""A paragraph with so much to spare below it is not divided, whichever way lengths are rounded."""


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """A paragraph that was laid out as a whole, with the box that it was made of, and how wide that was."""

    box: Any
    width: float
    margin_top: float
    laid_out: Any
    next_page: dict[str, Any]
    margins: tuple[float, ...]


@contextmanager
def moved_paragraphs(context: Any) -> Iterator[None]:
    """Lay out each paragraph of some columns once, and move it to where it is in others.

    The columns before are not used any more once others are laid out.
    """
    outer = context.__dict__.get(_PARAGRAPHS)
    context.__dict__[_PARAGRAPHS] = {}
    try:
        yield
    finally:
        context.__dict__[_PARAGRAPHS] = outer


def moved_in_columns(lay_out: Callable[..., Any]) -> Callable[..., Any]:
    """Return a function that lays out a block as WeasyPrint's does, whose arguments and result it has."""

    def moved_or_laid_out(
        context: Any, box: Any, bottom_space: float, skip_stack: Any, *arguments: Any, **options: Any
    ) -> Any:
        known: dict[int, _Paragraph] | None = context.__dict__.get(_PARAGRAPHS)
        # Only blocks within lines are laid out with named arguments.
        if known is None or skip_stack or options or any(arguments[4:]) or not _is_paragraph(box):
            return lay_out(context, box, bottom_space, skip_stack, *arguments, **options)
        _, absolute, fixed, margins_above, *_ = arguments
        if (paragraph := known.get(id(box))) is not None and not context.excluded_shapes:
            top = box.position_y + collapse_margin([*margins_above, box.margin_top]) - box.margin_top
            if _has_room(paragraph, box, top, context.page_bottom - bottom_space):
                margins_above.append(box.margin_top)  # from which the block around it has its place
                return _moved(paragraph, box.position_x, top)
        taken_out = len(absolute), len(fixed)
        result = lay_out(context, box, bottom_space, skip_stack, *arguments)
        if taken_out == (len(absolute), len(fixed)) and not context.excluded_shapes:
            _keep(known, box, result)
        return result

    return moved_or_laid_out


def _keep(known: dict[int, _Paragraph], box: Any, result: Any) -> None:
    """Keep a paragraph that is not divided and has any lines."""
    laid_out, resume_at, next_page, margins, collapses_through, _ = result
    if laid_out is not None and resume_at is None and not collapses_through:
        known[id(box)] = _Paragraph(
            box, box.width, box.margin_top, laid_out, dict(next_page), tuple(margins)
        )


def _is_paragraph(box: Any) -> bool:
    """Return whether a block has nothing but lines, and whether these depend on its width alone."""
    return (
        len(box.children) == 1
        and isinstance(box.children[0], boxes.LineBox)
        and box.first_letter_style is None
        and box.first_line_style is None
        and box.style["max_lines"] == "none"
        and not box.establishes_formatting_context()
    )


def _has_room(paragraph: _Paragraph, box: Any, top: float, bottom: float) -> bool:
    """Return whether a paragraph of a box is as it would be with its top at a place."""
    laid_out = paragraph.laid_out
    below = laid_out.padding_bottom + laid_out.border_bottom_width  # WeasyPrint wants room for it twice
    return (paragraph.width, paragraph.margin_top) == (
        box.width,
        box.margin_top,
    ) and top + laid_out.margin_height() + below + _ROOM_PX <= bottom


def _moved(paragraph: _Paragraph, left: float, top: float) -> Any:
    laid_out = paragraph.laid_out
    laid_out.translate(left - laid_out.position_x, top - laid_out.position_y)
    return laid_out, None, dict(paragraph.next_page), list(paragraph.margins), False, None
