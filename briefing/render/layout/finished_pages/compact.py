"""Boxes of pages that are laid out, in about half of the memory.

WeasyPrint gives each box thirty attributes, most of which are 0 or of no use once it is laid out. These are
left out here, or are those of its class.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from briefing.render.layout import weasyprint_patches  # noqa: F401 - must precede WeasyPrint

from weasyprint.document import Page  # isort: skip
from weasyprint.formatting_structure import boxes  # isort: skip

_OF_CLASS: dict[str, Any] = {
    **dict.fromkeys(
        (
            f"{kind}_{side}{end}"
            for kind, end in (("margin", ""), ("padding", ""), ("border", "_width"))
            for side in ("left", "right", "top", "bottom")
        ),
        0,
    ),
    **{f"border_{x}_{y}_radius": (0, 0) for x in ("top", "bottom") for y in ("left", "right")},
    "background": None,
    "first_letter_style": None,
    "first_line_style": None,
    "leading_collapsible_space": False,
    "trailing_collapsible_space": False,
    "string_set": None,
    "remove_decoration_sides": frozenset(),
}
_OF_LAYOUT = ("min_width", "max_width", "min_height", "max_height")
"""Attributes that only the layout reads, apart from that of pictures."""
_OF_CLASS_OR_LAYOUT = _OF_CLASS | dict.fromkeys(_OF_LAYOUT)

_small_kinds: dict[type[Any], Any] = {}


def compact(pages: Iterable[Page]) -> None:
    """Make the boxes of pages smaller, which are not to be laid out again."""
    for page in pages:
        for box in _within(page._page_box):  # noqa: SLF001 - there is no public way to the boxes
            if not isinstance(box, boxes.ReplacedBox | boxes.PageBox):
                _compact(box)


def _compact(box: Any) -> None:
    # Attributes that are set one by one share their names with all boxes of the class.
    small = small_of(type(box))
    example = small.__new__(small)
    of_class = _OF_CLASS_OR_LAYOUT
    for name, value in box.__dict__.items():
        if name not in of_class or (value != of_class[name] and name not in _OF_LAYOUT):
            setattr(example, name, value)
    if isinstance(box, boxes.TextBox) and not box.children:
        example.children = ()
    if example.background is None and example.remove_decoration_sides:
        del example.remove_decoration_sides  # only read for the corners of a background
    box.__class__ = small
    box.__dict__ = example.__dict__


def small_of(kind: type[Any]) -> Any:
    """Return a class of boxes that have these attributes already."""
    if kind not in _small_kinds:
        _small_kinds[kind] = type(kind.__name__, (kind,), dict(_OF_CLASS))
    return _small_kinds[kind]


def small_kinds() -> dict[type[Any], type[Any]]:
    """Return the classes of boxes made smaller so far, with those of WeasyPrint that they are made of."""
    return {small: kind for kind, small in _small_kinds.items()}


def _within(top: Any) -> Iterator[Any]:
    seen: set[int] = set()
    waiting = [top]
    while waiting:
        box = waiting.pop()
        box = getattr(box, "_box", box)
        if id(box) not in seen:
            seen.add(id(box))
            waiting.extend(box.all_children())
            yield box
