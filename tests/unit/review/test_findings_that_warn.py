"""Findings that only warn, because the wording may say the same as its fact."""

from __future__ import annotations

import pytest

from briefing.language import Parses
from briefing.model.terms import Standing
from briefing.review.checks import alignment, numbers
from tests.unit.review.rows import reported_by

_MODULES = (alignment, numbers)
S = Standing
Claim = tuple[str, Standing, str | None]

APPROVED = ("The State Duma approved ratification on 8 April 2025.", S.ESTABLISHED, None)
LATER = ("Two days later the State Duma approved ratification.", S.ESTABLISHED, None)
RANGE = ("Reuters reports that the missile has a range of up to 120 km.", S.REPORTED, "Reuters")
GAS = ("Putin says that gas supplies to Iran could reach up to 55 bcm.", S.POSSIBLE, "Putin")
MEMORANDUM = ("Gazprom signed a memorandum on gas for Iran in June 2024.", S.ESTABLISHED, None)
UNITS = ("Rosatom signed to build four units at Sirik in Iran.", S.ESTABLISHED, None)
FORCE = ("The treaty entered into force on 28 February 2002.", S.ESTABLISHED, None)
SHARE = ("Russia's share of gas imports was about 50 per cent until mid-2021.", S.ESTABLISHED, None)
BORDER = ("Iran kept its border closed until the talks of 2024.", S.ESTABLISHED, None)


def found(parses: Parses, fact: Claim, wording: str, rule: str) -> list[bool]:
    """Whether each finding of a rule is uncertain."""
    raw = reported_by(_MODULES, parses, fact, wording)
    return [each.is_uncertain for each in raw if each.rule_id == rule]


@pytest.mark.parametrize(
    ("fact", "wording", "rule"),
    [
        (APPROVED, "Twelve days later the State Duma approved ratification.", "number-changed"),
        (APPROVED, "Nine weeks on, the State Duma approved ratification.", "number-changed"),
        (RANGE, "A hundred and twenty kilometres is the farthest the missile can reach, Reuters reports.",
         "qualifier-lost"),
        (RANGE, "Reuters reports that the missile has a range of 120 kilometres over land or"
                " water at the most.",
         "qualifier-lost"),
        (MEMORANDUM, "It began in June 2024, when Gazprom signed a memorandum on gas for Iran.",
         "contrast-changed"),
        (FORCE, "With 28 February 2002 begins the treaty's force.", "contrast-changed"),
        (SHARE, "Russia's share of gas imports was about 50 per cent before mid-2021.", "contrast-changed"),
    ],
)  # fmt: skip
def test_what_may_be_the_same_in_other_words_only_warns(
    parses: Parses, fact: Claim, wording: str, rule: str
) -> None:
    assert found(parses, fact, wording, rule) == [True]


@pytest.mark.parametrize(
    ("fact", "wording", "rule"),
    [
        (LATER, "Three days later the State Duma approved ratification.", "number-changed"),
        (APPROVED, "The State Duma approved ratification by twelve votes.", "number-changed"),
        (RANGE, "Reuters reports that the missile has a range of 120 km.", "qualifier-lost"),
        (RANGE, "Reuters reports that up to 40 missiles have a range of 120 km.", "qualifier-lost"),
        (GAS, "Putin says that gas supplies to Iran reach 55 bcm.", "qualifier-lost"),
        (UNITS, "Work has begun on four units at Sirik in Iran.", "contrast-changed"),
        (MEMORANDUM, "Gazprom cancelled a memorandum on gas for Iran in June 2024.", "contrast-changed"),
        (BORDER, "Iran kept its border closed after the talks of 2024.", "contrast-changed"),
    ],
)  # fmt: skip
def test_what_is_another_number_bound_or_event_blocks(
    parses: Parses, fact: Claim, wording: str, rule: str
) -> None:
    assert {*found(parses, fact, wording, rule)} == {False}
