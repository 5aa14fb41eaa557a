"""The checklist before a briefing is final."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.editing import GradeItem, apply
from briefing.model.briefing import Briefing, Graded
from briefing.model.issue import Comment, IssueBlock, MainMessage, SignOff
from briefing.review.finish import (
    Circumstances,
    FinishPoint,
    PointId,
    PointState,
    finish_points,
    may_finish,
)
from tests.builders import GRADE
from tests.small_briefing import a_briefing

KNOWN = Circumstances(page_count=4, newer_facts=0)


def finished() -> Briefing:
    """A briefing with nothing open."""
    briefing = a_briefing()
    for item in briefing.walk_items():
        if isinstance(item, Graded):
            briefing = apply(briefing, GradeItem(item.id, item.grade or GRADE))
    return replace(
        briefing,
        main_message=MainMessage("Gas will not flow soon", ("j1",)),
        issue=IssueBlock(reference="PPU 1", distribution=("Director",), contact="ppu@example.org"),
    )


def point(point_id: PointId, briefing: Briefing, around: Circumstances = KNOWN) -> FinishPoint:
    return next(each for each in finish_points(briefing, (), around) if each.id is point_id)


def test_nothing_is_open_in_a_finished_briefing() -> None:
    points = finish_points(finished(), (), KNOWN)
    assert [each.id for each in points] == list(PointId)
    assert {each.state for each in points} == {PointState.DONE}
    assert may_finish(points)


@pytest.mark.parametrize(
    ("point_id", "briefing", "state", "number"),
    [
        (PointId.MAIN_MESSAGE, replace(finished(), main_message=None), PointState.BLOCKING, 1),
        (PointId.GRADES, a_briefing(), PointState.OPEN, 1),
        (PointId.DATES, replace(finished(), cut_off=None, issued=None), PointState.OPEN, 2),
        (PointId.ISSUE, replace(finished(), issue=IssueBlock()), PointState.OPEN, 3),
        (PointId.PAGES, replace(finished(), page_budget=2), PointState.OPEN, 2),
    ],
)
def test_what_is_missing_is_counted(
    point_id: PointId, briefing: Briefing, state: PointState, number: int
) -> None:
    open_point = point(point_id, briefing)
    assert (open_point.state, open_point.number) == (state, number)


def test_a_thread_is_open_until_its_first_comment_is_resolved() -> None:
    first = Comment(id="k1", row_id="f1", text="So?", by="R", on="2025-11-03")
    reply = replace(first, id="k2", reply_to="k1")
    assert point(PointId.COMMENTS, replace(finished(), comments=(first, reply))).number == 1
    resolved = replace(finished(), comments=(replace(first, resolved=True), reply))
    assert point(PointId.COMMENTS, resolved).state is PointState.DONE


def test_an_approval_is_needed_only_where_the_organisation_requires_one() -> None:
    required = replace(KNOWN, approval_required=True)
    assert point(PointId.APPROVAL, finished(), required).state is PointState.BLOCKING
    signed = replace(finished().issue, approved=SignOff(name="C. Hief", on="2025-11-04"))
    assert point(PointId.APPROVAL, replace(finished(), issue=signed), required).state is PointState.DONE


def test_what_is_not_known_yet_keeps_the_briefing_from_being_final() -> None:
    points = finish_points(finished(), None, Circumstances())
    unknown = [each.id for each in points if each.state is PointState.UNKNOWN]
    assert unknown == [PointId.FINDINGS, PointId.LIBRARY]
    assert not may_finish(points)
