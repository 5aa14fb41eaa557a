"""Countries by the names that tables use: current ones, former ones and those of United Nations tables."""

from __future__ import annotations

import functools
import re

from briefing.model.countries import check_country, country_name
from briefing.model.terms import slug_of
from briefing.text.spelling import folded

_FORMER = {
    "byelorussian ssr": "BYAA", "czechoslovakia": "CSHH", "dahomey": "DYBJ",
    "democratic yemen": "YDYE", "yemen arab republic": "YE", "german democratic republic": "DDDE",
    "serbia and montenegro": "CSXX", "netherlands antilles": "ANHH", "new hebrides": "NHVU",
    "southern rhodesia": "RHZW", "soviet union": "SUHH", "ussr": "SUHH",
    "union of soviet socialist republics": "SUHH", "upper volta": "HVBF", "burma": "BUMM",
    "democratic republic of viet nam": "VDVN", "yugoslavia": "YUCS", "former yugoslavia": "YUCS",
    "socialist federal republic of yugoslavia": "YUCS", "zaire": "ZRCD",
}  # fmt: skip
_OTHER_NAMES = {
    "bolivia": "BO", "bolivia plurinational state of": "BO", "brunei": "BN", "burkina faso": "BF",
    "cabo verde": "CV", "cape verde": "CV", "ceylon": "LK", "congo": "CG", "cote d ivoire": "CI",
    "ivory coast": "CI", "czech republic": "CZ", "czechia": "CZ", "democratic republic of congo": "CD",
    "democratic republic of the congo": "CD", "democratic people s republic of korea": "KP",
    "north korea": "KP", "republic of korea": "KR", "south korea": "KR", "eswatini": "SZ",
    "swaziland": "SZ", "federal republic of germany": "DE", "great britain": "GB", "holy see": "VA",
    "iran": "IR", "iran islamic republic of": "IR", "islamic republic of iran": "IR", "kosovo": "XK",
    "lao people s democratic republic": "LA", "laos": "LA", "libya": "LY",
    "libyan arab jamahiriya": "LY", "macedonia": "MK", "north macedonia": "MK",
    "the former yugoslav republic of macedonia": "MK", "micronesia": "FM",
    "micronesia federated states of": "FM", "moldova": "MD", "republic of moldova": "MD",
    "myanmar": "MM",
    "netherlands kingdom of the": "NL", "kingdom of the netherlands": "NL",
    "palestine": "PS", "state of palestine": "PS", "russia": "RU",
    "russian federation": "RU", "sao tome and principe": "ST", "syria": "SY",
    "syrian arab republic": "SY", "taiwan": "TW", "tanzania": "TZ", "united republic of tanzania": "TZ",
    "timor leste": "TL", "turkey": "TR", "turkiye": "TR", "uk": "GB", "united kingdom": "GB",
    "united kingdom of great britain and northern ireland": "GB", "united states": "US",
    "united states of america": "US", "usa": "US", "uae": "AE", "united arab emirates": "AE",
    "venezuela": "VE", "venezuela bolivarian republic of": "VE", "viet nam": "VN", "vietnam": "VN",
    "yemen": "YE",
}  # fmt: skip
_ORGANISATIONS = {
    "european union": "eu", "european community": "european-community",
    "european economic community": "european-economic-community",
    "european atomic energy community": "euratom", "african union": "african-union",
    "united nations": "un", "eurasian economic union": "eurasian-economic-union",
}  # fmt: skip
_ORGANISATION_WORD = re.compile(
    r"\b(?:organi[sz]ation|union|community|communities|council|agency|bank|league|association|fund|market|"
    r"authority|commission|institute|centre|secretariat|office|consortium)\b"
)
_NOT_A_LETTER = re.compile(r"[\W_]+")
_LEADING_ARTICLE = re.compile(r"^(?:the) ")


def country_code(name: str) -> str | None:
    """Return the code of a country by its name or code: ISO 3166-1, or ISO 3166-3 for a former country."""
    stripped = name.strip()
    try:
        check_country(stripped)
    except ValueError:
        return _by_name(_words(stripped))
    return stripped


def organisation_id(name: str) -> str | None:
    """Return the id of an organisation that can be a party; None for another name."""
    words = _LEADING_ARTICLE.sub("", _words(name))
    if words in _ORGANISATIONS:
        return _ORGANISATIONS[words]
    return slug_of(words, "") or None if _ORGANISATION_WORD.search(words) else None


def _by_name(words: str) -> str | None:
    bare = _LEADING_ARTICLE.sub("", words)
    for candidate in (words, bare):
        for names in (_OTHER_NAMES, _FORMER, _registered_names()):
            if code := names.get(candidate):
                return code
    return None


def _words(name: str) -> str:
    words = " ".join(_NOT_A_LETTER.sub(" ", folded(name)).split())
    return f"saint {words[3:]}" if words.startswith("st ") else words


@functools.cache
def _registered_names() -> dict[str, str]:
    """Map the names of the register, its codes of three letters and the usual English names to codes."""
    import pycountry

    codes: dict[str, str] = {}
    for country in pycountry.countries:
        official = getattr(country, "official_name", "")
        names = (country.name, official, getattr(country, "common_name", ""), country_name(country.alpha_2))
        for name in (*names, country.alpha_3):
            if name:
                codes.setdefault(_words(name), country.alpha_2)
    return codes
