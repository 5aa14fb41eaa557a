"""The library side of a window, on a library of the test's own."""

from __future__ import annotations

from pathlib import Path

from briefing.app.library_side import LibrarySide
from briefing.app.window.main_window import MainWindow
from tests.integration.window.driver import Program, do, front


def use_library(program: Program, folder: Path) -> None:
    """Edit the library in `folder`, which need not exist."""
    editor = program.window.context.host.library_editor
    editor.open(folder)
    program.until(lambda: editor.folder == folder)


def side_of(window: MainWindow) -> LibrarySide:
    """Return the library side of a window, shown or not."""
    (side,) = window.findChildren(LibrarySide)
    return side


def shown_side(program: Program, folder: Path) -> LibrarySide:
    """Bring the window to the front, with its library side on the library in `folder`."""
    use_library(program, folder)
    front(program.window)
    do(program.window, "show_library_side")
    return side_of(program.window)
