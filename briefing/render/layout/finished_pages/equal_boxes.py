"""Whether boxes that are laid out are drawn alike, whichever elements of the HTML they are of."""

from __future__ import annotations

from typing import Any

from briefing.render.layout import weasyprint_patches  # noqa: F401 - must precede WeasyPrint
from briefing.render.layout.finished_pages.identity import MARK, PART
from briefing.render.layout.finished_pages.tag_numbers import LINK, SOURCE
from briefing.render.layout.text_layer.kept_text import lasting

from weasyprint.css.properties import INITIAL_VALUES  # isort: skip
from weasyprint.formatting_structure import boxes  # isort: skip

_KINDS = (
    boxes.MarginBox,
    boxes.BlockBox,
    boxes.InlineBlockBox,
    boxes.LineBox,
    boxes.InlineBox,
    boxes.TextBox,
)
_NOT_COMPARED = frozenset(
    (
        *("element", "style", "children", "background", "pango_layout", "cached_counter_values"),
        *(MARK, PART, SOURCE, LINK),
    )
)
"""Attributes that are compared in another way than by their values, or that nothing that is drawn reads."""
_RELATIVE_TO_TEXT = tuple(
    f"{axis}_{measure}" for axis in ("block", "inline") for measure in ("start", "end", "size")
)
"""Properties with these names are read as those of the sides that they mean."""
_PROPERTIES = tuple(
    name for name in INITIAL_VALUES if not any(measure in name for measure in _RELATIVE_TO_TEXT)
)


class EqualBoxes:
    """Compares boxes; of two styles it knows whether they have the same values."""

    def __init__(self) -> None:
        self._styles: dict[tuple[int, int], tuple[bool, Any, Any]] = {}

    def are_equal(self, one: Any, other: Any) -> bool:
        """Return whether two boxes, and those in them, have the same values at the same places.

        Boxes of other kinds than those with text are equal to none.
        """
        pairs = [(one, other)]
        for first, second in pairs:
            if not self._are_equal_alone(first, second):
                return False
            pairs.extend(zip(first.children, second.children, strict=True))
        return True

    def _are_equal_alone(self, one: Any, other: Any) -> bool:
        """Return whether two boxes have the same values, and as many others in them."""
        return (
            type(one) is type(other)
            and isinstance(one, _KINDS)
            and len(one.children) == len(other.children)
            and _own_values(one) == _own_values(other)
            and self.are_equal_styles(one.style, other.style)
            and self._are_equal_backgrounds(one.background, other.background)
        )

    def are_equal_styles(self, one: Any, other: Any) -> bool:
        """Return whether two styles have the same value of each property."""
        if one is other:
            return True
        key = id(one), id(other)
        if key not in self._styles:
            is_equal = all(one[name] == other[name] for name in _PROPERTIES)
            # With the styles, so that no other one gets the address of one of them.
            self._styles[key] = is_equal, one, other
        return self._styles[key][0]

    def _are_equal_backgrounds(self, one: Any, other: Any) -> bool:
        if one is None or other is None:
            return one is other
        return (one.color, one.layers) == (other.color, other.layers) and self.are_equal_styles(
            one.style, other.style
        )


def _own_values(box: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the values that a box has besides its style, and those of its text."""
    values = {name: value for name, value in box.__dict__.items() if name not in _NOT_COMPARED}
    of_text = lasting(box.pango_layout) if isinstance(box, boxes.TextBox) else {}
    return values, {name: value for name, value in of_text.items() if value is not None}
