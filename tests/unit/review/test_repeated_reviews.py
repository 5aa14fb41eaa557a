"""A review after edits, which looks at what changed only, finds what a first review finds."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.codec import decode, encode
from briefing.editing import AddFact, Edit, RemoveItem, apply
from briefing.errors import EditError
from briefing.model.briefing import Briefing, FactItem, Section
from briefing.model.fact import Fact, Relation
from briefing.model.library import Catalogue, Material
from briefing.model.terms import FactRelation
from briefing.review import Reviewer, review
from tests.builders import CATALOGUE, LIBRARY, a_briefing, bundled_scales, fact
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


IDS = "abcde"


@st.composite
def related_facts(draw: st.DrawFn) -> Material:
    """Facts with one source, some of which contradict or supersede others, and some after the cut-off."""

    def drawn(fact_id: str) -> Fact:
        kinds = st.sampled_from([FactRelation.CONTRADICTS, FactRelation.SUPERSEDES])
        relation = st.builds(Relation, kind=kinds, fact_id=st.sampled_from(IDS.replace(fact_id, "")))
        relations = draw(st.lists(relation, max_size=2, unique=True))
        date = draw(st.sampled_from([None, "2024-01", "2026-02"]))
        return replace(fact(fact_id, "wire", relations=tuple(relations)), date=date)

    return replace(LIBRARY, facts=tuple(map(drawn, IDS)))


@settings(deadline=None)
@given(related_facts(), st.lists(st.sets(st.sampled_from(IDS), min_size=1), min_size=2, max_size=5))
def test_after_facts_are_added_and_removed_the_findings_are_those_of_a_first_review(
    material: Material, shown: list[set[str]]
) -> None:
    library = Catalogue(material)
    reviewer = Reviewer(bundled_scales(), library)
    for facts in shown:
        items = tuple(
            FactItem(id=f"row-{each}", fact_id=each, wording=f"It is {each}") for each in sorted(facts)
        )
        sections = (Section(id="s1", title="Facts", items=items),)
        snapshot = library.material_for(facts)
        briefing = Briefing(id="b", title="B", cut_off="2025-10-31", sections=sections, library=snapshot)
        assert reviewer.review(briefing) == review(a_copy(briefing), bundled_scales(), library)
