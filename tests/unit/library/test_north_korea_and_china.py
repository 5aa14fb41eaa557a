"""The records of the treaties with North Korea and China: articles, speakers, denials, later events."""

from __future__ import annotations

import pytest

from briefing.model.source import Citation
from briefing.model.terms import ActionKind, FactRelation, ObligationKind, Presence, SourceKind, Standing
from briefing.model.treaty import Obligation
from tests.unit.library.test_bundled_library import LIBRARY, facts_of

KOREA, CHINA = "russia-dprk-2024", "russia-china-2001"
BOTH = (KOREA, CHINA)


def duty(treaty_id: str, kind: ObligationKind) -> Obligation | None:
    return next((each for each in LIBRARY.treaties[treaty_id].obligations if each.kind is kind), None)


def article(citation: Citation) -> str | None:
    return citation.locator.article if citation.locator else None


@pytest.mark.parametrize(("treaty_id", "last"), [(KOREA, 23), (CHINA, 25)])
def test_divisions_cover_every_article_and_say_where_one_was_not_read(treaty_id: str, last: int) -> None:
    divisions = LIBRARY.treaties[treaty_id].divisions
    assert [each.number for each in divisions] == [str(number) for number in range(1, last + 1)]
    for division in divisions:
        cited = {article(citation) for citation in division.citations}
        assert bool(division.citations) is bool(division.gist), division
        assert not cited or division.number in cited or division.number == "8", division


@pytest.mark.parametrize("treaty_id", BOTH)
def test_a_provision_with_an_article_cites_the_text_or_the_parties_first(treaty_id: str) -> None:
    reported = {"22"} if treaty_id == KOREA else {"25"}
    for fact in facts_of(treaty_id):
        numbers = [article(citation) for citation in fact.citations]
        if fact.standing is not Standing.IN_FORCE or not any(numbers) or set(numbers) & reported:
            continue
        first = LIBRARY.sources[fact.citations[0].source_id]
        assert first.kind is SourceKind.TREATY_TEXT, fact.id
        assert numbers[0], fact.id


@pytest.mark.parametrize(
    ("kind", "korea", "china"),
    [
        (ObligationKind.DEFENCE, (Presence.YES, "4"), (Presence.NO, "9")),
        (ObligationKind.CONSULTATION, (Presence.YES, "3"), (Presence.YES, "9")),
        (ObligationKind.NON_AGGRESSION, (Presence.PARTIAL, "5"), (Presence.YES, "2")),
        (ObligationKind.NEUTRALITY, (Presence.PARTIAL, "5"), (Presence.PARTIAL, None)),
        (ObligationKind.ASYMMETRY, None, (Presence.PARTIAL, "5")),
        (ObligationKind.MILITARY_AID, (Presence.PARTIAL, "8"), (Presence.PARTIAL, "7")),
        (ObligationKind.WITHDRAWAL, (Presence.YES, "23"), (Presence.YES, "25")),
        (ObligationKind.OFFENCE, None, None),
        (ObligationKind.BASES, None, None),
    ],
)
def test_duties_are_decided_as_far_as_the_articles_were_read(
    kind: ObligationKind, korea: tuple[Presence, str] | None, china: tuple[Presence, str | None] | None
) -> None:
    for treaty_id, wanted in ((KOREA, korea), (CHINA, china)):
        each = duty(treaty_id, kind)
        assert (each and (each.presence, each.article)) == wanted
        assert each is None or (each.citations and each.note)


def test_a_clause_on_territory_is_partial_non_aggression_in_every_treaty_without_more() -> None:
    partial = [
        each
        for treaty_id in ("russia-iran-2025", KOREA)
        if (each := duty(treaty_id, ObligationKind.NON_AGGRESSION))
    ]
    assert [each.presence for each in partial] == [Presence.PARTIAL, Presence.PARTIAL]
    assert "territory" in partial[1].note


def test_consultation_says_what_it_is_for() -> None:
    assert "coordinate positions" in LIBRARY.facts["rd-consultation-on-threat"].statement


def test_strategic_missiles_are_nuclear_and_pressure_is_not_only_economic() -> None:
    assert "strategic nuclear missiles" in LIBRARY.facts["rc-art-2-no-missile-targeting"].statement
    assert "economic or other means" in LIBRARY.facts["rc-art-2-no-economic-pressure"].statement


@pytest.mark.parametrize(
    ("source", "origin"),
    [
        ("noticia-brasil-dprk", "kcna-dprk-entry"),
        ("menafn-dprk", "kcna-dprk-ratification"),
        ("wikimili-dprk", "wikipedia-dprk"),
        ("kcna-watch-dprk", "text-dprk-kcna"),
        ("tass-dprk-text", "text-dprk-portal"),
    ],
)
def test_a_report_that_repeats_another_derives_from_it(source: str, origin: str) -> None:
    assert origin in LIBRARY.sources[source].derives_from


def test_the_day_of_signature_is_established_beside_the_error_of_one_encyclopaedia() -> None:
    day, error = LIBRARY.facts["rd-signed-19-june-2024"], LIBRARY.facts["rd-signed-18-june-2024"]
    assert (day.standing, day.credibility, error.credibility) == (Standing.ESTABLISHED, 1, 5)
    assert len(LIBRARY.origins(error)) == 1
    assert error.id in LIBRARY.contradicting(day.id)
    assert day.id in LIBRARY.contradicting(error.id)


@pytest.mark.parametrize(
    "fact_id", ["rd-troops-alleged", "rd-soldiers-in-russia-alleged", "rd-arms-supplies-alleged"]
)
def test_north_korea_s_denial_is_beside_each_allegation(fact_id: str) -> None:
    assert LIBRARY.facts[fact_id].standing is Standing.ALLEGED
    assert "rd-dprk-mission-denies" in LIBRARY.contradicting(fact_id)
    assert fact_id in LIBRARY.contradicting("rd-dprk-mission-denies")


def test_both_parties_word_of_april_2025_supersedes_the_allegations() -> None:
    later = LIBRARY.facts["rd-soldiers-in-kursk"]
    assert later.standing is Standing.ESTABLISHED
    assert len(LIBRARY.origins(later)) == 2
    superseded = {each.fact_id for each in later.relations if each.kind is FactRelation.SUPERSEDES}
    assert superseded == {"rd-soldiers-in-russia-alleged", "rd-troops-alleged"}


def test_the_extensions_of_the_treaty_with_china_are_dated() -> None:
    extensions = [each for each in LIBRARY.treaties[CHINA].actions if each.kind is ActionKind.EXTENSION]
    assert [(str(each.date), each.effective and str(each.effective)) for each in extensions] == [
        ("2021-06-28", "2022-02-28"),
        ("2026-05-20", None),
    ]
    latest = LIBRARY.facts["rc-presidents-agree-2026"]
    assert FactRelation.SUPERSEDES in {each.kind for each in latest.relations}
    assert "rc-nairapp-30-years" in LIBRARY.contradicting("rc-ushakov-extended-2026")


@pytest.mark.parametrize("treaty_id", BOTH)
def test_titles_languages_and_notice_are_given(treaty_id: str) -> None:
    treaty = LIBRARY.treaties[treaty_id]
    assert {"ru", "ko" if treaty_id == KOREA else "zh-Hans"} <= set(treaty.titles)
    assert set(treaty.languages.authentic) == {"ru", "ko" if treaty_id == KOREA else "zh"}
    assert treaty.term.notice


@pytest.mark.parametrize("treaty_id", BOTH)
def test_a_source_with_an_address_says_when_it_was_read(treaty_id: str) -> None:
    cited = {citation.source_id for fact in facts_of(treaty_id) for citation in fact.citations}
    for source in (LIBRARY.sources[each] for each in cited):
        assert source.url is None or source.accessed or source.kind is SourceKind.TREATY_TEXT, source.id
        assert source.url is None or source.language, source.id


@pytest.mark.parametrize("treaty_id", BOTH)
def test_the_best_figure_needs_two_origins(treaty_id: str) -> None:
    best = [fact for fact in facts_of(treaty_id) if fact.credibility == 1]
    assert [fact.id for fact in best if len(LIBRARY.origins(fact)) < 2] == []
