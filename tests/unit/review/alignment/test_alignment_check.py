"""A wording that says something else than its fact is reported at the word."""

from __future__ import annotations

import pytest

from briefing.language import Parser, Parses, ParsesOnDemand
from briefing.model.terms import Standing
from briefing.review.checks.alignment import check_alignment
from tests.unit.review.rows import a_fact, context_of, row_of

GAS = "Putin says that Russia may eventually supply Iran with up to 55 bcm of gas a year."
TALKS = "Russia and Iran are negotiating a gas pipeline."
OFFICE = "Pezeshkian denies any missile transfer to Russia since he took office in August 2024."
NO_HELP = "If one party suffers aggression, the other gives the aggressor no help that would prolong it."


@pytest.fixture(scope="module")
def parses(parser: Parser) -> Parses:
    return ParsesOnDemand(parser)


def findings(
    parses: Parses | None, statement: str, wording: str, **given: Standing
) -> list[tuple[str, str]]:
    """The rule and the words of each finding."""
    fact = a_fact(statement, **given)
    row = row_of(fact, wording)
    raw = check_alignment(row, context_of(fact, items=(row.item,), parses=parses))
    return [(each.rule_id, each.span.text if each.span else "") for each in raw]


@pytest.mark.parametrize(
    ("statement", "wording", "expected"),
    [
        (GAS, GAS.replace("gas", "oil"), [("contrast-changed", "oil")]),
        (TALKS, "Russia and Iran have agreed on a gas pipeline.", [("contrast-changed", "agreed")]),
        (TALKS, "Negotiations of Russia and Iran on a gas pipeline have collapsed.",
         [("contrast-changed", "collapsed")]),
        (OFFICE, OFFICE.replace("since", "before"), [("contrast-changed", "before")]),
        (GAS, GAS.replace("gas", "wheat"), [("not-in-the-fact", "wheat")]),
        (GAS, f"{GAS[:-1]} and wins a foothold.",
         [("not-in-the-fact", "wins a foothold")]),
    ],
)  # fmt: skip
def test_another_word_is_found(
    parses: Parses, statement: str, wording: str, expected: list[tuple[str, str]]
) -> None:
    assert findings(parses, statement, wording) == expected


@pytest.mark.parametrize(
    ("statement", "wording"),
    [
        (
            GAS,
            "By Putin's account Moscow could one day deliver as much as 55 billion cubic metres to Tehran.",
        ),
        (TALKS, "Talks between Moscow and Tehran on a gas pipeline are not yet concluded."),
        (TALKS, "No deal has yet been struck on the gas pipeline over which the two are haggling."),
        (OFFICE, "Since he took office in August 2024 no missile went to Russia, Pezeshkian insists."),
    ],
)
def test_other_words_for_the_same_are_no_finding(parses: Parses, statement: str, wording: str) -> None:
    assert findings(parses, statement, wording) == []


def test_giver_and_taker_may_change_places_with_the_verb(parses: Parses) -> None:
    statement = "Canada plans to send 40 instructors to Ghana."
    assert findings(parses, statement, "Ghana is to receive 40 instructors from Canada.") == []
    assert findings(parses, "Iran would buy 24 fighters.", "Iran would sell 24 fighters.") == [
        ("contrast-changed", "sell")
    ]


def test_a_provision_in_force_may_be_said_with_a_verb_of_duty(parses: Parses) -> None:
    wording = "If one party suffers aggression, the other is obliged to give the aggressor no help."
    assert findings(parses, NO_HELP, wording, standing=Standing.IN_FORCE) == []


def test_without_a_parse_the_words_are_left_to_other_rules() -> None:
    assert findings(None, GAS, GAS.replace("gas", "oil")) == []


@pytest.mark.parametrize(
    ("statement", "wording", "words"),
    [
        ("Canada plans to open an embassy.", "Canada has opened an embassy.", "opened"),
        (
            "The contract by which Russia is to deliver launchers.",
            "Russia delivered launchers.",
            "delivered",
        ),
    ],
)
def test_what_is_only_foreseen_is_not_done(
    parses: Parses, statement: str, wording: str, words: str
) -> None:
    assert findings(parses, statement, wording) == [("contrast-changed", words)]


def test_what_is_foreseen_may_be_supposed_or_denied(parses: Parses) -> None:
    statement = "Canada plans to open an embassy in Accra."
    assert findings(parses, statement, "Canada has not opened an embassy in Accra.") == []
    assert findings(parses, statement, "The plan is that Canada opens an embassy in Accra.") == []


def test_a_name_in_the_place_of_another_one_is_found(parses: Parses) -> None:
    statement = "Putin met the minister in Kazan in May."
    assert findings(parses, statement, "Putin met the minister in Sochi in May.") == [
        ("contrast-changed", "Sochi")
    ]


def test_who_acts_and_on_whom_may_not_be_exchanged(parses: Parses) -> None:
    statement = "Belarus denies that it lent radar crews to Iran."
    assert findings(parses, statement, "Belarus denies that Iran lent radar crews to it.") == [
        ("contrast-changed", "Iran")
    ]
    assert findings(parses, statement, "Radar crews were not lent to Iran, Belarus says.") == []


@pytest.mark.parametrize(
    ("statement", "wording", "words"),
    [
        ("Iran's mission rejected the charge.", "Russia's mission rejected the charge.", "Russia"),
        ("About 9,000 Iranians study in Russia.", "About 9,000 Russians study in Iran.", "Iran"),
        ("Under Article 5 Russia opposes the independence of Taiwan from China.",
         "Under Article 5 Russia and China oppose the independence of Taiwan from China.", "China"),
        ("The treaty holds no duty of defence, unlike the treaty of 2024.",
         "The treaty holds no duty of defence, just like the treaty of 2024.", "just like"),
        ("Dozens of soldiers were training in Iran.", "Soldiers were training in Iran by the thousand.",
         "by the thousand"),
        ("Iran sent short-range missiles.", "Iran sent long-range missiles.", "long-range"),
        ("The treaty goes beyond the scope of the treaty of 2001.",
         "The treaty stays within the scope of the treaty of 2001.", "within"),
        ("They each had frictions with Azerbaijan.", "They had frictions with each other.", "each other"),
        ("They use no force against each other.", "They use no force against China.", "China"),
        ("Neither uses force against the other.", "Neither uses force against any state.", "state"),
        ("They discussed the plant.", "They reached agreement on the plant.", "reached agreement"),
        ("The ministry could not confirm the transfer.", "The ministry denied the transfer.", "denied"),
    ],
)  # fmt: skip
def test_a_change_in_small_words_and_names_is_found(
    parses: Parses, statement: str, wording: str, words: str
) -> None:
    assert ("contrast-changed", words) in findings(parses, statement, wording)


@pytest.mark.parametrize(
    ("statement", "wording"),
    [
        ("No missile was sent since he took office.", "No missile was sent after he took office."),
        ("Kenya signed an accord with Somalia.", "Kenya and Somalia signed an accord."),
        (
            "If parliament approves it, Poland will buy tanks.",
            "Poland will buy tanks unless parliament rejects it.",
        ),
        ("Both ratified the treaty in May.", "Both completed ratification of the treaty in May."),
        ("They use no force against each other.", "They use no force against one another."),
        ("Neither uses force against the other.", "They use no force against each other."),
        ("Neither uses force against the other.", "Neither uses force against the other party."),
        ("If Russia wants to end the treaty, it gives notice.", "Notice is how Russia ends the treaty."),
        ("The treaty was extended by five years.", "The treaty was extended by five more years."),
        ("Support comes with more trade.", "Support goes with more trade."),
        ("The treaty covers counter-terrorism.", "Counterterrorism is covered by the treaty."),
        ("The organisation defends the harbour.", "The organization defends the harbor."),
        ("Units 2 and 3 are being built.", "The second and third units are being built."),
    ],
)
def test_small_words_that_say_the_same_are_no_finding(parses: Parses, statement: str, wording: str) -> None:
    assert findings(parses, statement, wording) == []


@pytest.mark.parametrize(
    ("statement", "wording", "words"),
    [
        ("The extension was announced in June.", "The extension took effect in June.", "took effect"),
        ("The parties exchange views.", "The parties exchange views once a year.", "once a year"),
        ("The ministry has spoken of no pipeline.", "The ministry has rejected a pipeline.", "rejected"),
    ],
)
def test_light_words_that_say_what_happens_need_support(
    parses: Parses, statement: str, wording: str, words: str
) -> None:
    found = findings(parses, statement, wording, standing=Standing.ESTABLISHED)
    assert ("not-in-the-fact", words) in found
