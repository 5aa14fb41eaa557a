"""The bundled library holds what its sources say, and nothing more strongly than they say it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from briefing.model.fact import Fact
from briefing.model.library import treaty_citations
from briefing.model.terms import FactRelation, Qualifier, Standing
from tests.builders import bundled_library, bundled_report

LIBRARY = bundled_library()
TREATIES = ("russia-iran-2025", "russia-dprk-2024", "russia-china-2001")
ARTICLES_IN_THE_NOTES = {
    "russia-iran-2025": {"1", "2", "3", "3(1)", "3(2)", "3(3)", "3(4)", "4", "5", "5(4)", "12", "14"},
    "russia-dprk-2024": {"1", "2", "3", "4", "5", "8", "10", "16", "22", "23"},
    "russia-china-2001": {"1", "2", "3", "4", "5", "6", "7", "9", "22", "25"},
}
# Articles of other texts that a statement may compare with, or cite beside its own.
ARTICLES_OF_OTHER_TEXTS = {
    "russia-iran-2025": {"4", "21"},
    "russia-dprk-2024": {"51", "3"},
    "russia-china-2001": set(),
}
TEXTS_OF_OTHER_TREATIES = {"text-2001-lawmix"}


def facts_of(treaty_id: str) -> list[Fact]:
    return [fact for fact in LIBRARY.material.facts if fact.treaty_id == treaty_id]


def found(treaty_id: str, standing: Standing, *words: str) -> list[Fact]:
    """The treaty's facts of that standing whose statement has all these words."""
    return [
        fact
        for fact in facts_of(treaty_id)
        if fact.standing is standing and all(word.lower() in fact.statement.lower() for word in words)
    ]


def contradict(one: Fact, other: Fact) -> bool:
    return other.id in LIBRARY.contradicting(one.id)


@pytest.mark.parametrize("treaty_id", TREATIES)
def test_every_reference_resolves(treaty_id: str) -> None:
    assert bundled_report().problems == ()
    assert treaty_id in LIBRARY.treaties
    for fact in facts_of(treaty_id):
        assert LIBRARY.origins(fact)
        assert all(relation.fact_id in LIBRARY.facts for relation in fact.relations)
    for citation in treaty_citations(LIBRARY.treaties[treaty_id]):
        assert citation.source_id in LIBRARY.sources


@pytest.mark.parametrize(("treaty_id", "facts"), [(TREATIES[0], 70), (TREATIES[1], 15), (TREATIES[2], 15)])
def test_the_library_is_rich_enough(treaty_id: str, facts: int) -> None:
    assert len(facts_of(treaty_id)) >= facts


def _article_numbers(treaty_id: str) -> Iterator[str]:
    treaty = LIBRARY.treaties[treaty_id]
    citations = [citation for fact in facts_of(treaty_id) for citation in fact.citations]
    for citation in [*citations, *treaty_citations(treaty)]:
        is_other = citation.source_id in TEXTS_OF_OTHER_TREATIES
        if citation.locator and citation.locator.article and not is_other:
            yield citation.locator.article
    yield from (obligation.article for obligation in treaty.obligations if obligation.article)
    for division in treaty.divisions:
        if division.gist and not division.gist.startswith("Not read"):
            yield from (division.number,) if division.number else ()
            yield from re.findall(r"art_(\d+)", division.eid)


@pytest.mark.parametrize("treaty_id", TREATIES)
def test_no_article_number_appears_that_the_notes_do_not_give(treaty_id: str) -> None:
    assert set(_article_numbers(treaty_id)) <= ARTICLES_IN_THE_NOTES[treaty_id]


@pytest.mark.parametrize("treaty_id", TREATIES)
def test_no_statement_or_note_names_another_article(treaty_id: str) -> None:
    texts = [text for fact in facts_of(treaty_id) for text in (fact.statement, fact.notes)]
    named = {
        number for text in texts for number in re.findall(r"\b[Aa]rt(?:icle|\.)\s+(\d+(?:\(\d+\))?)", text)
    }
    assert named <= ARTICLES_IN_THE_NOTES[treaty_id] | ARTICLES_OF_OTHER_TEXTS[treaty_id]


@pytest.mark.parametrize("fact", LIBRARY.material.facts, ids=lambda fact: fact.id)
def test_a_statement_reads_no_stronger_than_its_standing(fact: Fact) -> None:
    words = f" {fact.statement.lower()} "
    hedges = {
        Standing.POSSIBLE: (
            " may ",
            " might ",
            " could ",
            " possibl",
            " eventual",
            " hope",
            " open to ",
            " potential",
        ),
        Standing.REPORTED: (" report", " said ", " according ", " says ", " say "),
        Standing.CONDITIONAL: (" if ", " once ", " provided ", " unless ", " would ", " depend", " when "),
    }
    wanted = hedges.get(fact.standing)
    assert wanted is None or any(word in words for word in wanted)
    if fact.standing in {Standing.POSSIBLE, Standing.CONSIDERED, Standing.NEGOTIATING}:
        assert " will " not in words


@pytest.mark.parametrize(
    "fact", [fact for fact in LIBRARY.material.facts if fact.quantity], ids=lambda fact: fact.id
)
def test_a_bounded_quantity_keeps_its_bound_in_words(fact: Fact) -> None:
    assert fact.quantity is not None
    wanted = {
        Qualifier.UP_TO: ("up to", "at most", "as much as"),
        Qualifier.ABOUT: ("about", "some ", "around", "roughly"),
        Qualifier.AT_LEAST: ("at least", "or more", "more than", "hundreds", "dozens"),
        Qualifier.EXACTLY: ("",),
    }[fact.quantity.qualifier]
    assert any(words in fact.statement.lower() for words in wanted)


def test_new_reactor_units_are_only_considered() -> None:
    assert found("russia-iran-2025", Standing.CONSIDERED, "nuclear")


def test_the_pipeline_is_under_negotiation() -> None:
    assert found("russia-iran-2025", Standing.NEGOTIATING, "pipeline")


def test_fifty_five_bcm_are_a_possibility_with_an_upper_bound() -> None:
    (most, *_) = [fact for fact in found("russia-iran-2025", Standing.POSSIBLE, "55") if fact.quantity]
    assert most.quantity is not None
    assert (most.quantity.value, most.quantity.unit) == (55, "bcm/year")
    assert most.quantity.qualifier is Qualifier.UP_TO


def test_drones_are_reported_and_missiles_alleged_with_the_denial_beside_them() -> None:
    assert found("russia-iran-2025", Standing.REPORTED, "drone")
    missiles = found("russia-iran-2025", Standing.ALLEGED, "ballistic missile")
    assert missiles
    for claim in missiles:
        assert claim.attributed_to
        denials = [LIBRARY.facts[other] for other in LIBRARY.contradicting(claim.id)]
        assert any(denial.standing is Standing.DENIED for denial in denials), claim.id


@pytest.mark.parametrize(
    ("treaty_id", "one", "other"),
    [
        ("russia-iran-2025", ("entered into force", "July"), ("force", "2 October 2025")),
        ("russia-iran-2025", ("191",), ("192",)),
        ("russia-iran-2025", ("prepared from 2019",), ("ran from 2022",)),
        ("russia-iran-2025", ("in force again",), ("legally flawed",)),
        ("russia-iran-2025", ("not been published",), ("text",)),
        ("russia-dprk-2024", ("18 June",), ("19 June",)),
        ("russia-china-2001", ("Xi Jinping",), ("Jiang Zemin",)),
    ],
)
def test_contradictions_in_the_notes_stand_as_facts_that_contradict(
    treaty_id: str, one: tuple[str, ...], other: tuple[str, ...]
) -> None:
    def holding(words: tuple[str, ...]) -> list[Fact]:
        return [
            fact
            for fact in facts_of(treaty_id)
            if all(word.lower() in f"{fact.statement} {fact.date}".lower() for word in words)
        ]

    pairs = [(a, b) for a in holding(one) for b in holding(other) if contradict(a, b)]
    assert pairs, (holding(one), holding(other))


def test_what_superseded_what_is_linked() -> None:
    superseding = [
        fact
        for fact in facts_of("russia-iran-2025")
        for r in fact.relations
        if r.kind is FactRelation.SUPERSEDES
    ]
    assert len(superseding) >= 2


def test_three_reports_of_one_ministry_are_one_origin() -> None:
    fact = LIBRARY.facts["ri-in-force-2-october"]
    assert len({citation.source_id for citation in fact.citations}) == 3
    assert LIBRARY.origins(fact) == {"rus-mfa-entry"}


def test_two_agencies_that_repeat_a_third_are_one_origin() -> None:
    assert LIBRARY.sources["interfax-dprk"].derives_from == LIBRARY.sources["tass-dprk"].derives_from != ()


def test_reliability_is_set_with_a_reason_and_interest_where_there_is_a_stake() -> None:
    for publisher in LIBRARY.material.publishers:
        assert publisher.rationale
        if publisher.kind == "party_government":
            assert publisher.interest, publisher.id
