"""Waivers of findings: with a reason, one a finding, and gone with the words that they are about."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.editing.waiving import unwaived, waived, waivers_without, without_ended_waivers
from briefing.errors import EditError
from briefing.model.briefing import Waiver
from tests.builders import a_briefing

WAIVER = Waiver(
    rule_id="attribution-dropped",
    row_id="p1",
    words="the route",
    context="So much for the route.",
    reason="Said in the row before",
    by="A. Nalyst",
    on="2025-11-03",
)


def test_a_waiver_replaces_an_earlier_one_of_the_same_finding() -> None:
    once = waived(a_briefing(), WAIVER)
    again = replace(WAIVER, reason="A better reason")
    other = replace(WAIVER, words="So much")
    assert waived(waived(once, other), again).waivers == (other, again)


def test_a_waiver_without_a_reason_is_refused() -> None:
    with pytest.raises(EditError, match="only be waived with a reason"):
        waived(a_briefing(), replace(WAIVER, reason=" "))


def test_a_waiver_of_a_row_that_does_not_exist_is_refused() -> None:
    with pytest.raises(EditError, match="no row 'p9'"):
        waived(a_briefing(), replace(WAIVER, row_id="p9"))


def test_a_waiver_can_be_withdrawn_once() -> None:
    once = waived(a_briefing(), WAIVER)
    assert unwaived(once, WAIVER) == a_briefing()
    with pytest.raises(EditError, match="no such waiver"):
        unwaived(a_briefing(), WAIVER)


def test_waivers_end_with_the_words_that_they_are_about() -> None:
    of_the_briefing = replace(WAIVER, row_id="", words="", context="")
    of_the_row = replace(WAIVER, words="", context="")
    of_other_words = replace(WAIVER, context="Nothing of the route.")
    briefing = replace(a_briefing(), waivers=(WAIVER, of_the_briefing, of_the_row, of_other_words))
    assert without_ended_waivers(briefing).waivers == (WAIVER, of_the_briefing, of_the_row)


def test_a_waiver_of_a_fact_is_held_against_its_own_statement_where_it_has_no_wording() -> None:
    statement = next(fact.statement for fact in a_briefing().library.facts if fact.id == "route-agreed")
    waiver = replace(WAIVER, row_id="f1", words="reported", context=statement)
    briefing = replace(a_briefing(), waivers=(waiver,))
    assert without_ended_waivers(briefing) == briefing


def test_waivers_go_with_their_rows() -> None:
    briefing = replace(a_briefing(), waivers=(WAIVER, replace(WAIVER, row_id="f1")))
    assert waivers_without(briefing, {"p1"}) == (replace(WAIVER, row_id="f1"),)
