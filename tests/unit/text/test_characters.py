"""Invisible characters, characters that change the order, and those that languages need."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefing.text.characters import cleaned, made_visible, objection_to, unwanted, visible

DIRECTION = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
INVISIBLE = "\u00ad\u200b\u2060\ufeff\u2061\u2064\u034f\u115f\u1160\u3164\uffa0\u17b4\u180e\u2800\ufffc"
TAGS_AND_SELECTORS = "\U000e0001\U000e0041\U000e007f\ufe00\ufe0f\U000e0100\u180b"
CONTROLS = "\x00\x07\x08\x0b\x0c\r\x1b\x1f\x7f\x80\x85\x9f\u2028\u2029\u206a\u206f\ufff9\ufffa\ufffb"
WITHOUT_MEANING = "\ufdd0\ufffe\uffff\U0010ffff\ue000\U000f0000\u0378\U0001ffff"
UNWANTED = DIRECTION + INVISIBLE + TAGS_AND_SELECTORS + CONTROLS + WITHOUT_MEANING + "\ud800\udfff"

SPELLINGS = {
    "Persian, zero width non-joiner": "می‌خواهم، کتاب‌ها",
    "a Latin name with a Persian ending": "NATO‌ها",
    "Persian, abbreviated era with a joiner": "۱۴۰۳ ه‍.ش",
    "Hindi, joiner": "क्‍ष",
    "Sinhala, joiner": "ශ්‍රී ලංකාව",
    "Malayalam, joiner": "ന്‍",
    "a family of emoji": "👩‍👩‍👧",
    "an emoji with skin tone and joiner": "👩🏽‍🚀",
    "a heart with a selector": "❤️‍🔥",
    "a keycap": "5️⃣",
    "a variant of an ideograph": "葛\U000e0100",
    "Arabic signs of numbers": "\u0600١٢ \u06dd",
    "Hebrew with a grapheme joiner": "יְרוּשָׁלִַ͏ם",
    "spaces of typography": "10\u00a0000\u202ft, 5\u2009%\u3000x",
    "lines and tabs": "one\ntwo\tthree",
    "many scripts": "Договор 条约 조약 სამართალი ծրագիր ไทย भारत ١٢٣ ﷼ € — … ‑ №",
}


@pytest.mark.parametrize("character", UNWANTED, ids=lambda character: f"U+{ord(character):04X}")
def test_a_character_that_hides_something_is_unwanted_and_named(character: str) -> None:
    text = f"Russia {character}supplies gas"
    assert [each.position for each in unwanted(text)] == [7]
    objection = objection_to(text)
    assert f"Character 8 of the text is U+{ord(character):04X} (" in objection
    assert character not in objection
    assert "()" not in objection
    assert visible(text) == f"Russia ⟨U+{ord(character):04X}⟩supplies gas"


@pytest.mark.parametrize("text", SPELLINGS.values(), ids=SPELLINGS)
def test_a_character_that_a_language_needs_is_allowed(text: str) -> None:
    assert list(unwanted(text)) == []
    assert visible(text) == cleaned(text) == text


@pytest.mark.parametrize(
    "text", ["a\u200cb", "\u200d", "می\u200c\u200cخواهم", "1\ufe0f", "a\ufe0f", "1\u200d2"]
)
def test_a_character_of_another_language_is_out_of_place(text: str) -> None:
    assert list(unwanted(text))


def test_every_format_and_control_character_of_unicode_is_decided_on() -> None:
    allowed = {
        chr(code)
        for code in range(0x110000)
        if unicodedata.category(chr(code)) in {"Cc", "Cf", "Zl", "Zp"}
        and not list(unwanted(f"a{chr(code)}b"))
    }
    assert allowed == {
        *"\t\n\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd",
        *map(chr, range(0x600, 0x606)),
    }


@given(st.text())
def test_the_visible_form_has_no_unwanted_character_and_loses_none(text: str) -> None:
    shown = visible(text)
    assert list(unwanted(shown)) == []
    if not list(made_visible(text)):
        codes = [int(match.group()[3:-1], 16) for match in made_visible(shown)]
        assert codes == [ord(each.character) for each in unwanted(text)]


@given(st.text())
def test_cleaning_keeps_every_other_character(text: str) -> None:
    positions = {each.position for each in unwanted(text)}
    kept = [character for index, character in enumerate(text) if index not in positions]
    # A joiner may lose its place with its neighbour.
    shown = [c for c in kept if not c.isspace() and c not in "\u200c\u200d"]
    assert [c for c in cleaned(text) if not c.isspace() and c not in "\u200c\u200d"] == shown


def test_cleaning_turns_separators_into_line_breaks_and_spaces() -> None:
    assert cleaned("one\u2028two\rthree\u3164four\u00adfive") == "one\ntwo\nthree fourfive"


MIXED = [*UNWANTED, *"".join(SPELLINGS.values()), "a", "\u200d", "\u200c", "\ufe0f"]


@given(st.lists(st.sampled_from(MIXED), max_size=8))
@example(["ی", "\u200c", "\u200e", "\u200c", "ی"])
def test_making_visible_leaves_no_unwanted_character_next_to_others(characters: list[str]) -> None:
    assert list(unwanted(visible("".join(characters)))) == []
    assert list(unwanted(cleaned("".join(characters)))) == []
