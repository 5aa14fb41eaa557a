"""Requests are read while another is answered, and the worker waits for the next letter of who types."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from contextlib import suppress

import pytest

from briefing.guarded_process import framed
from briefing.render.worker.incoming import IncomingRequests, SupersededError
from briefing.render.worker.protocol import CancelRequest, Message, PreviewRequest, ViewChanged
from tests.builders import a_briefing


def preview(number: int) -> PreviewRequest:
    return PreviewRequest(a_briefing(), "templates/assessment", number=number)


def read(*messages: Message, came_at: Iterator[float] | None = None) -> IncomingRequests:
    """Messages of which all have come; the clock says these times, one for each preview."""
    clock = came_at or iter([])
    incoming = IncomingRequests(io.BytesIO(b"".join(map(framed, messages))), clock=lambda: next(clock))
    list(incoming)
    return incoming


@pytest.mark.parametrize(
    ("came_at", "now", "expected_s"),
    [
        ([10.0, 10.1], 10.12, 0.13),
        ([10.0, 10.1], 10.3, 0.0),
        ([10.0, 10.5], 10.52, 0.0),
        ([8.0, 10.0, 10.1], 10.1, 0.15),
        ([10.0], 10.01, 0.0),
    ],
)
def test_a_letter_is_waited_for_where_one_has_followed_another(
    came_at: list[float], now: float, expected_s: float
) -> None:
    letters = map(preview, range(1, len(came_at) + 1))
    incoming = read(*letters, came_at=iter([*came_at, now]))
    assert incoming.next_letter_s() == pytest.approx(expected_s)


def test_none_is_waited_for_before_a_first_preview() -> None:
    assert read(ViewChanged(0, 1, "f1")).next_letter_s() == 0.0


def test_of_previews_that_wait_only_the_newest_is_yielded_and_other_news_in_their_order() -> None:
    view = ViewChanged(3, 4, "f1")
    incoming = IncomingRequests(
        io.BytesIO(b"".join(map(framed, (preview(1), view, preview(2), CancelRequest(7)))))
    )
    with suppress(SupersededError):
        while True:  # until the last message has come
            incoming.check_job(7)
    assert list(incoming) == [view, preview(2)]


def test_work_goes_on_while_a_request_does_not_come_to_its_end_and_ends_once_it_has() -> None:
    source, sink = os.pipe()
    whole = framed(preview(1))
    with os.fdopen(source, "rb") as read_end, os.fdopen(sink, "wb", buffering=0) as write_end:
        incoming = IncomingRequests(read_end)
        write_end.write(whole[:20])
        for _ in range(3):
            incoming.check()
        write_end.write(whole[20:])
        while not incoming.comes_within(0.1):
            pass
        with pytest.raises(SupersededError):
            incoming.check()
