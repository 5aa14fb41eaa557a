"""Join the structure elements that a column or a page break divides.

WeasyPrint tags page by page, so a paragraph, a table, a list or a section that runs on is in its tree
as several. Those of one piece of a page are joined once; those of several, when their PDF is written.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from dataclasses import replace
from typing import Protocol

from briefing.render.pdf.structure.piece_structure import (
    Entry,
    LinkReference,
    MarkedContent,
    PieceStructure,
    StructureElement,
)

_INLINE = frozenset({b"/Span", b"/Link", b"/Figure", b"/Form"})
"""Types that are left in pieces: each piece has content of one page or line."""
_CONTENTS = {b"/LI": b"/TOCI", b"/LBody": b"/Reference"}
"""The types of a list's parts in a table of contents."""
_LISTS = frozenset({b"/L", b"/TOC"})
_OF_CONTENTS = frozenset({b"/TOC", b"/TOCI"})


class ElementsByNumber(Protocol):
    """A structure whose elements are known by their numbers."""

    def element(self, number: int) -> StructureElement | None:
        """Return an element, or None for what is no element."""

    def kind(self, number: int) -> bytes:
        """Return the type of an element, or nothing for what is no element."""


class StructureNodes:
    """The objects of a piece as nodes of a tree, made when they are needed.

    `source` returns what is the same for all elements of one HTML element.
    """

    def __init__(self, elements: ElementsByNumber, source: Callable[[int], Hashable]) -> None:
        self.elements = elements
        self.source = source
        self._known: dict[int, StructureNode] = {}

    def __getitem__(self, number: int) -> StructureNode:
        """Return an object, or with ~mcid marked content."""
        if number not in self._known:
            self._known[number] = StructureNode(self, number)
        return self._known[number]

    def changed(self) -> Iterator[StructureNode]:
        """Yield the nodes of elements that may differ from what they were made of."""
        return (node for node in self._known.values() if node.is_changed)


class StructureNode:
    """An element with what is in it, a reference to a link, or marked content."""

    __slots__ = (
        "_kid_numbers",
        "_kids",
        "is_changed",
        "is_element",
        "kind",
        "nodes",
        "number",
        "parent",
        "source",
    )

    def __init__(self, nodes: StructureNodes, number: int) -> None:
        self.nodes, self.number = nodes, number
        self.is_element, self.kind = False, b""
        self.source: Hashable = None
        self.parent: StructureNode | None = None
        self.is_changed = False
        self._kids: list[StructureNode] | None = None
        self._kid_numbers: tuple[int, ...] = ()
        element = nodes.elements.element(number) if number >= 0 else None
        if element is not None:
            self.is_element, self.kind, self._kid_numbers = True, element.kind, element.kids
            if element.source is not None:
                self.source = nodes.source(element.source)

    @property
    def kids(self) -> list[StructureNode]:
        if self._kids is None:
            self._kids = [self.nodes[number] for number in self._kid_numbers]
        return self._kids

    def has_only(self, kind: bytes) -> bool:
        """Return whether there is something in the element, all of it elements of a type."""
        if self._kids is not None:
            return bool(self._kids) and all(kid.kind == kind for kid in self._kids)
        elements, numbers = self.nodes.elements, self._kid_numbers
        return bool(numbers) and all(number >= 0 and elements.kind(number) == kind for number in numbers)

    def put(self, kids: list[StructureNode]) -> None:
        """Give an element other content."""
        self._kids, self.is_changed = kids, True

    def take(self, piece: StructureNode) -> None:
        """Append the content of another element, which is left out of the tree."""
        piece.move_content_to(self)
        self.put([*self.kids, *piece.kids])

    def move_content_to(self, parent: StructureNode) -> None:
        """Let what is in an element name another as its parent."""
        for kid in self.kids:
            kid.parent, kid.is_changed = parent, True


def with_joined_elements(structure: PieceStructure) -> PieceStructure:
    """Join all elements of a piece that a column divides."""
    nodes = StructureNodes(structure, lambda source: source)
    top = join([nodes[number] for number in structure.top], only_taken=False)
    entries = list(structure.entries)
    for node in nodes.changed():
        if node.number >= 0:
            entries[node.number] = _entry_of(node, entries[node.number])
    return replace(structure, entries=tuple(entries), top=tuple(node.number for node in top))


def _entry_of(node: StructureNode, entry: Entry) -> Entry:
    """Return the object of a node in a piece where it differs from what it was."""
    if isinstance(entry, LinkReference):
        return entry
    parent = entry.parent if node.parent is None else node.parent.number
    if isinstance(entry, MarkedContent):
        return MarkedContent(parent or 0, entry.mcid)
    return StructureElement(
        node.kind, tuple(kid.number for kid in node.kids), parent, entry.text, entry.source
    )


def join(top: list[StructureNode], *, only_taken: bool) -> list[StructureNode]:
    """Join the pieces of each element below the top, and return what is left at the top.

    With `only_taken` the content of an element is looked at only where the element took that of another.
    """
    top, waiting = _joined(None, top)
    while waiting:
        element = waiting.pop()
        if only_taken and not element.is_changed:
            continue
        kids, children = _joined(element, element.kids)
        if kids != element.kids:
            element.put(kids)
        for child in children if element.kind in _OF_CONTENTS else ():
            kind = _CONTENTS.get(child.kind, child.kind)
            child.is_changed = child.is_changed or kind != child.kind
            child.kind = kind
        waiting.extend(children)
    return top


def _joined(
    element: StructureNode | None, content: list[StructureNode]
) -> tuple[list[StructureNode], list[StructureNode]]:
    """Join the pieces among the content of an element; return its content then, and the elements in it.

    Two children are pieces of one element if they come from the same HTML element and have the same type:
    one HTML element can have several structure elements, such as a list item with its label and its body.
    Pieces are joined only where nothing came between them: what came between would else be read after both.
    """
    kids: list[StructureNode] = []
    children: list[StructureNode] = []
    whole: dict[tuple[Hashable, bytes], StructureNode] = {}
    waiting = content[::-1]
    while waiting:
        child = waiting.pop()
        # A list set in columns has a list for each: its items belong to the list itself.
        if element is not None and child.kind in _LISTS and _is_same(element, child):
            child.move_content_to(element)
            waiting.extend(child.kids[::-1])
            continue
        kids.append(child)
        # Marked content or an object reference: text of the element itself, after which nothing is joined.
        if not child.is_element:
            whole = {}
            continue
        key = (child.source, child.kind)
        if child.source is not None and child.kind not in _INLINE and key in whole:
            whole[key].take(child)
            kids.pop()
            continue
        children.append(child)
        # Cells of a row go on side by side; anything else only where it left off. Notes at the foot of the
        # page are read after what goes on overleaf.
        is_row = element is not None and element.kind == b"/TR"
        goes_on = is_row or child.has_only(b"/Note")
        whole = {**whole, key: child} if goes_on else {key: child}
    return kids, children


def _is_same(one: StructureNode, other: StructureNode) -> bool:
    return one.source is not None and one.source == other.source
