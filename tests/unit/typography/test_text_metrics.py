"""The width of text adds up letter by letter, and lines fit their room without losing a character."""

from __future__ import annotations

import gc
import itertools

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from briefing.typography.text_metrics import BOLD, REGULAR, lines, width
from tests.unit.profile import repeatable

WORDS = st.sampled_from(["gas", "treaty", "i", "WWW", "Договор", "معاهده", "naïve", "2025", "–", "w" * 40])
TEXTS = st.lists(WORDS, max_size=15).map(" ".join)
SIZES = st.floats(4, 20)
NEARLY = 1e-6


@repeatable
@given(TEXTS, TEXTS, SIZES)
def test_the_width_of_two_texts_is_the_sum_of_theirs(one: str, other: str, size: float) -> None:
    assert width(one + other, size) == pytest.approx(width(one, size) + width(other, size))


@repeatable
@given(TEXTS, SIZES, st.floats(0.5, 3))
def test_width_grows_with_the_size_in_proportion(text: str, size: float, factor: float) -> None:
    assert width(text, size * factor) == pytest.approx(width(text, size) * factor)


def test_bold_letters_are_wider_and_an_i_is_narrower_than_a_w() -> None:
    assert width("treaty", 10, BOLD) > width("treaty", 10, REGULAR)
    assert 0 < width("i", 10) < width("W", 10)
    assert width("", 10) == 0


def test_a_font_is_not_kept_once_its_widths_are_known() -> None:
    assert width("treaty معاهده", 10, BOLD) > 0
    gc.collect()
    assert not [each for each in gc.get_objects() if isinstance(each, TTFont)]


def test_a_character_in_no_font_is_taken_to_be_a_square() -> None:
    assert width("\U0010ffff", 10) == 10


@repeatable
@given(TEXTS, st.floats(10, 300), st.sampled_from([REGULAR, BOLD]))
def test_lines_hold_every_word_in_order(text: str, room: float, weight: int) -> None:
    broken = lines(text, 8, room, weight)
    assert "".join("".join(broken).split()) == "".join(text.split())
    assert all(line == line.strip() != "" for line in broken)


@repeatable
@given(TEXTS, st.floats(10, 300), st.sampled_from([REGULAR, BOLD]))
def test_no_line_is_wider_than_its_room(text: str, room: float, weight: int) -> None:
    for line in lines(text, 8, room, weight):
        assert width(line, 8, weight) <= room + NEARLY or len(line) == 1


@repeatable
@given(st.lists(st.sampled_from(["gas", "treaty", "flows"]), min_size=1, max_size=15), st.floats(60, 300))
def test_a_line_ends_only_where_the_next_word_does_not_fit(words: list[str], room: float) -> None:
    broken = lines(" ".join(words), 8, room)
    for line, following in itertools.pairwise(broken):
        assert width(f"{line} {following.split()[0]}", 8) > room - NEARLY
    assert " ".join(broken).split() == words


@pytest.mark.parametrize("text", ["", " ", "\n\t"])
def test_a_text_of_nothing_has_no_lines(text: str) -> None:
    assert lines(text, 8, 100) == []


def test_spaces_in_a_row_are_one_and_a_space_that_may_not_break_is_kept() -> None:
    assert lines("  gas \n flows ", 8, 100) == ["gas flows"]
    assert lines("55\u00a0bcm", 8, 1000) == ["55\u00a0bcm"]


def test_a_word_that_is_wider_than_the_room_is_broken() -> None:
    assert "".join(lines("w" * 40, 8, 50)) == "w" * 40
    assert len(lines("w" * 40, 8, 50)) > 3
    assert lines("ww", 8, 1) == ["w", "w"]
