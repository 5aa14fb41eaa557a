"""Write the structure tree of a PDF from the structures of what is on its pages, as WeasyPrint does."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

from briefing.render.layout import weasyprint_patches  # noqa: F401 - must precede WeasyPrint
from briefing.render.pdf.page_links import LinkName
from briefing.render.pdf.piece_structure import (
    DividedText,
    Entry,
    LinkReference,
    MarkedContent,
    PieceStructure,
)
from briefing.render.pdf.structure_tree import StructureNode, StructureNodes, join

from weasyprint import pdf as weasyprint_pdf  # isort: skip


class TaggedPiece(Protocol):
    """What was drawn directly on a page: its part, its structure, and its first marked content."""

    @property
    def part(self) -> int: ...

    @property
    def first_content(self) -> int: ...

    def structure(self) -> PieceStructure: ...


class TagSource(Protocol):
    """Where the structure tree of a document comes from."""

    def pieces(self, page: Any) -> Sequence[TaggedPiece]:
        """Return the pieces of a page in their logical order."""

    def annotations(self) -> Mapping[LinkName, Any]:
        """Return the annotations of all links."""


class _TreeObject:
    """An object of a PDF as it is written."""

    __slots__ = ("data", "number")
    generation = 0
    free = "n"
    compressible = True

    def __init__(self, number: int) -> None:
        self.number = number
        self.data = b""


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
    for page_number, page in enumerate(pages):
        placed = [tree.place(piece, pdf, page_number) for piece in source.pieces(page)]
        nums.append(page_number)
        nums.append(b"[%b]" % b" ".join(_in_order_of_content(placed)))
    document["K"].extend(tree.write())
    for number, (reference, annotation) in enumerate(tree.linked, start=len(pages)):
        nums.extend((number, reference))
        annotation["StructParent"] = number


def _number_of(reference: bytes) -> int:
    return int(reference.split()[0])


class _Placed(StructureNodes):
    """The objects of a piece at their place in a PDF."""

    def __init__(self, structure: PieceStructure, sources: _Sources, first_content: int) -> None:
        super().__init__(structure, sources)
        self.first_content = first_content
        self.objects: list[_TreeObject] = []
        self.references: list[bytes] = []
        self.page = b""

    def place(self, pdf: Any, page_number: int) -> None:
        """Take numbers for all objects."""
        self.page = pdf.page_references[page_number]
        first = len(pdf.objects)
        numbers = range(first, first + len(self.structure.entries))
        self.objects = list(map(_TreeObject, numbers))
        self.references = [b"%d 0 R" % number for number in numbers]
        pdf.objects.extend(self.objects)

    def written(self, number: int) -> bytes:
        """Return an object, or marked content, as it is named in the content of an element."""
        return self.references[number] if number >= 0 else b"%d" % (self.first_content + ~number)


class _Sources:
    """What is the same for all elements of one HTML element; a section goes on in later parts."""

    def __init__(self, part: int, structure: PieceStructure, begun: dict[str, Hashable]) -> None:
        self._part = part
        self._continued = {
            source: begun[anchor] for source, anchor in structure.continued.items() if anchor in begun
        }
        begun.update((anchor, (part, source)) for source, anchor in structure.begun.items())

    def __call__(self, source: int) -> Hashable:
        return self._continued.get(source, (self._part, source))


class _Tree:
    """The structure tree of a PDF while it is put together."""

    def __init__(self, document: bytes, annotations: Mapping[LinkName, Any]) -> None:
        self._document = document
        self._annotations = annotations
        self._placed: list[tuple[_Placed, int]] = []
        self._begun: dict[str, Hashable] = {}
        self._header_ids: dict[tuple[int, int], bytes] = {}
        self.linked: list[tuple[bytes, Any]] = []
        """The objects of links with their annotations."""

    def place(self, piece: TaggedPiece, pdf: Any, page_number: int) -> _Placed:
        """Take numbers for the objects of a piece."""
        structure = piece.structure()
        sources = _Sources(piece.part, structure, self._begun)
        placed = _Placed(structure, sources, piece.first_content)
        placed.place(pdf, page_number)
        self._placed.append((placed, piece.part))
        for number, link, description in structure.links:
            annotation = self._annotations[piece.part, link]
            annotation["Contents"] = description
            self.linked.append((placed.references[number], annotation))
        for _, source, text in structure.headers:
            self._header_ids.setdefault((piece.part, source), self._text(text, placed, piece.part))
        return placed

    def write(self) -> list[bytes]:
        """Write all objects; return the references of those that are not within others."""
        top = [placed[number] for placed, _ in self._placed for number in placed.structure.top]
        top = join(top, only_taken=True)
        for placed, part in self._placed:
            changed = {node.number: node for node in placed.changed()}
            contents = b"<</Type /StructElem/S /Span/K [%d]/Pg " + placed.page + b"/P %b>>"
            entries = zip(placed.objects, placed.structure.entries, strict=True)
            for number, (written, entry) in enumerate(entries):
                if type(entry) is MarkedContent and number not in changed:  # most are
                    mcid = placed.first_content + entry.mcid
                    written.data = contents % (mcid, placed.references[entry.parent])
                else:
                    written.data = self._data(entry, placed, part, changed.get(number))
        return [_named(node) for node in top]

    def _data(self, entry: Entry, placed: _Placed, part: int, node: StructureNode | None) -> bytes:
        if isinstance(entry, LinkReference):
            annotation = self._annotations[part, entry.link]
            return b"<</Type /OBJR/Obj %b/Pg %b>>" % (annotation.reference, placed.page)
        parent = self._document if entry.parent is None else placed.references[entry.parent]
        if node is not None and node.parent is not None:
            parent = _named(node.parent)
        if isinstance(entry, MarkedContent):
            kind, kids, text = b"/Span", [placed.written(~entry.mcid)], b""
        else:
            kind = entry.kind if node is None else node.kind
            kids = list(map(placed.written, entry.kids) if node is None else map(_named, node.kids))
            text = self._text(entry.text, placed, part) if entry.text else b""
        content = b" ".join(kids)
        return b"<</Type /StructElem/S %b/K [%b]/Pg %b/P %b%b>>" % (
            kind,
            content,
            placed.page,
            parent,
            text,
        )

    def _text(self, text: DividedText, placed: _Placed, part: int) -> bytes:
        parts = [text.parts[0]]
        for number, following in zip(text.between, text.parts[1:], strict=True):
            if number >= 0:
                parts.append(b"%d" % placed.objects[number].number)
            else:
                parts.append(self._header_ids[part, ~number])
            parts.append(following)
        return b"".join(parts)


def _named(node: StructureNode) -> bytes:
    placed = node.nodes
    assert isinstance(placed, _Placed)  # noqa: S101 - all nodes of a tree are
    return placed.written(node.number)


def _in_order_of_content(placed: Iterable[_Placed]) -> Iterator[bytes]:
    for piece in sorted(placed, key=lambda each: each.first_content):
        yield from map(piece.references.__getitem__, piece.structure.content)
