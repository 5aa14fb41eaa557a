"""The program: the window where no command is given, else the command line."""

from __future__ import annotations

import sys
from pathlib import Path

from briefing.operating_system import has_display

_NO_DISPLAY = (
    "There is no display to open a window on. "
    "`briefing show FILE` prints a project, `briefing render FILE -o OUT.pdf` renders it."
)


def main() -> None:
    """Open the window where nothing or files with projects are given; anything else is a command."""
    arguments = sys.argv[1:]
    if all(_is_project(argument) for argument in arguments):
        if has_display():
            from briefing.app.main import main as open_window

            sys.exit(open_window([Path(argument) for argument in arguments]))
        if arguments:
            sys.exit(_NO_DISPLAY)
    from briefing.cli import main as run_command

    run_command()


def _is_project(argument: str) -> bool:
    return argument.endswith((".briefing", ".pdf")) and not argument.startswith("-")


if __name__ == "__main__":
    main()
