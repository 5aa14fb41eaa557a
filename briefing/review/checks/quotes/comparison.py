"""Compare the statement of a fact with the passages of sources that it quotes, as a wording with a fact."""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from msgspec.structs import replace

from briefing.model.briefing import FactItem
from briefing.model.fact import Fact
from briefing.model.library import Catalogue
from briefing.model.source import Citation, TextQuote
from briefing.model.terms import Standing
from briefing.review.check import RowCheck
from briefing.review.checks import (
    alignment,
    attribution,
    direction,
    modal_drift,
    negation,
    numbers,
    parties,
    scope,
)
from briefing.review.checks.quotes.rights import STRONGER, right_dropped
from briefing.review.context import ReviewContext, ReviewRow
from briefing.review.finding import RawFinding, RuleGroup
from briefing.review.rules import rules
from briefing.review.text.dates import dates_in
from briefing.review.text.segmentation import sentences, stem, words

NOT_RECORDED = "und"
"""The language of a quote in other than Latin letters whose language the library does not record."""
_CHECKS = (
    *modal_drift.CHECKS,
    *attribution.CHECKS,
    *numbers.CHECKS,
    *parties.CHECKS,
    *direction.CHECKS,
    *negation.CHECKS,
    *scope.CHECKS,
    *alignment.CHECKS,
)
OTHERWISE = frozenset({"number-changed", "date-changed", "qualifier-lost", "negation-changed", STRONGER})
"""Rules whose findings say that a statement says something else than its quote, not only more."""
FIGURES = frozenset({"number-changed", "date-changed", "qualifier-lost"})
"""Those that concern a statement which sums up several quotes, too."""
NOT_IN_QUOTE = "not-in-the-fact"
_OF_A_PROVISION = frozenset({Standing.SIGNED, Standing.IN_FORCE})
_IN_MESSAGES = re.compile(r"\b([Tt]he) (fact|statement|wording)\b")
_MEANT = {"fact": "quote", "statement": "quote", "wording": "statement"}
"""What a message on a wording and its fact names, and what that is here."""


@dataclass(frozen=True, slots=True)
class ComparableQuotes:
    """The quotes of a fact in English or with an English translation, and the languages of the others.

    `languages` are their tags, each once.
    """

    texts: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()

    @property
    def are_none(self) -> bool:
        return not self.texts and not self.languages


def comparable_quotes(fact: Fact, catalogue: Catalogue) -> ComparableQuotes:
    """Return the quotes of a fact with which its statement can be compared; of others the language."""
    quotes = [
        (quote, _language(quote, each, catalogue)) for each in fact.citations for quote in each.quotes
    ]
    return ComparableQuotes(
        tuple(quote.translation or quote.exact for quote, language in quotes if not language),
        tuple(dict.fromkeys(language for _, language in quotes if language)),
    )


def differences(fact: Fact, quotes: ComparableQuotes, context: ReviewContext) -> Iterator[RawFinding]:
    """Find where the statement of a fact says something else than its quotes, or more; spans are in it."""
    if not quotes.texts:
        return
    found = list(_drift(fact, quotes, context))
    is_sure = any(each.rule_id == STRONGER and not each.is_uncertain for each in found)
    if fact.standing in _OF_A_PROVISION and not is_sure:
        rights = list(right_dropped(fact.statement, _passage(quotes)))
        found = [*(each for each in found if not rights or each.rule_id != STRONGER), *rights]
    yield from found


def _passage(quotes: ComparableQuotes) -> str:
    return " […] ".join(quotes.texts)


def _drift(fact: Fact, quotes: ComparableQuotes, context: ReviewContext) -> Iterator[RawFinding]:
    """Find what differs from the quotes as a whole, and from their sentences that are nearest.

    A "not" in another sentence of a long quote is on another matter; a figure may be in any sentence.
    """
    passage, nearest = compared_texts(fact, quotes)
    if nearest.rstrip(".") == fact.statement.rstrip("."):
        return
    found = [*_found(_CHECKS, fact, passage, context)]
    if nearest != passage:
        near = {(each.rule_id, each.span) for each in _found(_CHECKS, fact, nearest, context)}
        found = [each for each in found if (each.rule_id, each.span) in near]
    yield from found
    if fact.date is not None and dates_in(passage):
        # A date that only another field of the fact has, where the quote has others: perhaps a slip.
        places = {each.span for each in found}
        for each in _found(numbers.CHECKS, replace(fact, date=None), passage, context):
            if each.rule_id == "date-changed" and each.span not in places:
                yield dataclasses.replace(each, is_uncertain=True)


def compared_texts(fact: Fact, quotes: ComparableQuotes) -> tuple[str, str]:
    """Return what the statement is compared with: the whole passage, and its nearest sentences."""
    passage = _passage(quotes)
    return passage, nearest_sentences(fact.statement, passage)


def nearest_sentences(statement: str, passage: str) -> str:
    """Return the sentence of a passage that has most words of the statement, of several sentences all."""
    parts = sentences(passage)
    if len(parts) <= 1:
        return passage
    stems = [_stems(part.text) for part in parts]
    chosen = set()
    for sentence in sentences(statement):
        wanted = _stems(sentence.text)
        chosen.add(max(range(len(parts)), key=lambda number: _likeness(wanted, stems[number])))
    return " ".join(parts[number].text for number in sorted(chosen))


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word.text) for word in words(text))


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of words that two sentences have in common (Dice's coefficient)."""
    return 2 * len(one & other) / (len(one) + len(other) or 1)


def _found(
    checks: Iterable[RowCheck], fact: Fact, passage: str, context: ReviewContext
) -> Iterator[RawFinding]:
    """Run checks of wordings on the statement of a fact, as a wording of what a passage says."""
    # Without the quantity: a figure has to be in the quote, not only in another field of the same fact.
    quoted = replace(fact, statement=passage, quantity=None)
    item = FactItem(id="statement", fact_id=fact.id, wording=fact.statement)
    row = ReviewRow(item, fact.statement, quoted)
    drift = {rule.id for rule in rules().values() if rule.group is RuleGroup.MODAL_DRIFT}
    for check in checks:
        yield from (each for each in check.run(row, context) if each.rule_id in drift)


def message_on_quote(finding: RawFinding) -> str:
    """Return the message of a difference, as of a statement and its quote."""
    return _IN_MESSAGES.sub(lambda match: f"{match[1]} {_MEANT[match[2]]}", finding.message)


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
