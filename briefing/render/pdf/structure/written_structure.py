"""The structure of a piece as the text of its objects, with places for the numbers that they have in a PDF.

It is kept with what is drawn, so that a PDF of pages that were drawn before needs no boxes. An element
names the marked content in it, where its type may have text; WeasyPrint makes a span for each.
"""

from __future__ import annotations

import pickle
import zlib
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from briefing.render.pdf.structure.piece_structure import (
    DividedText,
    LinkReference,
    MarkedContent,
    PieceStructure,
    StructureElement,
)

_WITH_TEXT = frozenset(
    {b"/P", b"/H", *(b"/H%d" % level for level in range(1, 7)), b"/Lbl", b"/LBody", b"/TH", b"/TD"}
    | {b"/Span", b"/Reference", b"/Note", b"/Link", b"/Quote", b"/Caption"}
)
"""Types that may have marked content besides elements; others group elements."""
_PAGE, _END = b"\x01", b"\x02"
_NO_SOURCE = -1
_Links = tuple[tuple[int, int, bytes], ...]
_Headers = tuple[tuple[int, int, DividedText], ...]


@dataclass(frozen=True, slots=True)
class WrittenStructure:
    """The objects of a piece as text, without those whose text depends on other pieces, which are `others`.

    In `text` each number is a place for one of `slots`: those of the elements and the marked content in an
    element, and that of its parent; `ends` says where those of an element end. A slot is the number of an
    element, ~mcid of marked content, or the number of a link counted after all elements.

    `top` are the elements that are not within others. `content` names the element of each marked content.
    `links` are the elements of links with the numbers and descriptions of these. `begun` and `continued`
    are the sources of sections by their anchors. `headers` are header cells with their sources and ids.
    """

    text: bytes = b""
    slots: array[int] = field(default_factory=lambda: array("i"))
    ends: array[int] = field(default_factory=lambda: array("i"))
    kinds: tuple[bytes, ...] = ()
    sources: array[int] = field(default_factory=lambda: array("i"))
    texts: Mapping[int, bytes] = field(default_factory=dict)
    others: Mapping[int, StructureElement] = field(default_factory=dict)
    top: tuple[int, ...] = ()
    content: tuple[int, ...] = ()
    links: _Links = ()
    begun: Mapping[int, str] = field(default_factory=dict)
    continued: Mapping[int, str] = field(default_factory=dict)
    headers: _Headers = ()

    @property
    def count(self) -> int:
        """The number of objects."""
        return len(self.ends)

    @property
    def has_figure(self) -> bool:
        """Whether there is a figure, whose text has its place on the page."""
        return b"/Figure" in self.kinds

    def element(self, number: int) -> StructureElement:
        """Return an element without the reference to its link."""
        if number in self.others:
            return self.others[number]
        begin = self.ends[number - 1] if number else 0
        *kids, parent = self.slots[begin : self.ends[number]]
        if kids and kids[0] >= self.count:
            del kids[0]
        text, source = self.texts.get(number), self.sources[number]
        return StructureElement(
            self.kinds[number],
            tuple(kids),
            parent,
            None if text is None else DividedText((text,), ()),
            None if source == _NO_SOURCE else source,
        )

    def kind(self, number: int) -> bytes:
        return self.kinds[number]

    def objects(self, first: int, first_content: int, links: Sequence[int], page: bytes) -> list[bytes]:
        """Return the objects, numbered from the first, with the numbers of the annotations of links.

        Those in `others` are empty.
        """
        if not self.count:
            return []
        # ~mcid counts from the end.
        content = range(first_content + len(self.content) - 1, first_content - 1, -1)
        numbers = (*range(first, first + self.count), *links, *content)
        text = self.text.replace(_PAGE, page) % tuple(map(numbers.__getitem__, self.slots))
        return text.split(_END)


@dataclass(frozen=True, slots=True)
class PackedStructure:
    """A structure as bytes, a tenth of its size."""

    content: bytes

    @property
    def size(self) -> int:
        """The bytes that are kept."""
        return len(self.content)

    def unpacked(self) -> WrittenStructure:
        structure: WrittenStructure = pickle.loads(zlib.decompress(self.content))  # noqa: S301 - of this program
        return structure


def packed(structure: WrittenStructure) -> PackedStructure:
    return PackedStructure(zlib.compress(pickle.dumps(structure, protocol=5), level=1))


def element_text(kind: bytes, kids: Sequence[bytes], page: bytes, parent: bytes, text: bytes) -> bytes:
    """Return the text of an element of what is in it."""
    content = b" ".join(kids)
    return b"<</Type /StructElem/S %b/K [%b]/Pg %b/P %b%b>>" % (kind, content, page, parent, text)


def link_reference(annotation: bytes) -> bytes:
    """Return the reference to the annotation of a link, on the page of its element."""
    return b"<</Type /OBJR/Obj %b>>" % annotation


def written(structure: PieceStructure) -> WrittenStructure:
    """Write the objects of a piece."""
    return _Writing(structure).result()


class _Writing:
    """Numbers the elements of a piece again, of which those are left out that only have marked content."""

    def __init__(self, structure: PieceStructure) -> None:
        self._structure = structure
        self._inner = dict(self._named_by_parents())
        left = (
            number
            for number, entry in enumerate(structure.entries)
            if not (number in self._inner or isinstance(entry, LinkReference))
        )
        self._numbers = {number: place for place, number in enumerate(left)}
        self._links = {number: index for index, (number, _, _) in enumerate(structure.links)}
        self._slots, self._ends, self._texts = array("i"), array("i"), list[bytes]()

    def _named_by_parents(self) -> Iterator[tuple[int, int]]:
        entries = self._structure.entries
        for number, entry in enumerate(entries):
            if isinstance(entry, MarkedContent):
                parent = entries[entry.parent]
                if isinstance(parent, StructureElement) and parent.kind in _WITH_TEXT:
                    yield number, ~entry.mcid

    def result(self) -> WrittenStructure:
        structure = self._structure
        elements = list(self._elements())
        kinds = {element.kind: element.kind for element in elements}
        others = {
            place: element for place, element in enumerate(elements) if not self._is_of_the_piece(element)
        }
        for number, element in zip(self._numbers, elements, strict=True):
            self._write(number, element)
        return WrittenStructure(
            text=_END.join(self._texts),
            slots=self._slots,
            ends=self._ends,
            kinds=tuple(kinds[element.kind] for element in elements),
            sources=array("i", [_NO_SOURCE if each.source is None else each.source for each in elements]),
            texts={
                place: element.text.parts[0]
                for place, element in enumerate(elements)
                if element.text and place not in others
            },
            others=others,
            top=tuple(self._numbers[number] for number in structure.top),
            content=tuple(map(self._holder, structure.content)),
            links=tuple((self._numbers[number], link, said) for number, link, said in structure.links),
            begun=structure.begun,
            continued=structure.continued,
            headers=tuple(
                (self._numbers[number], source, self._text(text))
                for number, source, text in structure.headers
            ),
        )

    def _elements(self) -> Iterator[StructureElement]:
        for element in map(self._structure.element, self._numbers):
            if element is not None:
                kids = tuple(self._kids(element))
                parent = None if element.parent is None else self._numbers[element.parent]
                text = element.text and self._text(element.text)
                yield element._replace(kids=kids, parent=parent, text=text)

    def _kids(self, element: StructureElement) -> Iterator[int]:
        for kid in element.kids:
            if kid < 0:
                yield kid
            elif not isinstance(self._structure.entries[kid], LinkReference):
                yield self._inner[kid] if kid in self._inner else self._numbers[kid]

    def _text(self, text: DividedText) -> DividedText:
        return text._replace(
            between=tuple(number if number < 0 else self._numbers[number] for number in text.between)
        )

    def _holder(self, number: int) -> int:
        """Return the element of marked content, of which there is the one that WeasyPrint made."""
        entry = self._structure.entries[number]
        if number in self._inner and isinstance(entry, MarkedContent):
            return self._numbers[entry.parent]
        return self._numbers[number]

    def _is_of_the_piece(self, element: StructureElement) -> bool:
        if element.text is None:
            return element.parent is not None
        whole = not element.text.between and not {*_PAGE, *_END} & {*element.text.parts[0]}
        return whole and element.parent is not None

    def _write(self, number: int, element: StructureElement) -> None:
        """Append the text of an element and what belongs in it."""
        if self._is_of_the_piece(element) and element.parent is not None:
            kids = [b"%d" if kid < 0 else b"%d 0 R" for kid in element.kids]
            if number in self._links:
                kids.insert(0, link_reference(b"%d 0 R"))
                self._slots.append(len(self._numbers) + self._links[number])
            self._slots.extend((*element.kids, element.parent))
            text = element.text.parts[0].replace(b"%", b"%%") if element.text else b""
            self._texts.append(element_text(element.kind, kids, _PAGE, b"%d 0 R", text))
        else:
            self._texts.append(b"")
        self._ends.append(len(self._slots))
