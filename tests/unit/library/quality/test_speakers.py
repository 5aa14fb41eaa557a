"""Statements of claims name who makes them."""

from __future__ import annotations

from dataclasses import replace as copy_with
from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.library.layers import Layer, LayeredLibrary, LayerKind
from briefing.library.load import FilePlace, LoadReport
from briefing.library.quality import record_warnings, warnings_of
from briefing.library.quality.speakers import names_its_speaker
from briefing.library.records import key_of
from briefing.model.actor import Actor
from briefing.model.fact import Fact
from briefing.model.library import Catalogue, Material
from briefing.model.terms import ActorKind
from tests.builders import fact, publisher, source, treaty

ACTORS = (
    Actor("envoy", "Jan Kowal", ActorKind.PERSON, also=("Kowal", "an envoy")),
    Actor("ministry", "Ministry of Trade and Industry", ActorKind.BODY, also=("Trade Ministry",)),
)
MATERIAL = Material.of([treaty("alpha", "wire")], [replace(publisher("agency"), also=("AG",))],
                       [source("wire")], (), ACTORS)  # fmt: skip


def claim(statement: str, speaker: str | None, fact_id: str = "claim") -> Fact:
    return replace(fact(fact_id, "wire"), statement=statement, attributed_to=speaker)


@pytest.mark.parametrize(
    ("speaker", "statement", "is_named"),
    [
        ("Jan Kowal", "Jan Kowal says that the price is fixed", True),
        ("Jan Kowal", "The price is fixed, in Kowal's words", True),
        ("Kowal", "Jan Kowal says that the price is fixed", True),
        ("Jan Kowal", "An envoy says that the price is fixed", False),
        ("Jan Kowal", "The price is reported to be fixed", False),
        ("Agency", "AG reports that the price is fixed", True),
        ("Agency", "An agency reports that the price is fixed", True),
        ("Ministry of Trade and Industry", "The Trade Ministry says that the price is fixed", True),
        ("Iran and Agency", "Iran denies it, AG reports", True),
        ("Iran and Agency", "Iran denies it", False),
        ("two unnamed people, through Agency", "Two unnamed people deny it, AG reports", True),
        ("two unnamed people, through Agency", "It is denied, AG reports", False),
        ("unsigned article", "An unsigned article has it", True),
        ("an analyst", "An analyst says so", False),
        (None, "The price is fixed", True),
    ],
)
def test_a_speaker_is_named_by_a_listed_name(speaker: str | None, statement: str, is_named: bool) -> None:
    assert names_its_speaker(claim(statement, speaker), Catalogue(MATERIAL)) is is_named


def report(*layers: Layer) -> LoadReport:
    places = {key_of(each): FilePlace(Path("facts.yaml"), 7) for each in layers[-1].material.facts}
    return LoadReport(LayeredLibrary(layers), places=(*([{}] * (len(layers) - 1)), places))


def layer(kind: LayerKind, *facts: Fact) -> Layer:
    return Layer(kind.value, kind, None, replace(MATERIAL, facts=facts))


def test_a_warning_has_a_place_the_speaker_and_the_listed_names() -> None:
    loaded = report(layer(LayerKind.USER, claim("It is fixed", "Jan Kowal")))
    assert [str(each) for each in warnings_of(loaded, Catalogue(loaded.material))] == [
        "facts.yaml:7: Warning: The statement of 'claim' does not name its speaker, Jan Kowal. "
        "Name the speaker in the statement (or: Kowal)."
    ]


def test_a_speaker_who_is_only_described_is_a_warning_of_its_own() -> None:
    loaded = report(layer(LayerKind.USER, claim("An analyst says so", "an analyst")))
    (warning,) = warnings_of(loaded, Catalogue(loaded.material))
    assert warning.message == "The fact 'claim' is attributed to 'an analyst', which names nobody."


def test_of_a_fact_in_two_layers_the_one_that_counts_is_judged() -> None:
    lower = layer(LayerKind.BUNDLED, claim("It is fixed", "Jan Kowal"))
    upper = layer(LayerKind.USER, claim("Kowal says that it is fixed", "Jan Kowal"))
    loaded = report(lower, upper)
    assert not list(warnings_of(loaded, Catalogue(loaded.material)))
    loaded = report(copy_with(lower, kind=LayerKind.FOLDER), layer(LayerKind.USER))
    catalogue = Catalogue(loaded.material)
    assert not list(warnings_of(loaded, catalogue, {LayerKind.USER}))
    assert len(list(warnings_of(loaded, catalogue))) == 1


def test_the_warnings_on_some_records_are_those_of_facts_that_are_left() -> None:
    bad, other = claim("It is fixed", "Jan Kowal"), claim("It is fixed", "Jan Kowal", "other")
    library = LayeredLibrary((layer(LayerKind.USER, bad),))
    keys = [key_of(bad), key_of(other), key_of(ACTORS[0])]
    assert [each.file for each in record_warnings(library, keys)] == [""]
