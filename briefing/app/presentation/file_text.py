"""Folders and times of files as the window shows them."""

from __future__ import annotations

from pathlib import Path

from briefing.clock import at, to_the_minute
from briefing.text.characters import visible

_MOST_CHARACTERS = 46


def folder_text(folder: Path) -> str:
    """Return a folder with ~ for the home folder, cut at the front where it is long."""
    text = visible(str(folder))
    if folder.is_relative_to(Path.home()):
        text = f"~{text[len(visible(str(Path.home()))) :]}"
    return text if len(text) <= _MOST_CHARACTERS else f"…{text[-_MOST_CHARACTERS + 1 :]}"


def changed_text(path: Path) -> str:
    """Return when a file was last changed, to the minute, in local time."""
    return to_the_minute(at(path.stat().st_mtime))
