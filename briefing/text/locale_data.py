"""Names and patterns of locales, of which the program needs a fifth.

Babel reads all that is known of a locale, which takes a megabyte for each, and the languages of the sources
of a briefing are many.
"""

from __future__ import annotations

from typing import Any

from babel import core, localedata

_UNUSED = (
    "compact_currency_formats",
    "compact_decimal_formats",
    "compound_unit_patterns",
    "currency_names",
    "currency_names_plural",
    "currency_symbols",
    "date_fields",
    "interval_formats",
    "meta_zones",
    "time_zones",
    "unit_display_names",
    "unit_patterns",
)
"""Names and patterns of units, currencies, time zones and spans of time."""

_UNUSED_OF_ALL = ("all_currencies", "territory_currencies", "territory_languages")
"""What is known of territories besides their names."""

_load = localedata.load


def read_without_unused() -> None:
    """Have locales read from here on without what neither a printed text nor the window needs."""
    localedata.load = _loaded
    core.get_global("cldr")  # reads what is known of all locales
    known: Any = core._global_data  # noqa: SLF001 - there is no public way to leave some out
    for name in _UNUSED_OF_ALL:
        known.pop(name, None)


def _loaded(*arguments: Any, **options: Any) -> Any:
    data = _load(*arguments, **options)
    for name in _UNUSED:
        data.pop(name, None)
    return data
