"""Quotes in a text: found whatever the spacing, and reported where the words differ or are missing."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.source import TextQuote
from briefing.sources.anchoring import CompactText, QuoteCheck, QuoteState, check_quotes
from briefing.sources.anchoring.approximate import best_match
from briefing.sources.anchoring.compact_text import compact_form
from tests.unit.profile import repeatable

ARTICLE = (
    "Article 3\n\n1. In the event that either Contracting Party is subjected to aggression, the other\n"
    "Contracting Party shall not provide any military or other assistance to the aggres-\nsor.\n\n"
    "Article 4\n\n1. The Parties shall consult each other without delay.\n\n"
    "Article 14\n\n1. The Parties shall consult each other on prices.\n"
)
TEXT = CompactText(ARTICLE)


def check(exact: str, text: CompactText = TEXT, **hints: str | int) -> QuoteCheck:
    return check_quotes([TextQuote(exact=exact, **hints)], text)[0]  # type: ignore[arg-type]


def passage(result: QuoteCheck, text: str = ARTICLE) -> str:
    return " ".join(text[result.start : result.end].split())


def test_the_words_are_verbatim_over_the_end_of_a_line() -> None:
    result = check("the other Contracting Party shall not provide any military or other assistance")
    assert result.state is QuoteState.VERBATIM
    assert (
        passage(result) == "the other Contracting Party shall not provide any military or other assistance"
    )


@pytest.mark.parametrize("exact", ["assistance to the aggressor.", "anymilitary or other assis-tance"])
def test_other_spaces_and_hyphens_are_another_spacing(exact: str) -> None:
    assert check(exact).state is QuoteState.SPACING


def test_other_words_are_named_and_the_passage_is_where_they_are() -> None:
    result = check("the other Contracting Party shall not provide any military or economic assistance")
    assert result.state is QuoteState.MOVED
    assert [(each.quoted, each.found) for each in result.changes] == [("economic", "other")]
    assert passage(result).startswith("the other Contracting Party shall not provide")


@pytest.mark.parametrize(
    ("exact", "text"),
    [
        ("Russia delivers up to 25 bcm of gas a year", "Russia delivers up to 15 bcm of gas a year"),
        ("Russia delivers up to 25.5 bcm of gas", "Russia delivers up to 2.55 bcm of gas"),
        ("The fleet has twenty vessels at sea", "The fleet has thirty vessels at sea"),
        ("The Parties shall not station troops there", "The Parties shall station troops there"),
        ("They station troops with the consent of both", "They station troops without the consent of both"),
        ("A Party shall consult the other Party at once", "A Party may consult the other Party at once"),
        ("The gas is delivered to Iran by pipeline", "The gas is delivered to Iraq by pipeline"),
        (
            "Where a third state attacks one of them, Russia shall assist Iran with all the means it has",
            "Where a third state attacks one of them, Iran shall assist Russia with all the means it has",
        ),
        ("Стороны не размещают вооружения у границы", "Стороны размещают вооружения у границы"),
        ("Стороны могут продлить срок договора", "Стороны должны продлить срок договора"),
        ("لا يجوز للطرفين إنشاء قواعد عسكرية", "يجوز للطرفين إنشاء قواعد عسكرية"),
        ("طرفین نمی‌توانند نیرو مستقر کنند", "طرفین می‌توانند نیرو مستقر کنند"),
        ("双方不得在对方领土驻军并设立军事基地", "双方可以在对方领土驻军并设立军事基地"),
        ("at a distance of 10³ metres from it", "at a distance of 103 metres from it"),
        ("under Article 2 5 of them may vote", "under Article 25 of them may vote"),
    ],
)
def test_another_figure_negation_modal_word_or_name_changes_what_the_quote_says(
    exact: str, text: str
) -> None:
    result = check(exact, CompactText(text))
    assert result.state is QuoteState.CHANGED
    assert result.changes


@pytest.mark.parametrize(
    ("exact", "text", "state"),
    [
        ("it costs 1 000 roubles a day", "it costs 1000 roubles a day", QuoteState.SPACING),
        ("it costs 1,000 roubles a long day", "it costs 1 000 roubles a long day", QuoteState.MOVED),
        ("the contracting parties shall meet", "the Contracting Parties shall meet", QuoteState.MOVED),
        ("they shall meet each year there", "they shall meet every year there", QuoteState.MOVED),
        ("In that event they shall meet", "For that event they shall meet", QuoteState.MOVED),
    ],
)  # fmt: skip
def test_other_forms_of_the_same_figures_and_names_do_not(exact: str, text: str, state: QuoteState) -> None:
    assert check(exact, CompactText(text)).state is state


def test_a_passage_that_was_changed_in_its_place_is_preferred_to_the_same_words_elsewhere() -> None:
    text = (
        "Article 2. On the price of gas the Parties may consult each other before the end of the year.\n\n"
        "Article 9. The Parties shall consult each other. Nothing more is agreed on rivers."
    )
    quote = {"prefix": "Article 2. On the price of gas", "suffix": "before the end of the year."}
    result = check("the Parties shall consult each other", CompactText(text), **quote)
    assert result.state is QuoteState.CHANGED
    assert result.start < text.index("Article 9")


@pytest.mark.parametrize(
    "exact", ["The Parties establish a common air force under one command.", "Article 99", "xyz"]
)
def test_words_that_the_text_has_not_are_not_found(exact: str) -> None:
    assert check(exact) == QuoteCheck(QuoteState.NOT_FOUND)


def test_of_equal_passages_the_one_with_the_same_context_is_meant() -> None:
    exact = "1. The Parties shall consult each other"
    first, second = ARTICLE.index(exact), ARTICLE.rindex(exact)
    assert check(exact, suffix=" on prices").start == second
    assert check(exact, suffix=" without delay").start == first
    assert check(exact, prefix="Article 14 ").start == second
    assert check(exact, start=second, end=second + len(exact)).start == second


def test_a_wrong_position_does_not_lead_away_from_the_passage() -> None:
    exact = "shall consult each other on prices"
    assert check(exact, start=3, end=9).start == ARTICLE.index(exact)


def test_an_empty_text_has_no_quote() -> None:
    assert check("Article 3", CompactText("")).state is QuoteState.NOT_FOUND


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("Стороны воздерживаются\nот применения силы", "воздерживаются от применения силы"),
        ("ماده ۱\nطرفین می\u200cکوشند", "طرفین می\u200cکوشند"),
        ("第三条 双方互不侵犯", "双方互不侵犯"),
        ("the o\ufb03ce of the chair", "the office of the chair"),
        ("les E\u0301tats contractants", "les \u00c9tats contractants"),
    ],
)
def test_every_script_and_form_of_a_letter_is_found(text: str, exact: str) -> None:
    result = check(exact, CompactText(text))
    assert result.state in {QuoteState.VERBATIM, QuoteState.SPACING}
    assert unicodedata.normalize("NFKC", " ".join(text[result.start : result.end].split())) == (
        unicodedata.normalize("NFKC", exact)
    )


LETTERS = st.characters(codec="utf-8", categories=("L", "M", "N", "P", "Zs"))
TEXTS = st.text(LETTERS, min_size=1, max_size=200)


@repeatable
@given(TEXTS, st.data())
def test_any_passage_that_begins_and_ends_with_a_letter_is_found_where_it_is(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    exact = " ".join(text[start:end].split())
    if not compact_form(exact):
        return
    result = check(exact, CompactText(text), start=start, end=end)
    assert result.state is not QuoteState.NOT_FOUND
    if result.state not in {QuoteState.MOVED, QuoteState.CHANGED}:
        assert compact_form(text[result.start : result.end]) == compact_form(exact)


def edits(one: str, other: str) -> int:
    """Return the edit distance by the table of all prefixes."""
    before = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        after = [row]
        for column, opposite in enumerate(other, 1):
            step = before[column - 1] + (letter != opposite)
            after.append(min(before[column] + 1, after[-1] + 1, step))
        before = after
    return before[-1]


@repeatable
@given(st.text("abc", min_size=1, max_size=8), st.text("abc", max_size=16))
def test_the_best_match_is_the_nearest_part_of_the_text(pattern: str, text: str) -> None:
    parts = {text[start:end] for start in range(len(text) + 1) for end in range(start, len(text) + 1)}
    nearest = min(edits(pattern, part) for part in parts)
    match = best_match(pattern, text, len(pattern))
    assert match is not None
    assert match.errors == nearest == edits(pattern, text[match.start : match.end])
    assert best_match(pattern, text, nearest - 1) is None
