from __future__ import annotations

import pytest

from briefing.model.actor import Actor
from briefing.review.lexicon import Lexicon, load_lexicon
from briefing.review.lexicon.names import bundled_names
from tests.builders import bundled_library


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load_lexicon()


@pytest.mark.parametrize(
    ("text", "entities"),
    [
        ("Tehran and the Kremlin", ["country:IR", "kremlin"]),
        ("Vladimir Putin met Putin", ["vladimir-putin", "vladimir-putin"]),
        ("Iran's Foreign Ministry", ["IR/foreign-ministry"]),
        ("the foreign ministry of Iran", ["IR/foreign-ministry"]),
        ("North Korea's leader", ["kim-jong-un"]),
        ("the lower house of Russia's parliament", ["state-duma"]),
        ("the Peruvian defence minister", ["PE/defence-minister"]),
        ("the Russian deputy foreign minister", ["country:RU"]),
        ("a kremlin of wood", []),
        ("the Guardian Council and The Guardian", ["guardian-council", "guardian"]),
    ],
)
def test_names_in_a_text(lexicon: Lexicon, text: str, entities: list[str]) -> None:
    assert [mention.entity for mention in lexicon.names(text)] == entities


def test_a_role_that_several_had_names_all_of_them(lexicon: Lexicon) -> None:
    (mention,) = lexicon.names("the Iranian president")
    assert {"ebrahim-raisi", "masoud-pezeshkian"} <= set(mention.holders)


def test_actors_of_a_library_are_names(lexicon: Lexicon) -> None:
    actor = Actor(id="asha-deen", name="Asha Deen", kind="person", also=("Deen",), country="TZ")  # type: ignore[arg-type]
    (mention,) = lexicon.names("Deen was asked", [actor])
    assert (mention.entity, mention.country) == ("asha-deen", "TZ")


def test_names_of_the_same_are_related_and_of_others_contrast(lexicon: Lexicon) -> None:
    same = lexicon.relation("Iran", "Tehran")
    assert same is not None
    assert same.kind == "name"
    assert lexicon.contrast("Iran", "Oman") is not None
    assert lexicon.contrast("Iran", "Iranian") is None


def test_names_within_longer_names_are_found_on_request(lexicon: Lexicon) -> None:
    text = "the mission, UN Security Council"
    assert [m.text for m in lexicon.names(text)] == ["UN Security Council"]
    inner = [m.text for m in lexicon.names(text, inner=True)]
    assert inner == ["UN Security Council", "Security Council"]


def test_the_source_of_an_office_is_one_of_the_library_or_a_treaty() -> None:
    library = bundled_library()
    known = library.sources.keys() | library.treaties.keys()
    sources = {entry.source for entry in bundled_names() if entry.source}
    assert sources
    assert sources <= known


def test_the_capital_of_a_country_is_a_name(lexicon: Lexicon) -> None:
    (mention,) = lexicon.names("in the Russian capital")
    assert (mention.entity, mention.country) == ("RU/capital", "RU")
