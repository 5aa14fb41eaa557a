"""Texts that are longer than their place: cut in headers, broken in tables, or named with their cell."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.grading import Scales
from briefing.model.briefing import Briefing, Section, Table
from briefing.render import load_templates, render
from briefing.render.result import Rendering
from tests.pdf_reader import page_texts
from tests.small_briefing import PICTURE, PICTURE_ID

TOKEN_OF_A_WORD = "Donaudampfschifffahrtsgesellschaft" * 4
COLUMNS = 8


def printed(briefing: Briefing, scales: Scales, table: Table, title: str) -> Rendering:
    section = Section(id="s7", title="Tables", items=(table,))
    subject = replace(briefing, title=title, sections=(section,))
    template = load_templates()["assessment"]
    return render(subject, template, scales, attachments={PICTURE_ID: PICTURE}, allow_flaws=True)


def test_long_titles_and_words_stay_on_the_page_and_are_copied_as_they_were_typed(
    briefing: Briefing, scales: Scales
) -> None:
    rows = tuple(
        tuple(TOKEN_OF_A_WORD if (row + column) % 3 == 0 else "x" for column in range(COLUMNS))
        for row in range(2)
    )
    columns = tuple(f"Column{number}" for number in range(COLUMNS))
    table = Table(id="t7", caption="Wide", columns=columns, rows=rows)
    made = printed(
        briefing, scales, table, "A title that is far too long for any margin " * 12 + "Titleend"
    )
    assert made.flaws == ()
    texts = page_texts(made.pdf)
    page = next(text for text in texts if "Column7" in text)
    assert "Draft Issue 1 TLP" in page  # a title without a clause to end at is not in the header
    assert "…" not in page
    assert "Titleend" not in page
    assert "".join(page.split()).replace("-", "").count(TOKEN_OF_A_WORD[:30]) >= 1
    assert "\u200b" not in page


def test_a_cell_that_leaves_the_page_is_named_by_its_row_and_column(
    briefing: Briefing, scales: Scales
) -> None:
    table = Table(
        id="t7", caption="Wide", columns=("Year", "bcm"), rows=(("2026", "1"), ("2027", "9" * 300))
    )
    made = printed(briefing, scales, table, "A title")
    flaws = {flaw.field: flaw.message for flaw in made.flaws}
    assert "row 2, column 2, page" in flaws["row t7 rows"]
