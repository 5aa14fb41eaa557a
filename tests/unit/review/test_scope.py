"""Words such as "all" that say more than the fact, and those that sum up what was just said."""

from __future__ import annotations

import pytest

from briefing.language import Parser, ParsesOnDemand
from briefing.review.checks.scope import check_scope
from tests.unit.review.rows import a_fact, context_of, row_of

FACT = a_fact("The treaty covers defence, energy and trade if it is in force.")


@pytest.mark.parametrize(
    ("wording", "found"),
    [
        ("Defence, energy and trade all fall under the treaty.", []),
        ("Defence, energy and trade are all covered by the treaty.", []),
        ("The treaty covers defence and energy. All of that holds if it is in force.", []),
        ("The treaty covers defence, energy and all trade.", ["all"]),
        ("The treaty covers all defence.", ["all"]),
    ],
)
def test_all_after_a_list_adds_nothing_and_before_a_noun_widens_it(
    wording: str, found: list[str], parser: Parser
) -> None:
    raw = list(check_scope(row_of(FACT, wording), context_of(FACT, parses=ParsesOnDemand(parser))))
    assert [each.span.text for each in raw if each.span] == found
