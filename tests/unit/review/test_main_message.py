"""The main message and a title that makes a claim are held to the judgements and their evidence."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest
import yaml
from msgspec.structs import replace

from briefing.editing import SetDetails, WaiveFinding, apply
from briefing.model.briefing import Briefing, Status
from briefing.model.issue import MainMessage
from briefing.model.library import Catalogue
from briefing.review import Finding, review
from briefing.review.checks.judgements.main_message import check_main_message
from briefing.review.context import ReviewContext
from briefing.review.finding import RawFinding
from briefing.review.text.claims import clauses, makes_claim
from tests.builders import bundled_example, bundled_library, bundled_scales

CORPUS = yaml.safe_load(
    (Path(__file__).parent / "corpus" / "main-messages.yaml").read_text(encoding="utf-8")
)
ALL = ("j1", "j2", "j3", "j4")


@functools.cache
def example() -> Briefing:
    """The example as a draft, with a topic as its title."""
    made = bundled_example().briefing
    return replace(made, status=Status.DRAFT, title="Gas between Russia and Iran")


def raised(briefing: Briefing) -> list[RawFinding]:
    library = bundled_library()
    return list(
        check_main_message(ReviewContext(briefing, Catalogue(briefing.library), bundled_scales(), library))
    )


def with_message(text: str, judgement_ids: tuple[str, ...] = ALL) -> Briefing:
    return replace(example(), main_message=MainMessage(text=text, judgement_ids=judgement_ids))


def findings(briefing: Briefing) -> list[Finding]:
    found = review(briefing, bundled_scales(), bundled_library())
    return [each for each in found if each.rule_id.startswith(("message-", "no-main"))]


@pytest.mark.parametrize("text", CORPUS["right_messages"])
def test_a_message_within_the_judgements_has_no_finding(text: str) -> None:
    assert raised(with_message(text)) == []


@pytest.mark.parametrize(("text", "rule"), CORPUS["wrong_messages"])
def test_a_message_beyond_the_judgements_is_found_where_its_words_are(text: str, rule: str) -> None:
    made = [each for each in raised(with_message(text)) if each.rule_id.startswith(rule)]
    assert made
    assert all(each.span and text[each.span.start : each.span.end] == each.span.text for each in made)


@pytest.mark.parametrize("title", CORPUS["right_titles"])
def test_a_topic_or_a_headline_within_the_judgements_has_no_finding(title: str) -> None:
    assert [each for each in raised(replace(example(), title=title)) if each.field == "title"] == []


@pytest.mark.parametrize("title", CORPUS["wrong_titles"])
def test_a_headline_beyond_the_judgements_is_found(title: str) -> None:
    assert makes_claim(title)
    assert any(each.field == "title" for each in raised(replace(example(), title=title)))


def test_a_message_is_needed_in_review_and_not_in_a_draft() -> None:
    without = replace(example(), main_message=None)
    assert findings(without) == []
    (found,) = findings(replace(without, status=Status.IN_REVIEW))
    assert (found.rule_id, found.row_id, found.blocks) == ("no-main-message", "", True)


def test_a_message_names_a_judgement_and_is_short() -> None:
    text = "It is unlikely that gas will flow" + " in any year that anybody cares to name" * 4
    rules = {each.rule_id for each in findings(with_message(text, ()))}
    assert rules == {"message-without-judgement", "message-long"}


def test_the_weakest_judgement_decides_where_a_clause_repeats_none() -> None:
    text = "What was hoped for is very unlikely."
    (found,) = findings(with_message(text, ("j3",)))
    assert (found.field, found.words) == ("main_message", "very unlikely")
    assert "J3" in found.message
    assert findings(with_message(text, ("j1",))) == []


def test_a_waiver_holds_until_the_sentence_changes() -> None:
    briefing = with_message("Gas will flow from Russia to Iran through a pipeline.", ("j3",))
    (found,) = findings(briefing)
    waived = apply(briefing, WaiveFinding(found.waived("Agreed.", "A. Nalyst", "2025-11-03")))
    assert [each.is_open for each in findings(waived)] == [False]
    other = MainMessage(text="Gas will flow from Russia to Iran by pipeline.", judgement_ids=("j3",))
    reworded = apply(waived, SetDetails(main_message=other))
    assert [each.is_open for each in findings(reworded)] == [True]


def test_short_parts_are_no_clauses() -> None:
    assert [each.text for each in clauses("Gas and oil flow; the price, however, stays open")] == [
        "Gas and oil flow",
        "the price, however, stays open",
    ]
