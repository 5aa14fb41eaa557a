"""Library material: one value an id, origins that count republications once, and what a briefing needs."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.model.fact import Relation
from briefing.model.library import Catalogue, Material, treaty_citations
from briefing.model.terms import FactRelation, Reliability
from tests.builders import CATALOGUE, LIBRARY, fact, publisher, source, treaty
from tests.unit.model.strategies import FACTS, TREATIES, libraries


def test_material_is_sorted_and_of_two_values_with_one_id_keeps_the_later() -> None:
    older, newer = publisher("press"), publisher("press", Reliability.D)
    material = Material.of(publishers=[publisher("wire"), older, newer])
    assert material.publishers == (newer, publisher("wire"))
    assert Material.of(publishers=[publisher("wire"), newer]) == material


def test_material_merged_over_earlier_material_takes_precedence() -> None:
    newer = Material.of(facts=[replace(fact("price-open", "wire"), statement="Settled")])
    merged = newer.merged_over(LIBRARY)
    assert Catalogue(merged).facts["price-open"].statement == "Settled"
    assert len(merged.facts) == len(LIBRARY.facts)


def test_a_source_has_its_publisher_s_reliability_unless_it_departs_from_it() -> None:
    assert CATALOGUE.reliability(CATALOGUE.sources["wire"]) is Reliability.B
    assert CATALOGUE.reliability(CATALOGUE.sources["blog"]) is Reliability.F
    assert CATALOGUE.reliability(replace(source("wire"), reliability=Reliability.D)) is Reliability.D


def test_a_republication_and_its_original_are_one_origin() -> None:
    assert CATALOGUE.origins(CATALOGUE.facts["route-agreed"]) == {"wire"}
    assert CATALOGUE.origins_of(["echo", "blog"]) == {"wire", "blog"}


def test_sources_that_derive_from_each_other_do_not_hang_the_search_for_origins() -> None:
    circle = Material.of(
        publishers=[publisher("agency")], sources=[source("a", "agency", "b"), source("b", "agency", "a")]
    )
    assert Catalogue(circle).origins_of(["a"]) == frozenset()


def test_a_contradiction_is_found_from_both_sides() -> None:
    assert CATALOGUE.contradicting("route-agreed") == ("route-refused",)
    assert CATALOGUE.contradicting("route-refused") == ("route-agreed",)
    assert CATALOGUE.related("route-agreed") == {"route-refused"}
    assert CATALOGUE.contradicting("price-open") == ()


def test_a_fact_is_superseded_by_the_later_one_and_not_the_other_way_round() -> None:
    later = fact("later", "wire", relations=(Relation(kind=FactRelation.SUPERSEDES, fact_id="price-open"),))
    catalogue = Catalogue(Material.of(facts=[later]).merged_over(LIBRARY))
    assert catalogue.superseding("price-open") == ("later",)
    assert catalogue.superseding("later") == ()


def test_material_for_facts_has_all_that_they_need_and_nothing_else() -> None:
    material = CATALOGUE.material_for(["route-agreed"], ["beta"])
    assert [value.id for value in material.facts] == ["route-agreed", "route-refused"]
    assert [value.id for value in material.treaties] == ["alpha", "beta"]
    assert [value.id for value in material.sources] == ["blog", "echo", "text-alpha", "text-beta", "wire"]
    assert [value.id for value in material.publishers] == ["agency", "forum", "ministry"]


def test_material_for_an_unknown_fact_is_an_error() -> None:
    with pytest.raises(KeyError, match="gone"):
        CATALOGUE.material_for(["gone"])


def test_the_citations_of_a_treaty_include_those_of_its_obligations() -> None:
    assert [citation.source_id for citation in treaty_citations(treaty("delta", "text-delta"))] == [
        "text-delta"
    ]


@pytest.mark.parametrize("late", sorted(fact.id for fact in LIBRARY.facts))
def test_a_catalogue_that_is_extended_answers_as_one_that_had_everything_from_the_beginning(
    late: str,
) -> None:
    whole = Catalogue(LIBRARY)
    early = Catalogue(replace(LIBRARY, facts=tuple(each for each in LIBRARY.facts if each.id != late)))
    related_before = {key: early.related(key) for key in early.facts}
    extended = early.extended(early.new_in(LIBRARY))
    assert extended.material == LIBRARY
    for key in LIBRARY.facts:
        assert extended.related(key.id) == whole.related(key.id)
        assert extended.contradicting(key.id) == whole.contradicting(key.id)
        assert extended.superseding(key.id) == whole.superseding(key.id)
        assert extended.material_for([key.id]) == whole.material_for([key.id])
    assert {key: early.related(key) for key in early.facts} == related_before


def answers(catalogue: Catalogue) -> dict[str, Any]:
    """What a catalogue says of each fact that it has."""
    return {
        each.id: (
            catalogue.related(each.id),
            catalogue.contradicting(each.id),
            catalogue.superseding(each.id),
            catalogue.material_for([each.id]),
            [catalogue.other_names(name) for name in each.actors],
        )
        for each in catalogue.material.facts
    }


@given(
    libraries(),
    st.sets(st.sampled_from(FACTS)),
    st.sets(st.sampled_from(FACTS)),
    st.sets(st.sampled_from(TREATIES)),
    st.sets(st.sampled_from(TREATIES)),
)
def test_what_is_needed_no_more_is_what_the_rest_does_not_need(
    library: Material, shown: set[str], removed: set[str], named: set[str], named_no_more: set[str]
) -> None:
    whole = Catalogue(library)
    before = Catalogue(whole.material_for(shown | removed, named | named_no_more))
    facts_before = answers(before)
    unneeded = before.needed_no_more(removed - shown, named_no_more - named, shown, named)
    after = before.without(unneeded)
    expected = Catalogue(whole.material_for(shown, named))
    assert after.material == expected.material
    assert answers(after) == answers(expected)
    assert answers(before) == facts_before
    assert after.difference(before) == (Material(), unneeded)
    assert before.difference(after) == (unneeded, Material())
    assert after is before or Catalogue(after.material).difference(before) is None
    assert (
        before.without(unneeded).extended(before.without(unneeded).new_in(before.material)).material
        == before.material
    )
