"""Lines of mixed direction in WeasyPrint 70, in the order of the Unicode Bidirectional Algorithm (UAX #9).

WeasyPrint places the inline boxes of a line in logical order, and Pango orders the letters of one box at
a time. So a sentence in several boxes (a bold word, a name in another script) is printed with its parts in
the wrong order. Here the text of a paragraph is analysed as a whole: before layout, text boxes are divided
where the embedding level changes; after each line is broken, its boxes get visual order (rule L2).

An element with a `dir` attribute, and `bdi`, is isolated from the text around it, as in browsers.
Paragraphs without a character from right to left are not touched.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.text.constants import PANGO_DIRECTION
from weasyprint.text.ffi import ffi, gobject, pango
from weasyprint.text.line_break import create_layout

from briefing.render.layout.text_layer.places import Embedding, marks_needed, set_embedding
from briefing.typography.scripts import text_direction

ffi.cdef(
    """
    unsigned char *pango_log2vis_get_embedding_levels (const char *, int, PangoDirection *);
    void g_free (void *);
    """
)

_OBJECT = "\ufffc"
_ISOLATED = ("ltr", "rtl", "auto")
_FROM_RIGHT = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI"})
_LEVEL = "embedding_level"
_MIXED = "is_bidirectional"


def embedding_levels(text: str, direction: str) -> list[int]:
    """Return the embedding level of each character of one paragraph, set in `direction`."""
    if not text:
        return []
    encoded = text.encode()
    base = ffi.new("PangoDirection *", PANGO_DIRECTION[direction])
    levels = pango.pango_log2vis_get_embedding_levels(ffi.from_buffer(encoded), len(encoded), base)
    try:
        return list(ffi.unpack(levels, len(text)))
    finally:
        gobject.g_free(levels)


def visual_order(levels: Sequence[int]) -> list[int]:
    """Return the indexes of a line's parts from left to right, by their embedding levels (rule L2)."""
    order = list(range(len(levels)))
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        for inside, run in groupby([levels[index] >= level for index in order]):
            end = start + len(list(run))
            if inside:
                order[start:end] = reversed(order[start:end])
            start = end
    return order


# Before layout: one level for each box


def divide_lines(box: Any) -> None:
    """Divide the text boxes below a box where the embedding level changes."""
    waiting = [box]
    while waiting:
        current = waiting.pop()
        if isinstance(current, boxes.LineBox):
            _divide(current)
        waiting.extend(getattr(current, "children", ()))


def _divide(line: Any) -> None:
    text = "".join(box.text for box in line.descendants() if isinstance(box, boxes.TextBox))
    direction = line.style["direction"]
    if direction == "ltr" and not any(unicodedata.bidirectional(sign) in _FROM_RIGHT for sign in text):
        return
    own_levels: dict[int, list[int]] = {}
    _find_levels(line, direction, 0, own_levels)
    _put_levels(line, own_levels)
    setattr(line, _MIXED, True)


def _find_levels(parent: Any, direction: str, offset: int, own_levels: dict[int, list[int]]) -> None:
    """Add the levels of the characters of each box, by its id; `offset` is added to each level.

    FriBidi joins isolates on one level as though nothing parted them. So each is analysed alone, and the
    text around it has an object in its place.
    """
    parts = list(_logical_parts(parent))
    levels = _levels_of_paragraphs("".join(part for part, _ in parts), direction)
    for part, box in parts:
        own = [offset + next(levels) for _ in part]
        if _isolation(box):
            setattr(box, _LEVEL, own[0])
            inner = _direction_of(box)
            from_right = int(inner == "rtl")
            # The next higher level whose parity is that of the direction, counted from the isolate's own.
            _find_levels(box, inner, own[0] + 1 + (own[0] + 1 + from_right) % 2 - from_right, own_levels)
        else:
            own_levels[id(box)] = own


def _logical_parts(parent: Any) -> Iterator[tuple[str, Any]]:
    """Yield the text of each box in a line; what is isolated or no text is one object."""
    for box in parent.children:
        if not box.is_in_normal_flow():
            continue
        if isinstance(box, boxes.TextBox):
            yield box.text, box
        elif isinstance(box, boxes.InlineBox) and not _isolation(box):
            yield from _logical_parts(box)
        else:
            yield _OBJECT, box


def _isolation(box: Any) -> str:
    """Return ``ltr``, ``rtl`` or ``auto`` for an isolated inline box, else nothing."""
    if not isinstance(box, boxes.InlineBox) or box.element is None or box.element_tag != box.element.tag:
        return ""
    direction = str(box.element.get("dir", "")).lower()
    return direction if direction in _ISOLATED else "auto" if box.element_tag == "bdi" else ""


def _direction_of(isolate: Any) -> str:
    direction = _isolation(isolate)
    return (
        text_direction("".join(part for part, _ in _logical_parts(isolate)))
        if direction == "auto"
        else direction
    )


def _levels_of_paragraphs(text: str, direction: str) -> Iterator[int]:
    start = 0
    for position, sign in enumerate(text, start=1):
        if unicodedata.bidirectional(sign) == "B" or position == len(text):
            yield from embedding_levels(text[start:position], direction)
            start = position


def _put_levels(parent: Any, levels: dict[int, list[int]]) -> None:
    children = []
    for box in parent.children:
        own = levels.get(id(box), [])
        if isinstance(box, boxes.TextBox):
            children.extend(_divided(box, own) if own else [box])
            continue
        if isinstance(box, boxes.InlineBox):
            _put_levels(box, levels)
        elif own:
            setattr(box, _LEVEL, own[0])
        children.append(box)
    parent.children = tuple(children)


def _divided(box: Any, levels: list[int]) -> list[Any]:
    """Return a box for each stretch of text on one level; a line break stays with the text before it."""
    for index, sign in enumerate(box.text):
        if index and unicodedata.bidirectional(sign) == "B":
            levels[index] = levels[index - 1]
    pieces = []
    position = 0
    for level, run in groupby(levels):
        end = position + len(list(run))
        piece = box.copy_with_text(box.text[position:end])
        piece.style = box.style.copy()
        # Pango sees the piece alone, and so needs the direction that its neighbours give it.
        piece.style["direction"] = "rtl" if level % 2 else "ltr"
        piece.leading_collapsible_space = box.leading_collapsible_space and position == 0
        piece.trailing_collapsible_space = box.trailing_collapsible_space and end == len(levels)
        setattr(piece, _LEVEL, level)
        pieces.append(piece)
        position = end
    return pieces


# After a line is broken


def reorder_line(line: Any, context: Any) -> None:
    """Place the boxes of a line in visual order; its width remains."""
    if not getattr(line, _MIXED, False):
        return
    from_right = line.style["direction"] == "rtl"
    leaves = list(_leaves(line, int(from_right)))
    if not leaves:
        return
    indent = getattr(line, "text_indent", 0) or 0
    # WeasyPrint puts the indent to the left in either direction.
    position_x = min(leaf.position_x for leaf in _in_flow(line)) - (indent if from_right else 0)
    order = visual_order([level for _, level in leaves])
    visual = [leaf for leaf, _ in map(leaves.__getitem__, order) if leaf is not None]
    left, right = _edges(line, {id(leaf): place for place, leaf in enumerate(visual)})
    for place, leaf in enumerate(visual):
        position_x += left.get(place, 0)
        leaf.translate(dx=position_x - leaf.position_x, ignore_floats=True)
        position_x += leaf.margin_width() + right.get(place, 0)
        _drop_trailing_space(leaf, context)
    for box in _in_flow(line):
        _fit(box)
    _find_embeddings(line, leaves, order)


def _find_embeddings(line: Any, leaves: Sequence[tuple[Any, int]], order: Sequence[int]) -> None:
    """Give each box with text in an embedding its place there."""
    from_right = line.style["direction"] == "rtl"
    marks = marks_needed("".join(getattr(leaf, "text", "") for leaf, _ in leaves), from_right=from_right)
    for embedded, part in groupby(order, lambda place: leaves[place][1] > 0):
        places = [place for place in part if leaves[place][0] is not None]
        if embedded and any(leaves[place][1] % 2 for place in places):
            inside = {place: leaves[place][0] for place in places}
            left, last = inside[places[0]].position_x, inside[places[-1]]
            right, shared = last.position_x + last.margin_width(), object()
            for place, box in inside.items():
                ends = left - box.position_x, right - box.position_x
                is_first = place == min(places)
                set_embedding(box, Embedding(shared, *ends, is_first, from_right, marks))
            marks = 0


def _drop_trailing_space(leaf: Any, context: Any) -> None:
    """Take the space that ends a line out of what is drawn: from right to left it is before the words."""
    if getattr(leaf, _LEVEL, 0) % 2 and getattr(leaf, "text", "") and leaf.text != leaf.pango_layout.text:
        layout = create_layout(leaf.text, leaf.style, context, None, leaf.justification_spacing)
        layout.deactivate()
        leaf.pango_layout = layout


def _in_flow(box: Any) -> list[Any]:
    return [child for child in box.children if child.is_in_normal_flow()]


def _is_filled(box: Any) -> bool:
    return isinstance(box, boxes.InlineBox) and bool(_in_flow(box))


def _leaves(box: Any, level: int) -> Iterator[tuple[Any, int]]:
    """Yield what is placed in a line, with its level, and nothing where an isolate begins and ends.

    Those places have the level of the text around: they keep the isolate out of the runs beside it.
    """
    for child in _in_flow(box):
        own = getattr(child, _LEVEL, level)
        if not _is_filled(child):
            yield child, own
        elif _isolation(child):
            yield None, own
            yield from _leaves(child, own)
            yield None, own
        else:
            yield from _leaves(child, level)


def _edges(line: Any, places: dict[int, int]) -> tuple[dict[int, float], dict[int, float]]:
    """Return the space left and right of each leaf, in visual order, that the boxes around it take."""
    left: dict[int, float] = {}
    right: dict[int, float] = {}

    def add(box: Any) -> list[int]:
        if not _is_filled(box):
            return [places[id(box)]]
        own = [place for child in _in_flow(box) for place in add(child)]
        left[min(own)] = left.get(min(own), 0) + _left_space(box)
        right[max(own)] = right.get(max(own), 0) + _right_space(box)
        return own

    for child in _in_flow(line):
        add(child)
    return left, right


def _left_space(box: Any) -> float:
    return float(box.margin_left + box.border_left_width + box.padding_left)


def _right_space(box: Any) -> float:
    return float(box.margin_right + box.border_right_width + box.padding_right)


def _fit(box: Any) -> None:
    """Put an inline box around its children, which are in place."""
    if not _is_filled(box):
        return
    children = _in_flow(box)
    for child in children:
        _fit(child)
    start = min(child.position_x for child in children)
    box.position_x = start - _left_space(box)
    box.width = max(child.position_x + child.margin_width() for child in children) - start
