"""Pages → PDF/A-3a that is also PDF/UA-1, the same bytes each time.

WeasyPrint 70 writes either claim, not both, and leaves some gaps in the tags. They are mended here, and
tests read the mends back from finished files:

- table headers carry no `/Scope`, which PDF/UA-1 (7.5) asks for;
- elements with a language of their own carry no `/Lang` (7.2);
- a figure's `/BBox` is in CSS pixels from the top of the page, not in points from its foot;
- headers and footers are tagged as content outside the tree, where 7.8 wants artifacts;
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

from briefing.render import pages as pages_module  # noqa: F401 - sets the fonts up before what follows
from briefing.render.enclosure import PROGRAM, Enclosure

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


def write(document: Document, created: str, enclosures: Sequence[Enclosure] = ()) -> bytes:
    """The document as a PDF with the enclosures in it.

    `created` is a calendar date or empty; embedded fonts bear it, because they may bear no clock's time.
    """
    _claim_accessibility(document.metadata)
    document.metadata.generator = PROGRAM
    moment = datetime.fromisoformat(created or "2000-01-01").replace(tzinfo=UTC)
    with _fixed_time(moment), _mended_tags(document.pages):
        return bytes(
            document.write_pdf(
                pdf_variant="pdf/a-3a",
                attachments=[_attachment(each, moment) for each in enclosures],
                finisher=lambda _document, pdf: _finish_attachments(pdf, enclosures),
            )
        )


def _attachment(enclosure: Enclosure, moment: datetime) -> Attachment:
    return Attachment(
        string=enclosure.content,
        name=enclosure.name,
        description=enclosure.description,
        created=moment,
        modified=moment,
        relationship=str(enclosure.relationship),
    )


def _finish_attachments(pdf: Any, enclosures: Sequence[Enclosure]) -> None:
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


@contextmanager
def _mended_tags(pages: Sequence[Page]) -> Iterator[None]:
    build_tree, mark = weasyprint_tags._build_box_tree, Stream.marked  # noqa: SLF001 - see the docstring
    running = {id(box) for page in pages for box in _running_boxes(page)}

    def build(box: Any, parent: Any, pdf: Any, page_number: int, *rest: Any) -> Iterator[Any]:
        shown = getattr(box, "_box", box)
        if isinstance(shown, boxes.MarginBox):
            return
        for element in build_tree(box, parent, pdf, page_number, *rest):
            _mend(element, shown, pages[page_number].height)
            if element["K"] or element["S"] not in _SAY_NOTHING_WHEN_EMPTY:
                yield element

    def marked(stream: Any, box: Any, tag: str) -> Any:
        return stream.artifact() if id(box) in running else mark(stream, box, tag)

    weasyprint_tags._build_box_tree, Stream.marked = build, marked  # noqa: SLF001
    try:
        yield
    finally:
        weasyprint_tags._build_box_tree, Stream.marked = build_tree, mark  # noqa: SLF001


def _running_boxes(page: Page) -> Iterator[Any]:
    """Every box in the margins of a page."""
    waiting = [box for box in page._page_box.children if isinstance(box, boxes.MarginBox)]  # noqa: SLF001
    while waiting:
        box = waiting.pop()
        yield box
        waiting.extend(getattr(box, "children", ()))


def _mend(element: Any, box: Any, page_height: float) -> None:
    html = getattr(box, "element", None)
    if html is None:
        return
    if element["S"] == "/TH" and box.element_tag == "th":
        element["A"]["Scope"] = "/Row" if html.get("scope") == "row" else "/Column"
    if element["S"] == "/Figure":
        left, top, right, bottom = element["A"]["BBox"]
        element["A"]["BBox"] = pydyf.Array(
            [
                round(value * _PX_TO_PT, 3)
                for value in (left, page_height - bottom, right, page_height - top)
            ]
        )
    if html.get("lang") and box.element_tag == html.tag and box.element_tag != "html":
        element["Lang"] = pydyf.String(html.get("lang"))
