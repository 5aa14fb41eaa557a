"""Hold the statements of facts to the passages that they quote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefing.grading import Scales
from briefing.language import Parses
from briefing.model.briefing import Briefing, Section
from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.review.checks.quotes.comparison import comparable_quotes, differences, message_on_quote
from briefing.review.context import ReviewContext
from briefing.review.finding import RawFinding


@dataclass(frozen=True, slots=True)
class StatementReview:
    """The review of a fact's statement: its findings, and the quotes that it could not be compared with.

    `languages` are the tags of the languages of those quotes, each once.
    """

    fact: Fact
    findings: tuple[RawFinding, ...] = ()
    languages: tuple[str, ...] = ()

    @property
    def messages(self) -> tuple[str, ...]:
        """The messages of the findings, as of a statement and its quote."""
        return tuple(map(message_on_quote, self.findings))


def review_statements(
    facts: Iterable[Fact], catalogue: Catalogue, scales: Scales, parses: Parses | None = None
) -> Iterator[StatementReview]:
    """Review each fact that has quotes: its statement as a wording, its quotes as the fact that it words.

    A quote in another language is compared by its translation, and not at all where it has none.
    """
    section = Section(id="s", title="Statements")
    briefing = Briefing(id="statements", title="Statements", sections=(section,))
    context = ReviewContext(briefing, catalogue, scales, catalogue, parses)
    for fact in facts:
        quotes = comparable_quotes(fact, catalogue)
        if not quotes.are_none:
            yield StatementReview(fact, tuple(differences(fact, quotes, context)), quotes.languages)
