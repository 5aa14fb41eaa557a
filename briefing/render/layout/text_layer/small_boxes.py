"""Boxes in about half of the memory.

WeasyPrint gives each box thirty attributes, most of which are 0 or of no use once it is laid out. These are
left out here, or are those of its class.
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure import boxes

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
_small: set[Any] = set()


def make_small(box: Any) -> None:
    """Make a box smaller whose content is laid out, also where it is not on its page yet."""
    if type(box) in _small:
        return
    # Attributes that are set one by one share their names with all boxes of the class.
    small = small_of(type(box))
    example = small.__new__(small)
    of_class = _OF_CLASS_OR_LAYOUT
    for name, value in box.__dict__.items():
        if name not in of_class or (value != of_class[name] and name not in _OF_LAYOUT):
            setattr(example, name, value)
    if isinstance(box, boxes.TextBox) and not box.children:
        example.children = ()
    box.__class__ = small
    box.__dict__ = example.__dict__


def small_of(kind: type[Any]) -> Any:
    """Return a class of boxes that have these attributes already."""
    if kind not in _small_kinds:
        small = _small_kinds[kind] = type(kind.__name__, (kind,), dict(_OF_CLASS))
        _small.add(small)
    return _small_kinds[kind]


def small_kinds() -> dict[type[Any], type[Any]]:
    """Return the classes of boxes made smaller so far, with those of WeasyPrint that they are made of."""
    return {small: kind for kind, small in _small_kinds.items()}
