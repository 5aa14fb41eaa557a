"""Setting a text changes signs and never words, and changes nothing when it is done twice."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.typography.typeset import NARROW, NO_BREAK, markup, typeset
from tests.unit.profile import repeatable

LANGUAGES = st.sampled_from(
    [
        "en",
        "en-GB",
        "fr",
        "fr-CA",
        "de",
        "de-CH",
        "ru",
        "uk",
        "pl",
        "cs",
        "fa",
        "ar",
        "he",
        "es",
        "zh-Hans",
        "xx",
    ]
)
FRAGMENTS = st.sampled_from(
    ['"', "'", "...", " ", " – ", "-", ", ", "(", ")", "«", "»", "“", "”", "’", ":", "?", "%", "\n",
     NO_BREAK, NARROW, "20-45 %", "55 bcm", "pp. 3-5", "2020-2025", "2025-10-31", "17 January 2025",
     "5'10\"", "V. Putin", "20 000", "https://a.org/x-1'y", "a.b@c.org", "/usr/lib/x", "`a 'b'`", "S-300",
     "§ 4", "Договор", "2 октября", "в", "معاهده", "۱۷", "<b>", "&amp;", "{{ x }}", "TLP:AMBER+STRICT"]
)  # fmt: skip
TEXTS = st.lists(FRAGMENTS, max_size=12).map("".join) | st.text(max_size=40)


def words_of(text: str) -> list[str]:
    """The letters and digits of a text between its other signs."""
    return re.findall(r"[^\W_]+", text)


@repeatable
@given(TEXTS, LANGUAGES)
def test_setting_never_changes_words(text: str, language: str) -> None:
    assert words_of(typeset(text, language)) == words_of(text)


@repeatable
@given(TEXTS, LANGUAGES)
def test_setting_a_set_text_changes_nothing(text: str, language: str) -> None:
    once = typeset(text, language)
    assert typeset(once, language) == once


@repeatable
@given(TEXTS, LANGUAGES)
def test_setting_adds_and_removes_no_line(text: str, language: str) -> None:
    assert typeset(text, language).count("\n") == text.count("\n")


@repeatable
@given(
    st.sampled_from(
        ["https://a.org/x-1-2?q='a'", "www.a.org/3-5", "a-b.c@d-e.org", "`it's 20-45 %`", "/a-1/b-2/c"]
    ),
    LANGUAGES,
)
def test_addresses_paths_and_quoted_code_stay_as_they_are_typed(verbatim: str, language: str) -> None:
    assert verbatim in typeset(f"See {verbatim} there.", language)


@pytest.mark.parametrize(
    ("language", "left", "right"),
    [
        ("en", "“", "”"),
        ("de", "„", "“"),
        ("ru", "«", "»"),
        ("uk", "«", "»"),
        ("pl", "„", "”"),
        ("fa", "«", "»"),
    ],
)
def test_straight_quotation_marks_become_those_of_the_language(
    language: str, left: str, right: str
) -> None:
    assert typeset('so "words" are', language) == f"so {left}words{right} are"


def test_french_marks_have_a_narrow_space_within_and_before_signs() -> None:
    assert typeset('le "traité" ; oui ?', "fr") == f"le «{NARROW}traité{NARROW}»{NARROW}; oui{NARROW}?"


@pytest.mark.parametrize("language", ["zh-Hans", "xx", "he"])
def test_a_language_without_rules_keeps_its_marks(language: str) -> None:
    assert typeset('a "b" it\'s', language) == 'a "b" it\'s'


# Ranges


@repeatable
@given(st.integers(1, 999), st.integers(1, 999), st.sampled_from([" %", " bcm", " years", " days"]))
def test_a_hyphen_between_rising_measures_is_an_en_dash(first: int, last: int, unit: str) -> None:
    shown = typeset(f"of {first}-{last}{unit}", "en")
    assert (f"{first}–{last}" in shown) == (first < last)


@pytest.mark.parametrize(
    "text", ["2025-10-31", "S-300-400", "747-800", "Su-35", "1-2-3", "+1-202-555", "12-5 %"]
)
def test_a_hyphen_of_a_date_a_name_or_a_falling_pair_stays(text: str) -> None:
    assert "–" not in typeset(f"of {text} it", "en")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("pp. 3-5", "pp.\u00a03–5"),
        ("Articles 3-5", "Articles\u00a03–5"),
        ("2020-2025", "2020–2025"),
        ("between 3-5", "between 3–5"),
    ],
)
def test_a_hyphen_of_a_range_of_pages_articles_or_years_is_an_en_dash(text: str, shown: str) -> None:
    assert typeset(text, "en") == shown


# Spaces


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "55 bcm"), ("en", "20 %"), ("en", "17 January"), ("en", "January 2025"), ("en", "art. 3"),
        ("en", "§ 4"), ("en", "No. 5"), ("en", "V. Putin"), ("en", "Mr Tsivilev"), ("en", "5 million"),
        ("de", "17. Januar"), ("ru", "2 октября"), ("ru", "в Москве"), ("pl", "w Moskwie"),
        ("uk", "з Росії"),
    ],
)  # fmt: skip
def test_a_line_may_not_end_within_what_belongs_together(language: str, text: str) -> None:
    assert typeset(f"({text})", language) == f"({text.replace(' ', NO_BREAK)})"


@pytest.mark.parametrize("text", ["3 and 4", "2 of 3", "gas flows", "in Moscow", "the 5 in 6"])
def test_a_line_may_end_between_other_words(text: str) -> None:
    assert typeset(text, "en") == text


def test_thousands_are_kept_together_by_narrow_spaces() -> None:
    assert typeset("some 1 250 000 men", "en").startswith(f"some 1{NARROW}250{NARROW}000")


# Markup


def text_of(marked: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", marked))


@repeatable
@given(TEXTS, LANGUAGES, st.sampled_from(["", "en", "fa", "ru"]))
def test_markup_is_the_set_text_and_escapes_all_of_it(text: str, language: str, own: str) -> None:
    marked = str(markup(text, language, own=own))
    assert words_of(text_of(marked)) == words_of(text)
    for tag in re.findall(r"<[^>]*>", marked):
        assert re.fullmatch(r'</span>|<span (class="[a-z]+"|lang="[\w-]+"( dir="(ltr|rtl)")?)>', tag)
    assert marked.count("<span") == marked.count("</span>")
    flat = str(markup(text, language, own=own, inline=False))
    assert "<" not in flat
    assert html.unescape(flat) == text_of(marked)


def test_a_text_in_another_language_is_marked_whole_with_its_direction() -> None:
    assert str(markup("معاهده", "en")) == '<span lang="fa" dir="rtl">معاهده</span>'
    assert str(markup("Traité", "en", own="fr")) == '<span lang="fr" dir="ltr">Traité</span>'
    assert str(markup("treaty", "en")) == "treaty"


def test_an_address_and_a_range_are_marked_so_that_no_line_ends_in_them() -> None:
    marked = str(markup("See https://a.org/b for 20-45 % of TLP:AMBER", "en"))
    assert '<span class="verbatim">https://a.org/b</span>' in marked
    assert f'<span class="together">20–45{NO_BREAK}%</span>' in marked
    assert '<span class="together">TLP:AMBER</span>' in marked
