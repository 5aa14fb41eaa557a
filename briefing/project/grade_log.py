"""The grades that each row has had, by the history of a project."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from briefing.editing import (
    AddItem,
    ClearGrade,
    CreateBriefing,
    Edit,
    GradeItem,
    SetScheme,
    converted,
    parts_of,
)
from briefing.model.briefing import Grade, Graded, Judgement
from briefing.model.value import Value
from briefing.project.history import HistoryAction, HistoryEntry, Moment


class GradeNote(Value, frozen=True):
    """A grade that a row received, or None where it was cleared, with author, time and scheme."""

    at: Moment
    by: str
    scheme_id: str
    grade: Grade | None = None


class _Step(NamedTuple):
    """A step with its edit, and the ids of the rows whose grades it may set; None for any."""

    entry: HistoryEntry
    edit: Edit
    rows: frozenset[str] | None

    @property
    def concerned(self) -> Iterable[str | None]:
        return (None,) if self.rows is None else self.rows


class GradeLog:
    """The steps of a history that are in effect and concern grades, followed as the history grows.

    So the notes of a row cost its grades, and not each time the whole history.
    """

    def __init__(self, history: Iterable[HistoryEntry]) -> None:
        self._done: list[_Step] = []
        self._undone: list[_Step] = []
        self._places: defaultdict[str | None, list[int]] = defaultdict(list)
        """The places of the steps in `_done` that may set the grade of a row; with None that of any."""
        for entry in history:
            self.follow(entry)

    def follow(self, entry: HistoryEntry, *, amends: bool = False) -> None:
        """Take in the next entry; with `amends` it is the last one as it is now."""
        if amends:
            self._take_back()
        if entry.action is HistoryAction.UNDO and self._done:
            self._undone.append(self._take_back())
        elif entry.action is HistoryAction.REDO and self._undone:
            self._do(self._undone.pop())
        elif entry.edit is not None:
            self._undone.clear()
            self._do(_Step(entry, entry.edit, _rows_graded_by(entry.edit)))

    def _do(self, step: _Step) -> None:
        for row in step.concerned:
            self._places[row].append(len(self._done))
        self._done.append(step)

    def _take_back(self) -> _Step:
        step = self._done.pop()
        for row in step.concerned:
            self._places[row].pop()
        return step

    def notes(self, item_id: str) -> list[GradeNote]:
        """Return every grade of a row that was not undone, in order of time."""
        notes: list[GradeNote] = []
        scheme_id, grade = "", None
        for place in sorted([*self._places.get(item_id, ()), *self._places.get(None, ())]):
            entry, edit, _ = self._done[place]
            for part in parts_of(edit):
                scheme_id = _scheme_after(part) or scheme_id
                for new_grade in _grades_in(part, item_id, grade):
                    grade = new_grade
                    notes.append(GradeNote(at=entry.at, by=entry.by, scheme_id=scheme_id, grade=grade))
        return notes


def _rows_graded_by(edit: Edit) -> frozenset[str] | None:
    """Return the ids of the rows whose grades an edit may set; None where it may be any."""
    rows = set[str]()
    for part in parts_of(edit):
        if isinstance(part, CreateBriefing | SetScheme):
            return None
        if isinstance(part, GradeItem | ClearGrade):
            rows.add(part.item_id)
        elif isinstance(part, AddItem):
            rows.add(part.item.id)
    return frozenset(rows)


def _scheme_after(edit: Edit) -> str:
    """Return the grading scheme that an edit sets; empty where it sets none."""
    if isinstance(edit, CreateBriefing):
        return edit.briefing.scheme_id
    return edit.scheme_id if isinstance(edit, SetScheme) else ""


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
