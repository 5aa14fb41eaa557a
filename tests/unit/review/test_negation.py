"""A "not" that came or went, an opposite word, and words that widen a fact are found."""

from __future__ import annotations

import pytest

from briefing.model.terms import Standing
from briefing.review.checks.negation import check_negation
from briefing.review.checks.scope import check_scope
from tests.unit.review.rows import a_fact, findings_of

ESTABLISHED, PLANNED, SIGNED = Standing.ESTABLISHED, Standing.PLANNED, Standing.SIGNED
CHANGED, SCOPE = "negation-changed", "scope-added"


def checked(statement: str, wording: str, standing: Standing = ESTABLISHED) -> list[tuple[str, str]]:
    fact = a_fact(statement, standing)
    return [*findings_of(check_negation, fact, wording), *findings_of(check_scope, fact, wording)]


# A "not" that came or went


@pytest.mark.parametrize(
    ("wording", "word"),
    [
        ("Iran has not approved it", "not"),
        ("Iran hasn’t approved it", "hasn’t"),
        ("None approved it", "None"),
    ],
)
def test_a_negation_that_the_fact_does_not_have_is_found_at_its_word(wording: str, word: str) -> None:
    assert checked("Iran has approved it", wording) == [(CHANGED, word)]


def test_never_both_negates_and_widens() -> None:
    assert checked("Iran approved it", "Iran never approved it") == [(CHANGED, "never"), (SCOPE, "never")]


def test_a_negation_that_the_wording_lost_is_found_at_its_first_sentence() -> None:
    assert checked("Iran has not approved it", "Iran has approved it. So it is.") == [
        (CHANGED, "Iran has approved it.")
    ]


@pytest.mark.parametrize(
    ("statement", "wording"),
    [
        ("Iran has not approved it", "Iran hasn’t approved it"),
        ("Iran has not approved it", "Iran refused to approve it"),
        ("Iran has not approved it", "Approval by Iran is absent"),
        ("Iran denies the sale", "Iran did not sell it"),
        ("Iran rejects the offer", "Iran does not take the offer"),
    ],
)
def test_the_same_denial_in_other_words_is_no_change(statement: str, wording: str) -> None:
    assert checked(statement, wording) == []


def test_a_negation_about_how_open_a_matter_is_turns_nothing() -> None:
    talks = "They negotiate the price"
    assert checked(talks, "The price is not agreed", Standing.NEGOTIATING) == []
    assert checked(talks, "They do not negotiate the price", Standing.NEGOTIATING) == [(CHANGED, "not")]


@pytest.mark.parametrize(
    "wording",
    [
        "It is not confirmed that Iran sells oil",
        "No doubt remains that Iran sells oil",
        "Iran sells no less than 5 million barrels",
        "Iran sells oil no later than May",
    ],
)
def test_a_negation_of_doubt_or_in_a_comparison_turns_nothing(wording: str) -> None:
    assert checked("Iran sells oil", wording) == []


def test_a_bound_with_a_negation_turns_nothing_only_right_before_a_figure() -> None:
    assert checked("It lasts up to 5 years", "It does not exceed 5 years") == []
    far = "It does not exceed what was planned for all of the next 5 years"
    assert (CHANGED, "not") in checked("It lasts up to 5 years", far)


def test_a_signed_provision_may_be_said_not_to_be_in_force() -> None:
    assert checked("The treaty forbids bases", "Not in force, the treaty forbids bases", SIGNED) == []
    assert checked("The treaty opens bases", "The treaty does not open bases", SIGNED) == [(CHANGED, "not")]


# Opposites


@pytest.mark.parametrize(
    ("statement", "wording", "word"),
    [
        ("The price rose by half", "The price fell by half", "fell"),
        ("The price fell by half", "The price rose by half", "rose"),
        ("Iran supports it", "Iran opposes it", "opposes"),
        ("The Duma approved it", "The Duma rejected it", "rejected"),
    ],
)
def test_a_word_is_found_where_the_fact_has_the_opposite_one(
    statement: str, wording: str, word: str
) -> None:
    assert checked(statement, wording) == [(CHANGED, word)]


def test_opposites_that_both_texts_have_or_that_are_negated_are_no_change() -> None:
    assert checked("Sales rose and prices fell", "Prices fell and sales rose") == []
    assert (CHANGED, "fell") not in checked("The price rose", "The price never fell")


# Scope


@pytest.mark.parametrize("word", ["all", "every", "only", "permanent", "unprecedented"])
def test_a_word_that_widens_the_fact_is_found_and_may_be_taken_out(word: str) -> None:
    assert checked("Iran will buy gas", f"Iran will buy {word} gas", PLANNED) == [(SCOPE, word)]


@pytest.mark.parametrize(
    ("statement", "wording"),
    [
        ("Iran will buy all gas", "Iran will buy every gas"),
        ("Iran will buy all gas", "Iran will buy all of the gas"),
        ("Iran will buy gas", "Not only Iran will buy gas"),
        ("Iran will buy gas", "Iran will buy nearly all gas"),
        ("Iran will complete the line", "The complete line is Iran’s"),
    ],
)
def test_a_word_of_scope_that_the_fact_has_or_that_is_taken_back_is_no_finding(
    statement: str, wording: str
) -> None:
    assert checked(statement, wording, PLANNED) == []


def test_only_is_no_widening_of_a_condition() -> None:
    statement, wording = "Iran will buy gas if prices fall", "Iran will buy gas only if prices fall"
    assert checked(statement, wording, Standing.CONDITIONAL) == []


def test_words_of_the_fact_itself_are_not_checked() -> None:
    assert findings_of(check_negation, a_fact("Iran sells oil"), None) == []
    assert checked("Iran sells oil", "Iran sells oil") == []
