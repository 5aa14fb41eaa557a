"""A briefing with more lines than its pages have room for: how many, and what to leave out first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefing.composition.views.document import PrintedBriefing
from briefing.errors import Problem
from briefing.model.briefing import Briefing
from briefing.render.page_budget.proposal import ANNEXES, COMPANION, Cut
from briefing.render.page_budget.search import Lines, excess_of
from briefing.render.templates.loader import Template
from briefing.render.templates.manifest import PartKind

PAGES = "pages"
"""The field of the problem that says that a briefing is too long."""
ROOMY_TEMPLATE = "assessment"
"""The template that has room for every briefing."""
_RUN_ON = "run-on"


def page_limit(briefing: Briefing, template: Template) -> int | None:
    """Return how many pages the briefing may take: by its own budget and by its template."""
    limits = [limit for limit in (briefing.page_budget, template.spec.max_pages) if limit is not None]
    return min(limits, default=None)


def can_move_annexes(briefing: Briefing, template: Template) -> bool:
    """Return whether annexes are on the pages that could be a file of their own."""
    if ANNEXES not in template.spec.common or PartKind.ANNEXES not in template.spec.parts:
        return False
    return template.options(template.accepted(briefing.template_options))[ANNEXES] == _RUN_ON


def too_long(
    lines: Lines, briefing: Briefing, printed: PrintedBriefing, template: Template, rows: Iterable[Cut]
) -> list[Problem]:
    """Report how many lines are beyond the last page, and which of the `rows` to leave out.

    They come in the order in which they are proposed, as many as have so many lines.
    """
    most = page_limit(briefing, template)
    if most is None or len(lines) <= most:
        return []
    excess = excess_of(lines, most)
    whose = "its page budget is" if most == briefing.page_budget else "this template has"
    size = f"about {counted(excess)} too many"
    message = f"The briefing takes {len(lines)} pages, and {whose} {most}: {size}."
    first = "Shorten, leave out or remove the rows named below; “Fit to pages…” (briefing fit) finds them."
    remedy = " ".join((first, *_offers(briefing, printed, template)))
    return [Problem(message, remedy, field=PAGES), *_to_cut(rows, excess)]


def counted(lines: int) -> str:
    return f"{lines} line{'' if lines == 1 else 's'}"


def _to_cut(rows: Iterable[Cut], excess: int) -> Iterator[Problem]:
    for proposal in rows:
        if excess <= 0:
            return
        excess -= proposal.lines
        first, *others = proposal.row_ids
        yield _cut(proposal, first)
        for row_id in others:
            message = "It contradicts a row named before: they are left out together or not at all."
            yield Problem(message, "", field=f"row {row_id}")


def _cut(proposal: Cut, row_id: str) -> Problem:
    size = counted(proposal.lines)
    if not proposal.judgements:
        message = f"No judgement rests on {proposal.name} ({size})."
        return Problem(message, "Leave it out or remove it.", field=f"row {row_id}")
    resting = " and ".join(proposal.judgements)
    message = f"There is no room left for {proposal.name} ({size}), which {resting} cites."
    return Problem(message, "Shorten it; leave it out only as a last resort.", field=f"row {row_id}")


def _offers(briefing: Briefing, printed: PrintedBriefing, template: Template) -> Iterator[str]:
    """Yield what else there is to do: options that take less room, a companion file, a roomier template."""
    labels = {option.name: option.label for option in template.spec.options}
    advice = [
        f"“{labels[name]}” to {_value(value)}"
        for name, value in template.spec.tighter.items()
        if printed.options[name.replace("-", "_")] != value
    ]
    if can_move_annexes(briefing, template):
        advice.append(f"“{labels[ANNEXES]}” to {COMPANION}")
    if advice:
        yield f"Or set {'; '.join(advice)}."
    if template.spec.max_pages is not None:
        yield "Or use the template Assessment, which has room for all."
    if briefing.page_budget is not None:
        yield "Or allow more pages."


def _value(value: object) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
