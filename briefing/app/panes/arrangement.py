"""Decide how the panes share the window, by its size and the user's choice."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Arrangement(Enum):
    """The place of the preview: beside the inspector, below it, or a tab like it."""

    COLUMNS = "columns"
    STACKED = "stacked"
    TABS = "tabs"


AUTOMATIC = "auto"
"""The choice to decide by the size of the window."""
CHOICES = (AUTOMATIC, *(each.value for each in Arrangement))

NARROW = 900
"""Below this width the library is a tab, too."""


@dataclass(frozen=True, slots=True)
class Widths:
    """Widths in pixels of the panes from the library to the preview."""

    library: int
    outline: int
    inspector: int
    preview: int

    def total(self, *, has_library: bool) -> int:
        return self.outline + self.inspector + self.preview + (self.library if has_library else 0)


LEAST = Widths(240, 280, 320, 340)
"""Widths below which a pane cannot be used."""
_COMFORTABLE = Widths(280, 380, 400, 600)
"""The text of a page that is 600 pixels wide can be read."""
_USEFUL_PREVIEW = 470
"""The height of a preview that shows a good part of a page."""
_STACKED_WIDTH = 1000
_STACKED_HEIGHT = 560
_LEAST_STACKED_HEIGHT = 400


def arrangement_for(choice: str, width: int, height: int, *, has_library: bool) -> Arrangement:
    """Return the arrangement for the room of all panes, in pixels at normal text size.

    `choice` is one of `CHOICES`; where there is no room for it, the next smaller arrangement is used.
    """
    if choice == Arrangement.TABS.value:
        return Arrangement.TABS
    is_chosen = choice == Arrangement.COLUMNS.value
    wanted = (LEAST if is_chosen else _COMFORTABLE).total(has_library=has_library)
    if choice != Arrangement.STACKED.value and width >= wanted:
        return Arrangement.COLUMNS
    is_large = width >= _STACKED_WIDTH and height >= _STACKED_HEIGHT
    is_possible = width >= NARROW and height >= _LEAST_STACKED_HEIGHT
    return Arrangement.STACKED if is_large or (choice != AUTOMATIC and is_possible) else Arrangement.TABS


def stacked_heights(height: int) -> tuple[int, int]:
    """Return how high the inspector and the preview below it are, in pixels at normal text size.

    Where there is little room, the preview has up to two thirds of it: a page is of no use in a few lines.
    """
    preview = max(round(height * 0.55), min(round(height * 2 / 3), _USEFUL_PREVIEW))
    return height - preview, preview
