"""Reading a PDF back: its text, its structure tree, its links."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2


def page_texts(content: bytes) -> list[str]:
    """The text of each page, with runs of white space as one space and hyphenation joined."""
    document = pypdfium2.PdfDocument(io.BytesIO(content))
    try:
        return [_text(page) for page in document]
    finally:
        document.close()


def _text(page: Any) -> str:
    textpage = page.get_textpage()
    try:
        # pdfium gives a hyphen at the end of a line as U+FFFE.
        return " ".join(textpage.get_text_range().replace("\ufffe", "").split())
    finally:
        textpage.close()
        page.close()


def elements(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every element of the structure tree, in reading order."""
    waiting = [pdf.Root.StructTreeRoot]
    while waiting:
        node = waiting.pop(0)
        if isinstance(node, pikepdf.Array):
            waiting[0:0] = list(node)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                yield node
            if "/K" in node:
                waiting.insert(0, node.K)


def tags(pdf: pikepdf.Pdf) -> list[str]:
    return [str(element.S).lstrip("/") for element in elements(pdf)]


def links(pdf: pikepdf.Pdf) -> Iterator[tuple[int, pikepdf.Object]]:
    """Every link annotation with the number of its page, from 1."""
    for number, page in enumerate(pdf.pages, start=1):
        for annotation in page.obj.get("/Annots", ()):
            yield number, annotation
