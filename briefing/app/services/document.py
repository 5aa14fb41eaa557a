"""An open project: the one door through which the window changes a briefing."""

from __future__ import annotations

import hashlib
import logging
import uuid
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from briefing import paths
from briefing.app.i18n import tr
from briefing.editing import Edit
from briefing.errors import BriefingError, EditError
from briefing.file_lock import FileLock, LockHeldError, lock_file, lock_folder
from briefing.model.briefing import Briefing, Status
from briefing.project import Project, RecoveryJournal, Reference, Session, Step, save_project
from briefing.project.session import utc_now
from briefing.template_files import Files

log = logging.getLogger(__name__)


class Document(QObject):
    """A session with its file, its lock and its recovery journal.

    `changed(before, after)` tells of every new value of the briefing, `state_changed` of all else that a
    window shows: the path, whether there is something to save, what can be undone. What could not be done
    is said by `refused`.
    """

    changed = Signal(object, object)
    state_changed = Signal()
    refused = Signal(str)
    saved = Signal()

    def __init__(self, session: Session, path: Path | None, *, lock: FileLock | None = None) -> None:
        super().__init__()
        self.session = session
        self.path = path
        self.held_by = ""
        self._lock = lock
        self._run: object = None
        self._saved_briefing: Briefing | None = session.briefing
        self._has_unsaved_template = False
        self._on_disk = fingerprint(path) if path else ""
        self._journal: RecoveryJournal | None = None
        session.on_step = self._keep_step

    # What it is

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
        """Whether rows can be changed: not while another window holds the file or the briefing is final."""
        return bool(self.held_by) or self.briefing.status is Status.FINAL

    @property
    def name(self) -> str:
        return self.path.name if self.path else tr("Untitled")

    # Changes

    def apply(self, edit: Edit, *, run: object = None) -> bool:
        """Apply an edit; tells whether it was done, and says by `refused` why it was not.

        Edits with the same `run` that come one after another are one step to undo.
        """
        if self.held_by:
            self.refused.emit(tr("This project is open elsewhere: {who}.", who=self.held_by))
            return False
        amend = run is not None and run == self._run
        return self._change(lambda: self.session.apply(edit, amend=amend), run)

    def undo(self) -> None:
        self._change(self.session.undo, None)

    def redo(self) -> None:
        self._change(self.session.redo, None)

    def attach(self, content: bytes) -> str:
        """Keep a picture with the project; returns its id."""
        self._keep(lambda journal: journal.keep_attachment(content))
        return self.session.attach(content)

    def keep_template(self, files: Files) -> None:
        """Keep the template that the briefing was exported with; the project is then not saved as it is."""
        if self.held_by or dict(files) == dict(self.session.project.template):
            return
        self._keep(lambda journal: journal.keep_template(files))
        self.session.keep_template(files)
        self._has_unsaved_template = True
        self.state_changed.emit()

    def _change(self, change: Callable[[], Briefing], run: object) -> bool:
        before = self.briefing
        try:
            change()
        except EditError as error:
            self.refused.emit("\n".join(map(str, error.problems)))
            return False
        self._run = run
        self.changed.emit(before, self.briefing)
        self.state_changed.emit()
        return True

    def end_run(self) -> None:
        """What is typed next is a step of its own."""
        self._run = None

    # The journal

    def begin_journal(self, base: Project | None = None) -> None:
        """Keep every step on disk from here on. `base` is what the session began with."""
        folder = paths.recovery() / uuid.uuid4().hex
        try:
            self._journal = RecoveryJournal(folder, base or self.session.project, self.path)
            self._in_use = lock_folder(folder)
        except (OSError, LockHeldError, BriefingError) as error:
            self._journal = None
            log.warning("no recovery journal: %s", error)

    @property
    def journal_folder(self) -> Path | None:
        return self._journal.folder if self._journal else None

    def _keep_step(self, step: Step) -> None:
        self._keep(lambda journal: journal.note_step(step))

    def _keep(self, keep: Callable[[RecoveryJournal], None]) -> None:
        """Write into the journal. Where the disk does not take it, what was done stands all the same."""
        if self._journal is None:
            return
        try:
            keep(self._journal)
        except (OSError, BriefingError) as error:
            self._journal.close()
            self._journal = None
            log.warning("the recovery journal ends: %s", error)
            self.refused.emit(
                tr("Changes are no longer kept for recovery. Save soon, to another disk if need be.")
            )

    # The file

    def save(self, path: Path | None = None) -> None:
        """Save to its file or to another, which is then its file. Raises BriefingError; nothing is lost."""
        target = path or self.path
        if target is None:
            raise BriefingError(tr("The briefing has no file yet."), tr("Choose one."))
        if target != self.path:
            lock, holder = take_lock(target)
            if holder:
                raise BriefingError(
                    tr("That file is open elsewhere: {who}.", who=holder), tr("Choose another.")
                )
            save_project(self.session.project, target)
            self._release_lock()
            self._lock, self.held_by = lock, ""
        else:
            save_project(self.session.project, target)
        self.path = target
        self._after_saving()

    def _after_saving(self) -> None:
        self._saved_briefing = self.briefing
        self._has_unsaved_template = False
        self._on_disk = fingerprint(self.path)
        self._run = None
        if self._journal is None:
            self.begin_journal()  # it was read-only until now, or the disk did not take the one before
        else:
            self._keep(self._note_saved)
        self.saved.emit()
        self.state_changed.emit()

    def _note_saved(self, journal: RecoveryJournal) -> None:
        journal.note_path(self.path)
        journal.note_saved(utc_now().strftime("%Y-%m-%dT%H:%M:%SZ"))

    def mark_unsaved(self) -> None:
        """What is here was recovered and is not what the file holds."""
        self._saved_briefing = None

    def was_changed_elsewhere(self) -> bool:
        """Whether the file is no longer what was opened or saved here."""
        return self.path is not None and fingerprint(self.path) != self._on_disk

    def note_file_seen(self) -> None:
        """The user was told of the file as it now is, and is not told again."""
        self._on_disk = fingerprint(self.path)

    def close(self) -> None:
        """Let go of the file and drop the journal: nothing here is to be recovered."""
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
    """The SHA-256 of a file's content; empty where it cannot be read."""
    if path is None:
        return ""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def take_lock(path: Path) -> tuple[FileLock | None, str]:
    """Return a lock on the file, or its holder; neither in a folder that cannot be written to."""
    try:
        return lock_file(path), ""
    except LockHeldError as error:
        holder = error.holder
        return None, tr(
            "{program}, process {process} on {host}",
            program=holder.program,
            process=holder.process_id,
            host=holder.host,
        )
    except OSError:
        return None, ""


def attach_document(project: Project, path: Path, reference: Reference, author: str) -> Document:
    """A document on the project that was read from `path`; read-only where another program holds it."""
    lock, holder = take_lock(path)
    document = Document(Session(project, reference, author=author), path, lock=lock)
    document.held_by = holder
    if not holder:
        document.begin_journal(project)
    return document


def new_document(session: Session) -> Document:
    """A document that has no file yet; what it starts with is kept for recovery."""
    document = Document(session, None)
    document.begin_journal()
    return document
