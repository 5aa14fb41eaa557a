"""A double click on what the pages say of rows and sources elsewhere: contents, annexes, lists."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest

from briefing.app.window.main_window import MainWindow
from briefing.editing import SetOption
from briefing.library.records import RecordKey, RecordKind, key_of
from briefing.model.briefing import FactItem
from briefing.render.result import MentionBox
from tests.builders import bundled_example
from tests.integration.window.driver import Program, apply, briefing_of, choose, do, front, settle
from tests.integration.window.library_sides import side_of
from tests.small_briefing import PICTURE
from tests.small_briefing import a_briefing as small_briefing

pytestmark = pytest.mark.one_program


PRINTED = {"register": True, "matrix": True}
"""Annexes that the example does without: the table of facts and that of evidence."""


@pytest.fixture
def shown(program: Program) -> MainWindow:
    """The example, as a draft, with the pages of the template that prints everything."""
    sample = bundled_example()
    window = program.begin(sample.briefing, dict(sample.attachments))
    window.controllers.edits.reopen()
    for name, value in PRINTED.items():
        apply(window, SetOption(name=name, value=value))
    front(window)
    do(window, "show_preview")
    program.until(lambda: window.panes.preview.pages.count > 0 and not window.context.renderer.is_busy)
    return window


def mentions(window: MainWindow, anchor: str) -> list[tuple[int, MentionBox]]:
    """The places that are about what is at an anchor, with their pages, the largest first."""
    pages = window.panes.preview.pages.pages
    found = [
        (number, each)
        for number, page in enumerate(pages)
        for each in page.mentions
        if each.anchor == anchor
    ]
    return sorted(found, key=lambda place: -place[1].width * place[1].height)


def place_of(window: MainWindow, anchor: str) -> QPoint:
    """Scroll to the largest place that is about what is at an anchor, and return a point of it."""
    page, place = mentions(window, anchor)[0]
    view = window.panes.preview.view
    area = QRectF(place.left, place.top, place.width, place.height)
    view.show_place(page, area)
    settle()
    return view._to_view(page, area).center().toPoint()


def double_click(window: MainWindow, where: QPoint) -> None:
    view = window.panes.preview.view.viewport()
    no_key = Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, no_key, where)
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, no_key, where)
    settle()


def test_a_line_of_the_contents_opens_the_heading_of_its_section(shown: MainWindow) -> None:
    for section in briefing_of(shown).sections[1:3]:
        double_click(shown, place_of(shown, f"section-{section.id}"))
        assert shown.panes.outline.current_value() == section
        assert shown.panes.inspector.section_page.title.hasFocus()


def test_a_statement_in_the_table_of_facts_opens_its_row_with_the_caret_at_the_word(
    shown: MainWindow,
) -> None:
    items = [item for item in briefing_of(shown).walk_items() if isinstance(item, FactItem)]
    listed = [item for item in items if mentions(shown, f"annex-{item.id}")]
    assert len(listed) > 5
    view = shown.panes.preview.view
    for item in listed[::9]:
        choose(shown, "j1")
        page, place = mentions(shown, f"annex-{item.id}")[0]
        view.show_place(page, QRectF(place.left, place.top, place.width, place.height))
        settle()
        statement = QRectF(place.left + place.width * 0.2, place.top + 8, 1, 1)
        double_click(shown, view._to_view(page, statement).center().toPoint())
        assert shown.panes.outline.current_value() == item
        field = shown.panes.inspector.fact_page.wording
        assert field.hasFocus()
        assert 0 < field.caret() < len(field.exact_text())


def test_a_line_of_the_argument_map_opens_the_evidence_and_a_head_of_it_the_judgement(
    shown: MainWindow,
) -> None:
    rows = {
        anchor for page in shown.panes.preview.pages.pages for anchor in anchors(page.mentions, "row-f")
    }
    assert rows
    anchor = min(rows)
    double_click(shown, place_of(shown, anchor))
    assert current_id(shown) == anchor.removeprefix("row-")
    _, head = mentions(shown, "row-j2")[0]
    assert head.width < 40
    double_click(shown, place_of(shown, "row-j2"))
    assert current_id(shown) == "j2"


def anchors(found: Sequence[MentionBox], beginning: str) -> set[str]:
    return {each.anchor for each in found if each.anchor.startswith(beginning)}


def current_id(window: MainWindow) -> str:
    value = window.panes.outline.current_value()
    return value.id if value is not None else ""


def test_a_source_in_the_list_opens_its_record(program: Program, shown: MainWindow) -> None:
    found = {
        anchor for page in shown.panes.preview.pages.pages for anchor in anchors(page.mentions, "source-")
    }
    anchor = max(found)
    double_click(shown, place_of(shown, anchor))
    source = RecordKey(RecordKind.SOURCE, anchor.removeprefix("source-"))
    assert shown.shows_library
    side = side_of(shown)
    program.until(lambda: side.table.current is not None)
    assert side.table.current is not None
    assert key_of(side.table.current) == source


def test_a_source_that_only_the_briefing_has_opens_the_first_row_that_cites_it(program: Program) -> None:
    window = program.begin(small_briefing(), {"square": PICTURE})
    front(window)
    choose(window, "p1")
    window.panes.preview.view.mention_activated.emit("source-echo", "", "")
    assert current_id(window) == "f1"
    assert not window.shows_library


def test_what_is_about_nothing_that_is_there_opens_nothing(program: Program) -> None:
    window = program.begin(small_briefing(), {"square": PICTURE})
    front(window)
    choose(window, "p1")
    for anchor in (
        "annex-sources",
        "row-deleted",
        "source-unknown",
        "fact-unknown",
        "treaty-unknown",
        "top",
    ):
        window.panes.preview.view.mention_activated.emit(anchor, "", "")
        assert current_id(window) == "p1"
        assert not window.shows_library
