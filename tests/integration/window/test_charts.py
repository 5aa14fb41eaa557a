"""Figures from data in the window: seen before they are put in, changed where they stand."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from PySide6.QtWidgets import QComboBox

from briefing.app.controllers.insert import chart_point, insertion_point
from briefing.app.dialogs.briefing.new_chart import NewChartDialog
from briefing.app.window.main_window import MainWindow
from briefing.model.briefing import ChartItem, ChartKind, Judgement, Scope, Section
from briefing.model.library import Material
from tests.builders import a_briefing
from tests.integration.window.driver import Program, briefing_of, button, do, front, pick, settle

pytestmark = pytest.mark.one_program


def drawing_of(window: MainWindow, row_id: str) -> ChartItem:
    found = next(item for item in briefing_of(window).walk_items() if item.id == row_id)
    assert isinstance(found, ChartItem)
    return found


def opened(window: MainWindow) -> NewChartDialog:
    do(window, "add_drawing")
    dialog = window.findChild(NewChartDialog)
    assert dialog is not None
    return dialog


def test_a_drawing_is_seen_before_it_is_put_in_and_follows_what_is_chosen(
    program: Program, window: MainWindow
) -> None:
    window.panes.outline.select("f1")
    settle()
    dialog = opened(window)
    dialog.kinds.setCurrentRow(list(ChartKind).index(ChartKind.LIKELIHOODS))
    program.until(lambda: not dialog.picture.pixmap().isNull())
    first = dialog.picture.pixmap().toImage()
    dialog.kinds.setCurrentRow(list(ChartKind).index(ChartKind.MATRIX))
    program.until(lambda: dialog.picture.pixmap().toImage() != first)
    assert dialog.caption.text() == "Evidence for and against the judgements"
    before = briefing_of(window)
    program.click(button(dialog, "Insert the chart"))
    settle()
    made = drawing_of(window, "d2")
    assert made.kind is ChartKind.MATRIX
    section = next(s for s in briefing_of(window).walk_sections() if made in s.items)
    assert [item.id for item in section.items] == ["f1", "d2", "f2"]
    front(window)
    do(window, "undo")
    assert briefing_of(window) == before


def test_the_picture_of_a_drawing_fits_a_small_dialog(program: Program, window: MainWindow) -> None:
    dialog = opened(window)
    dialog.resize(640, 560)
    settle()
    dialog.kinds.setCurrentRow(list(ChartKind).index(ChartKind.GRADES))
    program.until(lambda: not dialog.picture.pixmap().isNull())
    room = dialog.picture.parentWidget()
    assert room is not None
    assert dialog.picture.pixmap().deviceIndependentSize().width() <= room.width() + 1
    dialog.close()


def test_a_cancelled_drawing_changes_nothing(program: Program, window: MainWindow) -> None:
    before = briefing_of(window)
    dialog = opened(window)
    program.click(button(dialog, "Cancel"))
    settle()
    assert briefing_of(window) == before


def test_a_drawing_needs_a_caption(program: Program, window: MainWindow) -> None:
    dialog = opened(window)
    dialog.caption.selectAll()
    program.type(dialog.caption, " ")
    assert not button(dialog, "Insert the chart").isEnabled()
    program.type(dialog.caption, "Who said what, and when")
    assert button(dialog, "Insert the chart").isEnabled()
    program.click(button(dialog, "Insert the chart"))
    settle()
    assert drawing_of(window, "d2").caption == "Who said what, and when"


def test_a_drawing_of_nothing_cannot_be_put_in_and_the_button_says_why(program: Program) -> None:
    sections = (Section(id="s1", title="Judgements"),)
    empty = replace(a_briefing(), sections=sections, waivers=(), library=Material())
    dialog = opened(program.begin(empty))
    dialog.kinds.setCurrentRow(list(ChartKind).index(ChartKind.GRADES))
    insert = button(dialog, "Insert the chart")
    program.until(lambda: not insert.isEnabled())
    assert "There is nothing to draw" in insert.toolTip()
    dialog.close()


def test_what_a_drawing_takes_is_chosen_in_the_inspector(window: MainWindow) -> None:
    window.panes.outline.select("d1")
    settle()
    page = window.panes.inspector.chart_page
    page.fields.treaties.box("russia-iran-2025").click()
    settle()
    assert drawing_of(window, "d1").treaty_ids == ("alpha", "russia-iran-2025")
    assert "russia-iran-2025" in {treaty.id for treaty in briefing_of(window).library.treaties}
    pick(page.fields.scope, Scope.SECTION)
    assert drawing_of(window, "d1").scope is Scope.SECTION
    page.fields.every_act.click()
    settle()
    assert drawing_of(window, "d1").every_act
    assert isinstance(page.kind, QComboBox)
    pick(page.kind, ChartKind.GRADES)
    assert drawing_of(window, "d1").kind is ChartKind.GRADES
    assert drawing_of(window, "d1").caption == "What happened"


def test_options_that_make_no_difference_to_a_kind_are_not_offered(window: MainWindow) -> None:
    window.panes.outline.select("d1")
    settle()
    page = window.panes.inspector.chart_page
    assert page.fields.treaties.isVisible()
    assert page.fields.every_act.isVisible()
    pick(page.kind, ChartKind.LIKELIHOODS)
    assert not page.fields.treaties.isVisible()
    assert not page.fields.every_act.isVisible()
    assert page.fields.scope.isVisible()


def test_figures_drawn_and_figures_from_files_are_counted_together(window: MainWindow) -> None:
    model = window.panes.outline.model
    labels = {row: model.node(model.index_by_id(row)).label for row in ("g1", "d1", "t1", "c1")}
    assert labels == {"g1": "Figure 1", "d1": "Figure 2", "t1": "Table 1", "c1": "Table 2"}


def test_a_chart_goes_to_the_current_section_but_not_among_the_key_judgements() -> None:
    briefing = a_briefing()
    sections = list(briefing.walk_sections())
    of_judgements = next(s for s in sections if any(isinstance(item, Judgement) for item in s.items))
    following = sections[sections.index(of_judgements) + 1 :]
    assert following
    for current in (of_judgements, *of_judgements.items):
        assert chart_point(briefing, current).section_id == following[0].id
    for section in sections:
        if section is not of_judgements:
            assert chart_point(briefing, section) == insertion_point(briefing, section)
