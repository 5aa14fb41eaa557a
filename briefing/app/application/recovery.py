"""Journals that a killed program left behind: found at the next start, offered, opened or dropped."""

from __future__ import annotations

import logging
from pathlib import Path

from briefing import paths
from briefing.app.services.document import Document, take_lock
from briefing.errors import BriefingError, EditError
from briefing.file_lock import LockHeldError, lock_folder
from briefing.project import Recovered, Reference, Session, read_journal
from briefing.project.recovery_journal import discard, is_journal

log = logging.getLogger(__name__)


def abandoned() -> list[Recovered]:
    """What was not saved when the program was killed, latest first; what needs no recovery is removed."""
    found = list[Recovered]()
    root = paths.recovery()
    for folder in sorted(root.iterdir()) if root.is_dir() else []:
        if not is_journal(folder) or not _is_free(folder):
            continue
        try:
            journal = read_journal(folder)
        except BriefingError as error:
            log.warning("a recovery journal was left alone: %s", error)
            continue
        if journal.unsaved:
            found.append(journal)
        else:
            discard(folder)
    return sorted(found, key=lambda journal: journal.last_at, reverse=True)


def _is_free(folder: Path) -> bool:
    try:
        lock_folder(folder).release()
    except (LockHeldError, OSError):
        return False
    return True


def recover(journal: Recovered, reference: Reference, author: str) -> Document:
    """The project with every step that was kept, not yet saved.

    Steps behind one that can no longer be followed, which a changed program may cause, are left out.
    """
    session = Session(journal.base, reference, author=author)
    lock, holder = take_lock(journal.path) if journal.path else (None, "")
    # Where somebody else has the file by now, what is recovered is a briefing without one.
    document = Document(session, None if holder else journal.path, lock=lock)
    document.mark_unsaved()
    # Kept again step by step, so that a second crash loses nothing either.
    document.begin_journal(journal.base)
    for step in journal.steps:
        try:
            session.follow(step)
        except EditError as error:
            log.warning("recovery stopped at a step: %s", error)
            break
    if document.journal_folder:
        discard(journal.folder)
    return document
