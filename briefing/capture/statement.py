"""Hold the statements of facts to the passages that they quote."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from briefing.capture.provisions import rights_in
from briefing.capture.words import capture_words
from briefing.grading import Scales
from briefing.language import Parses
from briefing.model.briefing import Briefing, FactItem, Section
from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.model.source import Citation, TextQuote
from briefing.model.terms import Standing
from briefing.review import RuleGroup, registry, rules
from briefing.review.context import ReviewContext, ReviewRow
from briefing.review.finding import RawFinding
from briefing.review.text.segmentation import Span, sentences
from briefing.review.text.word_lists import phrases

NOT_RECORDED = "und"
"""The language of a quote in other than Latin letters whose language the library does not record."""
_DRIFT = frozenset(rule.id for rule in rules().values() if rule.group is RuleGroup.MODAL_DRIFT)
_STRONGER = "stronger-than-standing"
_OF_A_PROVISION = frozenset({Standing.SIGNED, Standing.IN_FORCE})
_FIRM = ("will", "shall", "must", "is to", "are to", "undertakes", "undertake")
_THE_FACT = re.compile(r"\b([Tt]he) fact\b")


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
        return tuple(_THE_FACT.sub(r"\1 quote", each.message) for each in self.findings)


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
        quotes = [
            (quote, _language(quote, each, catalogue)) for each in fact.citations for quote in each.quotes
        ]
        if quotes:
            texts = [quote.translation or quote.exact for quote, language in quotes if not language]
            languages = tuple(dict.fromkeys(language for _, language in quotes if language))
            yield StatementReview(fact, tuple(_findings(fact, texts, context)), languages)


def _findings(fact: Fact, quotes: Sequence[str], context: ReviewContext) -> Iterator[RawFinding]:
    passage = " […] ".join(quotes)
    if not passage or passage.rstrip(".") == fact.statement.rstrip("."):
        return
    # Without the quantity: a figure has to be in the quote, not only in another field of the same fact.
    quoted = replace(fact, statement=passage, quantity=None)
    row = ReviewRow(
        FactItem(id="statement", fact_id=fact.id, wording=fact.statement), fact.statement, quoted
    )
    found = [
        each
        for check in registry.ROW_CHECKS
        if check.rule_ids & _DRIFT
        for each in check.run(row, context)
        if each.rule_id in _DRIFT
    ]
    yield from found
    if fact.standing in _OF_A_PROVISION and all(each.rule_id != _STRONGER for each in found):
        yield from _right_dropped(fact.statement, passage)


def _right_dropped(statement: str, passage: str) -> Iterator[RawFinding]:
    """Find a right that the statement has as something that is done, or will be."""
    words = capture_words()
    rights = rights_in(passage, words)
    if not rights or statement in phrases(*words.permission, *words.entitlement, *words.permitted):
        return
    binding = phrases(*words.provision).first(passage)
    stronger = next(
        (each for each in phrases(*_FIRM).all(statement) if each.low not in passage.lower()), None
    )
    # A statement may be on what the same passage demands.
    if binding is None or _is_in(binding, rights) or stronger is not None:
        message = f"“{rights[0].text}” gives a right in the quote; the statement does not say so."
        yield RawFinding(_STRONGER, message, stronger or sentences(statement)[0])


def _is_in(span: Span, others: Iterable[Span]) -> bool:
    return any(other.start <= span.start < other.end for other in others)


def _language(quote: TextQuote, citation: Citation, catalogue: Catalogue) -> str:
    """Return the language of a quote that a statement cannot be compared with, empty if it can."""
    if quote.translation:
        return ""
    source = catalogue.sources.get(citation.source_id)
    tag = quote.language or (source.language if source else None)
    if tag:
        return "" if tag.split("-")[0].lower() == "en" else tag
    return "" if _is_latin(quote.exact) else NOT_RECORDED


def _is_latin(text: str) -> bool:
    letters = [each for each in text if each.isalpha()]
    return 2 * sum("LATIN" in unicodedata.name(each, "") for each in letters) >= len(letters)
