"""Finding a free spot for a label near to what it names."""

from __future__ import annotations

import math
from dataclasses import dataclass

_DIRECTIONS = (0, 180, -90, 90, -35, 35, 145, -145)
_DISTANCES = (6.0, 12.0, 20.0, 30.0, 44.0, 60.0)


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def within(self, other: Box) -> bool:
        across = other.left <= self.left and self.right <= other.right
        return across and other.top <= self.top and self.bottom <= other.bottom


class Placer:
    """Keeps what is taken; hands out boxes inside a frame that meet nothing taken so far."""

    def __init__(self, frame: Box) -> None:
        self._frame = frame
        self._taken: list[Box] = []

    def take(self, box: Box) -> None:
        self._taken.append(box)

    def free(self, box: Box) -> bool:
        return box.within(self._frame) and not any(box.meets(other) for other in self._taken)

    def beside(self, x: float, y: float, width: float, height: float) -> Box | None:
        """A free box near a point, taken at once; None where there is none."""
        for distance in _DISTANCES:
            for direction in _DIRECTIONS:
                angle = math.radians(direction)
                across, down = math.cos(angle), math.sin(angle)
                left = x + across * distance - width * (1 - across) / 2
                top = y + down * distance - height * (1 - down) / 2
                box = Box(left, top, left + width, top + height)
                if self.free(box):
                    self.take(box)
                    return box
        return None

    def about(self, x: float, y: float, width: float, height: float) -> Box | None:
        """A free box with its middle at a point, taken at once; None where it is not free."""
        box = Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
        if not self.free(box):
            return None
        self.take(box)
        return box
