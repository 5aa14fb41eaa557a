"""The statement of a fact held to its quote when a briefing is reviewed."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from briefing.editing import Reword, apply
from briefing.language import Parse, Parses
from briefing.model.briefing import Briefing
from briefing.model.fact import Fact
from briefing.model.source import Citation, TextQuote
from briefing.model.terms import Standing
from briefing.review import Reviewer, Severity
from briefing.review.checks.quotes.comparison import comparable_quotes, differences
from briefing.review.checks.quotes.statements import BEYOND_QUOTE
from briefing.review.context import ReviewContext
from briefing.review.reviewer import review
from tests.builders import bundled_example, bundled_library, bundled_scales
from tests.unit.review.corpus_loader import a_sound_briefing
from tests.unit.review.rows import a_fact, context_of, row_of

FEES = "Licences are partly exempt from fees until 31 December 2027."
INSPECT = "The Parties shall, where possible, inspect vessels jointly."
FORCE = "Neither Party shall use force against vessels of the other Party."
VESSELS = "Each Party may license up to 120 vessels of the other Party."
TERM = "This Agreement shall enter into force in May. It shall remain in force for five years."


def a_quoted_fact(statement: str, *quotes: TextQuote, standing: Standing = Standing.SIGNED) -> Fact:
    return a_fact(statement, standing, citations=(Citation(source_id="wire", quotes=quotes),))


def severities(fact: Fact, parses: Parses | None, wording: str | None = None) -> list[tuple[Severity, str]]:
    """The severity and words of the findings of the rule on a row that shows a fact."""
    briefing = context_of(fact, items=(row_of(fact, wording).item,)).briefing
    found = review(briefing, bundled_scales(), parses=parses)
    return [(each.severity, each.words) for each in found if each.rule_id == BEYOND_QUOTE]


@pytest.mark.parametrize(
    ("quote", "statement", "words"),
    [
        (FEES, "Licences are partly exempt from fees until 31 December 2028.", "31 December 2028"),
        (VESSELS, "Each Party may license up to 140 vessels of the other Party.", "140"),
        (VESSELS, "Each Party may license 120 vessels of the other Party.", "120"),
        (FORCE, "Each Party shall use force against vessels of the other Party.", "use"),
        (INSPECT, "The Parties inspect vessels jointly.", "inspect"),
        (
            "Each Party is entitled to station troops there.",
            "Each Party will station troops there.",
            "will station",
        ),
    ],
)
def test_another_number_date_negation_or_standing_than_in_the_quote_blocks(
    parses: Parses, quote: str, statement: str, words: str
) -> None:
    fact = a_quoted_fact(statement, TextQuote(exact=quote))
    assert (Severity.BLOCKING, words) in severities(fact, parses)


@pytest.mark.parametrize(
    ("quote", "statement"),
    [
        (VESSELS, VESSELS),
        (VESSELS, "Each Party may license up to 120 vessels of the other"),
        (FEES, "Until the end of 2027, licences are partly exempt from fees"),
        (FORCE, "No party may use force against vessels of the other"),
        (TERM, "The agreement remains in force for five years"),
        (TERM, "The agreement enters into force in May"),
    ],
)
@pytest.mark.parametrize("with_parser", [True, False])
def test_a_statement_that_keeps_to_its_quote_has_no_finding(
    parses: Parses, with_parser: bool, quote: str, statement: str
) -> None:
    fact = a_quoted_fact(statement, TextQuote(exact=quote))
    assert severities(fact, parses if with_parser else None) == []


def test_what_the_statement_adds_is_a_warning_and_its_new_words_are_one(parses: Parses) -> None:
    statement = (
        "Oslo and its allied ministries are proud that licences are partly exempt from fees until 2027."
    )
    found = severities(a_quoted_fact(statement, TextQuote(exact=FEES)), parses)
    assert found
    assert {severity for severity, _ in found} == {Severity.WARNING}


def test_a_statement_that_sums_up_several_quotes_may_leave_out_what_each_says(parses: Parses) -> None:
    quotes = [TextQuote(exact=text) for text in (FEES, INSPECT, VESSELS)]
    fact = a_quoted_fact("The agreement is on licences, fees and inspections.", *quotes)
    assert severities(fact, parses) == []
    other = replace(fact, statement="The agreement is on licences until 31 December 2031.")
    assert {severity for severity, _ in severities(other, parses)} == {Severity.WARNING}


def test_a_quote_that_the_review_does_not_read_is_not_compared(parses: Parses) -> None:
    russian = TextQuote(exact="Лицензии освобождены от сборов до 31 декабря 2027 года.", language="ru")
    statement = "Licences are exempt from fees until 31 December 2028."
    assert severities(a_quoted_fact(statement, russian), parses) == []
    translated = TextQuote(exact=russian.exact, language="ru", translation=FEES)
    assert (Severity.BLOCKING, "31 December 2028") in severities(
        a_quoted_fact(statement, translated), parses
    )


def test_a_row_in_other_words_reports_the_statement_too_which_the_annex_prints(parses: Parses) -> None:
    fact = a_quoted_fact(
        "Licences are partly exempt from fees until 31 December 2028.", TextQuote(exact=FEES)
    )
    found = severities(
        fact, parses, "Licences are partly exempt from fees until 31 December 2028, it says."
    )
    assert (Severity.BLOCKING, "") in found


def test_without_the_parser_only_what_words_show_blocks() -> None:
    fact = a_quoted_fact("The Parties inspect vessels jointly.", TextQuote(exact=INSPECT))
    assert {severity for severity, _ in severities(fact, None)} == {Severity.WARNING}
    dated = a_quoted_fact(
        "Licences are partly exempt from fees until 31 December 2028.", TextQuote(exact=FEES)
    )
    assert (Severity.BLOCKING, "31 December 2028") in severities(dated, None)


def test_a_date_that_only_the_fact_has_is_a_warning_where_the_quote_has_another(parses: Parses) -> None:
    statement = "Licences are partly exempt from fees until 31 December 2028."
    fact = replace(a_quoted_fact(statement, TextQuote(exact=FEES)), date="2028-12-31")
    assert severities(fact, parses) == [(Severity.WARNING, "31 December 2028")]


def test_the_parse_that_arrives_later_and_another_statement_are_compared_again(parses: Parses) -> None:
    late = LateParses(parses)
    fact = a_quoted_fact("The Parties inspect vessels jointly.", TextQuote(exact=INSPECT))
    briefing = context_of(fact, items=(row_of(fact, None).item,)).briefing
    reviewer = Reviewer(bundled_scales(), parses=late)

    def seen(reviewed: Briefing) -> set[Severity]:
        return {each.severity for each in reviewer.review(reviewed) if each.rule_id == BEYOND_QUOTE}

    assert seen(briefing) == {Severity.WARNING}
    late.are_there = True
    assert seen(briefing) == {Severity.BLOCKING}
    assert seen(apply(briefing, Reword(item_id="f1", text="They inspect."))) == {Severity.BLOCKING}
    faithful = replace(fact, statement=INSPECT)
    library = replace(briefing.library, facts=(faithful,))
    assert seen(replace(briefing, library=library)) == set()


class LateParses:
    """Parses that are there once they are let."""

    def __init__(self, parses: Parses) -> None:
        self._parses, self.are_there = parses, False

    def parse(self, text: str) -> Parse | None:
        return self._parses.parse(text) if self.are_there else None


BUNDLED = bundled_library()


@pytest.mark.parametrize("number", range(0, len(BUNDLED.material.facts), 7))
def test_a_sentence_of_a_long_quote_is_not_held_to_the_sentences_around_it(number: int) -> None:
    facts = BUNDLED.material.facts
    fact, following = facts[number], facts[(number + 1) % len(facts)]
    texts = (each.statement.rstrip(".") for each in (facts[number - 1], fact, following))
    quote = TextQuote(exact=f"{'. '.join(texts)}.", language="en")
    citations = (replace(fact.citations[0], quotes=(quote,)),)
    assert differences_of(replace(fact, citations=citations)) == []


def test_no_fact_of_the_bundled_library_and_no_row_of_the_example_says_more_than_its_quote() -> None:
    assert [fact.id for fact in BUNDLED.material.facts if differences_of(fact)] == []
    example = bundled_example().briefing
    assert BEYOND_QUOTE not in {each.rule_id for each in review(example, bundled_scales(), BUNDLED)}


def differences_of(fact: Fact) -> list[str]:
    context = ReviewContext(a_sound_briefing(), BUNDLED, bundled_scales(), BUNDLED)
    found = differences(fact, comparable_quotes(fact, BUNDLED), context)
    return [each.message for each in found]
