"""What the comparisons of words report."""

from __future__ import annotations

from dataclasses import dataclass

from briefing.review.text.segmentation import Span


@dataclass(frozen=True, slots=True)
class ChangedWord:
    """A word of a wording, and the word of the statement that it is in contrast with.

    `message` says what the wording changes. The word alone can be put back if `is_replaceable`. It is
    `is_uncertain` where both texts may still say the same, so that the finding only warns.
    """

    span: Span
    held: Span
    message: str
    is_replaceable: bool = False
    is_uncertain: bool = False
