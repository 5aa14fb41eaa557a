"""The window names rows as print does; the ids of the project file are not shown."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt

from briefing.app.dialogs.briefing.history import HistoryDialog
from briefing.app.presentation.places import places
from briefing.app.window.main_window import MainWindow
from briefing.app.window.palette_entries import palette_entries
from briefing.editing import AddItem, HideItem, RemoveItem, Reword, SetDetails, SetEvidence, move_rows
from briefing.model.briefing import Evidence, FactItem, Judgement, Prose, Status
from tests.builders import bundled_example
from tests.integration.window.driver import Program, apply, briefing_of, choose, do, front

pytestmark = pytest.mark.one_program


@pytest.fixture
def window(program: Program) -> MainWindow:
    project = bundled_example()
    opened = program.begin(project.briefing, dict(project.attachments))
    front(opened)
    section = next(iter(project.briefing.walk_sections()))
    apply(
        opened,
        SetDetails(status=Status.DRAFT),
        AddItem(Prose(id="p91", text="Perhaps the pact may help."), section.id),
        AddItem(Prose(id="p92", text="It could help."), section.id),
    )
    return opened


def shown(window: MainWindow) -> Iterator[str]:
    """Yield the texts of the review, the palette, the notices and the history."""
    model = window.panes.review.model
    roles = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
    for row in range(model.rowCount()):
        yield from (str(model.index(row).data(role)) for role in roles)
    for finding in model.findings:
        yield from (model.place(finding), finding.message)
        yield from [finding.fix.label] if finding.fix else []
    entries = palette_entries(window.context, window.panes.outline, window.controllers, window.action_set)
    for entry in entries:
        yield from (entry.name, entry.kind)
    yield from window.notice_bar.texts()
    do(window, "history")
    dialog = window.findChild(HistoryDialog)
    assert dialog is not None
    for row in range(dialog.filter.rowCount()):
        yield from (str(dialog.filter.index(row, column).data()) for column in range(4))
    dialog.close()


def test_no_text_of_the_window_contains_the_id_of_a_row(program: Program, window: MainWindow) -> None:
    items = list(briefing_of(window).walk_items())
    fact, other, *_ = [item for item in items if isinstance(item, FactItem)]
    judgement = next(item for item in items if isinstance(item, Judgement))
    prose = next(item for item in items if isinstance(item, Prose))
    section = next(s for s in briefing_of(window).walk_sections() if fact in s.items)
    apply(
        window,
        Reword(fact.id, "Russia will definitely send 9,000 troops."),
        HideItem(other.id),
        SetEvidence(judgement.id, (Evidence(item_id=fact.id), Evidence(item_id=other.id))),
        move_rows(briefing_of(window), [prose.id], section.id, 0),
    )
    ids = {each.id for each in (*briefing_of(window).walk_items(), *briefing_of(window).walk_sections())}
    window.context.document.apply(RemoveItem(fact.id))  # type: ignore[union-attr]
    window.context.document.apply(Reword(prose.id, ""))  # type: ignore[union-attr]
    program.until(lambda: window.controllers.review.is_settled)
    assert len(window.notice_bar.texts()) == 2
    assert window.panes.review.model.rowCount()
    texts = list(shown(window))
    assert [text for text in texts if ids & set(re.findall(r"[^\W_]+", text))] == []


def test_the_history_of_a_row_opens_from_the_row_and_from_the_inspector(window: MainWindow) -> None:
    items = list(briefing_of(window).walk_items())
    judgement = next(item for item in items if isinstance(item, Judgement))
    prose = next(item for item in items if isinstance(item, Prose))
    apply(window, Reword(prose.id, "Other words."), Reword(judgement.id, "New words."))
    choose(window, prose.id)
    do(window, "row_history")
    dialog = window.findChild(HistoryDialog)
    assert dialog is not None
    details = [str(dialog.filter.index(row, 3).data()) for row in range(dialog.filter.rowCount())]
    place = places(briefing_of(window))[prose.id]
    assert details[0] == f"{place}: Other words."
    assert [detail for detail in details if place not in detail] == []
    dialog.close()
    choose(window, judgement.id)
    window.panes.inspector.judgement_page.history_button.click()
    dialog = next(each for each in window.findChildren(HistoryDialog) if each.isVisible())
    assert dialog.filter.rowCount() == 1
    assert str(dialog.filter.index(0, 3).data()).endswith("New words.")
