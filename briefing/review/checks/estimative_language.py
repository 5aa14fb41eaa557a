"""Check terms of likelihood and confidence, and vague words used instead of them."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.grading import Scale, ScaleTerm, band_text, is_in_band
from briefing.model.briefing import FactItem, Judgement, Prose
from briefing.review.check import BriefingCheck, RowCheck
from briefing.review.context import ReviewContext, ReviewRow
from briefing.review.finding import RawFinding
from briefing.review.text.segmentation import PhraseMatcher, Span, plain, sentences, words
from briefing.review.text.word_lists import phrases, word_lists

_ADVERB = re.compile(r"\w+ly|very|quite|rather|somewhat|of course", re.IGNORECASE)
"""Words that can be deleted from a sentence without breaking it."""
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*(?:%|per cent|percent)", re.IGNORECASE)
_OPENS_NUMBER = re.compile(r"\s*[(\[,]?\s*(?:about|around|roughly|some|i\.e\.|ca\.?)?\s*")
_CHANCE = re.compile(r"\s*(?:chance|probab|likelihood|odds)")
_CHANCE_REACH = 14
_NAMES_SOMEBODY = re.compile(r"\b(?:by|according to|to)\s+(?:the\s+)?[A-Z]")


@dataclass(frozen=True, slots=True)
class TermUse:
    """A term of a scale in a text; `row` is the index of the scale's row of words that it belongs to."""

    term: ScaleTerm
    row: int | None
    span: Span


class TermFinder:
    """Finds the words of a scale in a text, the longest first: "very unlikely" is not "unlikely"."""

    def __init__(self, scale: Scale) -> None:
        self._by_form: dict[str, tuple[ScaleTerm, int | None]] = {}
        for term in scale.terms:
            for number, word in enumerate(term.words):
                row = number if scale.rows else None
                self._by_form.setdefault(word.lower(), (term, row))
                for form in (f"{word}ly", word[:-1] + "y" if word.endswith("le") else word):
                    self._by_form.setdefault(form.lower(), (term, row))
            for word in term.also:
                self._by_form.setdefault(word.lower(), (term, None))
        self._phrases = PhraseMatcher(self._by_form)

    def uses(self, text: str) -> list[TermUse]:
        return [TermUse(*self._term_and_row(span), span) for span in self._phrases.all(text)]

    def _term_and_row(self, span: Span) -> tuple[ScaleTerm, int | None]:
        return self._by_form[re.sub(r"\s+", " ", plain(span.text)).lower()]


@functools.lru_cache(maxsize=64)
def term_finder(scale: Scale) -> TermFinder:
    return TermFinder(scale)


def check_estimative_language(row: ReviewRow, context: ReviewContext) -> Iterator[RawFinding]:
    if isinstance(row.item, Judgement):
        yield from _judgement(row, row.item, context)
    if isinstance(row.item, Judgement | Prose):
        yield from _nameless_report(row)
    if isinstance(row.item, Judgement | Prose) or row.is_own_wording:
        yield from _weasel_words(row.text, context)
    if isinstance(row.item, Judgement | Prose | FactItem):
        yield from _likelihood_with_confidence(row, context)


def _weasel_words(text: str, context: ReviewContext) -> Iterator[RawFinding]:
    for span in phrases(*word_lists().estimative.weasels).all(text):
        is_comparison = span.low == "rather" and plain(text)[span.end :].lstrip().startswith("than ")
        if not is_comparison and not _is_part_of_a_term(text, span, context):
            message = f"“{span.text}” is vague: say how much, how many or who."
            replacement = "" if _ADVERB.fullmatch(span.text) else None
            yield RawFinding("weasel-word", message, span, replacement=replacement)


def likelihood_uses(text: str, context: ReviewContext) -> list[TermUse]:
    """Find terms of the scale in use, but not "likely" within another scale's "highly likely"."""
    if context.likelihood is None:
        return []
    longer = phrases(*word_lists().estimative.terms).all(text)
    return [
        use
        for use in term_finder(context.likelihood).uses(text)
        if not any(
            span.start <= use.span.start
            and use.span.end <= span.end
            and len(span.text) > len(use.span.text)
            for span in longer
        )
    ]


def _is_part_of_a_term(text: str, span: Span, context: ReviewContext) -> bool:
    lists = word_lists().estimative
    others = [use.span for use in likelihood_uses(text, context)]
    others += [raw.span for raw in _intensified(text, likelihood_uses(text, context)) if raw.span]
    others += phrases(*lists.terms, *lists.several_origins).all(text)
    return any(other.start <= span.start < other.end for other in others)


def _judgement(row: ReviewRow, judgement: Judgement, context: ReviewContext) -> Iterator[RawFinding]:
    uses = likelihood_uses(row.text, context)
    yield from _differs_from_grade(uses, judgement, context)
    yield from _foreign_terms(row.text, uses, judgement, context)
    yield from _intensified(row.text, uses)
    yield from _numbers_outside_term(row.text, uses)
    if not uses and not phrases(*word_lists().estimative.terms).all(row.text):
        hedge = phrases(*word_lists().estimative.hedges).first(row.text)
        if hedge is not None and context.likelihood is not None:
            message = f"“{hedge.text}” has no defined range of likelihood."
            yield RawFinding("hedge-without-term", message, hedge)


def _differs_from_grade(
    uses: list[TermUse], judgement: Judgement, context: ReviewContext
) -> Iterator[RawFinding]:
    graded = judgement.grade.likelihood if judgement.grade else None
    scale = context.likelihood
    if graded is None or scale is None or not uses or any(use.term.id == graded for use in uses):
        return
    term = scale.term(graded)
    if term is not None:
        message = f"The text says “{uses[0].span.text}”, but the grade is {term.term} ({band_text(term)})."
        replacement = _word_for(term, uses[0].row, uses[0].span)
        yield RawFinding(
            "term-not-the-grade", message.replace(" ()", ""), uses[0].span, replacement=replacement
        )


def _word_for(term: ScaleTerm, row: int | None, span: Span) -> str | None:
    """Return the word of a term that can replace the span; None for an adverb, which it cannot replace."""
    is_adverb = span.low.endswith(("ably", "tainly"))
    return None if is_adverb else term.words[row or 0]


def _foreign_terms(
    text: str, uses: list[TermUse], judgement: Judgement, context: ReviewContext
) -> Iterator[RawFinding]:
    graded = judgement.grade.likelihood if judgement.grade else None
    term = context.likelihood.term(graded) if context.likelihood and graded else None
    if context.likelihood is None or context.scheme is None:
        return
    for span in phrases(*word_lists().estimative.terms).all(text):
        inside = [use for use in uses if use.span.start < span.end and span.start < use.span.end]
        if not any(use.span.start <= span.start and span.end <= use.span.end for use in inside):
            message = f"“{span.text}” is not a term of {context.scheme.name}."
            replacement = _word_for(term, None, span) if term else None
            yield RawFinding("term-of-another-scheme", message, span, replacement=replacement)


def _intensified(text: str, uses: list[TermUse]) -> Iterator[RawFinding]:
    all_words = words(text)
    for use in uses:
        before = [word for word in all_words if word.end <= use.span.start][-1:]
        if not before or text[before[0].end : use.span.start].strip():
            continue
        whole = Span(before[0].start, use.span.end, text[before[0].start : use.span.end])
        is_intensified = before[0].text in phrases(*word_lists().estimative.intensifiers)
        if is_intensified and plain(whole.text).lower() not in {*word_lists().estimative.terms}:
            message = f"“{whole.text}” is not a term of any scale."
            yield RawFinding("intensified-term", message, whole, replacement=use.span.text)


def _numbers_outside_term(text: str, uses: list[TermUse]) -> Iterator[RawFinding]:
    """Check percentages right after a term, or called a chance, in sentences with one term."""
    for sentence in sentences(text):
        inside = [use for use in uses if sentence.start <= use.span.start < sentence.end]
        if len(inside) != 1:
            continue
        (use,) = inside
        for number in _PERCENT.finditer(plain(text), sentence.start, sentence.end):
            is_likelihood = _is_beside(text, number, use) or _is_chance(text, number)
            if (
                is_likelihood
                and use.term.low is not None
                and not is_in_band(use.term, float(number.group(1)))
            ):
                span = Span(number.start(), number.end(), text[number.start() : number.end()])
                message = f"{span.text} is outside the range of “{use.term.term}” ({band_text(use.term)})."
                yield RawFinding("number-outside-term", message, span)


def _is_beside(text: str, number: re.Match[str], use: TermUse) -> bool:
    between = plain(text)[use.span.end : number.start()] if number.start() > use.span.end else ""
    return between != "" and _OPENS_NUMBER.fullmatch(between) is not None


def _is_chance(text: str, number: re.Match[str]) -> bool:
    return _CHANCE.match(plain(text)[number.end() : number.end() + _CHANCE_REACH]) is not None


def _likelihood_with_confidence(row: ReviewRow, context: ReviewContext) -> Iterator[RawFinding]:
    for sentence in sentences(row.text):
        confidence = phrases(*word_lists().estimative.confidence).first(sentence.text)
        if confidence is None:
            continue
        foreign = phrases(*word_lists().estimative.terms).all(sentence.text)
        uses = likelihood_uses(sentence.text, context) or foreign
        if uses and isinstance(row.item, Judgement | Prose):
            start = sentence.start + confidence.start
            span = Span(start, start + len(confidence.text), confidence.text)
            message = "The sentence states both a likelihood and a confidence."
            yield RawFinding("likelihood-with-confidence", message, span)


def _nameless_report(row: ReviewRow) -> Iterator[RawFinding]:
    for span in phrases(*word_lists().report.nobody).all(row.text):
        sentence = next((s for s in sentences(row.text) if s.start <= span.start < s.end), None)
        if sentence is not None and not _NAMES_SOMEBODY.search(plain(sentence.text)):
            yield RawFinding("nameless-report", f"“{span.text}” does not say by whom.", span)
            return


def check_rows_of_terms(context: ReviewContext) -> Iterator[RawFinding]:
    """Find words from more than one row of the scale; the row that is used less is the one to change."""
    scale = context.likelihood
    if scale is None or len(scale.rows) < 2:  # noqa: PLR2004
        return
    uses = [
        (row, use)
        for row in context.rows
        if isinstance(row.item, Judgement)
        for use in term_finder(scale).uses(row.text)
        if use.row is not None
    ]
    counts = [sum(use.row == number for _, use in uses) for number in range(len(scale.rows))]
    if sum(count > 0 for count in counts) < 2:  # noqa: PLR2004
        return
    main = counts.index(max(counts))
    for row, use in uses:
        if use.row is not None and use.row != main:
            message = (
                f"“{use.span.text}” is from the {scale.rows[use.row]}; elsewhere the briefing uses the "
                f"{scale.rows[main]}: {use.term.words[main]}."
            )
            replacement = _word_for(use.term, main, use.span)
            yield RawFinding(
                "two-rows-of-terms", message, use.span, row_id=row.item.id, replacement=replacement
            )


CHECKS = (
    RowCheck(
        check_estimative_language,
        frozenset(
            {
                "term-of-another-scheme",
                "term-not-the-grade",
                "likelihood-with-confidence",
                "intensified-term",
                "number-outside-term",
                "hedge-without-term",
                "weasel-word",
                "nameless-report",
            }
        ),
    ),
    BriefingCheck(check_rows_of_terms, frozenset({"two-rows-of-terms"})),
)
