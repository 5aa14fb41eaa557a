"""Inline blocks of equal short content, such as the grades of statements, laid out once at each place.

A block that is as one that was laid out before, at the same distance from the left in a container of the
same size, gets copies of its boxes. Only blocks with nothing but lines are compared: what is in them
depends neither on the page nor on what is around the block.
"""

from __future__ import annotations

import threading
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline

from briefing.render.layout.shortcuts.empty_inline_blocks import lay_out_if_filled
from briefing.render.layout.styling.shared_styles import OwnStyle
from briefing.render.layout.text_layer.kept_text import copied_layout

_KINDS = (boxes.InlineBlockBox, boxes.LineBox, boxes.InlineBox, boxes.TextBox)
_NOT_COMPARED = frozenset(
    {"element", "style", "children", "position_x", "position_y", "cached_counter_values"}
)
"""Attributes of a box that are compared in another way than by their values, or that no layout reads.

A block has a position before, which is replaced.
"""
_MOST_LETTERS = 64
"""A block with more is unlikely to occur again."""
_FEWEST_BOXES = 4
"""A block with fewer is as quickly laid out as compared."""
_MOST_KEPT = 256
"""With more, the one that was wanted longest ago is forgotten: a box takes 1 KB."""


class _UnlikeOthersError(Exception):
    """A block is not worth to be compared, or cannot be."""


@dataclass(slots=True)
class _Content:
    """What tells the content of a block from that of others, with the elements and styles of its boxes."""

    key: tuple[object, ...]
    elements: list[Any]
    styles: list[Any]


@dataclass(frozen=True, slots=True)
class _Pattern:
    """A block that was laid out, with the place of the element of each box in those of the content.

    It holds the styles, so that no other style is at the address of one of them.
    """

    box: Any
    places: list[int]
    styles: list[Any]


class _Kept(threading.local):
    """The blocks that were laid out in a thread, those that were wanted last at the end."""

    def __init__(self) -> None:
        self.patterns: dict[Hashable, _Pattern] = {}


_kept = _Kept()


def _lay_out_once(
    context: Any, box: Any, position_x: float, skip_stack: Any, containing_block: Any, *lists: Any
) -> Any:
    """Lay out an inline block as WeasyPrint does, or copy an equal one."""
    content = None if skip_stack or context.excluded_shapes else _content_of(box)
    if content is None:
        return lay_out_if_filled(context, box, position_x, skip_stack, containing_block, *lists)
    known = _kept.patterns
    key = (content.key, position_x, containing_block.width, containing_block.height)
    pattern = known.pop(key, None)
    if pattern is not None:
        known[key] = pattern
        return _copied(pattern.box, iter([content.elements[place] for place in pattern.places]))
    laid_out = lay_out_if_filled(context, box, position_x, skip_stack, containing_block, *lists)
    known[key] = _pattern_of(laid_out, content)
    if len(known) > _MOST_KEPT:
        del known[next(iter(known))]
    return laid_out


def _content_of(block: Any) -> _Content | None:
    """Return the content of a block; None for one that is laid out by itself."""
    if not block.children or not all(isinstance(child, boxes.LineBox) for child in block.children):
        return None
    content = _Content((), [], [])
    try:
        content.key = tuple(_keys(block, content, _MOST_LETTERS))
        hash(content.key)
    except (_UnlikeOthersError, TypeError):
        return None
    return content if len(content.elements) >= _FEWEST_BOXES else None


def _keys(top: Any, content: _Content, room: int) -> Iterator[object]:
    """Yield what each box in a block has of its own, in their order, and the number of its children."""
    waiting = [top]
    while waiting:
        box = waiting.pop()
        kind, style = type(box), box.style
        if kind not in _KINDS or isinstance(style, OwnStyle) or not box.is_in_normal_flow():
            raise _UnlikeOthersError
        if kind is boxes.TextBox:
            room -= len(box.text)
            if room < 0:
                raise _UnlikeOthersError
        content.elements.append(box.element)
        content.styles.append(style)
        yield kind
        yield id(style)
        yield len(box.children)
        for name, value in box.__dict__.items():
            if name not in _NOT_COMPARED and value:
                yield name
                yield value
        waiting.extend(reversed(box.children))


def _pattern_of(laid_out: Any, content: _Content) -> _Pattern:
    places = {id(element): place for place, element in enumerate(content.elements)}
    found = [places[id(box.element)] for box in laid_out.descendants()]
    nothing: Iterator[Any] = iter([None] * len(found))
    return _Pattern(_copied(laid_out, nothing), found, content.styles)


def _copied(box: Any, elements: Iterator[Any]) -> Any:
    """Copy a box and all in it, which get these elements in their order."""
    copied = box.copy()
    copied.element = next(elements)
    if isinstance(box, boxes.TextBox):
        copied.pango_layout = copied_layout(box.pango_layout, box.pango_layout.max_width)
    elif box.children:
        copied.children = type(box.children)([_copied(child, elements) for child in box.children])
    return copied


def forget_blocks() -> None:
    """Forget the blocks of this thread: they serve a document that is laid out as a whole."""
    _kept.patterns.clear()


def apply() -> None:
    """Let WeasyPrint use this function."""
    inline.inline_block_box_layout = _lay_out_once
