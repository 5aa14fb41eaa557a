"""The audit trail: every edit with its time and author, undone ones included."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

from briefing.editing import CreateBriefing, Edit, apply, create
from briefing.errors import EditError
from briefing.model.briefing import Briefing
from briefing.model.value import Value

Moment = Annotated[
    str,
    Meta(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$", description="a moment in UTC, to the second"),
]


class Action(StrEnum):
    APPLY = "apply"
    UNDO = "undo"
    REDO = "redo"


class HistoryEntry(Value, frozen=True):
    """One step; `edit` is given where it was applied, and left out where it was undone or redone."""

    at: Moment
    by: str
    action: Action = Action.APPLY
    edit: Edit | None = None


def replay(history: Iterable[HistoryEntry]) -> Briefing:
    """The briefing that a history leads to. Raises EditError where it cannot be followed."""
    undoable: list[Briefing] = []
    redoable: list[Briefing] = []
    current: Briefing | None = None
    for number, entry in enumerate(history):
        if entry.action is Action.APPLY and entry.edit is not None:
            redoable.clear()
            if current is not None:
                undoable.append(current)
            current = _applied(current, entry.edit)
        elif entry.action is Action.UNDO and undoable and current is not None:
            redoable.append(current)
            current = undoable.pop()
        elif entry.action is Action.REDO and redoable and current is not None:
            undoable.append(current)
            current = redoable.pop()
        else:
            raise EditError(f"Step {number} of the history cannot be followed.")
    if current is None:
        raise EditError("The history is empty.")
    return current


def _applied(current: Briefing | None, edit: Edit) -> Briefing:
    if current is not None:
        return apply(current, edit)
    if isinstance(edit, CreateBriefing):
        return create(edit)
    raise EditError("A history begins with CreateBriefing.")
