"""Write one page as a PDF for the preview, which looks as in the whole PDF and has nothing else."""

from __future__ import annotations

import copy

from briefing.render.layout.weasyprint_patches import whole_svg_lines
from briefing.render.pdf.extracted_text import map_to_typed_characters

from weasyprint.document import Document, Page  # isort: skip


def write_page(document: Document, page: Page) -> bytes:
    """Write a page without tags, metadata, links, bookmarks and attachments."""
    alone = copy.copy(page)
    alone.links, alone.bookmarks, alone.anchors = [], [], {}
    single = document.copy([alone])
    single.metadata = type(document.metadata)()
    with whole_svg_lines():
        return bytes(
            single.write_pdf(
                pdf_identifier=b"page", finisher=lambda _document, pdf: map_to_typed_characters(pdf)
            )
        )
