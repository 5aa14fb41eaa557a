"""The history of a project as a list to read: who did what, to which rows, and when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from briefing.editing import CreateBriefing, Edit, parts_of
from briefing.project.history import HistoryAction, HistoryEntry

RESTORE = "Restore an earlier state"
_LONGEST = 120
_ID_FIELDS = ("item_id", "section_id", "row_id")


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A step of the history, numbered from 0.

    `label` names the edit, or the edit that was undone or redone. With `is_undone` the step is not part of
    the present state. `edit` is None for undo and redo.
    """

    number: int
    at: str
    by: str
    label: str
    is_undone: bool
    edit: Edit | None

    @property
    def row_ids(self) -> frozenset[str]:
        return frozenset(_row_ids(self.edit)) if self.edit is not None else frozenset()

    @property
    def detail(self) -> str:
        """The words or values that the edit sets, in short."""
        texts = list(dict.fromkeys(_texts(self.edit))) if self.edit is not None else []
        text = "; ".join(texts)
        return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def history_log(history: Sequence[HistoryEntry]) -> list[LogEntry]:
    """Return the steps of a history in their order."""
    entries = list[LogEntry]()
    done, undone = list[int](), list[int]()
    for number, entry in enumerate(history):
        if entry.edit is not None:
            undone.clear()
            done.append(number)
            label = RESTORE if isinstance(entry.edit, CreateBriefing) and number else entry.edit.label
        else:
            label = _moved(entry.action, done, undone, entries)
        entries.append(LogEntry(number, entry.at, entry.by, label, False, entry.edit))
    effective = set(done)
    return [
        entry if entry.edit is None or entry.number in effective else _as_undone(entry) for entry in entries
    ]


def _moved(action: HistoryAction, done: list[int], undone: list[int], entries: list[LogEntry]) -> str:
    """Follow an undo or redo, and return its label."""
    source, target = (done, undone) if action is HistoryAction.UNDO else (undone, done)
    name = "Undo" if action is HistoryAction.UNDO else "Redo"
    if not source:
        return name
    target.append(source.pop())
    return f"{name}: {entries[target[-1]].label}"


def _as_undone(entry: LogEntry) -> LogEntry:
    return LogEntry(entry.number, entry.at, entry.by, entry.label, True, entry.edit)


def _row_ids(edit: Edit) -> Iterator[str]:
    for part in parts_of(edit):
        if isinstance(part, CreateBriefing):
            continue
        yield from (value for name in _ID_FIELDS if isinstance(value := getattr(part, name, None), str))
        for name in ("item", "section", "waiver"):
            value = getattr(part, name, None)
            yield from (each for each in (getattr(value, "id", ""), getattr(value, "row_id", "")) if each)


def _texts(edit: Edit) -> Iterator[str]:
    for part in parts_of(edit):
        if isinstance(part, CreateBriefing):
            yield part.briefing.title
            continue
        for name in part.__struct_fields__:
            if name not in (*_ID_FIELDS, "material", "position", "parent_id"):
                yield from _words_in(getattr(part, name))


def _words_in(value: Any) -> Iterator[str]:
    """Yield the texts in a field of an edit; of a record its text, title or caption only."""
    if isinstance(value, str):
        yield from [str(value)] if value.strip() else []
    elif isinstance(value, msgspec.Struct):
        for name in ("text", "title", "caption", "likelihood", "confidence", "rationale", "reason"):
            yield from _words_in(getattr(value, name, None))
    elif isinstance(value, tuple):
        for each in value:
            yield from _words_in(each)
