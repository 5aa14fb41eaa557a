"""The facts on the treaty with Iran: who says them, who denies them, and what came later."""

from __future__ import annotations

import pytest

from briefing.model.fact import Fact
from briefing.model.terms import FactRelation, Qualifier, SourceKind, Standing
from tests.builders import bundled_library

LIBRARY = bundled_library()
FACTS = {fact.id: fact for fact in LIBRARY.material.facts if fact.treaty_id == "russia-iran-2025"}


def related(fact: Fact, kind: FactRelation) -> set[str]:
    return {relation.fact_id for relation in fact.relations if relation.kind is kind}


def articles(fact: Fact) -> list[str]:
    return [each.locator.article or "" for each in fact.citations if each.locator]


# Provisions


def test_a_provision_cites_the_text_that_was_read_first() -> None:
    """Where none was read at that place, it cites the report that has the clause."""
    provisions = [fact for fact in FACTS.values() if fact.standing is Standing.IN_FORCE]
    assert len(provisions) >= 14
    for fact in provisions:
        kinds = [LIBRARY.sources[each.source_id].kind for each in fact.citations]
        assert SourceKind.TREATY_TEXT not in kinds or kinds[0] is SourceKind.TREATY_TEXT, fact.id
        assert SourceKind.FORUM_POST not in kinds, fact.id


def test_no_citation_names_a_copy_that_was_not_read_at_that_place() -> None:
    """The letter of such a copy would grade a provision higher than what was read of it."""
    preambles = {"text-irna", "text-kremlin-icl"}
    for fact in FACTS.values():
        numbered = [each.source_id for each in fact.citations if each.locator and each.locator.article]
        assert not preambles & set(numbered), fact.id


@pytest.mark.parametrize(
    ("fact_id", "article"),
    [
        ("ri-security-and-defence-strengthened", "1"),
        ("ri-principles-of-state-policy", "2"),
        ("ri-against-third-party-interference", "2"),
        ("ri-basis-of-relations", "3(1)"),
        ("ri-no-help-to-aggressor", "3(3)"),
        ("ri-settlement-under-charter", "3(3)"),
        ("ri-territory-not-for-separatists", "3(4)"),
        ("ri-intelligence-exchange", "4"),
        ("ri-intelligence-under-separate-agreements", "4"),
        ("ri-consult-on-threats", "5(4)"),
    ],
)
def test_a_numbered_provision_has_its_article_in_the_text(fact_id: str, article: str) -> None:
    fact = FACTS[fact_id]
    assert fact.standing is Standing.IN_FORCE
    assert articles(fact)[0] == article


@pytest.mark.parametrize(
    "fact_id", ["ri-exercises-on-both-territories", "ri-exercises-beyond", "ri-arms-cooperation"]
)
def test_a_clause_whose_number_was_not_read_has_none_and_says_so(fact_id: str) -> None:
    fact = FACTS[fact_id]
    assert fact.standing is Standing.IN_FORCE
    assert articles(fact) == []
    assert "was not read" in fact.notes


# Speakers


@pytest.mark.parametrize(
    ("fact_id", "speaker"),
    [
        ("ri-gas-start-1-8bcm", "Sergei Tsivilev"),
        ("ri-through-existing-lines", "Mohsen Paknejad"),
        ("ri-gas-start-2bcm", "Vladimir Putin"),
        ("ri-if-realised-from-2-to-55", "Vladimir Putin, through Reuters"),
        ("ri-route-if-realised", "Sergei Tsivilev, through Interfax"),
        ("ri-2001-pact-extended-2021", "Kazem Jalali"),
        ("ri-trade-up-15-5", "Kremlin, through mahendrarajah.com"),
        ("ri-9000-students", "Kremlin, through mahendrarajah.com"),
        ("ri-95-per-cent-in-own-currencies", "mahendrarajah.com"),
        ("ri-trade-usd-4-billion", "mahendrarajah.com"),
        ("ri-step-up-implementation", "Al-Ahed"),
        ("ri-turning-point", "Ministry of Foreign Affairs of Iran"),
        ("ri-fuel-transfer-under-way", "Vladimir Putin, through the Iranian presidency"),
        ("ri-hundreds-of-fath360-expected", "European intelligence sources, through Reuters"),
        ("ri-soldiers-training-in-iran", "European intelligence sources, through Reuters"),
        ("ri-no-missile-sent", "Fazlollah Nozari"),
    ],
)
def test_a_claim_has_the_speaker_that_its_page_has(fact_id: str, speaker: str) -> None:
    assert FACTS[fact_id].attributed_to == speaker


def test_what_the_page_of_a_radio_station_says_is_not_attributed_to_an_agency() -> None:
    citing = [fact for fact in FACTS.values() if any(c.source_id == "ap-npp" for c in fact.citations)]
    assert len(citing) >= 7
    assert not any("Associated Press" in (fact.attributed_to or "") for fact in citing)


@pytest.mark.parametrize("fact_id", ["ri-majlis-21-may", "ri-met-in-tianjin"])
def test_what_several_origins_agree_on_is_established_and_attributed_to_nobody(fact_id: str) -> None:
    assert FACTS[fact_id].standing is Standing.ESTABLISHED
    assert FACTS[fact_id].attributed_to is None


# Relations


def test_a_contradiction_is_recorded_on_both_sides() -> None:
    for fact in FACTS.values():
        for other in related(fact, FactRelation.CONTRADICTS):
            assert fact.id in related(FACTS[other], FactRelation.CONTRADICTS), (fact.id, other)


@pytest.mark.parametrize("fact", FACTS.values(), ids=lambda fact: fact.id)
def test_an_allegation_has_a_denial_beside_it(fact: Fact) -> None:
    if fact.standing is Standing.ALLEGED or fact.id == "ri-drones-reported":
        denials = [FACTS[other] for other in LIBRARY.contradicting(fact.id)]
        assert any(each.standing is Standing.DENIED for each in denials)


@pytest.mark.parametrize("claim", ["ri-drones-reported", "ri-drones-and-missiles-used"])
@pytest.mark.parametrize("denial", ["ri-iran-denies-drones", "ri-russia-denies-drones"])
def test_drones_are_denied_by_both_states(claim: str, denial: str) -> None:
    assert FACTS[denial].standing is Standing.DENIED
    assert denial in LIBRARY.contradicting(claim)


def test_russia_denies_the_missiles_and_its_ministry_is_reported_silent() -> None:
    assert FACTS["ri-russia-denies-missiles"].standing is Standing.DENIED
    assert set(LIBRARY.contradicting("ri-russia-denies-missiles")) == {
        "ri-ballistic-missiles-alleged",
        "ri-russian-ministry-silent-on-missiles",
        "ri-us-confirmed-shipment",
    }


def test_a_denial_of_every_missile_contradicts_each_claim_and_the_president_s_reservation() -> None:
    assert set(LIBRARY.contradicting("ri-no-missile-sent")) >= {
        "ri-ballistic-missiles-alleged",
        "ri-us-believes-transfer",
        "ri-us-confirmed-shipment",
        "ri-treasury-first-shipment",
        "ri-earlier-transfer-possible",
    }


def test_a_smaller_volume_through_existing_lines_qualifies_the_first_stage() -> None:
    later, earlier = FACTS["ri-gas-start-1-8bcm"], FACTS["ri-gas-start-2bcm"]
    assert related(later, FactRelation.QUALIFIES) == {earlier.id}
    assert later.id not in LIBRARY.contradicting(earlier.id)
    for fact in (later, earlier):
        assert fact.quantity is not None
        assert fact.quantity.qualifier is Qualifier.UP_TO


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        ("ri-no-military-alliance", "ri-no-mutual-defence-expected"),
        ("ri-us-confirmed-shipment", "ri-us-believes-transfer"),
        ("ri-us-confirmed-shipment", "ri-number-and-date-not-given"),
        ("ri-gazprom-talks-continue", "ri-talks-in-final-stage"),
        ("ri-gas-discussed-december-2025", "ri-gazprom-talks-continue"),
        ("ri-four-units-at-sirik", "ri-new-nuclear-units-considered"),
        ("ri-bushehr-work-stopped", "ri-bushehr-2-3-under-construction"),
    ],
)
def test_what_came_later_supersedes_what_was_said_before(later: str, earlier: str) -> None:
    assert later in LIBRARY.superseding(earlier)


def test_the_return_of_the_restrictions_qualifies_their_end_and_is_disputed() -> None:
    restored = FACTS["ri-un-restrictions-restored"]
    assert related(restored, FactRelation.QUALIFIES) == {"ri-un-restrictions-ended"}
    assert LIBRARY.contradicting(restored.id) == ("ri-return-of-restrictions-rejected",)


def test_both_ministries_hold_the_treaty_in_force_since_october_and_the_ambassador_names_no_day() -> None:
    both = {"ri-in-force-2-october", "ri-iran-mfa-welcomed-entry"}
    assert {FACTS[each].attributed_to for each in both} == {
        "Ministry of Foreign Affairs of Russia",
        "Ministry of Foreign Affairs of Iran",
    }
    assert LIBRARY.contradicting("ri-in-force-july") == ("ri-in-force-2-october",)
    assert "procedure" in FACTS["ri-in-force-july"].notes


@pytest.mark.parametrize("fact_id", ["ri-no-help-to-aggressor", "ri-settlement-under-charter"])
def test_the_treaty_s_word_is_aggression(fact_id: str) -> None:
    assert "aggression" in FACTS[fact_id].statement
    assert "attack" not in FACTS[fact_id].statement


@pytest.mark.parametrize(
    ("concession", "denial"),
    [
        ("ri-earlier-transfer-possible", "ri-none-since-august-2024"),
        ("ri-iran-denies-breach-2231", "ri-iran-admitted-some-drones"),
    ],
)
def test_two_halves_of_one_sentence_are_linked(concession: str, denial: str) -> None:
    assert denial in related(FACTS[concession], FactRelation.QUALIFIES)


def test_another_day_of_entry_into_force_is_answered() -> None:
    assert FACTS["ri-in-force-22-october"].credibility == 5
    assert "ri-in-force-22-october" in LIBRARY.contradicting("ri-in-force-2-october")


def test_the_plan_for_gas_in_2025_is_superseded_by_the_contract_still_in_preparation() -> None:
    assert LIBRARY.superseding("ri-gas-start-1-8bcm") == ("ri-gas-contract-in-preparation",)
