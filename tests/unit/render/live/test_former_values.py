"""After an edit, what is printed as before is the same objects, and all else is as it was composed."""

from __future__ import annotations

from dataclasses import fields

import pytest

from briefing.composition.compose import compose
from briefing.composition.views.document import PrintedBriefing
from briefing.editing import AddItem, Edit, HideItem, Reword, apply
from briefing.model.briefing import Briefing, Prose
from briefing.render.live.former_values import with_former_values
from tests.builders import a_briefing, bundled_scales

ADDED = AddItem(section_id="s1", item=Prose(id="p9", text="A paragraph more."))
EDITS: tuple[Edit, ...] = (
    Reword(item_id="f1", text="Other words."),
    Reword(item_id="p1", text="Another paragraph."),
    HideItem(item_id="f2", hidden=True),
    ADDED,
)


def printed(briefing: Briefing) -> PrintedBriefing:
    return compose(briefing, {}, bundled_scales())


def test_a_briefing_that_did_not_change_is_made_of_the_former_values() -> None:
    former = printed(a_briefing())
    kept = with_former_values(printed(a_briefing()), former)
    assert all(getattr(kept, field.name) is getattr(former, field.name) for field in fields(kept))


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: type(edit).__name__)
def test_after_an_edit_it_is_what_was_composed(edit: Edit) -> None:
    composed = printed(apply(a_briefing(), edit))
    assert with_former_values(composed, printed(a_briefing())) == composed


def test_sections_without_a_change_are_the_former_ones() -> None:
    briefing = apply(a_briefing(), ADDED)
    former = printed(briefing)
    composed = printed(apply(briefing, Reword(item_id="f1", text="Other words.")))
    kept = with_former_values(composed, former)
    assert [now is then for now, then in zip(kept.sections, former.sections, strict=True)] == [True, False]
