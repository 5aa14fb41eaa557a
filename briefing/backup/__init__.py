"""Back up everything of the user's own as one file, and restore it."""

from briefing.backup.archive import Backup, opened, write_backup
from briefing.backup.own_files import OwnFiles, own_files
from briefing.backup.restore import PREVIOUS, FileChange, FileEffect, Restoration, restore

__all__ = [
    "PREVIOUS",
    "Backup",
    "FileChange",
    "FileEffect",
    "OwnFiles",
    "Restoration",
    "opened",
    "own_files",
    "restore",
    "write_backup",
]
