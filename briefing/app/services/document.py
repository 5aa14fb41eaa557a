"""Hold an open project with its file, its lock and its recovery journal."""

from __future__ import annotations

import hashlib
import logging
import os
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from briefing import paths
from briefing.app.i18n import tr
from briefing.clock import utc_now
from briefing.editing import CreateBriefing, Edit
from briefing.errors import BriefingError, EditError
from briefing.file_lock import FileLock, LockHeldError, LockHolder, lock_file, lock_folder
from briefing.model.briefing import Briefing, Status
from briefing.project import (
    Project,
    RecoveryJournal,
    Reference,
    Session,
    Step,
    StoredProject,
    save_project,
)
from briefing.project.session import moment_of
from briefing.template_files import Files
from briefing.text.characters import visible

log = logging.getLogger(__name__)


class Document(QObject):
    """A session with its file, its lock and its recovery journal.

    `changed(before, after)` announces every new value of the briefing; `state_changed` anything else that a
    window shows: path, unsaved changes, what can be undone; `refused(text)` why an edit was not applied;
    `recording_ended(text)` that changes are no longer recorded for recovery, until the next save.
    """

    changed = Signal(object, object)
    state_changed = Signal()
    refused = Signal(str)
    recording_ended = Signal(str)
    saved = Signal()
    _sync_failed = Signal(object)

    def __init__(
        self,
        session: Session,
        path: Path | None,
        *,
        lock: FileLock | None = None,
        digest: str | None = None,
    ) -> None:
        """`digest` is the SHA-256 of the file as it was read; by default as it is now."""
        super().__init__()
        self.session = session
        self.path = path
        self.held_by = ""
        self.can_be_taken_over = False
        self.recording_failure = ""
        self._lock = lock
        self._run: object = None
        self._last_run: object = None
        self._steps_of_last_run = 0
        self._saved_briefing: Briefing | None = session.briefing
        self._has_unsaved_template = False
        self._on_disk = self._written = fingerprint(path) if digest is None else digest
        self._journal: RecoveryJournal | None = None
        session.on_step = self._record_step
        self._sync_failed.connect(self._on_sync_failed)

    # State

    @property
    def briefing(self) -> Briefing:
        return self.session.briefing

    @property
    def is_modified(self) -> bool:
        return self._has_unsaved_template or (
            self.session.briefing is not self._saved_briefing
            and self.session.briefing != self._saved_briefing
        )

    @property
    def is_read_only(self) -> bool:
        """True if the file is locked by another program or the briefing is final."""
        return bool(self.held_by) or self.briefing.status is Status.FINAL

    @property
    def is_approved(self) -> bool:
        """True if words and grades are locked, and a change of them withdraws an approval."""
        return not self.is_read_only and self.briefing.is_approved

    @property
    def reason_locked(self) -> str:
        """Why the words and grades of the rows cannot be edited in place; empty where they can."""
        if self.held_by:
            return tr("This project is open in another program: {who}.", who=self.held_by)
        if self.is_read_only:
            return tr(
                "This briefing is final. Set its status to draft in “Briefing details…” to change it."
            )
        approved = self.briefing.issue.approved
        if approved is not None and approved.on is not None:
            return tr(
                "{name} approved this briefing on {day}, so its words and grades are locked. Choose File → "
                "Withdraw the approval to change them.",
                name=approved.name,
                day=approved.on,
            )
        return ""

    @property
    def name(self) -> str:
        return visible(self.path.name) if self.path else tr("Untitled")

    # Changes

    def apply(self, edit: Edit, *, run: object = None) -> bool:
        """Apply an edit and return whether it was done; `refused` gives the reason if not.

        Consecutive edits with the same `run` are one step to undo.
        """
        if self.held_by:
            self.refused.emit(tr("This project is open in another program: {who}.", who=self.held_by))
            return False
        amend = run is not None and run == self._run
        is_done = self._change(lambda: self.session.apply(edit, amend=amend), run)
        if is_done and not amend:
            self._steps_of_last_run = self._steps_of_last_run + 1 if run is self._last_run else 1
            self._last_run = run
        return is_done

    def restore(self, edit: CreateBriefing) -> bool:
        """Restore an earlier state as one step, and return whether it was done."""
        if self.held_by:
            self.refused.emit(tr("This project is open in another program: {who}.", who=self.held_by))
            return False
        self._forget_run()
        return self._change(lambda: self.session.restore(edit), None)

    def undo(self) -> None:
        self._forget_run()
        self._change(self.session.undo, None)

    def take_back(self, run: object) -> None:
        """Undo the last steps, if they were made with this `run`; a save divides a run into several."""
        count = self._steps_of_last_run if run is not None and run is self._last_run else 0
        for _step in range(count):
            self.undo()

    def _forget_run(self) -> None:
        self._last_run, self._steps_of_last_run = None, 0

    def redo(self) -> None:
        self._forget_run()
        self._change(self.session.redo, None)

    def attach(self, content: bytes) -> str:
        """Add an image to the project and return its id."""
        self._record(lambda journal: journal.keep_attachment(content))
        return self.session.attach(content)

    def keep_template(self, files: Files) -> bool:
        """Store the template of an export in the project, which then has unsaved changes.

        Return False where the project has it already, or is read-only.
        """
        if self.held_by or dict(files) == dict(self.session.project.template):
            return False
        self._record(lambda journal: journal.keep_template(files))
        self.session.keep_template(files)
        self._has_unsaved_template = True
        self.state_changed.emit()
        return True

    def _change(self, change: Callable[[], Briefing], run: object) -> bool:
        before = self.briefing
        try:
            change()
        except EditError as error:
            self.refused.emit(visible(error.reasons))  # without the names of the edit's fields
            return False
        self._run = run
        self.changed.emit(before, self.briefing)
        self.state_changed.emit()
        return True

    def end_run(self) -> None:
        """Make the next edit a step of its own, whatever its `run`."""
        self._run = None

    # The journal

    def start_journal(self, base: Project | bytes | None = None) -> None:
        """Record every step on disk from now on.

        `base` is the project at the start of the session, or its file in the current format.
        """
        folder = paths.recovery() / uuid.uuid4().hex
        try:
            # Lock the folder first, or another program may take the new journal for an abandoned one.
            folder.mkdir(parents=True)
            self._in_use = lock_folder(folder)
            failed = partial(self._sync_failed.emit, folder)
            self._journal = RecoveryJournal(folder, base or self.session.project, self.path, failed)
            self.recording_failure = ""
        except (OSError, LockHeldError, BriefingError) as error:
            self._journal = None
            log.warning("no recovery journal: %s", error)
            self._end_recording()

    @property
    def journal_folder(self) -> Path | None:
        return self._journal.folder if self._journal else None

    def _record_step(self, step: Step) -> None:
        self._record(lambda journal: journal.note_step(step))

    def _record(self, write: Callable[[RecoveryJournal], None]) -> None:
        """Write to the journal. If that fails, the change remains but recording ends."""
        if self._journal is None:
            return
        try:
            write(self._journal)
        except (OSError, BriefingError) as error:
            self._journal.close()
            self._journal = None
            log.warning("the recovery journal ends: %s", error)
            self._end_recording()

    def sync_journal(self) -> None:
        """Wait until every step is on disk, before anything that relies on it."""
        self._record(lambda journal: journal.sync())

    @Slot(object)
    def _on_sync_failed(self, folder: Path) -> None:
        """End a recording whose steps no longer reach the disk; the thread of the journal reports it."""
        if self.journal_folder == folder:
            self.sync_journal()

    def _end_recording(self) -> None:
        self.recording_failure = tr(
            "Changes are no longer recorded for recovery after a crash, because the folder “{folder}” "
            "cannot be written to. Save the briefing soon, to another disk if necessary.",
            folder=paths.recovery(),
        )
        self.recording_ended.emit(self.recording_failure)

    # The file

    def save(self, path: Path | None = None) -> None:
        """Save to the file, or to another, which becomes the file. Raise BriefingError; nothing is lost."""
        target = path or self.path
        if target is None:
            raise BriefingError(
                tr("The briefing has never been saved, so it has no file to save to."),
                tr("Choose a file with “Save as…”."),
            )
        if self.held_by or not _is_same_file(target, self.path):
            lock, refusal = acquire_lock(target)
            if refusal:
                raise BriefingError(
                    tr("That file is open in another program: {who}.", who=refusal.who),
                    tr("Choose another file."),
                )
            save_project(self.session.project, target)
            self._release_lock()
            self._lock, self.held_by, self.can_be_taken_over = lock, "", False
        else:
            save_project(self.session.project, target)
        self.path = target
        self._after_saving()

    def _after_saving(self) -> None:
        self._saved_briefing = self.briefing
        self._has_unsaved_template = False
        self._on_disk = self._written = fingerprint(self.path)
        self._run = None
        if self._journal is None:
            self.start_journal()  # it was read-only until now, or the previous journal could not be written
        else:
            self._record(self._note_saved)
        self.saved.emit()
        self.state_changed.emit()

    def _note_saved(self, journal: RecoveryJournal) -> None:
        journal.note_path(self.path)
        journal.note_saved(moment_of(utc_now()))
        journal.sync()

    def mark_unsaved(self) -> None:
        """Treat the briefing as unsaved, since it was recovered and differs from the file."""
        self._saved_briefing = None

    def was_changed_elsewhere(self) -> bool:
        """Return whether the file is no longer as it was opened or saved here."""
        return self.path is not None and fingerprint(self.path) != self._on_disk

    def file_is_own(self) -> bool:
        """Return whether the file is as it was opened or last saved here, perhaps restored since."""
        return fingerprint(self.path) == self._written

    def note_changed_elsewhere(self) -> None:
        """Take the file as different from the one that this document began with: saving asks first."""
        self._on_disk = self._written = ""

    def note_file_seen(self) -> None:
        """Take the file as it is now as known, so that the user is notified of it only once."""
        self._on_disk = fingerprint(self.path)

    def close(self) -> None:
        """Release the file and delete the journal: there is nothing to recover."""
        if self._journal:
            self._in_use.release()
            self._journal.discard()
            self._journal = None
        self._release_lock()

    def _release_lock(self) -> None:
        if self._lock:
            self._lock.release()
            self._lock = None


def fingerprint(path: Path | None) -> str:
    """Return the SHA-256 of a file's content, empty if it cannot be read."""
    if path is None:
        return ""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def _is_same_file(first: Path, second: Path | None) -> bool:
    return second is not None and os.path.realpath(first) == os.path.realpath(second)


@dataclass(frozen=True, slots=True)
class LockRefusal:
    """The program that has a file open, in words; a lock that is not `is_certain` can be taken over."""

    who: str
    is_certain: bool


def acquire_lock(path: Path, *, take_over: bool = False) -> tuple[FileLock | None, LockRefusal | None]:
    """Return a lock on the file, or who has it; neither in a folder that cannot be written to."""
    try:
        return lock_file(path, take_over=take_over), None
    except LockHeldError as error:
        return None, LockRefusal(_in_words(error.holder), error.is_certain)
    except OSError:
        return None, None


def _in_words(holder: LockHolder) -> str:
    if not holder.process_id:
        return tr("an unknown program, since {time}", time=holder.taken_at)
    # Only this program takes such locks; its process has the name of the interpreter.
    if holder.is_on_this_machine:
        return tr("another window of Treaty Briefing on this computer, since {time}", time=holder.taken_at)
    return tr("Treaty Briefing on {host}, since {time}", host=holder.host, time=holder.taken_at)


def attach_document(
    stored: StoredProject, path: Path, reference: Reference, author: str, *, take_over: bool = False
) -> Document:
    """Return a document for a project read from `path`, read-only if another program has locked it.

    With `take_over`, a lock that may be left over from another computer is replaced.
    """
    lock, refusal = acquire_lock(path, take_over=take_over)
    session = Session(stored.project, reference, author=author)
    document = Document(session, path, lock=lock, digest=stored.digest)
    if refusal:
        document.held_by, document.can_be_taken_over = refusal.who, not refusal.is_certain
    else:
        document.start_journal(stored.packed or stored.project)
    return document


def new_document(session: Session) -> Document:
    """Return a document without a file, whose initial state is recorded for recovery."""
    document = Document(session, None)
    document.start_journal()
    return document
