"""Ways through all boxes in a box, without a generator or a call for each level."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.formatting_structure import boxes


def _descendants(box: Any, placeholders: bool = False) -> Iterator[Any]:
    """Yield a box and all in it in their order, in place of `placeholders` their boxes."""
    waiting = [box]
    while waiting:
        each = waiting.pop()
        if not isinstance(each, boxes.Box):
            if not placeholders:
                yield each
                continue
            each = each._box  # noqa: SLF001 - the box whose place it takes
        yield each
        if each.children:
            waiting.extend(each.children[::-1])


def _translate(box: Any, dx: float = 0, dy: float = 0, ignore_floats: bool = False) -> None:
    """Move a box and all in it, but for floats that are ignored."""
    if dx == dy == 0:
        return
    waiting = [box]
    while waiting:
        each = waiting.pop()
        each.position_x += dx
        each.position_y += dy
        for child in each.all_children():
            if ignore_floats and child.is_floated():
                continue
            if type(child).translate is _translate:
                waiting.append(child)
            else:
                child.translate(dx, dy, ignore_floats)


def apply() -> None:
    """Let WeasyPrint use these functions."""
    boxes.Box.descendants = _descendants
    boxes.Box.translate = _translate
