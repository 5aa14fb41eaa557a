"""Giver and taker, and two countries with their parts in a sentence, may not change places."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.model.terms import PublisherKind
from briefing.review.checks.direction import check_direction
from tests.builders import publisher
from tests.unit.profile import repeatable
from tests.unit.review.rows import a_fact, context_of, findings_of, row_of

COUNTRIES = st.lists(
    st.sampled_from(["Russia", "Iran", "Turkey", "Azerbaijan", "China"]),
    min_size=2,
    max_size=2,
    unique=True,
)
SAME_FLOW = st.sampled_from(
    [
        "{0} supplies gas to {1}",
        "{0} will sell gas to {1}",
        "{1} receives gas from {0}",
        "{1} buys gas from {0}",
        "Gas is supplied to {1} by {0}",
        "{0} supplies {1} with gas",
        "Gas flows from {0} to {1}",
    ]
)


@repeatable
@given(SAME_FLOW, SAME_FLOW, COUNTRIES)
def test_one_flow_in_other_words_is_no_change(statement: str, wording: str, pair: list[str]) -> None:
    assert findings_of(check_direction, a_fact(statement.format(*pair)), wording.format(*pair)) == []


@repeatable
@given(SAME_FLOW, SAME_FLOW, COUNTRIES)
def test_a_flow_the_other_way_round_is_found_at_one_of_its_countries(
    statement: str, wording: str, pair: list[str]
) -> None:
    turned = wording.format(*reversed(pair))
    ((rule, words),) = findings_of(check_direction, a_fact(statement.format(*pair)), turned)
    assert rule == "direction-changed"
    assert words in pair


@pytest.mark.parametrize(
    ("statement", "wording", "word"),
    [
        ("Russia warns of sanctions against Iran", "Iran warns of sanctions against Russia", "Iran"),
        ("Iran's debt to Russia grew", "Russia's debt to Iran grew", "Russia"),
        ("China built bases in Iran", "Iran built bases in China", "Iran"),
        ("Russia attacked Ukraine", "Ukraine attacked Russia", "Ukraine"),
        ("Russia may invade Ukraine", "Ukraine may invade Russia", "Ukraine"),
        ("Russia attacked Ukraine", "Russia was attacked by Ukraine", "Russia"),
        ("Ukraine was attacked by Russia", "Ukraine attacked Russia", "Ukraine"),
        ("Iran recognised the Philippines", "The Philippines recognised Iran", "Philippines"),
        ("Moscow condemned Tehran", "Tehran condemned Moscow", "Tehran"),
    ],
)
def test_two_countries_that_take_each_other_s_part_are_found(
    statement: str, wording: str, word: str
) -> None:
    assert findings_of(check_direction, a_fact(statement), wording) == [("direction-changed", word)]


@pytest.mark.parametrize(
    ("statement", "wording"),
    [
        ("Russia is an ally of Iran", "Iran is an ally of Russia"),
        ("Russia met Iran in talks with China", "Iran met Russia in talks with China"),
        ("Russia supplies gas", "Gas comes to Iran"),
        ("Russia attacked Ukraine", "Ukraine was attacked by Russia"),
        ("Ukraine has been attacked by Russia", "Russia has attacked Ukraine"),
        ("Russia and Iran signed a treaty", "Iran and Russia signed a treaty"),
        ("Russia, Iran and China condemned Turkey", "China, Iran and Russia condemned Turkey"),
        ("China condemned Russia and Iran", "China condemned Iran and Russia"),
        ("Russia trades with Iran", "Iran trades with Russia"),
        ("Russia says that Iran is silent", "Iran is silent, says Russia"),
    ],
)
def test_what_holds_both_ways_or_names_no_direction_is_no_change(statement: str, wording: str) -> None:
    assert findings_of(check_direction, a_fact(statement), wording) == []


def test_words_of_the_fact_itself_are_not_checked() -> None:
    assert findings_of(check_direction, a_fact("Russia supplies gas to Iran"), None) == []


def test_a_text_displayed_from_right_to_left_is_found_where_its_names_change_places() -> None:
    fact = a_fact("Russia supplies gas to Iran")
    reordered = "ا Russia ا supplies gas to ا Iran"
    assert findings_of(check_direction, fact, reordered) == [("direction-changed", "Russia")]
    assert findings_of(check_direction, fact, "Russia (روسیه) supplies gas to Iran") == []


def found_with(title: str, kind: PublisherKind, wording: str) -> list[str]:
    """The words found in a wording on a transfer to Russia, with a publisher of this name."""
    fact = a_fact("The spokesman could not confirm a transfer of Iranian missiles to Russia.")
    row = row_of(fact, wording)
    named = replace(publisher("paper"), name=title, kind=kind)
    context = context_of(fact, items=(row.item,), publishers=(named,))
    return [raw.span.text for raw in check_direction(row, context) if raw.span]


def test_a_country_in_the_name_of_a_publication_is_no_taker() -> None:
    wording = (
        "On Monday, according to {}, the spokesman could not confirm a transfer of missiles to Russia."
    )
    newspaper = PublisherKind.NEWSPAPER
    assert found_with("Iran Front Page", newspaper, wording.format("Iran Front Page")) == []
    assert found_with("Tehran Gazette", newspaper, wording.format("the Tehran Gazette")) == []
    assert found_with("Iran Front Page", newspaper, wording.format("Iran")) == ["Iran"]


@pytest.mark.parametrize("kind", [PublisherKind.MINISTRY, PublisherKind.PARTY_GOVERNMENT])
def test_a_country_in_the_name_of_a_body_of_its_state_is_a_taker(kind: PublisherKind) -> None:
    wording = "The spokesman could not confirm a transfer of missiles to Iran's Foreign Ministry."
    assert found_with("Iran's Foreign Ministry", kind, wording) == ["Iran"]
    assert found_with("Iran's Foreign Ministry", PublisherKind.NEWSPAPER, wording) == []


def test_a_publication_that_is_called_as_a_country_does_not_hide_the_country() -> None:
    wording = "The spokesman could not confirm a transfer of missiles to Iran."
    assert found_with("Iran", PublisherKind.NEWSPAPER, wording) == ["Iran"]
