"""Which parts of a document are laid out ahead: both processes decide it alike."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.composition.views.statements import SectionView
from briefing.model.briefing import Briefing
from briefing.render.templates.manifest import PartKind
from briefing.render.templates.parts import DocumentPart

_LEAST_ROWS = 240
"""A shorter document is laid out before another process has started, and sent parts that can be used."""
_ROWS_OF_A_START = 60
"""The worker lays out so many rows until another process has started and composed the briefing."""
_OWN_SHARE = 0.42
"""The share of the rows that the worker lays out itself besides.

It also fills all pages, joins them, and lays out again what broke over a page elsewhere.
"""


def is_long(briefing: Briefing) -> bool:
    """Return whether a briefing is long enough for two processes."""
    return sum(1 for _ in briefing.walk_items()) >= _LEAST_ROWS


def parts_ahead(parts: Sequence[DocumentPart]) -> Sequence[DocumentPart]:
    """Return the parts of a document that are laid out ahead, in their order."""
    if any(part.kind is PartKind.FOOT or part.following for part in parts):
        return ()
    rows = [_rows(part.section) if part.section else 0 for part in parts]
    reached, own = 0, _ROWS_OF_A_START + sum(rows) * _OWN_SHARE
    for place, count in enumerate(rows):
        reached += count
        if reached > own:
            return parts[place:]
    return ()


def _rows(section: SectionView) -> int:
    return len(section.items) + sum(map(_rows, section.sections))
