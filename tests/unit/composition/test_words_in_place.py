"""Words that are typed, put into a printed briefing that is not composed again."""

from __future__ import annotations

import pytest

from briefing.composition.compose import compose
from briefing.composition.typed_words.words_in_place import WordsInPlace
from briefing.composition.views.document import PrintedBriefing
from briefing.editing import Edit, HideItem, RemoveItem, Reword, SetDetails, apply
from briefing.model.briefing import Briefing
from tests.builders import bundled_scales
from tests.small_briefing import a_briefing


def printed(briefing: Briefing) -> PrintedBriefing:
    return compose(briefing, {}, bundled_scales())


@pytest.mark.parametrize("row", ["f1", "f2", "f3", "p1"])
def test_rows_with_other_words_are_as_they_are_composed(row: str) -> None:
    before = a_briefing()
    after = apply(before, Reword(item_id=row, text="Gas from Russia flows, they say, by another route"))
    placed = WordsInPlace(before, printed(before)).with_words_of(after)
    assert placed is not None
    assert placed.row_ids == {row}
    assert placed.printed.sections == printed(after).sections
    assert placed.printed.sections != printed(before).sections


@pytest.mark.parametrize(
    "edit",
    [
        Reword(item_id="j1", text="Gas will not flow"),
        HideItem(item_id="f1"),
        RemoveItem(item_id="f3"),
        SetDetails(title="Another title"),
    ],
    ids=lambda edit: type(edit).__name__,
)
def test_other_changes_are_composed(edit: Edit) -> None:
    before = a_briefing()
    assert WordsInPlace(before, printed(before)).with_words_of(apply(before, edit)) is None
