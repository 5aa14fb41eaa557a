"""Export: the PDF as it was chosen, in a file that is replaced only after a yes and never half written."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QFileDialog

from briefing.app.dialogs.export.dialog import ExportDialog
from briefing.app.window.main_window import MainWindow
from briefing.editing import RemoveItem, Reword, SetTemplate, apply
from briefing.pdf_record.embed import EmbeddedPart
from briefing.pdf_record.read import extract
from briefing.project import save_project
from tests.builders import PICTURE, a_briefing, a_project
from tests.integration.window.driver import Program, answer, briefing_of, button, do, document_of, settle
from tests.integration.window.driver import apply as apply_edits
from tests.integration.window.test_files import full_disk

pytestmark = pytest.mark.one_program


@pytest.fixture
def window(program: Program) -> MainWindow:
    """A window on a briefing that renders without a flaw: the builders' picture is none."""
    return program.begin(apply(a_briefing(), RemoveItem(item_id="g1")))


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "out.pdf"


def opened(window: MainWindow, target: Path) -> ExportDialog:
    dialog = window.controllers.export.open_dialog()
    assert dialog is not None
    dialog.path.setText(str(target))
    return dialog


def exported(program: Program, window: MainWindow, target: Path) -> ExportDialog:
    dialog = opened(window, target)
    program.click(dialog.export_button)
    program.until(lambda: dialog.result_text.isVisible() or dialog.error_label.isVisible())
    return dialog


def text_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(path.read_bytes()))
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def test_what_is_chosen_in_the_dialog_is_what_is_written_and_the_project_keeps_its_own(
    program: Program, window: MainWindow, target: Path
) -> None:
    dialog = opened(window, target)
    dialog.marking.setCurrentIndex(dialog.marking.findData("TLP:RED"))
    before = briefing_of(window)
    program.click(dialog.export_button)
    program.until(target.exists)
    assert "TLP:RED" in text_of(target)
    assert briefing_of(window) == before
    assert before.marking != "TLP:RED"
    program.until(dialog.result_text.isVisible)
    assert "written" in dialog.result_text.text()
    dialog.close()


def test_the_options_of_the_template_are_offered_and_taken(
    program: Program, window: MainWindow, target: Path
) -> None:
    dialog = opened(window, target)
    assert dialog.options.values() == {}
    boxes = dialog.options.findChildren(QComboBox)
    paper = next(box for box in boxes if box.findText("Letter") >= 0)
    paper.setCurrentIndex(paper.findText("Letter"))
    program.click(dialog.export_button)
    program.until(target.exists)
    with pikepdf.open(target) as pdf:
        assert [round(float(each)) for each in pdf.pages[0].mediabox[2:]] == [612, 792]
    dialog.close()


def test_the_project_goes_into_the_pdf_only_when_asked(
    program: Program, window: MainWindow, target: Path
) -> None:
    exported(program, window, target).close()
    with pikepdf.open(target) as pdf:
        assert not pdf.attachments
    other = target.with_name("with-project.pdf")
    dialog = opened(window, other)
    dialog.embed_project.setChecked(True)
    program.click(dialog.export_button)
    program.until(other.exists)
    with pikepdf.open(other) as pdf:
        assert set(pdf.attachments) >= {"sources.csl.json", "briefing.stix.json"}
    carried = extract(other.read_bytes(), "with-project.pdf")
    assert carried.briefing == briefing_of(window)
    assert carried.history == document_of(window).session.history
    dialog.close()


def test_sources_and_statements_go_along_without_the_project_where_that_is_chosen(
    program: Program, window: MainWindow, target: Path
) -> None:
    dialog = opened(window, target)
    dialog.attachment_boxes[EmbeddedPart.SOURCES].setChecked(True)
    program.click(dialog.export_button)
    program.until(target.exists)
    with pikepdf.open(target) as pdf:
        assert list(pdf.attachments) == ["sources.csl.json"]
    dialog.embed_project.setChecked(True)
    assert dialog.parts() == set(EmbeddedPart)
    assert not any(box.isEnabled() for box in dialog.attachment_boxes.values())
    dialog.close()


def test_a_file_that_is_there_is_replaced_only_after_a_yes(
    program: Program, window: MainWindow, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target.write_bytes(b"somebody's work")
    asked = answer(monkeypatch, "Cancel")
    dialog = opened(window, target)
    program.click(dialog.export_button)
    program.until(lambda: bool(asked))
    assert asked == ["out.pdf already exists."]
    assert target.read_bytes() == b"somebody's work"
    answer(monkeypatch, "Replace")
    program.click(dialog.export_button)
    program.until(lambda: target.read_bytes().startswith(b"%PDF-"))
    dialog.close()


def test_the_project_is_not_replaced_through_a_link_to_it(
    program: Program, window: MainWindow, target: Path, tmp_path: Path
) -> None:
    project = tmp_path / "gas.briefing"
    document_of(window).save(project)
    before = project.read_bytes()
    target.symlink_to(project)
    dialog = opened(window, target)
    program.click(dialog.export_button)
    assert "from which it is made" in dialog.error_label.text()
    target.unlink()
    target.symlink_to(tmp_path / "other.briefing")
    program.click(dialog.export_button)
    assert "is a project, which this output is not" in dialog.error_label.text()
    assert project.read_bytes() == before
    dialog.close()


def test_a_name_without_its_ending_gets_it(program: Program, window: MainWindow, tmp_path: Path) -> None:
    exported(program, window, tmp_path / "briefing v1.2").close()
    assert (tmp_path / "briefing v1.2.pdf").exists()


def test_a_full_disk_leaves_the_old_file_whole_and_says_why(
    program: Program, window: MainWindow, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target.write_bytes(b"the old file")
    answer(monkeypatch, "Replace")
    dialog = opened(window, target)
    program.until(lambda: dialog.renderer._is_ready)
    program.click(dialog.export_button)
    with full_disk():
        program.until(dialog.error_label.isVisible)
    assert "out.pdf" in dialog.error_label.text()
    assert target.read_bytes() == b"the old file"
    assert list(target.parent.glob("*.tmp*")) == []
    dialog.close()


def test_a_folder_that_is_not_there_says_so_and_the_choice_can_be_changed(
    program: Program, window: MainWindow, tmp_path: Path
) -> None:
    dialog = exported(program, window, tmp_path / "nowhere" / "out.pdf")
    assert "nowhere" in dialog.error_label.text()
    dialog.path.setText(str(tmp_path / "here.pdf"))
    program.click(dialog.export_button)
    program.until((tmp_path / "here.pdf").exists)
    dialog.close()


def test_an_export_under_way_can_be_cancelled_and_writes_nothing(
    program: Program, window: MainWindow, target: Path
) -> None:
    dialog = opened(window, target)
    program.click(dialog.export_button)
    assert dialog.progress_bar.isVisible()
    program.click(button(dialog, "Cancel the export"))
    assert dialog.export_button.isVisible()
    assert not dialog.renderer.is_busy
    assert not target.exists()
    program.click(dialog.export_button)
    program.until(target.exists)
    dialog.close()


def test_a_picture_that_cannot_be_drawn_stops_the_export_until_it_is_allowed(
    program: Program, target: Path
) -> None:
    window = program.begin(a_briefing(), {"picture": PICTURE})
    dialog = exported(program, window, target)
    assert dialog.error_label.isVisible()
    assert not target.exists()
    dialog.close()


def test_the_written_file_is_opened_and_shown_in_its_folder_on_a_press(
    program: Program, window: MainWindow, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    went: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: went.append(QUrl(url).toLocalFile()))
    dialog = exported(program, window, target)
    program.click(button(dialog, "Open the file"))
    program.click(button(dialog, "Show in folder"))
    assert went == [str(target), str(target.parent)]
    dialog.close()


def test_the_folder_of_the_last_export_is_proposed_next_time(
    program: Program, window: MainWindow, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exported(program, window, target).close()
    dialog = window.controllers.export.open_dialog()
    assert dialog is not None
    assert Path(dialog.path.text()).parent == target.parent
    chosen = str(target.with_name("chosen.pdf"))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (chosen, ""))
    program.click(button(dialog, "Choose the file to write"))
    assert dialog.path.text() == chosen
    dialog.close()
    do(window, "show_outline")


def test_a_project_opened_by_a_relative_path_is_exported_beside_itself_with_its_folder_named(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    save_project(a_project(), tmp_path / "gas.briefing")
    window = program.open(Path("gas.briefing"))
    dialog = window.controllers.export.open_dialog()
    assert dialog is not None
    assert dialog.path.text() == str(tmp_path / "gas.pdf")
    dialog.path.setText("other")
    assert dialog.choices.target() == tmp_path / "other.pdf"
    assert dialog.choices.folder_label.text() == f"Writes “other.pdf” to the folder {tmp_path}"
    dialog.close()


def test_the_summary_names_what_stops_the_export_before_it_is_tried(
    program: Program, window: MainWindow, target: Path
) -> None:
    apply_edits(window, Reword(item_id="f1", text="The route was agreed on 3 May 2019"))
    dialog = opened(window, target)
    program.until(lambda: "to correct or waive before the export" in dialog.choices.summary.text.text())
    assert dialog.show_review.isVisible()
    program.click(dialog.show_review)
    settle()
    assert ExportDialog.raised(window) is None
    assert window.panes.tabs.currentWidget() is window.panes.review


def test_a_blocked_export_says_so_before_it_asks_to_replace_a_file_and_shows_all_reasons(
    program: Program, window: MainWindow, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target.write_bytes(b"earlier")
    questions = answer(monkeypatch, "Replace")
    apply_edits(
        window, *(Reword(item_id=each, text="The route was agreed on 3 May 2019") for each in ("f1", "f2"))
    )
    dialog = exported(program, window, target)
    settle()
    assert "Correct these review findings" in dialog.error_label.text()
    assert not questions
    assert target.read_bytes() == b"earlier"
    label = dialog.error_label
    assert label.height() >= label.heightForWidth(label.width())
    dialog.close()


def test_pages_are_counted_and_rows_that_a_template_leaves_out_are_named_before_the_preview_is_opened(
    program: Program, window: MainWindow
) -> None:
    window.panes.reveal(window.panes.review)
    document_of(window).apply(SetTemplate("one-page"))
    dialog = window.controllers.export.open_dialog()
    assert dialog is not None
    program.until(lambda: "1 page in the preview" in dialog.choices.summary.text.text())
    assert "The template “One page” does not print:" in dialog.choices.summary.left_out.text()
    dialog.close()
