"""Every country code that is accepted has a name wherever a country is named, and none breaks anything."""

import string

import pycountry
import pytest

from briefing.charts.maps import geography
from briefing.composition.chart_data.map import place_name
from briefing.composition.fact_fields import place_text
from briefing.model.countries import check_country, check_party, country_name, is_organisation
from briefing.model.treaty import Place
from briefing.review.text.parties import name_in_text

CURRENT = {country.alpha_2 for country in pycountry.countries}
LONG = {country.alpha_4 for country in pycountry.historic_countries}
WITHDRAWN = ({country.alpha_2 for country in pycountry.historic_countries} | LONG) - {"CS"}
ASSIGNED_BY_USERS = {
    "AA",
    "ZZ",
    *(f"Q{letter}" for letter in "MNOPQRSTUVWXYZ"),
    *(f"X{letter}" for letter in string.ascii_uppercase),
}
PAIRS = {first + second for first in string.ascii_uppercase for second in string.ascii_uppercase}


def is_accepted(code: str) -> bool:
    try:
        check_country(code)
    except ValueError:
        return False
    return True


def test_current_withdrawn_and_user_assigned_codes_are_accepted_and_no_others() -> None:
    accepted = {code for code in PAIRS | LONG if is_accepted(code)}
    assert accepted == CURRENT | WITHDRAWN | ASSIGNED_BY_USERS


@pytest.mark.parametrize("language", ["en", "fa"])
def test_every_code_has_a_name_in_print_on_the_map_and_in_the_review(language: str) -> None:
    for code in sorted(CURRENT | WITHDRAWN | ASSIGNED_BY_USERS):
        place = Place(country=code)
        name = country_name(code, language)
        assert name == (code if code in ASSIGNED_BY_USERS - {"XK"} else name)
        assert code in ASSIGNED_BY_USERS or name != code
        assert place_text(place, language) == place_name(place, language) == name
        assert name_in_text(code)
        assert geography.rings_of(geography.number_of(code)) or geography.position(place) is None


def test_no_country_has_no_name() -> None:
    assert place_text(Place(name="Gwadar"), "en") == place_name(Place(name="Gwadar"), "en") == "Gwadar"
    assert place_text(None, "en") == ""


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("SU", "Soviet Union"),
        ("YU", "Yugoslavia"),
        ("DD", "German Democratic Republic"),
        ("CSHH", "Czechoslovakia"),
        ("YD", "Democratic Yemen"),
        ("BYAA", "Byelorussian SSR"),
        ("BY", "Belarus"),
        ("XK", "Kosovo"),
        ("XA", "XA"),
        ("ZZ", "ZZ"),
    ],
)
def test_former_countries_and_kosovo_have_their_usual_names(code: str, name: str) -> None:
    assert country_name(code) == name


@pytest.mark.parametrize("party_id", ["eu", "euratom", "asean", "plo", "RU", "SUHH", "XK", "PS"])
def test_a_party_is_a_country_or_an_organisation_and_none_breaks_the_map(party_id: str) -> None:
    check_party(party_id)
    outline = geography.rings_of(geography.number_of(party_id))
    assert not outline if is_organisation(party_id) else outline is not None


@pytest.mark.parametrize("party_id", ["", "Eu", "E U", "R1", "-eu", "eu-"])
def test_what_is_neither_a_country_nor_an_organisation_s_id_is_refused(party_id: str) -> None:
    with pytest.raises(ValueError, match="country code"):
        check_party(party_id)
