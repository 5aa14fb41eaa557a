"""Another grading scheme in the window: what becomes of the grades is seen and decided first."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QComboBox

from briefing.app.dialogs.briefing.details import DetailsDialog
from briefing.app.window.main_window import MainWindow
from briefing.editing import GradeItem, SetScheme, terms_in_use
from briefing.model.briefing import Grade, Judgement
from tests.integration.window.driver import Program, apply, briefing_of, button, do, front, pick, settle

pytestmark = pytest.mark.one_program


def test_another_scheme_waits_until_every_grade_in_use_is_decided_on(
    program: Program, window: MainWindow
) -> None:
    grade = Grade(graded_by="A", graded_on="2025-11-03", likelihood="unlikely", confidence="low")
    apply(window, GradeItem(item_id="j1", grade=grade))
    before = briefing_of(window)
    do(window, "details")
    dialog = window.findChild(DetailsDialog)
    assert dialog is not None
    pick(dialog.scheme, "phia")
    change = button(dialog, "Apply")
    assert not change.isEnabled()
    open_ones = [box for box in dialog.mapping.findChildren(QComboBox) if box.currentText() == "Choose…"]
    (described,) = [box.accessibleDescription().replace("\u00a0", " ") for box in open_ones]
    assert described.endswith("No band holds most of 20–45 %.")
    pick(open_ones[0], "highly-unlikely")
    program.click(change)
    settle()
    changed = next(item for item in briefing_of(window).walk_items() if item.id == "j1")
    assert briefing_of(window).scheme_id == "phia"
    assert isinstance(changed, Judgement)
    assert changed.grade is not None
    assert (changed.grade.likelihood, changed.grade.confidence) == ("highly-unlikely", "low")
    front(window)
    do(window, "undo")
    assert briefing_of(window) == before


def test_what_a_confidence_is_made_of_is_rated_where_the_scheme_asks_for_it(
    window: MainWindow,
) -> None:
    likelihoods, confidences = terms_in_use(briefing_of(window))
    apply(window, SetScheme("phia", dict.fromkeys(likelihoods), dict.fromkeys(confidences)))
    window.panes.outline.select("j1")
    settle()
    box = next(
        box
        for box in window.panes.inspector.findChildren(QComboBox)
        if box.accessibleName() == "Analytical rigour" and box.isVisible()
    )
    pick(box, "strong")
    rated = next(item for item in briefing_of(window).walk_items() if item.id == "j1")
    assert isinstance(rated, Judgement)
    assert rated.grade is not None
    assert rated.grade.factors == {"analytical-rigour": "strong"}
