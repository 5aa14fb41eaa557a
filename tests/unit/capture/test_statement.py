"""The statement of a fact held to its quotes."""

from __future__ import annotations

import pytest

from briefing.capture.statement import NOT_RECORDED, StatementReview, review_statements
from briefing.model.source import Citation, TextQuote
from briefing.model.terms import Standing
from tests.builders import CATALOGUE, bundled_scales
from tests.unit.review.rows import a_fact

MAY_BUY = TextQuote(exact="A Party may buy up to 55 bcm of gas a year from the other Party.")


def reviewed(statement: str, *quotes: TextQuote) -> StatementReview:
    citation = Citation(source_id="wire", quotes=quotes)
    fact = a_fact(statement, Standing.POSSIBLE, citations=(citation,))
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
