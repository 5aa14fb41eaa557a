"""Country codes: current (ISO 3166-1), withdrawn (ISO 3166-3) and assigned by users, with their names."""

from __future__ import annotations

import functools
import re

_ASSIGNED_BY_USERS = re.compile("AA|Q[M-Z]|X[A-Z]|ZZ")
_ORGANISATION = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
_KOSOVO = "XK"
"""The one code assigned by users whose meaning is agreed."""
_WITHDRAWN_NAMES = {
    "BYAA": "Byelorussian SSR",
    "FXFR": "Metropolitan France",
    "SUHH": "Soviet Union",
    "VDVN": "Democratic Republic of Viet-Nam",
    "YDYE": "Democratic Yemen",
}
"""Usual names, where the register's name without its qualifier is another country's or is not used."""


def check_country(code: str) -> None:
    """Raise ValueError for a text that is no country code, or that is the code of two former countries."""
    if code in _current() or _ASSIGNED_BY_USERS.fullmatch(code):
        return
    withdrawn = _withdrawn().get(code, {})
    if not withdrawn:
        raise ValueError(
            f"'{code}' is not an ISO 3166 country code. Use two capital letters, such as RU or IR."
        )
    if len(withdrawn) > 1:
        choices = " or ".join(f"{long} ({name})" for long, name in withdrawn.items())
        raise ValueError(f"'{code}' was the code of two countries. Use {choices}.")


def check_party(party_id: str) -> None:
    """Raise ValueError for a text that is neither a country code nor the id of an organisation."""
    if not is_organisation(party_id):
        check_country(party_id)


def is_organisation(party_id: str) -> bool:
    """Return whether the id of a party is that of an organisation, not of a country."""
    return bool(_ORGANISATION.fullmatch(party_id))


def country_name(code: str, language: str = "en") -> str:
    """Return the usual name of a country; the code itself where none is agreed.

    Names of former countries are English in every language: locales have only current ones.
    """
    import babel

    if code in _current() or code == _KOSOVO:
        # English names are those of British English, as in the printed text.
        tag = "en-GB" if language == "en" else language
        territories = babel.Locale.parse(tag, sep="-").territories
        return str(territories.get(code) or _current().get(code) or code)
    return " or ".join(_withdrawn().get(code, {}).values()) or code


@functools.cache
def _current() -> dict[str, str]:
    import pycountry

    return {country.alpha_2: country.name for country in pycountry.countries}


@functools.cache
def _withdrawn() -> dict[str, dict[str, str]]:
    """Map codes of two and four letters of former countries to their names by codes of four letters."""
    import pycountry

    codes: dict[str, dict[str, str]] = {}
    for country in pycountry.historic_countries:
        name = _WITHDRAWN_NAMES.get(country.alpha_4) or re.split(r",| \(", country.name)[0]
        for code in (country.alpha_2, country.alpha_4):
            codes.setdefault(code, {})[country.alpha_4] = name
    return codes
