"""A check that ends what is laid out after some steps, as a newer request does."""

from __future__ import annotations

from briefing.errors import Check


class EndedError(Exception):
    """Nobody waits for a layout any more."""


def ended_after(steps: int) -> Check:
    """Return a check that raises once it was called more often than that."""
    left = iter(range(steps))

    def check() -> None:
        if next(left, None) is None:
            raise EndedError

    return check
