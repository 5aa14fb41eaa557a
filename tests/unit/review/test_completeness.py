"""What a briefing lacks is found and may be deleted where it is empty."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.editing import RemoveSection, placeholders
from briefing.model.briefing import Briefing, ImageItem, Item, Judgement, Prose, Section, Table
from briefing.model.library import Catalogue
from briefing.review.checks.completeness import check_completeness
from briefing.review.context import ReviewContext
from tests.builders import bundled_scales


def test_an_empty_heading_is_found_and_may_be_deleted() -> None:
    inner = Section(id="s3", title="Inner", items=(Prose(id="p1", text="So."),))
    sections = (Section(id="s1", title="Empty"), Section(id="s2", title="Outer", sections=(inner,)))
    briefing = Briefing(id="b", title="B", sections=sections)
    context = ReviewContext(briefing, Catalogue(briefing.library), bundled_scales())
    (raw,) = (raw for raw in check_completeness(context) if raw.rule_id == "empty-heading")
    assert (raw.rule_id, raw.row_id) == ("empty-heading", "s1")
    assert raw.fix is not None
    assert raw.fix.edit == RemoveSection(section_id="s1")


def still_placeholders(*sections: Section) -> list[tuple[str | None, str]]:
    briefing = Briefing(id="b", title="B", sections=sections)
    context = ReviewContext(briefing, Catalogue(briefing.library), bundled_scales())
    return [
        (raw.row_id, raw.message)
        for raw in check_completeness(context)
        if raw.rule_id == "placeholder-text"
    ]


@pytest.mark.parametrize(
    "item",
    [
        Judgement(id="r1", text=placeholders.JUDGEMENT),
        Prose(id="r1", text=f"{placeholders.PARAGRAPH} "),
        Table(id="r1", caption=placeholders.TABLE, columns=("Year",), rows=(("2025",),)),
        Table(id="r1", caption="Votes", columns=("Year", "Column 2"), rows=(("2025", "8"),)),
        ImageItem(id="r1", attachment="a" * 64, caption="A map", alt=placeholders.PICTURE),
    ],
)
def test_a_row_that_still_says_what_the_program_put_there_is_found_unless_it_is_hidden(item: Item) -> None:
    section = Section(id="s1", title="Gas", items=(item,))
    ((row, message),) = still_placeholders(section)
    assert row == "r1"
    assert "It still says" in message
    assert still_placeholders(replace(section, items=(replace(item, hidden=True),))) == []


def test_a_heading_that_nobody_wrote_is_found() -> None:
    section = Section(id="s1", title=placeholders.SECTION, items=(Prose(id="p1", text="Written."),))
    assert [row for row, _ in still_placeholders(section)] == ["s1"]
    assert still_placeholders(replace(section, title="Gas")) == []
