"""The reason of a judgement in a line or two, for the row in which the judgement is printed."""

from __future__ import annotations

import re

from briefing.text.shortening.beginnings import ELLIPSIS, beginning, opening

_MOST_CHARACTERS = 150
"""Two lines beside the likelihood, at the least size of what is read."""
_MOST_OF_A_SENTENCE = 2 * _MOST_CHARACTERS
"""Four lines, for a sentence without a clause at which it may end."""
_SENTENCE_END = re.compile(r"[.?!…؟۔][\"'”’»)]*(?=\s+[^\W\d_])")


def short_reason(rationale: str, language: str = "en") -> str:
    """Return the rationale on one line; of a long one the first sentences, or clauses, and an ellipsis.

    A first sentence that has no clause at which it can be cut without a change of what it says stays whole.
    """
    text = " ".join(rationale.split())
    if len(text) <= _MOST_CHARACTERS:
        return text
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    # An ellipsis says that the reason goes on: what would weaken it may be in the rest.
    fitting = [end for end in ends if end <= _MOST_CHARACTERS]
    if fitting:
        return text[: fitting[-1]] + ELLIPSIS
    first = text[: ends[0]] if ends else text
    if short := beginning(first, lambda shown: len(shown) <= _MOST_CHARACTERS, language):
        return short
    if len(first) > _MOST_OF_A_SENTENCE:
        return opening(first, _MOST_OF_A_SENTENCE)
    return first if first == text else first + ELLIPSIS
