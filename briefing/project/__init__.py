"""Project files: format, migrations, storage, recovery; and the session in which a project changes."""

from briefing.project.format import FORMAT, Project, pack, unpack
from briefing.project.history import HistoryAction, HistoryEntry, Step, replay
from briefing.project.recovery_journal import Recovered, RecoveryJournal, read_journal
from briefing.project.sample import make_sample
from briefing.project.series import next_issue
from briefing.project.session import Reference, Session
from briefing.project.storage import SUFFIX, open_project, save_project

__all__ = [
    "FORMAT",
    "SUFFIX",
    "HistoryAction",
    "HistoryEntry",
    "Project",
    "Recovered",
    "RecoveryJournal",
    "Reference",
    "Session",
    "Step",
    "make_sample",
    "next_issue",
    "open_project",
    "pack",
    "read_journal",
    "replay",
    "save_project",
    "unpack",
]
