"""Project files: format, migrations, storage and recovery; and the session that edits a project."""

from briefing.project.format import FORMAT, Project, pack, unpack
from briefing.project.history import HistoryAction, HistoryEntry, Step, replay
from briefing.project.recovery_journal import Recovered, RecoveryJournal, read_journal
from briefing.project.sample import make_sample
from briefing.project.series import next_issue
from briefing.project.session import Reference, Session
from briefing.project.storage import (
    PREVIOUS,
    SUFFIX,
    LockedProject,
    StoredProject,
    locked_for_writing,
    locked_project,
    open_project,
    read_stored,
    save_project,
)

__all__ = [
    "FORMAT",
    "PREVIOUS",
    "SUFFIX",
    "HistoryAction",
    "HistoryEntry",
    "LockedProject",
    "Project",
    "Recovered",
    "RecoveryJournal",
    "Reference",
    "Session",
    "Step",
    "StoredProject",
    "locked_for_writing",
    "locked_project",
    "make_sample",
    "next_issue",
    "open_project",
    "pack",
    "read_journal",
    "read_stored",
    "replay",
    "save_project",
    "unpack",
]
