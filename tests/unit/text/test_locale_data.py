"""Locales that are read without what no printed text needs say all that is asked of them."""

from __future__ import annotations

from datetime import date

import babel
import babel.dates
import babel.numbers
import pytest
from babel import localedata

from briefing.text import locale_data

LANGUAGES = ("en_GB", "fr", "ru", "zh_Hans", "ar")
DAY = date(2025, 10, 31)


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a process that has read no locale."""
    monkeypatch.setattr(localedata, "_cache", {})
    monkeypatch.setattr(localedata, "load", localedata.load)


def said() -> list[str]:
    locales = [babel.Locale.parse(language) for language in LANGUAGES]
    return [
        text
        for locale in locales
        for text in (
            babel.dates.format_date(DAY, "d MMMM y, EEEE", locale=locale),
            babel.dates.get_month_names("abbreviated", "format", locale)[10],
            babel.numbers.format_decimal(1234567.5, locale=locale),
            locale.datetime_skeletons["yMMMM"].pattern,
            locale.date_formats["long"].pattern,
            locale.territories["KP"],
            locale.get_display_name("en") or "",
            locale.plural_form(2),
        )
    ]


@pytest.mark.usefixtures("unread")
def test_dates_numbers_and_names_are_those_of_whole_locales() -> None:
    whole = said()
    localedata._cache.clear()
    locale_data.read_without_unused()
    assert said() == whole
    assert {"en", "fr", "zh"} <= set(localedata._cache)
    assert not any("unit_patterns" in data for data in localedata._cache.values())
