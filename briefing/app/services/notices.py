"""Messages to the user of a window, each with the end of its validity."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from briefing.app.widgets.notice import NoticeAction


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Until:
    """The end of a notice.

    `is_over` is asked after every change in the window. With `fades` the notice also goes by itself after a
    while. `next_edit` ends it with the next change of the briefing, `document` with the document.
    """

    is_over: Callable[[], bool] = _never
    fades: bool = False
    next_edit: bool = False
    document: bool = True


READ = Until(fades=True, next_edit=True)
"""Information that needs no answer: it goes after a while, or at the next edit."""

ADDED_NOTICE = "added to the library"
"""The key of the notice about what was last added to the library, which replaces the one before."""

NEXT_EDIT = Until(next_edit=True)
"""An action that was not possible: the notice goes at the next edit."""

WITHDRAWN = Until()
"""A condition of the document: its owner withdraws the notice by its key, or the document is closed."""

ANSWERED = Until(document=False)
"""A condition of the program or a question: the owner withdraws the notice, or a button answers it."""


@dataclass(frozen=True, slots=True)
class NoticeRequest:
    """A message for the top of the window. It replaces an earlier one with the same `key`, or else text.

    With `has_ids` it is about an error and names rows by ids, for which the window shows their places.
    """

    text: str
    until: Until
    actions: tuple[NoticeAction, ...] = ()
    key: str = ""
    has_ids: bool = False
