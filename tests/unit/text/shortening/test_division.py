"""A text is divided into parts that are not too long, and nothing of it is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.shortening.division import joined_parts, paragraphs_of, short_parts

TEXTS = st.text(alphabet=st.sampled_from('aB5.!?。\u0301 \n"”\u200d'), max_size=400)


def test_the_lines_of_a_text_without_empty_lines_are_its_paragraphs() -> None:
    assert paragraphs_of(" One\nTwo \n") == ["One", "Two"]
    assert paragraphs_of("One\nand on\n\nTwo") == ["One\nand on", "Two"]


def without_spaces(text: str) -> str:
    return "".join(text.split())


@given(TEXTS, st.integers(min_value=4, max_value=60))
def test_parts_are_short_enough_and_have_all_of_the_text(text: str, most: int) -> None:
    parts = short_parts(text, most)
    assert without_spaces("".join(parts)) == without_spaces(text)
    for each in (*parts, *joined_parts(parts, most)):
        assert each
        assert len(each) <= most
    assert without_spaces("".join(joined_parts(parts, most))) == without_spaces(text)


def test_a_paragraph_that_is_short_enough_is_one_part() -> None:
    assert short_parts("First. Second.\n\nThird.", 20) == ["First. Second.", "Third."]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Gas flows. Nobody pays for it now.", "Gas flows."),
        ("He said “Gas flows.” Nobody pays for it.", "He said “Gas flows.”"),
        ("See the Art. 5 of the Treaty, it is long.", "See the Art. 5 of the"),
        ("Of all the Mr. Putin and the others know.", "Of all the Mr. Putin"),
        ("It costs 5 bn. euros. Then nobody pays it.", "It costs 5 bn. euros."),
        ("ایران گاز می‌دهد؟ روسیه پول می‌دهد و می‌رود.", "ایران گاز می‌دهد؟"),
        ("天然气正在流动。没有人为此付款，也没有人知道为什么会这样。", "天然气正在流动。"),
    ],
)
def test_a_long_paragraph_is_divided_where_a_sentence_ends(text: str, first: str) -> None:
    most = max(len(first) + 1, 15)
    assert short_parts(text, most)[0] == first


def test_a_text_without_sentences_is_divided_between_words_and_then_between_letters() -> None:
    assert short_parts("one two three four", 9) == ["one two", "three", "four"]
    assert short_parts("e\u0301" * 6, 7) == ["e\u0301" * 3] * 2


def test_short_parts_are_joined_as_far_as_there_is_room() -> None:
    assert joined_parts(["one", "two", "three"], 8) == ["one\n\ntwo", "three"]
