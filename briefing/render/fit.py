"""Find what to leave out of a briefing so that it fits on a number of pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from briefing.grading import Scales
from briefing.model.briefing import Briefing
from briefing.render.page_budget.cuttable_rows import cuttable_rows, proposals
from briefing.render.page_budget.page_limit import can_move_annexes
from briefing.render.page_budget.proposal import Cut, PageFit, applied
from briefing.render.page_budget.search import Lines, excess_of, search
from briefing.render.pipeline import Progress, composed, lay_out, new_typesetter, no_progress
from briefing.render.templates.loader import Template

if TYPE_CHECKING:
    from briefing.render.layout.typesetter import Typesetter


def fit(  # noqa: PLR0913 - all but four are settings with a default
    briefing: Briefing,
    template: Template,
    scales: Scales,
    limit: int,
    *,
    attachments: Mapping[str, bytes] | None = None,
    progress: Progress = no_progress,
    typesetter: Typesetter | None = None,
    earlier: Briefing | None = None,
    only_measure: bool = False,
) -> PageFit:
    """Return what to leave out so that the briefing has at most `limit` pages, laid out as it will be.

    With `only_measure` nothing is proposed. Raises RenderError for a briefing that cannot be laid out.
    """
    typesetter = typesetter or new_typesetter(template, attachments)

    def measure(chosen: Sequence[Cut]) -> Lines:
        from briefing.render.layout.row_boxes import line_counts

        printed = composed(applied(briefing, chosen), template, scales, earlier)
        limited = template.with_max_pages(limit)
        return line_counts(lay_out(printed, limited, typesetter, progress).pages)

    pages = measure(())
    if only_measure:
        return PageFit(limit, len(pages), len(pages), excess_of(pages, limit))
    groups = list(cuttable_rows(briefing, scales))
    return search(
        pages,
        limit,
        lambda lines: proposals(groups, lines),
        measure,
        annexes=can_move_annexes(briefing, template),
    )
