"""Headers and footers, whose style in a margin box is computed once for the pages that have the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from weasyprint.layout import LayoutContext

from briefing.render.layout.styling.kept_values import derived

_elements = LayoutContext.get_running_element_for


class _StyleToCopy:
    """The style of a running element, which WeasyPrint copies to set its position."""

    def __init__(self, style: Any) -> None:
        self._style = style

    def copy(self) -> Any:
        """Return the copy that all boxes with the style have, in which the position is set already."""
        return derived(self._style, "in margin box", self._positioned)

    def _positioned(self) -> Any:
        copied = self._style.copy()
        copied["position"] = "relative"
        return copied


def _elements_to_copy(context: Any, page: Any, name: str, keyword: str = "first") -> Iterator[Any]:
    for element in _elements(context, page, name, keyword):
        box = element.copy()
        box.style = _StyleToCopy(element.style)
        yield box


def apply() -> None:
    """Let WeasyPrint use this function."""
    LayoutContext.get_running_element_for = _elements_to_copy
