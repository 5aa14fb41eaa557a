"""The quantity of a passage: its number, its unit and its bound, with the words they are read from."""

from __future__ import annotations

import pytest

from briefing.capture.quantities import suggested_quantity
from briefing.model.terms import Qualifier

EXACTLY, ABOUT, UP_TO, AT_LEAST = (
    Qualifier.EXACTLY,
    Qualifier.ABOUT,
    Qualifier.UP_TO,
    Qualifier.AT_LEAST,
)


def read(passage: str) -> tuple[float, str, Qualifier] | None:
    result = suggested_quantity(passage)
    return (result.value.value, result.value.unit, result.value.qualifier) if result else None


@pytest.mark.parametrize(
    ("passage", "quantity"),
    [
        ("Up to 55 bcm a year will flow.", (55, "bcm a year", UP_TO)),
        ("At least 1,000 drones were sent.", (1000, "drones", AT_LEAST)),
        ("About 2.5 million tonnes were sold.", (2_500_000, "tonnes", ABOUT)),
        ("The plant has 1,000 MW.", (1000, "MW", EXACTLY)),
        ("The line carries 55 billion cubic metres.", (55, "billion cubic metres", EXACTLY)),
        ("They sold three hundred million cubic metres.", (300, "million cubic metres", EXACTLY)),
        ("It loses 12 per cent of it.", (12, "per cent", EXACTLY)),
        ("55bcm will flow.", (55, "bcm", EXACTLY)),
    ],
)
def test_a_number_with_a_unit_is_the_quantity(passage: str, quantity: tuple[float, str, Qualifier]) -> None:
    assert read(passage) == quantity


@pytest.mark.parametrize(
    ("passage", "quantity"),
    [
        ("A Party may station up to 300 personnel there.", (300, "personnel", UP_TO)),
        ("It has 300 military personnel in the port.", (300, "military personnel", EXACTLY)),
        ("They sent three hundred troops.", (300, "troops", EXACTLY)),
        ("Some 1,500 Russian military advisers arrived.", (1500, "Russian military advisers", ABOUT)),
        ("A dozen frigates were there.", (12, "frigates", EXACTLY)),
        ("Twenty-five S-400 launchers were sold.", (25, "S-400 launchers", EXACTLY)),
        ("Стороны направят до 300 военнослужащих.", (300, "военнослужащих", UP_TO)),
        ("Продано 5 млн тонн.", (5_000_000, "тонн", EXACTLY)),
        ("Not 300 more of that.", None),
        ("300 of them came.", None),
        ("Paragraphs 2 and 3 apply to both.", None),
        ("Article 5 states have agreed, and Annex 12 lists articles.", None),
        ("Resolution 1929 sanctions ended.", None),
        ("In 2024 exports rose.", None),
    ],
)
def test_what_is_counted_is_the_unit(passage: str, quantity: tuple[float, str, Qualifier] | None) -> None:
    assert read(passage) == quantity


@pytest.mark.parametrize(
    ("words", "qualifier"),
    [
        ("up to", UP_TO),
        ("up to a maximum of", UP_TO),
        ("no more than", UP_TO),
        ("fewer than", UP_TO),
        ("not exceeding", UP_TO),
        ("a total of not more than", UP_TO),
        ("at least", AT_LEAST),
        ("no fewer than", AT_LEAST),
        ("more than", AT_LEAST),
        ("a minimum of", AT_LEAST),
        ("some", ABOUT),
        ("an estimated", ABOUT),
        ("exactly", EXACTLY),
        ("a total of", EXACTLY),
    ],
)
def test_the_words_before_a_number_bound_it(words: str, qualifier: Qualifier) -> None:
    assert read(f"The force has {words} 300 vessels.") == (300, "vessels", qualifier)


@pytest.mark.parametrize(
    ("passage", "quantity"),
    [
        ("They may send 300 or more vessels.", (300, "vessels", AT_LEAST)),
        ("They may send 300 vessels or fewer.", (300, "vessels", UP_TO)),
        ("They may send 300 vessels at most.", (300, "vessels", UP_TO)),
    ],
)
def test_words_after_a_number_bound_it_too(passage: str, quantity: tuple[float, str, Qualifier]) -> None:
    assert read(passage) == quantity


@pytest.mark.parametrize(
    ("passage", "quantity"),
    [
        ("Between 5 tonnes and 9 tonnes were sold.", (9, "tonnes", UP_TO)),
        ("They keep between 200 and 300 military personnel.", (300, "military personnel", UP_TO)),
        ("They keep from 200 to 300 troops.", (300, "troops", UP_TO)),
        ("They keep 200-300 troops.", (300, "troops", UP_TO)),
        ("It costs between 2 and 3 million euros.", (3_000_000, "euros", UP_TO)),
    ],
)
def test_a_range_is_bounded_by_its_upper_end(passage: str, quantity: tuple[float, str, Qualifier]) -> None:
    assert read(passage) == quantity
    result = suggested_quantity(passage)
    assert result is not None
    assert "the upper end of a range" in result.basis


@pytest.mark.parametrize(
    ("passage", "quantity"),
    [
        ("It pays $300 million for it.", (300_000_000, "dollars", EXACTLY)),
        ("It pays up to US$ 5 billion.", (5_000_000_000, "US dollars", UP_TO)),
        ("It pays about €2.5bn.", (2_500_000_000, "euros", ABOUT)),
        ("It pays USD 40,000 per month.", (40_000, "US dollars per month", EXACTLY)),
        ("It pays 300 million roubles.", (300_000_000, "roubles", EXACTLY)),
    ],
)
def test_a_sum_has_its_currency_for_a_unit(passage: str, quantity: tuple[float, str, Qualifier]) -> None:
    assert read(passage) == quantity


@pytest.mark.parametrize(
    ("passage", "unit"),
    [
        ("Up to 120 vessels per year may fish.", "vessels per year"),
        ("Up to 120 vessels of the other Party each year may fish.", "vessels"),
        ("Up to 55 billion cubic metres of natural gas per contract year.",
         "billion cubic metres per contract year"),
        ("Up to 120 licences annually.", "licences annually"),
    ],
)  # fmt: skip
def test_the_period_belongs_to_the_unit(passage: str, unit: str) -> None:
    found = read(passage)
    assert found is not None
    assert found[1] == unit


def test_a_term_is_the_quantity_only_where_nothing_else_is_counted() -> None:
    assert read("Up to 300 personnel stay for 25 years.") == (300, "personnel", UP_TO)
    assert read("It is concluded for 25 years.") == (25, "years", EXACTLY)
    assert read("They send 12 tanks and 300 personnel.") is None


def test_the_words_that_are_named_are_in_the_passage() -> None:
    passage = "Each Party may have up to 300 military personnel there, per year."
    result = suggested_quantity(passage)
    assert result is not None
    assert [span.text for span in result.words] == ["up to", "300 military personnel"]
    assert all(passage[span.start : span.end] == span.text for span in result.words)
