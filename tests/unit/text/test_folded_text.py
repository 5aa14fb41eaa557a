"""Words are found in the text of a source in whatever spelling, at the places where it has them."""

from __future__ import annotations

import pytest

from briefing.text.folded_text import FoldedText


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Up to 55 bcm of\n gas", "BCM of gas", ["bcm of\n gas"]),
        ("Straße, STRASSE", "strasse", ["Straße", "STRASSE"]),
        ("coo\u0301peration", "coop", ["coo\u0301p"]),
        ("کشتی و كشتي", "کشتی", ["کشتی", "كشتي"]),
        ("مُعَاهَدَة", "معاهده", ["مُعَاهَدَة"]),
        ("article 5", "", []),
    ],
)  # fmt: skip
def test_spellings_of_one_word_are_found_where_they_are_written(
    text: str, words: str, found: list[str]
) -> None:
    assert [text[start:end] for start, end in FoldedText(text).places_of(words)] == found
