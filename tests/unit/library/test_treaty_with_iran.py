"""The record of the treaty with Iran: what was read of its articles, obligations and entry into force."""

from __future__ import annotations

import re

from briefing.model.terms import ActionKind, ObligationKind, Presence
from tests.unit.library.test_bundled_library import LIBRARY

TREATY = LIBRARY.treaties["russia-iran-2025"]


def test_divisions_cover_all_47_articles_and_cite_a_source_where_one_was_read() -> None:
    covered: set[int] = set()
    for division in TREATY.divisions:
        if division.number:
            covered.add(int(re.sub(r"\(\d+\)", "", division.number)))
        assert bool(division.citations) is bool(division.gist), division
    assert covered == set(range(1, 48))


def test_obligations_cite_a_source_and_a_no_says_from_where_it_is_known() -> None:
    kinds = {each.kind for each in TREATY.obligations}
    open_kinds = {
        ObligationKind.INTEGRATED_COMMAND,
        ObligationKind.BASES,
        ObligationKind.ECONOMIC_AID,
        ObligationKind.WITHDRAWAL,
    }
    assert kinds == set(ObligationKind) - open_kinds
    for obligation in TREATY.obligations:
        assert obligation.citations, obligation.kind
        assert obligation.presence is not Presence.NO or "according to" in obligation.note, obligation.kind


def test_the_day_that_both_ministries_give_is_not_disputed_and_the_claim_of_one_ambassador_is() -> None:
    entries = [each for each in TREATY.actions if each.kind is ActionKind.ENTRY_INTO_FORCE]
    found = {(each.date, each.disputed) for each in entries}
    assert found == {("2025-10-02", False), ("2025-07-18~", True)}


def test_three_languages_are_authentic_and_the_title_is_held_in_two_of_them_besides_english() -> None:
    assert set(TREATY.languages.authentic) == {"ru", "fa", "en"}
    assert set(TREATY.titles) == {"ru", "fa"}
