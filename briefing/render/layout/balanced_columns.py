"""Balanced columns, laid out a few times instead of tens of times.

WeasyPrint finds the height of balanced columns by laying them out with the average height, and again a
little higher until all content fits. Here the height is computed from the blocks and lines of a first
layout, so that the second one usually fits. What is rare in a briefing is left to WeasyPrint: columns of a
fixed height, of a width, with spanning blocks or with notes at the foot of the page.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import column
from weasyprint.layout.block import (
    block_box_layout,
    block_level_width,
    collapse_margin,
    remove_placeholders,
)
from weasyprint.layout.percent import percentage

from briefing.render.layout.shortcuts.paragraphs_in_columns import moved_paragraphs

HAS_ALL_ROOM = "briefing_has_all_room"
"""The attribute of columns that may be otherwise where there is more room on the page below them."""
_columns_layout = column.columns_layout
_STEP_PX = 6.0
"""Columns in which the content does not fit, against expectation, are made so much higher."""
_ROUNDING_PX = 0.01
_SEARCH_STEPS = 24
_AVOID = ("avoid", "avoid-page", "avoid-column")


@dataclass(slots=True)
class _Filled:
    """Columns that were laid out, and where the content goes on that is not in them."""

    columns: list[Any] = field(default_factory=list)
    resume_at: Any = None
    next_page: Any = None
    absolute: list[Any] = field(default_factory=list)
    fixed: list[Any] = field(default_factory=list)
    has_all_room: bool = False
    """The columns reach the foot of the page, since the content did not fit into lower ones."""


@dataclass(frozen=True, slots=True)
class _Unit:
    """What is never divided between columns, in pixels from the top of all content below one another.

    `spare` is the room that WeasyPrint wants below it in columns that another `block` begins.
    """

    top: float
    bottom: float
    block: int = 0
    spare: float = 0.0

    def height_from(self, first: _Unit) -> float:
        """Return the height of a column that begins with a unit and ends with this one."""
        return self.bottom - first.top + (self.spare if self.block != first.block else 0.0)


@dataclass(slots=True)
class _Columns:
    """The columns of one box on one page, from the place at which the page before it ends."""

    context: Any
    box: Any
    containing_block: Any
    children: list[Any]
    skip_stack: Any
    page_is_empty: bool
    text_styles: tuple[Any, Any]

    @property
    def gap(self) -> float:
        style = self.box.style
        if style["column_gap"] == "normal":
            return float(style["font_size"])
        return float(percentage(style["column_gap"], style, self.box.width))

    @property
    def count(self) -> int:
        return int(self.box.style["column_count"])

    def fill(self, height: float) -> _Filled | None:
        """Lay out columns of a height; return None where not even the first block fits into one."""
        filled = _Filled(resume_at=self.skip_stack)
        for number in range(self.count):
            laid_out, filled.resume_at, filled.next_page, *_ = self._fill_column(number, height, filled)
            if laid_out is None:
                self.discard(filled)
                return None
            filled.columns.append(laid_out)
            if filled.resume_at is None:
                break
        return filled

    def discard(self, filled: _Filled) -> None:
        """Let the context forget what it noted of columns that are not used."""
        remove_placeholders(self.context, filled.columns, filled.absolute, filled.fixed)

    def _fill_column(self, number: int, height: float, filled: _Filled) -> Any:
        top, gap = self.box.content_box_y(), self.gap
        width = max(0, self.box.width - (self.count - 1) * gap) / self.count
        empty = column._create_column_box(self.box, self.containing_block, self.children, width, top)  # noqa: SLF001 - there is no public way
        place = self.count - 1 - number if self.box.style["direction"] == "rtl" else number
        empty.position_x += place * (width + gap)
        bottom_space = self.context.page_bottom - top - height
        return block_box_layout(
            self.context, empty, bottom_space, filled.resume_at, self.containing_block, self.page_is_empty,
            filled.absolute, filled.fixed, None, *self.text_styles, discard=False, max_lines=None,
        )  # fmt: skip


def lay_out_columns(  # noqa: PLR0913, PLR0917 - WeasyPrint's arguments
    context: Any, box: Any, bottom_space: float, skip_stack: Any, containing_block: Any,
    page_is_empty: bool, absolute_boxes: list[Any], fixed_boxes: list[Any], adjoining_margins: Any,
    *text_styles: Any,
) -> Any:  # fmt: skip
    """Lay out a box with columns, as WeasyPrint's `columns_layout`, whose arguments and result it has."""
    if not _is_plain(context, box):
        return _columns_layout(
            context, box, bottom_space, skip_stack, containing_block, page_is_empty, absolute_boxes,
            fixed_boxes, adjoining_margins, *text_styles,
        )  # fmt: skip
    context.in_column = True
    box = box.copy_with_children(box.children)
    box.position_y += collapse_margin(adjoining_margins)
    block_level_width(box, containing_block)
    first = next(iter(skip_stack)) if skip_stack else 0
    columns = _Columns(
        context, box, containing_block, [child.copy() for child in box.children[first:]],
        {0: skip_stack[first]} if skip_stack else None, page_is_empty, text_styles,
    )  # fmt: skip
    highest = context.page_bottom - box.content_box_y() - bottom_space
    with moved_paragraphs(context):
        filled = columns.fill(highest)
        if filled and filled.resume_at is None:
            filled = _balanced(columns, filled, highest)
    context.in_column = False
    if filled is None:
        return None, (0, None), {"break": "any", "page": None}, [], False
    absolute_boxes += filled.absolute
    fixed_boxes += filled.fixed
    height = max(each.margin_height() for each in filled.columns)
    for each in filled.columns:
        each.height = height
    setattr(box, HAS_ALL_ROOM, filled.has_all_room)
    box.children = filled.columns
    box.height = min(highest, height)
    resume_at = {first + place: inner for place, inner in (filled.resume_at or {}).items()} or None
    return box, resume_at, filled.next_page, [], False


def _is_plain(context: Any, box: Any) -> bool:
    """Return whether these are columns of a number and nothing else, as they are in a briefing."""
    style = box.style
    return (
        style["column_count"] != "auto"
        and style["column_width"] == "auto"
        and style["column_fill"] == "balance"
        and style["height"] == "auto"
        and style["min_height"] in {"auto", 0}
        and style["position"] == "static"
        and bool(box.children)
        and not any(child.style["column_span"] == "all" for child in box.children)
        and not (context.footnotes or context.current_page_footnotes or context.reported_footnotes)
    )


def _balanced(columns: _Columns, filled: _Filled, highest: float) -> _Filled | None:
    """Lay out content that fits again, in columns as low as they can be, wherever they are on the page."""
    if _divides_a_block(filled.columns):
        # Where it is divided depends on the foot of the page, and would decide which lines stay together.
        columns.discard(filled)
        filled = columns.fill(math.inf) or filled
    height = _least_height(_units(filled.columns), columns.count) + _ROUNDING_PX
    needed = _needed_height(_lines_with_borders(filled.columns), columns.count) - _ROUNDING_PX
    height += _STEP_PX * max(0, math.ceil((needed - height) / _STEP_PX))
    columns.discard(filled)
    while height < highest:
        balanced = columns.fill(height)
        if balanced and balanced.resume_at is None:
            return balanced
        if balanced:
            columns.discard(balanced)
        height += _STEP_PX
    filled_up = columns.fill(highest)
    if filled_up:
        filled_up.has_all_room = True
    return filled_up


def _divides_a_block(columns: Sequence[Any]) -> bool:
    """Return whether a block goes on in the next column."""
    return any(
        each.children and after.children and each.children[-1].element is after.children[0].element
        for each, after in itertools.pairwise(columns)
    )


def _least_height(units: Sequence[_Unit], count: int) -> float:
    """Return the height of the lowest columns into which the units go, in pixels."""
    if not units:
        return 0.0
    total = units[-1].bottom - units[0].top
    low = max(total / count, *(unit.bottom - unit.top for unit in units))
    if _columns_needed(units, low) <= count:
        return low
    return _lowest_between(low, total, units, count)


def _needed_height(units: Sequence[_Unit], count: int) -> float:
    """Return a height below which the units do not go into so many columns, in pixels."""
    if not units:
        return 0.0
    return _lowest_between(0.0, units[-1].height_from(units[0]), units, count)


def _lowest_between(low: float, high: float, units: Sequence[_Unit], count: int) -> float:
    """Return by bisection the least height at which the units go into so many columns, in pixels."""
    for _ in range(_SEARCH_STEPS):
        middle = (low + high) / 2
        if _columns_needed(units, middle) <= count:
            high = middle
        else:
            low = middle
    return high


def _columns_needed(units: Sequence[_Unit], height: float) -> int:
    needed, first = 1, units[0]
    for unit in units:
        if unit is not first and unit.height_from(first) > height + _ROUNDING_PX / 2:
            needed, first = needed + 1, unit
    return needed


def _units(columns: Sequence[Any]) -> list[_Unit]:
    """Return what is not divided, of all columns as if they were below one another.

    The last one includes the margin below it, for which WeasyPrint wants room.
    """
    units: list[_Unit] = []
    below = margin = 0.0
    for each in columns:
        moved = below - each.content_box_y()
        units += [_Unit(moved + top, moved + bottom) for top, bottom in _joined(_pieces(each))]
        margin = next(
            (child.margin_bottom for child in reversed(each.children) if child.is_in_normal_flow()), 0
        )
        below = (units[-1].bottom if units else 0.0) + margin
    if units:
        units[-1] = _Unit(units[-1].top, units[-1].bottom + margin)
    return units


def _lines_with_borders(columns: Sequence[Any]) -> list[_Unit]:
    """Return all lines, with the padding and borders of the blocks that are in columns.

    WeasyPrint wants room for those below a block twice, and for its margin. The last block of a column may
    go on in the next one as the first. With other blocks than paragraphs, nothing is returned.
    """
    if not all(_is_paragraph(child) for each in columns for child in each.children):
        return []
    units: list[_Unit] = []
    below = 0.0
    block = 0
    for each in columns:
        children = each.children
        moved = below - each.content_box_y()
        for place, child in enumerate(children):
            block += place > 0
            goes_on = child is children[-1] and each is not columns[-1]
            units += _lines_of(child, moved, block, goes_on=goes_on)
        below = units[-1].bottom if units else 0.0
    return units


def _lines_of(child: Any, moved: float, block: int, *, goes_on: bool) -> Iterator[_Unit]:
    """Yield the lines of a block in a column, of which the last may not be the block's last."""
    top = child.position_y + child.margin_top
    bottom = top + child.border_height()
    last = child.children[-1]
    end = last.position_y + last.height
    below = child.padding_bottom + child.border_bottom_width + child.margin_bottom
    for line in child.children:
        spare = bottom - end + below if line is last and not goes_on else 0.0
        yield _Unit(moved + top, moved + line.position_y + line.height, block, spare)
        top = line.position_y + line.height


def _is_paragraph(child: Any) -> bool:
    """Return whether a child of a column is a block in the normal flow with nothing but lines."""
    return (
        isinstance(child, boxes.BlockBox)
        and child.is_in_normal_flow()
        and bool(child.children)
        and all(isinstance(line, boxes.LineBox) for line in child.children)
        and child.style["box_decoration_break"] == "slice"
        and child.style["overflow"] == "visible"
        and child.style["height"] == "auto"
        and child.margin_top >= 0
        and child.margin_bottom >= 0
    )


_Piece = tuple[float, float, bool]
"""Top and bottom of a block or of lines, and whether what follows must be in the same column."""


def _joined(pieces: Iterator[_Piece]) -> Iterator[tuple[float, float]]:
    """Join each piece with the one after it from which it may not be separated."""
    begun: float | None = None
    bottom = 0.0
    for top, bottom, is_kept_with_next in pieces:
        begun = top if begun is None else begun
        if not is_kept_with_next:
            yield begun, bottom
            begun = None
    if begun is not None:
        yield begun, bottom


def _pieces(box: Any) -> Iterator[_Piece]:
    lines = [child for child in box.children if isinstance(child, boxes.LineBox)]
    if lines:
        yield from _pieces_of_lines(lines, box.style)
        return
    for child in box.children:
        if not child.is_in_normal_flow():
            continue
        kept = child.style["break_after"] in _AVOID
        inner = list(_pieces(child)) if _may_be_divided(child) else []
        if inner:
            yield from inner[:-1]
            yield (*inner[-1][:2], kept)
        else:
            top = child.position_y + child.margin_top
            yield top, top + child.border_height(), kept


def _may_be_divided(box: Any) -> bool:
    return isinstance(box, boxes.BlockContainerBox) and box.style["break_inside"] not in _AVOID


def _pieces_of_lines(lines: Sequence[Any], style: Any) -> Iterator[_Piece]:
    """Yield lines; the first and the last of a paragraph are kept together as its style demands."""
    last = len(lines) - 1
    for number, line in enumerate(lines):
        kept = number < style["orphans"] - 1 or last - style["widows"] < number < last
        yield line.position_y, line.position_y + line.height, kept and number < last
