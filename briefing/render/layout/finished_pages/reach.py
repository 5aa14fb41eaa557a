"""Between which heights something that is laid out is drawn."""

from __future__ import annotations

import math
from typing import Any

from briefing.render.layout import weasyprint_patches  # noqa: F401 - must precede WeasyPrint
from briefing.render.layout.finished_pages.identity import is_seen

from weasyprint.formatting_structure import boxes  # isort: skip
from weasyprint.layout.absolute import AbsolutePlaceholder  # isort: skip

Band = tuple[float, float]
"""The heights in CSS pixels at which something begins and ends."""


def reach_of(top: Any) -> Band | None:
    """Return the band that a box and those in it take; None where some are drawn elsewhere."""
    first, last, waiting = math.inf, -math.inf, [top]
    while waiting:
        box = waiting.pop()
        if isinstance(box, AbsolutePlaceholder) or box.style["transform"]:
            return None
        if is_seen(box):
            first = min(first, box.position_y)
            last = max(last, box.position_y + box.margin_height())
        if isinstance(box, boxes.ParentBox):
            waiting.extend(box.all_children())
    return first, last
