"""What happens keeps its date, and what is to come is not told as past."""

from __future__ import annotations

from typing import Any

import pytest

from briefing.language import Parses
from briefing.review.checks.modal_drift import check_modal_drift
from briefing.review.checks.numbers import check_numbers
from tests.unit.review.rows import a_fact, context_of, row_of

EXPIRY = "TASS reports that the treaty between Russia and China expires in 2026."


def found(parses: Parses, statement: str, wording: str, **given: Any) -> set[tuple[str, str]]:
    """Return rules and words of what the checks of dates and of strength report of a wording."""
    made = a_fact(statement, **given)
    row = row_of(made, wording)
    context = context_of(made, items=(row.item,), parses=parses)
    raw = [each for check in (check_numbers, check_modal_drift) for each in check(row, context)]
    return {(each.rule_id, each.span.text) for each in raw if each.span}


@pytest.mark.parametrize(
    "wording",
    [
        "The treaty between Russia and China expires in 2025, TASS reports.",
        "The treaty between Russia and China, TASS reports, will expire in November 2025.",
        "TASS reports that the treaty between Russia and China ends in 2025.",
        "The treaty between Russia and China is valid until 2025, TASS reports.",
    ],
)
def test_the_date_of_a_report_does_not_replace_the_date_of_what_it_reports(
    parses: Parses, wording: str
) -> None:
    rules = {rule for rule, _ in found(parses, EXPIRY, wording, date="2025-11-11")}
    assert rules == {"date-changed"}


@pytest.mark.parametrize(
    "wording",
    [
        "TASS reported in 2025 that the treaty between Russia and China expires in 2026.",
        "In a report of November 2025, TASS said that the treaty between Russia and China expires in 2026.",
        "The treaty between Russia and China expires in 2026, TASS reported on 11 November 2025.",
        "TASS reported in November 2025 that the treaty between Russia and China would expire in 2026.",
        "TASS reported that the treaty between Russia and China expired in 2026.",
        "The treaty between Russia and China will expire in 2026, TASS reports.",
    ],
)
def test_a_report_may_have_its_own_date(parses: Parses, wording: str) -> None:
    assert found(parses, EXPIRY, wording, date="2025-11-11") == set()


def test_a_day_of_the_record_makes_the_month_of_the_statement_more_exact(parses: Parses) -> None:
    statement, wording = "Russia signed it in June 2024.", "Russia signed it on 14 June 2024."
    assert found(parses, statement, wording, date="2024-06-14") == set()


@pytest.mark.parametrize(
    ("wording", "word"),
    [
        ("The treaty between Russia and China, TASS reports, expired in 2026.", "expired"),
        ("TASS reports that the treaty between Russia and China has expired in 2026.", "expired"),
    ],
)
def test_what_is_to_come_is_not_told_as_past(parses: Parses, wording: str, word: str) -> None:
    assert found(parses, EXPIRY, wording, date="2025-11-11") == {("stronger-than-standing", word)}
    later = found(parses, EXPIRY, wording, date="2027-01-10")
    assert later == set()


def test_the_date_of_speech_in_the_statement_is_none_of_what_is_said(parses: Parses) -> None:
    statement = "MENAFN reports in December 2025 that the treaty entered into force on 22 October 2025."
    kept = "The treaty came into force on 22 October 2025, MENAFN reported in December 2025."
    moved = "The treaty came into force in December 2025, MENAFN reported."
    assert found(parses, statement, kept, date="2025-12") == set()
    assert {rule for rule, _ in found(parses, statement, moved, date="2025-12")} == {"date-changed"}


@pytest.mark.parametrize(
    "wording",
    [
        "The Council gave its approval to the treaty on 9 November 2024.",
        "The Council put its approval of the treaty on record on 9 November 2024.",
        "Approval was given to the treaty by the Council on 9 November 2024.",
    ],
)
def test_nor_where_the_verb_could_say_something_and_does_not(parses: Parses, wording: str) -> None:
    statement = "The Council approved the treaty on 6 November 2024."
    rules = {rule for rule, _ in found(parses, statement, wording, date="2024-11-09")}
    assert rules == {"date-changed"}
