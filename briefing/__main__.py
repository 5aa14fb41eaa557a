"""Start the program: the window without a command, otherwise the command line."""

from __future__ import annotations

import sys
from pathlib import Path

from briefing.operating_system import has_display

_NO_DISPLAY = (
    "There is no display for the window. "
    "`briefing show FILE` prints a project, `briefing render FILE -o OUT.pdf` renders it."
)


def main() -> None:
    """Open the window without arguments or for project files; run anything else as a command."""
    arguments = sys.argv[1:]
    if all(_is_project(argument) for argument in arguments):
        if has_display():
            from briefing.app import toolkit

            toolkit.prepare()
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
