"""Write pages as a PDF/A-3a that is also PDF/UA-1, the same bytes each time."""

from __future__ import annotations

import copy
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pydyf

from briefing.render.layout.finished_pages.identity import shown_children
from briefing.render.layout.finished_pages.moved import settled
from briefing.render.layout.weasyprint_patches import whole_svg_lines
from briefing.render.pdf import serialisation  # noqa: F401 - must precede writing
from briefing.render.pdf.accessibility import TagCorrections
from briefing.render.pdf.attachments import PROGRAM, PdfAttachment
from briefing.render.pdf.extracted_text import map_to_typed_characters
from briefing.render.pdf.metadata import complete_metadata
from briefing.text.web_address import uri

from weasyprint import Attachment  # isort: skip
from weasyprint.document import Document, Page  # isort: skip


def _ignore() -> None:
    """Take no notice of a page."""


def write(
    document: Document,
    created: str,
    enclosures: Sequence[PdfAttachment] = (),
    begun_page: Callable[[], None] = _ignore,
) -> bytes:
    """Write the document as a PDF with the enclosures in it.

    `created` is a calendar date or empty; embedded fonts bear it, because they may bear no clock's time.
    `begun_page` is called before each page is drawn, and may raise.
    """
    # A copy of a document shares these, and pages of the preview are written from the same layout.
    document.metadata = copy.copy(document.metadata)
    document.color_profiles = dict(document.color_profiles)
    complete_metadata(document.metadata)
    document.metadata.generator = PROGRAM
    moment = datetime.fromisoformat(created or "2000-01-01").replace(tzinfo=UTC)
    document.pages = [settled(_without_empty_space(page)) for page in document.pages]
    tags = TagCorrections(document.pages)
    for page in document.pages:
        page.links = list(_links_to_pages(tags.links(page)))

    def finish(_document: Document, pdf: Any) -> None:
        tags.finish(pdf)
        map_to_typed_characters(pdf)
        _finish_attachments(pdf, enclosures)

    try:
        with _fixed_time(moment), tags.applied(), whole_svg_lines(), _announced(begun_page):
            return bytes(
                document.write_pdf(
                    pdf_variant="pdf/a-3a",
                    attachments=[_attachment(enclosure, moment) for enclosure in enclosures],
                    finisher=finish,
                )
            )
    finally:
        _release(document.pages)


def _without_empty_space(page: Page) -> Page:
    """Return a copy of a page without the parts that only have empty space on it: nothing of it is tagged."""
    page = copy.copy(page)
    page_box = page._page_box = copy.copy(page._page_box)  # noqa: SLF001 - there is no public way to the boxes
    page_box.children = tuple(shown_children(page_box))
    return page


def _release(pages: Iterable[Page]) -> None:
    """Remove the objects of the PDF from the boxes, which may be kept."""
    for page in pages:
        for _kind, _target, _place, box in page.links:
            if "link_annotation" in box.__dict__:
                del box.link_annotation


def _links_to_pages(links: Iterable[Any]) -> Iterator[Any]:
    """Yield the links within the document, and those to web pages, whose addresses become URIs."""
    for kind, target, rectangle, box in links:
        address = uri(target) if kind == "external" else target
        if address:
            yield kind, address, rectangle, box


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
