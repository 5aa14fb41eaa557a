"""The structure of a piece that is only needed once a PDF is written, made in a pause before that."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator

from briefing.errors import Check, never_mind
from briefing.render.pdf.structure.written_structure import PackedStructure, WrittenStructure, packed

PieceName = tuple[Hashable, frozenset[int]]
"""What is drawn, and which of its links lead somewhere."""
_MOST_PAGES, _MOST_WAITING = 16, 1024
"""Structures that wait: those of content, each of which holds the boxes of a page, and all of them."""
_ASSUMED_SIZE = 4096


class LaterStructure:
    """A structure that is made when it is asked for, at the latest; until then it holds its boxes."""

    size = _ASSUMED_SIZE
    """The bytes that are kept, before and after it is made."""

    def __init__(self, make: Callable[[], WrittenStructure], *, is_of_page: bool = True) -> None:
        self.is_of_page = is_of_page
        self._make: Callable[[], WrittenStructure] | None = make
        self._made: PackedStructure | None = None

    def made(self) -> PackedStructure:
        """Return the structure."""
        if self._made is None:
            assert self._make is not None  # noqa: S101 - it is there until it was called
            self._made, self._make = packed(self._make()), None
        return self._made

    @property
    def content(self) -> bytes:
        return self.made().content

    def unpacked(self) -> WrittenStructure:
        return self.made().unpacked()


class WaitingStructures:
    """The structures that are not made yet, by the names of their pieces.

    Of many, those that have waited longest are made at once.
    """

    def __init__(self) -> None:
        self._waiting: dict[PieceName, LaterStructure] = {}
        self._of_pages: dict[PieceName, None] = {}

    def __iter__(self) -> Iterator[PieceName]:
        return iter(list(self._waiting))

    def add(self, name: PieceName, structure: LaterStructure) -> None:
        """Have the structure of a piece made later."""
        self._waiting[name] = structure
        if structure.is_of_page:
            self._of_pages[name] = None
        if len(self._of_pages) > _MOST_PAGES:
            self._make(next(iter(self._of_pages)))
        if len(self._waiting) > _MOST_WAITING:
            self._make(next(iter(self._waiting)))

    def remove(self, name: PieceName) -> None:
        """Leave it to who asks for the structure of a piece to make it."""
        self._take(name)

    def make(self, check: Check = never_mind) -> None:
        """Make those that wait; `check` is called before each, and may raise."""
        while self._waiting:
            check()
            self._make(next(iter(self._waiting)))

    def _make(self, name: PieceName) -> None:
        self._take(name).made()

    def _take(self, name: PieceName) -> LaterStructure:
        self._of_pages.pop(name, None)
        return self._waiting.pop(name)
