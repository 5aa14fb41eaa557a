"""Boxes that are kept as bytes are read when they are asked for, and a few of them stay."""

from __future__ import annotations

from typing import Any

from briefing.render.layout.finished_pages import stored
from briefing.render.layout.finished_pages.fill import filled_share
from briefing.render.layout.finished_pages.identity import mark, shown_children
from briefing.render.layout.finished_pages.stored import StoredBoxes, StoredRoot, whole
from briefing.render.layout.laid_out_part import Document, LaidOutPart

import weasyprint  # isort: skip

HTML = "<p style='height: 40px'>Words with <a href='#there'>a link</a></p><p id=there>More.</p>"


def a_document() -> Document:
    document = weasyprint.HTML(string=HTML).render()
    mark(document.pages)
    return document


class Boxes:
    """A document whose boxes are stored, with the number of times that they were read."""

    def __init__(self, pages: int = 1) -> None:
        self.count, self._pages = 0, pages
        self.latest: Document | None = None
        self.document = a_document()
        self.before = LaidOutPart(self.document).end
        stored.store(self.document, StoredBoxes(self._read), lambda _root: ())

    def _read(self) -> Document:
        self.count += 1
        self.latest = a_document()
        return self.latest.copy(self.latest.pages * self._pages)

    def read(self) -> None:
        whole(self.page._page_box.children[0])

    @property
    def page(self) -> Any:
        return self.document.pages[0]


def test_a_part_with_stored_boxes_ends_where_it_did_and_reads_none() -> None:
    boxes = Boxes()
    assert LaidOutPart(boxes.document).end == boxes.before is not None
    assert shown_children(boxes.page._page_box)
    assert not stored.can_store(boxes.page)
    assert boxes.count == 0


def test_what_is_written_has_the_boxes_and_those_of_links() -> None:
    boxes = Boxes()
    [root] = map(whole, boxes.page._page_box.children)
    assert not isinstance(root, StoredRoot)
    [(kind, target, _, stored_box)] = boxes.page.links
    box = whole(stored_box)
    assert (kind, target, box.element_tag) == ("internal", "there", "a")
    assert box in list(root.descendants())
    assert isinstance(boxes.page._page_box.children[0], StoredRoot)


def test_boxes_are_read_again_once_some_others_were_read() -> None:
    all_boxes = [Boxes() for _ in range(8)]
    for boxes in all_boxes:
        boxes.read()
        boxes.read()
    all_boxes[0].read()
    assert [boxes.count for boxes in all_boxes] == [2, *[1] * 7]


def test_of_parts_with_many_pages_only_the_last_one_stays() -> None:
    one, other = Boxes(pages=8), Boxes(pages=8)
    for boxes in (one, one, other, one, one):
        boxes.read()
    assert (one.count, other.count) == (2, 1)


def test_the_foot_of_a_page_is_found_in_its_boxes_once() -> None:
    boxes = Boxes()
    shares = []
    for _ in range(2):
        shares.append(filled_share(boxes.page))
        stored.forget_recent()
    assert boxes.count == 1
    assert boxes.latest is not None
    assert shares == [filled_share(boxes.latest.pages[0])] * 2
