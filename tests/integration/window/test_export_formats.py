"""Export in other formats than the PDF: the same dialog, the same review, the same care for the file."""

from __future__ import annotations

import io
from pathlib import Path

import docx
import pytest

from briefing.app.dialogs.export.dialog import ExportDialog
from briefing.app.dialogs.export.format_choice import PDF, with_ending
from briefing.app.window.main_window import MainWindow
from briefing.editing import RemoveItem, Reword, apply
from briefing.exports.registry import FORMATS
from tests.builders import PICTURE, a_briefing
from tests.integration.window.driver import Program, answer, briefing_of, button
from tests.integration.window.test_files import full_disk

pytestmark = pytest.mark.one_program


@pytest.fixture
def window(program: Program) -> MainWindow:
    return program.begin(apply(a_briefing(), RemoveItem(item_id="g1")))


def opened(window: MainWindow, target: Path, format_id: str) -> ExportDialog:
    dialog = window.controllers.export.open_dialog()
    assert dialog is not None
    dialog.path.setText(str(target))
    dialog.format.setCurrentIndex(dialog.format.findData(format_id))
    return dialog


def finished(program: Program, dialog: ExportDialog) -> ExportDialog:
    program.click(dialog.export_button)
    program.until(lambda: dialog.result_text.isVisible() or dialog.error_label.isVisible())
    return dialog


def test_a_word_document_is_written_with_the_marking_that_was_chosen(
    program: Program, window: MainWindow, tmp_path: Path
) -> None:
    dialog = opened(window, tmp_path / "out.pdf", "docx")
    dialog.marking.setCurrentIndex(dialog.marking.findData("TLP:RED"))
    finished(program, dialog)
    assert dialog.result_text.text() == "Word document written"
    written = docx.Document(io.BytesIO((tmp_path / "out.docx").read_bytes()))
    assert "TLP:RED" in written.sections[0].header.paragraphs[0].text
    assert briefing_of(window).marking != "TLP:RED"
    assert not (tmp_path / "out.pdf").exists()
    dialog.close()


@pytest.mark.parametrize("format_id", [each for each in FORMATS if each != "docx"])
def test_every_format_of_the_table_can_be_chosen(
    program: Program, window: MainWindow, tmp_path: Path, format_id: str
) -> None:
    finished(program, opened(window, tmp_path / "out", format_id)).close()
    assert (tmp_path / f"out{FORMATS[format_id].ending}").stat().st_size > 0


def test_what_only_a_pdf_can_have_is_offered_for_a_pdf_alone(window: MainWindow, tmp_path: Path) -> None:
    dialog = opened(window, tmp_path / "out.pdf", PDF)
    of_pdf = (dialog.template, dialog.options, dialog.embed_project, *dialog.attachment_boxes.values())
    assert all(each.isVisibleTo(dialog) for each in of_pdf)
    assert not dialog.about_format.isVisibleTo(dialog)
    dialog.format.setCurrentIndex(dialog.format.findData("csv"))
    assert not any(each.isVisibleTo(dialog) for each in of_pdf)
    assert dialog.marking.isVisibleTo(dialog)
    assert "Not included: connecting text" in dialog.about_format.text()
    assert dialog.path.text().endswith("out.csv")
    dialog.close()


def test_the_ending_follows_the_format_and_the_rest_of_the_name_stays() -> None:
    path = Path("/tmp/Gas v1.2.PDF")  # noqa: S108 - nothing is written there
    names = [with_ending(path, format_id).name for format_id in (PDF, "docx", "stix")]
    assert names == ["Gas v1.2.PDF", "Gas v1.2.docx", "Gas v1.2.stix.json"]
    assert with_ending(Path("a.stix.json"), "csl").name == "a.csl.json"
    assert with_ending(Path("a.b"), "md").name == "a.b.md"


def test_a_blocking_finding_stops_every_format(program: Program, tmp_path: Path) -> None:
    # A likelihood in the words that is not the graded one.
    changed = apply(a_briefing(), Reword("j1", "It is almost certain that it will be used."))
    window = program.begin(apply(changed, RemoveItem(item_id="g1")))
    dialog = finished(program, opened(window, tmp_path / "out", "html"))
    assert "Correct these review findings" in dialog.error_label.text()
    assert dialog.show_review.isVisible()
    assert list(tmp_path.glob("out*")) == []
    dialog.close()


def test_a_picture_that_cannot_be_drawn_is_named_and_the_choice_can_be_changed(
    program: Program, tmp_path: Path
) -> None:
    window = program.begin(a_briefing(), {"picture": PICTURE})
    dialog = finished(program, opened(window, tmp_path / "out", "html"))
    assert "The picture of Figure 1 cannot be drawn." in dialog.error_label.text()
    dialog.format.setCurrentIndex(dialog.format.findData("md"))
    finished(program, dialog)
    program.until((tmp_path / "out.md").exists)
    dialog.close()


def test_a_full_disk_leaves_the_old_file_whole(
    program: Program, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.md"
    target.write_bytes(b"the old file")
    answer(monkeypatch, "Replace")
    dialog = opened(window, target, "md")
    with full_disk():
        finished(program, dialog)
    assert "out.md" in dialog.error_label.text()
    assert target.read_bytes() == b"the old file"
    dialog.close()


def test_an_export_under_way_can_be_cancelled_and_writes_nothing(
    program: Program, window: MainWindow, tmp_path: Path
) -> None:
    dialog = opened(window, tmp_path / "out", "docx")
    program.click(dialog.export_button)
    assert dialog.progress_bar.isVisible()
    program.click(button(dialog, "Cancel the export"))
    assert dialog.export_button.isVisible()
    program.bot.wait(300)
    assert list(tmp_path.glob("out*")) == []
    dialog.close()
