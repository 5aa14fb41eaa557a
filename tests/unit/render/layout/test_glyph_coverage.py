"""Characters that no font can show are looked for again only in views that changed."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.composition.compose import compose
from briefing.composition.views.document import PrintedBriefing
from briefing.editing import Reword, apply
from briefing.render.layout import glyph_coverage
from briefing.render.layout.glyph_coverage import GlyphCoverage
from tests.builders import bundled_scales
from tests.small_briefing import a_briefing

_RUNE = "\u16a0"


@pytest.fixture(scope="module")
def printed() -> PrintedBriefing:
    return compose(apply(a_briefing(), Reword(item_id="f1", text=f"Gas {_RUNE}")), {}, bundled_scales())


def fields(coverage: GlyphCoverage, printed: PrintedBriefing) -> list[str]:
    return [problem.field for problem in coverage.uncovered_characters(printed)]


def test_a_rune_is_reported_again_where_nothing_changed(printed: PrintedBriefing) -> None:
    coverage = GlyphCoverage()
    assert "row f1 text" in (first := fields(coverage, printed))
    assert fields(coverage, printed) == first


def test_what_changed_is_reported_as_for_the_first_time(printed: PrintedBriefing) -> None:
    coverage = GlyphCoverage()
    fields(coverage, printed)
    cover = replace(printed.cover, title=f"Gas {_RUNE}")
    for after in (replace(printed, cover=cover), replace(printed, sections=()), printed):
        assert fields(coverage, after) == fields(GlyphCoverage(), after)


def test_only_views_that_are_other_objects_are_looked_through(
    printed: PrintedBriefing, monkeypatch: pytest.MonkeyPatch
) -> None:
    coverage, looked_through = GlyphCoverage(), list[object]()
    fields(coverage, printed)
    find = glyph_coverage._find_texts

    def noted(value: object, row: str, field: str, found: list[tuple[str, str, str]]) -> None:
        if not row and field in {"cover", "sections"}:
            looked_through.append(value)
        find(value, row, field, found)

    monkeypatch.setattr(glyph_coverage, "_find_texts", noted)
    first, *others = printed.sections
    after = replace(printed, sections=(replace(first, title=f"Gas {_RUNE}"), *others))
    fields(coverage, after)
    assert looked_through == [after.sections[0]]


def test_characters_of_the_templates_own_fonts_are_covered(printed: PrintedBriefing) -> None:
    assert not fields(GlyphCoverage(frozenset(range(0x110000))), printed)
