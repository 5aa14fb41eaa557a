"""Points between two steps of a layout or a drawing at which it can be ended, since nobody waits for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from briefing.errors import Check, never_mind

_ENDED = "briefing_ended_at_checkpoint"
_check: ContextVar[Check] = ContextVar("check", default=never_mind)


@contextmanager
def checked_by(check: Check) -> Iterator[None]:
    """Call `check` at each point; what it raises ends the work."""
    token = _check.set(check)
    try:
        yield
    finally:
        _check.reset(token)


def pass_by() -> None:
    """End the work here where it is not wanted any more."""
    try:
        _check.get()()
    except BaseException as error:
        setattr(error, _ENDED, True)
        raise


def is_from_checkpoint(error: BaseException) -> bool:
    """Return whether an error ended work between two steps, and not in the middle of one."""
    return getattr(error, _ENDED, False)
