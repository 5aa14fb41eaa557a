"""Numbers, dates and periods are recognised in every supported form, each with the right span."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefing.review.text.dates import Date, dates_in, without_dates
from briefing.review.text.numerals import (
    ORDINALS,
    Number,
    close,
    months_in_periods,
    months_of_period,
    numbers_in,
    ordinals_in,
    periods_in,
)
from briefing.review.text.segmentation import Span
from tests.unit.profile import repeatable

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December",
)  # fmt: skip
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
TEENS = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 1e3, "million": 1e6, "mn": 1e6, "billion": 1e9, "bn": 1e9,
    "bcm": 1e9, "mcm": 1e6,
}  # fmt: skip
UNITS = {"%": 1, " %": 1, " per cent": 1, " percent": 1, " GW": 1e9, " MW": 1e6}
AROUND = st.sampled_from(
    [
        ("", ""),
        ("", " ships"),
        ("It sold ", "."),
        ("(", ")"),
        ("“", "”"),
        ("gas, ", ", gas"),
        ("with\n", "\n"),
    ]
)
ORDINAL_ENDINGS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}


def in_words(number: int, joint: str) -> str:
    """A number from 0 to 99 as English writes it."""
    if number < len(TEENS):
        return TEENS[number]
    tens, rest = divmod(number, 10)
    return f"{TENS[tens - 2]}{joint}{TEENS[rest]}" if rest else TENS[tens - 2]


WHOLE = st.integers(0, 10**12).filter(lambda number: not 1800 <= number <= 2099)


@st.composite
def written_figures(draw: st.DrawFn) -> tuple[str, float]:
    """A figure in digits or words with its value."""
    form = draw(st.sampled_from(["digits", "grouped", "decimal", "words"]))
    if form == "words":
        number = draw(st.integers(2, 99))
        text = in_words(number, draw(st.sampled_from("- ")))
        return draw(st.sampled_from([text, text.capitalize(), text.upper()])), number
    if form == "decimal":
        number, hundredths = draw(st.integers(0, 10**6)), draw(st.integers(0, 99))
        return f"{number}.{hundredths:02}", float(f"{number}.{hundredths:02}")
    number = draw(WHOLE)
    return (f"{number:,}" if form == "grouped" else str(number)), number


def whole(text: str) -> list[tuple[float, str]]:
    """Every number of a text as its value and the characters that its span covers."""
    return [(each.figure * each.scale, text[each.span.start : each.span.end]) for each in numbers_in(text)]


@repeatable
@given(written_figures(), AROUND)
def test_a_number_in_digits_or_words_is_recognised_with_its_span(
    written: tuple[str, float], around: tuple[str, str]
) -> None:
    text, value = written
    assert whole(f"{around[0]}{text}{around[1]}") == [(value, text)]


@repeatable
@given(written_figures(), st.sampled_from(sorted(SCALES)), st.sampled_from(" -\u00a0\u202f\n"))
def test_a_scale_after_a_number_multiplies_it_and_belongs_to_its_span(
    written: tuple[str, float], scale: str, gap: str
) -> None:
    text, figure = written
    (number,) = numbers_in(f"about {text}{gap}{scale} of it")
    assert (number.figure, number.scale) == (figure, SCALES[scale])
    assert number.span.start == len("about ")
    assert number.span.text == f"{text}{gap}{scale}"


@repeatable
@given(written_figures(), st.sampled_from(sorted(UNITS)))
def test_a_unit_after_a_number_belongs_to_its_span(written: tuple[str, float], unit: str) -> None:
    text, figure = written
    (number,) = numbers_in(f"some {text}{unit}, they say")
    assert (number.figure, number.scale) == (figure, UNITS[unit])
    assert number.span.text == f"{text}{unit}"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("three hundred thousand", 3e5),
        ("2 hundred million", 2e8),
        ("5 hundred-thousand", 5e5),
        ("5 thousand MW", 5e9),
        ("1.5 thousand GW", 1.5e12),
    ],
)
def test_scales_and_units_that_follow_one_another_multiply(text: str, value: float) -> None:
    assert whole(f"about {text} of it") == [(value, text)]


@repeatable
@given(WHOLE, WHOLE, st.sampled_from(["-", "–"]), st.sampled_from(["", " %", "%", " million", " years"]))
def test_both_ends_of_a_range_are_numbers(first: int, last: int, dash: str, unit: str) -> None:
    text = f"some {first:,}{dash}{last:,}{unit} of it"
    assert [number.figure for number in numbers_in(text)] == [first, last]


@pytest.mark.parametrize("text", ["S-300-400", "Su-35", "2025-01", "T-1-2"])
def test_a_number_after_a_hyphen_that_ends_no_range_is_part_of_a_name(text: str) -> None:
    assert numbers_in(text) == []


@repeatable
@given(st.lists(written_figures(), max_size=6))
def test_every_number_of_a_list_is_recognised_in_order(written: list[tuple[str, float]]) -> None:
    text = " ships; ".join(figure for figure, _ in written)
    assert whole(text) == [(value, figure) for figure, value in written]


@pytest.mark.parametrize(
    "text",
    ["S-300", "A12", "12km", "Su35s", "1.2.3", "dozens", "oneself", "the 3rd one"],
)
def test_what_is_part_of_a_name_or_of_a_version_is_no_number(text: str) -> None:
    assert numbers_in(text) == []


@pytest.mark.parametrize(
    ("text", "figure"),
    [("1.000,5", 1000.5), ("2,5", 2.5), ("1,23,456", 123456), ("-5", -5), ("−5", -5), ("minus 5", -5),
     ("10 000", 10_000), ("10\u2009000", 10_000), ("١٢٫٥", 12.5), ("1'000", 1000)],
)  # fmt: skip
def test_a_number_in_a_form_of_another_language_is_the_number_that_it_denotes(
    text: str, figure: float
) -> None:
    (number,) = numbers_in(f"about {text} of it")
    assert (number.figure, number.span.text) == (figure, text)


def test_a_point_before_three_digits_leaves_two_readings() -> None:
    (number,) = numbers_in("about 1.234 ships")
    assert (number.figure, number.second_figure) == (1.234, 1234)


def test_one_and_zero_in_words_count_only_with_a_scale() -> None:
    assert numbers_in("one of them has zero cost") == []
    assert whole("one million") == [(1e6, "one million")]


@pytest.mark.parametrize("text", ["a dozen ships", "12 ships", "1 dozen ships", "twelve ships"])
def test_a_dozen_is_twelve(text: str) -> None:
    (number,) = numbers_in(text)
    assert number.figure * number.scale == 12


# Equality


def a_number(figure: float, scale: float = 1) -> Number:
    return Number(figure, scale, Span(0, 0, ""))


@repeatable
@given(st.floats(0.01, 1e6), st.sampled_from([1.0, 1e3, 1e6, 1e9]), st.sampled_from([1.0, 1e3, 1e6, 1e9]))
def test_equality_of_numbers_is_reflexive_and_symmetric(figure: float, scale: float, other: float) -> None:
    one, two = a_number(figure, scale), a_number(figure, other)
    assert one.equals(one)
    assert one.equals(two) == two.equals(one)
    assert one.equals(two) == (scale == other or 1 in {scale, other})


def test_the_same_quantity_in_another_scale_is_equal_and_another_figure_is_not() -> None:
    assert a_number(1500, 1e6).equals(a_number(1.5, 1e9))
    assert not a_number(55, 1e9).equals(a_number(65, 1e9))
    assert not a_number(55, 1e6).equals(a_number(55, 1e9))


@repeatable
@given(st.floats(-1e9, 1e9), st.floats(-1e9, 1e9))
def test_closeness_is_symmetric_and_forgives_only_rounding(one: float, other: float) -> None:
    assert close(one, one)
    assert close(one, one * (1 + 1e-12))
    assert close(one, other) == close(other, one)
    assume(abs(one - other) > 10)
    assert not close(one, other)


# Dates

DAY_FORMS = (
    "{day} {month} {year}", "{day}{th} {month} {year}", "{day}{th} of {month} {year}",
    "{day} {month}, {year}", "{month} {day}, {year}", "{month} {day}{th} {year}",
    "{year:04}-{number:02}-{day:02}", "{day:02}.{number:02}.{year}", "{day} {short}. {year}",
    "{short} {day}, {year}", "{day} {upper} {year}",
)  # fmt: skip


@repeatable
@given(st.dates(), st.sampled_from(DAY_FORMS), AROUND)
def test_a_day_in_every_written_form_is_that_day_with_its_span(
    day: object, form: str, around: tuple[str, str]
) -> None:
    year, number, of_month = (int(part) for part in str(day).split("-"))
    assume(year >= 1000)
    month = MONTHS[number - 1]
    written = form.format(
        day=of_month, month=month, number=number, year=year, short=month[:3], upper=month.upper(),
        th=ORDINAL_ENDINGS.get(of_month, "th"),
    )  # fmt: skip
    text = f"{around[0]}{written}{around[1]}"
    (date,) = dates_in(text)
    assert (date.year, date.month, date.day) == (year, number, of_month)
    assert (date.span.start, date.span.text) == (len(around[0]), written)
    assert text[date.span.start : date.span.end] == written
    assert numbers_in(text) == []


@repeatable
@given(st.integers(1, 12), st.none() | st.integers(1, 28), st.none() | st.integers(1000, 2999))
def test_a_date_has_only_the_parts_that_the_text_gives(
    month: int, day: int | None, year: int | None
) -> None:
    parts = [str(part) for part in (day, MONTHS[month - 1], year) if part is not None]
    (date,) = dates_in(f"since {' '.join(parts)}")
    assert (date.year, date.month, date.day) == (year, month, day)


@repeatable
@given(st.integers(1000, 2999))
def test_a_number_of_four_digits_alone_is_a_year_only_from_1800_to_2099(year: int) -> None:
    text = f"In {year} it began."
    is_year = 1800 <= year <= 2099
    assert [date.year for date in dates_in(text)] == ([year] if is_year else [])
    assert [number.figure for number in numbers_in(text)] == ([] if is_year else [year])


@pytest.mark.parametrize(
    "name", ["Resolution", "decree", "Directive", "article", "No.", "nos", "paragraph"]
)
def test_the_number_of_a_document_is_no_year(name: str) -> None:
    assert dates_in(f"under {name} 2025 of the council") == []
    assert [number.figure for number in numbers_in(f"under {name} 2025 of the council")] == [2025]


@pytest.mark.parametrize(
    "text",
    ["it may 2 times", "they march on", "March on Moscow", "May it be so", "dec and jan", "a sep tank"],
)
def test_words_that_only_look_like_months_are_no_dates(text: str) -> None:
    assert dates_in(text) == []


@pytest.mark.parametrize("text", ["in May", "since March", "by May", "late March", "mid-May", "until May"])
def test_may_and_march_alone_are_months_after_a_word_of_time(text: str) -> None:
    assert len(dates_in(text)) == 1


@repeatable
@given(
    st.lists(
        st.sampled_from(["17 January 2025", "May 2024", "2023", "55 bcm", "may", "gas", "2025-03-04", "–"]),
        max_size=8,
    )
)
def test_blanking_dates_keeps_every_other_character_in_its_place(words: list[str]) -> None:
    text = "; ".join(words)
    blanked = without_dates(text)
    assert len(blanked) == len(text)
    assert dates_in(blanked) == []
    spans = [date.span for date in dates_in(text)]
    for index, (before, after) in enumerate(zip(text, blanked, strict=True)):
        dated = any(span.start <= index < span.end for span in spans)
        assert after == (" " if dated else before)
    assert numbers_in(blanked) == numbers_in(text)


PARTS = st.none() | st.integers(1, 3)
DATES = st.builds(Date, PARTS, PARTS, PARTS, st.just(Span(0, 0, "")))


@repeatable
@given(DATES, DATES)
def test_dates_agree_both_ways_and_whenever_one_of_them_says_less(one: Date, other: Date) -> None:
    assert one.agrees(other) == other.agrees(one)
    assert one.agrees(Date(one.year, None, one.day, one.span))
    assert one.agrees(Date(None, None, None, one.span))
    if one.year and one.agrees(other):
        assert other.year in {None, one.year}


# Ordinals and periods


@pytest.mark.parametrize(("word", "number"), ORDINALS.items())
def test_ordinals_are_recognised_in_any_case_with_their_span(word: str, number: int) -> None:
    for written in (word, word.capitalize()):
        (ordinal,) = ordinals_in(f"The {written} time.")
        assert ordinal.figure == number
        assert (ordinal.span.start, ordinal.span.text) == (4, written)


@pytest.mark.parametrize("text", ["first half", "second quarter", "the twenty-first", "firstly", "thirds"])
def test_periods_and_parts_of_words_are_no_ordinals(text: str) -> None:
    assert ordinals_in(text) == []


@pytest.mark.parametrize(("part", "months"), [("half", 6), ("quarter", 3)])
def test_the_parts_of_a_year_follow_one_another_and_fill_it(part: str, months: int) -> None:
    names = ("first", "second", "third", "fourth")[: 12 // months]
    bounds = [[date.month for date in months_of_period(f"in the {name} {part} of 2025")] for name in names]
    assert bounds[0][0] == 1
    assert bounds[-1][1] == 12
    assert all(first is not None and last == first + months - 1 for first, last in bounds)
    assert [first for first, _ in bounds[1:]] == [last + 1 for _, last in bounds[:-1] if last]
    assert months_of_period(f"the last {part}") == months_of_period(f"the {names[-1]} {part}")


@pytest.mark.parametrize(
    ("text", "part", "number", "year"),
    [
        ("the first half of 2025", "half", 1, 2025),
        ("the 2nd half", "half", 2, None),
        ("the last half of 2026", "half", 2, 2026),
        ("the 3rd quarter 2026", "quarter", 3, 2026),
        ("the Last Quarter", "quarter", 4, None),
    ],
)
def test_a_period_is_recognised_with_its_number_its_span_and_its_year(
    text: str, part: str, number: int, year: int | None
) -> None:
    ((name, which, span),) = periods_in(text)
    assert (name, which) == (part, number)
    assert text[span.start : span.end] == span.text == text.removeprefix("the ")
    assert {date.year for date in months_of_period(text)} == {year}
    assert months_in_periods(text) == [6 if part == "half" else 3]


@repeatable
@given(st.text("0129 .,-–%€thousandmilMayGW\u00a0’½", max_size=40))
def test_any_text_gives_spans_that_hold_their_own_characters(text: str) -> None:
    spans = [number.span for number in numbers_in(text)] + [date.span for date in dates_in(text)]
    for span in spans:
        assert 0 <= span.start < span.end <= len(text)
        assert len(span.text) == span.end - span.start
    starts = [number.span.start for number in numbers_in(text)]
    assert starts == sorted(starts)
