"""What is checked before a briefing becomes final, beside the findings of the review."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum

from briefing.model.briefing import Briefing, Graded
from briefing.model.value import Value
from briefing.review.finding import Finding


class PointId(StrEnum):
    MAIN_MESSAGE = "main-message"
    FINDINGS = "findings"
    GRADES = "grades"
    DATES = "dates"
    ISSUE = "issue"
    PAGES = "pages"
    COMMENTS = "comments"
    LIBRARY = "library"
    APPROVAL = "approval"


class PointState(StrEnum):
    """The state of a point. A briefing with a blocking one is not finished; `UNKNOWN` is not known yet."""

    DONE = "done"
    OPEN = "open"
    BLOCKING = "blocking"
    UNKNOWN = "unknown"


class FinishPoint(Value, frozen=True):
    """A point of the checklist; `number` counts what is open, `names` the fields that are empty.

    `row_id` is a row to begin with, or empty.
    """

    id: PointId
    state: PointState
    number: int = 0
    names: tuple[str, ...] = ()
    row_id: str = ""


class Circumstances(Value, frozen=True):
    """What the briefing itself does not say; None for what is not known yet."""

    page_count: int | None = None
    newer_facts: int | None = None
    approval_required: bool = False


def finish_points(
    briefing: Briefing, findings: Sequence[Finding] | None, around: Circumstances
) -> tuple[FinishPoint, ...]:
    """Return the points to check before the briefing becomes final, in the order of the work.

    `findings` are None until the review has run.
    """
    return (
        _main_message(briefing),
        _findings(findings),
        _grades(briefing),
        _dates(briefing),
        _issue(briefing),
        _pages(briefing, around.page_count),
        _comments(briefing),
        _library(around.newer_facts),
        _approval(briefing, required=around.approval_required),
    )


def may_finish(points: Sequence[FinishPoint]) -> bool:
    """Return whether nothing keeps the briefing from being final."""
    return not any(point.state in {PointState.BLOCKING, PointState.UNKNOWN} for point in points)


def _done(point_id: PointId, number: int, otherwise: PointState, **more: object) -> FinishPoint:
    state = otherwise if number else PointState.DONE
    return FinishPoint(point_id, state, number, **more)  # type: ignore[arg-type]


def _main_message(briefing: Briefing) -> FinishPoint:
    return _done(PointId.MAIN_MESSAGE, int(lacks_main_message(briefing)), PointState.BLOCKING)


def lacks_main_message(briefing: Briefing) -> bool:
    """Return whether the main message is missing, without which a briefing cannot be final."""
    message = briefing.main_message
    return message is None or not message.text.strip()


def _findings(findings: Sequence[Finding] | None) -> FinishPoint:
    if findings is None:
        return FinishPoint(PointId.FINDINGS, PointState.UNKNOWN)
    blocking = [finding for finding in findings if finding.blocks]
    row_id = blocking[0].row_id if blocking else ""
    return _done(PointId.FINDINGS, len(blocking), PointState.BLOCKING, row_id=row_id)


def _grades(briefing: Briefing) -> FinishPoint:
    ungraded = [
        item.id
        for item in briefing.walk_items()
        if isinstance(item, Graded)
        and not item.hidden
        and (item.grade is None or item.grade.confidence is None)
    ]
    return _done(PointId.GRADES, len(ungraded), PointState.OPEN, row_id=ungraded[0] if ungraded else "")


def _dates(briefing: Briefing) -> FinishPoint:
    names = tuple(name for name in ("issued", "cut_off") if getattr(briefing, name) is None)
    return _done(PointId.DATES, len(names), PointState.OPEN, names=names)


def _issue(briefing: Briefing) -> FinishPoint:
    return _done(
        PointId.ISSUE,
        len(names := tuple(_empty_fields(briefing))),
        PointState.OPEN,
        names=names,
    )


def _empty_fields(briefing: Briefing) -> Iterator[str]:
    issue = briefing.issue
    if not issue.reference:
        yield "reference"
    if issue.prepared is None and not briefing.author:
        yield "prepared"
    if not issue.distribution:
        yield "distribution"
    if not issue.contact:
        yield "contact"


def _pages(briefing: Briefing, page_count: int | None) -> FinishPoint:
    budget = briefing.page_budget
    if budget is None:
        return FinishPoint(PointId.PAGES, PointState.DONE)
    if not page_count:
        return FinishPoint(PointId.PAGES, PointState.UNKNOWN)
    return _done(PointId.PAGES, max(0, page_count - budget), PointState.OPEN)


def _comments(briefing: Briefing) -> FinishPoint:
    threads = open_threads(briefing)
    return _done(PointId.COMMENTS, threads, PointState.OPEN)


def open_threads(briefing: Briefing) -> int:
    """Return how many comments are open, with their replies counted as one."""
    return sum(not each.resolved and each.reply_to is None for each in briefing.comments)


def _library(newer_facts: int | None) -> FinishPoint:
    if newer_facts is None:
        return FinishPoint(PointId.LIBRARY, PointState.UNKNOWN)
    return _done(PointId.LIBRARY, newer_facts, PointState.OPEN)


def _approval(briefing: Briefing, *, required: bool) -> FinishPoint:
    is_missing = required and not briefing.is_approved
    return _done(PointId.APPROVAL, int(is_missing), PointState.BLOCKING)
