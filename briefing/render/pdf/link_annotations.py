"""The annotations of links, which are the most objects of a PDF besides its tags, written as text."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import pydyf

from briefing.render.pdf.file_format.serialisation import ObjectBlock
from briefing.render.pdf.page_links import LinkName, LinkStandIn

from weasyprint import pdf as weasyprint_pdf  # isort: skip

_MOST_TARGETS = 2048
_PRINTED = 4
"""The flag that PDF/A (6.3.2) asks of annotations."""


class LinkAnnotation:
    """An annotation; its description and its number in the structure tree are known after its place."""

    __slots__ = ("_leads_to", "_rectangle", "description", "number", "struct_parent")

    def __init__(self, number: int, rectangle: bytes, leads_to: bytes, description: bytes) -> None:
        self.number = number
        self.description = description
        self.struct_parent: int | None = None
        self._rectangle, self._leads_to = rectangle, leads_to

    def written(self) -> bytes:
        parent = b"" if self.struct_parent is None else b"/StructParent %d" % self.struct_parent
        return b"<</Type /Annot/Subtype /Link/Rect [%b]/BS <</W 0>>/Contents %b%b%b/F %d>>" % (
            self._rectangle,
            self.description,
            self._leads_to,
            parent,
            _PRINTED,
        )


class LinkAnnotations:
    """The annotations of the links in a PDF that is written, by their names."""

    def __init__(self) -> None:
        self._blocks: list[tuple[ObjectBlock, list[LinkAnnotation]]] = []
        self._by_name: dict[LinkName, LinkAnnotation] = {}

    @property
    def by_name(self) -> Mapping[LinkName, LinkAnnotation]:
        return self._by_name

    @contextmanager
    def applied(self) -> Iterator[None]:
        """Add annotations of links to the pages of a PDF."""
        add_links = weasyprint_pdf.add_links

        def add(
            links_and_anchors: Any, matrix: Any, pdf: Any, page: Any, names: object, tags: object
        ) -> None:
            links, anchors = links_and_anchors
            self._add([link for link in links if link[0] in _LEADS], matrix, pdf, page)
            add_links(([], anchors), matrix, pdf, page, names, tags)

        weasyprint_pdf.add_links = add
        try:
            yield
        finally:
            weasyprint_pdf.add_links = add_links

    def _add(self, links: Sequence[Any], matrix: Any, pdf: Any, page: Any) -> None:
        if not links:
            return
        block = ObjectBlock(pdf, len(links))
        added = []
        a, b, c, d, e, f = matrix.values
        for number, (kind, target, (left, top, right, bottom), box) in enumerate(links, start=block.first):
            # Thousandths of a point are more than a pointer can hit.
            corners = b"%.3f %.3f %.3f %.3f" % (
                left * a + top * c + e,
                left * b + top * d + f,
                right * a + bottom * c + e,
                right * b + bottom * d + f,
            )
            description, leads_to = _LEADS[kind](target)
            added.append(LinkAnnotation(number, corners, leads_to, description))
            if isinstance(box, LinkStandIn):
                self._by_name[box.name] = added[-1]
        page["Annots"] = pydyf.Array([b"%d 0 R" % each.number for each in added])
        self._blocks.append((block, added))

    def write(self) -> None:
        """Write all annotations, whose descriptions and numbers in the tree are known now."""
        for block, links in self._blocks:
            block.contents = [link.written() for link in links]


@functools.lru_cache(_MOST_TARGETS)
def _within_document(anchor: str) -> tuple[bytes, bytes]:
    """Return the text that names an anchor, and where a link to it leads."""
    text = bytes(pydyf.String(anchor).data)
    return text, b"/Dest " + text


@functools.lru_cache(_MOST_TARGETS)
def _to_web_page(address: str) -> tuple[bytes, bytes]:
    text = bytes(pydyf.String(address).data)
    return text, b"/A <</Type /Action/S /URI/URI %b>>" % text


_LEADS = {"internal": _within_document, "external": _to_web_page}
