"""A preview request travels as its difference from the one before, and arrives as it was."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import msgpack
from msgspec.structs import replace

from briefing.editing import Edit, Reword, SetDetails, apply
from briefing.errors import EditError
from briefing.model.briefing import Briefing
from briefing.render.worker.preview_change import change_of, changed
from briefing.render.worker.protocol import Message, PreviewChange, PreviewRequest
from tests.builders import a_briefing
from tests.unit.editing.strategies import EDITS


def request(briefing: Briefing, number: int, **fields: Any) -> PreviewRequest:
    return PreviewRequest(briefing, "templates/assessment", number=number, **fields)


def sent(before: PreviewRequest, after: PreviewRequest) -> PreviewRequest:
    """The request as it arrives."""
    raw = msgpack.encode(change_of(before, after))
    change = msgpack.decode(raw, type=Message)
    assert isinstance(change, PreviewChange)
    return changed(before, change)


@given(st.lists(EDITS, max_size=5))
def test_any_edits_arrive_as_they_were_made(edits: list[Edit]) -> None:
    before = request(a_briefing(), 1)
    briefing = before.briefing
    for edit in edits:
        try:
            briefing = apply(briefing, edit)
        except EditError:
            continue
    assert sent(before, request(briefing, 2)) == request(briefing, 2)
    undone = sent(request(briefing, 2), request(before.briefing, 3))
    assert undone.briefing == before.briefing


def test_what_did_not_change_is_neither_sent_nor_another_object() -> None:
    before = request(a_briefing(), 1, attachments={"picture": b"x" * 5000})
    item = next(item for item in before.briefing.walk_items() if item.id == "p1")
    after = request(apply(before.briefing, Reword("p1", "Other words.")), 2, attachments=before.attachments)
    assert len(msgpack.encode(change_of(before, after))) < len(msgpack.encode(after)) - 5000
    arrived = sent(before, after).briefing
    assert arrived.library is before.briefing.library
    others = [
        (old, new) for old, new in zip(before.briefing.walk_items(), arrived.walk_items(), strict=True)
    ]
    assert [new.id for old, new in others if new is not old] == [item.id]


def test_attachments_that_are_not_used_any_more_are_dropped_and_new_ones_come() -> None:
    before = request(a_briefing(), 1, attachments={"old": b"old", "both": b"both"})
    after = replace(before, attachments={"both": b"both", "new": b"new"}, number=2)
    assert sent(before, after).attachments == {"both": b"both", "new": b"new"}


def test_a_change_of_another_request_is_refused() -> None:
    before = request(a_briefing(), 1)
    change = change_of(before, request(apply(before.briefing, SetDetails(title="Other")), 2))
    assert change is not None
    with pytest.raises(ValueError, match="change of request 1, not of 7"):
        changed(replace(before, number=7), change)


def test_another_earlier_issue_is_sent_with_all_the_rest() -> None:
    before = request(a_briefing(), 1)
    assert change_of(before, replace(before, earlier=a_briefing(), number=2)) is None
