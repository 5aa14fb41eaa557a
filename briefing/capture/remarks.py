"""The remark *To do* in the notes of a captured fact: what is not decided, or not in its quote."""

from __future__ import annotations

from msgspec.structs import replace

from briefing.capture.statement import StatementReview
from briefing.model.fact import Fact

TO_DO = "To do: "
"""The beginning of the line of a fact's notes that says what is not decided yet."""


def with_remark(review: StatementReview, *, is_standing_decided: bool = True) -> Fact:
    """Return the fact that was reviewed, with a line in its notes on what is still to do."""
    fact = review.fact
    open_points = [] if is_standing_decided else ["standing"]
    if review.messages:
        open_points.append("statement and quote")
    if review.languages:
        open_points.append("translation of the quote")
    if not open_points:
        return fact
    remark = f"{TO_DO}{', '.join(open_points)}."
    return replace(fact, notes="\n".join(filter(None, (fact.notes, remark))))


def lines_to_do(fact: Fact) -> list[str]:
    """Return the lines of a fact's notes that say what is not decided yet."""
    return [line for line in fact.notes.splitlines() if line.startswith(TO_DO)]
