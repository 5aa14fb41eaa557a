"""Hypothesis strategies for libraries whose facts, sources and actors refer to one another."""

from __future__ import annotations

from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.model.actor import Actor
from briefing.model.fact import Fact, Relation
from briefing.model.library import Catalogue, Material
from briefing.model.terms import ActorKind, FactRelation
from tests.builders import fact, publisher, source, treaty

FACTS, SOURCES, TREATIES, PUBLISHERS, PEOPLE = (
    "abcdef",
    "stuv",
    ["alpha", "beta", "gamma"],
    "pq",
    ["X", "Y", "Z"],
)


@st.composite
def facts_with(draw: st.DrawFn, fact_id: str) -> Fact:
    relation = st.builds(Relation, kind=st.sampled_from(FactRelation), fact_id=st.sampled_from(FACTS))
    relations = draw(
        st.lists(relation.filter(lambda each: each.fact_id != fact_id), max_size=2, unique=True)
    )
    cited = draw(st.lists(st.sampled_from(SOURCES), min_size=1, max_size=2, unique=True))
    return replace(
        fact(fact_id, *cited, treaty_id=draw(st.sampled_from(TREATIES)), relations=tuple(relations)),
        actors=tuple(draw(st.lists(st.sampled_from(PEOPLE), max_size=2, unique=True))),
    )


@st.composite
def libraries(draw: st.DrawFn) -> Material:
    derived = st.lists(st.sampled_from(SOURCES), max_size=2, unique=True)
    return Material.of(
        [treaty(each, draw(st.sampled_from(SOURCES))) for each in TREATIES],
        [publisher(each) for each in PUBLISHERS],
        [source(each, draw(st.sampled_from(PUBLISHERS)), *draw(derived)) for each in SOURCES],
        [draw(facts_with(each)) for each in FACTS],
        [
            Actor(id="one", name="X", kind=ActorKind.PERSON, also=("Y",)),
            Actor(id="two", name="Z", kind=ActorKind.PERSON),
        ],
    )


@st.composite
def snapshots(draw: st.DrawFn) -> tuple[Catalogue, Catalogue, Catalogue]:
    """A library, and of it what some facts need, and what others do, made of the former or that of it."""
    library = Catalogue(draw(libraries()))
    shown = draw(st.sets(st.sampled_from(FACTS)))
    others = draw(st.sets(st.sampled_from(FACTS)))
    fewer = Catalogue(library.material_for(shown))
    more = fewer.extended(fewer.new_in(library.material_for(shown | others)))
    less = more.without(more.needed_no_more(others - shown, set(), shown, set()))
    return draw(st.sampled_from([(library, fewer, more), (library, more, less), (library, more, fewer)]))
