"""Every model that a view shows keeps Qt's rules, whatever happens to what it shows."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QTreeView
from pytestqt.qtbot import QtBot

from briefing.app.panes.inspector.message.judgement_model import JudgementModel
from briefing.app.panes.library.fact_model import FactModel, FactRole
from briefing.app.panes.outline.outline_model import OutlineModel, RowRole
from briefing.app.panes.outline.row_delegate import RowDelegate
from briefing.app.panes.preview.page_cache import PageCache
from briefing.app.panes.preview.thumbnails import ThumbnailModel
from briefing.app.presentation.row_text import row_details
from briefing.app.window.command_palette import PaletteEntry, PaletteModel
from briefing.editing import (
    AddItem,
    Edit,
    MoveItem,
    RemoveSection,
    SetEvidence,
    SetScheme,
    apply,
    find_item,
    find_section,
)
from briefing.editing.tree import all_ids
from briefing.errors import BriefingError, EditError
from briefing.model.briefing import Bearing, Briefing, Evidence, Judgement, Prose, Section
from tests.builders import CATALOGUE, PROSE, a_briefing, an_outline, bundled_scales
from tests.examples import examples
from tests.integration.window.driver import until
from tests.unit.editing.strategies import EDITS


def watched(model: QAbstractItemModel) -> QAbstractItemModelTester:
    """Watches a model; what it finds is a Qt warning, and those fail the suite."""
    return QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)


def shown(model: OutlineModel, parent: QModelIndex) -> list[object]:
    """Ids and nesting as the view sees them."""
    found = list[object]()
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        found.append([index.data(RowRole.ID), *shown(model, index)])
    return found


def wanted(briefing: Briefing) -> list[object]:
    def section(of: object) -> list[object]:
        return [of.id, *[[item.id] for item in of.items], *map(section, of.sections)]  # type: ignore[attr-defined]

    return [section(each) for each in briefing.sections]


@pytest.mark.usefixtures("qapp")
@settings(
    max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(EDITS, max_size=12), st.data())
def test_the_outline_follows_any_edits_and_their_undoing_with_a_view_looking_on(
    edits: Sequence[Edit], data: st.DataObject
) -> None:
    model = OutlineModel()
    _watching = watched(model)
    view = QTreeView()
    view.setItemDelegate(RowDelegate(view))
    view.setModel(model)
    view.expandAll()
    passed = [a_briefing()]
    for edit in edits:
        try:
            passed.append(apply(passed[-1], edit))
        except EditError:
            continue
    back = data.draw(st.permutations(range(len(passed))), label="jumps, as a recovery or a reload makes")
    for number in [*range(len(passed)), *reversed(range(len(passed))), *back]:
        model.show(passed[number], bundled_scales())
        assert shown(model, QModelIndex()) == wanted(passed[number])
        numbered = OutlineModel()
        numbered.show(passed[number], bundled_scales())
        assert labels(model) == labels(numbered)
        for node in model.walk():
            known = find_section if node.is_section else find_item
            assert node.value is known(passed[number], node.id)
    model.show(None, None)
    assert model.rowCount() == 0
    view.deleteLater()


def ids_between(first: QModelIndex, last: QModelIndex) -> list[str]:
    return [first.siblingAtRow(row).data(RowRole.ID) for row in range(first.row(), last.row() + 1)]


def labels(model: OutlineModel) -> dict[str, str]:
    return {node.id: node.label for node in model.walk()}


def derived(model: OutlineModel, row_id: str) -> tuple[object, ...]:
    """Everything that the view shows and says of a row."""
    index = model.index_by_id(row_id)
    role = Qt.ItemDataRole
    roles = (role.DisplayRole, role.ToolTipRole, role.AccessibleTextRole, RowRole.LABEL)
    value, label = index.data(RowRole.VALUE), str(index.data(RowRole.LABEL))
    assert model.catalogue is not None
    details = [] if isinstance(value, Section) else row_details(value, label, model.catalogue, 0)
    return (*(index.data(each) for each in roles), *details)


@pytest.mark.usefixtures("qapp")
@settings(
    max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(EDITS, max_size=8))
def test_every_text_of_a_row_that_changes_is_announced_also_when_another_row_changed(
    edits: Sequence[Edit],
) -> None:
    passed = [a_briefing()]
    for edit in [*edits, SetScheme("phia"), SetEvidence("j1", (Evidence("f1", Bearing.CONTRADICTS),))]:
        try:
            passed.append(apply(passed[-1], edit))
        except EditError:
            continue
    model = OutlineModel()
    model.show(passed[0], bundled_scales())
    announced = set[str]()
    model.dataChanged.connect(lambda first, last: announced.update(ids_between(first, last)))
    for briefing in [*passed, *reversed(passed)]:
        before = {node.id: derived(model, node.id) for node in model.walk()}
        announced.clear()
        model.show(briefing, bundled_scales())
        changed = {
            node.id
            for node in model.walk()
            if node.id in before and derived(model, node.id) != before[node.id]
        }
        assert changed <= announced


@pytest.mark.usefixtures("qapp")
def test_sections_without_rows_to_print_have_no_number_and_do_not_count() -> None:
    model = OutlineModel()
    model.show(an_outline(), bundled_scales())
    assert [node.label for node in model.walk()] == ["", ""]
    assert "not printed" in model.index_by_id("s1").data(Qt.ItemDataRole.ToolTipRole)
    judged = apply(an_outline(), AddItem(Judgement(id="j1", text="Gas is unlikely to flow."), "s1"))
    model.show(judged, bundled_scales())
    assert "not printed" not in model.index_by_id("s1").data(Qt.ItemDataRole.ToolTipRole)
    filled = apply(an_outline(), AddItem(PROSE, "s2"))
    model.show(filled, bundled_scales())
    labels = {node.id: node.label for node in model.walk()}
    assert (labels["s1"], labels["s2"]) == ("", "1")


@pytest.mark.usefixtures("qapp")
def test_a_moved_row_stays_chosen_and_a_folded_section_stays_folded() -> None:
    model = OutlineModel()
    view = QTreeView()
    view.setModel(model)
    briefing = a_briefing()
    model.show(briefing, bundled_scales())
    view.expandAll()
    view.collapse(model.index_by_id("s3"))
    flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
    view.selectionModel().setCurrentIndex(model.index_by_id("f2"), flag)
    from briefing.editing import MoveItem, MoveSection

    moved = apply(briefing, MoveItem(item_id="f2", section_id="s1", position=0))
    model.show(apply(moved, MoveSection(section_id="s3", position=0)), bundled_scales())
    assert view.currentIndex().data(RowRole.ID) == "f2"
    assert not view.isExpanded(model.index_by_id("s3"))
    assert view.isExpanded(model.index_by_id("s1"))
    view.deleteLater()


@pytest.mark.usefixtures("qapp")
@settings(max_examples=examples(30), deadline=None)
@given(st.lists(st.lists(st.sampled_from(sorted(CATALOGUE.facts)), unique=True), max_size=6))
def test_the_list_of_facts_follows_any_searches(searches: list[list[str]]) -> None:
    model = FactModel()
    _watching = watched(model)
    for ids in searches:
        model.show(CATALOGUE, ids)
        model.mark_used(frozenset(ids[:1]))
        assert [model.index(row).data(FactRole.FACT).id for row in range(model.rowCount())] == ids
        assert [model.index(row).data(FactRole.USED) for row in range(len(ids))] == [
            row == 0 for row in range(len(ids))
        ]


@pytest.mark.usefixtures("qapp")
def test_the_palette_s_list_keeps_the_rules() -> None:
    model = PaletteModel()
    _watching = watched(model)
    for count in (0, 3, 1):
        model.show([PaletteEntry(f"Name {number}", "Action", lambda: None) for number in range(count)])
        assert model.rowCount() == count


def said_no_error(error: BriefingError) -> None:
    raise AssertionError(error)


def test_the_thumbnails_keep_the_rules_when_pages_come_and_go(qtbot: QtBot) -> None:
    pages = PageCache()
    model = ThumbnailModel(pages)
    _watching = watched(model)
    for count in (3, 1):
        pages.show(a_pdf(count), said_no_error)
        until(qtbot, lambda: pages.count == count)  # noqa: B023 - waited for at once
        assert model.rowCount() == count
    pages.clear()
    assert model.rowCount() == 0


def test_what_is_no_pdf_is_said_and_the_pages_before_stay(qtbot: QtBot) -> None:
    pages = PageCache()
    pages.show(a_pdf(2), said_no_error)
    until(qtbot, lambda: pages.count == 2)
    said: list[str] = []
    pages.show(b"no PDF", lambda error: said.append(str(error)))
    until(qtbot, lambda: bool(said))
    assert "cannot be shown" in said[0]
    assert pages.count == 2


def a_pdf(pages: int) -> bytes:
    """A PDF of empty pages."""
    import pydyf

    pdf = pydyf.PDF()
    for _ in range(pages):
        pdf.add_page(
            pydyf.Dictionary(
                {"Type": "/Page", "Parent": pdf.pages.reference, "MediaBox": pydyf.Array([0, 0, 200, 100])}
            )
        )
    import io

    raw = io.BytesIO()
    pdf.write(raw)
    return raw.getvalue()


@pytest.mark.usefixtures("qapp")
def test_a_row_that_changes_places_is_moved_and_not_the_rows_after_it() -> None:
    briefing = an_outline()
    for number in range(9):
        briefing = apply(briefing, AddItem(Prose(id=f"p{number}", text="Words."), "s1"))
    model = OutlineModel()
    moves = list[str]()
    model.rowsMoved.connect(lambda *_: moves.append("moved"))
    for edit in (MoveItem("p1", "s1", 8), MoveItem("p1", "s2", 0), MoveItem("p7", "s1", 0)):
        model.show(briefing, bundled_scales())
        briefing = apply(briefing, edit)
        moves.clear()
        model.show(briefing, bundled_scales())
        assert len(moves) <= 2
        assert [node.id for node in model.walk()] == all_ids(briefing)


@pytest.mark.usefixtures("qapp")
def test_a_section_that_comes_back_is_inserted_at_once_with_its_rows() -> None:
    briefing = a_briefing()
    without = apply(briefing, RemoveSection("s2", release_evidence=True))
    model = OutlineModel()
    model.show(without, bundled_scales())
    inserted = list[str]()
    model.rowsInserted.connect(
        lambda parent, first, _last: inserted.append(model.index(first, 0, parent).data(RowRole.ID))
    )
    model.show(briefing, bundled_scales())
    assert inserted == ["s2"]
    assert shown(model, QModelIndex()) == wanted(briefing)


@pytest.mark.usefixtures("qapp")
def test_the_list_of_judgements_changes_only_with_their_texts_numbers_and_ticks() -> None:
    model = JudgementModel()
    _watching = watched(model)
    announced = list[int]()
    model.dataChanged.connect(lambda first, last: announced.append(last.row() - first.row() + 1))
    judgements = [Judgement(id=f"j{number}", text=f"It is likely: {number}.") for number in range(3)]
    labels = {"j0": "J1", "j1": "J2", "j2": "J3"}

    def shown(values: Sequence[Judgement], ticked: Sequence[str] = ("j0",)) -> list[int]:
        announced.clear()
        model.show(values, labels.__getitem__, ticked)
        return list(announced)

    assert shown(judgements) == []  # a reset
    assert shown([replace(each, note="Seen.") for each in judgements]) == []
    assert shown([replace(judgements[0], text="It is unlikely."), *judgements[1:]]) == [3]
    assert model.index(0).data() == "J1  It is unlikely."
    assert shown(judgements) == [3]
    assert shown(judgements, ("j0", "j2")) == [3]
    labels["j2"] = "J4"
    assert shown(judgements, ("j0", "j2")) == [3]
    assert model.index(2).data() == f"J4  {judgements[2].text}"
