"""A review after edits, which looks at what changed only, finds what a first review finds."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.codec import decode, encode
from briefing.editing import AddFact, Edit, RemoveItem, apply
from briefing.errors import EditError
from briefing.model.briefing import Briefing
from briefing.model.library import Catalogue
from briefing.review import Reviewer, review
from tests.builders import CATALOGUE, LIBRARY, a_briefing, bundled_scales
from tests.examples import examples
from tests.unit.editing.strategies import EDITS


def a_copy(briefing: Briefing) -> Briefing:
    """Return an equal briefing of which no part is known to any cache."""
    return decode(encode(briefing), Briefing, "copy", is_saved=True)


@settings(max_examples=examples(25), deadline=None)
@given(st.lists(EDITS, max_size=6), st.sampled_from([None, CATALOGUE]))
@example([AddFact(item_id="new1", fact_id="route-refused", section_id="s1", material=LIBRARY)], CATALOGUE)
@example([RemoveItem(item_id="f2", release_evidence=True)], CATALOGUE)
def test_after_any_edits_and_undo_the_findings_are_those_of_a_first_review(
    edits: Sequence[Edit], library: Catalogue | None
) -> None:
    passed = [a_briefing()]
    for edit in edits:
        try:
            passed.append(apply(passed[-1], edit))
        except EditError:
            continue
    reviewer = Reviewer(bundled_scales(), library)
    for briefing in (*passed, *reversed(passed)):
        assert reviewer.review(briefing) == review(a_copy(briefing), bundled_scales(), library)


@given(st.sampled_from([None, "2024-06-30", "2025-02-01", "2026-01-01"]))
@settings(max_examples=examples(8), deadline=None)
def test_a_new_cut_off_date_is_compared_with_the_sources_of_all_rows(cut_off: str | None) -> None:
    reviewer, before = Reviewer(bundled_scales()), a_briefing()
    reviewer.review(before)
    after = replace(before, cut_off=cut_off)
    assert reviewer.review(after) == review(a_copy(after), bundled_scales())
