"""Finding facts: words, filters, cards, and bringing them into the briefing."""

from __future__ import annotations

import html
import itertools
import re
import shutil
from collections import Counter
from collections.abc import Collection
from pathlib import Path

import pytest
from msgspec.structs import replace
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListView, QPushButton, QStyleOptionViewItem

from briefing import paths
from briefing.app.panes.library import searching
from briefing.app.panes.library.fact_delegate import FactDelegate, tick_area
from briefing.app.panes.library.fact_model import FactRole
from briefing.app.panes.library.pane_state import LibraryState, decoded, encoded
from briefing.app.panes.library.searching import LibrarySearch, LibrarySearches, SearchResult
from briefing.app.services.resources import LoadedResources
from briefing.app.services.settings import LIBRARY_FOLDERS, MOST_LIBRARY_STATES
from briefing.app.window.main_window import MainWindow
from briefing.library.index import FactIndex, FactQuery
from briefing.model.briefing import Briefing, FactItem, Section
from briefing.model.fact import Fact
from briefing.model.library import Catalogue, Material
from briefing.model.terms import Standing
from briefing.project import Reference
from tests.integration.window.driver import (
    Program,
    briefing_of,
    choose,
    do,
    document_of,
    drop_document,
    front,
    notice,
    rows,
    settle,
    undo_name,
)

pytestmark = pytest.mark.one_program


@pytest.fixture
def window(program: Program) -> MainWindow:
    """A window on a briefing with two empty sections."""
    sections = (Section(id="s1", title="First"), Section(id="s2", title="Second"))
    opened = program.begin(Briefing(id="b", title="B", sections=sections))
    front(opened)
    program.until(lambda: opened.panes.library.model.rowCount() > 0)
    return opened


def found(window: MainWindow) -> list[str]:
    model = window.panes.library.model
    return [model.index(row).data(FactRole.FACT).id for row in range(model.rowCount())]


def search(program: Program, window: MainWindow, words: str) -> list[str]:
    """Type words and wait until the list shows what they find."""
    window.panes.library.field.setFocus()
    window.panes.library.field.selectAll()
    program.type(window.panes.library.field, words)
    assert window.context.resources is not None
    wanted = [hit.fact_id for hit in window.context.resources.index.search(window.panes.library.query())]
    program.until(lambda: found(window) == wanted)
    return wanted


def bundled_facts(window: MainWindow) -> Collection[Fact]:
    assert window.context.resources is not None
    return window.context.resources.reference.library.facts.values()


def counts(window: MainWindow) -> dict[str, int]:
    return dict(Counter(treaty for fact in bundled_facts(window) for treaty in fact.treaty_ids))


def values(window: MainWindow, facet: str) -> dict[str, int]:
    return {value: count for value, _, count in window.panes.library.facets[facet].values()}


@pytest.mark.parametrize(
    "words", ["pipeline", "pezeshkian", "article 12", "kremlin", "gas price", "gas nothing-like-it"]
)
def test_words_are_looked_for_in_statements_actors_articles_sources_and_topics(
    program: Program, window: MainWindow, words: str
) -> None:
    ids = search(program, window, words)
    assert bool(ids) is ("nothing" not in words)
    if ids:
        assert len(ids) < len(bundled_facts(window))
    else:
        assert window.panes.library._stack.currentWidget() is window.panes.library._nothing


def test_a_filter_shows_counts_and_several_values_widen_it(program: Program, window: MainWindow) -> None:
    before = values(window, "treaty")
    assert before == counts(window)
    window.panes.library.facets["treaty"].choose(("russia-dprk-2024",))
    program.until(lambda: len(found(window)) == before["russia-dprk-2024"])
    assert values(window, "treaty") == before, "its own counts stay, so that a second can be chosen"
    window.panes.library.facets["treaty"].choose(("russia-dprk-2024", "russia-china-2001"))
    both = before["russia-dprk-2024"] + before["russia-china-2001"]
    program.until(lambda: len(found(window)) == both)
    window.panes.library.facets["standing"].choose((str(Standing.REPORTED),))
    count = values(window, "standing")[str(Standing.REPORTED)]
    program.until(lambda: len(found(window)) == count)


def test_a_filter_is_chosen_by_keys_in_its_list_and_taken_back_by_its_chip(
    program: Program, window: MainWindow
) -> None:
    facet = window.panes.library.facets["treaty"]
    program.click(window.panes.library.filter_button)
    program.click(facet)
    view = facet.findChild(QListView)
    assert view is not None
    program.press(view, Qt.Key.Key_Space)
    program.until(lambda: len(found(window)) == counts(window)["russia-iran-2025"])
    assert facet.text().endswith("· 1")
    view.window().close()
    chip = next(
        each for each in window.panes.library.findChildren(QPushButton) if each.objectName() == "chip"
    )
    assert "Remove the filter" in chip.accessibleName()
    program.click(chip)
    program.until(lambda: len(found(window)) == len(bundled_facts(window)))


def test_a_span_of_dates_leaves_out_what_lies_outside(program: Program, window: MainWindow) -> None:
    assert window.context.resources is not None
    facts = window.context.resources.reference.library.facts
    window.panes.library.facets["date"].choose((">=2025-04-01", "<=2025-12-31"))
    program.until(lambda: 0 < len(found(window)) < len(bundled_facts(window)))
    days = {str(facts[each].date) for each in found(window)}
    assert "2025-01-17" not in days
    plain = {day for day in days if re.fullmatch(r"\d{4}-\d{2}-\d{2}", day)}
    assert plain
    assert all("2025-04-01" <= day <= "2025-12-31" for day in plain)


def test_what_is_in_use_can_be_filtered_and_is_ticked_and_leads_to_its_place(
    program: Program, window: MainWindow
) -> None:
    choose(window, "s2")
    first, second = found(window)[:2]
    window.controllers.insert.add_facts([first, second])
    unused = len(bundled_facts(window)) - 2
    program.until(lambda: values(window, "use") == {"used": 2, "unused": unused})
    model, view = window.panes.library.model, window.panes.library.list
    assert model.index(0).data(FactRole.USED)
    assert "in the briefing" in model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    option = QStyleOptionViewItem()
    option.rect = view.visualRect(model.index(0))
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=tick_area(option).center())
    assert window.panes.outline.selected_ids() == ["f1"]
    window.panes.library.facets["use"].choose(("unused",))
    program.until(lambda: len(found(window)) == unused)
    assert first not in found(window)


def test_several_facts_are_added_by_one_key_in_their_order_as_one_step(
    program: Program, window: MainWindow
) -> None:
    choose(window, "s1")
    view = window.panes.library.list
    view.setFocus()
    view.setCurrentIndex(window.panes.library.model.index(0))
    shift = Qt.KeyboardModifier.ShiftModifier
    for _ in range(3):
        program.press(view, Qt.Key.Key_Down, shift)
    wanted = found(window)[:4]
    program.press(view, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier)
    used = [item.fact_id for item in briefing_of(window).walk_items() if isinstance(item, FactItem)]
    assert used == wanted
    assert undo_name(window) == "Undo Add 4 facts"
    do(window, "undo")
    assert not list(briefing_of(window).walk_items())


def test_a_double_click_adds_behind_the_row_in_hand(window: MainWindow) -> None:
    choose(window, "s1")
    ids = found(window)
    window.controllers.insert.add_facts(ids[:2])
    choose(window, "f1")
    view = window.panes.library.list
    place = view.visualRect(window.panes.library.model.index(2)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    order = [item.fact_id for item in briefing_of(window).sections[0].items if isinstance(item, FactItem)]
    assert order == [ids[0], ids[2], ids[1]]


def test_adding_with_nothing_chosen_says_what_to_do(window: MainWindow) -> None:
    window.panes.library.list.clearSelection()
    do(window, "add_facts")
    assert "Select facts in the library first" in notice(window)


def test_facts_dragged_onto_a_section_land_in_it(window: MainWindow) -> None:
    model, view = window.panes.library.model, window.panes.outline.view
    data = model.mimeData([model.index(1), model.index(0)])
    where = QPointF(view.visualRect(window.panes.outline.model.index_by_id("s2")).center())
    copy = Qt.DropAction.CopyAction
    event = QDropEvent(where, copy, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    moving = QDragMoveEvent(
        where.toPoint(), copy, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    entering = QDragEnterEvent(
        where.toPoint(), copy, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    for each in (entering, moving, event):
        QApplication.sendEvent(view.viewport(), each)
    second = briefing_of(window).sections[1]
    assert [item.fact_id for item in second.items if isinstance(item, FactItem)] == found(window)[:2]


def test_the_card_of_a_fact_has_citation_grade_and_what_contradicts_it(window: MainWindow) -> None:
    model = window.panes.library.model
    opposed = next(
        model.index(row) for row in range(model.rowCount()) if model.index(row).data(FactRole.CONTRADICTED)
    )
    fact = opposed.data(FactRole.FACT)
    card = opposed.data(Qt.ItemDataRole.ToolTipRole)
    assert opposed.data(FactRole.CODE) in card
    assert "Contradicted by" in card
    publisher = model.catalogue.publisher_of(model.catalogue.sources[fact.citations[0].source_id])
    assert html.escape(publisher.name) in card
    other = model.catalogue.facts[next(iter(model.catalogue.contradicting(fact.id)))]
    assert html.escape(other.statement) in card


def test_copied_facts_are_text_with_their_sources_for_other_programs(
    program: Program, window: MainWindow
) -> None:
    window.panes.library.list.setFocus()
    window.panes.library.list.setCurrentIndex(window.panes.library.model.index(0))
    program.press(window.panes.library.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    text = QGuiApplication.clipboard().text()
    fact = window.panes.library.model.index(0).data(FactRole.FACT)
    assert text.startswith(fact.statement)
    assert window.panes.library.model.index(0).data(FactRole.CODE) in text
    choose(window, "s1")
    do(window, "paste")
    assert [item.fact_id for item in briefing_of(window).walk_items() if isinstance(item, FactItem)] == [
        fact.id
    ]


def many(resources: LoadedResources, count: int) -> LoadedResources:
    """The resources with their facts over and over, each under an id and in words of its own."""
    library = resources.reference.library
    facts = list(library.facts.values())
    repeated = [
        replace(fact, id=f"n{number}", statement=f"Report {number}: {fact.statement}", relations=())
        for number, fact in enumerate(itertools.islice(itertools.cycle(facts), count))
    ]
    material = Material.of(
        library.treaties.values(), library.publishers.values(), library.sources.values(), repeated
    )
    catalogue = Catalogue(material)
    reference = Reference(catalogue, resources.reference.scales)
    return LoadedResources(reference, FactIndex(catalogue), resources.templates)


def test_twelve_thousand_facts_are_searched_scrolled_and_picked_from(
    program: Program, window: MainWindow, resources: LoadedResources
) -> None:
    program.registry.loader.set_resources(many(resources, 12_000))
    program.until(lambda: window.panes.library.model.rowCount() == 12_000)
    assert values(window, "treaty")["russia-iran-2025"] > 6_000
    view = window.panes.library.list
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    settle()
    assert view.indexAt(view.viewport().rect().center()).row() > 11_900
    assert search(program, window, "report 11415") == ["n11415"]
    choose(window, "s1")
    program.press(window.panes.library.field, Qt.Key.Key_Down)
    program.press(view, Qt.Key.Key_Return)
    assert rows(window)[1].strip().startswith("Report 11415: ")


def test_the_first_facts_come_before_all_of_them_and_those_of_an_earlier_search_not_at_all(
    program: Program, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "_MANY_FACTS", 0)
    assert window.context.resources is not None
    index, library = window.context.resources.index, window.context.resources.reference.library
    searches, results = LibrarySearches(window), list[SearchResult]()
    searches.found.connect(results.append)
    searches.use(index, library)
    searches.search(LibrarySearch(FactQuery(text="military")))
    searches.search(LibrarySearch(FactQuery(text="gas")))
    program.until(lambda: bool(results) and results[-1].is_complete)
    searches.close()
    every = [hit.fact_id for hit in index.search(FactQuery(text="gas"))]
    assert [result.is_complete for result in results] == [False, True]
    assert results[0].ids == every[:50]
    assert sorted(results[1].ids) == sorted(every)


def test_filters_are_folded_behind_one_button_that_counts_them(
    program: Program, window: MainWindow
) -> None:
    library = window.panes.library
    assert not library.facets["treaty"].isVisible()
    library.facets["treaty"].choose(("russia-dprk-2024", "russia-china-2001"))
    assert library.filter_button.text() == "Filter · 2"
    program.click(library.clear_button)
    assert library.filter_button.text() == "Filter"
    assert not library.clear_button.isVisible()


def test_search_and_filters_belong_to_a_briefing(program: Program, window: MainWindow) -> None:
    library = window.panes.library
    library.facets["treaty"].choose(("russia-dprk-2024",))
    search(program, window, "force")
    first = document_of(window)
    window.context.set_document(None)
    assert (library.field.text(), library.facets["treaty"].chosen) == ("", ())
    other = Briefing(id="other", title="Other", sections=(Section(id="s1", title="First"),))
    program.begin(other)
    assert (library.field.text(), library.facets["treaty"].chosen) == ("", ())
    drop_document(window)
    window.context.set_document(first)
    assert (library.field.text(), library.facets["treaty"].chosen) == ("force", ("russia-dprk-2024",))


@pytest.mark.own_program
def test_search_filters_order_and_folding_are_as_they_were_after_a_restart(
    program: Program, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "first.briefing"
    document_of(window).save(path)
    library = window.panes.library
    library.facets["treaty"].choose(("russia-dprk-2024",))
    library.facets["date"].choose((">=2024-01-01",))
    library.order.setCurrentIndex(library.order.findData("date"))
    library.field.setText("force")
    do(window, "fold_library")
    window.close()
    again = program.restart().open(path)
    library = again.panes.library
    assert again is not window
    assert not library.isVisible()
    assert (library.field.text(), library.order.currentData()) == ("force", "date")
    assert library.query().treaty == ("russia-dprk-2024",)
    assert library.query().since == "2024-01-01"
    do(again, "fold_library")
    assert library.width() >= library.minimumWidth()


@pytest.mark.parametrize("text", ["", "{", '{"order": "x"}', '{"filters": {"date": [">=2024-02-31"]}}'])
def test_a_damaged_state_of_the_library_is_ignored(text: str) -> None:
    assert decoded(text) == LibraryState()


def test_only_the_latest_states_of_the_library_are_remembered(program: Program, tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.briefing" for number in range(MOST_LIBRARY_STATES + 2)]
    for path in [*paths, paths[2]]:
        program.settings.set_library_state(path, encoded(LibraryState(text=path.name)))
    remembered = [path for path in paths if program.settings.library_state(path)]
    assert remembered == paths[2:]
    program.settings.set_library_state(paths[2], "")
    assert not program.settings.library_state(paths[2])


def test_the_treaties_of_the_briefing_come_first_in_every_order(
    program: Program, window: MainWindow
) -> None:
    library = window.panes.library
    facts = library.model.catalogue.facts
    china = [
        each for each in found(window) if library.model.catalogue.facts[each].treaty_id.endswith("2001")
    ]
    choose(window, "s1")
    window.controllers.insert.add_facts([china[0]])
    program.until(lambda: set(found(window)[: len(china)]) == set(china))
    korea = [each for each in found(window) if facts[each].treaty_id.endswith("dprk-2024")]
    window.controllers.insert.add_facts(korea[:4])
    program.until(lambda: found(window)[: len(korea) + len(china)] == [*korea, *china])
    window.controllers.edits.undo()
    program.until(lambda: found(window)[: len(china)] == china)
    by_relevance = found(window)
    library.order.setCurrentIndex(library.order.findData("date"))
    program.until(lambda: found(window) != by_relevance)
    assert set(found(window)[: len(china)]) == set(china)
    dates = [str(facts[each].date) for each in found(window)[: len(china)] if facts[each].date]
    assert dates == sorted(dates)


def test_a_row_names_its_treaty_and_the_place_of_a_match_outside_its_statement(
    program: Program, window: MainWindow
) -> None:
    library = window.panes.library
    assert "Russia–" in library.model.index(0).data(FactRole.ORIGIN)
    search(program, window, "pipeline")
    indexes = [library.model.index(row) for row in range(library.model.rowCount())]
    marked = [index for index in indexes if index.data(FactRole.MATCHES)]
    assert marked
    for index in marked:
        statement = str(index.data())
        for start, end in index.data(FactRole.MATCHES):
            assert statement[start:end].lower().startswith("pipeline")
    elsewhere = [index for index in indexes if not index.data(FactRole.MATCHES)]
    assert all("pipeline" in str(index.data(FactRole.ORIGIN)).lower() for index in elsewhere)


@pytest.mark.own_program
def test_a_library_folder_is_read_again_when_its_files_change(
    program: Program, window: MainWindow, tmp_path: Path
) -> None:
    folder = tmp_path / "mine"
    shutil.copytree(paths.resources() / "library", folder)
    program.settings.set(LIBRARY_FOLDERS, (str(folder),))
    loaded = program.registry.loader.resources
    program.registry.loader.load()
    program.until(lambda: program.registry.loader.resources is not loaded)
    facts = folder / "russia-dprk-2024" / "facts.yaml"
    good = facts.read_text()
    facts.write_text(good.replace("statement:", "statemnt:", 1))
    program.until(lambda: "stays as it was read before" in notice(window))
    assert f"{facts}:" in notice(window)
    assert len(found(window)) == len(bundled_facts(window))
    fact = window.panes.library.model.catalogue.facts["rd-no-fixed-term"]
    facts.write_text(good.replace(fact.statement, "Changed in an editor."))

    def statement() -> str:
        return window.panes.library.model.catalogue.facts[fact.id].statement

    program.until(lambda: statement() == "Changed in an editor.")
    program.until(lambda: notice(window) == "")


def test_the_library_is_folded_away_and_comes_back_when_it_is_asked_for(window: MainWindow) -> None:
    library = window.panes.library
    do(window, "fold_library")
    assert not library.isVisible()
    for width in (760, 1440):
        window.resize(width, 800)
        settle()
        assert not library.isVisible()
    do(window, "search_library")
    assert library.isVisible()
    assert library.field.hasFocus()
    do(window, "fold_library")
    do(window, "fold_library")
    assert library.isVisible()


def test_the_progress_of_indexing_is_shown_until_the_library_can_be_searched(
    program: Program, window: MainWindow
) -> None:
    pane = window.panes.library
    program.registry.loader.indexing.emit(30_000, 120_000)
    texts = [label.text() for label in pane.findChildren(QLabel)]
    assert "Indexing the library: 25 %" in texts


@pytest.mark.own_program
def test_rows_become_lower_when_the_library_becomes_wider(program: Program, window: MainWindow) -> None:
    """A long list has rows of one height, which depends on the width, too."""
    view, model = window.panes.library.list, window.panes.library.model
    delegate = view.itemDelegate()
    assert isinstance(delegate, FactDelegate)

    def heights(width: int) -> int:
        window.panes.setSizes([width, 400, 400])
        program.until(lambda: view.sizeHintForIndex(model.index(0)).height() == row_height(0))
        return sum(map(row_height, range(6)))

    def row_height(row: int) -> int:
        return view.visualRect(model.index(row)).height()

    for is_long in (False, True):
        delegate.uniform = is_long
        view.setUniformItemSizes(is_long)
        assert heights(260) > heights(700)
