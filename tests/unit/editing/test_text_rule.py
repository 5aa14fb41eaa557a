"""No edit brings a hidden character into a briefing, in whichever field it is."""

from __future__ import annotations

from typing import Any

import pytest

from briefing.editing import (
    AddItem,
    AddSection,
    Batch,
    CreateBriefing,
    Reword,
    SetDetails,
    SetNote,
    SetOption,
    apply,
    create,
)
from briefing.errors import EditError
from briefing.model.briefing import Briefing, Table
from tests.builders import a_briefing

HIDDEN = "Russia\u2069 supplies"
TABLE = Table(id="t9", caption="Volumes", columns=("Year", "bcm"), rows=(("2026", HIDDEN),))


@pytest.mark.parametrize(
    ("edit", "field"),
    [
        (Reword(item_id="f1", text=HIDDEN), "Reword.text"),
        (SetDetails(title=HIDDEN), "SetDetails.title"),
        (SetDetails(author=HIDDEN), "SetDetails.author"),
        (SetNote(item_id="f1", note=HIDDEN), "SetNote.note"),
        (AddSection(section_id="n1", title=HIDDEN), "AddSection.title"),
        (SetOption(name="paper", value=HIDDEN), "SetOption.value"),
        (AddItem(item=TABLE, section_id="s1"), "AddItem.item.rows[0][1]"),
        (Batch(edits=(Reword(item_id="f1", text=HIDDEN),)), "edits[0].Reword.text"),
    ],
)
def test_an_edit_with_a_hidden_character_is_refused_with_its_field(edit: Any, field: str) -> None:
    with pytest.raises(EditError) as refused:
        apply(a_briefing(), edit)
    (problem,) = refused.value.problems
    assert "Character 7 of the text is U+2069 (POP DIRECTIONAL ISOLATE)" in problem.message
    assert problem.remedy
    assert problem.field == field


def test_a_briefing_does_not_begin_with_a_hidden_character() -> None:
    with pytest.raises(EditError, match=r"Briefing\.subtitle"):
        create(CreateBriefing(briefing=Briefing(id="b", title="B", subtitle=HIDDEN)))


def test_a_persian_spelling_with_a_joiner_is_accepted() -> None:
    persian = "وزارت خارجه می‌گوید"
    assert apply(a_briefing(), Reword(item_id="p1", text=persian))
