"""The difference between a wording and the library's statement, as HTML and as speech."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.app.presentation.wording.difference import difference_html, difference_words
from briefing.app.theme import theme
from briefing.app.theme.colours import LIGHT

WORDS = st.text(st.sampled_from("ab <&>.,"), max_size=24)


@pytest.fixture(autouse=True)
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    """The light palette, so that no application is needed to ask for the desktop's."""
    monkeypatch.setattr(theme, "colours", lambda: LIGHT)


def test_deletions_are_struck_out_and_insertions_underlined() -> None:
    html = difference_html("The gas may flow.", "The gas will flow.")
    assert re.sub(r" style='[^']*'", "", html) == "The gas <s>may</s>\u2009<u>will</u> flow."


def test_equal_wording_has_no_marks_and_nothing_to_say() -> None:
    assert difference_html("The gas may flow.", "The gas may flow.") == "The gas may flow."
    assert difference_words("The gas may flow.", "The gas may flow.") == ""


def test_a_screen_reader_hears_what_became_what() -> None:
    assert difference_words("The gas may flow.", "The gas will flow.") == "“may” became “will”"
    assert difference_words("It will flow.", "It flow.") == "“will” became “…”"


@given(WORDS, WORDS)
def test_the_html_holds_both_texts(statement: str, wording: str) -> None:
    html = difference_html(statement, wording).replace("\u2009", "")
    without_insertions = re.sub(r"<u [^>]*>.*?</u>", "", html)
    without_deletions = re.sub(r"<s [^>]*>.*?</s>", "", html)
    assert unescape(re.sub(r"</?s[^>]*>", "", without_insertions)) == statement
    assert unescape(re.sub(r"</?u[^>]*>", "", without_deletions)) == wording
