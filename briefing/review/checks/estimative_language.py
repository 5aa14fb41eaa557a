"""Words of likelihood and confidence, and words that stand in their place."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefing.grading import Scale, ScaleTerm, band, holds
from briefing.model.briefing import FactItem, Judgement, Prose
from briefing.review.context import RawFinding, ReviewContext, ReviewRow
from briefing.review.text.segmentation import Phrases, Span, plain, sentences, words
from briefing.review.text.word_lists import phrases, word_lists


@dataclass(frozen=True, slots=True)
class Use:
    """A term of a scale where it stands; `row` is which of the scale's rows of words it is from."""

    term: ScaleTerm
    row: int | None
    span: Span


class Terms:
    """The words of a scale in a text, the longest first, so that "very unlikely" is not "unlikely"."""

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
        self._phrases = Phrases(self._by_form)

    def uses(self, text: str) -> list[Use]:
        found = []
        for span in self._phrases.all(text):
            term, row = self._by_form[re.sub(r"\s+", " ", plain(span.text)).lower()]
            found.append(Use(term, row, span))
        return found


@functools.lru_cache(maxsize=64)
def terms_of(scale: Scale) -> Terms:
    return Terms(scale)


def estimative(row: ReviewRow, setting: ReviewContext) -> Iterator[RawFinding]:
    """What concerns one row alone."""
    if isinstance(row.item, Judgement):
        yield from _judgement(row, row.item, setting)
    if isinstance(row.item, Judgement | Prose):
        yield from _nameless(row)
    if isinstance(row.item, Judgement | Prose) or row.is_own_wording:
        yield from _weasels(row.text, setting)
    if isinstance(row.item, Judgement | Prose | FactItem):
        yield from _together(row, setting)


_ADVERB = re.compile(r"\w+ly|very|quite|rather|somewhat|of course", re.IGNORECASE)
"""What a sentence stays whole without."""


def _weasels(text: str, setting: ReviewContext) -> Iterator[RawFinding]:
    for span in phrases(*word_lists().estimative.weasels).all(text):
        if not _is_part_of_a_term(text, span, setting):
            message = f"“{span.text}” says little: how much, how many, who?"
            instead = "" if _ADVERB.fullmatch(span.text) else None
            yield RawFinding("weasel-word", message, span, instead=instead)


def _uses(text: str, setting: ReviewContext) -> list[Use]:
    """Terms of the scale in use; "likely" within another scale's "highly likely" is none."""
    if setting.likelihood is None:
        return []
    longer = phrases(*word_lists().estimative.terms).all(text)
    return [
        use
        for use in terms_of(setting.likelihood).uses(text)
        if not any(
            span.start <= use.span.start
            and use.span.end <= span.end
            and len(span.text) > len(use.span.text)
            for span in longer
        )
    ]


def _is_part_of_a_term(text: str, span: Span, setting: ReviewContext) -> bool:
    lists = word_lists().estimative
    others = [use.span for use in _uses(text, setting)]
    others += [found.span for found in _intensified(text, _uses(text, setting)) if found.span]
    others += phrases(*lists.terms, *lists.several_origins).all(text)
    return any(other.start <= span.start < other.end for other in others)


def _judgement(row: ReviewRow, judgement: Judgement, setting: ReviewContext) -> Iterator[RawFinding]:
    uses = _uses(row.text, setting)
    yield from _not_the_grade(uses, judgement, setting)
    yield from _foreign(row.text, uses, judgement, setting)
    yield from _intensified(row.text, uses)
    yield from _outside(row.text, uses)
    if not uses and not phrases(*word_lists().estimative.terms).all(row.text):
        hedge = phrases(*word_lists().estimative.hedges).first(row.text)
        if hedge is not None and setting.likelihood is not None:
            yield RawFinding(
                "hedge-without-term", f"“{hedge.text}” stands for no range of likelihood.", hedge
            )


def _not_the_grade(uses: list[Use], judgement: Judgement, setting: ReviewContext) -> Iterator[RawFinding]:
    given = judgement.grade.likelihood if judgement.grade else None
    scale = setting.likelihood
    if given is None or scale is None or not uses or any(use.term.id == given for use in uses):
        return
    term = scale.term(given)
    if term is not None:
        message = f"The words say “{uses[0].span.text}”, and the grade says {term.term} ({band(term)})."
        instead = _in_place_of(uses[0].span, term, uses[0].row)
        yield RawFinding("term-not-the-grade", message.replace(" ()", ""), uses[0].span, instead=instead)


def _in_place_of(span: Span, term: ScaleTerm, row: int | None) -> str | None:
    """A term in another's place; not an adjective in that of an adverb."""
    is_adverb = span.low.endswith(("ably", "tainly"))
    return None if is_adverb else term.words[row or 0]


def _foreign(
    text: str, uses: list[Use], judgement: Judgement, setting: ReviewContext
) -> Iterator[RawFinding]:
    given = judgement.grade.likelihood if judgement.grade else None
    term = setting.likelihood.term(given) if setting.likelihood and given else None
    if setting.likelihood is None or setting.scheme is None:
        return
    for span in phrases(*word_lists().estimative.terms).all(text):
        inside = [use for use in uses if use.span.start < span.end and span.start < use.span.end]
        if not any(use.span.start <= span.start and span.end <= use.span.end for use in inside):
            message = f"“{span.text}” is not a term of {setting.scheme.name}."
            instead = _in_place_of(span, term, None) if term else None
            yield RawFinding("term-of-another-scheme", message, span, instead=instead)


def _intensified(text: str, uses: list[Use]) -> Iterator[RawFinding]:
    listed = words(text)
    for use in uses:
        before = [word for word in listed if word.end <= use.span.start][-1:]
        if not before or text[before[0].end : use.span.start].strip():
            continue
        whole = Span(before[0].start, use.span.end, text[before[0].start : use.span.end])
        strengthened = before[0].text in phrases(*word_lists().estimative.intensifiers)
        if strengthened and plain(whole.text).lower() not in {*word_lists().estimative.terms}:
            message = f"“{whole.text}” is on no scale."
            yield RawFinding("intensified-term", message, whole, instead=use.span.text)


_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*(?:%|per cent|percent)", re.IGNORECASE)


def _outside(text: str, uses: list[Use]) -> Iterator[RawFinding]:
    """A percentage in brackets after a term, or called a chance in a sentence with one term."""
    for sentence in sentences(text):
        inside = [use for use in uses if sentence.start <= use.span.start < sentence.end]
        if len(inside) != 1:
            continue
        (use,) = inside
        for found in _PERCENT.finditer(plain(text), sentence.start, sentence.end):
            between = plain(text)[use.span.end : found.start()] if found.start() > use.span.end else ""
            after = plain(text)[found.end() : found.end() + 14]
            close = (
                bool(re.fullmatch(r"\s*[(\[,]?\s*(?:about|around|roughly|some|i\.e\.|ca\.?)?\s*", between))
                and between != ""
            )
            chance = re.match(r"\s*(?:chance|probab|likelihood|odds)", after) is not None
            if (
                (close or chance)
                and use.term.low is not None
                and not holds(use.term, float(found.group(1)))
            ):
                span = Span(found.start(), found.end(), text[found.start() : found.end()])
                yield RawFinding(
                    "number-outside-term",
                    f"{span.text} is not in {use.term.term} ({band(use.term)}).",
                    span,
                )


def _together(row: ReviewRow, setting: ReviewContext) -> Iterator[RawFinding]:
    for sentence in sentences(row.text):
        confidence = phrases(*word_lists().estimative.confidence).first(sentence.text)
        if confidence is None:
            continue
        uses = _uses(sentence.text, setting) or phrases(*word_lists().estimative.terms).all(sentence.text)
        if uses and isinstance(row.item, Judgement | Prose):
            at = Span(sentence.start + confidence.start, sentence.start + confidence.end, confidence.text)
            yield RawFinding(
                "likelihood-with-confidence", "The sentence gives a likelihood and a confidence.", at
            )


_NAMES_SOMEBODY = re.compile(r"\b(?:by|according to|to)\s+(?:the\s+)?[A-Z]")


def _nameless(row: ReviewRow) -> Iterator[RawFinding]:
    for span in phrases(*word_lists().report.nobody).all(row.text):
        sentence = next((each for each in sentences(row.text) if each.start <= span.start < each.end), None)
        if sentence is not None and not _NAMES_SOMEBODY.search(plain(sentence.text)):
            yield RawFinding("nameless-report", f"“{span.text}”: by whom?", span)
            return


def two_rows(setting: ReviewContext) -> Iterator[RawFinding]:
    """Words of both rows of a scale in one briefing; the row that is used less is the one to change."""
    scale = setting.likelihood
    if scale is None or len(scale.rows) < 2:  # noqa: PLR2004
        return
    uses = [
        (row, use)
        for row in setting.rows
        if isinstance(row.item, Judgement)
        for use in terms_of(scale).uses(row.text)
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
            instead = _in_place_of(use.span, use.term, main)
            yield RawFinding("two-rows-of-terms", message, use.span, row_id=row.item.id, instead=instead)
