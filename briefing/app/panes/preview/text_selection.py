"""Text between two points of the pages, which are documents of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtPdf import QPdfDocument, QPdfSelection

from briefing.app.panes.preview.page import Key
from briefing.app.panes.preview.page_cache import PageCache

_CONTEXT = 120
"""Characters before and after a point that are enough to find it again in a row's text."""
Spot = tuple[int, QPointF]
"""A page and a point of it, in points."""


@dataclass(frozen=True, slots=True)
class TextSelection:
    """Selected text, and its areas on each page in points; `keys` are those of the pages."""

    text: str
    areas: dict[int, list[QRectF]]
    keys: dict[int, Key]

    def is_on(self, pages: PageCache) -> bool:
        """Return whether the pages with the text are still shown at their places."""
        return all(page < pages.count and pages.pages[page].key == key for page, key in self.keys.items())


def text_between(pages: PageCache, start: Spot, end: Spot) -> TextSelection | None:
    """Return the text between two points, each moved to the nearest text; None for none.

    It ends before a page that is not drawn yet, so that nothing is missing from the midst of it.
    """
    first, last = sorted((start, end), key=lambda spot: (spot[0], spot[1].y()))
    texts, areas, keys = [], dict[int, list[QRectF]](), dict[int, Key]()
    for page in range(first[0], last[0] + 1):
        if not pages.pages[page].pdf:
            break
        selection = _on_page(
            pages, page, first[1] if page == first[0] else None, last[1] if page == last[0] else None
        )
        if selection is not None and selection.isValid():
            texts.append(selection.text())
            areas[page] = [polygon.boundingRect() for polygon in selection.bounds()]
            keys[page] = pages.pages[page].key
    return TextSelection("\n".join(texts), areas, keys) if areas else None


def _on_page(
    pages: PageCache, page: int, start: QPointF | None, end: QPointF | None
) -> QPdfSelection | None:
    """Return the text of a page from one point to another; from its start or to its end where None."""
    place = pages.document(page)
    if place is None:
        return None
    document, number = place
    everything = document.getAllText(number)
    lines = [polygon.boundingRect() for polygon in everything.bounds()]
    if not lines or (start is None and end is None):
        return everything
    if start is not None and end is not None:
        return document.getSelection(number, nearest(lines, start), nearest(lines, end))
    if start is not None:
        index = _index_at(document, number, lines, start)
        return document.getSelectionAtIndex(number, index, everything.endIndex() - index)
    assert end is not None
    return document.getSelectionAtIndex(number, 0, _index_at(document, number, lines, end))


def _index_at(document: QPdfDocument, number: int, lines: Sequence[QRectF], where: QPointF) -> int:
    """Return the index of the character nearest to a point."""
    origin = nearest(lines, lines[0].topLeft())
    selection = document.getSelection(number, origin, nearest(lines, where))
    return selection.endIndex() if selection.isValid() else 0


def words_around(pages: PageCache, spot: Spot) -> tuple[str, str]:
    """Return the text before and after a point; both are empty on a page without text."""
    page, where = spot
    place = pages.document(page)
    if place is None:
        return "", ""
    document, number = place
    everything = document.getAllText(number)
    lines = [polygon.boundingRect() for polygon in everything.bounds()]
    if not lines:
        return "", ""
    index = _index_at(document, number, lines, where)
    before = document.getSelectionAtIndex(number, max(0, index - _CONTEXT), min(index, _CONTEXT))
    after = document.getSelectionAtIndex(number, index, min(_CONTEXT, everything.endIndex() - index))
    return before.text(), after.text()


def nearest(areas: Sequence[QRectF], point: QPointF) -> QPointF:
    """Return the point itself if an area contains it, else the nearest point just inside one."""

    def inside(area: QRectF) -> QPointF:
        return QPointF(
            min(max(point.x(), area.left() + 1), max(area.left() + 1, area.right() - 1)),
            min(max(point.y(), area.top() + 1), max(area.top() + 1, area.bottom() - 1)),
        )

    return min(map(inside, areas), key=lambda candidate: (candidate - point).manhattanLength())
