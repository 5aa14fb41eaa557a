"""The fields of a fact that are shown beside its statement, for every place that shows a fact.

The hover card, the inspector, the command line, the annex of facts, CSV and XLSX read `FACT_FIELDS`. A
field added here appears in all of them.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass

import babel.numbers

from briefing.composition import formatting, printed_dates
from briefing.composition.phrases import phrases_in
from briefing.model.briefing import Grade
from briefing.model.countries import country_name
from briefing.model.fact import Fact, Quantity
from briefing.model.library import Catalogue
from briefing.model.treaty import Place

CellValue = str | int | float | datetime.date
_A_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_FIRST_YEAR = 1900
"""Spreadsheets have no date before it."""
_EN_DASH = "\u2013"


@dataclass(frozen=True, slots=True)
class FactColumn:
    """A column of the tables: the id of the phrase that heads it, its width in characters, its cell."""

    heading: str
    width: int
    cell: Callable[[Fact, str], CellValue]


@dataclass(frozen=True, slots=True)
class FactField:
    """A field of `Fact` in words. `text` takes the fact and a language and is empty where there is none.

    `heading` is the id of the phrase that names the field, `lead_in` that of the phrase around its text
    where no heading names it. `columns` are its columns in tables.
    """

    name: str
    heading: str
    text: Callable[[Fact, str], str]
    columns: tuple[FactColumn, ...]
    lead_in: str = ""

    def words(self, fact: Fact, language: str) -> str:
        """Return the text as it is understood without a heading, such as "according to Gazprom"."""
        text = self.text(fact, language)
        return phrases_in(language)(self.lead_in, text=text) if text and self.lead_in else text


def place_text(place: Place | None, language: str) -> str:
    """Return a place as "Moscow, Russia"; a place without a name as its country."""
    if place is None:
        return ""
    country = country_name(place.country, language) if place.country else ""
    return ", ".join(dict.fromkeys(part for part in (place.name or "", country) if part))


def route_text(fact: Fact, language: str) -> str:
    """Return the places of a route in order, joined by dashes."""
    return f" {_EN_DASH} ".join(place.name or place_text(place, language) for place in fact.route)


def quantity_text(quantity: Quantity | None, language: str) -> str:
    """Return a quantity with its bound, such as "up to 55 bcm/year"; an exact one has no word before it."""
    if quantity is None:
        return ""
    # Dates are written in British English, and numbers with them.
    number = babel.numbers.format_decimal(quantity.value, locale=formatting.locale_of(language))
    amount = f"{number}\u00a0{quantity.unit}"
    return phrases_in(language)(f"quantity.{quantity.qualifier}", amount=amount)


def standing_text(fact: Fact, _language: str) -> str:
    return formatting.STANDINGS[fact.standing]


def ungraded_text(fact: Fact, catalogue: Catalogue, language: str, grade: Grade | None = None) -> str:
    """Return which part of a fact's Admiralty code nobody has graded; empty where both are graded.

    `grade` is the analyst's: with a credibility of its own, the information is graded.
    """
    has_source = catalogue.has_graded_source(fact)
    has_information = fact.graded or (grade is not None and grade.credibility is not None)
    if has_source and has_information:
        return ""
    phrases = phrases_in(language)
    if has_source:
        return phrases("grade.information_not_graded")
    return phrases("grade.source_not_graded" if has_information else "grade.neither_graded")


def printed_standing(fact: Fact, catalogue: Catalogue, language: str, grade: Grade | None = None) -> str:
    """Return the standing as it is printed beside the code, with which part of that nobody has graded."""
    parts = (formatting.STANDINGS[fact.standing], ungraded_text(fact, catalogue, language, grade))
    return ", ".join(filter(None, parts))


def _speaker(fact: Fact, _language: str) -> str:
    return fact.attributed_to or ""


def _date_text(fact: Fact, language: str) -> str:
    return printed_dates.edtf(fact.date, language)


def _date_cell(fact: Fact, language: str) -> CellValue:
    """Return a date that a spreadsheet can sort where the day is known, else the words for it."""
    date = fact.date
    if date and _A_DAY.fullmatch(date) and int(date[:4]) >= _FIRST_YEAR:
        return datetime.date.fromisoformat(date)
    return _date_text(fact, language)


def _place(fact: Fact, language: str) -> str:
    return place_text(fact.place, language)


def _quantity(fact: Fact, language: str) -> str:
    return quantity_text(fact.quantity, language)


def _amount_cell(fact: Fact, _language: str) -> CellValue:
    return fact.quantity.value if fact.quantity else ""


def _unit_cell(fact: Fact, _language: str) -> CellValue:
    return fact.quantity.unit if fact.quantity else ""


def _bound_cell(fact: Fact, language: str) -> CellValue:
    return phrases_in(language)(f"bound.{fact.quantity.qualifier}") if fact.quantity else ""


FACT_FIELDS = (
    FactField(
        "standing", "column.standing", standing_text, (FactColumn("column.standing", 16, standing_text),)
    ),
    FactField(
        "attributed_to",
        "column.attributed_to",
        _speaker,
        (FactColumn("column.attributed_to", 24, _speaker),),
        lead_in="fact.according_to",
    ),
    FactField("date", "column.date", _date_text, (FactColumn("column.date", 14, _date_cell),)),
    FactField("place", "column.place", _place, (FactColumn("column.place", 20, _place),)),
    FactField("route", "column.route", route_text, (FactColumn("column.route", 30, route_text),)),
    FactField(
        "quantity",
        "column.quantity",
        _quantity,
        (
            FactColumn("column.amount", 10, _amount_cell),
            FactColumn("column.unit", 10, _unit_cell),
            FactColumn("column.bound", 12, _bound_cell),
        ),
    ),
)
FACT_COLUMNS = tuple(column for field in FACT_FIELDS for column in field.columns)

NOT_FIELDS = {
    "id": "an identifier",
    "statement": "the text that the fields are shown beside",
    "citations": "shown as sources, with their reliability",
    "credibility": "part of the Admiralty code",
    "treaty_id": "shown as the treaty's title",
    "actors": "found by search and drawn in the network",
    "further_treaty_ids": "used by filters and by the comparison",
    "graded": "part of the Admiralty code",
    "origin": "for those who keep the library",
    "topics": "used by filters and by the comparison",
    "relations": "shown as contradictions and successors",
    "marking": "checked by the review against the briefing's marking",
    "notes": "for those who keep the library",
}
"""Why the other fields of `Fact` are not in the table."""


def field_words(fact: Fact, language: str) -> list[str]:
    """Return all fields that the fact has, in order, each understood without a heading."""
    return [words for field in FACT_FIELDS if (words := field.words(fact, language))]


def further_details(fact: Fact, language: str) -> tuple[str, ...]:
    """Return the fields that the annex of facts prints after standing, speaker and date."""
    further = FACT_FIELDS[[field.name for field in FACT_FIELDS].index("date") + 1 :]
    return tuple(words for field in further if (words := field.words(fact, language)))
