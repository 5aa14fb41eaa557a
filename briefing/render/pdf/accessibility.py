"""Corrections of the tags that WeasyPrint 70 writes, towards PDF/UA-1 (ISO 14289-1).

Tests read each of them back from finished files:

- table headers carry no `/Scope`, which 7.5 asks for;
- elements with a language of their own carry no `/Lang` (7.2);
- a figure's `/BBox` is in CSS pixels from the top of the page, not in points from its foot;
- notes and references are tagged as spans;
- headers and footers are tagged as content outside the tree, where 7.8 wants artifacts;
- the header of a table is tagged again on each page that it is printed on;
- an element that a page break or a part of the document divides is in the tree as several
  (`structure_tree`);
- a link is described by its anchor's name, which means nothing to a listener (7.18.5);
- a table of contents is tagged as any list;
- elements without content, such as drawn boxes, are in the tree as empty spans.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pydyf

from briefing.render.layout.weasyprint_patches import NOTE
from briefing.render.pdf import structure_tree

from weasyprint.document import Page  # isort: skip
from weasyprint.formatting_structure import boxes  # isort: skip
from weasyprint.pdf import tags as weasyprint_tags  # isort: skip
from weasyprint.pdf.stream import Stream  # isort: skip

_PX_TO_PT = 0.75

_SAY_NOTHING_WHEN_EMPTY = frozenset({"/Span", "/Div", "/NonStruct"})


class TagCorrections:
    """Corrects the tags of some pages while WeasyPrint writes them."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._pages = pages
        self._sources: dict[int, Any] = {}
        self._begun: dict[str, Any] = {}
        self._repeated: list[tuple[Any, Any]] = []
        seen: set[int] = set()
        headers = [box for page in pages for box in _repeated_headers(page, seen)]
        self._again = {id(box) for box in headers}
        margins = (box for page in pages for box in _margins(page))
        self._untagged = {id(box) for top in (*margins, *headers) for box in _within(top)}

    def links(self, page: Page) -> list[Any]:
        """Return the links of a page that are tagged: not those in a header that is printed again."""
        return [link for link in page.links if id(link[3]) not in self._untagged]

    @contextmanager
    def applied(self) -> Iterator[None]:
        build_tree, mark = weasyprint_tags._build_box_tree, Stream.marked  # noqa: SLF001 - WeasyPrint has no hook for it

        def build(box: Any, parent: Any, pdf: Any, page_number: int, *rest: Any) -> Iterator[Any]:
            shown = getattr(box, "_box", box)
            if isinstance(shown, boxes.MarginBox):
                return
            if id(shown) in self._again:
                self._blank(shown)
                return
            elements = build_tree(box, parent, pdf, page_number, *rest)
            if isinstance(shown, boxes.PageBox) or shown.element_tag in {"html", "body"}:
                yield from elements  # theirs are those of the boxes within, which are corrected already
                return
            for element in elements:
                _correct(element, shown, self._pages[page_number].height)
                if shown.element is not None and shown.element_tag == shown.element.tag:
                    self._sources[element.number] = self._begun_by(shown.element)
                if element["K"] or element["S"] not in _SAY_NOTHING_WHEN_EMPTY:
                    yield element

        def marked(stream: Any, box: Any, tag: str) -> Any:
            return _pagination(stream) if id(box) in self._untagged else mark(stream, box, tag)

        weasyprint_tags._build_box_tree, Stream.marked = build, marked  # noqa: SLF001
        try:
            yield
        finally:
            weasyprint_tags._build_box_tree, Stream.marked = build_tree, mark  # noqa: SLF001

    def _begun_by(self, html: Any) -> Any:
        """Return the HTML element itself, or the one of an earlier part that it continues."""
        if anchor := html.get("data-continues"):
            return self._begun.get(anchor, html)
        if html.tag == "section" and html.get("id"):
            self._begun[html.get("id")] = html
        return html

    def finish(self, pdf: Any) -> None:
        structure_tree.join(pdf, self._sources, self._repeated)

    def _blank(self, header: Any) -> None:
        """Give the cells of a header that is printed again the mark that WeasyPrint expects on them."""
        for box in _within(header):
            if box.element_tag in {"th", "td"} and isinstance(box, boxes.TableCellBox):
                box.mark = pydyf.Dictionary({"A": pydyf.Dictionary()})
                self._repeated.append((box.mark, box.element))


@contextmanager
def _pagination(stream: Any) -> Iterator[None]:
    """Mark content as an artifact of pagination."""
    stream.begin_marked_content("Artifact", pydyf.Dictionary({"Type": "/Pagination"}))
    try:
        yield
    finally:
        stream.end_marked_content()


def _margins(page: Page) -> list[Any]:
    return [box for box in page._page_box.children if isinstance(box, boxes.MarginBox)]  # noqa: SLF001


def _within(top: Any) -> Iterator[Any]:
    """Yield a box and every box in it."""
    waiting = [top]
    while waiting:
        box = getattr(waiting[-1], "_box", waiting[-1])
        waiting.pop()
        yield box
        waiting.extend(getattr(box, "children", ()))


def _repeated_headers(page: Page, seen: set[int]) -> Iterator[Any]:
    """Each header group of a table that an earlier page has already."""
    for box in _within(page._page_box):  # noqa: SLF001
        if isinstance(box, boxes.TableRowGroupBox) and box.is_header:
            if id(box.element) in seen:
                yield box
            seen.add(id(box.element))


def _correct(element: Any, box: Any, page_height: float) -> None:
    html = getattr(box, "element", None)
    if html is None:
        return
    _correct_kind(element, box, html)
    if element["S"] == "/TH" and box.element_tag == "th":
        element["A"]["Scope"] = "/Row" if html.get("scope") == "row" else "/Column"
    if element["S"] == "/Figure":
        element["A"]["BBox"] = _from_the_foot(element["A"]["BBox"], page_height)
    if box.link_annotation:
        description = html.get("title") or " ".join("".join(html.itertext()).split())
        box.link_annotation["Contents"] = pydyf.String(description)
    if html.get("lang") and box.element_tag == html.tag and box.element_tag != "html":
        element["Lang"] = pydyf.String(html.get("lang"))


def _correct_kind(element: Any, box: Any, html: Any) -> None:
    """Set the type of notes, references, tables of contents, and of links that are none after all."""
    kind = element["S"]
    if kind == "/Span" and html.get(NOTE) and box.element_tag == html.tag:
        # The outermost box of a note; those within it that belong to the same element have it as parent.
        element["S"], element["ID"] = "/Note", pydyf.String(f"note-{element.number}")
    elif kind == "/Span" and "ref" in html.get("class", "").split():
        element["S"] = "/Reference"
    elif kind == "/Link" and not box.link_annotation:
        element["S"] = "/Span"  # WeasyPrint makes no link of one that is laid out by flex or grid itself
    elif kind == "/L" and html.get("role") == "doc-toc":
        element["S"] = "/TOC"


def _from_the_foot(box: Any, page_height: float) -> Any:
    """Convert a box from CSS pixels below the top of the page to points above its foot."""
    left, top, right, bottom = box
    corners = (left, page_height - bottom, right, page_height - top)
    return pydyf.Array([round(value * _PX_TO_PT, 3) for value in corners])
