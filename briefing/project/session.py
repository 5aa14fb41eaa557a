"""An open project: every edit of it goes through its session."""

from __future__ import annotations

import datetime
import difflib
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from msgspec.structs import replace

from briefing.clock import utc_now
from briefing.editing import (
    AddFact,
    AddItem,
    Batch,
    CreateBriefing,
    Edit,
    RefreshFact,
    ReplaceContent,
    SetScheme,
    apply,
    create,
)
from briefing.errors import EditError, Problem
from briefing.grading import Scales
from briefing.model.briefing import Briefing, OnTreaties, Status
from briefing.model.issue import SavedReview
from briefing.model.library import Catalogue, Material
from briefing.model.sections import catalogue_of
from briefing.project.format import Project, archived_ids, attachment_ids
from briefing.project.grade_log import GradeLog, GradeNote
from briefing.project.history import HistoryAction, HistoryEntry, Step, following
from briefing.project.history_log import RESTORE
from briefing.template_files import Files
from briefing.text.characters import visible

Clock = Callable[[], datetime.datetime]


@dataclass(frozen=True, slots=True)
class Reference:
    """The library and the scales against which a session checks edits."""

    library: Catalogue
    scales: Scales


def moment_of(time: datetime.datetime) -> str:
    """Return a time in UTC as a `Moment`, with four digits of the year whatever the clock shows."""
    return time.astimezone(datetime.UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


class Session:
    """Applies edits to a project, records their history, and undoes and redoes them.

    The session adds the library material that an edit names, and checks grades against the schemes and the
    marking against the marking sets. `on_step` is called after each step, for the recovery journal.
    """

    def __init__(
        self,
        project: Project,
        reference: Reference,
        *,
        author: str,
        clock: Clock = utc_now,
    ) -> None:
        self.reference = reference
        self.author = visible(author)
        self.on_step: Callable[[Step], None] = lambda _step: None
        self._clock = clock
        self._briefing = project.briefing
        self._history = list(project.history)
        self._attachments = dict(project.attachments)
        self._template = dict(project.template)
        self.opened = project
        self._reviewed: tuple[Briefing, Callable[[], SavedReview | None]] = (
            project.briefing,
            lambda: project.review,
        )
        self._grade_log: GradeLog | None = None
        self._undoable: list[tuple[Briefing, str]] = []
        self._redoable: list[tuple[Briefing, str]] = []

    @classmethod
    def begin(
        cls,
        briefing: Briefing,
        reference: Reference,
        *,
        author: str,
        clock: Clock = utc_now,
        attachments: Mapping[str, bytes] | None = None,
    ) -> Session:
        """Start a session on a new project, whose history begins with this briefing and its attachments."""
        edit = CreateBriefing(briefing=briefing)
        project = Project(create(edit), attachments=attachments or {})
        session = cls(project, reference, author=author, clock=clock)
        session._check(briefing, edit)
        entry = HistoryEntry(at=session._moment(), by=author, edit=edit)
        session._history.append(entry)
        return session

    @property
    def briefing(self) -> Briefing:
        return self._briefing

    @property
    def project(self) -> Project:
        """The project as it would be saved: attachments that are in use, and the review if current."""
        briefing, noted = self._reviewed
        review = noted() if briefing is self._briefing else None
        return Project(self._briefing, tuple(self._history), self.attachments, self._template, review)

    def note_review(self, briefing: Briefing, review: Callable[[], SavedReview]) -> None:
        """Note the findings of a briefing, to be saved with it as long as it does not change.

        `review` returns them; it is called only where they are saved.
        """
        self._reviewed = (briefing, review)

    @property
    def attachments(self) -> dict[str, bytes]:
        """The attachments that are in use, by their SHA-256."""
        used = attachment_ids(self._briefing)
        return {key: raw for key, raw in self._attachments.items() if key in used}

    def attachment(self, key: str) -> bytes | None:
        """Return an attachment by its SHA-256; None where there is no such."""
        return self._attachments.get(key)

    @property
    def template(self) -> Files:
        """The files of the template that the briefing was exported with."""
        return self._template

    @property
    def history(self) -> tuple[HistoryEntry, ...]:
        """Every step so far, those of earlier sessions included."""
        return tuple(self._history)

    def grade_notes(self, item_id: str) -> list[GradeNote]:
        """Return every grade of a row that was not undone, in order of time."""
        if self._grade_log is None:
            self._grade_log = GradeLog(self._history)
        return self._grade_log.notes(item_id)

    @property
    def undo_label(self) -> str | None:
        return self._undoable[-1][1] if self._undoable else None

    @property
    def redo_label(self) -> str | None:
        return self._redoable[-1][1] if self._redoable else None

    def keep_template(self, files: Files) -> None:
        """Store the files of the template that the briefing was exported with; replace those before."""
        self._template = dict(files)

    def attach(self, content: bytes) -> str:
        """Store a file for figures to refer to, and return its SHA-256."""
        key = hashlib.sha256(content).hexdigest()
        self._attachments[key] = content
        return key

    def apply(self, edit: Edit, *, amend: bool = False) -> Briefing:
        """Apply an edit and record it. Raises EditError, and changes nothing, where it is impossible.

        With `amend` it replaces the last edit, which must have been of the same kind and on the same
        target: a sentence that is typed with pauses is one step of undo and one of the history.
        """
        if isinstance(edit, CreateBriefing):
            apply(self._briefing, edit)  # raises: only `restore` may replace a briefing
        complete = self.completed(edit)
        if not amend:
            complete = _without_known(complete, self._briefing.library)
        entry = HistoryEntry(at=self._moment(), by=self.author, edit=complete)
        return self.follow(Step(entry, amends=amend))

    def restore(self, edit: CreateBriefing) -> Briefing:
        """Apply the edit that `restoration` returned, as a step of its own. Raises EditError."""
        if self._briefing.status is Status.FINAL:
            raise EditError("The briefing is final.", "Reopen it as a draft to restore an earlier state.")
        return self.follow(Step(HistoryEntry(at=self._moment(), by=self.author, edit=edit)))

    def undo(self) -> Briefing:
        """Undo the last edit of this session. Raises EditError where there is none."""
        return self.follow(Step(HistoryEntry(at=self._moment(), by=self.author, action=HistoryAction.UNDO)))

    def redo(self) -> Briefing:
        """Redo the edit that was undone last. Raises EditError where there is none."""
        return self.follow(Step(HistoryEntry(at=self._moment(), by=self.author, action=HistoryAction.REDO)))

    def follow(self, step: Step) -> Briefing:
        """Repeat a recorded step with its own time and author. Raises EditError."""
        if step.entry.edit is not None:
            self._do(step.entry.edit, amends=step.amends)
        elif step.entry.action is HistoryAction.UNDO:
            self._step_back(HistoryAction.UNDO, self._undoable, self._redoable)
        else:
            self._step_back(HistoryAction.REDO, self._redoable, self._undoable)
        if step.amends:
            self._history[-1] = step.entry
        else:
            self._history.append(step.entry)
        if self._grade_log is not None:
            self._grade_log.follow(step.entry, amends=step.amends)
        self.on_step(step)
        return self._briefing

    def _do(self, edit: Edit, *, amends: bool) -> None:
        if amends and (not self._undoable or self._history[-1].action is not HistoryAction.APPLY):
            raise EditError("There is no edit to amend.")
        before = self._undoable[-1][0] if amends else self._briefing
        after = following(before, edit)
        self._check(after, edit)
        if amends:
            self._undoable.pop()
        label = RESTORE if isinstance(edit, CreateBriefing) else edit.label
        self._undoable.append((before, label))
        self._redoable.clear()
        self._briefing = after

    def _step_back(
        self, action: HistoryAction, source: list[tuple[Briefing, str]], target: list[tuple[Briefing, str]]
    ) -> None:
        if not source:
            raise EditError(f"There is nothing to {action}.")
        earlier, label = source.pop()
        target.append((self._briefing, label))
        self._briefing = earlier

    def _moment(self) -> str:
        return moment_of(self._clock())

    def _check(self, after: Briefing, edit: Edit) -> None:
        problems = self.reference.scales.check(after)
        problems += [
            Problem(
                "The picture is not attached to the project.",
                "Attach it first.",
                field=f"{type(edit).__name__}.attachment",
            )
            for key in sorted(attachment_ids(after) - archived_ids(after) - self._attachments.keys())
        ]
        if problems:
            raise EditError(problems)

    def completed(self, edit: Edit) -> Edit:
        """Return the edit with the library material that it names but does not contain."""
        if isinstance(edit, Batch):
            return replace(edit, edits=tuple(self.completed(part) for part in edit.edits))
        if isinstance(edit, AddFact | RefreshFact) and edit.material == Material():
            return replace(edit, material=self._material([edit.fact_id], []))
        if (
            isinstance(edit, AddItem | ReplaceContent)
            and isinstance(edit.item, OnTreaties)
            and edit.material == Material()
        ):
            return replace(edit, material=self._material([], list(edit.item.treaty_ids)))
        if isinstance(edit, SetScheme):
            today = self._clock().date().isoformat()
            return replace(edit, graded_by=edit.graded_by or self.author, graded_on=edit.graded_on or today)
        return edit

    def _material(self, fact_ids: list[str], treaty_ids: list[str]) -> Material:
        snapshot = catalogue_of(self._briefing.library)
        for kind, ids, known, present in (
            ("fact", fact_ids, self.reference.library.facts, snapshot.facts),
            ("treaty", treaty_ids, self.reference.library.treaties, snapshot.treaties),
        ):
            for value_id in ids:
                if value_id not in known and value_id not in present:
                    raise EditError(_unknown(kind, value_id, list(known)))
        return self.reference.library.material_for(
            [fact_id for fact_id in fact_ids if fact_id in self.reference.library.facts],
            [treaty_id for treaty_id in treaty_ids if treaty_id in self.reference.library.treaties],
        )


def _without_known(edit: Edit, library: Material) -> Edit:
    """Return the edit without that part of its material which the briefing has already.

    It would not be used, and a history of thousands of rows would name each source in each of them.
    """
    if not isinstance(edit, AddFact | AddItem | ReplaceContent):
        return edit
    return replace(edit, material=catalogue_of(library).new_in(edit.material))


def _unknown(kind: str, value_id: str, known: list[str]) -> Problem:
    close = difflib.get_close_matches(value_id, known, n=1)
    plural = {"fact": "facts", "treaty": "treaties"}[kind]
    remedy = f"Did you mean '{close[0]}'?" if close else f"List them with 'briefing {plural}'."
    return Problem(f"There is no {kind} '{value_id}' in the library.", remedy, field=f"{kind}_id")
