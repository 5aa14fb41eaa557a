"""The audit trail: every edit with its time and author, undone edits included."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from briefing.editing import CreateBriefing, Edit, apply, create
from briefing.errors import EditError
from briefing.model.briefing import Briefing
from briefing.model.value import Value

Moment = Annotated[
    str,
    Meta(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$", description="a moment in UTC, to the second"),
]


class HistoryAction(StrEnum):
    APPLY = "apply"
    UNDO = "undo"
    REDO = "redo"


class HistoryEntry(Value, frozen=True):
    """One step. `edit` is the edit that was applied; it is None for undo and redo."""

    at: Moment
    by: str
    action: HistoryAction = HistoryAction.APPLY
    edit: Edit | None = None


class Step(Value, frozen=True):
    """An entry; with `amends` it replaced the entry before it."""

    entry: HistoryEntry
    amends: bool = False


def replay(history: Iterable[HistoryEntry]) -> Briefing:
    """Return the briefing that a history leads to. Raises EditError where it is inconsistent."""
    undoable: list[Briefing] = []
    redoable: list[Briefing] = []
    current: Briefing | None = None
    for number, entry in enumerate(history):
        if entry.action is HistoryAction.APPLY and entry.edit is not None:
            redoable.clear()
            if current is not None:
                undoable.append(current)
            current = following(current, entry.edit)
        elif entry.action is HistoryAction.UNDO and undoable and current is not None:
            redoable.append(current)
            current = undoable.pop()
        elif entry.action is HistoryAction.REDO and redoable and current is not None:
            undoable.append(current)
            current = redoable.pop()
        else:
            raise EditError(f"Step {number} of the history does not fit the steps before it.")
    if current is None:
        raise EditError("The history is empty.")
    return current


def following(current: Briefing | None, edit: Edit) -> Briefing:
    """Return the briefing after an edit of a history. Raises EditError.

    CreateBriefing begins a history, and later in it restores an earlier state as a whole.
    """
    if isinstance(edit, CreateBriefing):
        return create(edit)
    if current is not None:
        return apply(current, edit)
    raise EditError("A history begins with CreateBriefing.")


def restoration(history: Sequence[HistoryEntry], number: int, current: Briefing) -> CreateBriefing:
    """Return the edit that restores the briefing as it was after the entry `number`, from 0.

    Ids that were used since stay retired, so that none ever means two rows. Raises EditError.
    """
    earlier = replay(history[: number + 1])
    ids = _ids(earlier)
    retired = ({*earlier.retired, *current.retired} | _ids(current)) - ids
    return CreateBriefing(briefing=replace(earlier, retired=tuple(sorted(retired))))


def _ids(briefing: Briefing) -> set[str]:
    return {value.id for value in (*briefing.walk_sections(), *briefing.walk_items())}
