"""What the controllers of a window share: the document, notices, and requests from other windows."""

from __future__ import annotations

from dataclasses import replace

from briefing.app.services.resources import LoadedResources
from briefing.editing import Reword
from briefing.model.briefing import Status
from tests.builders import PICTURE, a_briefing
from tests.integration.window.driver import (
    Program,
    briefing_of,
    button,
    document_of,
    drop_document,
    notice,
    shows_welcome_page,
)


def test_a_document_that_was_replaced_is_not_heard_any_more(program: Program) -> None:
    window = program.begin(a_briefing(), {"picture": PICTURE})
    previous = document_of(window)
    drop_document(window)
    heard: list[object] = []
    window.context.briefing_changed.connect(lambda _before, after: heard.append(after))
    window.context.state_changed.connect(lambda: heard.append("state"))
    assert previous.apply(Reword(item_id="j1", text="Changed behind the window's back"))
    assert heard == []


def test_an_edit_that_is_refused_is_explained_in_a_notice(program: Program) -> None:
    window = program.begin(a_briefing(), {"picture": PICTURE})
    before = briefing_of(window)
    assert not window.controllers.edits.apply(Reword(item_id="no-such-row", text="Words"))
    assert "no-such-row" in notice(window)
    assert briefing_of(window) == before


def test_an_edit_without_a_document_changes_nothing(program: Program) -> None:
    assert shows_welcome_page(program.window)
    assert not program.window.controllers.edits.apply(Reword(item_id="j1", text="Words"))


def test_parts_of_the_library_that_cannot_be_read_are_named_and_stay_named(
    program: Program, resources: LoadedResources
) -> None:
    window = program.window
    program.registry.loader.set_resources(replace(resources, problems=("treaty.yaml: line 3",)))
    assert "treaty.yaml: line 3" in notice(window)
    program.begin(a_briefing(), {"picture": PICTURE})
    assert "treaty.yaml: line 3" in notice(window)


def test_a_library_that_cannot_be_loaded_is_reported(program: Program) -> None:
    program.registry.loader.failed.emit("The schemes cannot be read.")
    assert "The schemes cannot be read." in notice(program.window)


def test_the_example_opens_in_another_window_which_says_that_it_is_read_only(program: Program) -> None:
    first = program.begin(a_briefing(), {"picture": PICTURE})
    first.controllers.open.open_example()
    program.until(lambda: len(program.registry.windows) == 2 and bool(notice(program.window)))
    second = program.window
    assert notice(first) == ""
    program.click(button(second, "Reopen briefing as a draft"))
    assert briefing_of(second).status is Status.DRAFT
    assert briefing_of(first) == program.first
    assert notice(second) == ""
