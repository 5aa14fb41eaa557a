"""The places of pages below one another, in pixels of a scrolled column."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, QSizeF

from briefing.app.panes.preview.page import pixel_size

GAP = 14
"""Pixels between pages and around them."""


@dataclass(frozen=True, slots=True)
class PageGeometry:
    """Where each page begins, and its size; `full_size` is that of the column.

    `scale` is how many pixels a point takes, `pages` are the sizes in points.
    """

    scale: float
    pages: Sequence[QSizeF]
    sizes: Sequence[QSize]
    tops: Sequence[int]
    full_size: QSize

    @classmethod
    def of(cls, pages: Sequence[QSizeF], scale: float, before: PageGeometry | None = None) -> PageGeometry:
        """Return the geometry of pages whose sizes are in points: that of `before` if it is the same."""
        if before is not None and before.scale == scale and before.pages == pages:
            return before
        sizes = [pixel_size(page, scale) for page in pages]
        tops, y = list[int](), GAP
        for size in sizes:
            tops.append(y)
            y += size.height() + GAP
        width = max((size.width() for size in sizes), default=0)
        return cls(scale, pages, sizes, tops, QSize(width + 2 * GAP, y))

    def page_at(self, y: float) -> int:
        """Return the page at a height of the column, or the one above it."""
        return max(0, bisect_right(self.tops, y) - 1)

    def pages_between(self, top: int, bottom: int) -> range:
        """Return the pages of which a part is between two heights."""
        if not self.sizes or bottom < top:
            return range(0)
        first = self.page_at(top)
        if self.tops[first] + self.sizes[first].height() < top:
            first += 1
        return range(first, bisect_right(self.tops, bottom))
