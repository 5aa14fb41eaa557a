"""Pages → PDF/A-3a that is also PDF/UA-1, the same bytes each time.

WeasyPrint 70 writes either claim, not both, and leaves some gaps in the tags. They are mended here, and
tests read the mends back from finished files:

- table headers carry no `/Scope`, which PDF/UA-1 (7.5) asks for;
- elements with a language of their own carry no `/Lang` (7.2);
- a figure's `/BBox` is in CSS pixels from the top of the page, not in points from its foot;
- notes and references are tagged as spans;
- headers and footers are tagged as content outside the tree, where 7.8 wants artifacts;
- the header of a table is tagged anew on each page that it is printed on;
- what a page break parts stands in the tree as several elements (`tag_tree`);
- a link is described by its anchor's name, which tells a listener nothing (7.18.5);
- a table of contents is tagged as any list;
- elements with nothing to say, such as drawn boxes, stand in the tree as empty spans.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as ET

import pydyf

from briefing.render.layout import svg_text, weasyprint_patches
from briefing.render.pdf import structure_tree
from briefing.render.pdf.attachments import PROGRAM, PdfAttachment

from weasyprint import Attachment  # isort: skip
from weasyprint.document import Document, Page  # isort: skip
from weasyprint.formatting_structure import boxes  # isort: skip
from weasyprint.pdf import tags as weasyprint_tags  # isort: skip
from weasyprint.pdf.stream import Stream  # isort: skip

_PX_TO_PT = 0.75
_SAY_NOTHING_WHEN_EMPTY = frozenset({"/Span", "/Div", "/NonStruct"})
_UA_NAMESPACE = "http://www.aiim.org/pdfua/ns/id/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_EXTENSION = "http://www.aiim.org/pdfa/ns/extension/"
_SCHEMA = "http://www.aiim.org/pdfa/ns/schema#"
_PROPERTY = "http://www.aiim.org/pdfa/ns/property#"


def write(document: Document, created: str, enclosures: Sequence[PdfAttachment] = ()) -> bytes:
    """The document as a PDF with the enclosures in it.

    `created` is a calendar date or empty; embedded fonts bear it, because they may bear no clock's time.
    """
    _claim_accessibility(document.metadata)
    document.metadata.generator = PROGRAM
    moment = datetime.fromisoformat(created or "2000-01-01").replace(tzinfo=UTC)
    tags = _Tags(document.pages)
    for page in document.pages:
        page.links = tags.links(page)

    def finish(_document: Document, pdf: Any) -> None:
        tags.finish(pdf)
        _finish_attachments(pdf, enclosures)

    with _fixed_time(moment), tags.mended(), svg_text.whole_lines():
        return bytes(
            document.write_pdf(
                pdf_variant="pdf/a-3a",
                attachments=[_attachment(each, moment) for each in enclosures],
                finisher=finish,
            )
        )


def _attachment(enclosure: PdfAttachment, moment: datetime) -> Attachment:
    return Attachment(
        string=enclosure.content,
        name=enclosure.name,
        description=enclosure.description,
        created=moment,
        modified=moment,
        relationship=str(enclosure.relationship),
    )


def _finish_attachments(pdf: Any, enclosures: Sequence[PdfAttachment]) -> None:
    """List each attachment once under /AF, and say of which type and relationship it is (PDF/A-3, 6.8)."""
    if not enclosures:
        return
    pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(pdf.catalog["AF"]))
    specs = [each for each in pdf.objects if isinstance(each, dict) and each.get("Type") == "/Filespec"]
    for spec, enclosure in zip(specs, enclosures, strict=True):
        stream = pdf.objects[int(spec["EF"]["F"].split()[0])]
        stream.extra["Subtype"] = f"/{enclosure.media_type.replace('/', '#2f')}"
        spec["AFRelationship"] = f"/{enclosure.relationship}"


@contextmanager
def _fixed_time(moment: datetime) -> Iterator[None]:
    """Let fontTools date embedded fonts by the briefing's date, not by the clock."""
    before = os.environ.get("SOURCE_DATE_EPOCH")
    os.environ["SOURCE_DATE_EPOCH"] = str(int(moment.timestamp()))
    try:
        yield
    finally:
        if before is None:
            del os.environ["SOURCE_DATE_EPOCH"]
        else:
            os.environ["SOURCE_DATE_EPOCH"] = before


# PDF/UA-1 beside PDF/A-3a


def _claim_accessibility(metadata: Any) -> None:
    """Add PDF/UA-1 identification, and the extension schema that PDF/A asks for with it, to the XMP."""
    original = type(metadata).generate_rdf_metadata

    def generate(*arguments: Any) -> bytes:
        rdf = ET.fromstring(original(metadata, *arguments))  # noqa: S314 - WeasyPrint's own output
        identity = ET.SubElement(rdf, f"{{{_RDF}}}Description", {f"{{{_RDF}}}about": ""})
        ET.SubElement(identity, f"{{{_UA_NAMESPACE}}}part").text = "1"
        rdf.append(_extension_schema())
        return bytes(ET.tostring(rdf, encoding="utf-8"))

    metadata.generate_rdf_metadata = generate


def _extension_schema() -> ET.Element:
    for prefix, namespace in (
        ("pdfuaid", _UA_NAMESPACE),
        ("pdfaExtension", _EXTENSION),
        ("pdfaSchema", _SCHEMA),
        ("pdfaProperty", _PROPERTY),
    ):
        ET.register_namespace(prefix, namespace)
    description = ET.Element(f"{{{_RDF}}}Description", {f"{{{_RDF}}}about": ""})
    schema = _resource(description, f"{{{_EXTENSION}}}schemas", "Bag")
    _fields(
        schema,
        _SCHEMA,
        schema="PDF/UA Universal Accessibility Schema",
        namespaceURI=_UA_NAMESPACE,
        prefix="pdfuaid",
    )
    part = _resource(schema, f"{{{_SCHEMA}}}property", "Seq")
    _fields(
        part,
        _PROPERTY,
        name="part",
        valueType="Integer",
        category="internal",
        description="Part of ISO 14289 to which the document conforms",
    )
    return description


def _resource(parent: ET.Element, name: str, container: str) -> ET.Element:
    """An empty structure as the one element of a list."""
    items = ET.SubElement(ET.SubElement(parent, name), f"{{{_RDF}}}{container}")
    return ET.SubElement(items, f"{{{_RDF}}}li", {f"{{{_RDF}}}parseType": "Resource"})


def _fields(parent: ET.Element, namespace: str, **fields: str) -> None:
    for name, text in fields.items():
        ET.SubElement(parent, f"{{{namespace}}}{name}").text = text


# Tags


class _Tags:
    """What is mended of the tags of some pages."""

    def __init__(self, pages: Sequence[Page]) -> None:
        self._pages = pages
        self._sources: dict[int, Any] = {}
        self._repeated: list[tuple[Any, Any]] = []
        seen: set[int] = set()
        headers = [box for page in pages for box in _repeated_headers(page, seen)]
        self._again = {id(box) for box in headers}
        margins = (box for page in pages for box in _margins(page))
        self._untagged = {id(box) for top in (*margins, *headers) for box in _within(top)}

    def links(self, page: Page) -> list[Any]:
        """The links of a page that are tagged: not those in what is printed again."""
        return [link for link in page.links if id(link[3]) not in self._untagged]

    @contextmanager
    def mended(self) -> Iterator[None]:
        build_tree, mark = weasyprint_tags._build_box_tree, Stream.marked  # noqa: SLF001 - see the docstring

        def build(box: Any, parent: Any, pdf: Any, page_number: int, *rest: Any) -> Iterator[Any]:
            shown = getattr(box, "_box", box)
            if isinstance(shown, boxes.MarginBox):
                return
            if id(shown) in self._again:
                self._blank(shown)
                return
            elements = build_tree(box, parent, pdf, page_number, *rest)
            if isinstance(shown, boxes.PageBox) or shown.element_tag in {"html", "body"}:
                yield from elements  # theirs are those of the boxes within, which are mended already
                return
            for element in elements:
                _mend(element, shown, self._pages[page_number].height)
                if shown.element is not None and shown.element_tag == shown.element.tag:
                    self._sources[element.number] = shown.element
                if element["K"] or element["S"] not in _SAY_NOTHING_WHEN_EMPTY:
                    yield element

        def marked(stream: Any, box: Any, tag: str) -> Any:
            return _pagination(stream) if id(box) in self._untagged else mark(stream, box, tag)

        weasyprint_tags._build_box_tree, Stream.marked = build, marked  # noqa: SLF001
        try:
            yield
        finally:
            weasyprint_tags._build_box_tree, Stream.marked = build_tree, mark  # noqa: SLF001

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
    """An artifact that comes of there being pages."""
    stream.begin_marked_content("Artifact", pydyf.Dictionary({"Type": "/Pagination"}))
    try:
        yield
    finally:
        stream.end_marked_content()


def _margins(page: Page) -> list[Any]:
    return [box for box in page._page_box.children if isinstance(box, boxes.MarginBox)]  # noqa: SLF001


def _within(top: Any) -> Iterator[Any]:
    """A box and every box in it."""
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


def _mend(element: Any, box: Any, page_height: float) -> None:
    html = getattr(box, "element", None)
    if html is None:
        return
    _mend_kind(element, box, html)
    if element["S"] == "/TH" and box.element_tag == "th":
        element["A"]["Scope"] = "/Row" if html.get("scope") == "row" else "/Column"
    if element["S"] == "/Figure":
        element["A"]["BBox"] = _from_the_foot(element["A"]["BBox"], page_height)
    if box.link_annotation:
        said = html.get("title") or " ".join("".join(html.itertext()).split())
        box.link_annotation["Contents"] = pydyf.String(said)
    if html.get("lang") and box.element_tag == html.tag and box.element_tag != "html":
        element["Lang"] = pydyf.String(html.get("lang"))


def _mend_kind(element: Any, box: Any, html: Any) -> None:
    """Call notes, references, tables of contents, and what is no link after all, what they are."""
    kind = element["S"]
    if kind == "/Span" and html.get(weasyprint_patches.NOTE) and box.element_tag == html.tag:
        # The outermost box of a note; those within it that belong to the same element have it as parent.
        element["S"], element["ID"] = "/Note", pydyf.String(f"note-{element.number}")
    elif kind == "/Span" and "ref" in html.get("class", "").split():
        element["S"] = "/Reference"
    elif kind == "/Link" and not box.link_annotation:
        element["S"] = "/Span"  # WeasyPrint makes no link of one that is laid out by flex or grid itself
    elif kind == "/L" and html.get("role") == "doc-toc":
        element["S"] = "/TOC"


def _from_the_foot(box: Any, page_height: float) -> Any:
    """A box in points from the foot of the page, where it was in CSS pixels from its top."""
    left, top, right, bottom = box
    corners = (left, page_height - bottom, right, page_height - top)
    return pydyf.Array([round(value * _PX_TO_PT, 3) for value in corners])
