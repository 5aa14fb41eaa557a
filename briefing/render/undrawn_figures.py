"""Figures that an error in the program kept from being drawn, as problems to report."""

from __future__ import annotations

from briefing.composition.views.document import PrintedBriefing
from briefing.errors import Problem
from briefing.faults import report


def undrawn_figures(printed: PrintedBriefing, row_id: str = "") -> tuple[Problem, ...]:
    """Return a problem for each figure that was not drawn, or for that of one row; write the reports."""
    return tuple(
        _problem(failed_id, str(report(fault) or ""))
        for failed_id, fault in printed.faults.items()
        if row_id in {"", failed_id}
    )


def _problem(row_id: str, path: str) -> Problem:
    remedy = f"A report is in {path}." if path else ""
    message = "The figure could not be drawn, because of an error in the program."
    return Problem(message, remedy, field=f"row {row_id}")
