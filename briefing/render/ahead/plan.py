"""Which parts of a document are laid out ahead: both processes decide it alike."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from briefing.composition.views.statements import SectionView
from briefing.model.briefing import Briefing
from briefing.render.templates.manifest import PartKind
from briefing.render.templates.parts import DocumentPart

_LEAST_ROWS = 450
"""A shorter document is laid out before another process has started, and sent parts that can be used."""
_ROWS_OF_A_START = 30
"""The worker lays out so many rows until another process has started."""
_OWN_SHARE = 0.36
"""The share of the rows that the worker lays out itself besides.

It also fills all pages, joins them, and lays out what breaks over a page.
"""


def is_long(briefing: Briefing) -> bool:
    """Return whether a briefing is long enough for two processes."""
    return sum(1 for _ in briefing.walk_items()) >= _LEAST_ROWS


def parts_ahead(parts: Sequence[DocumentPart]) -> Sequence[DocumentPart]:
    """Return the parts of a document that are laid out ahead, in their order: sections near its end.

    The annexes, which take several pages, are not among them: no part that breaks over a page can be moved.
    """
    if any(part.kind is PartKind.FOOT or part.following for part in parts):
        return ()
    sections = [part for part in parts if part.section]
    rows = [_rows(part.section) for part in sections if part.section]
    own = _ROWS_OF_A_START + sum(rows) * _OWN_SHARE
    reached = itertools.accumulate(rows)
    return [part for part, row in zip(sections, reached, strict=True) if row > own]


def _rows(section: SectionView) -> int:
    return len(section.items) + sum(map(_rows, section.sections))
