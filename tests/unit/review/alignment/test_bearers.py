"""Figures that two things exchange are found."""

from __future__ import annotations

import pytest

from briefing.language import Parser
from briefing.review.alignment.changes.bearers import exchanged
from briefing.review.lexicon import load_lexicon

VOTES = "The draft was voted down by 4 votes for, 9 against and 2 abstentions."
TERMS = "The treaty was concluded for ten years and is extended by periods of five years."


@pytest.mark.parametrize(
    ("statement", "wording", "expected"),
    [
        (VOTES, "The draft was voted down by 9 votes for, 4 against and 2 abstentions.",
         [("9", "4"), ("4", "9")]),
        ("It was approved by 191 votes to 8, with 3 abstentions.",
         "191 votes to three, with eight abstentions: it was approved.", [("eight", "3")]),
        (VOTES, "With 9 against and only 4 votes for, the draft was voted down.", []),
        (TERMS, "The treaty was concluded for five years and is extended by periods of ten years.",
         [("five", "ten"), ("ten", "five")]),
        (TERMS, "Concluded for ten years, the treaty is extended by five years at a time.", []),
    ],
)  # fmt: skip
def test_exchanged_figures(
    parser: Parser, statement: str, wording: str, expected: list[tuple[str, str]]
) -> None:
    ours, theirs = parser.parse([statement, wording])
    spans = exchanged(theirs, ours, load_lexicon())
    assert [(span.text, other.text) for span, other in spans] == expected
