"""Each word of a wording has what supports it."""

from __future__ import annotations

import pytest

from briefing.language import Parser, ParsesOnDemand
from briefing.model.fact import Fact
from briefing.review.alignment import SupportKind, trace
from briefing.review.context import ReviewContext
from tests.unit.review.rows import a_fact, context_of

STATEMENT = "Putin says that Russia may eventually supply Iran with up to 55 bcm of gas a year."


def kinds(wording: str, fact: Fact, context: ReviewContext) -> dict[str, SupportKind]:
    """The support of each word of a wording."""
    result = trace(wording, fact, context)
    return {wording[word.start : word.end]: word.kind for word in result.words}


@pytest.fixture(params=["words", "parser"])
def context(request: pytest.FixtureRequest) -> ReviewContext:
    parses = None
    if request.param == "parser":
        parser: Parser = request.getfixturevalue("parser")
        parses = ParsesOnDemand(parser)
    return context_of(a_fact(STATEMENT), parses=parses)


def test_words_are_supported_in_another_form_or_as_another_word_for_the_same(
    context: ReviewContext,
) -> None:
    wording = "The supplies to Iran could amount to 55 bcm of gas a year, according to Putin."
    found = kinds(wording, a_fact(STATEMENT), context)
    assert found["supplies"] in {SupportKind.SAME, SupportKind.FORM}
    assert found["Iran"] is SupportKind.NAME
    assert found["55"] is SupportKind.FIGURE
    assert found["gas"] is SupportKind.SAME
    assert found["Putin"] is SupportKind.NAME


def test_another_name_of_a_country_is_a_name(context: ReviewContext) -> None:
    found = kinds("Moscow may supply Tehran with gas.", a_fact(STATEMENT), context)
    assert found["Moscow"] is found["Tehran"] is SupportKind.NAME


def test_what_the_fact_does_not_have_is_not_in_the_fact(context: ReviewContext) -> None:
    result = trace(
        "Putin says that Russia may supply Turkey with cruise missiles.", a_fact(STATEMENT), context
    )
    assert {result.text[w.start : w.end] for w in result.unsupported} == {"Turkey", "cruise", "missiles"}


def test_the_word_in_whose_place_another_one_is_can_be_put_back(parser: Parser) -> None:
    context = context_of(a_fact(STATEMENT), parses=ParsesOnDemand(parser))
    result = trace(STATEMENT.replace("gas", "wheat"), a_fact(STATEMENT), context)
    (word,) = result.unsupported
    assert word.replaces is not None
    assert word.replaces.text == "gas"


def test_a_statement_supports_each_of_its_words(context: ReviewContext) -> None:
    assert trace(STATEMENT, a_fact(STATEMENT), context).unsupported == ()
