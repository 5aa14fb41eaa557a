"""The rows of a briefing that its template does not print, in words."""

from __future__ import annotations

from collections.abc import Collection

from briefing.app.i18n import counted, tr
from briefing.app.presentation.places import places
from briefing.model.briefing import Briefing

_MOST_NAMED = 12


def left_out(briefing: Briefing, printed: Collection[str]) -> tuple[str, ...]:
    """Return the places of the rows that are neither printed nor hidden by the analyst.

    `printed` are the ids of the rows that are on the pages.
    """
    rows = [item.id for item in briefing.walk_items() if not item.hidden and item.id not in printed]
    named = places(briefing) if rows else {}
    return tuple(named[row_id] for row_id in rows)


def left_out_text(rows: Collection[str], template: str) -> str:
    """Return a sentence that names the rows which a template leaves out; empty for none."""
    if not rows:
        return ""
    names = [*rows][:_MOST_NAMED]
    if more := len(rows) - len(names):
        names.append(counted(more, "more row", "more rows"))
    return tr("The template “{template}” does not print: {rows}.", template=template, rows=", ".join(names))
