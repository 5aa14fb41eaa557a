"""Keep what is seen in its place while pages above it, or around it, are replaced."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from briefing.app.panes.preview.page import PreviewPage
from briefing.app.panes.preview.page_geometry import GAP, PageGeometry
from briefing.render.result import RowBox


@dataclass(frozen=True, slots=True)
class ScrollAnchor:
    """A row in view and how far its top is below that of the view, in pixels.

    A row that is printed in several places, or runs over pages, has several boxes; `part` says which one.
    Without a row, `page` and `points` are the place at the top of the view.
    """

    page: int
    points: float
    row: str = ""
    part: int = 0
    distance: float = 0.0

    def scrolled(self, pages: Sequence[PreviewPage], geometry: PageGeometry) -> float:
        """Return the scroll position with the anchor at its place in other pages.

        While some of them are of before a change, a row is where it was until it is on one that is not.
        """
        parts = boxes_of(self.row, pages) if self.row else []
        part = parts[min(self.part, len(parts) - 1)] if parts else None
        if part is not None and not pages[part.page].is_former:
            return top_of(part, geometry) - self.distance
        if not geometry.tops:
            return 0.0
        page = min(self.page, len(geometry.tops) - 1)
        return geometry.tops[page] + self.points * geometry.scale


def anchor_at(
    view: tuple[int, int], pages: Sequence[PreviewPage], geometry: PageGeometry, edited_row: str
) -> ScrollAnchor:
    """Return the anchor of a view from one height of the column to another.

    That is the edited row if its beginning is in view, else the topmost row; none at the very beginning.
    """
    top, bottom = view
    page = geometry.page_at(top)
    place = ScrollAnchor(page, (top - geometry.tops[page]) / geometry.scale if geometry.tops else 0.0)
    if top <= GAP:
        return place
    seen = list(_boxes_between(top, bottom, pages, geometry))
    begun = [box for box in seen if box.row == edited_row and top_of(box, geometry) >= top]
    anchor = next(iter(begun or seen), None)
    if anchor is None:
        return place
    mine = boxes_of(anchor.row, pages)
    return replace(place, row=anchor.row, part=mine.index(anchor), distance=top_of(anchor, geometry) - top)


def _boxes_between(
    top: int, bottom: int, pages: Sequence[PreviewPage], geometry: PageGeometry
) -> Iterator[RowBox]:
    """Yield the boxes of which a part is between two heights, from the top down."""
    for number in geometry.pages_between(top, bottom):
        for box in sorted(pages[number].rows, key=lambda box: box.top):
            y = top_of(box, geometry)
            if y + box.height * geometry.scale > top and y < bottom:
                yield box


def boxes(pages: Iterable[PreviewPage]) -> Iterator[RowBox]:
    """Yield the boxes of all rows in the order of the pages."""
    for page in pages:
        yield from page.rows


def boxes_of(row: str, pages: Sequence[PreviewPage]) -> list[RowBox]:
    """Return the boxes of a row in the order of the pages."""
    return [box for page in pages for box in page.rows if box.row == row]


def top_of(box: RowBox, geometry: PageGeometry) -> float:
    """Return where the box of a row begins, in pixels of the column."""
    return geometry.tops[box.page] + box.top * geometry.scale
