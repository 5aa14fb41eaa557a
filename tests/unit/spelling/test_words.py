"""The words of a text that a dictionary can know."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.spelling import checked_words, dictionary_for


def words(text: str, dictionary: str = "en-GB") -> list[str]:
    return [word.text for word in checked_words(text, dictionary)]


@pytest.mark.parametrize(
    ("language", "dictionary"),
    [("en", "en-GB"), ("en-US", "en-US"), ("en-CA", "en-GB"), ("fr-CH", "fr"), ("fa", "fa"), ("de", "")],
)
def test_a_language_has_the_dictionary_of_its_tag_or_of_its_base(language: str, dictionary: str) -> None:
    assert dictionary_for(language) == dictionary


def test_plain_english_has_the_dictionary_of_the_setting() -> None:
    assert dictionary_for("en", "en-US") == "en-US"


def test_apostrophes_are_part_of_a_word_and_quotes_are_not() -> None:
    assert words("Iran's ‘gas’ and the ministers’ words") == [
        "Iran's",
        "gas",
        "and",
        "the",
        "ministers",
        "words",
    ]


def test_codes_numbers_addresses_and_abbreviations_are_left_out() -> None:
    text = "See https://a.org/pipelne, F3 or 55bcm of LNG by e-mail to a.b@example.org, S-400 and iPhone"
    assert words(text) == ["See", "or", "of", "by", "mail", "to", "and"]


def test_words_in_another_script_are_left_out() -> None:
    assert words("The word газ and گاز and mixеd") == ["The", "word", "and", "and"]
    assert words("Слово gas и میله", "ru") == ["Слово"]
    assert words("می‌شود gas", "fa") == ["می‌شود"]


@given(st.text(max_size=60))
def test_a_word_is_where_it_says(text: str) -> None:
    for dictionary in ("en-GB", "ru", "fa"):
        for word in checked_words(text, dictionary):
            assert text[word.start : word.end] == word.text
