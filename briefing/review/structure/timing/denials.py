"""Find denials that a wording limits to a time."""

from __future__ import annotations

from briefing.review.structure.scopes import governing_verb
from briefing.review.structure.tree import Tree
from briefing.review.structure.vocabulary import vocabulary
from briefing.review.text.segmentation import Span
from briefing.review.text.word_lists import phrases

_FOR_A_TIME = (
    "at first", "initially", "originally", "at the outset", "to begin with", "to start with", "at present",
    "presently", "currently", "for now", "for the time being", "for the moment", "so far", "until now",
    "up to now", "to date", "at the time", "for a time", "for long", "until recently",
)  # fmt: skip
"""Words by which somebody denied something earlier, or may do so no longer."""


def limited_denial(wording: Tree, statement: Tree) -> Span | None:
    """Return the words that limit a denial to a time, where the statement has none: denied it at first."""
    marks = phrases(*_FOR_A_TIME)
    if statement.parse.text in marks:
        return None
    denying = vocabulary().denial.verbs
    for mark in marks.all(wording.parse.text):
        verbs = (governing_verb(wording, each) for each in wording.parse.tokens_in(mark.start, mark.end))
        if any(verb is not None and wording.lemma(verb) in denying for verb in verbs):
            return mark
    return None
