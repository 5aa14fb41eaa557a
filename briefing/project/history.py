"""The audit trail: every edit with its time and author, undone edits included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Annotated

from msgspec import Meta
from msgspec.structs import replace

from briefing.editing import (
    AddItem,
    Batch,
    ClearGrade,
    CreateBriefing,
    Edit,
    GradeItem,
    SetScheme,
    apply,
    converted,
    create,
)
from briefing.errors import EditError
from briefing.model.briefing import Briefing, Grade, Graded, Judgement
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


class GradeNote(Value, frozen=True):
    """A grade that a row received, or None where it was cleared, with author, time and scheme."""

    at: Moment
    by: str
    scheme_id: str
    grade: Grade | None = None


def grade_notes(history: Iterable[HistoryEntry], item_id: str) -> list[GradeNote]:
    """Return every grade of a row that was not undone, in order of time."""
    notes: list[GradeNote] = []
    scheme_id, grade = "", None
    for entry in _effective(history):
        if entry.edit is None:
            continue
        for part in _parts(entry.edit):
            if isinstance(part, CreateBriefing):
                scheme_id = part.briefing.scheme_id
            elif isinstance(part, SetScheme):
                scheme_id = part.scheme_id
            for new_grade in _grades_in(part, item_id, grade):
                grade = new_grade
                notes.append(GradeNote(at=entry.at, by=entry.by, scheme_id=scheme_id, grade=grade))
    return notes


def _parts(edit: Edit) -> Iterator[Edit]:
    """Yield the edit, or the edits of a batch at any depth."""
    if isinstance(edit, Batch):
        for part in edit.edits:
            yield from _parts(part)
    else:
        yield edit


def _effective(history: Iterable[HistoryEntry]) -> list[HistoryEntry]:
    """Return the entries with edits that are in effect at the end."""
    done: list[HistoryEntry] = []
    undone: list[HistoryEntry] = []
    for entry in history:
        if entry.action is HistoryAction.UNDO and done:
            undone.append(done.pop())
        elif entry.action is HistoryAction.REDO and undone:
            done.append(undone.pop())
        elif entry.edit is not None:
            undone.clear()
            done.append(entry)
    return done


def _grades_in(edit: Edit, item_id: str, before: Grade | None) -> Iterator[Grade | None]:
    """Yield the grades that an edit sets for a row, which had the grade `before`."""
    if isinstance(edit, GradeItem) and edit.item_id == item_id:
        yield edit.grade
    elif isinstance(edit, ClearGrade) and edit.item_id == item_id:
        yield None
    elif isinstance(edit, SetScheme) and before is not None:
        yield converted(before, edit)
    elif isinstance(edit, AddItem) and edit.item.id == item_id and isinstance(edit.item, Judgement):
        yield from [edit.item.grade] if edit.item.grade else []
    elif isinstance(edit, CreateBriefing):
        items = (item for item in edit.briefing.walk_items() if item.id == item_id)
        grades = (item.grade for item in items if isinstance(item, Graded))
        yield from (grade for grade in grades if grade != before)
