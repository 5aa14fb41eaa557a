"""Names of the pages on which a block begins and ends, by its first and last boxes alone."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from weasyprint.formatting_structure import boxes


def _page_values(box: Any) -> tuple[Any, Any]:
    """Return the values of `page` where a box starts and ends, without listing all in between.

    Where no style has another, they are the box's own.
    """
    own = box.style["page"]
    shared = getattr(box.style.font_config, "shared_styles", None)
    if shared is not None and shared.page_names == {own}:
        return own, own
    first = _first_on_pages(box.children)
    if first is None:
        return own, own
    last = _first_on_pages(reversed(box.children))
    start, end = first.page_values()
    if last is not first:
        _, end = last.page_values()
    return start or own, end or own


def _first_on_pages(children: Iterable[Any]) -> Any:
    return next((child for child in children if child.is_in_normal_flow() or child.is_floated()), None)


def apply() -> None:
    """Let WeasyPrint use this function."""
    boxes.ParentBox.page_values = _page_values
