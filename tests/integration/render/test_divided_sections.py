"""A section that is laid out in several parts looks like one that is laid out in one go."""

from __future__ import annotations

from dataclasses import replace

import pytest
from msgspec.structs import replace as with_fields

from briefing.composition.views.document import PrintedBriefing
from briefing.grading import Scales
from briefing.model.briefing import Briefing, FactItem, Section
from briefing.render.pipeline import LaidOutDocument, composed, lay_out, new_typesetter
from briefing.render.result import RowBox
from briefing.render.templates.loader import load_templates
from briefing.render.templates.manifest import SectionDivision
from briefing.render.templates.parts import parts
from tests.sized_briefings import forty_facts, in_template


@pytest.mark.parametrize("name", ["assessment", "parliamentary"])
def test_rows_bookmarks_and_anchors_are_where_they_are_in_one_part(scales: Scales, name: str) -> None:
    divided, whole = load_templates()[name], load_templates()[name]
    whole = replace(whole, spec=with_fields(whole.spec, sections_divide=SectionDivision.NEVER))
    printed = composed(in_template(statements(), name, annexes="omit"), whole, scales)
    assert len(parts(printed, divided)) > len(parts(printed, whole)) + 4
    first, second = (lay_out(printed, each, new_typesetter(each, {})) for each in (divided, whole))
    sections = {section.row_id for section in printed.sections}
    on_pages = [(row.row, row.page) for row in first.rows if row.row in sections]
    assert len(set(on_pages)) == len(on_pages)
    for one, other in zip(rows(first, printed), rows(second, printed), strict=True):
        assert (one.row, one.page) == (other.row, other.page)
        assert places(one) == places(other)
    assert page_numbers(first) == page_numbers(second)
    assert bookmarks(first) == bookmarks(second)


def statements() -> Briefing:
    """Statements that take two pages."""
    briefing = forty_facts()
    facts = [item for section in briefing.sections for item in section.items if isinstance(item, FactItem)]
    sections = (
        Section(id="s1", title="The first", items=tuple(facts[:14])),
        Section(id="s2", title="The second", items=tuple(facts[14:18])),
    )
    return with_fields(briefing, sections=sections, main_message=None)


def rows(document: LaidOutDocument, printed: PrintedBriefing) -> list[RowBox]:
    """The places of rows that are no sections: the last piece of one on a page ends with its rows."""
    sections = {section.row_id for section in printed.sections}
    return [row for row in document.rows if row.row not in sections]


def places(row: RowBox) -> tuple[float, ...]:
    return (row.left, row.top, row.width, row.height)


def page_numbers(document: LaidOutDocument) -> dict[str, int]:
    """The first page of each anchor."""
    numbers: dict[str, int] = {}
    for number, page in enumerate(document.pages):
        for anchor in page.anchors:
            numbers.setdefault(anchor, number)
    return numbers


def bookmarks(document: LaidOutDocument) -> list[tuple[int, int, str]]:
    return [
        (number, level, label)
        for number, page in enumerate(document.pages)
        for level, label, _, _ in page.bookmarks
    ]
