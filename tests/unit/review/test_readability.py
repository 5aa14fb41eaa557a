"""Long sentences, passives, unexplained abbreviations, two spellings and empty headings are found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.model.briefing import FactItem, Prose
from briefing.review.checks.readability import _MOST_WORDS, check_consistency, check_sentences
from briefing.review.context import ReviewRow
from briefing.review.text.segmentation import passives
from briefing.review.text.word_lists import word_lists
from tests.unit.profile import repeatable
from tests.unit.review.rows import a_fact, context_of


def checked(text: str) -> list[tuple[str, str]]:
    prose = Prose(id="p1", text=text)
    raw = check_sentences(ReviewRow(prose, text), context_of(items=(prose,)))
    return [(each.rule_id, text[each.span.start : each.span.end]) for each in raw if each.span]


def of_whole(*texts: str) -> list[tuple[str, str, str]]:
    """Rule, words and row of what is found in the whole of a briefing with these paragraphs."""
    items = tuple(Prose(id=f"p{number}", text=text) for number, text in enumerate(texts, start=1))
    raw = check_consistency(context_of(items=items))
    return [(each.rule_id, each.span.text if each.span else "", each.row_id or "") for each in raw]


@repeatable
@given(st.lists(st.integers(1, 60), min_size=1, max_size=4))
def test_exactly_the_sentences_of_too_many_words_are_found_whole(lengths: list[int]) -> None:
    sentences = [f"Gas{' flows' * (length - 1)}." for length in lengths]
    expected = [text for text, length in zip(sentences, lengths, strict=True) if length > _MOST_WORDS]
    assert checked(" ".join(sentences)) == [("long-sentence", text) for text in expected]


@repeatable
@given(st.integers(0, 6))
def test_three_passives_in_one_sentence_are_found_from_the_first_to_the_last(count: int) -> None:
    verbs = ", ".join(["is being built"] * count)
    expected = [("passive-pile-up", verbs)] if count >= 3 else []
    assert checked(f"So. The line {verbs} by them.") == expected


def test_the_words_of_a_fact_are_not_the_analyst_s() -> None:
    fact = a_fact("Gas" + " flows" * 60)
    item = FactItem(id="f1", fact_id=fact.id)
    assert (
        list(check_sentences(ReviewRow(item, fact.statement, fact), context_of(fact, items=(item,)))) == []
    )
    own = replace(item, wording=fact.statement)
    assert (
        len(list(check_sentences(ReviewRow(own, fact.statement, fact), context_of(fact, items=(own,)))))
        == 1
    )


# The whole text


def test_an_abbreviation_is_found_once_where_it_is_used_first() -> None:
    assert of_whole("The BTCX line.", "The BTCX and the QXZ.") == [
        ("undefined-abbreviation", "BTCX", "p1"),
        ("undefined-abbreviation", "QXZ", "p2"),
    ]


@pytest.mark.parametrize("text", ["The Baku line (BTCX).", "BTCX (the Baku line)."])
def test_an_abbreviation_that_is_explained_anywhere_is_no_finding(text: str) -> None:
    assert of_whole("The BTCX line.", text) == []


@pytest.mark.parametrize(
    "text", ["The UN and the US.", "Part IV.", "S-300 and Su-35S.", "In X and Y.", "3GW"]
)
def test_known_abbreviations_numerals_and_names_of_things_need_no_explanation(text: str) -> None:
    assert of_whole(text) == []


@pytest.mark.parametrize(
    ("one", "other"), [("Pezeshkian", "Pezeshkiyan"), ("Tsivilev", "Tsiviliev"), ("Araghchi", "Aragchi")]
)
def test_two_spellings_of_one_name_are_found_once(one: str, other: str) -> None:
    first, second = sorted((one, other))
    assert of_whole(f"So {first} came.", f"So {second} came.") == [("two-spellings", second, "p2")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Russia", "Russian"),
        ("Iranian", "Iranians"),
        ("Minister", "Ministers"),
        ("Ukraine", "Ukraine's"),
        ("Armenia", "Romania"),
        ("Istanbul", "Islamabad"),
    ],
)
def test_a_name_and_its_adjective_or_plural_and_different_names_are_no_spellings_of_one(
    one: str, other: str
) -> None:
    assert of_whole(f"So {one} came.", f"So {other} came.") == []


@pytest.mark.parametrize("word", ["red", "naked", "sacred", "infra-red", "a hundred", "beloved"])
def test_an_adjective_in_ed_is_no_passive(word: str) -> None:
    lists = word_lists()
    text = f"The line is {word}, the map is {word}, the sea is {word} and the sky is {word}."
    assert passives(text, frozenset(lists.participles), frozenset(lists.not_participles)) == []
