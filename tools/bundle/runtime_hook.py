"""Prepare the environment of a bundled program, before any of its own code runs.

PyInstaller's start code puts the bundle's libraries first in LD_LIBRARY_PATH and marks child processes as
parts of the same program. Both are undone here: other programs that this one starts (a browser, a file
manager) need the host's libraries, and the rendering worker, which is this program again, starts afresh.
"""

import os
import sys
from pathlib import Path

_STARTED_BY = ("_PYI_APPLICATION_HOME_DIR", "_PYI_ARCHIVE_FILE", "_PYI_PARENT_PROCESS_LEVEL")
_FONT_CONFIGURATION = Path("/etc/fonts/fonts.conf")


def _restore_library_path() -> None:
    original = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if original is None:
        os.environ.pop("LD_LIBRARY_PATH", None)
    else:
        os.environ["LD_LIBRARY_PATH"] = original
    for name in _STARTED_BY:
        os.environ.pop(name, None)


def _configure_fonts() -> None:
    """Let Qt find a font configuration where the host has none; the program brings its own fonts."""
    if not _FONT_CONFIGURATION.exists():
        bundled = Path(sys._MEIPASS, "briefing", "_data", "resources", "fonts", "fonts.conf")  # type: ignore[attr-defined] # noqa: SLF001
        os.environ.setdefault("FONTCONFIG_FILE", str(bundled))


_restore_library_path()
_configure_fonts()
