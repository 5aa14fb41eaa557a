"""Write pages as a PDF/A-3a that is also PDF/UA-1, the same bytes each time."""

from __future__ import annotations

import copy
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from typing import Any

import pydyf

from briefing.render.layout.weasyprint_patches import PDF_VARIANT, whole_svg_lines
from briefing.render.pdf.attachments import PROGRAM, PdfAttachment
from briefing.render.pdf.drawn_pieces import DrawnPieces
from briefing.render.pdf.extracted_text import map_to_typed_characters
from briefing.render.pdf.file_format.compression import CompressionThread
from briefing.render.pdf.file_format.serialisation import compress_with
from briefing.render.pdf.link_annotations import LinkAnnotation, LinkAnnotations
from briefing.render.pdf.metadata import complete_metadata
from briefing.render.pdf.page_links import LinkName, LinkStandIn, link_name, valid_links
from briefing.render.pdf.structure.tagging import TaggedPiece, tagged_from

from weasyprint import Attachment  # isort: skip
from weasyprint.document import Document, Page  # isort: skip


def _ignore() -> None:
    """Take no notice of a page."""


def write(
    document: Document,
    created: str,
    enclosures: Sequence[PdfAttachment] = (),
    begun_page: Callable[[], None] = _ignore,
    pieces: DrawnPieces | None = None,
) -> bytes:
    """Write the document as a PDF with the enclosures in it.

    What is in `pieces` is not drawn again. `created` is a calendar date or empty; embedded fonts bear it,
    because they may bear no clock's time. `begun_page` is called before each page is drawn, and may raise.
    """
    # A copy of a document shares these, and pages of the preview are written from the same layout.
    document.metadata = copy.copy(document.metadata)
    document.color_profiles = dict(document.color_profiles)
    complete_metadata(document.metadata)
    document.metadata.generator = PROGRAM
    moment = datetime.fromisoformat(created or "2000-01-01").replace(tzinfo=UTC)
    pieces = pieces or DrawnPieces()
    document.pages = [_with_links(pieces.stand_ins(page), valid_links(page)) for page in document.pages]
    links, compression = LinkAnnotations(), CompressionThread()

    def finish(_document: Document, pdf: Any) -> None:
        map_to_typed_characters(pdf)
        _finish_attachments(pdf, enclosures)
        links.write()
        compress_with(pdf, compression.begin)

    drawing = (
        pieces.applied(only_adds=True),
        links.applied(),
        tagged_from(_DrawnTags(links)),
        whole_svg_lines(),
        compression.applied(),
        _announced(begun_page),
    )
    with _fixed_time(moment), ExitStack() as stack:
        for each in drawing:
            stack.enter_context(each)
        return bytes(
            document.write_pdf(
                pdf_variant=PDF_VARIANT,
                attachments=[_attachment(enclosure, moment) for enclosure in enclosures],
                finisher=finish,
            )
        )


class _DrawnTags:
    """The structure of pages that are drawn from stand-ins."""

    def __init__(self, links: LinkAnnotations) -> None:
        self._links = links

    def pieces(self, page: Page) -> Sequence[TaggedPiece]:
        children: Sequence[TaggedPiece] = page._page_box.children  # noqa: SLF001 - there is no public way to the boxes
        return children

    def annotations(self) -> Mapping[LinkName, LinkAnnotation]:
        return self._links.by_name


def _with_links(page: Page, links: Iterable[Any]) -> Page:
    """Give a page links with stand-ins for their boxes."""
    page.links = [(*link[:-1], LinkStandIn(link[-1], link_name(link))) for link in links]
    return page


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
    specs = [entry for entry in pdf.objects if isinstance(entry, dict) and entry.get("Type") == "/Filespec"]
    for spec, enclosure in zip(specs, enclosures, strict=True):
        stream = pdf.objects[int(spec["EF"]["F"].split()[0])]
        stream.extra["Subtype"] = f"/{enclosure.media_type.replace('/', '#2f')}"
        spec["AFRelationship"] = f"/{enclosure.relationship}"


@contextmanager
def _announced(begun_page: Callable[[], None]) -> Iterator[None]:
    """Call a function before each page that is drawn."""
    paint = Page.paint

    def announced(page: Page, *arguments: Any, **options: Any) -> None:
        begun_page()
        paint(page, *arguments, **options)

    Page.paint = announced
    try:
        yield
    finally:
        Page.paint = paint


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
