"""Letters of menu entries and buttons."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefing.app.menus.mnemonics import letter_of, with_letters, without_letter

TEXTS = st.lists(
    st.text(alphabet="ab C&dé…ش", max_size=12).map(lambda text: text.replace("&", "&&")), max_size=12
)


def test_a_text_keeps_the_letter_it_has_and_others_avoid_it() -> None:
    assert with_letters(["Save", "&Search", "Send"]) == ["S&ave", "&Search", "S&end"]


def test_the_first_letter_of_a_word_is_preferred() -> None:
    assert with_letters(["Copy", "Copy link"]) == ["&Copy", "Copy &link"]


def test_a_letter_is_appended_where_all_letters_of_a_text_are_taken() -> None:
    assert with_letters(["No"], taken="no") == ["No (&A)"]


def test_a_text_gives_way_to_one_that_has_no_other_letter() -> None:
    assert with_letters(["On", "Off", "O"]) == ["O&n", "O&ff", "&O"]
    texts = ["Approve", "Paper", "Rover", "Vapour", "Open", "Rope", "Pave", "Over"]
    assert not [text for text in with_letters(texts) if "(" in text]


def test_an_ampersand_in_a_text_marks_no_letter() -> None:
    assert letter_of("R&&D") == ""
    assert without_letter("&R&&D") == "R&D"


@given(TEXTS)
def test_every_text_gets_a_letter_of_its_own_and_is_shown_as_before(texts: list[str]) -> None:
    lettered = [text for text in with_letters(texts) if text.strip()]
    letters = [letter_of(text) for text in lettered]
    assert all(letters)
    assert len(letters) == len(set(letters))
    before = [without_letter(text) for text in texts if text.strip()]
    assert all(without_letter(text).startswith(old) for text, old in zip(lettered, before, strict=True))
