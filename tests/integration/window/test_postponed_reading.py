"""While a large library is edited, briefings have it read again when they need it, not before."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing import paths
from briefing.app.dialogs.briefing.new_briefing import NewBriefingDialog
from briefing.app.library_side import LibrarySide
from briefing.app.services import resources
from briefing.app.services.resources import ResourceLoader
from briefing.app.window.main_window import MainWindow
from briefing.library.editing.edits import put
from tests.builders import PICTURE, a_briefing
from tests.integration.window.driver import Program, do, front
from tests.integration.window.library_sides import shown_side

pytestmark = pytest.mark.one_program


@pytest.fixture(autouse=True)
def large_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the bundled library count as large, and edits pause for less than the patience of a test."""
    monkeypatch.setattr(resources, "MANY_FACTS", 1)
    monkeypatch.setattr(resources, "IDLE_MS", 600_000)


def edited(program: Program, statement: str) -> tuple[LibrarySide, str]:
    """Change the statement of a fact on the library side."""
    window = program.begin(a_briefing(), {"picture": PICTURE})
    front(window)
    side = shown_side(program, paths.user_library())
    fact = side.editor.library.material.facts[0]
    assert side.editor.apply(put(replace(fact, statement=statement)))
    return side, fact.id


def edited_and_overdue(program: Program, statement: str) -> tuple[LibrarySide, str]:
    """Change the statement of a fact, and wait until a reading of the change is due."""
    side, fact_id = edited(program, statement)
    program.until(lambda: loader(program).is_overdue)
    return side, fact_id


def loader(program: Program) -> ResourceLoader:
    return program.registry.loader


def statement(program: Program, fact_id: str) -> str:
    loaded = loader(program).resources
    assert loaded is not None
    return loaded.reference.library.facts[fact_id].statement


def listed(window: MainWindow) -> set[str]:
    """Return the statements that the library pane shows; none while it shows that it is read."""
    pane = window.panes.library
    rows = range(pane.model.rowCount()) if pane.list.isVisible() else ()
    return {pane.model.fact_at(pane.model.index(row, 0)).statement for row in rows}


def test_the_briefing_side_shows_no_fact_from_before_the_edit(program: Program) -> None:
    side, fact_id = edited_and_overdue(program, "Edited for the briefing side.")
    earlier = statement(program, fact_id)
    assert earlier != "Edited for the briefing side."
    seen: list[set[str]] = []
    do(program.window, "show_briefing_side")
    seen.append(listed(program.window))

    def is_listed() -> bool:
        seen.append(listed(program.window))
        return "Edited for the briefing side." in seen[-1]

    program.until(is_listed)
    assert not any(earlier in each for each in seen)
    assert not loader(program).is_overdue
    assert side.editor.undo()


def test_a_dialog_that_needs_the_library_opens_after_the_reading(program: Program) -> None:
    side, fact_id = edited_and_overdue(program, "Edited for a dialog.")
    do(program.window, "new")
    assert NewBriefingDialog.raised(program.window) is None
    program.until(lambda: NewBriefingDialog.raised(program.window) is not None)
    assert statement(program, fact_id) == "Edited for a dialog."
    assert side.editor.undo()


def test_the_library_is_read_when_the_edits_have_paused(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resources, "IDLE_MS", 50)
    side, fact_id = edited(program, "Edited before a pause.")
    program.until(lambda: statement(program, fact_id) == "Edited before a pause.")
    program.until(lambda: not loader(program).is_overdue)
    assert side.editor.undo()
