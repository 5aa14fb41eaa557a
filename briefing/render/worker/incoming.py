"""Requests as they arrive, read while an earlier one is answered."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
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
    ViewMoved,
)


class SupersededError(Exception):
    """Nobody waits any more for the answer that is worked on."""


class IncomingRequests:
    """Reads requests in a thread, and yields them until the input ends.

    Of previews that wait, only the newest is yielded.
    """

    def __init__(self, incoming: BinaryIO) -> None:
        self._changed = threading.Condition()
        self._waiting: deque[Request | ViewMoved] = deque()
        self._has_ended = False
        self._error: Exception | None = None
        self._cancelled: int | None = None
        threading.Thread(target=self._read, args=(incoming,), daemon=True).start()

    def __iter__(self) -> Iterator[Request | ViewMoved]:
        while (request := self._next()) is not None:
            yield request

    def comes_within(self, seconds: float) -> bool:
        """Wait for so long; return whether a request waits by then, or the input has ended."""
        with self._changed:
            return self._changed.wait_for(self._has_news, seconds)

    def check(self) -> None:
        """Raise SupersededError if a preview waits."""
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
            for raw in read_frames(incoming):
                message = decoder.decode(raw)
                if isinstance(message, CancelRequest):
                    self._cancelled = message.number
                    continue
                request = _whole(message, before)
                before = request if isinstance(request, PreviewRequest) else before
                self._add(request)
        except Exception as error:  # noqa: BLE001 - it is raised again in the main thread
            self._error = error
        with self._changed:
            self._has_ended = True
            self._changed.notify()

    def _add(self, request: Request | ViewMoved) -> None:
        with self._changed:
            if isinstance(request, PreviewRequest):
                others = [each for each in self._waiting if not isinstance(each, PreviewRequest)]
                self._waiting = deque(others)
            self._waiting.append(request)
            self._changed.notify()

    def _next(self) -> Request | ViewMoved | None:
        """Return the next request, None at the end. Raises the error of a request that cannot be read."""
        with self._changed:
            self._changed.wait_for(self._has_news)
            if self._waiting:
                return self._waiting.popleft()
        if self._error is not None:
            raise self._error
        return None


def _whole(
    message: Request | PreviewChange | ViewMoved, before: PreviewRequest | None
) -> Request | ViewMoved:
    """Return the request that a message is or makes of the preview before."""
    if not isinstance(message, PreviewChange):
        return message
    if before is None:
        raise ValueError(f"a change of request {message.base}, which did not come")
    return changed(before, message)
