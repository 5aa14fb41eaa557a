"""The audit trail: every edit with its time and author, undone ones included."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Annotated

from msgspec import Meta

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
    """One step; `edit` is given where it was applied, and left out where it was undone or redone."""

    at: Moment
    by: str
    action: HistoryAction = HistoryAction.APPLY
    edit: Edit | None = None


class Step(Value, frozen=True):
    """An entry, and whether it took the place of the entry before it."""

    entry: HistoryEntry
    amends: bool = False


def replay(history: Iterable[HistoryEntry]) -> Briefing:
    """The briefing that a history leads to. Raises EditError where it cannot be followed."""
    undoable: list[Briefing] = []
    redoable: list[Briefing] = []
    current: Briefing | None = None
    for number, entry in enumerate(history):
        if entry.action is HistoryAction.APPLY and entry.edit is not None:
            redoable.clear()
            if current is not None:
                undoable.append(current)
            current = _applied(current, entry.edit)
        elif entry.action is HistoryAction.UNDO and undoable and current is not None:
            redoable.append(current)
            current = undoable.pop()
        elif entry.action is HistoryAction.REDO and redoable and current is not None:
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


class GradeNote(Value, frozen=True):
    """A grade that a row was given, or None where it was cleared: by whom, when, and on which scheme."""

    at: Moment
    by: str
    scheme_id: str
    grade: Grade | None = None


def grade_notes(history: Iterable[HistoryEntry], item_id: str) -> list[GradeNote]:
    """Every grade of a row that was not undone, in the order in which they were given."""
    notes: list[GradeNote] = []
    scheme_id, grade = "", None
    for entry in _standing(history):
        if entry.edit is None:
            continue
        for part in _parts(entry.edit):
            if isinstance(part, CreateBriefing):
                scheme_id = part.briefing.scheme_id
            elif isinstance(part, SetScheme):
                scheme_id = part.scheme_id
            for given in _grades_in(part, item_id, grade):
                grade = given
                notes.append(GradeNote(at=entry.at, by=entry.by, scheme_id=scheme_id, grade=given))
    return notes


def _parts(edit: Edit) -> Iterator[Edit]:
    """The edit, or those that a batch is made of, however deep."""
    if isinstance(edit, Batch):
        for part in edit.edits:
            yield from _parts(part)
    else:
        yield edit


def _standing(history: Iterable[HistoryEntry]) -> list[HistoryEntry]:
    """The entries that are in effect at the end."""
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
    """The grades that an edit gives a row, which had the grade `before`."""
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
        yield from (item.grade for item in items if isinstance(item, Graded) and item.grade)
