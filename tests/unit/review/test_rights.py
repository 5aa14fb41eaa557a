"""A right that a fact gives is no act: a wording may not say that it is done."""

from __future__ import annotations

import pytest

from briefing.language import Parses
from briefing.model.terms import Standing
from briefing.review.checks import modal_drift
from tests.unit.review.rows import a_fact, context_of, row_of

STATION = "Russia may station up to 500 soldiers at the base."
INSPECT = "Each party is entitled to inspect the other's bases."
USE = "Russia has the right to use the port of Tartus."
ENRICH = "The treaty allows Iran to enrich uranium to 3.67 per cent."
OFFICE = "Russia is authorised to open an office."
NO_TROOPS = "Neither party may station troops in the zone."


def reported(parses: Parses, statement: str, wording: str) -> set[str]:
    fact = a_fact(statement, Standing.IN_FORCE)
    row = row_of(fact, wording)
    context = context_of(fact, items=(row.item,), parses=parses)
    return {raw.rule_id for raw in modal_drift.check_modal_drift(row, context)}


@pytest.mark.parametrize(
    ("statement", "wording"),
    [
        (STATION, "Russia stations up to 500 soldiers at the base."),
        (STATION, "Russia will station up to 500 soldiers at the base."),
        (INSPECT, "Each party inspects the other's bases."),
        (USE, "Russia is using the port of Tartus."),
        (ENRICH, "Iran enriches uranium to 3.67 per cent."),
        (OFFICE, "Russia has opened an office."),
    ],
)
def test_a_wording_that_says_as_done_what_the_fact_permits_reads_stronger(
    parses: Parses, statement: str, wording: str
) -> None:
    assert "stronger-than-standing" in reported(parses, statement, wording)


@pytest.mark.parametrize(
    ("statement", "wording"),
    [
        (STATION, "Russia is allowed to station up to 500 soldiers at the base."),
        (INSPECT, "The treaty allows each party to inspect the other's bases."),
        (USE, "Russia may use the port of Tartus."),
        (ENRICH, "Iran can enrich uranium to 3.67 per cent."),
        (NO_TROOPS, "Neither party stations troops in the zone."),
        (NO_TROOPS, "No party is allowed to station troops in the zone."),
    ],
)
def test_a_right_or_a_prohibition_in_other_words_reads_no_stronger(
    parses: Parses, statement: str, wording: str
) -> None:
    assert reported(parses, statement, wording) == set()
