"""Dates in words, in the language of the document: calendar days, and every form of EDTF."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Sequence

import babel.dates
import babel.numbers

from briefing.composition.formatting import locale_of
from briefing.composition.phrases import Phrases, phrases_in
from briefing.model.dates import Day, calendar_day
from briefing.model.edtf import Bound, DateSet, Doubt, Edtf, EdtfDate, Interval, InvalidDate, edtf_tree

_NO_BREAK = "\u00a0"
_LEAP_YEAR = 8888
"""A year that Python's dates have, with a 29 February, in the place of any other."""
_YEAR_WORD = re.compile(r"\s*'[гр]'\.\s*$")
"""The abbreviation for "year" at the end of Russian and Ukrainian dates, which running text omits."""
_FIRST_BARE_YEAR, _FIRST_GROUPED_YEAR = 1000, 10_000
_EVERY_YEAR = "XXXX"
_UNKNOWN = "XX"
_SEASONS = ("spring", "summer", "autumn", "winter")
_FIRST_SEASON = 21
_HEMISPHERES = ("northern", "southern")
_DIVISIONS = (
    *(f"quarter_{number}" for number in (1, 2, 3, 4)),
    *(f"third_{number}" for number in (1, 2, 3)),
    *(f"half_{number}" for number in (1, 2)),
)
"""The phrases of the divisions of a year that EDTF numbers from 33, after the seasons."""
_FIRST_DIVISION = _FIRST_SEASON + len(_SEASONS) * (1 + len(_HEMISPHERES))
_PARTS = ("year", "month", "day")


def day(date: str | None, language: str) -> str:
    """Write a calendar date in words, such as 31 October 2025; empty for None."""
    return "" if date is None else _DateWriter(language).day(calendar_day(date))


def edtf(date: str | None, language: str) -> str:
    """Write an EDTF date in words, with its doubts and open ends; empty for None."""
    return "" if date is None else _edtf(date, language)


@functools.lru_cache(maxsize=4096)
def _edtf(date: str, language: str) -> str:
    return _DateWriter(language).date(edtf_tree(date))


class _DateWriter:
    """Writes dates in one language."""

    def __init__(self, language: str) -> None:
        self._locale = locale_of(language)
        self._phrases: Phrases = phrases_in(language)

    def date(self, tree: Edtf) -> str:
        if isinstance(tree, InvalidDate):
            return self._phrases("date.invalid", text=tree.text)
        if isinstance(tree, EdtfDate):
            return self._one(tree)
        return self._interval(tree) if isinstance(tree, Interval) else self._set(tree)

    # Days, months and years

    def day(self, day: Day) -> str:
        pattern = _YEAR_WORD.sub("", self._locale.date_formats["long"].pattern)
        return self._with_year(pattern, day)

    def month(self, day: Day) -> str:
        pattern = _YEAR_WORD.sub("", self._locale.datetime_skeletons["yMMMM"].pattern)
        return self._with_year(pattern, day)

    def year(self, year: int) -> str:
        number = year if year > 0 else 1 - year
        text = str(number)
        if number >= _FIRST_GROUPED_YEAR:
            text = babel.numbers.format_decimal(number, locale=self._locale)
        if year >= _FIRST_BARE_YEAR:
            return text
        return _unbroken(self._phrases("date.ce" if year > 0 else "date.bce", year=text))

    def _with_year(self, pattern: str, day: Day) -> str:
        text = self._formatted(pattern, day)
        return _unbroken(text.replace(str(_LEAP_YEAR), self.year(day.year)))

    def _formatted(self, pattern: str, day: Day) -> str:
        date = datetime.date(_LEAP_YEAR, day.month, day.day)
        return str(babel.dates.format_date(date, pattern, locale=self._locale))

    # One date

    def _one(self, date: EdtfDate) -> str:
        text = self._unspecified(date) if date.has_unspecified_digits else self._specified(date)
        if date.time:
            text = self._phrases("date.time", day=text, time=self._time(date))
        return self._with_doubts(text, date)

    def _specified(self, date: EdtfDate) -> str:
        if date.significant:
            first, last = self.year(date.first_year), self.year(date.last_year)
            return self._phrases("date.rounded", first=first, last=last)
        if date.division:
            return self._division(date, "date.season_of", self.year(date.first_year))
        if date.parts == 1:
            return self.year(date.first_year)
        write = self.month if date.parts == len(_PARTS) - 1 else self.day
        return write(date.span.earliest)

    def _unspecified(self, date: EdtfDate) -> str:
        if "X" in date.year:
            return self._in_unspecified_year(date)
        if date.day == _UNKNOWN and "X" not in date.month:
            return self._phrases("date.unknown_day", period=self.month(date.span.earliest))
        if date.month == _UNKNOWN and date.day in {"", _UNKNOWN}:
            phrase = "date.unknown_day" if date.day else "date.unknown_month"
            return self._phrases(phrase, period=self.year(date.first_year))
        return self._within(date)

    def _in_unspecified_year(self, date: EdtfDate) -> str:
        first, last = self.year(date.first_year), self.year(date.last_year)
        year = self._phrases("date.some_year", first=first, last=last)
        if date.year == _EVERY_YEAR:
            year = self._phrases("date.unknown_year")
        if date.division:
            return self._division(date, "date.season_in", year)
        if not date.month:
            return year
        if "X" in date.month or ("X" in date.day and date.day != _UNKNOWN):
            return self._within(date)
        pattern = "MMMM" if date.day in {"", _UNKNOWN} else self._locale.datetime_skeletons["MMMMd"].pattern
        if pattern == "MMMM":
            pattern = "LLLL"  # a month without its day, in languages that tell the two apart
        part = _unbroken(self._formatted(pattern, date.span.earliest))
        text = self._phrases("date.part_of", part=part, year=year)
        return self._phrases("date.unknown_day", period=text) if date.day == _UNKNOWN else text

    def _division(self, date: EdtfDate, season_phrase: str, year: str) -> str:
        """Write a season, quarter or other part of a year; `season_phrase` joins a season and its year."""
        if date.division >= _FIRST_DIVISION:
            part = self._phrases(f"date.{_DIVISIONS[date.division - _FIRST_DIVISION]}")
            return self._phrases("date.part_of", part=part, year=year)
        hemisphere, season = divmod(date.division - _FIRST_SEASON, len(_SEASONS))
        text = self._phrases(season_phrase, season=self._phrases(f"date.{_SEASONS[season]}"), year=year)
        return self._phrases(f"date.{_HEMISPHERES[hemisphere - 1]}", date=text) if hemisphere else text

    def _within(self, date: EdtfDate) -> str:
        write = self.day if date.day else self.month
        first, last = write(date.span.earliest), write(date.span.latest)
        return self._phrases("date.within", first=first, last=last)

    def _time(self, date: EdtfDate) -> str:
        time = date.time.removesuffix(":00")
        if not date.zone:
            return time
        offset = "" if date.zone == "Z" else date.zone.replace("-", "\u2212")
        return f"{time}{_NO_BREAK}UTC{offset}"

    def _with_doubts(self, text: str, date: EdtfDate) -> str:
        doubts = date.doubts[: date.parts]
        if all(doubt is doubts[0] for doubt in doubts):
            return text if doubts[0] is Doubt.NONE else f"{text} ({self._doubt(doubts[0])})"
        # What is said of a division is said of the month in its place.
        named = [
            self._phrases(f"date.{part}_doubt", doubt=self._doubt(doubt))
            for part, doubt in zip(_PARTS, doubts, strict=False)
            if doubt is not Doubt.NONE
        ]
        return f"{text} ({', '.join(named)})"

    def _doubt(self, doubt: Doubt) -> str:
        return self._phrases(f"date.{doubt.name.lower()}")

    # Several dates

    def _interval(self, interval: Interval) -> str:
        if isinstance(interval.first, EdtfDate) and isinstance(interval.last, EdtfDate):
            return self._phrases(
                "date.interval", first=self._one(interval.first), last=self._one(interval.last)
            )
        if isinstance(interval.first, EdtfDate):
            phrase = "date.from" if interval.last is Bound.OPEN else "date.to_unknown"
            return self._phrases(phrase, first=self._one(interval.first))
        assert isinstance(interval.last, EdtfDate)  # noqa: S101 - an interval has a date at one end
        phrase = "date.until" if interval.first is Bound.OPEN else "date.from_unknown"
        return self._phrases(phrase, last=self._one(interval.last))

    def _set(self, dates: DateSet) -> str:
        members = [self._member(member, dates) for member in dates.members]
        return self._listed(members, "date.all_of" if dates.every else "date.one_of")

    def _member(self, member: EdtfDate | Interval, dates: DateSet) -> str:
        if isinstance(member, EdtfDate):
            return self._one(member)
        which = "all" if dates.every else "some"
        first, last = member.first, member.last
        if isinstance(first, EdtfDate) and isinstance(last, EdtfDate):
            phrase = "date.interval" if dates.every else "date.within"
            return self._phrases(phrase, first=self._one(first), last=self._one(last))
        if isinstance(first, EdtfDate):
            return self._phrases(f"date.{which}_later", date=self._one(first))
        assert isinstance(last, EdtfDate)  # noqa: S101 - a run of dates has a date at one end
        return self._phrases(f"date.{which}_earlier", date=self._one(last))

    def _listed(self, members: Sequence[str], phrase: str) -> str:
        if len(members) == 1:
            return members[0]
        return self._phrases(phrase, dates=", ".join(members[:-1]), last=members[-1])


def _unbroken(text: str) -> str:
    return text.replace(" ", _NO_BREAK)
