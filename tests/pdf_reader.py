"""Reading a PDF back: its text, its structure tree, its links."""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf

from briefing.pdf_record import fingerprint

__all__ = ["elements", "links", "page_texts", "tags"]


_UNSEEN = dict.fromkeys(map(ord, "\u200e\u200f\u2060"))
"""Signs of direction, which a PDF has where directions meet."""


def page_texts(pdf: bytes) -> list[str]:
    """Return the text of each page, without signs of direction."""
    return [text.translate(_UNSEEN) for text in fingerprint.page_texts(pdf)]


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
