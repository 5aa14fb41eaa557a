"""A newer record of the library is described in words: which field, before and after."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from msgspec.structs import replace

from briefing.composition.differences.record_differences import record_differences
from briefing.composition.differences.value_words import NONE, words_of
from briefing.model.actor import Actor
from briefing.model.fact import Fact, Quantity, Relation
from briefing.model.library import Catalogue, Material
from briefing.model.source import Citation, Publisher, Source
from briefing.model.terms import (
    ActionKind,
    FactRelation,
    InstrumentKind,
    Qualifier,
    Reliability,
    TreatyRelation,
)
from briefing.model.treaty import Action, Languages, Party, RelatedTreaty, Treaty
from briefing.model.value import Value
from tests.builders import CAPTURED, LIBRARY, bundled_library

KINDS = (Fact, Source, Publisher, Treaty, Actor)
CATALOGUE = Catalogue(LIBRARY)
CODE = re.compile(r"\w+\(\w+=|<\w+\.\w+:|msgspec|\bNone\b|\[\'|\{\'")
"""Marks of Python values: calls with named arguments, members of enumerations, lists and mappings."""


def texts(before: Value, after: Value, library: Catalogue = CATALOGUE) -> list[str]:
    return [each.text for each in record_differences(before, after, library, library)]


def test_a_changed_quantity_is_described_with_its_bound_and_unit() -> None:
    fact = replace(LIBRARY.facts[0], quantity=Quantity(55, "bcm a year", Qualifier.UP_TO))
    newer = replace(fact, quantity=Quantity(50, "bcm a year", Qualifier.UP_TO))
    assert texts(fact, newer) == ["quantity: up to 55 bcm a year → up to 50 bcm a year"]


def test_an_added_source_is_named_by_its_publisher_and_date() -> None:
    source = replace(LIBRARY.sources[0], id="tass", issued="2025-01-18", publisher_id="tass")
    publisher = replace(LIBRARY.publishers[0], id="tass", name="TASS")
    library = Catalogue(
        replace(LIBRARY, sources=(*LIBRARY.sources, source), publishers=(*LIBRARY.publishers, publisher))
    )
    fact = LIBRARY.facts[0]
    newer = replace(fact, citations=(*fact.citations, Citation("tass")))
    assert texts(fact, newer, library) == ["sources: TASS, 18 January 2025 added"]
    assert texts(newer, fact, library) == ["sources: TASS, 18 January 2025 removed"]


def test_a_field_that_was_empty_and_one_that_is_now_are_called_none() -> None:
    fact = replace(LIBRARY.facts[0], date=None, attributed_to="Gazprom")
    newer = replace(fact, date="2025-01-18", attributed_to=None)
    assert texts(fact, newer) == ["attributed to: Gazprom → none", "date: none → 18 January 2025"]


def with_an_organisation(treaty: Treaty) -> tuple[Treaty, Catalogue]:
    """Return a treaty with every optional field and a party that is no state, and a catalogue with it."""
    union = Party(name="European Union", organisation="eu")
    treaty = replace(
        treaty,
        parties=(*treaty.parties, union),
        actions=(Action(kind=ActionKind.SIGNATURE, date="2025-01-17", party="eu"),),
        kind=InstrumentKind.MEMORANDUM,
        adopted_by="Council",
        also=("The memorandum",),
        identifiers={"unts": "I-33521"},
        origin=CAPTURED,
    )
    return treaty, Catalogue(Material(treaties=(treaty,)).merged_over(LIBRARY))


def test_a_party_that_is_no_state_is_called_by_its_name() -> None:
    treaty, catalogue = with_an_organisation(LIBRARY.treaties[0])
    assert words_of(treaty.actions, "actions", catalogue) == (
        "kind: signature, date: 17 January 2025, party: European Union"
    )


def records() -> Iterator[tuple[Fact | Source | Publisher | Treaty | Actor, Catalogue]]:
    """Yield every record of the bundled library, and some with the fields that it leaves out."""
    catalogue = bundled_library()
    material = catalogue.material
    yield from ((each, catalogue) for each in material.facts)
    yield from ((each, catalogue) for each in material.sources)
    yield from ((each, catalogue) for each in material.publishers)
    yield from ((each, catalogue) for each in material.treaties)
    relation = Relation(kind=FactRelation.CONTRADICTS, fact_id=material.facts[1].id)
    yield replace(material.facts[0], relations=(relation,), marking="TLP:RED", notes="A note"), catalogue
    yield (
        replace(
            material.sources[0],
            authors=("A. Author",),
            accessed="2025-02-03",
            reliability=Reliability.E,
            rationale="Two errors",
            derives_from=(material.sources[1].id,),
            marking="TLP:RED",
        ),
        catalogue,
    )
    yield from ((each, CATALOGUE) for each in LIBRARY.sources)
    yield from ((each, CATALOGUE) for each in LIBRARY.facts)
    yield from ((each, CATALOGUE) for each in LIBRARY.actors)
    yield replace(LIBRARY.facts[0], further_treaty_ids=("beta",)), CATALOGUE
    yield replace(LIBRARY.sources[0], origin=CAPTURED), CATALOGUE
    yield replace(LIBRARY.publishers[0], also=("The Agency",), origin=CAPTURED), CATALOGUE
    yield replace(LIBRARY.actors[0], origin=CAPTURED), CATALOGUE
    yield with_an_organisation(LIBRARY.treaties[0])
    treaty = material.treaties[0]
    related = RelatedTreaty(relation=TreatyRelation.SUCCEEDS, title="An earlier treaty")
    yield (
        replace(treaty, titles={"ru": "Title"}, languages=Languages(("ru", "fa")), related=(related,)),
        catalogue,
    )


def test_no_field_of_any_record_is_described_as_code() -> None:
    described = set[str]()
    for record, catalogue in records():
        for name in record.__struct_fields__:
            value = getattr(record, name)
            words = words_of(value, name, catalogue)
            assert words
            assert not CODE.search(words), (name, words)
            if not isinstance(value, str) or isinstance(value, Enum):
                assert "_" not in words, (name, words)
            if words != NONE:
                described.add(f"{type(record).__name__}.{name}")
    fields = {f"{kind.__name__}.{name}" for kind in KINDS for name in kind.__struct_fields__}
    assert fields == described
