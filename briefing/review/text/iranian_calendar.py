"""The Iranian calendar (Solar Hijri): its months by name in Latin and Persian script, and its days.

Years begin at the equinox of March; a cycle of 33 years with 8 leap years gives the same days as the
observed calendar for the years 1178 to 1633 (1799 to 2255 CE).
"""

from __future__ import annotations

from dataclasses import dataclass

from briefing.model.dates import MONTHS_IN_A_YEAR, Day, day_of_ordinal

MONTH_NAMES = {
    name: number
    for number, names in enumerate(
        [
            "farvardin farwardin فروردین",
            "ordibehesht ordibehest urdibehesht urdibihisht اردیبهشت",
            "khordad khurdad خرداد",
            "tir تیر",
            "mordad murdad amordad مرداد امرداد",
            "shahrivar shahriwar shahrivar شهریور",
            "mehr mihr مهر",
            "aban آبان ابان",
            "azar آذر اذر",
            "dey dei دی",
            "bahman بهمن",
            "esfand isfand اسفند",
        ],
        start=1,
    )
    for name in names.split()
}
"""The months by name: common transliterations in lower case, and Persian."""
LUNAR_MONTHS = (
    "muharram", "safar", r"rabi['‘’]?(?: al-| ul-| )(?:awwal|avval|thani|akhir)",
    r"jumada(?: al-| ul-| )(?:awwal|ula|thani|thaniya|akhira)", "rajab", r"sha['‘’]?ban",
    r"ramad[ah]n|ramazan", "shawwal|shavval", r"(?:dhu|zu|zul)(?: al-|l-| ?)(?:qa['‘’]?dah?|hijjah?)",
    "محرم", "صفر", "ربیع(?: ?ال(?:اول|ثانی))", "جمادی(?: ?ال(?:اول|ثانی|اولی))", "رجب", "شعبان",
    "رمضان", "شوال", "ذی ?(?:القعده|الحجه|قعده|حجه)|ذو ?(?:القعدة|الحجة)",
)  # fmt: skip
"""Patterns of the months of the Islamic lunar calendar, whose days depend on sightings of the moon."""
_LONG_MONTHS = 6
_DAYS_IN_LONG_MONTH, _DAYS_IN_MONTH, _DAYS_IN_LAST_MONTH = 31, 30, 29
_KNOWN_YEAR, _ITS_FIRST_DAY = 1403, Day(2024, 3, 20)


@dataclass(frozen=True, slots=True)
class SolarDate:
    """A date of the Iranian calendar; year and day may be None."""

    year: int | None
    month: int
    day: int | None

    def holds(self, day: Day) -> bool:
        """Return whether a day of the Gregorian calendar is one of those that it may mean."""
        other = solar_date(day)
        pairs = ((self.year, other.year), (self.month, other.month), (self.day, other.day))
        return all(part is None or part == its for part, its in pairs)


def is_leap_year(year: int) -> bool:
    return _leap_years_before(year + 1) > _leap_years_before(year)


def days_in_month(year: int | None, month: int) -> int:
    """Return the length of a month, the longest that it may have where the year is None."""
    if month <= _LONG_MONTHS:
        return _DAYS_IN_LONG_MONTH
    if month < MONTHS_IN_A_YEAR or year is None or is_leap_year(year):
        return _DAYS_IN_MONTH
    return _DAYS_IN_LAST_MONTH


def gregorian_day(year: int, month: int, day: int) -> Day:
    """Return the day of the Gregorian calendar that a day of the Iranian one is."""
    before = sum(days_in_month(year, number) for number in range(1, month))
    return day_of_ordinal(_first_ordinal(year) + before + day - 1)


def solar_date(day: Day) -> SolarDate:
    """Return the date of a Gregorian day in the Iranian calendar; the inverse of `gregorian_day`."""
    year = day.year - (_ITS_FIRST_DAY.year - _KNOWN_YEAR)
    if day.ordinal < _first_ordinal(year):
        year -= 1
    left = day.ordinal - _first_ordinal(year)
    month = 1
    while left >= days_in_month(year, month):
        left -= days_in_month(year, month)
        month += 1
    return SolarDate(year, month, left + 1)


def _first_ordinal(year: int) -> int:
    leap_years = _leap_years_before(year) - _leap_years_before(_KNOWN_YEAR)
    return _ITS_FIRST_DAY.ordinal + (year - _KNOWN_YEAR) * 365 + leap_years


def _leap_years_before(year: int) -> int:
    return (8 * year + 21) // 33
