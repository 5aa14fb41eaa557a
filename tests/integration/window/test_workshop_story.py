"""From an empty profile to a PDF: a document and pasted passages become a treaty with facts and sources."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton

from briefing.app.dialogs.briefing.new_briefing import NewBriefingDialog
from briefing.app.dialogs.export.dialog import ExportDialog
from briefing.app.dialogs.library.add_source import AddSourceDialog
from briefing.app.dialogs.library.new_treaty import NewTreatyDialog
from briefing.app.library_side.source_document import SourceDocument
from briefing.app.window.main_window import MainWindow
from tests.integration.window.driver import Program, briefing_of, button, choose, do, front
from tests.integration.window.library_sides import side_of
from tests.unit.sources.readers.documents import pdf

TREATY_TEXT = [
    [
        (60, 60, "AGREEMENT ON THE UPPER LAKE"),
        (60, 90, "Article 1"),
        (60, 110, "The Parties shall share the water of the lake."),
        (60, 140, "Article 2"),
        (60, 160, "The Parties shall consult each other every year."),
        (60, 190, "Article 3"),
        (60, 210, "A Party may build a dam of up to 40 metres."),
    ]
]
FIRST_PASSAGE = (
    "The ministry of Estland says that a dam is planned for 2027. It denies that work has begun."
)
SECOND_PASSAGE = "Fishermen report that the level of the lake fell in spring."


def add_source(program: Program, window: MainWindow, kind: str, publisher: str) -> SourceDocument:
    """Answer the dialog of a new source, and return its document once it is open."""
    program.until(lambda: AddSourceDialog.raised(window) is not None)
    dialog = AddSourceDialog.raised(window)
    assert dialog is not None
    dialog.kind.setCurrentIndex(dialog.kind.findData(kind))
    dialog.publisher.setCurrentText(publisher)
    dialog.accept_entered()
    assert dialog.new is not None
    source_id = dialog.new.source.id

    def is_open() -> bool:
        document = side_of(window).reader.document
        return document is not None and document.source.id == source_id

    program.until(is_open)
    document = side_of(window).reader.document
    assert document is not None
    return document


def capture(program: Program, window: MainWindow, passage: str, statement: str = "") -> None:
    """Select a passage, press Enter, type a statement unless the passage is one, press Enter."""
    reader = side_of(window).reader
    assert reader.document is not None
    start = reader.document.text.text.index(passage)
    reader.view.go_to_span(start, start + len(passage))
    program.press(reader.view, Qt.Key.Key_Return)
    if statement:
        program.type(reader.panel.statement, statement)
    program.press(reader.panel.statement, Qt.Key.Key_Return)


def offered(window: MainWindow) -> list[str]:
    """Return what the notices of the window offer to do."""
    return [each.text() for each in window.notice_bar.findChildren(QAbstractButton)]


def test_a_document_and_pasted_passages_become_a_treaty_and_a_graded_briefing_in_the_window(
    program: Program, tmp_path: Path
) -> None:
    window = program.window
    front(window)

    # The treaty.
    do(window, "new_treaty")
    program.until(lambda: NewTreatyDialog.raised(window) is not None)
    entered = NewTreatyDialog.raised(window)
    assert entered is not None
    program.type(entered.title, "Agreement on the Upper Lake")
    program.type(entered.short_title, "Upper Lake 2024")
    program.type(entered.parties, "Estonia\nLatvia")
    program.type(entered.date, "2024-05-02")
    entered.accept()
    side = side_of(window)
    treaty_id = "upper-lake-2024"
    assert treaty_id in side.editor.catalogue.treaties

    # Its text: a PDF that has no project in it, and the articles from it.
    path = tmp_path / "agreement.pdf"
    path.write_bytes(pdf(TREATY_TEXT))
    window.controllers.open.open_path(path)
    adding = "Add it to the library as a source"
    program.until(lambda: adding in offered(window))
    program.click(button(window.notice_bar, adding))
    add_source(program, window, "treaty_text", "Depositary of the Lake")
    capture(program, window, "The Parties shall share the water of the lake.")
    reader = side.reader
    capture(program, window, "The Parties shall consult each other every year.")
    capture(program, window, "A Party may build a dam of up to 40 metres.")

    # Two passages from elsewhere.
    QGuiApplication.clipboard().setText(FIRST_PASSAGE)
    do(window, "paste_source")
    add_source(program, window, "news_report", "Lake Agency")
    capture(program, window, "The ministry of Estland says that a dam is planned for 2027.")
    capture(
        program,
        window,
        "It denies that work has begun.",
        "The ministry of Estland denies that work has begun.",
    )
    QGuiApplication.clipboard().setText(SECOND_PASSAGE)
    do(window, "paste_source")
    add_source(program, window, "news_report", "The Shore")
    capture(program, window, SECOND_PASSAGE)
    facts = [each for each in side.editor.library.material.facts if each.origin is not None]
    assert len(facts) == 6
    assert {fact.treaty_id for fact in facts} == {treaty_id}
    assert len({citation.source_id for fact in facts for citation in fact.citations}) == 3
    assert reader.document is not None

    # The briefing: all six facts, graded, as a PDF.
    program.registry.loader.reload_library()
    program.until(lambda: {fact.id for fact in facts} <= known_facts(window))
    do(window, "show_briefing_side")
    do(window, "new")
    begun = window.findChild(NewBriefingDialog)
    assert begun is not None
    assert begun.treaty.currentData() == treaty_id
    program.type(begun.title, "The Upper Lake")
    program.click(button(begun, "Create"))
    program.until(lambda: window.context.document is not None)
    window.controllers.insert.add_facts([fact.id for fact in facts])
    choose(window, *[item.id for item in briefing_of(window).walk_items()])
    program.click(button(window.panes.inspector.multiple_rows_page, "Confidence: low"))
    target = tmp_path / "lake.pdf"
    dialog = window.controllers.export.open_dialog()
    assert isinstance(dialog, ExportDialog)
    dialog.path.setText(str(target))
    program.click(dialog.export_button)
    program.until(target.exists)
    printed = text_of(target)
    assert "share the water of the lake" in printed
    assert "Lake Agency" in printed


def text_of(path: Path) -> str:
    document = pypdfium2.PdfDocument(io.BytesIO(path.read_bytes()))
    text = " ".join(page.get_textpage().get_text_bounded() for page in document)
    return " ".join(text.split())


def known_facts(window: MainWindow) -> set[str]:
    """Return the ids of the facts that a briefing can use."""
    resources = window.context.resources
    return set(resources.reference.library.facts) if resources else set()
