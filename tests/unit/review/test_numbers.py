"""No number, unit, bound or date of a wording differs from its fact."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.model.fact import Quantity
from briefing.model.source import Citation, Locator
from briefing.model.terms import Qualifier
from briefing.review.checks.numbers import check_numbers
from tests.unit.profile import repeatable
from tests.unit.review.rows import a_fact, context_of, findings_of, row_of

NUMBER, DATE, BOUND = "number-changed", "date-changed", "qualifier-lost"


def checked(statement: str, wording: str, **fields: Any) -> list[tuple[str, str]]:
    return findings_of(check_numbers, a_fact(statement, **fields), wording)


def instead(statement: str, wording: str) -> list[str | None]:
    """The words that the findings offer in place of those found."""
    fact = a_fact(statement)
    row = row_of(fact, wording)
    return [each.replacement for each in check_numbers(row, context_of(fact, items=(row.item,)))]


def test_a_number_that_may_be_the_facts_in_one_reading_is_a_finding_of_its_own() -> None:
    assert checked("It sells 1,234 ships", "It sold 1.234 ships") == [("number-ambiguous", "1.234")]
    assert checked("It sells 1.234 bcm", "It sold 1,234 bcm") == [("number-ambiguous", "1,234 bcm")]
    assert checked("It sells 1.234 bcm", "It sold 1.234 bcm") == []
    assert checked("It sells 55 ships", "It sold 55,000 ships") == [(NUMBER, "55,000")]


def test_a_number_whose_space_may_part_two_numbers_is_read_in_both_ways() -> None:
    assert checked("Under Article 3 they sell 500 ships", "Under Article 3 500 ships are sold") == []
    assert checked("It sells 10 000 ships", "It sold 10 ships") == [(NUMBER, "10")]


def test_a_large_quantity_is_compared_in_full() -> None:
    quantity = Quantity(value=1234567, unit="tonnes")
    assert checked("It sells much", "It sold 1,234,567 tonnes", quantity=quantity) == []


# Numbers

# Often the same one twice, so that both outcomes are tried.
FIGURES = st.sampled_from([2, 17, 5000]) | st.integers(2, 1799) | st.integers(2100, 10**6)


@repeatable
@given(FIGURES, FIGURES)
def test_a_number_is_found_exactly_where_it_is_another(written: int, reworded: int) -> None:
    expected = [] if written == reworded else [(NUMBER, f"{reworded:,}")]
    assert checked(f"It sells {written} ships", f"It has sold {reworded:,} ships") == expected


@pytest.mark.parametrize(
    ("statement", "wording"),
    [
        ("It sells 55 bcm of gas", "It sells 55 billion cubic metres of gas"),
        ("It sells 55,000,000 barrels", "It sells 55 million barrels"),
        ("It sells 10\u00a0000 tonnes", "It sells 10,000 tonnes"),
        ("It sells 10,000 tonnes", "It sells 10\u202f000 tonnes"),
        ("It sells 10,000 tonnes", "It sells 10 000 tonnes"),
        ("It sells 10,000 tonnes", "It sells 10’000 tonnes"),
        ("It sells 10,000 tonnes", "It sells ۱۰٬۰۰۰ tonnes"),
        ("It sells 1,234,567 tonnes", "It sells १२,३४,५६७ tonnes"),
        ("It sells 2.5 bcm", "It sells 2,5 bcm"),
        ("It sells 2.5 bcm", "It sells ２．５ bcm"),
        ("It fell to -5 °C", "It fell to −5 °C"),
        ("It fell to -5 °C", "It fell to minus 5 °C"),
        ("It sells three hundred thousand", "It sells 300,000"),
        ("It has 20–45 % of it", "It has from 20 to 45 per cent of it"),
        ("It holds for the first half of 2025", "It holds for six months of 2025"),
        ("Iran and Russia sell gas", "The two sell gas"),
        ("The third round ended", "It was round 3"),
        ("It plans 20,000 MW", "It plans twenty thousand megawatts"),
        ("It sells 500,000 shells", "It sells half a million shells"),
        ("It won 191 votes", "It won one hundred and ninety-one votes"),
        ("It takes one year", "It takes twelve months"),
        ("It holds for 20 years", "It holds for two decades"),
    ],
)
def test_the_same_number_in_another_form_is_no_change(statement: str, wording: str) -> None:
    assert checked(statement, wording) == []


@pytest.mark.parametrize(
    ("statement", "wording", "words"),
    [
        ("Three officials of Iran and Russia spoke", "Two officials of Iran and Russia spoke", "Two"),
        ("It sells 55 km", "It sells 55 miles", "55 miles"),
        ("It sells 55 bcm a year", "It sells 55 bcm a month", "55 bcm a month"),
        ("It has 20–45 % of it", "It has 20–65 % of it", "65 %"),
        ("It sells three hundred thousand", "It sells 300", "300"),
        ("It sells gas", "It sells thousands of things", "thousands"),
        ("The third round", "The fourth round", "fourth"),
    ],
)
def test_another_unit_period_scale_or_rank_is_found(statement: str, wording: str, words: str) -> None:
    assert checked(statement, wording) == [(NUMBER, words)]


def test_a_number_of_the_quantity_or_the_locator_may_be_named() -> None:
    cited = (Citation(source_id="wire", locator=Locator(article="13", page="4")),)
    assert checked("It sells gas", "It sells 5 bcm", quantity=Quantity(value=5, unit="bcm")) == []
    assert checked("It sells gas", "Article 13 (page 4) sells gas", citations=cited) == []
    assert checked("It sells gas", "Article 14 sells gas", citations=cited) == [(NUMBER, "14")]


def test_the_only_number_of_the_fact_is_offered_in_place_of_the_only_one_of_the_wording() -> None:
    assert instead("It sells 55 bcm", "It sells 65 bcm") == ["55 bcm"]
    assert instead("It sells 55 bcm to 3 states", "It sells 65 bcm to 3 states") == [None]


# Dates


DAYS = st.sampled_from([datetime.date(2025, 4, 8), datetime.date(2025, 8, 4)]) | st.dates()


@repeatable
@given(DAYS, DAYS)
def test_a_day_is_found_exactly_where_it_is_another(
    written: datetime.date, reworded: datetime.date
) -> None:
    expected = [] if written == reworded else [(DATE, str(reworded))]
    assert checked(f"It was signed on {written}", f"They signed it on {reworded}") == expected


@pytest.mark.parametrize(
    ("wording", "words"),
    [
        ("It was signed in April 2025", None),
        ("It was signed in 2025", None),
        ("It was signed on 8 April", None),
        ("It was signed in May 2025", "May 2025"),
        ("It was signed on 9 April", "9 April"),
        ("It was signed in 2024", "2024"),
    ],
)
def test_a_date_may_say_less_than_the_fact_and_nothing_else(wording: str, words: str | None) -> None:
    expected = [(DATE, words)] if words else []
    assert checked("It was signed on 8 April 2025", wording) == expected


def test_a_date_may_not_say_more_than_the_fact() -> None:
    assert checked("It was in April 2025", "It was on 8 April 2025") == [(DATE, "8 April 2025")]


def test_the_date_of_the_fact_may_be_named_where_the_statement_has_none() -> None:
    assert checked("It was so", "It was so in May 2024", date="2024-05") == []
    assert checked("It was so", "It was so in July 2024", date="2024-05/2024-07") == []
    assert checked("It was so", "It was so in June 2024", date="2024-05") == [(DATE, "June 2024")]


def test_the_months_that_bound_half_a_year_may_be_named_and_the_other_half_may_not() -> None:
    statement = "It holds for the first half of 2025"
    assert checked(statement, "It holds from January to June 2025") == []
    assert checked(statement, "It holds for the second half of 2025") == [(DATE, "second half of 2025")]


def test_the_only_date_of_the_fact_is_offered_in_place_of_the_only_one_of_the_wording() -> None:
    assert instead("It was on 8 April 2025", "It was on 9 April 2025") == ["8 April 2025"]


# Bounds

BOUNDS = {
    "up to": ("no more than", "at most", "a maximum of"),
    "about": ("roughly", "some", "approximately"),
    "at least": ("no fewer than", "not less than", "a minimum of"),
}


@pytest.mark.parametrize("bound", BOUNDS)
def test_a_bound_in_other_words_is_kept_and_one_that_is_gone_is_found(bound: str) -> None:
    statement = f"It sells {bound} 55 bcm"
    for other in BOUNDS[bound]:
        assert checked(statement, f"It sells {other} 55 bcm") == []
    assert checked(statement, "It sells 55 bcm") == [(BOUND, "55 bcm")]
    assert instead(statement, "It sells 55 bcm") == [f"{bound} 55 bcm"]


@pytest.mark.parametrize(("bound", "other"), [(one, two) for one in BOUNDS for two in BOUNDS if one != two])
def test_another_bound_is_found_and_not_doubled(bound: str, other: str) -> None:
    assert checked(f"It sells {bound} 55 bcm", f"It sells {other} 55 bcm") == [(BOUND, "55 bcm")]
    assert instead(f"It sells {bound} 55 bcm", f"It sells {other} 55 bcm") == [None]


def test_the_bound_of_the_quantity_holds_where_the_statement_has_none() -> None:
    up_to = Quantity(value=5, unit="bcm", qualifier=Qualifier.UP_TO)
    assert checked("It sells gas", "It sells 5 bcm", quantity=up_to) == [(BOUND, "5 bcm")]
    exactly = Quantity(value=5, unit="bcm")
    assert checked("It sells gas", "It sells up to 5 bcm", quantity=exactly) == [(BOUND, "5 bcm")]


def test_a_figure_for_some_time_in_the_future_keeps_that_time() -> None:
    statement = "It may eventually sell 55 bcm"
    assert checked(statement, "It may sell 55 bcm") == [(BOUND, "55 bcm")]
    assert checked(statement, "In the long run it may sell 55 bcm") == []


@repeatable
@given(
    st.lists(
        st.sampled_from(
            ["5 bcm", "up to", "17 May 2025", "2024", "not", "sells", "%", "a year", "first half"]
        )
    )
)
def test_a_statement_is_never_found_against_itself(parts: list[str]) -> None:
    statement = f"It is {' '.join(parts)}"
    assert checked(statement, f"{statement}.") == []


def test_the_fact_s_own_words_are_not_checked() -> None:
    assert findings_of(check_numbers, a_fact("It sells up to 55 bcm"), None) == []


# Dates of other calendars


@pytest.mark.parametrize(
    "wording",
    ["It was signed on 28 Dey 1403", "It was signed on 1403/10/28", "It was signed on ۲۸ دی ۱۴۰۳",
     "It was signed in Dey 1403", "It was signed on 28 Dey", "It was signed on 17 Rajab 1446"],
)  # fmt: skip
def test_the_same_day_in_another_calendar_is_no_other_date(wording: str) -> None:
    assert checked("It was signed on 17 January 2025", wording) == []
    assert checked("It was signed", wording, date="2025-01-17") == []


@pytest.mark.parametrize(
    "day", ["29 Dey 1403", "1403/10/18", "28 Bahman 1403", "28 Dey 1402", "Bahman 1403"]
)
def test_another_day_in_the_iranian_calendar_is_another_date(day: str) -> None:
    assert checked("It was signed on 17 January 2025", f"It was signed on {day}") == [(DATE, day)]


def test_a_fact_s_iranian_date_may_be_written_in_the_gregorian_calendar() -> None:
    fact = "It was signed on 28 Dey 1403"
    assert checked(fact, "It was signed on 17 January 2025") == []
    assert checked(fact, "It was signed on 18 January 2025") == [(DATE, "18 January 2025")]
    assert checked("It was signed in Dey 1403", "It was signed in January 2025") == []
    assert checked("It was signed in Dey 1403", "It was signed on 17 January 2025") == [
        (DATE, "17 January 2025")
    ]


@pytest.mark.parametrize(
    ("date", "wording", "is_other"),
    [
        ("2019/2024-07", "It lasted from 2019–2024", False),
        ("2019/2024-07", "It lasted from 2019–2025", True),
        ("{2019,2021-05}", "It took place in 2019 and May 2021", False),
        ("2025-21", "It took place in 2025", False),
        ("-1258", "It took place long ago", False),
        ("Y17000", "It took place in 2025", True),
        ("201X", "It took place in 2015", True),
    ],
)
def test_every_date_that_a_fact_records_may_be_written(date: str, wording: str, is_other: bool) -> None:
    assert [rule for rule, _ in checked("It took place", wording, date=date)] == [DATE] * is_other


@pytest.mark.parametrize(
    ("statement", "wording"),
    [
        ("Both had frictions in 2025, a site reports.", "Both had frictions in 2025, 444.hu reports."),
        ("The pact runs for 20 years.", "The pact runs for two decades."),
        ("About 95 per cent of it is settled in roubles.", "About 95% of it is settled in roubles."),
    ],
)
def test_addresses_percentages_before_a_unit_and_decades_are_no_other_numbers(
    statement: str, wording: str
) -> None:
    assert findings_of(check_numbers, a_fact(statement), wording) == []


def test_two_parties_are_no_number_but_two_months_are_one() -> None:
    fact = a_fact("It rose by 15 per cent in ten months.", actors=("Russia", "Iran"))
    assert findings_of(check_numbers, fact, "The two saw it rise by 15 per cent in ten months.") == []
    changed = findings_of(check_numbers, fact, "It rose by 15 per cent in two months.")
    assert ("number-changed", "two") in changed
