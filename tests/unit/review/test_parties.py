"""Countries are recognised by any of their names, and a wording names none that its fact does not have."""

from __future__ import annotations

from typing import Any

import pycountry
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.terms import Standing
from briefing.model.treaty import Place
from briefing.review.checks.parties import check_parties
from briefing.review.text.parties import countries_in, name_in_text
from tests.unit.profile import repeatable
from tests.unit.review.rows import a_fact, findings_of

NAMES = {
    "Iran": "IR", "Tehran": "IR", "Russian Federation": "RU", "Kremlin": "RU", "Moscow": "RU",
    "Ukrainian": "UA", "North Korea": "KP", "South Koreans": "KR", "U.S.": "US", "Washington": "US",
    "Niger": "NE", "Nigeria": "NG", "Guinea-Bissau": "GW", "Mongolia": "MN", "Türkiye": "TR",
}  # fmt: skip
FACT = a_fact("Putin says that Russia will supply Iran with gas", Standing.ASSERTED, attributed_to="Putin")
CHANGED = "party-changed"


@repeatable
@given(
    st.lists(st.sampled_from(sorted(NAMES)), max_size=6),
    st.sampled_from([", ", " and ", "; “", "’s\n", " (", "–"]),
)
def test_every_mention_of_a_country_is_recognised_in_order_with_its_span(
    names: list[str], between: str
) -> None:
    text = f"with {between.join(names)}."
    mentions = countries_in(text)
    assert [mention.code for mention in mentions] == [NAMES[name] for name in names]
    assert [text[mention.span.start : mention.span.end] for mention in mentions] == names


@pytest.mark.parametrize(
    "text", ["russia and iran", "Iranology", "Irans", "The Americana", "us and them", "PreIran", ""]
)
def test_a_name_in_small_letters_or_within_a_word_is_no_country(text: str) -> None:
    assert countries_in(text) == ()


def test_the_longest_of_the_names_that_begin_at_a_place_counts() -> None:
    assert [mention.code for mention in countries_in("Democratic People's Republic of Korea")] == ["KP"]


@pytest.mark.parametrize(
    "wording", ["Moscow will supply Tehran with gas", "The Russians will supply gas", "Gas will flow"]
)
def test_a_country_by_another_of_its_names_is_no_change(wording: str) -> None:
    assert findings_of(check_parties, FACT, wording) == []


def test_a_country_that_the_fact_does_not_have_is_found() -> None:
    assert findings_of(check_parties, FACT, "Russia will supply Turkey with gas") == [(CHANGED, "Turkey")]


def test_a_party_of_the_treaty_may_be_named_where_the_statement_names_no_country() -> None:
    assert findings_of(check_parties, a_fact("The ministry denies it"), "Iran denies it") == []
    assert findings_of(check_parties, a_fact("The ministry denies it"), "Turkey denies it") == [
        (CHANGED, "Turkey")
    ]


def test_a_party_of_the_treaty_may_not_take_the_place_of_the_country_of_the_statement() -> None:
    assert findings_of(check_parties, a_fact("Baku is silent"), "Iran is silent") == [(CHANGED, "Iran")]


@pytest.mark.parametrize(
    "where", [{"actors": ("Turkey",)}, {"attributed_to": "Ankara"}, {"place": Place(country="TR")}]
)
def test_a_country_in_another_field_of_the_fact_may_be_named(where: dict[str, Any]) -> None:
    assert findings_of(check_parties, a_fact("Iran and others met", **where), "Iran and Turkey met") == []


OTHER = a_fact("Talks ended", id="other", attributed_to="Abbas Araghchi")


def test_a_speaker_of_another_fact_is_found_by_surname_or_first_name() -> None:
    assert findings_of(check_parties, FACT, "Araghchi’s word is that gas will flow", OTHER) == [
        (CHANGED, "Araghchi")
    ]
    assert findings_of(check_parties, FACT, "Abbas says that gas will flow", OTHER) == [(CHANGED, "Abbas")]


def test_a_speaker_of_the_fact_itself_may_be_named() -> None:
    own = a_fact("Talks will end", attributed_to="Abbas Araghchi")
    assert findings_of(check_parties, own, "Araghchi says that talks will end", OTHER) == []


@pytest.mark.parametrize("voice", ["United Nations", "Foreign Ministry", "IAEA", "the Turkish Grand Duke"])
def test_bodies_and_countries_are_no_persons(voice: str) -> None:
    other = a_fact("Talks ended", id="other", attributed_to=voice)
    assert (
        findings_of(check_parties, FACT, f"{voice.rsplit(maxsplit=1)[-1]} says that gas will flow", other)
        == []
    )


def test_the_fact_s_own_words_are_not_checked() -> None:
    assert findings_of(check_parties, a_fact("Turkey is silent"), None) == []


# Codes


EVERY_CODE = [country.alpha_2 for country in pycountry.countries]
WITHDRAWN = sorted({code for old in pycountry.historic_countries for code in (old.alpha_2, old.alpha_4)})


@pytest.mark.parametrize("code", EVERY_CODE)
def test_every_country_has_a_name_that_is_recognised_as_this_country(code: str) -> None:
    assert [mention.code for mention in countries_in(f"with {name_in_text(code)}.")] == [code]


@pytest.mark.parametrize("code", [*WITHDRAWN, "XK", "EU", "ZZ", "QM", "AA"])
def test_codes_that_are_withdrawn_or_assigned_by_users_have_a_name_too(code: str) -> None:
    assert name_in_text(code)


def test_a_fact_about_a_country_whose_register_name_is_inverted_is_checked() -> None:
    fact = a_fact("Kinshasa says that talks go on", place=Place(country="CD", name="Goma"))
    assert findings_of(check_parties, fact, "Kinshasa says that the talks go on") == []
