"""One spelling for all spellings of a word, and none lost."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.text.spelling import contains, folded, stem, words

PAIRS = [
    ("Khamenei", "Khāmeneʾi"),
    ("Khamenei", "Khamene’i"),
    ("Pezeshkian", "PEZESHKĪAN"),
    ("علی", "علي"),
    ("علی", "على"),
    ("کتاب", "كتاب"),
    ("رییس", "رئيس"),
    ("آمریکا", "امريكا"),
    ("می‌شود", "میشود"),
    ("کتـــاب", "کتاب"),
    ("مُحَمَّد", "محمد"),
    ("ёлка", "елка"),
    ("Strasse", "Straße"),
    ("istanbul", "İSTANBUL"),
    ("Istanbul", "ıstanbul"),
    ("Ostergard", "Østergård"),
    ("۱۴۰۳", "1403"),
    ("ﬁnance", "finance"),
    ("soft\u00adhyphen", "softhyphen"),
    ("Russia–Iran", "Russia-Iran"),
    ("“quoted”", '"quoted"'),
]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_spellings_of_one_word_contain_each_other(one: str, other: str) -> None:
    assert contains(f"so {one} says", other)
    assert contains(f"so {other} says", one)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("a bloc-wide treaty", "bloc wide"),
        ("a bloc-wide treaty", "blocwide"),
        ("10\u202f000 tonnes", "10,000"),
        ("10,000 tonnes", "10000"),
        ("۱۰٬۰۰۰ tonnes", "10 000"),
        ("1,8 bcm", "1.8"),
        ("10 000 tonnes", "10 00"),
        ("negotiations", "negotiat"),
    ],
)
def test_hyphens_grouping_and_unfinished_words_do_not_hide_a_text(text: str, query: str) -> None:
    assert contains(text, query)


@pytest.mark.parametrize(("text", "query"), [("bloc", "block"), ("かき", "がき"), ("gas", "gus")])
def test_other_letters_are_another_word(text: str, query: str) -> None:
    assert not contains(text, query)


@given(st.text(max_size=20), st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]))
def test_a_text_in_any_normal_form_has_one_spelling(text: str, form: str) -> None:
    # Accents of their own become spaces in NFKC, and the order of Japanese marks is not canonical.
    kept = "".join(
        c for c in text if c not in "\u3099\u309a´" and unicodedata.normalize("NFKC", c)[0] != " "
    )
    assert folded(unicodedata.normalize(form, kept)) == folded(unicodedata.normalize("NFC", kept))  # type: ignore[arg-type]


@given(st.text(max_size=20))
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text(st.characters(codec="ascii"), min_size=1, max_size=20).filter(str.strip))
def test_case_of_latin_letters_never_matters(text: str) -> None:
    assert contains(text.upper(), text.lower())


def test_words_have_their_parts_and_wholes() -> None:
    found = [(word.parts, word.wholes) for word in words("Khamene’i’s bloc-wide 1.234 bcm")]
    assert found == [
        (("khamene", "i", "s"), ("khameneis",)),
        (("bloc", "wide"), ("blocwide",)),
        (("1", "234"), ("1p234", "1234")),
        (("bcm",), ()),
    ]


def test_forms_of_an_english_word_have_one_stem() -> None:
    assert stem("negotiations") == stem("negotiating") == stem("negotiated")
    assert stem("gas") == "gas"
    assert stem("2024") == "2024"
    assert stem("articles2") == "articles2"
