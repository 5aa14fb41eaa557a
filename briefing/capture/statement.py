"""Hold the statements of facts to the passages that they quote."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefing.capture.provisions import provision_standing
from briefing.grading import Scales
from briefing.language import Parses
from briefing.model.briefing import Briefing, Section
from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.model.terms import SourceKind, Standing
from briefing.review.checks.quotes.comparison import comparable_quotes, differences, message_on_quote
from briefing.review.context import ReviewContext
from briefing.review.finding import RawFinding
from briefing.review.lexicon.capture_words import capture_words

_FIRM = frozenset({Standing.ESTABLISHED, Standing.IN_FORCE})


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
            found = (*differences(fact, quotes, context), *_not_in_force(fact, catalogue))
            yield StatementReview(fact, found, quotes.languages)


def _not_in_force(fact: Fact, catalogue: Catalogue) -> Iterator[RawFinding]:
    """Find a provision that has the standing of what is so, though its treaty is not in force."""
    if fact.standing not in _FIRM:
        return
    treaty = catalogue.treaties.get(fact.treaty_id)
    for citation in fact.citations:
        if catalogue.sources[citation.source_id].kind is not SourceKind.TREATY_TEXT:
            continue
        for quote in citation.quotes:
            words = quote.translation or quote.exact
            suggested, _ = provision_standing(words, treaty, capture_words())
            if suggested and suggested.words and suggested.value is Standing.SIGNED:
                standing = fact.standing.value.replace("_", " ")
                message = (
                    "The quote is a provision, and no entry into force of the treaty is recorded: "
                    f"its standing is signed, not {standing}."
                )
                yield RawFinding("stronger-than-standing", message)
                return
