"""What two layouts of a part are compared by."""

from __future__ import annotations

from dataclasses import replace

from briefing.render.layout.laid_out_part import LaidOutPart
from briefing.render.layout.page_joining import join_pages
from briefing.render.layout.row_boxes import row_boxes
from briefing.render.layout.typesetter import Typesetter
from briefing.render.pdf.drawn_pieces import DrawnPieces
from briefing.render.pdf.single_page import PagePdf, PageWriter


def places(part: LaidOutPart) -> list[object]:
    """Where the rows, links, anchors and bookmarks of a part are."""
    pages = join_pages([replace(part, runs_on=False)])
    links = [[(target, place) for _, target, place, _ in page.links] for page in pages]
    return [row_boxes(pages), links, *((page.anchors, page.bookmarks) for page in pages)]


def written(part: LaidOutPart, typesetter: Typesetter) -> list[PagePdf]:
    """The pages of a part as they are drawn for the first time, and from what was kept."""
    pieces = DrawnPieces()
    pages = join_pages([replace(part, runs_on=False)])
    with typesetter.writing():
        first, again = ([PageWriter(pieces).write(part.document, page) for page in pages] for _ in range(2))
    assert [page.key for page in first] == [page.key for page in again]
    return first
