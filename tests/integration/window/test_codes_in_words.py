"""Every code and sign that the window shows is explained in words, at the pointer and to screen readers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QAbstractItemModel, QModelIndex, Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QWidget

from briefing.app.dialogs.briefing.details import DetailsDialog
from briefing.app.panes.library.fact_model import FactRole
from briefing.app.presentation.grade_text import code_in_words
from briefing.app.window.main_window import MainWindow
from briefing.editing import ClearGrade, SetDetails
from briefing.model.briefing import FactItem, Judgement, Status
from tests.builders import bundled_example
from tests.integration.window.driver import (
    Program,
    apply,
    choose,
    do,
    front,
    row_ids,
    settle,
    value_of,
)

pytestmark = pytest.mark.one_program

CODE = re.compile(r"(?<![\w:.+-])[A-F][1-6](?![\w.])")
TIP, DESCRIPTION = Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleDescriptionRole


@pytest.fixture
def window(program: Program) -> MainWindow:
    project = bundled_example()
    opened = program.begin(project.briefing, dict(project.attachments))
    front(opened)
    program.until(lambda: opened.controllers.review.is_settled)
    program.until(lambda: opened.panes.library.model.rowCount() > 0)
    return opened


def indexes(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[QModelIndex]:
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        yield index
        yield from indexes(model, index)


def texts(widget: QWidget) -> Iterator[tuple[QWidget, str]]:
    for each in widget.findChildren(QWidget):
        if each.isVisibleTo(widget) and isinstance(each, QLabel | QAbstractButton):
            yield each, re.sub(r"<[^>]*>|&nbsp;", " ", each.text())


def explanation(widget: QWidget) -> str:
    return f"{widget.toolTip()} {widget.accessibleName()} {widget.accessibleDescription()}"


def test_the_code_of_each_fact_and_row_is_explained(window: MainWindow) -> None:
    library, outline = window.panes.library.model, window.panes.outline.model
    for index in indexes(library, QModelIndex()):
        words = code_in_words(index.data(FactRole.CODE))
        assert words in index.data(TIP)
        assert words in index.data(DESCRIPTION)
        if index.data(FactRole.CONTRADICTED):
            assert "contradicted by another fact" in index.data(DESCRIPTION)
            assert "Contradicted by" in index.data(TIP)
    graded = 0
    for index in indexes(outline, QModelIndex()):
        value = value_of(window, outline.node(index).id)
        if isinstance(value, FactItem | Judgement):
            graded += 1
            assert "onfidence" in index.data(TIP) or "ot graded" in index.data(TIP)
            assert index.data(TIP) == index.data(DESCRIPTION)
        if isinstance(value, FactItem):
            assert "source" in index.data(TIP)
    assert graded


def test_the_severity_of_each_finding_is_explained(program: Program, window: MainWindow) -> None:
    model = window.panes.review.model
    apply(window, SetDetails(status=Status.DRAFT), ClearGrade("j1"))
    program.until(lambda: model.rowCount() > 0)
    window.panes.review.show_waived.setChecked(True)
    assert model.rowCount()
    for index in indexes(model, QModelIndex()):
        assert re.match("Blocking|Warning|Advice|Waived", index.data(TIP))
        assert index.data(TIP) == index.data(DESCRIPTION)


def test_codes_on_labels_and_buttons_are_explained(window: MainWindow) -> None:
    codes = 0
    for row_id in row_ids(window):
        choose(window, row_id)
        settle()
        for widget, text in texts(window.panes):
            for code in CODE.findall(text):
                codes += 1
                explained = explanation(widget)
                assert code_in_words(code) in explained, (text, explained)
    assert codes


def test_no_text_of_the_window_needs_a_sign_that_fonts_may_lack(window: MainWindow) -> None:
    library = window.panes.library
    library.facets["topic"].choose((next(iter(library.facets["topic"].values()))[0],))
    for row_id in row_ids(window):
        choose(window, row_id)
        settle()
        for widget, text in texts(window):
            signs = [
                sign
                for sign in text
                if unicodedata.category(sign) in {"So", "Sm"} and sign not in "→+=<>±×"
            ]
            assert not signs, (type(widget), text)


def test_each_marking_says_who_may_read_and_so_do_title_and_status_line(window: MainWindow) -> None:
    do(window, "details")
    dialog = window.findChild(DetailsDialog)
    assert dialog is not None
    box: QComboBox = dialog.marking
    for row in range(box.count()):
        assert str(box.itemData(row, TIP)).startswith("For "), box.itemText(row)
    assert box.toolTip() == box.itemData(box.currentIndex(), TIP)
    assert box.accessibleDescription().endswith(box.toolTip())
    dialog.close()
    apply(window, SetDetails(status=Status.DRAFT), SetDetails(marking="TLP:AMBER+STRICT"))
    settle()
    do(window, "full_screen")
    settle()
    words = "for those who need to know in the recipient's organisation"
    shown = [each for each, text in texts(window) if "TLP:AMBER+STRICT" in text]
    assert len(shown) >= 2
    for label in shown:
        assert words in label.toolTip().lower(), label
        assert words in label.accessibleDescription().lower(), label
    assert "TLP:AMBER+STRICT" in window.windowTitle()
    assert words in window.accessibleDescription().lower()
    do(window, "full_screen")
