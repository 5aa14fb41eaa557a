"""Answers to a finding on words that the fact does not have."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.editing import apply
from briefing.model.briefing import Briefing, FactItem, Judgement, Prose
from briefing.review import Finding, Severity
from briefing.review.answers import as_own_words, counterparts, has_counterparts, may_be_own_words
from tests.unit.review.rows import a_fact, context_of

FACT = a_fact("Iran may buy gas from Russia, an official says.")


def briefing_with(wording: str) -> Briefing:
    items = (FactItem(id="f1", fact_id="claim", wording=wording), FactItem(id="f2", fact_id="claim"))
    return context_of(FACT, items=items).briefing


def finding(wording: str, words: str, rule: str = "not-in-the-fact") -> Finding:
    start = wording.index(words)
    return Finding(
        rule_id=rule, severity=Severity.WARNING, row_id="f1", field="text", start=start,
        end=start + len(words), words=words, context=wording, message="As it is.",
    )  # fmt: skip


@pytest.mark.parametrize(("kind", "type_"), [(True, Judgement), (False, Prose)])
def test_a_wording_becomes_a_row_of_the_author_s_and_the_fact_has_its_statement(
    kind: bool, type_: type
) -> None:
    wording = "Iran may buy cheap gas from Russia, an official says."
    edit = as_own_words(briefing_with(wording), finding(wording, "cheap"), as_judgement=kind)
    after = apply(briefing_with(wording), edit)
    fact, own, _ = after.sections[0].items
    assert isinstance(fact, FactItem)
    assert isinstance(own, Judgement | Prose)
    assert type(own) is type_
    assert (fact.wording, own.text) == (None, wording)
    assert [each.item_id for each in own.evidence] == ["f1"]


def test_only_the_sentence_with_the_words_moves() -> None:
    wording = "Iran may buy Russian gas, an official says. That would be cheap."
    after = apply(briefing_with(wording), as_own_words(briefing_with(wording), finding(wording, "cheap")))
    fact, own, _ = after.sections[0].items
    assert isinstance(fact, FactItem)
    assert isinstance(own, Judgement)
    assert fact.wording == "Iran may buy Russian gas, an official says."
    assert own.text == "That would be cheap."


def test_the_counterparts_are_words_of_the_statement_and_those_that_are_missing_come_first() -> None:
    wording = "Iran may acquire fuel from Russia, an official says."
    found = counterparts(finding(wording, "fuel"), wording, FACT, context_of(FACT))
    words = (found.likely, *found.others)
    assert "gas" in words
    assert words.index("gas") < words.index("official")
    assert not {"may", "Russia"} & set(words)


def test_only_words_that_are_not_in_the_fact_have_counterparts() -> None:
    assert has_counterparts(finding("Fuel.", "Fuel"))
    will = finding("It will.", "will", "stronger-than-standing")
    assert (has_counterparts(will), may_be_own_words(will)) == (False, True)
    assert not may_be_own_words(replace(will, rule_id="no-source"))
