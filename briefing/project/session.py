"""A project while it changes: the one door through which every edit goes."""

from __future__ import annotations

import datetime
import difflib
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from msgspec.structs import replace

from briefing.editing import (
    AddFact,
    AddItem,
    Batch,
    CreateBriefing,
    Edit,
    RefreshFact,
    ReplaceContent,
    apply,
    create,
)
from briefing.errors import EditError, Problem
from briefing.grading import Scales
from briefing.model.briefing import Briefing, Comparison
from briefing.model.library import Catalogue, Material
from briefing.project.format import Project, attachment_ids
from briefing.project.history import Action, HistoryEntry

Clock = Callable[[], datetime.datetime]


@dataclass(frozen=True, slots=True)
class Reference:
    """What a session holds edits against: the library, the scales and the labels that are known."""

    library: Catalogue
    scales: Scales


def utc_now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)


class Session:
    """Applies edits to a project, keeps their history, and undoes and redoes them.

    What a fact needs from the library is filled in here, so that an edit names the fact alone; grades are
    held against the schemes and the marking against the marking sets.
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
        self.author = author
        self._clock = clock
        self._briefing = project.briefing
        self._history = list(project.history)
        self._attachments = dict(project.attachments)
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
        """A session on a new project, whose history begins with this briefing and its attachments."""
        edit = CreateBriefing(briefing=briefing)
        project = Project(create(edit), attachments=attachments or {})
        session = cls(project, reference, author=author, clock=clock)
        session._check(briefing, edit)
        session._note(Action.APPLY, edit)
        return session

    @property
    def briefing(self) -> Briefing:
        return self._briefing

    @property
    def project(self) -> Project:
        """The project as it would be saved: with the attachments that are in use."""
        used = attachment_ids(self._briefing)
        attachments = {key: raw for key, raw in self._attachments.items() if key in used}
        return Project(self._briefing, tuple(self._history), attachments)

    @property
    def undo_label(self) -> str | None:
        return self._undoable[-1][1] if self._undoable else None

    @property
    def redo_label(self) -> str | None:
        return self._redoable[-1][1] if self._redoable else None

    def attach(self, content: bytes) -> str:
        """Keep a file for figures to refer to; returns its SHA-256."""
        key = hashlib.sha256(content).hexdigest()
        self._attachments[key] = content
        return key

    def apply(self, edit: Edit) -> Briefing:
        """Apply an edit and note it. Raises EditError, and changes nothing, where it is impossible."""
        complete = self._completed(edit)
        after = apply(self._briefing, complete)
        self._check(after, complete)
        self._undoable.append((self._briefing, complete.label))
        self._redoable.clear()
        self._briefing = after
        self._note(Action.APPLY, complete)
        return after

    def undo(self) -> Briefing:
        """Take back the last edit of this session. Raises EditError where there is none."""
        return self._step_back(Action.UNDO, self._undoable, self._redoable)

    def redo(self) -> Briefing:
        """Do again what was undone last. Raises EditError where there is none."""
        return self._step_back(Action.REDO, self._redoable, self._undoable)

    def _step_back(
        self, action: Action, taken: list[tuple[Briefing, str]], given: list[tuple[Briefing, str]]
    ) -> Briefing:
        if not taken:
            raise EditError(f"There is nothing to {action}.")
        earlier, label = taken.pop()
        given.append((self._briefing, label))
        self._briefing = earlier
        self._note(action)
        return earlier

    def _note(self, action: Action, edit: Edit | None = None) -> None:
        moment = self._clock().astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        self._history.append(HistoryEntry(at=moment, by=self.author, action=action, edit=edit))

    def _check(self, after: Briefing, edit: Edit) -> None:
        problems = self.reference.scales.check(after)
        problems += [
            Problem(
                "The picture was not attached.",
                "Attach it first.",
                field=f"{type(edit).__name__}.attachment",
            )
            for key in sorted(attachment_ids(after) - self._attachments.keys())
            if key not in {source.attachment for source in after.library.sources}
        ]
        if problems:
            raise EditError(problems)

    def _completed(self, edit: Edit) -> Edit:
        """The edit with the library material that it names but does not carry."""
        if isinstance(edit, Batch):
            return replace(edit, edits=tuple(self._completed(part) for part in edit.edits))
        if isinstance(edit, AddFact | RefreshFact) and edit.material == Material():
            return replace(edit, material=self._material([edit.fact_id], []))
        if (
            isinstance(edit, AddItem | ReplaceContent)
            and isinstance(edit.item, Comparison)
            and edit.material == Material()
        ):
            return replace(edit, material=self._material([], list(edit.item.treaty_ids)))
        return edit

    def _material(self, fact_ids: list[str], treaty_ids: list[str]) -> Material:
        own = Catalogue(self._briefing.library)
        for kind, wanted, known, mine in (
            ("fact", fact_ids, self.reference.library.facts, own.facts),
            ("treaty", treaty_ids, self.reference.library.treaties, own.treaties),
        ):
            for value_id in wanted:
                if value_id not in known and value_id not in mine:
                    raise EditError(_unknown(kind, value_id, list(known)))
        return self.reference.library.material_for(
            [fact_id for fact_id in fact_ids if fact_id in self.reference.library.facts],
            [treaty_id for treaty_id in treaty_ids if treaty_id in self.reference.library.treaties],
        )


def _unknown(kind: str, value_id: str, known: list[str]) -> Problem:
    close = difflib.get_close_matches(value_id, known, n=1)
    plural = {"fact": "facts", "treaty": "treaties"}[kind]
    remedy = f"Did you mean '{close[0]}'?" if close else f"List what there is with 'briefing {plural}'."
    return Problem(f"There is no {kind} '{value_id}' in the library.", remedy, field=f"{kind}_id")
