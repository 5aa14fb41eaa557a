"""Sentences, words, phrases, stems and passives of a text, each with its place."""

from __future__ import annotations

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.review.text.segmentation import PhraseMatcher, passives, plain, sentences, stem, words
from tests.unit.profile import repeatable

FRAGMENTS = st.sampled_from(
    ["Gas flows.", "Dr. Smith", "No. 5", "e.g.", "U.S.", "“It is.”", "(cf. p. 3)", "5.5", "...", "…",
     "Really?!", "\n", "1.", "i.e.", "\u2028", "\t", "(It is.)", "Договор", "معاهده", "don’t", "3,000"]
)  # fmt: skip
TEXTS = st.lists(FRAGMENTS, max_size=10).map(" ".join) | st.text("aZ .!?;\n()“”’'19é…-:,", max_size=60)


# Plain text


@repeatable
@given(st.text(max_size=60))
def test_plain_text_has_each_character_in_its_place(text: str) -> None:
    assert len(plain(text)) == len(text)
    assert plain(plain(text)) == plain(text)


def test_typographic_marks_become_typewriter_ones() -> None:
    assert plain("‘it’ “is” a\u2010b\u2011c–d\u00a0e\u202ff") == "'it' \"is\" a-b-c-d e f"


# Sentences


@repeatable
@given(TEXTS)
def test_sentences_cover_all_of_a_text_but_white_space_and_never_overlap(text: str) -> None:
    end = 0
    for sentence in sentences(text):
        assert sentence.text == text[sentence.start : sentence.end]
        assert sentence.text == sentence.text.strip() != ""
        assert text[end : sentence.start].strip() == ""
        assert sentence.start >= end
        end = sentence.end
    assert text[end:].strip() == ""


@repeatable
@given(st.lists(st.sampled_from(["Gas flows.", "Is it so?", "It rose by 5.5 per cent!"]), max_size=6))
def test_sentences_of_a_plain_text_are_those_it_was_made_of(parts: list[str]) -> None:
    assert [sentence.text for sentence in sentences(" ".join(parts))] == parts
    assert [sentence.text for sentence in sentences("\n".join(parts))] == parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See Art. 3 of it. It holds.", ["See Art. 3 of it.", "It holds."]),
        ("It rose (cf. p. 3) by half. Dr. Smith left.", ["It rose (cf. p. 3) by half.", "Dr. Smith left."]),
        ("U.S. forces left. Iran stayed.", ["U.S. forces left.", "Iran stayed."]),
        ("He said: “It is. It was.” He left.", ["He said: “It is. It was.”", "He left."]),
        ("A line without an end", ["A line without an end"]),
    ],
)
def test_a_full_stop_of_an_abbreviation_or_a_quotation_ends_no_sentence(
    text: str, expected: list[str]
) -> None:
    assert [sentence.text for sentence in sentences(text)] == expected


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u2028"])
def test_a_text_of_nothing_has_no_sentences_and_no_words(text: str) -> None:
    assert sentences(text) == ()
    assert words(text) == ()


# Words


@repeatable
@given(TEXTS)
def test_words_hold_every_letter_and_digit_of_a_text_in_order(text: str) -> None:
    end = 0
    for word in words(text):
        assert word.start >= end
        assert word.text == plain(text)[word.start : word.end]
        assert not re.search(r"[^\W_]", text[end : word.start])
        end = word.end
    assert not re.search(r"[^\W_]", text[end:])


def test_marks_within_a_word_or_a_number_do_not_part_it() -> None:
    assert [word.text for word in words("Don’t split U.S. or 5.5 bcm-lines, “please”.")] == [
        "Don't", "split", "U.S", "or", "5.5", "bcm-lines", "please",
    ]  # fmt: skip


# Stems


@pytest.mark.parametrize(
    "forms",
    [
        ("treaty", "Treaties", "TREATY", "treaty's", "treaties'"),
        ("supply", "supplies", "supplied", "Supply's"),
    ],
)
def test_forms_of_one_word_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


@repeatable
@given(st.text("abcdefghilmnorstuy", min_size=1, max_size=12))
def test_a_stem_ignores_case_and_a_possessive_ending(word: str) -> None:
    assert stem(word.upper()) == stem(word) == stem(f"{word}'s")


# Phrases


ENTRIES = st.lists(st.sampled_from(["may", "may not", "suppl*", "in * view", "up to", "a.b"]), unique=True)
PHRASED = st.lists(
    st.sampled_from(
        ["may", "not", "supply", "supplies", "in", "his", "view", "up", "to", "a.b", "axb", "–", "’"]
    )
).map(" ".join)


@repeatable
@given(ENTRIES, PHRASED)
def test_phrases_are_found_whole_in_order_and_without_overlap(entries: list[str], text: str) -> None:
    phrases = PhraseMatcher(entries)
    spans = phrases.all(text)
    end = 0
    for span in spans:
        assert span.start >= end
        assert span.text == text[span.start : span.end]
        assert not text[: span.start][-1:].isalnum()
        assert not text[span.end :][:1].isalnum()
        end = span.end
    assert phrases.first(text) == (spans[0] if spans else None)
    assert (text in phrases) == bool(spans)


@pytest.mark.parametrize(
    ("entry", "text", "expected"),
    [
        ("may", "Maybe they MAY, dismay", ["MAY"]),
        ("suppl*", "Supplies and suppliers resupply", ["Supplies", "suppliers"]),
        ("in * view", "in his view, in view", ["in his view"]),
        ("up to", "up\n to, upto", ["up\n to"]),
        ("can't", "They can’t", ["can’t"]),
        ("a.b", "axb a.b", ["a.b"]),
        ("may", "o'may", []),
    ],
)
def test_a_phrase_matches_whole_words_with_stars_for_endings(
    entry: str, text: str, expected: list[str]
) -> None:
    assert [span.text for span in PhraseMatcher([entry]).all(text)] == expected


def test_the_longest_of_the_phrases_that_begin_at_a_place_is_found() -> None:
    assert [span.text for span in PhraseMatcher(["may", "may not"]).all("It may not, and may.")] == [
        "may not",
        "may",
    ]


def test_no_phrases_are_found_by_an_empty_list() -> None:
    assert PhraseMatcher([]).all("anything, and\nnothing") == []
    assert "" not in PhraseMatcher([])


# Passives


PARTICIPLES, NEVER = frozenset({"built", "said"}), frozenset({"need", "hundred"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was agreed.", ["was agreed"]),
        ("It is not being built.", ["is not being built"]),
        ("It was being built and is said to last.", ["was being built", "is said"]),
        ("It has been quickly signed.", ["been quickly signed"]),
        ("He got killed.", ["got killed"]),
        ("It was a hundred, there is need.", []),
        ("They were sailing and had built it.", []),
        ("It is a plan they agreed.", []),
    ],
)
def test_passives_are_a_form_of_be_and_a_participle_near_it(text: str, expected: list[str]) -> None:
    assert [span.text for span in passives(text, PARTICIPLES, NEVER)] == expected


@repeatable
@given(
    st.lists(
        st.sampled_from(["is", "was", "being", "been", "not", "built", "agreed", "quickly", "gas", "."])
    )
)
def test_no_participle_is_counted_for_two_passives(parts: list[str]) -> None:
    spans = passives(" ".join(parts), PARTICIPLES, NEVER)
    assert all(later.start >= sooner.end for sooner, later in itertools.pairwise(spans))
