"""What is known of a document that is laid out again, in the order in which it becomes known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from briefing.errors import Problem
from briefing.render.pipeline import LaidOutDocument
from briefing.render.result import MentionBox, RowBox

PX_TO_PT = 0.75


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page at its place from 0; `key` names what is drawn on it, and `pdf` returns it as a PDF by itself.

    `mentions` returns what is about a row or source printed elsewhere, the same for pages with one key.
    With `is_current` false it may still change, since pages before it are not laid out yet.
    """

    place: int
    key: str
    pdf: Callable[[], bytes] = field(repr=False, compare=False)
    width_pt: float
    height_pt: float
    rows: tuple[RowBox, ...] = ()
    is_current: bool = True
    mentions: Callable[[], Sequence[MentionBox]] = field(default=tuple, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class ViewCurrent:
    """All pages in view were sent; they may change where they are not final."""

    is_final: bool = True


@dataclass(frozen=True, slots=True)
class PagesCounted:
    """All pages are laid out but for their headers and footers; `last_page_fill` is a share from 0 to 1."""

    page_count: int
    last_page_fill: float


@dataclass(frozen=True, slots=True)
class AllLaidOut:
    """All pages are final, and many of those out of view are still to be drawn."""

    document: LaidOutDocument
    flaws: tuple[Problem, ...]

    @property
    def sizes_pt(self) -> tuple[tuple[float, float], ...]:
        """The width and height of each page."""
        return tuple((page.width * PX_TO_PT, page.height * PX_TO_PT) for page in self.document.pages)


@dataclass(frozen=True, slots=True)
class AllCurrent:
    """All pages are final; `keys` are theirs."""

    document: LaidOutDocument
    keys: tuple[str, ...]
    flaws: tuple[Problem, ...]


Event = DrawnPage | ViewCurrent | PagesCounted | AllLaidOut | AllCurrent
