"""Values of foreign files as fields of records: lines, texts, dates, languages, ids."""

from __future__ import annotations

import functools
import re
from collections.abc import Collection
from html import unescape
from urllib.parse import urlsplit

from briefing.model.edtf import check_edtf
from briefing.model.source import Publisher
from briefing.model.terms import MAX_TEXT_LENGTH, PublisherKind, Reliability, slug_of
from briefing.text import characters

UNKNOWN_DATE = "XXXX"
"""The date of a conclusion that a file does not have (EDTF)."""
UNKNOWN_PUBLISHER = "Unknown publisher"
NOT_GRADED = "Imported; nobody has graded it yet."
_TAGS = re.compile(r"</?(?:i|b|sup|sub|sc|span|nocase|em|strong)\b[^>]*>", re.IGNORECASE)
_LONGEST_LINE = 2_000
_PARAGRAPHS = re.compile(r"\n[ \t]*\n\s*")
_SENTENCE = re.compile(r"(.+?[.!?…。؟])(?=\s+\S)", re.DOTALL)


def line(text: str) -> str:
    """Return a text on one line, without markup and without characters that no field may have."""
    plain = unescape(_TAGS.sub("", text)) if "<" in text or "&" in text else text
    return " ".join(characters.cleaned(plain).split())[:_LONGEST_LINE]


def host_of(address: str) -> str:
    """Return the host of a web address without "www."; empty where it has none."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def one_line(text: str) -> str:
    """Return a text on one line, whole but without characters that no field may have."""
    return " ".join(characters.cleaned(text).split())


def paragraphs(text: str) -> str:
    """Return a text with its paragraphs, without characters that no field may have, cut at the limit."""
    parts = (one_line(part) for part in _PARAGRAPHS.split(text.replace("\r\n", "\n")))
    return "\n\n".join(filter(None, parts))[:MAX_TEXT_LENGTH]


def first_sentence(text: str) -> str:
    """Return the first sentence of a text, or its first line, without the full stop at its end."""
    whole = line(next(filter(None, (each.strip() for each in text.splitlines())), ""))
    match = _SENTENCE.match(whole)
    return (match[1] if match else whole).rstrip(". ")


def edtf_or_none(text: str) -> str | None:
    """Return an EDTF date, or the day of a time stamp such as ``2020-03-02T10:00:00.000Z``."""
    text = text.strip()
    for candidate in (text, text[:10] if "T" in text else text):
        try:
            check_edtf(candidate)
        except ValueError:
            continue
        return candidate
    return None


def day_of(text: str) -> str | None:
    """Return the day of a date or a time stamp; None for another text."""
    return edtf_or_none(text.strip().partition("T")[0])


def unused(record_id: str, taken: Collection[str], number: int = 1) -> str:
    """Return an id that is not taken: the wanted one, with a number where needed, `number` or higher."""
    free = record_id if number == 1 else f"{record_id[:70]}-{number}"
    while free in taken:
        number += 1
        free = f"{record_id[:70]}-{number}"
    return free


def ungraded_publisher(name: str) -> Publisher:
    """Return a publisher of which a file has only the name."""
    return Publisher(
        id=slug_of(name, "publisher"),
        name=name,
        kind=PublisherKind.UNKNOWN,
        reliability=Reliability.F,
        rationale=NOT_GRADED,
        graded=False,
    )


def language_tag(text: str) -> str | None:
    """Return the BCP 47 tag of a language: of a tag, of an ISO 639 code, or of an English or babel name."""
    import babel

    text = text.strip()
    tag = text.replace("_", "-")
    name = _BABEL_NAMES.get(text.lower(), text.lower())
    for candidate in (_language_codes().get(name), _language_codes().get(tag.lower()), tag):
        try:
            if candidate:
                babel.Locale.parse(candidate, sep="-")
                return candidate
        except (ValueError, babel.UnknownLocaleError):
            continue
    return None


_BABEL_NAMES = {
    "american": "english", "british": "english", "ukenglish": "english", "usenglish": "english",
    "ngerman": "german", "naustrian": "german", "austrian": "german", "brazilian": "portuguese",
    "brazil": "portuguese", "portuges": "portuguese", "francais": "french", "farsi": "persian",
}  # fmt: skip


@functools.cache
def _language_codes() -> dict[str, str]:
    """Map English names and codes of three letters to tags, two letters where there are."""
    import pycountry

    codes: dict[str, str] = {}
    for language in pycountry.languages:
        tag = getattr(language, "alpha_2", language.alpha_3)
        for name in (language.name, language.alpha_3, getattr(language, "bibliographic", "")):
            if name:
                codes.setdefault(name.lower(), tag)
        # Such as "Modern Greek (1453-)", which nobody writes.
        codes.setdefault(re.sub(r"\s*\(.*\)", "", language.name).lower(), tag)
    return codes
