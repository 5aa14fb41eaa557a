"""Printing: the pages, the conditions, the printer."""

from __future__ import annotations

from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from briefing.app.controllers.desktop import printing
from briefing.app.window.main_window import MainWindow
from briefing.editing import Reword, SetDetails
from briefing.model.briefing import Briefing, Prose, Section, Status
from tests.builders import bundled_example
from tests.integration.window.driver import (
    Program,
    apply,
    briefing_of,
    button,
    do,
    front,
    notice,
)

pytestmark = pytest.mark.one_program


@pytest.fixture
def window(program: Program) -> MainWindow:
    project = bundled_example()
    opened = program.begin(project.briefing, dict(project.attachments))
    front(opened)
    return opened


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file that the print dialog chooses instead of a printer, with pages 2 and 3."""
    target = tmp_path / "print.pdf"

    def choose(_parent: QWidget, printer: QPrinter, page_count: int) -> bool:
        assert page_count > 3
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setResolution(72)
        printer.setOutputFileName(str(target))
        printer.setFromTo(2, 3)
        return True

    monkeypatch.setattr(printing, "choose_printer", choose)
    return target


def test_a_final_briefing_is_printed_with_the_pages_that_were_chosen(
    program: Program, window: MainWindow, file: Path
) -> None:
    assert briefing_of(window).status is Status.FINAL
    assert window.action_set["print"].shortcut().toString() == "Ctrl+P"
    do(window, "print")
    program.until(lambda: "2 pages printed." in notice(window))
    with pikepdf.open(file) as pdf:
        assert len(pdf.pages) == 2
        assert [round(float(side)) for side in pdf.pages[0].mediabox[2:]] == [595, 842]


def test_blocking_findings_stop_the_print(program: Program, window: MainWindow, file: Path) -> None:
    # A likelihood in the words that is not the graded one.
    apply(
        window, SetDetails(status=Status.DRAFT), Reword("j1", "It is almost certain that it will be used.")
    )
    program.until(lambda: any(finding.blocks for finding in window.controllers.review.findings))
    do(window, "print")
    program.until(lambda: bool(notice(window)))
    assert "printed" not in notice(window)
    assert not file.exists()


def test_after_a_briefing_with_a_companion_file_this_is_offered_for_printing(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    jobs: list[str] = []

    def choose(_parent: QWidget, printer: QPrinter, _page_count: int) -> bool:
        jobs.append(printer.docName())
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setResolution(72)
        printer.setOutputFileName(str(tmp_path / f"{len(jobs)}.pdf"))
        return True

    monkeypatch.setattr(printing, "choose_printer", choose)
    section = Section(id="s1", title="Energy", items=(Prose(id="p1", text="There is no gas."),))
    small = Briefing(id="gas", title="Gas", sections=(section,))
    window = program.begin(replace(small, template_options={"annexes": "companion"}))
    do(window, "print")
    program.until(lambda: bool(notice(window)))
    assert "companion file, which is not printed yet" in notice(window)
    program.click(button(window, "Print the companion file…"))
    program.until(lambda: len(jobs) == 2 and "not printed yet" not in notice(window))
    assert jobs == ["Gas", "Gas: facts and sources"]
    program.until(lambda: all((tmp_path / f"{number}.pdf").exists() for number in (1, 2)))
