"""Write one page as a PDF for the preview, which looks as in the whole PDF and has nothing else."""

from __future__ import annotations

import copy
import hashlib
from dataclasses import dataclass
from typing import Any

import pydyf

from briefing.render.layout.finished_pages.moved import settle
from briefing.render.layout.weasyprint_patches import whole_svg_lines
from briefing.render.pdf.extracted_text import map_to_typed_characters

from weasyprint.document import Document, Page  # isort: skip


@dataclass(frozen=True, slots=True)
class PagePdf:
    """A page as a PDF; pages with equal keys look alike."""

    key: str
    content: bytes


def write_page(document: Document, page: Page) -> PagePdf:
    """Write a page without tags, metadata, links, bookmarks and attachments."""
    settle(page)
    alone = copy.copy(page)
    alone.links, alone.bookmarks, alone.anchors = [], [], {}
    single = document.copy([alone])
    single.metadata = type(document.metadata)()
    digest = hashlib.sha256()

    def finish(_document: Document, pdf: Any) -> None:
        map_to_typed_characters(pdf)
        for entry in pdf.objects[1:]:  # the first is no object but the head of the list of free ones
            digest.update(_content(entry))

    with whole_svg_lines():
        content = bytes(single.write_pdf(finisher=finish))
    return PagePdf(digest.hexdigest(), content)


def _content(entry: Any) -> bytes:
    """Return the content of an object of a PDF, before it is compressed."""
    if not isinstance(entry, pydyf.Stream):
        return bytes(entry.data)
    return bytes(pydyf.Stream(entry.stream, entry.extra).data)
