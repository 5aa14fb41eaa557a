"""The statement of a fact held to its quotes."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.capture.statement import StatementReview, review_statements
from briefing.model.library import Catalogue, Material
from briefing.model.source import Citation, TextQuote
from briefing.model.terms import ActionKind, SourceKind, Standing
from briefing.model.treaty import Action
from briefing.review.checks.quotes.comparison import NOT_RECORDED
from tests.builders import CATALOGUE, bundled_scales, publisher, source, treaty
from tests.unit.review.rows import a_fact

MAY_BUY = TextQuote(exact="A Party may buy up to 55 bcm of gas a year from the other Party.")


def reviewed(statement: str, *quotes: TextQuote, standing: Standing = Standing.POSSIBLE) -> StatementReview:
    citation = Citation(source_id="wire", quotes=quotes)
    fact = a_fact(statement, standing, citations=(citation,))
    (review,) = review_statements((fact,), CATALOGUE, bundled_scales())
    return review


@pytest.mark.parametrize(
    ("statement", "rules"),
    [
        ("A Party may buy up to 55 bcm of gas a year from the other", set()),
        ("A Party may buy 55 bcm of gas a year from the other", {"qualifier-lost"}),
        ("A Party may buy up to 65 bcm of gas a year from the other", {"number-changed"}),
        (MAY_BUY.exact, set()),
    ],
)
def test_a_statement_is_reviewed_as_a_wording_of_its_quote(statement: str, rules: set[str]) -> None:
    review = reviewed(statement, MAY_BUY)
    assert rules <= {each.rule_id for each in review.findings}
    assert bool(review.findings) == bool(rules)
    assert all("the fact" not in message for message in review.messages)


@pytest.mark.parametrize("standing", [Standing.SIGNED, Standing.IN_FORCE])
@pytest.mark.parametrize(
    ("quote", "statement"),
    [
        ("Each Party is entitled to station troops there.", "Each Party stations troops there"),
        ("Each Party has the right to station troops there.", "Each Party will station troops there"),
        ("Each Party shall be entitled to station troops there.", "Each Party stations troops there"),
        ("A Party reserves the right to suspend the treaty.", "A Party suspends the treaty"),
        ("Each Party may station troops there.", "Each Party stations troops there"),
        (
            "The other Party may ask for consultations, which shall begin within 60 days.",
            "The other Party will begin consultations within 60 days",
        ),
    ],
)
def test_a_right_is_not_stated_as_what_is_done(quote: str, statement: str, standing: Standing) -> None:
    review = reviewed(statement, TextQuote(exact=quote), standing=standing)
    assert "stronger-than-standing" in {each.rule_id for each in review.findings}


@pytest.mark.parametrize(
    ("quote", "statement"),
    [
        ("Each Party is entitled to station troops there.", "Each Party may station troops there"),
        ("Each Party is entitled to station troops there.", "It permits each Party to station troops"),
        ("Each Party has the right to station troops.", "Each Party is entitled to station troops"),
        ("The Parties shall consult each other, and may conclude agreements.", "The Parties shall consult"),
        ("The Parties shall settle any dispute which may arise.", "The Parties shall settle any dispute"),
    ],
)  # fmt: skip
def test_a_right_that_is_stated_as_one_is_no_stronger(quote: str, statement: str) -> None:
    review = reviewed(statement, TextQuote(exact=quote), standing=Standing.IN_FORCE)
    assert not [each for each in review.messages if "a right" in each]


def test_a_quote_in_another_language_is_compared_by_its_translation() -> None:
    russian = TextQuote(
        exact="Сторона может купить до 55 млрд м³ газа.", language="ru", translation=MAY_BUY.exact
    )
    review = reviewed("A Party may buy up to 65 bcm of gas a year from the other", russian)
    assert {each.rule_id for each in review.findings} >= {"number-changed"}
    assert review.languages == ()


def test_a_quote_in_another_language_without_a_translation_is_not_compared() -> None:
    russian = TextQuote(exact="Сторона может купить до 55 млрд м³ газа.", language="ru")
    unknown = TextQuote(exact="Сторона может купить до 55 млрд м³ газа.")
    review = reviewed("A Party will buy 65 bcm of gas a year from the other", russian, unknown)
    assert (review.findings, review.languages) == ((), ("ru", NOT_RECORDED))


def test_a_fact_without_a_quote_is_not_reviewed() -> None:
    fact = a_fact("A Party may buy gas.")
    assert list(review_statements((fact,), CATALOGUE, bundled_scales())) == []


def test_a_provision_of_a_treaty_that_is_not_in_force_is_only_signed() -> None:
    provision = TextQuote(exact="The Parties shall exchange information on threats.")
    preamble = TextQuote(exact="Done at Geneva on 4 May 2024.")

    def messages(standing: Standing, quote: TextQuote, *actions: Action) -> tuple[str, ...]:
        library = Material.of(
            treaties=[replace(treaty("alpha", "text"), actions=actions)],
            publishers=[publisher("ministry")],
            sources=[replace(source("text", "ministry"), kind=SourceKind.TREATY_TEXT)],
        )
        fact = a_fact(quote.exact, standing, citations=(Citation(source_id="text", quotes=(quote,)),))
        (review,) = review_statements((fact,), Catalogue(library), bundled_scales())
        return review.messages

    (message,) = messages(Standing.ESTABLISHED, provision)
    assert "signed, not established" in message
    assert messages(Standing.IN_FORCE, provision)
    assert messages(Standing.SIGNED, provision) == ()
    assert messages(Standing.ESTABLISHED, preamble) == ()
    in_force = Action(ActionKind.ENTRY_INTO_FORCE, "2025-01-01")
    assert messages(Standing.IN_FORCE, provision, in_force) == ()
