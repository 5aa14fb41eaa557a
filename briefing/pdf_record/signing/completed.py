"""Run pyHanko's coroutines, none of which waits for anything from outside, without opening a socket."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


class _NothingToWaitFor:
    """A selector without files; the loop asks it between two steps."""

    def select(self, timeout: float | None = None) -> list[object]:
        if timeout is None:
            raise RuntimeError("a signature waits for something from outside the program")
        return []


class _LoopWithoutSockets(asyncio.BaseEventLoop):
    """An event loop that only runs what is ready: asyncio's own loops open a pair of sockets."""

    def __init__(self) -> None:
        super().__init__()
        self._selector = _NothingToWaitFor()

    def _process_events(self, _events: list[object]) -> None:
        pass


def completed(coroutine: Coroutine[Any, Any, T]) -> T:
    """Return the result of a coroutine. Raises RuntimeError for one that waits for something."""
    loop = _LoopWithoutSockets()
    try:
        return loop.run_until_complete(coroutine)
    finally:
        loop.close()
