"""A wording's clauses are held to the speaker of the fact by the grammar of its sentences."""

from __future__ import annotations

import pytest

from briefing.language import Parser
from briefing.review.structure.pairs import pairs_of
from briefing.review.structure.speech.attribution import Claim, Gap, attribution_gap
from briefing.review.structure.speech.beliefs import lost_report
from briefing.review.structure.speech.speakers import Speakers
from briefing.review.structure.tree import tree_of

GAS = "Putin says that Russia may eventually supply Iran with gas."
PUTIN = Speakers(("Vladimir Putin", "Putin"), frozenset({"RU"}), are_unnamed=False)
DENIAL = "Iran denies that it sent missiles to Russia."
IRAN = Speakers(("Iran",), frozenset({"IR"}), are_unnamed=False)
REPORT = "The Majlis is reported to have approved the treaty on 21 May 2025."
OUTLET = Speakers(("Daily Herald",), frozenset(), are_unnamed=True)


def gap(
    parser: Parser, statement: str, wording: str, speakers: Speakers, *, report: bool = False
) -> Gap | None:
    first, second = parser.parse([statement, wording])
    return attribution_gap(tree_of(second), Claim(tree_of(first), speakers), is_report=report)


@pytest.mark.parametrize(
    "wording",
    [
        "Russia may eventually supply Iran with gas, says Putin.",
        "According to the president, Russia may eventually supply Iran with gas.",
        "Putin: Russia may eventually supply Iran with gas",
        "Russia may eventually supply gas to Iran – Putin",
        "In Moscow's view, gas may one day go to Iran.",
        "Putin spoke of gas that Russia may one day supply to Iran.",
        "Speaking in Moscow, Putin said gas may flow. It could eventually go to Iran.",
        "“Russia may supply Iran with gas,” Putin said.",
        "Gas, says Putin, may eventually be supplied to Iran.",
        "Russia may, Putin says, eventually supply Iran with gas.",
        "Russia may eventually supply Iran with gas, as Putin puts it.",
        "Russia may eventually supply Iran with gas. That is what Putin says.",
        "Gas for Iran is described by Putin as a possibility.",
        "Putin's claim is that Russia may eventually supply Iran with gas.",
    ],
)
def test_a_claim_may_be_given_to_its_speaker_by_many_forms_of_sentence(
    parser: Parser, wording: str
) -> None:
    assert gap(parser, GAS, wording, PUTIN) is None


@pytest.mark.parametrize(
    "wording",
    [
        "Russia may eventually supply Iran with gas, as expected.",
        "Russia, said to be the largest producer, may supply Iran with gas.",
        "Russia may eventually supply Iran with gas and is considered able to do so.",
        "Putin told reporters about the harvest, and Russia may supply Iran with gas.",
        "As observers would expect, Russia may eventually supply Iran with gas.",
        "According to plan, Russia may eventually supply Iran with gas.",
        "Before Putin spoke to the press, Russia may eventually supply Iran with gas.",
        "Putin met the press; Russia may eventually supply Iran with gas.",
        "Tehran says that Russia may eventually supply Iran with gas.",
    ],
)
def test_a_word_of_saying_that_governs_something_else_attributes_nothing(
    parser: Parser, wording: str
) -> None:
    assert gap(parser, GAS, wording, PUTIN) is not None


def test_a_second_clause_with_a_part_of_the_claim_needs_the_speaker_too(parser: Parser) -> None:
    wording = "Putin said that talks go on; Russia supplies Iran with gas."
    found = gap(parser, GAS, wording, PUTIN)
    assert found is not None
    assert found.span.text == "Russia supplies Iran with gas."


def test_a_state_that_denies_an_act_is_no_speaker_where_it_only_acts(parser: Parser) -> None:
    assert gap(parser, DENIAL, "Iran did not send missiles to Russia.", IRAN) is not None
    assert gap(parser, DENIAL, "Tehran rejects the claim that it sent missiles to Russia.", IRAN) is None


def test_a_report_needs_no_name_but_a_word_that_makes_it_one(parser: Parser) -> None:
    reported = "The treaty was reportedly approved by the Majlis on 21 May 2025."
    assert gap(parser, REPORT, reported, OUTLET, report=True) is None
    late = "The Majlis approved the treaty in a reportedly late session on 21 May 2025."
    assert gap(parser, REPORT, late, OUTLET, report=True) is not None


def test_it_is_said_leaves_out_a_speaker_who_is_known(parser: Parser) -> None:
    found = gap(parser, GAS, "It is said that Russia may eventually supply Iran with gas.", PUTIN)
    assert found is not None
    assert found.is_nameless
    assert found.span.text == "It is said"


@pytest.mark.parametrize(
    ("wording", "is_certain"),
    [
        ("Russia may eventually supply Iran with gas.", True),
        ("It is cold in Moscow, and Russia may eventually supply Iran with gas, as hoped.", True),
        ("Putin told reporters about the harvest, and Russia may supply Iran with gas.", False),
    ],
)
def test_it_is_certain_only_without_the_speaker_or_a_word_of_saying(
    parser: Parser, wording: str, is_certain: bool
) -> None:
    found = gap(parser, GAS, wording, PUTIN)
    assert found is not None
    assert found.is_certain is is_certain


TWO_SPEAKERS = (
    "Two unnamed people told AP that the United States believes that Iran sent missiles to Russia."
)
PEOPLE = Speakers(("two unnamed people", "AP"), frozenset(), are_unnamed=True)


@pytest.mark.parametrize(
    ("wording", "is_lost"),
    [
        ("Two unnamed people told AP that Iran sent missiles to Russia.", True),
        ("It is Washington's belief that Iran sent missiles to Russia, two unnamed people told AP.", False),
    ],
)
def test_the_second_of_two_speakers_is_kept(parser: Parser, wording: str, is_lost: bool) -> None:
    statement, said = parser.parse([TWO_SPEAKERS, wording])
    lost = lost_report(tree_of(said), Claim(tree_of(statement), PEOPLE), pairs_of(said, statement))
    assert (lost is not None) is is_lost
