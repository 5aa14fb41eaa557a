"""The reason of a judgement in a line or two, for the row in which the judgement is printed."""

from __future__ import annotations

import re

_MOST_CHARACTERS = 150
"""Two lines beside the likelihood, at the least size of what is read."""
_GOES_ON = "\u00a0…"
_SENTENCE_END = re.compile(r"[.?!…؟۔][\"'”’»)]*(?=\s+[^\W\d_])")


def short_reason(rationale: str) -> str:
    """Return the rationale on one line; of a long one the first sentences, or words, and an ellipsis."""
    text = " ".join(rationale.split())
    if len(text) <= _MOST_CHARACTERS:
        return text
    ends = [match.end() for match in _SENTENCE_END.finditer(text, _MOST_CHARACTERS // 2, _MOST_CHARACTERS)]
    # An ellipsis says that the reason goes on: what would weaken it may be in the rest.
    cut = ends[-1] if ends else text.rfind(" ", 0, _MOST_CHARACTERS)
    return text[: cut if cut > 0 else _MOST_CHARACTERS] + _GOES_ON
