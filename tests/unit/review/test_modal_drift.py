"""A wording never reads stronger than the standing and the hedges of its fact allow."""

from __future__ import annotations

import pytest

from briefing.model.terms import Standing
from briefing.review.checks.modal_drift import check_modal_drift
from tests.unit.review.rows import a_fact, findings_of

S = Standing
STRONGER, CONDITION, DENIAL = "stronger-than-standing", "condition-dropped", "denial-dropped"


def checked(standing: Standing, statement: str, wording: str) -> list[tuple[str, str]]:
    return findings_of(check_modal_drift, a_fact(statement, standing), wording)


# Words by what they grant, from the least to the most.
GRANTING = {
    S.POSSIBLE: "Gas may flow",
    S.CONSIDERED: "They consider a gas line",
    S.NEGOTIATING: "They negotiate a gas line",
    S.PLANNED: "They plan a gas line",
}
LADDER = list(GRANTING)


@pytest.mark.parametrize("standing", LADDER)
def test_a_wording_as_a_settled_matter_is_found_at_its_verb(standing: Standing) -> None:
    assert checked(standing, GRANTING[standing], "The gas line will be there.") == [(STRONGER, "will")]


@pytest.mark.parametrize("standing", LADDER)
@pytest.mark.parametrize("worded_as", LADDER)
def test_a_wording_may_grant_less_than_the_standing_and_not_more(
    standing: Standing, worded_as: Standing
) -> None:
    wording = GRANTING[worded_as].replace("gas", "new")
    is_stronger = LADDER.index(worded_as) > LADDER.index(standing)
    assert [rule for rule, _ in checked(standing, GRANTING[standing], wording)] == [STRONGER] * is_stronger


def test_the_month_of_may_grants_nothing() -> None:
    assert checked(S.POSSIBLE, "Gas may flow", "Gas will flow in May 2026") == [(STRONGER, "will")]


@pytest.mark.parametrize(
    ("wording", "word"),
    [
        ("Talks on the line have been concluded", "concluded"),
        ("Talks on the line are not yet concluded", None),
        ("Talks on the line may be concluded", None),
    ],
)
def test_talks_are_settled_only_where_no_word_takes_it_back(wording: str, word: str | None) -> None:
    expected = [(STRONGER, word)] if word else []
    assert checked(S.NEGOTIATING, "They negotiate the line", wording) == expected


@pytest.mark.parametrize("standing", [S.ASSERTED, S.REPORTED, S.ESTABLISHED])
def test_the_hedge_of_a_statement_is_kept_whatever_its_standing(standing: Standing) -> None:
    statement = "Putin says that gas may flow"
    assert checked(standing, statement, "Putin says that gas will flow") == [(STRONGER, "will")]
    assert checked(standing, statement, "Putin says that gas could flow") == []
    assert checked(standing, "Putin says that gas flows", "Putin says that gas will flow") == []


@pytest.mark.parametrize(
    ("wording", "is_kept"),
    [
        ("Gas will flow", False),
        ("Gas will flow if prices fall", True),
        ("Gas will flow unless prices rise", True),
        ("Falling prices would let gas flow", True),
        ("Gas flows because prices fell", False),
    ],
)
def test_a_condition_is_kept_in_any_words_but_not_as_fulfilled(wording: str, is_kept: bool) -> None:
    rules = [rule for rule, _ in checked(S.CONDITIONAL, "Gas flows if prices fall", wording)]
    assert rules == ([] if is_kept else [CONDITION])


@pytest.mark.parametrize(
    ("wording", "word"),
    [
        ("The treaty is binding on Iran", "binding"),
        ("The article now applies", "now applies"),
        ("The treaty is not yet in force", None),
        ("The treaty awaits its entry into force", None),
        ("The treaty foresees a gas line", None),
    ],
)
def test_a_signed_provision_is_not_worded_as_in_force(wording: str, word: str | None) -> None:
    expected = [(STRONGER, word)] if word else []
    assert checked(S.SIGNED, "The treaty opens a gas line", wording) == expected


def test_a_provision_in_force_may_be_worded_as_binding() -> None:
    assert checked(S.IN_FORCE, "The treaty opens a gas line", "The treaty is binding on Iran") == []


DENIED = "Kyiv alleges that Iran ships arms, which Iran denies"


@pytest.mark.parametrize(
    ("wording", "is_kept"),
    [
        ("Kyiv alleges that Iran ships arms", False),
        ("Kyiv alleges, and Iran rejects, that Iran ships arms", True),
        ("Kyiv alleges that Iran ships arms; Tehran calls it false", True),
        ("Kyiv alleges that Iran ships arms; Iran says that it did not", True),
    ],
)
def test_the_denial_of_an_allegation_is_kept_in_any_words(wording: str, is_kept: bool) -> None:
    assert [rule for rule, _ in checked(S.ALLEGED, DENIED, wording)] == ([] if is_kept else [DENIAL])


def test_a_fact_that_is_a_denial_is_worded_as_one() -> None:
    statement = "Iran denies that it ships arms"
    assert checked(S.DENIED, statement, "Iran ships arms. So it is.") == [(DENIAL, "Iran ships arms.")]
    assert checked(S.DENIED, statement, "Iran does not ship arms, it says") == []


def test_the_fact_s_own_words_are_not_checked() -> None:
    fact = a_fact("Gas will flow", S.POSSIBLE)
    assert findings_of(check_modal_drift, fact, None) == []
    assert findings_of(check_modal_drift, fact, fact.statement) == []
