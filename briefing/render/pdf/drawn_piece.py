"""What is drawn for a piece of a page, as it is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from briefing.render.pdf.marked_codes import DividedOperators
from briefing.render.pdf.structure.later_structure import LaterStructure
from briefing.render.pdf.structure.written_structure import PackedStructure


@dataclass(frozen=True, slots=True)
class Piece:
    """Operators as at the place where a piece was laid out, and what else is needed to put it on a page.

    `state` is what a stream notes of text from right to left once the piece is drawn.
    """

    divided: DividedOperators
    opacities: dict[str, float]
    state: dict[str, Any]
    marked: int
    structure: PackedStructure | LaterStructure | None
    has_figure: bool

    @property
    def size(self) -> int:
        return self.divided.size + (self.structure.size if self.structure else 0)
