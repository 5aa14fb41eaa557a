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

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pydyf

from briefing.render.layout.finished_pages.tag_numbers import LINK, NO_LINK, PRINTED_AGAIN, SOURCE, within
from briefing.render.layout.weasyprint_patches import NOTE
from briefing.render.pdf.structure import structure_tree
from briefing.render.pdf.structure.piece_structure import (
    DividedText,
    LinkReference,
    MarkedContent,
    ObjectNumber,
    PieceStructure,
    contents,
    divided,
    entry_of,
    number_of,
    repeated_header,
)
from briefing.render.pdf.structure.written_structure import WrittenStructure, written

from weasyprint.formatting_structure import boxes  # isort: skip
from weasyprint.pdf import tags as weasyprint_tags  # isort: skip
from weasyprint.pdf.stream import Stream  # isort: skip

_PX_TO_PT = 0.75

_SAY_NOTHING_WHEN_EMPTY = frozenset({"/Span", "/Div", "/NonStruct"})


@dataclass(frozen=True, slots=True)
class PieceOfPage:
    """What is directly on a page, as a box.

    `page_foot` is the lower edge of the page in the coordinates of the box, and `linked` are the numbers of
    the links that lead somewhere.
    """

    box: Any
    page_foot: float
    linked: Collection[int]


def structure_of(piece: PieceOfPage, tags: Mapping[Any, Any]) -> WrittenStructure:
    """Return the structure elements of a piece; `tags` are of its boxes, as WeasyPrint notes them."""
    if isinstance(piece.box, boxes.MarginBox):
        return WrittenStructure()
    objects = _Objects(piece)
    nums: dict[int, Any] = {}
    links: list[tuple[bytes, Any]] = []
    top = pydyf.Dictionary({"S": "/Document", "K": pydyf.Array()})
    top.number = _OUTSIDE
    for element in weasyprint_tags._build_box_tree(  # noqa: SLF001 - WeasyPrint has no hook for it
        piece.box, top, objects, 0, nums, links, dict(tags)
    ):
        top["K"].append(element.reference)
    return written(structure_tree.with_joined_elements(objects.structure(top, links)))


_OUTSIDE = ObjectNumber(-1)
_NO_PAGE: tuple[bytes, ...] = (b"",)


class _Objects:
    """The objects of a piece, as WeasyPrint adds them to a PDF."""

    page_references = _NO_PAGE

    def __init__(self, piece: PieceOfPage) -> None:
        self.piece = piece
        self.objects: list[Any] = []
        self._sources: dict[int, int] = {}
        self._annotations: dict[int, Any] = {}
        self._repeated: list[tuple[Any, int]] = []
        self._begun: dict[int, str] = {}
        self._continued: dict[int, str] = {}

    def add_object(self, entry: Any) -> None:
        entry.number = ObjectNumber(len(self.objects))
        self.objects.append(entry)

    def annotate(self, box: Any) -> Any:
        """Give the box of a link an annotation, by which it is recognised; return it."""
        link = getattr(box, LINK, NO_LINK)
        if link == NO_LINK or link not in self.piece.linked:
            return None
        annotation = box.link_annotation = pydyf.Dictionary()
        annotation.number = ObjectNumber(link)
        annotation["Contents"] = None
        self._annotations[link] = annotation
        return annotation

    def note_source(self, element: Any, box: Any) -> None:
        """Note which HTML element an element is of, and the section that it begins or continues."""
        source: int | None = getattr(box, SOURCE, None)
        if source is None:
            return
        self._sources[element.number] = source
        html = box.element
        if anchor := html.get("data-continues"):
            self._continued[source] = anchor
        elif html.tag == "section" and html.get("id"):
            self._begun[source] = html.get("id")

    def blank(self, header: Any) -> None:
        """Give the cells of a header that is printed again the mark that WeasyPrint expects on them."""
        for box in within(header):
            if box.element_tag in {"th", "td"} and isinstance(box, boxes.TableCellBox):
                box.mark = pydyf.Dictionary({"A": pydyf.Dictionary()})
                self._repeated.append((box.mark, getattr(box, SOURCE)))

    def structure(self, top: Any, links: Iterable[tuple[bytes, Any]]) -> PieceStructure:
        """Return what was added."""
        ids = {mark["ID"].string: source for mark, source in self._repeated if "ID" in mark}
        for entry in self.objects:
            headers = entry["A"].get("Headers", []) if entry.get("S") == "/TD" else []
            headers[:] = [
                repeated_header(ids[each.string]) if each.string in ids else each for each in headers
            ]
        entries = [entry_of(entry, self._sources.get(entry.number)) for entry in self.objects]
        count = sum(
            isinstance(entry, MarkedContent) or sum(kid < 0 for kid in entry.kids)
            for entry in entries
            if not isinstance(entry, LinkReference)
        )
        return PieceStructure(
            tuple(entries),
            tuple(map(number_of, top["K"])),
            contents(entries, count),
            tuple(self._described(links)),
            self._begun,
            self._continued,
            tuple(self._headers()),
        )

    def _described(self, links: Iterable[tuple[bytes, Any]]) -> Iterator[tuple[int, int, bytes]]:
        for reference, annotation in links:
            yield number_of(reference), int(annotation.number), bytes(annotation["Contents"].data)

    def _headers(self) -> Iterator[tuple[int, int, DividedText]]:
        for number, entry in enumerate(self.objects):
            if entry.get("S") == "/TH" and number in self._sources and "ID" in entry:
                yield number, self._sources[number], divided(bytes(entry["ID"].data))


_build_box_tree = weasyprint_tags._build_box_tree  # noqa: SLF001 - likewise


def _build(box: Any, parent: Any, pdf: _Objects, page_number: int, *rest: Any) -> Iterator[Any]:
    """Yield the elements of a box as WeasyPrint does, corrected."""
    shown = getattr(box, "_box", box)
    if isinstance(shown, boxes.TableRowGroupBox) and getattr(shown, PRINTED_AGAIN, False):
        pdf.blank(shown)
        return
    annotation = pdf.annotate(shown)
    elements = _build_box_tree(box, parent, pdf, page_number, *rest)
    if shown.element_tag in {"html", "body"}:
        yield from elements  # theirs are those of the boxes within, which are corrected already
    else:
        for element in elements:
            _correct(element, shown, pdf.piece.page_foot)
            pdf.note_source(element, shown)
            if element["K"] or element["S"] not in _SAY_NOTHING_WHEN_EMPTY:
                yield element
    if annotation is not None:
        del shown.link_annotation


weasyprint_tags._build_box_tree = _build  # noqa: SLF001 - likewise


_mark = Stream.marked


def _marked(stream: Any, box: Any, tag: str) -> Any:
    """Mark the content of a box, as an artifact where it is repeated from page to page."""
    if getattr(box, PRINTED_AGAIN, False) and stream._tags is not None:  # noqa: SLF001 - likewise
        return _pagination(stream)
    return _mark(stream, box, tag)


Stream.marked = _marked


@contextmanager
def _pagination(stream: Any) -> Iterator[None]:
    """Mark content as an artifact of pagination."""
    stream.begin_marked_content("Artifact", pydyf.Dictionary({"Type": "/Pagination"}))
    try:
        yield
    finally:
        stream.end_marked_content()


def _correct(element: Any, box: Any, page_foot: float) -> None:
    html = getattr(box, "element", None)
    if html is None:
        return
    _correct_kind(element, box, html)
    if element["S"] == "/TH" and box.element_tag == "th":
        element["A"]["Scope"] = "/Row" if html.get("scope") == "row" else "/Column"
    if element["S"] == "/Figure":
        element["A"]["BBox"] = _from_the_foot(element["A"]["BBox"], page_foot)
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


def _from_the_foot(box: Any, page_foot: float) -> Any:
    """Convert a box from CSS pixels below the top of the page to points above its foot."""
    left, top, right, bottom = box
    corners = (left, page_foot - bottom, right, page_foot - top)
    return pydyf.Array([round(value * _PX_TO_PT, 3) for value in corners])
