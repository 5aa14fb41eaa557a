"""Requests as they arrive, read while an earlier one is answered."""

from __future__ import annotations

import math
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from typing import BinaryIO

import msgspec

from briefing.guarded_process import read_frames
from briefing.render.worker.preview_change import changed
from briefing.render.worker.protocol import (
    CancelRequest,
    Message,
    PreviewChange,
    PreviewRequest,
    Request,
    ViewChanged,
)

_TYPING_S = 0.15
"""Who types has the next letter within this time; the pages out of view wait for it."""
_READING_S = 0.05
"""A request that has begun to arrive is read within this time, if it is not a large one."""


class SupersededError(Exception):
    """Nobody waits any more for the answer that is worked on."""


class IncomingRequests:
    """Reads requests in a thread, and yields them until the input ends.

    Of previews that wait, only the newest is yielded.
    """

    def __init__(self, incoming: BinaryIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._changed = threading.Condition()
        self._clock = clock
        self._waiting: deque[Request | ViewChanged] = deque()
        self._has_ended = False
        self._error: Exception | None = None
        self._cancelled: int | None = None
        self._previews_came = -math.inf, -math.inf
        """When the preview before the latest came, and the latest."""
        self._is_arriving = False
        threading.Thread(target=self._read, args=(incoming,), daemon=True).start()

    def __iter__(self) -> Iterator[Request | ViewChanged]:
        while (request := self._next()) is not None:
            yield request

    def comes_within(self, seconds: float) -> bool:
        """Wait for so long; return whether a request waits by then, or the input has ended."""
        with self._changed:
            return self._changed.wait_for(self._has_news, seconds)

    def next_letter_s(self) -> float:
        """Return for how many seconds to wait for the next letter; 0 where nobody types without a pause."""
        before, latest = self._previews_came
        is_typing = latest - before < _TYPING_S
        return max(0.0, latest + _TYPING_S - self._clock()) if is_typing else 0.0

    def check(self) -> None:
        """Raise SupersededError if a preview waits. Waits for one that is being read.

        The thread that reads it shares the interpreter, and would have to wait at each step.
        """
        if self._is_arriving:
            with self._changed:
                self._changed.wait_for(lambda: not self._is_arriving, _READING_S)
            self._is_arriving = False
        # A deque may not be iterated while the other thread adds to it; a copy is made in one step.
        if any(isinstance(request, PreviewRequest) for request in self._waiting.copy()):
            raise SupersededError

    def check_job(self, number: int) -> None:
        """Raise SupersededError if the request with this number is cancelled."""
        if self._cancelled == number:
            raise SupersededError

    def _has_news(self) -> bool:
        return bool(self._waiting) or self._has_ended

    def _read(self, incoming: BinaryIO) -> None:
        decoder = msgspec.msgpack.Decoder(Message)
        before: PreviewRequest | None = None
        try:
            for raw in read_frames(incoming, self._begin_arrival):
                message = decoder.decode(raw)
                if not isinstance(message, CancelRequest):
                    message = _whole(message, before)
                before = message if isinstance(message, PreviewRequest) else before
                self._add(message)
        except Exception as error:  # noqa: BLE001 - it is raised again in the main thread
            self._error = error
        with self._changed:
            self._has_ended, self._is_arriving = True, False
            self._changed.notify_all()

    def _begin_arrival(self) -> None:
        self._is_arriving = True

    def _add(self, message: Request | ViewChanged | CancelRequest) -> None:
        with self._changed:
            if isinstance(message, CancelRequest):
                self._cancelled = message.number
            else:
                self._add_request(message)
            self._is_arriving = False
            self._changed.notify_all()

    def _add_request(self, request: Request | ViewChanged) -> None:
        if isinstance(request, PreviewRequest):
            others = [each for each in self._waiting if not isinstance(each, PreviewRequest)]
            self._waiting = deque(others)
            self._previews_came = self._previews_came[1], self._clock()
        self._waiting.append(request)

    def _next(self) -> Request | ViewChanged | None:
        """Return the next request, None at the end. Raises the error of a request that cannot be read."""
        with self._changed:
            self._changed.wait_for(self._has_news)
            if self._waiting:
                return self._waiting.popleft()
        if self._error is not None:
            raise self._error
        return None


def _whole(
    message: Request | PreviewChange | ViewChanged, before: PreviewRequest | None
) -> Request | ViewChanged:
    """Return the request that a message is or makes of the preview before."""
    if not isinstance(message, PreviewChange):
        return message
    if before is None:
        raise ValueError(f"a change of request {message.base}, which did not come")
    return changed(before, message)
