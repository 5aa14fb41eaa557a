"""The values of the cells of a row, checked one by one."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from briefing.interchange.collecting import Collector
from briefing.interchange.country_names import country_code
from briefing.interchange.dates import written_date
from briefing.interchange.tables.columns import Columns
from briefing.interchange.tables.table import SheetTable, Value, cell_text, place_of
from briefing.interchange.values import line, one_line
from briefing.text.numbers import numerals_in
from briefing.text.spelling import folded

_Term = TypeVar("_Term", bound=StrEnum)
_LONGEST_QUOTE = 2_000
_LEAST_YEAR, _MOST_YEAR = 1000, 2999
_SEPARATORS = re.compile(r"[;\n]")
_MONTH_WRITTEN = re.compile(r"\d{1,2}[.\- /](?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
                            r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[.\- /]\d{1,2}",
                            re.IGNORECASE)  # fmt: skip
_FULL_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:[T ].*)?|\d{1,2}[./]\d{1,2}[./]\d{4}")


@dataclass(slots=True)
class Row:
    """A row of the table. Faulty cells go to `faults`, doubtful ones to `questions`."""

    table: SheetTable
    columns: Columns
    number: int
    collector: Collector
    questions: list[str] = field(default_factory=list)
    faults: int = 0

    @property
    def place(self) -> str:
        return place_of(self.number)

    def text(self, name: str) -> str:
        """Return the text of a cell; empty without one."""
        return one_line(self.raw(name))

    def raw(self, name: str) -> str:
        value = self._value(name)
        if isinstance(value, bool):
            return "yes" if value else "no"
        return cell_text(value).strip()

    def number_as_text(self, name: str) -> str:
        """Return the number of an article or page; a spreadsheet may have turned it into another value."""
        value, text = self._value(name), line(self.raw(name))
        is_date = isinstance(value, datetime.date | datetime.time | datetime.timedelta)
        if is_date or _MONTH_WRITTEN.fullmatch(text) or _FULL_DATE.fullmatch(text):
            question = f"The spreadsheet has made the date {text} of it, perhaps from 1.10 or 10/1"
            self.doubt(name, f"{question}: it is left out.")
            self.collector.lose(self._cell(name), name, text)
            return ""
        if isinstance(value, float) and not value.is_integer():
            self.doubt(name, f"It is the number {text}; a spreadsheet writes 1.10 as 1.1.")
        return text

    def words(self, name: str) -> tuple[str, ...]:
        """Return the values of a cell that are separated by semicolons or line ends, each once."""
        parts = (line(part) for part in _SEPARATORS.split(self.raw(name)))
        return tuple(dict.fromkeys(filter(None, parts)))

    def term(self, name: str, terms: type[_Term], default: _Term) -> _Term:
        words = self.text(name)
        if not words:
            return default
        wanted = folded(words).replace(" ", "_").replace("-", "_")
        for each in terms:
            if each == wanted:
                return each
        choices = ", ".join(str(each).replace("_", " ") for each in terms)
        self.fault(name, f"“{words[:60]}” is not one of its values.", f"Use one of: {choices}.")
        return default

    def credibility(self) -> int | None:
        text = self.text("credibility")
        if not text:
            return None
        if re.fullmatch("[1-6]", text):
            return int(text)
        self.fault("credibility", f"“{text[:60]}” is no credibility.", "Use a figure from 1 to 6.")
        return None

    def date(self, name: str) -> str | None:
        value, text = self._value(name), self.text(name)
        if not text:
            return None
        if isinstance(value, float | int) and not _LEAST_YEAR <= value <= _MOST_YEAR:
            remedy = "Format the cell as a date or as text."
            self.fault(name, f"The number {text} is no date.", remedy)
            return None
        if isinstance(value, datetime.date):
            if value.day == 1:
                self.doubt(name, f"The cell has the day {text[:10]}; only the month may be meant.")
            return text[:10]
        date = written_date(text)
        if date is None:
            remedy = "Write it as 2025-01-17, 2025-01 or 17 Jan 2025."
            self.fault(name, f"“{text[:60]}” is not understood as a date.", remedy)
        elif date.startswith("["):
            self.doubt(name, f"“{text}” may be either of two days: the date is {date}.")
        return date

    def number_value(self, name: str) -> int | float | None:
        value, text = self._value(name), self.text(name)
        if not text or isinstance(value, bool):
            return None
        if isinstance(value, int | float):
            return int(value) if float(value).is_integer() else value
        numerals = list(numerals_in(text))
        readings = {reading for numeral in numerals for reading in numeral.readings}
        if len(numerals) == 1 and len(readings) == 1:
            exact = Decimal(readings.pop())
            return int(exact) if exact == exact.to_integral_value() else float(exact)
        self.fault(name, f"“{text[:60]}” is not one number.", "Write it as 1234.5, without a unit.")
        return None

    def country(self) -> str | None:
        text = self.text("country")
        code = country_code(text) if text else None
        if text and code is None:
            self.fault(
                "country", f"“{text[:60]}” is not known as a country.", "Use a code such as RU or IR."
            )
        return code

    def quote(self) -> str:
        value, text = self._value("quote"), self.text("quote")
        if isinstance(value, datetime.date | datetime.time):
            self.fault("quote", "A date is no quote.", "Format the cell as text.")
        if len(text) > _LONGEST_QUOTE:
            message = f"The quote has more than {_LONGEST_QUOTE:,} characters."
            self.fault("quote", message, "Divide it over several rows of the same fact.")
        return text

    def fault(self, name: str, reason: str, remedy: str) -> None:
        self.faults += 1
        self.collector.refuse(self._cell(name), f"{name.replace('_', ' ').capitalize()}: {reason}", remedy)

    def doubt(self, name: str, question: str) -> None:
        self.questions.append(f"{name.replace('_', ' ').capitalize()}: {question}")

    def check_formulas(self) -> None:
        """Note the cells that are calculated or merged, as their values may not be what was written."""
        for name, column in self.columns.of_field.items():
            position = (self.number, column)
            shown = f"“{self.text(name)[:60]}”"
            if position in self.table.merged and self.raw(name):
                self.doubt(name, f"The cell is merged with that above; {shown} counts for both.")
            has_error = self.table.formulas.get(position)
            if has_error:
                remedy = "Correct it, or paste the value."
                self.fault(name, "The formula of the cell has no value.", remedy)
            elif has_error is not None:
                self.doubt(name, f"The cell is a formula; its last value {shown} is taken.")

    def unmapped(self) -> Mapping[str, str]:
        """Return the values of columns without a field, by their headings."""
        row = self.table.rows[self.number]
        return {
            heading: cell_text(row[column])
            for column, heading in self.columns.unknown.items()
            if column < len(row)
        }

    def _cell(self, name: str) -> str:
        return place_of(self.number, self.columns.of_field.get(name))

    def _value(self, name: str) -> Value:
        column = self.columns.of_field.get(name)
        row = self.table.rows[self.number]
        return row[column] if column is not None and column < len(row) else ""
