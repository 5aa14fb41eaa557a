"""Languages and directions of the parts of a text in the web page."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given

from briefing.composition.views.references import PrintedQuote
from briefing.exports.foreign_text import markup
from briefing.exports.markdown import escaped
from tests.visual_order import sentences


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("The پیمان of 2025", 'The <bdi lang="fa" dir="rtl">پیمان</bdi> of 2025'),
        ("The דוח, 3 pages", 'The <bdi lang="he" dir="rtl">דוח</bdi>, 3 pages'),
        ("The معاهدة of 2001", 'The <bdi lang="ar" dir="rtl">معاهدة</bdi> of 2001'),
        ("A Договор and 天然气", 'A <span lang="ru">Договор</span> and <span lang="zh-Hans">天然气</span>'),
        ("بهای Gazprom: 55", '<bdi lang="fa" dir="rtl">بهای <span lang="en">Gazprom: 55</span></bdi>'),
        ("Договор о дружбе", '<span lang="ru">Договор о дружбе</span>'),
        ("A <b> & B", "A &lt;b&gt; &amp; B"),
        ("See پیمان (گاز) here", 'See <bdi lang="fa" dir="rtl">پیمان (گاز)</bdi> here'),
        (" بهای", ' <bdi lang="fa" dir="rtl">بهای</bdi>'),
        ("A پیمان, דוח", 'A <bdi lang="fa" dir="rtl">پیمان</bdi>, <bdi lang="he" dir="rtl">דוח</bdi>'),
        ("", ""),
    ],
)  # fmt: skip
def test_parts_in_other_languages_are_marked_so(text: str, marked: str) -> None:
    assert markup(text, "en") == marked


def test_a_language_that_is_known_is_not_guessed() -> None:
    assert markup("Traité", "en", "fr") == '<span lang="fr">Traité</span>'
    assert markup("پیمان", "en", "ar") == '<bdi lang="ar" dir="rtl">پیمان</bdi>'


def test_a_text_of_another_direction_than_the_document_has_its_language() -> None:
    assert markup("The route is open.", "fa") == '<span lang="en">The route is open.</span>'


def test_a_bracket_is_not_parted_from_the_other_one() -> None:
    assert "<bdi" not in markup("The report پیمان (گاز Gazprom) of 2025", "en")


@given(sentences())
def test_no_character_is_lost_or_moved(sentence: tuple[str, str, str]) -> None:
    text = sentence[0]
    assert html.unescape(re.sub("<[^>]*>", "", markup(text, "en"))) == text


def test_the_words_of_a_source_are_isolated_with_their_full_stop() -> None:
    quote = PrintedQuote("Source 3: “", "گاز صادر می‌شود.", "”", "fa")
    assert markup(quote, "en") == "Source 3: “" + markup("گاز صادر می‌شود.", "en") + "”"
    assert markup(quote, "en").endswith(".</bdi>”")
    assert escaped(quote) == "Source 3: “\u2067گاز صادر می‌شود.\u2069”"
