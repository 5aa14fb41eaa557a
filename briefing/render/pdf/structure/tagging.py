"""Write the structure tree of a PDF from the structures of what is on its pages, as WeasyPrint does."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

from briefing.render.layout import weasyprint_patches  # noqa: F401 - must precede WeasyPrint
from briefing.render.pdf.file_format.serialisation import ObjectBlock
from briefing.render.pdf.link_annotations import LinkAnnotation
from briefing.render.pdf.page_links import LinkName
from briefing.render.pdf.structure.piece_structure import DividedText
from briefing.render.pdf.structure.structure_tree import StructureNode, StructureNodes, join
from briefing.render.pdf.structure.written_structure import (
    WrittenStructure,
    element_text,
    link_reference,
)

from weasyprint import pdf as weasyprint_pdf  # isort: skip


class TaggedPiece(Protocol):
    """What was drawn directly on a page: its part, its structure, and its first marked content."""

    @property
    def part(self) -> int: ...

    @property
    def first_content(self) -> int: ...

    def structure(self) -> WrittenStructure: ...


class TagSource(Protocol):
    """Where the structure tree of a document comes from."""

    def pieces(self, page: Any) -> Sequence[TaggedPiece]:
        """Return the pieces of a page in their logical order."""

    def annotations(self) -> Mapping[LinkName, LinkAnnotation]:
        """Return the annotations of all links."""


@contextmanager
def tagged_from(source: TagSource) -> Iterator[None]:
    """Have the PDFs that are written tagged from here."""
    add_tags = weasyprint_pdf.add_tags

    def add(pdf: Any, document: Any, version: object, _streams: object) -> None:
        add_tags(pdf, document.copy([]), version, [])
        _add_pages(pdf, document.pages, source)

    weasyprint_pdf.add_tags = add
    try:
        yield
    finally:
        weasyprint_pdf.add_tags = add_tags


def _add_pages(pdf: Any, pages: Sequence[Any], source: TagSource) -> None:
    """Add what is on the pages to the tree, of which there are the objects without pages."""
    root = pdf.objects[_number_of(pdf.catalog["StructTreeRoot"])]
    document = pdf.objects[_number_of(root["K"][0])]
    nums = pdf.objects[_number_of(root["ParentTree"])]["Nums"]
    tree = _Tree(document.reference, source.annotations())
    placed = [
        [tree.place(piece, pdf, reference) for piece in source.pieces(page)]
        for page, reference in zip(pages, pdf.page_references, strict=True)
    ]
    document["K"].extend(tree.write())
    for page_number, on_page in enumerate(placed):
        nums.append(page_number)
        nums.append(b"[%b]" % b" ".join(_parents_of_content(on_page)))
    for number, (element, annotation) in enumerate(tree.linked, start=len(pages)):
        nums.extend((number, element))
        annotation.struct_parent = number


def _number_of(reference: bytes) -> int:
    return int(reference.split()[0])


class _Placed(StructureNodes):
    """The objects of a piece at their place in a PDF."""

    def __init__(self, structure: WrittenStructure, sources: _Sources, pdf: Any, page: bytes) -> None:
        super().__init__(structure, sources)
        self.structure, self.page = structure, page
        self.first, self.first_content = len(pdf.objects), 0
        self.links: list[int] = []
        """The numbers of the annotations of links."""
        self.objects = ObjectBlock(pdf, structure.count)

    def reference(self, number: int) -> bytes:
        return b"%d 0 R" % (self.first + number)

    def named(self, number: int) -> bytes:
        """Return an element, or with ~mcid marked content, as it is named in an element of its page."""
        return self.reference(number) if number >= 0 else b"%d" % (self.first_content + ~number)


class _Sources:
    """What is the same for all elements of one HTML element; a section goes on in later parts."""

    def __init__(self, part: int, structure: WrittenStructure, begun: dict[str, Hashable]) -> None:
        self._part = part
        self._continued = {
            source: begun[anchor] for source, anchor in structure.continued.items() if anchor in begun
        }
        begun.update((anchor, (part, source)) for source, anchor in structure.begun.items())

    def __call__(self, source: int) -> Hashable:
        return self._continued.get(source, (self._part, source))


class _Tree:
    """The structure tree of a PDF while it is put together."""

    def __init__(self, document: bytes, annotations: Mapping[LinkName, LinkAnnotation]) -> None:
        self._document = document
        self._annotations = annotations
        self._placed: list[tuple[_Placed, int]] = []
        self._begun: dict[str, Hashable] = {}
        self._header_ids: dict[tuple[int, int], bytes] = {}
        self.linked: list[tuple[bytes, LinkAnnotation]] = []
        """The elements of links with their annotations."""

    def place(self, piece: TaggedPiece, pdf: Any, page: bytes) -> _Placed:
        """Take numbers for the objects of a piece."""
        structure = piece.structure()
        sources = _Sources(piece.part, structure, self._begun)
        placed = _Placed(structure, sources, pdf, page)
        placed.first_content = piece.first_content
        self._placed.append((placed, piece.part))
        for number, link, description in structure.links:
            annotation = self._annotations[piece.part, link]
            annotation.description = description
            placed.links.append(annotation.number)
            self.linked.append((placed.reference(number), annotation))
        for _, source, text in structure.headers:
            self._header_ids.setdefault((piece.part, source), self._text(text, placed, piece.part))
        return placed

    def write(self) -> list[bytes]:
        """Write all objects; return the references of those that are not within others."""
        top = [placed[number] for placed, _ in self._placed for number in placed.structure.top]
        top = join(top, only_taken=True)
        for placed, part in self._placed:
            structure = placed.structure
            objects = structure.objects(placed.first, placed.first_content, placed.links, placed.page)
            changed = {node.number: node for node in placed.changed() if node.number >= 0}
            for number in {*structure.others, *changed}:
                objects[number] = self._data(placed, part, number, changed.get(number))
            placed.objects.contents = objects
        return list(map(_reference, top))

    def _data(self, placed: _Placed, part: int, number: int, node: StructureNode | None) -> bytes:
        element = placed.structure.element(number)
        parent = self._document if element.parent is None else placed.reference(element.parent)
        if node is None:
            kind, kids = element.kind, list(map(placed.named, element.kids))
        else:
            kind, kids = node.kind, [_named_from(kid, placed.page) for kid in node.kids]
            if node.parent is not None:
                parent = _reference(node.parent)
        for place, (linked, _, _) in enumerate(placed.structure.links):
            if linked == number:
                kids.insert(0, link_reference(b"%d 0 R" % placed.links[place]))
        text = self._text(element.text, placed, part) if element.text else b""
        return element_text(kind, kids, placed.page, parent, text)

    def _text(self, text: DividedText, placed: _Placed, part: int) -> bytes:
        parts = [text.parts[0]]
        for number, following in zip(text.between, text.parts[1:], strict=True):
            if number >= 0:
                parts.append(b"%d" % (placed.first + number))
            else:
                parts.append(self._header_ids[part, ~number])
            parts.append(following)
        return b"".join(parts)


def _placed_of(node: StructureNode) -> _Placed:
    assert isinstance(node.nodes, _Placed)  # noqa: S101 - all nodes of a tree are
    return node.nodes


def _reference(element: StructureNode) -> bytes:
    return _placed_of(element).reference(element.number)


def _named_from(node: StructureNode, page: bytes) -> bytes:
    """Return an element or marked content as it is named in an element of a page, which may be another."""
    placed = _placed_of(node)
    name = placed.named(node.number)
    if node.number >= 0 or placed.page == page:
        return name
    return b"<</Type /MCR/Pg %b/MCID %b>>" % (placed.page, name)


def _parents_of_content(placed: Iterable[_Placed]) -> Iterator[bytes]:
    """Yield the elements of all marked content of a page in its order."""
    for piece in sorted(placed, key=lambda each: each.first_content):
        parents = [piece.first + number for number in piece.structure.content]
        for node in piece.changed():
            if node.number < 0 and node.parent is not None:
                parents[~node.number] = _placed_of(node.parent).first + node.parent.number
        if parents:
            yield b" ".join([b"%d 0 R"] * len(parents)) % tuple(parents)
