"""A page of the preview as a value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QSize, QSizeF

from briefing.render.result import MentionBox, RowBox

Key = tuple[str, int]
"""The PDF that contains a page, and the page's number in it, from 0."""


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """A page with the places of its rows, and of what mentions rows; those with one `key` look the same.

    `size` is in points. `pdf` is empty for a page that is not laid out yet. `stale_since` is when it became
    out of date (`time.monotonic`), 0 for a page that is current. `is_former` says that it is of before the
    latest change, so that a row may be on it that is on another page now.
    """

    key: Key
    pdf: bytes = field(repr=False)
    size: QSizeF
    rows: Sequence[RowBox] = ()
    mentions: Sequence[MentionBox] = ()
    stale_since: float = 0.0
    is_former: bool = False


def pixel_size(size: QSizeF, scale: float, ratio: float = 1.0) -> QSize:
    """Return the size in device pixels of a page whose points take `scale` pixels of a view.

    `ratio` is the number of device pixels of such a pixel.
    """
    return QSize(int(size.width() * scale), int(size.height() * scale)) * ratio


def page_size(size: QSizeF, width: int) -> QSize:
    """Return the size of a page in pixels at a width."""
    return QSize(width, round(width * size.height() / max(1.0, size.width())))
