"""A text next to the text that a widget shows for it, and the runs that typing is divided into."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.app.widgets.text.exact_text import (
    ExactText,
    TextChange,
    difference,
    from_utf_16,
    shown_text,
    utf_16_length,
)

SPECIAL = "\u00a0\u2028\u2029\ufdd0\ufdd1\r\n\t\x00\ufffc\U0001f600é"
TEXTS = st.text(st.sampled_from(SPECIAL + "ab "), max_size=12)


@given(TEXTS)
def test_what_is_shown_has_the_same_length_and_nothing_that_a_widget_cannot_hold(text: str) -> None:
    shown = shown_text(text)
    assert len(shown) == len(text)
    assert not set(shown) & set("\r\u2029\ufdd0\ufdd1")


@given(TEXTS, st.data())
def test_a_change_leaves_every_other_character_as_it_was(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    inserted = data.draw(st.text("xy", max_size=3))
    exact = ExactText(text)
    change = exact.follow(exact.shown[:start] + inserted + exact.shown[end:], start + len(inserted), start)
    assert exact.text == text[:start] + inserted + text[end:]
    assert exact.shown == shown_text(text)[:start] + inserted + shown_text(text)[end:]
    assert (change.position, change.inserted) == (start, inserted)


@given(TEXTS, TEXTS)
def test_the_difference_of_two_texts_leads_from_one_to_the_other(before: str, after: str) -> None:
    change = difference(before, after)
    end = change.position + len(change.removed)
    assert before[: change.position] + change.inserted + before[end:] == after
    assert before[change.position : end] == change.removed


def test_of_equal_letters_the_one_at_the_caret_was_typed_or_deleted() -> None:
    assert difference("aaa", "aaaa", 1) == TextChange(0, "", "a")
    assert difference("aaa", "aa", 2) == TextChange(2, "a", "")


@given(TEXTS, st.data())
def test_positions_of_qt_count_a_character_beyond_the_basic_plane_twice(
    text: str, data: st.DataObject
) -> None:
    position = data.draw(st.integers(0, len(text)))
    assert from_utf_16(text, utf_16_length(text[:position])) == position
