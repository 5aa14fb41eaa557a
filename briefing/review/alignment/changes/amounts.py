"""Amounts by which something changes that a wording has as the amount that it reaches, and vice versa."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.review.alignment.changes.changed_word import ChangedWord
from briefing.review.text.numerals import Number, numbers_in
from briefing.review.text.segmentation import Span

_BEFORE = re.compile(
    r"(?<!up )(?<!close )(?<!\b\d )(?<!\b\d\d )(?<!\b\d\d\d )\b(by|to)\s+"
    r"(?:(?:a|an|the|another|about|around|some|nearly|almost|roughly|approximately|over|under)\s+"
    r"|(?:up to|at least|at most|more than|less than)\s+)?$",
    re.IGNORECASE,
)
"""The preposition right before a number, but not that of "up to 55" or "2 to 3"."""
_YEARS = range(1900, 2101)


def exchanged_amounts(text: str, statement: str) -> Iterator[ChangedWord]:
    """Yield "by" before a number that has "to" in the statement, and vice versa: expand by 20,000 MW."""
    held = list(_changes_in(statement))
    for preposition, number in _changes_in(text):
        same = [word for word, other in held if other.equals(number)]
        if same and all(word.low != preposition.low for word in same):
            message = (
                f"The fact has “{same[0].low} {number.span.text}”: what something changes by, and what it"
                " reaches, are different amounts."
            )
            yield ChangedWord(preposition, same[0], message, is_replaceable=True)


def _changes_in(text: str) -> Iterator[tuple[Span, Number]]:
    for number in numbers_in(text):
        before = _BEFORE.search(text[: number.span.start])
        if before is not None and not (number.scale == 1 and number.figure in _YEARS):
            yield Span(before.start(1), before.end(1), before[1]), number
