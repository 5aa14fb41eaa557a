"""Statements of a library's facts held to their quotes, as warnings of `briefing validate`."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.capture.statement import StatementReview, review_statements
from briefing.composition.formatting import language_name
from briefing.errors import Problem
from briefing.grading import load_scales
from briefing.language import Parses
from briefing.library import LoadReport
from briefing.library.records import key_of
from briefing.model.library import Catalogue
from briefing.review.checks.quotes.comparison import NOT_RECORDED

_REMEDY = "Word the statement as the quote does, or quote the passage that says this."
_NO_TRANSLATION = "Add a translation of the quote."


def quote_warnings(report: LoadReport, catalogue: Catalogue, parses: Parses) -> Iterator[Problem]:
    """Yield the warnings on the facts that have quotes, each with its file and line."""
    for review in review_statements(catalogue.material.facts, catalogue, load_scales(), parses):
        place = report.place_of(key_of(review.fact))
        for message, remedy in _texts(review):
            yield Problem(
                message,
                remedy,
                str(place.file) if place else "",
                place.line if place else None,
                is_warning=True,
            )


def _texts(review: StatementReview) -> Iterator[tuple[str, str]]:
    name = review.fact.id
    for message in review.messages:
        yield f"The statement of '{name}' does not keep to its quote: {message}", _REMEDY
    for tag in review.languages:
        language = "a language that is not recorded" if tag == NOT_RECORDED else language_name(tag)
        yield f"The statement of '{name}' is not comparable with its quote in {language}.", _NO_TRANSLATION
