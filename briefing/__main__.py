"""Start the program: the window without a command, otherwise the command line."""

from __future__ import annotations

import os
import sys
from pathlib import Path

_NO_DISPLAY = (
    "There is no display for the window. "
    "`briefing show FILE` prints a project, `briefing render FILE -o OUT.pdf` renders it."
)


def main() -> None:
    """Open the window without arguments or for project files; run anything else as a command."""
    arguments = sys.argv[1:]
    if all(_is_project(argument) for argument in arguments):
        if _has_display():
            from briefing.app.main import main as open_window

            sys.exit(open_window([Path(argument) for argument in arguments]))
        if arguments:
            sys.exit(_NO_DISPLAY)
    from briefing.cli import main as run_command

    run_command()


def _is_project(argument: str) -> bool:
    return argument.endswith((".briefing", ".pdf")) and not argument.startswith("-")


def _has_display() -> bool:
    """Check for a display; `QT_QPA_PLATFORM` means that the user has chosen one."""
    variables = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in variables)


if __name__ == "__main__":
    main()
