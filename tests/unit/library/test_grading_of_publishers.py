"""Publishers of the bundled library are graded by one rule: docs/reference/reliability.md."""

from __future__ import annotations

import pytest

from briefing.model.source import Publisher
from briefing.model.terms import PublisherKind, Reliability, SourceKind
from tests.unit.library.test_bundled_library import LIBRARY

PUBLISHERS = LIBRARY.material.publishers
PARTIES = {"RU", "IR", "KP", "CN"}
AT_WAR_WITH_A_PARTY = {"UA"}
ACCUSE_A_PARTY = {"GB", "US", "FR", "KR"}
NEWSROOMS = {PublisherKind.NEWSPAPER, PublisherKind.NEWS_AGENCY}


def of_kind(*kinds: PublisherKind) -> list[Publisher]:
    return [publisher for publisher in PUBLISHERS if publisher.kind in kinds]


@pytest.mark.parametrize(
    ("kind", "letter"),
    [(PublisherKind.STATE_MEDIA, Reliability.C), (PublisherKind.PARTY_GOVERNMENT, Reliability.B)],
)
def test_state_media_and_governments_of_every_side_have_one_letter(
    kind: PublisherKind, letter: Reliability
) -> None:
    assert {publisher.country for publisher in of_kind(kind)} >= {"RU", "IR"}
    assert {publisher.id for publisher in of_kind(kind) if publisher.reliability is not letter} == set()


def test_no_publisher_is_a() -> None:
    assert [publisher.id for publisher in PUBLISHERS if publisher.reliability is Reliability.A] == []


def test_newsrooms_of_parties_and_of_states_at_war_with_them_are_c_at_most() -> None:
    bound = [each for each in of_kind(*NEWSROOMS) if each.country in PARTIES | AT_WAR_WITH_A_PARTY]
    assert {each.country for each in bound} >= {"RU", "IR", "UA"}
    assert [each.id for each in bound if each.reliability < Reliability.C] == []


def test_what_repeats_others_unnamed_is_d() -> None:
    unnamed = [each for each in PUBLISHERS if "without naming" in each.rationale]
    assert len(unnamed) > 5
    assert [each.id for each in unnamed if each.reliability is not Reliability.D] == []


def test_who_has_a_stake_names_it() -> None:
    seats = PARTIES | AT_WAR_WITH_A_PARTY | ACCUSE_A_PARTY
    kinds = {PublisherKind.STATE_MEDIA, PublisherKind.PARTY_GOVERNMENT}
    staked = [each for each in PUBLISHERS if each.country in seats or each.kind in kinds]
    assert [each.id for each in staked if not each.interest] == []


def test_only_texts_of_treaties_depart_from_their_publishers_letter() -> None:
    departing = [source for source in LIBRARY.material.sources if source.reliability]
    assert departing
    assert [source.id for source in departing if source.kind is not SourceKind.TREATY_TEXT] == []
