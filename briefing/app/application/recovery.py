"""Find the journals of a killed program at the next start, and recover documents from them."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path

from briefing import paths
from briefing.app.i18n import counted, tr
from briefing.app.services.document import Document, acquire_lock
from briefing.errors import BriefingError, EditError
from briefing.file_lock import LockHeldError, lock_folder
from briefing.project import Recovered, Reference, Session, read_journal
from briefing.project.recovery_journal import discard, is_journal
from briefing.text.characters import visible

log = logging.getLogger(__name__)


def abandoned() -> list[Recovered]:
    """Return the journals with unsaved steps, latest first. Delete those without."""
    journals = list[Recovered]()
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
            journals.append(journal)
        else:
            discard(folder)
    return sorted(journals, key=lambda journal: journal.last_at, reverse=True)


def offer_text(journals: Sequence[Recovered]) -> str:
    """Return the sentence that names what can be recovered."""
    names = ", ".join(f"“{_name(journal)}”" for journal in journals)
    changes = counted(sum(journal.unsaved for journal in journals), "change", "changes")
    when = max(journal.last_at for journal in journals).replace("T", " ").rstrip("Z")
    text = (
        tr(
            "{names} was open when the program ended unexpectedly. {changes} up to {when} UTC were "
            "not saved and can be recovered; the file itself is as it was last saved."
        )
        if len(journals) == 1
        else tr(
            "{names} were open when the program ended unexpectedly. {changes} up to {when} UTC were "
            "not saved and can be recovered; the files themselves are as they were last saved."
        )
    )
    return text.format(names=names, changes=changes, when=when)


def _name(journal: Recovered) -> str:
    return visible(journal.path.name) if journal.path else journal.base.briefing.title


def _is_free(folder: Path) -> bool:
    try:
        lock_folder(folder).release()
    except (LockHeldError, OSError):
        return False
    return True


def recover(journal: Recovered, reference: Reference, author: str) -> Document:
    """Return a document with every step of a journal, not yet saved.

    Stop at a step that can no longer be applied, which another version of the program may cause.
    """
    session = Session(journal.base, reference, author=author)
    lock, holder = acquire_lock(journal.path) if journal.path else (None, "")
    # Where another program has locked the file, the recovered briefing has no file.
    document = Document(session, None if holder else journal.path, lock=lock)
    document.mark_unsaved()
    # Written to a new journal step by step, so that a second crash loses nothing either.
    document.start_journal(journal.base)
    for step in journal.steps:
        try:
            session.follow(step)
        except EditError as error:
            log.warning("recovery stopped at a step: %s", error)
            break
    if document.journal_folder:
        discard(journal.folder)
    return document
