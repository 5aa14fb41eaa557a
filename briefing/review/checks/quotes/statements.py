"""Check that the statement that the library records for a fact says what its quote says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.model.remembered import remembered
from briefing.review.check import RowCheck
from briefing.review.checks.quotes.comparison import (
    FIGURES,
    NOT_IN_QUOTE,
    OTHERWISE,
    ComparableQuotes,
    comparable_quotes,
    compared_texts,
    differences,
    message_on_quote,
)
from briefing.review.context import ReviewContext, ReviewRow
from briefing.review.finding import RawFinding
from briefing.review.rules import rules
from briefing.review.text.segmentation import Span

BEYOND_QUOTE = "statement-beyond-quote"


def check_statement_and_quote(row: ReviewRow, context: ReviewContext) -> Iterator[RawFinding]:
    """Compare the statement with its quotes; of one that sums up several of them only the figures."""
    if row.fact is None:
        return
    quotes = comparable_quotes(row.fact, context.catalogue)
    if not quotes.texts:
        return
    found = _remembered_differences(row.fact, quotes, context)
    if len(quotes.texts) > 1:
        for each in found:
            if each.rule_id in FIGURES:
                yield _finding(row, message_on_quote(each), each.span, is_sure=False)
        return
    parsed = all(context.parse(text) is not None for text in (row.fact.statement, *quotes.texts))
    for each in found:
        if each.rule_id in OTHERWISE:
            is_sure = not each.is_uncertain and (parsed or not rules()[each.rule_id].needs_parser)
            yield _finding(row, message_on_quote(each), each.span, is_sure)
    yield from _beyond(row, [each for each in found if each.rule_id not in OTHERWISE])


@dataclass(frozen=True, slots=True)
class _StatementComparison:
    """The differences of a fact from its quotes, and all that they follow from besides the catalogue."""

    fact: Fact
    library: Catalogue | None
    cut_off: str | None
    parsed: tuple[bool, ...]
    found: tuple[RawFinding, ...]

    def is_of(self, fact: Fact, context: ReviewContext, parsed: tuple[bool, ...]) -> bool:
        """Return whether another comparison would find the same."""
        same = self.fact is fact and self.library is context.library
        return same and (self.cut_off, self.parsed) == (context.briefing.cut_off, parsed)


def _remembered_differences(
    fact: Fact, quotes: ComparableQuotes, context: ReviewContext
) -> tuple[RawFinding, ...]:
    """Return the differences; they are not compared again for each letter of a row's own wording."""
    texts = (fact.statement, *quotes.texts, *compared_texts(fact, quotes))
    parsed = tuple(context.parse(text) is not None for text in texts)
    known = _comparisons(context.catalogue)
    comparison = known.get(fact.id)
    if comparison is None or not comparison.is_of(fact, context, parsed):
        found = tuple(differences(fact, quotes, context))
        comparison = _StatementComparison(fact, context.library, context.briefing.cut_off, parsed, found)
        known[fact.id] = comparison
    return comparison.found


@remembered(8)
def _comparisons(_catalogue: Catalogue) -> dict[str, _StatementComparison]:
    """Return where the comparisons with a catalogue are kept, by the id of the fact."""
    return {}


def _beyond(row: ReviewRow, found: Sequence[RawFinding]) -> Iterator[RawFinding]:
    """Yield warnings on what the statement adds or leaves out; its new words are in one of them."""
    for each in found:
        if each.rule_id != NOT_IN_QUOTE:
            yield _finding(row, message_on_quote(each), each.span, is_sure=False)
    words = [each.span for each in found if each.rule_id == NOT_IN_QUOTE and each.span is not None]
    if words:
        names = ", ".join(dict.fromkeys(f"“{span.text}”" for span in words))
        yield _finding(row, f"The quote does not have {names}.", words[0], is_sure=False)


def _finding(row: ReviewRow, message: str, span: Span | None, is_sure: bool) -> RawFinding:
    """Return the finding, on words of the row where it prints the statement as the library has it."""
    prints_statement = row.fact is not None and row.text == row.fact.statement
    return RawFinding(
        BEYOND_QUOTE,
        f"The statement does not keep to its quote. {message}",
        span if prints_statement else None,
        is_uncertain=not is_sure,
    )


CHECKS = (RowCheck(check_statement_and_quote, frozenset({BEYOND_QUOTE})),)
