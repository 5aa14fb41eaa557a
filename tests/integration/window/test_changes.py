"""What changed, and what is newer in the library, in the window."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import Qt

from briefing.app.dialogs.briefing.changes import ChangesDialog
from briefing.app.dialogs.library.newer_facts import NewerFactsDialog
from briefing.app.window.main_window import MainWindow
from briefing.editing import GradeItem, Reword
from briefing.model.library import Catalogue
from briefing.project import Project, Session, save_project
from briefing.project.series import next_issue
from tests.integration.window.driver import (
    Program,
    apply,
    briefing_of,
    button,
    do,
    front,
    notice,
    reference_of,
    settle,
)
from tests.unit.review.corpus_loader import a_judgement, a_sound_briefing, graded

pytestmark = pytest.mark.one_program


@pytest.fixture
def window(program: Program) -> MainWindow:
    begun, _ = next_issue(Project(a_sound_briefing()))
    return program.begin(begun)


def lines(dialog: ChangesDialog) -> list[str]:
    return [dialog.list.item(row).text() for row in range(dialog.list.count())]


def test_what_changed_since_the_last_issue_is_listed_with_reasons_and_leads_to_the_row(
    program: Program, window: MainWindow
) -> None:
    moved = graded(likelihood="very-unlikely", rationale="The talks broke off.")
    apply(window, GradeItem("j1", moved), Reword("f3", "The Duma approved it on 8 April 2025."))
    do(window, "what_changed")
    dialog = window.findChild(ChangesDialog)
    assert dialog is not None
    assert dialog.against.currentText() == "The last issue"
    said = lines(dialog)
    assert said[0].startswith(f"Judgement changed: {a_judgement().text}")
    assert "Before: unlikely, low confidence" in said[0]
    assert "Now: very unlikely, low confidence" in said[0]
    assert "Reason: The talks broke off." in said[0]
    assert any(each.startswith("Fact reworded") for each in said)
    dialog.list.itemActivated.emit(dialog.list.item(0))
    settle()
    assert [value.id for value in window.panes.outline.selected_values()] == ["j1"]
    program.click(button(dialog, "Close"))


def test_another_project_is_compared_and_a_broken_one_is_said(
    program: Program, window: MainWindow, tmp_path: Path
) -> None:
    other, broken = tmp_path / "other.briefing", tmp_path / "broken.briefing"
    save_project(Project(replace(a_sound_briefing(), title="Another")), other)
    broken.write_bytes(b"x")
    do(window, "what_changed")
    dialog = window.findChild(ChangesDialog)
    assert dialog is not None
    dialog.compare_with(other)
    program.until(lambda: any("Another" in each for each in lines(dialog)))
    dialog.compare_with(broken)
    program.until(lambda: str(broken) in dialog._summary.text())
    assert lines(dialog) == []


def test_facts_that_the_library_holds_otherwise_are_taken_one_by_one_on_a_yes(
    program: Program, window: MainWindow, tmp_path: Path
) -> None:
    library = reference_of(window).library
    old = {"ri-duma-ratified": "The Duma voted.", "ri-gas-ceiling-55bcm": "Putin says that gas may flow."}
    facts = tuple(
        replace(fact, statement=old.get(fact.id, fact.statement)) for fact in library.material.facts
    )
    earlier = Catalogue(replace(library.material, facts=facts))
    briefing = a_sound_briefing()
    used = [
        item.fact_id for section in briefing.sections for item in section.items if hasattr(item, "fact_id")
    ]
    path = tmp_path / "older.briefing"
    session = Session.begin(
        replace(briefing, library=earlier.material_for(used)), reference_of(window), author="A"
    )
    save_project(session.project, path)
    opened = program.open(path)
    program.until(lambda: "has a newer version of 2 facts" in notice(opened))
    front(opened)
    before = briefing_of(opened)
    program.click(button(opened, "Show the facts with newer versions"))
    dialog = opened.findChild(NewerFactsDialog)
    assert dialog is not None
    assert not dialog.update_button.isEnabled()
    entry = next(each for each in dialog.list.entries() if each.text(0) == "The Duma voted.")
    entry.setCheckState(0, Qt.CheckState.Checked)
    program.click(dialog.update_button)
    settle()
    held = {fact.id: fact.statement for fact in briefing_of(opened).library.facts}
    assert held["ri-duma-ratified"] == library.facts["ri-duma-ratified"].statement
    assert held["ri-gas-ceiling-55bcm"] == "Putin says that gas may flow."
    program.until(lambda: "has a newer version of 1 fact." in notice(opened))
    do(opened, "undo")
    assert briefing_of(opened) == before
    program.until(lambda: "has a newer version of 2 facts" in notice(opened))


def test_a_change_of_the_library_is_noticed_while_the_briefing_is_open(
    program: Program, window: MainWindow
) -> None:
    resources = window.context.resources
    assert resources is not None
    material = resources.reference.library.material
    used = {fact.id for fact in briefing_of(window).library.facts}
    facts = tuple(
        replace(fact, notes="Seen again.") if fact.id in used else fact for fact in material.facts
    )
    reference = dataclasses.replace(resources.reference, library=Catalogue(replace(material, facts=facts)))
    window.context.loader.set_resources(dataclasses.replace(resources, reference=reference))
    try:
        program.until(lambda: "has a newer version" in notice(window))
    finally:
        window.context.loader.set_resources(resources)
