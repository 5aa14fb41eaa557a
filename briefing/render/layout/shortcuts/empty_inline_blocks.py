"""Empty inline blocks, such as the dots of a confidence, laid out once for each style and container."""

from __future__ import annotations

from typing import Any

from weasyprint.layout import inline

from briefing.render.layout.styling.kept_values import USED_LENGTHS, derived

_lay_out = inline.inline_block_box_layout
_MEASURES = (*USED_LENGTHS, "position_y", "baseline")
_MOST_KEPT = 64
"""Of one style; with more, all are forgotten."""


def lay_out_if_filled(
    context: Any, box: Any, position_x: float, skip_stack: Any, containing_block: Any, *lists: Any
) -> Any:
    """Lay out an inline block as WeasyPrint does, or copy the measures of an empty one."""
    if not _is_empty(box, skip_stack):
        return _lay_out(context, box, position_x, skip_stack, containing_block, *lists)
    known: dict[Any, dict[str, Any]] = derived(box.style, "empty", dict)
    room = containing_block.width, containing_block.height
    measures = known.get(room)
    if measures is None:
        laid_out = _lay_out(context, box, position_x, skip_stack, containing_block, *lists)
        if len(known) >= _MOST_KEPT:
            known.clear()
        known[room] = {name: getattr(laid_out, name) for name in _MEASURES}
        return laid_out
    copied = box.copy()
    copied.children = []
    copied.__dict__.update(measures)
    copied.position_x = position_x
    return copied


def _is_empty(box: Any, skip_stack: Any) -> bool:
    """Return whether nothing but the style of a box and the room for it decide on its measures."""
    return not (
        box.children
        or skip_stack
        or box.is_table_wrapper
        or box.force_fragmentation
        or box.remove_decoration_sides
        or box.style["position"] != "static"
        or box.style["border_collapse"] == "collapse"
    )
