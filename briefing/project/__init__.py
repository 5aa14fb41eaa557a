"""Project files: format, migrations, storage; and the session in which a project changes."""

from briefing.project.format import FORMAT, Project, pack, unpack
from briefing.project.history import HistoryEntry, replay
from briefing.project.sample import make_sample
from briefing.project.session import Reference, Session
from briefing.project.storage import open_project, save_project

__all__ = [
    "FORMAT",
    "HistoryEntry",
    "Project",
    "Reference",
    "Session",
    "make_sample",
    "open_project",
    "pack",
    "replay",
    "save_project",
    "unpack",
]
