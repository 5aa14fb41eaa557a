"""The library side of a window, on a library of the test's own."""

from __future__ import annotations

from pathlib import Path

from briefing.app.library_side import LibrarySide
from briefing.app.library_side.place import LibraryPlace
from briefing.app.window.main_window import MainWindow
from briefing.library.cached_load import load_cached
from briefing.library.editing import LibraryBatch
from briefing.library.editing.edits import put
from briefing.library.load import bundled_folder
from briefing.library.records import Record, RecordKind
from briefing.library.session import LibrarySession
from tests.builders import fact, publisher, source, treaty
from tests.integration.window.driver import Program, do, front

FACTS = ("one", "two", "three")
"""The facts of the library that `write_library` writes."""


def write_library(folder: Path) -> Path:
    """Write a library with three facts of the treaty "delta", and return its folder."""
    records: list[Record] = [publisher("press"), publisher("house"), source("memo", "press")]
    records += [treaty("delta", "memo"), *(fact(name, "memo", treaty_id="delta") for name in FACTS)]
    LibrarySession([], folder).apply(LibraryBatch(tuple(map(put, records)), "Begin"))
    return folder


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


def other_program(side: LibrarySide) -> LibrarySession:
    """Return the library as another program has it open."""
    assert side.editor.folder is not None
    return LibrarySession([bundled_folder()], side.editor.folder, load=load_cached)


def shown_facts(program: Program, folder: Path) -> LibrarySide:
    """Show the facts of the library that `write_library` wrote, with the focus in their table."""
    side = shown_side(program, folder)
    side.filter.clear()
    side.tree.choose(LibraryPlace(RecordKind.FACT, "delta"))
    program.until(lambda: side.table.records.rowCount() == len(FACTS))
    side.table.setFocus()
    return side
