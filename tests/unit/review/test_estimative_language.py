"""Terms of a scale are recognised; words of likelihood on no scale or not of the grade are found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.grading import Scale
from briefing.model.briefing import Grade, Judgement, Prose
from briefing.review.checks.estimative_language import (
    check_estimative_language,
    check_rows_of_terms,
    term_finder,
)
from briefing.review.context import ReviewRow
from tests.unit.profile import repeatable
from tests.unit.review.rows import context_of


def scale_of(scheme_id: str) -> Scale:
    scale = context_of(scheme_id=scheme_id).likelihood
    assert scale is not None
    return scale


ICD, PHIA = scale_of("icd-203"), scale_of("phia")
WORDS = [(scale, term.id, word) for scale in (ICD, PHIA) for term in scale.terms for word in term.words]


def a_judgement(text: str, likelihood: str | None = "unlikely", item_id: str = "j1") -> Judgement:
    grade = Grade(graded_by="A", graded_on="2025-11-03", likelihood=likelihood)
    return Judgement(id=item_id, text=text, grade=grade)


def checked(text: str, likelihood: str | None = "unlikely") -> list[tuple[str, str, str | None]]:
    """Rule, words and the words offered instead, of a judgement under ICD 203."""
    judgement = a_judgement(text, likelihood)
    raw = check_estimative_language(ReviewRow(judgement, text), context_of(items=(judgement,)))
    return [(each.rule_id, each.span.text, each.replacement) for each in raw if each.span]


# Terms of a scale


@pytest.mark.parametrize(("scale", "term_id", "word"), WORDS, ids=[word for *_, word in WORDS])
def test_each_term_is_recognised_whole_in_any_case_and_spacing(
    scale: Scale, term_id: str, word: str
) -> None:
    for written in (word, word.upper(), word.replace(" ", "\u00a0"), word.replace(" ", "\n ")):
        text = f"It is {written} that gas will flow."
        (use,) = term_finder(scale).uses(text)
        assert use.term.id == term_id
        assert use.row == (scale.term(term_id).words.index(word) if scale.rows else None)  # type: ignore[union-attr]
        assert text[use.span.start : use.span.end] == use.span.text == written


@repeatable
@given(st.lists(st.sampled_from([(term, word) for scale, term, word in WORDS if scale is ICD]), max_size=5))
def test_every_term_of_a_text_is_recognised_in_order(listed: list[tuple[str, str]]) -> None:
    text = " and ".join(f"it is {word}" for _, word in listed)
    assert [(use.term.id, use.span.text) for use in term_finder(ICD).uses(text)] == listed


@pytest.mark.parametrize(
    ("adverb", "term_id"),
    [("probably", "likely"), ("improbably", "unlikely"), ("almost certainly", "almost-certain")],
)
def test_the_adverb_of_a_term_is_that_term(adverb: str, term_id: str) -> None:
    assert [use.term.id for use in term_finder(ICD).uses(f"Gas will {adverb} flow.")] == [term_id]


@pytest.mark.parametrize("text", ["unlikeliness", "likelihood", "the remotest hope", "in all probability"])
def test_a_term_within_another_word_is_none(text: str) -> None:
    assert term_finder(ICD).uses(text) == []


# A judgement


@pytest.mark.parametrize(
    "text",
    [
        "It is unlikely that gas will flow.",
        "It is improbable that gas will flow.",
        "It is unlikely (30 %) that gas will flow, and likely that talks go on.",
        "It is unlikely that 95 % of the gas will flow.",
        "It is unlikely that gas will flow. We hold this with low confidence.",
        "Gas will flow.",
    ],
)
def test_a_judgement_in_the_words_of_its_grade_has_no_finding(text: str) -> None:
    assert checked(text) == []


def test_another_term_than_that_of_the_grade_is_found_and_the_right_one_is_offered() -> None:
    assert checked("It is likely that it flows.") == [("term-not-the-grade", "likely", "unlikely")]
    assert checked("It is probable that it flows.") == [("term-not-the-grade", "probable", "improbable")]


def test_an_adjective_is_not_offered_in_place_of_an_adverb() -> None:
    assert checked("Gas will probably flow.") == [("term-not-the-grade", "probably", None)]


@pytest.mark.parametrize("word", ["highly unlikely", "exceptionally unlikely", "realistic possibility"])
def test_a_term_of_another_scheme_is_found_whole(word: str) -> None:
    assert checked(f"It is a {word} that it flows.") == [("term-of-another-scheme", word, "unlikely")]


@pytest.mark.parametrize("word", ["quite", "rather", "somewhat", "more", "increasingly"])
def test_a_term_that_is_made_stronger_or_weaker_is_found_and_offered_plain(word: str) -> None:
    assert ("intensified-term", f"{word} unlikely", "unlikely") in checked(f"It is {word} unlikely.")


@repeatable
@given(st.integers(0, 100))
def test_a_percentage_after_a_term_is_found_exactly_where_it_is_outside_the_term(percent: int) -> None:
    expected = [] if 20 <= percent <= 45 else [("number-outside-term", f"{percent} %", None)]
    assert checked(f"It is unlikely ({percent} %) that it flows.") == expected
    assert checked(f"It is unlikely; the odds are a {percent} % chance.") == expected


def test_likelihood_and_confidence_in_one_sentence_are_found_at_the_confidence() -> None:
    assert checked("So. It is unlikely, with high confidence, that it flows.") == [
        ("likelihood-with-confidence", "high confidence", None)
    ]


@pytest.mark.parametrize("hedge", ["could", "might", "cannot be ruled out to"])
def test_a_hedge_is_found_only_where_no_term_of_likelihood_is(hedge: str) -> None:
    words = hedge.removesuffix(" to")
    assert checked(f"Gas {hedge} flow.") == [("hedge-without-term", words, None)]
    assert checked(f"Gas {hedge} flow, which is unlikely.") == []


def test_without_a_likelihood_given_no_term_is_wrong() -> None:
    assert checked("It is likely that it flows.", None) == []


# Any text of the analyst


@pytest.mark.parametrize(("word", "offered"), [("clearly", ""), ("of course", ""), ("several", None)])
def test_a_word_that_says_little_is_found_and_an_adverb_may_be_taken_out(
    word: str, offered: str | None
) -> None:
    assert checked(f"It is unlikely that {word} it flows.") == [("weasel-word", word, offered)]


def test_a_report_by_nobody_is_found_and_one_by_somebody_is_not() -> None:
    prose = Prose(id="p1", text="It is believed that gas will flow. It is said by Tehran to be so.")
    raw = list(check_estimative_language(ReviewRow(prose, prose.text), context_of(items=(prose,))))
    assert [(each.rule_id, each.span and each.span.text) for each in raw] == [
        ("nameless-report", "It is believed")
    ]


# The whole briefing


@repeatable
@given(
    st.lists(st.sampled_from(["unlikely", "likely", "improbable", "probable", "even chance"]), max_size=6)
)
def test_only_words_of_the_row_that_is_used_less_are_found(words: list[str]) -> None:
    items = tuple(
        a_judgement(f"It is {word} so.", item_id=f"j{number}") for number, word in enumerate(words)
    )
    raw = list(check_rows_of_terms(context_of(items=items)))
    first = sum(word in {"unlikely", "likely"} for word in words)
    second = sum(word in {"improbable", "probable"} for word in words)
    less = {"improbable", "probable"} if first >= second else {"unlikely", "likely"}
    expected = [word for word in words if word in less] if first and second else []
    assert [each.span.text for each in raw if each.span] == expected
    other = {"unlikely": "improbable", "likely": "probable", "improbable": "unlikely", "probable": "likely"}
    assert [each.replacement for each in raw] == [other[word] for word in expected]
