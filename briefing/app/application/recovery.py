"""Find the journals of a killed program at the next start, and recover documents from them."""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Sequence
from pathlib import Path

from briefing import paths
from briefing.app.i18n import counted, tr
from briefing.app.services.document import Document, acquire_lock
from briefing.errors import BriefingError, EditError
from briefing.file_lock import LockHeldError, lock_folder
from briefing.project import Recovered, Reference, Session, open_project, read_journal
from briefing.project.recovery_journal import discard, is_journal
from briefing.text.characters import visible

log = logging.getLogger(__name__)

_OLD_AFTER_S = 24 * 3600.0


def abandoned() -> list[Recovered]:
    """Return the journals with unsaved steps, latest first. Delete those without."""
    journals = list[Recovered]()
    root = paths.recovery()
    for folder in _folders(root):
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


def _folders(root: Path) -> list[Path]:
    try:
        return sorted(root.iterdir()) if root.is_dir() else []
    except OSError as error:
        log.warning("the recovery folder cannot be read: %s", error)
        return []


def offer_text(journals: Sequence[Recovered]) -> str:
    """Return the sentence that names what can be recovered."""
    names = ", ".join(f"“{_name(journal)}”" for journal in journals)
    changes = counted(sum(journal.unsaved for journal in journals), "change", "changes")
    when = max(journal.last_at for journal in journals).replace("T", " ").rstrip("Z")
    text = (
        tr(
            "{names} was open when the program ended unexpectedly. {changes} up to {when} UTC were "
            "not saved and can be recovered; {rest}."
        )
        if len(journals) == 1
        else tr(
            "{names} were open when the program ended unexpectedly. {changes} up to {when} UTC were "
            "not saved and can be recovered; {rest}."
        )
    )
    return text.format(names=names, changes=changes, when=when, rest=_state_of_files(journals))


def _state_of_files(journals: Sequence[Recovered]) -> str:
    """Return the clause that says what is in the files, where there are any."""
    with_file = sum(journal.path is not None for journal in journals)
    if with_file == 0:
        return (
            tr("it has never been saved to a file")
            if len(journals) == 1
            else tr("they have never been saved to files")
        )
    if with_file < len(journals):
        return tr("what has a file is there as it was last saved, the rest has never been saved to one")
    if with_file == 1:
        return tr("the file itself is as it was last saved")
    return tr("the files themselves are as they were last saved")


def _name(journal: Recovered) -> str:
    return visible(journal.path.name) if journal.path else journal.base.briefing.title


def _is_free(folder: Path) -> bool:
    try:
        lock_folder(folder).release()
    except LockHeldError as error:
        return not error.is_certain and _is_old(folder)
    except OSError:
        return False
    return True


def _is_old(folder: Path) -> bool:
    """Judge the journal of another computer by its last change: after a crash there is no other way."""
    with contextlib.suppress(OSError):
        last_change = max(file.stat().st_mtime for file in folder.iterdir())
        return time.time() - last_change > _OLD_AFTER_S
    return False


def recover(journal: Recovered, reference: Reference, author: str) -> Document:
    """Return a document with every step of a journal, not yet saved.

    Stop at a step that can no longer be applied, which another version of the program may cause.
    """
    session = Session(journal.base, reference, author=author)
    lock, refusal = acquire_lock(journal.path) if journal.path else (None, None)
    # Where another program has locked the file, the recovered briefing has no file.
    document = Document(session, None if refusal else journal.path, lock=lock)
    document.mark_unsaved()
    # Written to a new journal step by step, so that a second crash loses nothing either.
    document.start_journal(journal.base)
    number_saved = len(journal.steps) - journal.unsaved
    for number, step in enumerate(journal.steps):
        if number == number_saved:
            _compare_with_file(document)
        try:
            session.follow(step)
        except EditError as error:
            log.warning("recovery stopped at a step: %s", error)
            break
    document.sync_journal()
    if document.journal_folder:
        discard(journal.folder)
    return document


def _compare_with_file(document: Document) -> None:
    """Note it if the file is not as the killed program saved it: another one has changed it since."""
    if document.path is None or not document.path.exists():
        return
    try:
        is_same = open_project(document.path).briefing == document.briefing
    except BriefingError:
        is_same = False
    if not is_same:
        document.note_changed_elsewhere()
