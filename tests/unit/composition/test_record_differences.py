"""A newer record of the library is described in words: which field, before and after."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum

from msgspec.structs import replace

from briefing import paths
from briefing.composition.differences.record_differences import record_differences
from briefing.composition.differences.value_words import NONE, words_of
from briefing.library import load_library
from briefing.model.fact import Fact, Quantity, Relation
from briefing.model.library import Catalogue
from briefing.model.source import Citation, Publisher, Source
from briefing.model.terms import FactRelation, Qualifier, Reliability, TreatyRelation
from briefing.model.treaty import Languages, RelatedTreaty, Treaty
from briefing.model.value import Value
from tests.builders import LIBRARY

KINDS = (Fact, Source, Publisher, Treaty)
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


def records() -> Iterator[tuple[Fact | Source | Publisher | Treaty, Catalogue]]:
    """Yield every record of the bundled library, and some with the fields that it leaves out."""
    material = load_library([paths.resources() / "library"]).material
    catalogue = Catalogue(material)
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
    assert fields - described <= {"Source.attachment"}
