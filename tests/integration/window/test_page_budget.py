"""A page budget in the window: what to leave out, and what an export of a long briefing offers."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from briefing.app.dialogs.briefing.fit import FitDialog
from briefing.app.dialogs.export.dialog import ExportDialog
from briefing.app.window.main_window import MainWindow
from briefing.editing import RemoveItem, SetDetails, SetOption, apply
from tests.builders import a_briefing
from tests.integration.window.driver import Program, briefing_of, do, settle
from tests.integration.window.driver import apply as apply_edits
from tests.integration.window.test_export import exported

pytestmark = pytest.mark.one_program


@pytest.fixture
def window(program: Program) -> MainWindow:
    return program.begin(apply(a_briefing(), RemoveItem(item_id="g1")))


def fit_dialog(program: Program, window: MainWindow) -> FitDialog:
    dialog = window.controllers.fit.open_dialog()
    assert dialog is not None
    program.until(lambda: "too many" in dialog.status_label.text() or "Fits" in dialog.status_label.text())
    return dialog


def test_ticked_proposals_are_one_step_to_undo(program: Program, window: MainWindow) -> None:
    apply_edits(window, SetDetails(page_budget=1))
    before = briefing_of(window)
    dialog = fit_dialog(program, window)
    assert dialog.list.count() > 1
    assert dialog.list.item(0).text().startswith(tuple("123456789"))
    kept = dialog.list.item(dialog.list.count() - 1)
    kept_rows = dialog.chosen[-1].row_ids
    kept.setCheckState(Qt.CheckState.Unchecked)
    program.until(dialog.apply_button.isEnabled)
    chosen = {row_id for cut in dialog.chosen for row_id in cut.row_ids}
    assert not chosen & set(kept_rows)
    program.click(dialog.apply_button)
    hidden = {item.id for item in briefing_of(window).walk_items() if item.hidden}
    assert chosen <= hidden
    assert briefing_of(window).template_options["annexes"] == "companion"
    do(window, "undo")
    assert briefing_of(window) == before


def test_an_export_that_does_not_fit_offers_to_move_the_annexes_and_to_cut_rows(
    program: Program, window: MainWindow, tmp_path: Path
) -> None:
    apply_edits(window, SetDetails(page_budget=1))
    dialog = exported(program, window, tmp_path / "out.pdf")
    offers = dialog.choices.offers
    assert "its page budget is 1" in dialog.error_label.text()
    assert [offers.cut.isVisible(), offers.companion.isVisible(), offers.roomier.isVisible()] == [
        True, True, False,
    ]  # fmt: skip
    program.click(offers.companion)
    assert briefing_of(window).template_options == {"annexes": "companion"}
    assert dialog.options.values() == {"annexes": "companion"}
    assert not offers.isVisible()
    offers.cut_requested.emit()
    settle()
    fit = window.findChild(FitDialog)
    assert fit is not None
    assert window.findChild(ExportDialog) is None
    fit.close()


def test_the_companion_file_is_written_beside_the_pdf(
    program: Program, window: MainWindow, tmp_path: Path
) -> None:
    apply_edits(window, SetOption(name="annexes", value="companion"))
    dialog = exported(program, window, tmp_path / "out.pdf")
    program.until(dialog.result_text.isVisible)
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")
    assert (tmp_path / "out A.pdf").read_bytes().startswith(b"%PDF")
    dialog.close()
