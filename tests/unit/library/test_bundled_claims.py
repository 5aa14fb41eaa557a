"""Rules over every claim of the bundled library: speakers, denials, contradictions and references."""

from __future__ import annotations

from collections import Counter

from briefing.library.quality import warnings_of
from briefing.model.actor import Actor
from briefing.model.source import Publisher
from briefing.model.terms import FactRelation, SourceKind, Standing
from briefing.text.names import is_label
from tests.builders import bundled_library, bundled_report

REPORT, LIBRARY = bundled_report(), bundled_library()
FACTS = REPORT.material.facts


def test_every_attributed_statement_names_its_speaker() -> None:
    assert [str(each) for each in warnings_of(REPORT, LIBRARY)] == []


def test_no_name_of_a_speaker_is_a_label_or_belongs_to_two_records() -> None:
    records: tuple[Actor | Publisher, ...] = (*REPORT.material.actors, *REPORT.material.publishers)
    others = [name for record in records for name in record.also]
    assert [name for name in others if is_label(name)] == []
    counts = Counter(name for record in records for name in {record.name, *record.also})
    assert [name for name, count in counts.items() if count > 1] == []


def test_every_allegation_is_linked_with_its_denial() -> None:
    """An allegation is a claim against a denial; what nobody denies is asserted or reported."""
    for fact in FACTS:
        if fact.standing is Standing.ALLEGED:
            standings = {LIBRARY.facts[other].standing for other in LIBRARY.contradicting(fact.id)}
            assert Standing.DENIED in standings, fact.id


def test_a_contradiction_is_recorded_in_both_facts() -> None:
    recorded = {
        (fact.id, relation.fact_id)
        for fact in FACTS
        for relation in fact.relations
        if relation.kind is FactRelation.CONTRADICTS
    }
    assert sorted(recorded - {(other, one) for one, other in recorded}) == []


def test_no_fact_supersedes_one_that_supersedes_it() -> None:
    recorded = {
        (fact.id, relation.fact_id)
        for fact in FACTS
        for relation in fact.relations
        if relation.kind is FactRelation.SUPERSEDES
    }
    assert recorded.isdisjoint({(other, one) for one, other in recorded})


def test_what_a_record_names_is_there() -> None:
    assert REPORT.problems == ()
    for source in REPORT.material.sources:
        assert {source.publisher_id} <= LIBRARY.publishers.keys(), source.id
        assert set(source.derives_from) <= LIBRARY.sources.keys(), source.id
    for fact in FACTS:
        assert set(fact.treaty_ids) <= LIBRARY.treaties.keys(), fact.id
        assert {relation.fact_id for relation in fact.relations} <= LIBRARY.facts.keys(), fact.id
        assert {citation.source_id for citation in fact.citations} <= LIBRARY.sources.keys(), fact.id


def test_no_repetition_is_cited_alone_where_its_origins_can_be_read() -> None:
    for fact in FACTS:
        cited = {citation.source_id for citation in fact.citations}
        for source in (LIBRARY.sources[each] for each in cited):
            origins = [LIBRARY.sources[each] for each in source.derives_from]
            reports = [each for each in origins if each.url and each.kind is not SourceKind.TREATY_TEXT]
            if reports and len(reports) == len(origins):
                assert cited & {each.id for each in reports}, (fact.id, source.id)


def test_a_conditional_statement_has_its_condition() -> None:
    conditional = [fact for fact in FACTS if fact.standing is Standing.CONDITIONAL]
    assert conditional
    assert [fact.id for fact in conditional if "if " not in fact.statement.lower()] == []


def test_what_one_origin_alone_says_is_not_confirmed() -> None:
    confirmed = [fact for fact in FACTS if fact.credibility == 1]
    assert confirmed
    assert [fact.id for fact in confirmed if len(LIBRARY.origins(fact)) < 2] == []
