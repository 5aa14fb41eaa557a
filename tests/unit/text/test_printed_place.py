"""A place of a printed page is found again in the text that it was printed from."""

from __future__ import annotations

import pytest

from briefing.text.printed_place import place_in

TEXT = "The treaty *binds* both parties. A party may leave the treaty after a year."


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("may leave the tre", "aty after a year.", TEXT.index("aty after")),
        ("1 The tre", "aty binds both", TEXT.index("aty *binds")),
        ("binds both parties. ", "A party may", TEXT.index("A party")),
        ("the treaty after a year", ".", TEXT.index("year.") + len("year")),
        ("binds both par-\r\n", "ties. A party", TEXT.index("ties.")),
    ],
)
def test_words_around_it_decide_which_occurrence_is_meant(before: str, after: str, expected: int) -> None:
    place = place_in(TEXT, before, after)
    assert place is not None
    assert place.position == expected


def test_the_score_tells_a_text_from_one_with_the_same_word() -> None:
    own = place_in(TEXT, "A party may le", "ave the treaty")
    other = place_in("They may leave.", "A party may le", "ave the treaty")
    assert own is not None
    assert other is not None
    assert own.score > other.score


@pytest.mark.parametrize(("before", "after"), [("", ""), ("nothing of ", "this is there"), ("!", "?")])
def test_words_that_are_not_in_the_text_have_no_place(before: str, after: str) -> None:
    assert place_in(TEXT, before, after) is None
