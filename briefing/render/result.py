"""Values that a rendering returns; they load neither Jinja2 nor WeasyPrint."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.errors import Problem


@dataclass(frozen=True, slots=True)
class RowBox:
    """The place of a row in print: page from 0, and its box in points from the page's top left corner."""

    row: str
    page: int
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class MentionBox:
    """A place on a page, in points as in `RowBox`, that is about what is printed at an anchor elsewhere.

    Such are a line of the table of contents, a row of an annex, and a link there.
    """

    anchor: str
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Rendering:
    """A finished PDF, its number of pages, the flaws allowed in it, and where each row is printed.

    `nothing` says of a sketched figure why there is nothing to draw; it is empty otherwise. `omitted` are
    the ids of elements that the template prints only where there is room for them, and had none for.
    """

    pdf: bytes
    page_count: int
    flaws: tuple[Problem, ...] = ()
    rows: tuple[RowBox, ...] = ()
    nothing: str = ""
    omitted: tuple[str, ...] = ()
