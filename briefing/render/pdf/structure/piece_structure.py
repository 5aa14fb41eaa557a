"""The structure elements of what is directly on a page, as WeasyPrint makes them.

Numbers of objects, and of marked content, are counted from the first one of the piece.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import pydyf

_NUMBER = re.compile(rb"\x01(-?\d+)\x02")
_REPEATED = re.compile(rb"\x03(\d+)\x04")
_OF_EACH = ("Type", "S", "K", "Pg", "P")


class ObjectNumber(int):
    """The number of an object, which is marked wherever it becomes part of a text."""

    def __format__(self, _: str) -> str:
        return f"\x01{int(self)}\x02"


def number_of(reference: bytes) -> int:
    """Return the number of the object that a reference names."""
    return int(reference[1 : reference.index(b"\x02")])


class DividedText(NamedTuple):
    """A text of an element with the number of an element, or the id of a header cell, between its parts.

    A cell is named by its source, as ~source.
    """

    parts: tuple[bytes, ...]
    between: tuple[int, ...]


class MarkedContent(NamedTuple):
    """Marked content in an element of its own within `parent`."""

    parent: int
    mcid: int


class LinkReference(NamedTuple):
    """A reference to the annotation of a link."""

    link: int


class StructureElement(NamedTuple):
    """A structure element; `kids` are its objects by number, and its marked content as ~mcid.

    `parent` is None for what is not in another element. `source` is the number of its HTML element.
    """

    kind: bytes
    kids: tuple[int, ...]
    parent: int | None
    text: DividedText | None
    source: int | None


Entry = MarkedContent | LinkReference | StructureElement


@dataclass(frozen=True, slots=True)
class PieceStructure:
    """The objects of a piece in their order.

    `top` are the elements that are not within others. `content` names the object of each marked content.
    `links` are the objects of links with the numbers and descriptions of these. `begun` and `continued` are
    the sources of sections by their anchors. `headers` are header cells with their sources and their ids.
    """

    entries: tuple[Entry, ...] = ()
    top: tuple[int, ...] = ()
    content: tuple[int, ...] = ()
    links: tuple[tuple[int, int, bytes], ...] = ()
    begun: Mapping[int, str] = field(default_factory=dict)
    continued: Mapping[int, str] = field(default_factory=dict)
    headers: tuple[tuple[int, int, DividedText], ...] = ()

    def element(self, number: int) -> StructureElement | None:
        """Return an element, or None for the reference to a link; one of marked content alone is a span."""
        entry = self.entries[number]
        if isinstance(entry, MarkedContent):
            return StructureElement(b"/Span", (~entry.mcid,), entry.parent, None, None)
        return entry if isinstance(entry, StructureElement) else None

    def kind(self, number: int) -> bytes:
        """Return the type of an element, or nothing for the reference to a link."""
        element = self.element(number)
        return element.kind if element else b""


def entry_of(entry: Any, source: int | None) -> Entry:
    """Return an object as WeasyPrint made it, whose references have marked numbers."""
    if entry["Type"] == "/OBJR":
        return LinkReference(number_of(entry["Obj"]))
    kids = entry["K"]
    if len(entry) == len(_OF_EACH):
        is_content = (
            entry["S"] == "/Span" and source is None and len(kids) == 1 and isinstance(kids[0], int)
        )
        if is_content:
            return MarkedContent(number_of(entry["P"]), int(kids[0]))
    parent = number_of(entry["P"])
    return StructureElement(
        entry["S"].encode(),
        tuple(~kid if isinstance(kid, int) else number_of(kid) for kid in kids),
        parent if parent >= 0 else None,
        _text_of(entry) if len(entry) > len(_OF_EACH) else None,
        source,
    )


def _text_of(entry: Any) -> DividedText:
    """Return what an element has besides type, place and content, as it is written."""
    others = pydyf.Dictionary({name: value for name, value in entry.items() if name not in _OF_EACH})
    return divided(bytes(others.data)[2:-2])


def divided(text: bytes) -> DividedText:
    """Divide a text at marked numbers and at repeated headers."""
    parts: list[bytes] = []
    between: list[int] = []
    headers = _REPEATED.split(text)
    for place, each in enumerate(headers):
        if place % 2:
            between.append(~int(each))
            continue
        numbers = _NUMBER.split(each)
        parts.extend(numbers[::2])
        between.extend(map(int, numbers[1::2]))
    return DividedText(tuple(parts), tuple(between))


def repeated_header(source: int) -> bytes:
    """Return a mark for the id of the header cell that is printed again, as an element of an array."""
    return b"\x03%d\x04" % source


def contents(entries: Sequence[Entry], count: int) -> tuple[int, ...]:
    """Return the objects of all marked content in its order."""
    objects = [0] * count
    for number, entry in enumerate(entries):
        if isinstance(entry, MarkedContent):
            objects[entry.mcid] = number
        elif isinstance(entry, StructureElement):
            for kid in entry.kids:
                if kid < 0:
                    objects[~kid] = number
    return tuple(objects)
