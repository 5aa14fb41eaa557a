"""A wording keeps who makes the claim of its fact, and does not take the claim for true."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefing.model.actor import Actor
from briefing.model.fact import Fact
from briefing.model.library import Catalogue, Material
from briefing.model.terms import ActorKind, Standing
from briefing.review.checks.attribution import check_attribution
from tests.unit.review.rows import a_fact, context_of, findings_of, row_of

DROPPED, ENDORSED = "attribution-dropped", "endorsing-verb"
REPORTED = a_fact("Iran sells oil")
ASSERTED = a_fact("Putin says that gas will flow", Standing.ASSERTED, attributed_to="Vladimir Putin")
ALLEGED = a_fact("Kyiv alleges that Iran ships arms", Standing.ALLEGED, attributed_to="Kyiv")
NEGOTIATING = a_fact(
    "Tsivilev says that the price is under discussion",
    Standing.NEGOTIATING,
    attributed_to="Sergei Tsivilev",
)


@pytest.mark.parametrize(
    "wording",
    [
        "Iran is said to sell oil",
        "It is reported that Iran sells oil",
        "According to the press Iran sells oil",
        "Agency: Iran sells oil",
        "Unconfirmed: Iran sells oil",
    ],
)
def test_a_reported_fact_may_be_worded_as_a_report_or_by_its_publisher(wording: str) -> None:
    assert findings_of(check_attribution, REPORTED, wording) == []


def test_a_reported_fact_that_is_stated_is_found_at_the_first_sentence() -> None:
    assert findings_of(check_attribution, REPORTED, "Iran sells much oil. So it is.") == [
        (DROPPED, "Iran sells much oil.")
    ]


@pytest.mark.parametrize(
    "wording",
    [
        "Putin expects gas to flow",
        "According to Putin gas will flow",
        "Putin: gas will flow",
        "By Putin's account gas will flow",
        "Gas will flow, says the president",
        "The Kremlin's claim is that gas will flow, says Putin",
    ],
)
def test_a_claim_may_be_given_to_its_speaker_in_many_ways(wording: str) -> None:
    assert findings_of(check_attribution, ASSERTED, wording) == []


@pytest.mark.parametrize("fact", [ASSERTED, ALLEGED, NEGOTIATING])
def test_a_claim_without_anybody_who_says_it_is_found(fact: Fact) -> None:
    wording = "Things will go as they go"
    assert findings_of(check_attribution, fact, wording) == [(DROPPED, wording)]


def test_a_claim_that_only_somebody_is_said_to_make_is_found_at_those_words() -> None:
    assert findings_of(check_attribution, ASSERTED, "It is said that gas will flow") == [
        (DROPPED, "It is said")
    ]


def test_the_denial_of_the_accused_does_not_say_who_alleges() -> None:
    wording = "Iran denies shipping arms"
    assert findings_of(check_attribution, ALLEGED, wording) == [(DROPPED, wording)]
    assert (
        findings_of(check_attribution, ALLEGED, "Ukraine alleges that Iran ships arms; Iran denies it")
        == []
    )


def test_a_verb_within_the_claim_does_not_replace_the_speaker_s_verb() -> None:
    fact = a_fact(
        "Rudenko says that the article treats it as unfriendly", Standing.ASSERTED, attributed_to="Rudenko"
    )
    wording = "The article treats it as unfriendly"
    assert findings_of(check_attribution, fact, wording) == [(DROPPED, wording)]
    assert findings_of(check_attribution, fact, "Rudenko says that the article treats it so") == []


@pytest.mark.parametrize("verb", ["confirmed", "revealed", "made clear", "admitted"])
def test_a_verb_that_takes_a_claim_for_true_is_found(verb: str) -> None:
    assert findings_of(check_attribution, ASSERTED, f"Putin {verb} that gas will flow") == [
        (ENDORSED, verb)
    ]


@pytest.mark.parametrize("wording", ["Putin has not confirmed, but says, that gas will flow"])
def test_a_verb_of_proof_that_is_negated_takes_no_side(wording: str) -> None:
    assert findings_of(check_attribution, ASSERTED, wording) == []


def test_a_verb_of_proof_that_the_statement_has_itself_may_be_kept() -> None:
    fact = a_fact("Putin confirms that gas will flow", Standing.ASSERTED, attributed_to="Vladimir Putin")
    assert findings_of(check_attribution, fact, "Putin confirmed that gas will flow") == []


def test_an_established_fact_needs_nobody_who_says_it() -> None:
    assert findings_of(check_attribution, a_fact("Gas flows", Standing.ESTABLISHED), "Gas is flowing") == []


def test_the_fact_s_own_words_are_not_checked() -> None:
    assert findings_of(check_attribution, REPORTED, None) == []
    assert findings_of(check_attribution, REPORTED, REPORTED.statement) == []


def test_another_name_of_the_speaker_names_the_speaker() -> None:
    row = row_of(ASSERTED, "Sources say that the head of state expects gas to flow")
    unnamed = context_of(ASSERTED, items=(row.item,))
    actor = Actor(id="putin", name="Vladimir Putin", kind=ActorKind.PERSON, also=("The head of state",))
    catalogue = Catalogue(Material.of(actors=[actor]).merged_over(unnamed.briefing.library))
    assert [each.rule_id for each in check_attribution(row, unnamed)] == [DROPPED]
    assert not list(check_attribution(row, replace(unnamed, catalogue=catalogue)))
