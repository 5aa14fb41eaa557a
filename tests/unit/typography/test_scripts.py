"""The language of a text is known by its letters, and a text is divided where its script changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.typography.scripts import (
    RIGHT_TO_LEFT,
    ScriptRun,
    directional_runs,
    language_of,
    runs,
    script_of,
    text_direction,
)
from tests.unit.profile import repeatable

LANGUAGES = st.sampled_from(["en", "fr", "ru", "uk", "el", "fa", "ar", "he", "zh-Hans"])
FRAGMENTS = st.sampled_from(
    ["Iran", "Договор", "Договір", "Ελλάδα", "معاهده", "الاتفاقية", "הסכם", "条约", " ", ", ", "(", ")",
     "“", "2025", "۱۷", "20-45 %", "-", "–", ".", "\n", "\u200c", "TLP:RED"]
)  # fmt: skip
TEXTS = st.lists(FRAGMENTS, max_size=12).map("".join) | st.text(max_size=40)


@repeatable
@given(TEXTS, LANGUAGES)
def test_the_runs_of_a_text_joined_are_the_text_and_none_is_empty(text: str, language: str) -> None:
    parts = list(runs(text, language))
    assert "".join(part.text for part in parts) == text
    assert all(part.text for part in parts)


@repeatable
@given(TEXTS, LANGUAGES)
def test_no_run_is_in_the_script_of_the_text_itself(text: str, language: str) -> None:
    for part in runs(text, language):
        assert not part.language or script_of(part.language) != script_of(language)


@repeatable
@given(TEXTS, LANGUAGES)
def test_a_run_in_another_script_begins_and_ends_with_what_belongs_to_it(text: str, language: str) -> None:
    for part in runs(text, language):
        if part.language:
            assert not part.text[0].isspace()
            assert not part.text[-1].isspace()


@repeatable
@given(st.lists(st.sampled_from(["gas", "Tehran", "2025", "–", "naïve", "(1)"]), max_size=6))
def test_a_text_in_one_script_is_one_run(words: list[str]) -> None:
    text = " ".join(words)
    assert list(runs(text, "en")) == ([ScriptRun(text)] if text else [])


def test_each_name_in_another_script_is_a_run_of_its_language() -> None:
    parts = list(runs("Minister عراقچی, 2025, “Лавров”", "en"))
    assert [(part.text, part.language) for part in parts] == [
        ("Minister ", ""),
        ("عراقچی", "fa"),
        (", 2025, “", ""),
        ("Лавров", "ru"),
        ("”", ""),
    ]


def test_words_of_one_name_stay_in_one_run() -> None:
    parts = [part.text for part in runs("the عباس عراقچی treaty", "en")]
    assert parts == ["the ", "عباس عراقچی", " treaty"]


def test_within_persian_a_number_stays_with_the_latin_word_after_it() -> None:
    foreign = [part.text for part in runs("معاهده 55 bcm با 20–45 % در ۲۰۲۷", "fa") if part.language]
    assert foreign == ["55 bcm", "20–45 %"]


def test_a_chinese_name_is_one_run_with_its_own_punctuation() -> None:
    parts = [
        (part.text, part.language)
        for part in runs("the 《中俄条约》, 1996, of 北京", "en")
        if part.language
    ]
    assert parts == [("《中俄条约》", "zh-Hans"), ("北京", "zh-Hans")]


# Languages


@pytest.mark.parametrize(
    ("language", "script"),
    [
        ("en", "Latn"), ("fr-CA", "Latn"), ("ru", "Cyrl"), ("sr", "Cyrl"), ("sr-Latn", "Latn"),
        ("fa", "Arab"), ("ar-EG", "Arab"), ("he", "Hebr"), ("el", "Grek"), ("zh-Hans", "Hans"),
        ("xx", "Latn"), ("", "Latn"),
    ],
)  # fmt: skip
def test_a_language_is_written_in_its_usual_script_or_in_that_of_its_tag(
    language: str, script: str
) -> None:
    assert script_of(language) == script


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The treaty", "en"), ("Договор", "ru"), ("Договір", "uk"), ("Дагавор ў", "be"), ("گفت", "fa"),
        ("الاتفاقية", "ar"), ("הסכם", "he"), ("Συνθήκη", "el"), ("17 – 20 %", "en"), ("", "en"),
        ("条约", "zh-Hans"), ("條約", "zh-Hant"), ("日本の条約", "ja"), ("조약", "ko"),
        ("საქართველო", "ka"), ("Հայաստան", "hy"), ("ประเทศไทย", "th"), ("भारत", "hi"),
    ],
)  # fmt: skip
def test_the_language_of_a_text_is_that_of_its_letters_or_the_default(text: str, language: str) -> None:
    assert language_of(text, "en") == language


@repeatable
@given(TEXTS, LANGUAGES)
def test_the_language_found_agrees_with_the_direction_of_the_text(text: str, default: str) -> None:
    language = language_of(text, default)
    if language != default:
        letters = [character for character in text if character.isalpha()]
        assert letters
        first_is_right_to_left = "\u0590" <= letters[0] <= "\u08ff" or "\ufb1d" <= letters[0] <= "\ufefc"
        assert (script_of(language) in RIGHT_TO_LEFT) == first_is_right_to_left


@pytest.mark.parametrize("default", ["fr", "de", "en-GB"])
def test_a_text_in_the_script_of_the_default_is_in_the_default(default: str) -> None:
    assert language_of("The treaty of Лавров", default) == default


# Direction


@pytest.mark.parametrize(
    ("text", "expected"),
    [("treaty معاهده", "ltr"), ("معاهده treaty", "rtl"), ("(2025) הסכם", "rtl"), ("Договор", "ltr"),
     ("17 – 20 %", "ltr"), ("", "ltr")],
)  # fmt: skip
def test_the_direction_of_a_text_is_that_of_its_first_letter(text: str, expected: str) -> None:
    assert text_direction(text) == expected


@repeatable
@given(TEXTS, st.text("0123456789 .,–()%\n"))
def test_digits_and_signs_before_a_text_do_not_change_its_direction(text: str, before: str) -> None:
    assert text_direction(before + text) == text_direction(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("In سلام: همکاری (2025)", [("In ", "ltr"), ("سلام: همکاری", "rtl"), (" (2025)", "ltr")]),
        ("گاز 55 bcm (Gazprom) در", [("گاز 55 ", "rtl"), ("bcm (Gazprom", "ltr"), (") در", "rtl")]),
        ("Gas", [("Gas", "ltr")]), ("2025", [("2025", "ltr")]), ("", []),
    ],
)  # fmt: skip
def test_signs_and_numbers_go_with_the_letters_around_them(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert list(directional_runs(text)) == expected


@repeatable
@given(TEXTS)
def test_the_stretches_of_each_direction_joined_are_the_text(text: str) -> None:
    parts = list(directional_runs(text))
    assert "".join(part for part, _ in parts) == text
    assert all(part for part, _ in parts)
