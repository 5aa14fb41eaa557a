"""A project as it may leave the office: without comments, and without names that are no longer printed.

The history of the copy leads to the same briefing, so that it can be opened, verified and continued.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from briefing.editing import (
    AddComment,
    Approve,
    Batch,
    ChangeComment,
    CreateBriefing,
    Edit,
    RemoveComment,
    SetIssue,
)
from briefing.model.briefing import Briefing
from briefing.model.issue import IssueBlock, SignOff
from briefing.project.format import Project
from briefing.project.history import HistoryAction, HistoryEntry

_WITHHELD = "—"
"""What a name becomes that is not in the issue block any more."""


def for_sending(project: Project) -> Project:
    """Return the project without comments, in its history too, and with the printed names alone.

    It has no findings either: the bytes of a PDF do not depend on the review with which it was saved.
    """
    briefing = replace(project.briefing, comments=())
    cleaner = _Cleaner(briefing.issue)
    history = tuple(_kept(project.history, cleaner))
    return dataclasses.replace(project, briefing=briefing, history=history, review=None)


def _kept(history: Iterable[HistoryEntry], cleaner: _Cleaner) -> Iterator[HistoryEntry]:
    """Yield the entries that remain; where an edit is dropped, so is every undo and redo of it."""
    undoable: list[bool] = []
    redoable: list[bool] = []
    for entry in history:
        if entry.edit is None:
            source, target = (
                (undoable, redoable) if entry.action is HistoryAction.UNDO else (redoable, undoable)
            )
            remains = source.pop() if source else True
            target.append(remains)
            if remains:
                yield entry
            continue
        cleaned = cleaner.entry(entry, entry.edit)
        redoable.clear()
        undoable.append(cleaned is not None)
        if cleaned is not None:
            yield cleaned


class _Cleaner:
    """Removes comments from edits, and names that are not in the `final` issue block."""

    def __init__(self, final: IssueBlock) -> None:
        self._final = final
        signed = (final.prepared, final.reviewed, final.approved)
        self._people = {(person.name, person.post) for person in signed if person is not None}

    def entry(self, entry: HistoryEntry, edit: Edit) -> HistoryEntry | None:
        """Return the entry with its edit cleaned; None where nothing of it is left."""
        cleaned = self._edit(edit)
        if cleaned is None:
            return None
        # Who approved an earlier state was also the author of that step.
        hidden = isinstance(edit, Approve) and isinstance(cleaned, Approve) and cleaned.by != edit.by
        return replace(entry, edit=cleaned, by=_WITHHELD if hidden else entry.by)

    def _edit(self, edit: Edit) -> Edit | None:
        if isinstance(edit, AddComment | ChangeComment | RemoveComment):
            return None
        if isinstance(edit, Batch):
            parts = tuple(part for part in map(self._edit, edit.edits) if part is not None)
            return replace(edit, edits=parts) if parts or not edit.edits else None
        if isinstance(edit, CreateBriefing):
            return replace(edit, briefing=self._briefing(edit.briefing))
        if isinstance(edit, SetIssue):
            return replace(edit, issue=self._issue(edit.issue))
        if isinstance(edit, Approve) and (edit.by, edit.post) not in self._people:
            return replace(edit, by=_WITHHELD, post="")
        return edit

    def _briefing(self, briefing: Briefing) -> Briefing:
        return replace(briefing, comments=(), issue=self._issue(briefing.issue))

    def _issue(self, issue: IssueBlock) -> IssueBlock:
        final = self._final
        return replace(
            issue,
            prepared=self._person(issue.prepared),
            reviewed=self._person(issue.reviewed),
            approved=self._person(issue.approved),
            distribution=tuple(name for name in issue.distribution if name in final.distribution),
            copies=tuple(name for name in issue.copies if name in final.copies),
            contact=issue.contact if issue.contact == final.contact else "",
        )

    def _person(self, sign_off: SignOff | None) -> SignOff | None:
        if sign_off is None or (sign_off.name, sign_off.post) in self._people:
            return sign_off
        return replace(sign_off, name=_WITHHELD, post="")
