"""What is drawn for a piece of a page, as it is kept."""

from __future__ import annotations

from array import array
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

from briefing.render.pdf.structure.written_structure import PackedStructure


@dataclass(frozen=True, slots=True)
class Piece:
    """Compressed operators, with %b for each code of `shown`, or with ~number number of marked content.

    Fonts and signs are in the order of their use. `state` is what a stream notes of text from right to
    left once the piece is drawn.
    """

    operators: bytes
    shown: array[int]
    fonts: tuple[Hashable, ...]
    signs: tuple[int, ...]
    opacities: dict[str, float]
    state: dict[str, Any]
    marked: int
    structure: PackedStructure | None
    has_figure: bool

    @property
    def size(self) -> int:
        structure = len(self.structure.content) if self.structure else 0
        return len(self.operators) + 4 * len(self.shown) + structure
