"""Finding a text in another."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from briefing.text.occurrences import occurrences
from briefing.text.spelling import folded


def matching(needle: str, text: str, **options: bool) -> list[str]:
    return [text[start:end] for start, end in occurrences(needle, text, **options)]


def test_case_accents_and_composition_do_not_matter() -> None:
    assert matching("cafe", "Café, cafe\u0301 and CAFE") == ["Café", "cafe\u0301", "CAFE"]


def test_case_matters_on_request_and_accents_do_not() -> None:
    assert matching("Cafe", "Café café", match_case=True) == ["Café"]


def test_whole_words_have_no_letter_or_digit_beside_them() -> None:
    assert matching("gas", "Gas, gaseous, biogas, gas", whole_words=True) == ["Gas", "gas"]


def test_arabic_and_persian_letters_and_joiners_are_one_spelling() -> None:
    assert matching("علي", "على و علی") == ["على", "علی"]
    assert matching("میشود", "می\u200cشود") == ["می\u200cشود"]


def test_a_letter_that_is_written_as_two_is_found_whole() -> None:
    assert matching("strasse", "Straße") == ["Straße"]


def test_an_empty_text_is_nowhere() -> None:
    assert matching("", "text") == []
    assert matching("\u0301", "e\u0301") == []


@given(st.text(max_size=30), st.text(min_size=1, max_size=6), st.text(max_size=30))
def test_a_text_is_found_where_it_was_put_and_places_do_not_overlap(
    before: str, needle: str, after: str
) -> None:
    text = before + needle + after
    places = list(occurrences(needle, text))
    assert bool(places) == bool(folded(needle))
    assert all(0 <= start < end <= len(text) for start, end in places)
    assert all(first[1] <= second[0] for first, second in pairwise(places))
