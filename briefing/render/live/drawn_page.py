"""A page of the preview."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.render.result import RowBox


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page at its place from 0, as a PDF of this page alone; `key` names what is drawn on it.

    With `is_current` false it may still change, since pages before it are not laid out yet.
    """

    place: int
    key: str
    pdf: bytes
    width_pt: float
    height_pt: float
    rows: tuple[RowBox, ...] = ()
    is_current: bool = True
