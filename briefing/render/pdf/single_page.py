"""Write one page as a PDF for the preview, which looks as in the whole PDF and has nothing else."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pydyf

from briefing.render.layout.weasyprint_patches import whole_svg_lines
from briefing.render.pdf.drawn_pieces import DrawnPieces, Structured
from briefing.render.pdf.extracted_text import map_to_typed_characters
from briefing.render.pdf.file_format.serialisation import final_content
from briefing.render.pdf.grown_subsets import GrownSubsets

from weasyprint.document import Document, Page  # isort: skip


_COMPRESSION = 1
"""A page of the preview is read once, a moment later."""
_STREAM, _END_OF_STREAM = b"\nstream\n", b"\nendstream"


@dataclass(frozen=True, slots=True)
class PagePdf:
    """A page as a PDF; pages with equal keys look alike."""

    key: str
    content: bytes


def write_page(
    document: Document,
    page: Page,
    subsets: GrownSubsets,
    pieces: DrawnPieces,
    *,
    is_for_a_moment: bool = False,
) -> PagePdf:
    """Write a page without structure tree, metadata, links, bookmarks and attachments.

    Its content is marked all the same, since its pieces are those of the whole PDF. Those of a page that is
    shown for a moment are to be drawn soon, and not kept for a PDF: of it, only fonts are compressed, which
    were before.

    What is in `pieces` is not drawn again.
    """
    alone = pieces.stand_ins(page)
    alone.links, alone.bookmarks, alone.anchors = [], [], {}
    single = document.copy([alone])
    single.metadata = type(document.metadata)()
    digest = hashlib.sha256()

    def finish(_document: Document, pdf: Any) -> None:
        map_to_typed_characters(pdf)
        parts_of_fonts = set(_parts_of_fonts(pdf))
        for entry in pdf.objects[1:]:  # the first is no object but the head of the list of free ones
            if entry.number not in parts_of_fonts:
                digest.update(_content(entry, is_compressed=not is_for_a_moment))
            else:
                entry.compress = True
                subsets.compress(entry)

    structured = Structured.NEVER if is_for_a_moment else Structured.LATER
    with whole_svg_lines(), subsets.applied(), pieces.applied(structured=structured):
        content = bytes(single.write_pdf(finisher=finish, uncompressed_pdf=is_for_a_moment))
    return PagePdf(digest.hexdigest(), content)


def _parts_of_fonts(pdf: Any) -> Iterator[int]:
    """Yield the numbers of the objects that differ with the glyphs of a subset that are not used."""
    for entry in pdf.objects[1:]:
        for name in ("FontFile2", "FontFile3", "CIDToGIDMap"):
            reference = entry.get(name) if isinstance(entry, dict) else None
            if isinstance(reference, bytes):
                yield int(reference.split()[0])


def _content(entry: Any, *, is_compressed: bool) -> bytes:
    """Return the content of an object of a PDF as it is not compressed; that of a stream is made once."""
    if not isinstance(entry, pydyf.Stream):
        return final_content(entry)
    _, _, content = bytes(pydyf.Stream(entry.stream).data).partition(_STREAM)
    head = bytes(pydyf.Dictionary(entry.extra).data)
    entry.stream = [content.removesuffix(_END_OF_STREAM)]
    if entry.compress and is_compressed:
        entry.stream = [zlib.compress(entry.stream[0], _COMPRESSION)]
        entry.extra["Filter"] = "/FlateDecode"
    entry.compress = False
    return head + content
