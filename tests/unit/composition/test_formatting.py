"""The program's own short texts: places in sources, lists, numbers of sections, sentences."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.composition.formatting import (
    STANDINGS,
    capitalised,
    joined,
    kind,
    language_name,
    letters,
    locator,
    numeric,
    paragraphs,
    section_number,
    sentence,
)
from briefing.model.countries import country_name
from briefing.model.source import Locator
from briefing.model.terms import ActionKind, ObligationKind, SourceKind, Standing
from tests.unit.profile import repeatable

NO_BREAK = "\u00a0"
ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
WORDS = st.text("abcXYZ é", min_size=1, max_size=8).filter(str.strip)


# Places in a source, kinds and names


PARTS = st.none() | st.sampled_from(["3(4)", "12", "iv"])


@repeatable
@given(PARTS, PARTS, PARTS, PARTS)
def test_a_place_in_a_source_names_each_part_that_is_given(
    article: str | None, page: str | None, paragraph: str | None, time: str | None
) -> None:
    parts = {"art.": article, "p.": page, "para.": paragraph, "at": time}
    expected = ", ".join(f"{label}{NO_BREAK}{value}" for label, value in parts.items() if value)
    assert locator(Locator(article=article, page=page, paragraph=paragraph, time=time)) == expected


def test_no_place_in_a_source_is_written_as_nothing() -> None:
    assert locator(None) == ""


@pytest.mark.parametrize("value", [*SourceKind, *ActionKind, *ObligationKind])
def test_every_kind_is_written_in_words(value: SourceKind | ActionKind | ObligationKind) -> None:
    assert re.fullmatch(r"[a-z]+(?:[ -][a-z]+)*", kind(value))


def test_every_standing_has_words_of_its_own() -> None:
    assert set(STANDINGS) == set(Standing)
    assert len(set(STANDINGS.values())) == len(Standing)


def test_languages_and_states_have_their_usual_names() -> None:
    assert language_name("fa") == "Persian"
    assert language_name(None) == ""
    assert country_name("IR", "en") == "Iran"
    assert country_name("IR", "fr") == "Iran"
    assert country_name("DE", "fr") == "Allemagne"
    assert country_name("XX", "en") == "XX"


# Lists and sentences


@repeatable
@given(st.lists(st.sampled_from(["gas", "oil", "wheat"]), max_size=5))
def test_a_list_has_commas_and_one_and(words: list[str]) -> None:
    text = joined(words)
    assert re.split(r", | and ", text) == (words or [""])
    assert text.count(" and ") == (len(words) > 1)
    assert text.count(", ") == max(len(words) - 2, 0)


@repeatable
@given(st.text(max_size=20))
def test_a_capital_changes_the_first_letter_and_no_other(text: str) -> None:
    assert capitalised(text)[:1] == text[:1].upper()[:1]
    assert capitalised(text).endswith(text[1:])
    assert capitalised(capitalised(text)) == capitalised(text)


@repeatable
@given(
    st.lists(st.lists(WORDS, min_size=1, max_size=4), max_size=4),
    st.sampled_from(["\n", "  \n ", "\r\n"]),
    st.sampled_from(["\n\n", "\n \n", "\n\n\n", "\r\n\r\n"]),
)
def test_paragraphs_are_parted_by_empty_lines_and_keep_their_own_breaks(
    parts: list[list[str]], gap: str, empty_line: str
) -> None:
    text = empty_line.join(gap.join(part) for part in parts)
    assert paragraphs(text) == tuple("\n".join(" ".join(line.split()) for line in part) for part in parts)


@repeatable
@given(WORDS, st.sampled_from(["", ".", "?", "!", "…", ".”", "?)", "۔", "؟", " "]))
def test_a_sentence_has_one_end_and_keeps_its_own(text: str, end: str) -> None:
    written = sentence(text + end)
    assert written == (text + end if end.strip() else f"{text.rstrip()}.")
    assert sentence(written) == written


# Numbers


@pytest.mark.parametrize(
    "cells",
    [
        ["1", "2.5", "1,250"],
        ["–3", "+4", "<5", "≈6"],
        ["5 %", "20–45 %", "$4"],
        ["1", "", "–", "n/a"],
        ["1 250 000"],
        ["10’000", "−5", "۱۲٫۵", "1.234,5", "12,34,567", "₹ 5", "5 €"],
    ],
)
def test_a_column_of_numbers_is_numeric_whatever_their_form(cells: list[str]) -> None:
    assert numeric(cells)
    assert not numeric([*cells, "gas"])


@pytest.mark.parametrize("cells", [[], [""], ["–", "n/a"], ["5 bcm"], ["1st"], ["2025-01-17"]])
def test_a_column_without_numbers_or_with_words_is_not_numeric(cells: list[str]) -> None:
    assert not numeric(cells)


@repeatable
@given(st.integers(1, 10**6))
def test_letters_count_as_the_columns_of_a_spreadsheet_do(number: int) -> None:
    value = 0
    for letter in letters(number):
        assert "A" <= letter <= "Z"
        value = value * 26 + ord(letter) - ord("A") + 1
    assert value == number


def test_letters_go_on_from_z_to_aa() -> None:
    assert [letters(number) for number in (1, 26, 27, 52, 53, 702, 703)] == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip


@repeatable
@given(st.integers(1, 3999))
def test_a_roman_number_has_its_value_and_no_sign_four_times(number: int) -> None:
    written = section_number(number, 2, "", "roman")
    values = [ROMAN[sign] for sign in written]
    following = [*values[1:], 0]
    total = sum(-one if one < other else one for one, other in zip(values, following, strict=True))
    assert total == number
    assert not re.search(r"(.)\1\1\1", written)


@repeatable
@given(st.lists(st.integers(1, 30), min_size=1, max_size=5))
def test_decimal_numbers_name_every_section_above(numbers: list[int]) -> None:
    written = ""
    for level, number in enumerate(numbers, start=2):
        assert section_number(number, level, written, "none") == ""
        written = section_number(number, level, written, "decimal")
    assert written == ".".join(map(str, numbers))


def test_roman_style_changes_its_signs_by_level() -> None:
    assert [section_number(3, level, "", "roman") for level in range(2, 8)] == [
        "III",
        "C",
        "3",
        "c",
        "c",
        "c",
    ]


@pytest.mark.parametrize("text", ["", " ", "\n"])
def test_a_text_without_words_gets_no_full_stop(text: str) -> None:
    assert sentence(text) == text
