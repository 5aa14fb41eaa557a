"""Review with the parses of another process, and the words for the engine with which a review was made."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Protocol

from briefing.grading import Scales
from briefing.language import Parses
from briefing.model.briefing import Briefing
from briefing.model.library import Catalogue
from briefing.review.reviewer import Reviewer, ReviewResult

_MOST_ROUNDS = 4
"""A check may ask for a further text once it has the parse of the first."""

_PARSING_S = 60.0

WITH_ENGINE = "Reviewed with {engine}."
ON_WORDS_ALONE = "Reviewed on words alone: {reason}"
NOT_STARTED = "{rows} reviewed on words alone: the parser starts with the first edit or export."
WAITING = "{rows} still reviewed on words alone; the parser is at work."
NOT_PARSED = "{rows} reviewed on words alone, because the parser cannot parse the text."


class AwaitedParses(Parses, Protocol):
    """Parses of another process, which can be waited for."""

    def wait_for(self, texts: Iterable[str], timeout_s: float) -> bool:
        """Have texts parsed and wait for it; return whether all that can be parsed are."""
        ...


def parsed_result(
    reviewer: Reviewer,
    briefing: Briefing,
    parses: AwaitedParses,
    rows: Container[str] | None = None,
    timeout_s: float = _PARSING_S,
) -> ReviewResult:
    """Return the result of a review once the texts of some rows, or of all, are parsed.

    If they are not in time, or cannot be, these rows are reviewed on words alone.
    """
    result = reviewer.result(briefing)
    for _ in range(_MOST_ROUNDS):
        texts = [
            text
            for row_id, unparsed in result.unparsed.items()
            if rows is None or row_id in rows
            for text in unparsed
        ]
        if not texts or not parses.wait_for(texts, timeout_s):
            break
        result = reviewer.result(briefing)
    return result


def parsed_review(
    briefing: Briefing, scales: Scales, library: Catalogue | None, parses: AwaitedParses
) -> ReviewResult:
    """Review a briefing once, with the parses of all its texts."""
    return parsed_result(Reviewer(scales, library, parses), briefing, parses)
