"""CSL-JSON (Citation Style Language 1.0.2), as Zotero and other reference managers write it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from briefing.errors import ImportFileError, Problem
from briefing.interchange.bibliography.item import (
    BibliographicItem,
    names_of,
    reading_of,
    rest_of,
    split_identifiers,
)
from briefing.interchange.reading import Importer, ImportOptions, Reading, Refusal
from briefing.interchange.values import line
from briefing.model.terms import SourceKind

_ANALYSIS = (
    "article-journal", "article-magazine", "report", "book", "chapter", "thesis", "paper-conference",
    "manuscript",
)  # fmt: skip
KINDS: Mapping[str, SourceKind] = {
    "treaty": SourceKind.TREATY_TEXT,
    **dict.fromkeys(
        ("legislation", "regulation", "bill", "legal_case", "standard"), SourceKind.OFFICIAL_STATEMENT
    ),
    **dict.fromkeys(("hearing", "speech"), SourceKind.TRANSCRIPT),
    **dict.fromkeys(("article-newspaper", "broadcast"), SourceKind.NEWS_REPORT),
    **dict.fromkeys(_ANALYSIS, SourceKind.ANALYSIS),
    **dict.fromkeys(("post-weblog", "review", "review-book"), SourceKind.OPINION),
    **dict.fromkeys(("entry", "entry-dictionary", "entry-encyclopedia"), SourceKind.REFERENCE),
    "dataset": SourceKind.DATASET,
    "interview": SourceKind.INTERVIEW,
    **dict.fromkeys(("post", "personal_communication"), SourceKind.FORUM_POST),
}
"""The kind of source of each item type; the types that are not here can be any kind."""
_EXTRA_TYPE = "type"
_SEASONS = {
    "1": 21,
    "2": 22,
    "3": 23,
    "4": 24,
    "spring": 21,
    "summer": 22,
    "autumn": 23,
    "fall": 23,
    "winter": 24,
}
_MAPPING = {
    "type": "kind", "title": "title", "author": "authors", "issued": "issued", "accessed": "accessed",
    "URL, DOI": "url", "language": "language", "container-title, publisher": "publisher", "id": "id",
}  # fmt: skip
_USED = (
    "id", "type", "title", "author", "issued", "accessed", "URL", "language", "container-title",
    "publisher",
    "authority", "DOI", "ISBN", "ISSN", "PMID", "PMCID", "citation-key", "citation-number",
)  # fmt: skip


def _recognises(raw: bytes, name: str) -> bool:
    start = raw.lstrip(b"\xef\xbb\xbf \r\n\t")[:1]
    return start in {b"[", b"{"} and (b'"type"' in raw[:20_000] or name.endswith(".csl.json"))


def _read(raw: bytes, name: str, options: ImportOptions) -> Reading:  # noqa: ARG001 - the interface
    entries, refused = [], []
    for number, entry in enumerate(_entries(raw, name), start=1):
        place = f"item {number}"
        if not isinstance(entry, dict):
            refused.append(Refusal(place, "This is not an item, but a single value."))
        else:
            entries.append(_item(entry, place))
    reading = reading_of(entries, _MAPPING)
    return msgspec.structs.replace(reading, refused=(*reading.refused, *refused))


def _entries(raw: bytes, name: str) -> list[Any]:
    try:
        content = msgspec.json.decode(raw.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        message = f"The file is not valid JSON ({error})."
        raise ImportFileError(Problem(message, "Export it again as CSL-JSON.", name)) from None
    if isinstance(content, dict):
        content = content.get("items", [content])
    if not isinstance(content, list):
        raise ImportFileError(Problem("The file has no list of items.", "Export it as CSL-JSON.", name))
    return content


def _item(entry: dict[str, Any], place: str) -> BibliographicItem:
    texts = {name: _text(value) for name, value in entry.items()}
    extra = _extra(texts.get("note", ""))
    type_ = extra.get(_EXTRA_TYPE, "")
    type_ = type_ if type_ in KINDS else texts.get("type", "")
    key = texts.get("citation-key") or texts.get("id", "")
    return BibliographicItem(
        place=f"{place}, {line(key)[:60]}" if key else place,
        key=key,
        type=type_,
        kind=KINDS.get(type_),
        title=texts.get("title", ""),
        authors=tuple(_names(entry.get("author"))),
        issued=_date(entry.get("issued")),
        accessed=_date(entry.get("accessed")),
        addresses=tuple(filter(None, [texts.get("URL", "")])),
        language=texts.get("language", ""),
        container=texts.get("container-title", ""),
        publisher=texts.get("publisher") or texts.get("authority", ""),
        identifiers=split_identifiers(texts),
        rest=rest_of(texts, _USED),
    )


def _extra(note: str) -> dict[str, str]:
    """Return the fields in Zotero's "Extra", such as "Type: treaty" on a line of its own."""
    lines = (each.partition(":") for each in note.splitlines())
    return {name.strip().lower(): value.strip() for name, colon, value in lines if colon and value.strip()}


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, int | float):
        return f"{value:g}" if isinstance(value, float) else str(value)
    return msgspec.json.encode(value).decode()


def _names(value: Any) -> Iterator[str]:
    for name in value if isinstance(value, list) else ():
        if isinstance(name, dict):
            parts = {part: _text(text) for part, text in name.items()}
            particle = parts.get("non-dropping-particle") or parts.get("dropping-particle", "")
            yield parts.get("literal") or names_of(
                parts.get("family", ""), parts.get("given", ""), particle, parts.get("suffix", "")
            )
        elif isinstance(name, str):
            yield name


def _date(value: Any) -> str:
    """Return a date as EDTF where it has the form of one; else its text, for the user to see."""
    if not isinstance(value, dict):
        return _text(value)
    raw = _text(value.get("raw") or value.get("literal") or "")
    parts = value.get("date-parts")
    dates = [_day(each) for each in parts if isinstance(each, list)] if isinstance(parts, list) else []
    if not dates or not all(dates):
        return raw
    season = _SEASONS.get(_text(value.get("season")).lower())
    if season and len(dates) == 1:
        dates = [f"{dates[0][:4]}-{season}"]
    doubt = "~" if value.get("circa") not in {None, False, "", "0", "false"} else ""
    return "/".join(f"{date}{doubt}" for date in dates[:2])


def _day(parts: list[Any]) -> str:
    numbers = []
    for part in parts[:3]:
        try:
            numbers.append(int(_text(part)))
        except ValueError:
            return ""
    if not numbers or numbers[0] == 0:
        return ""
    year = f"{numbers[0]:04d}" if numbers[0] > 0 else f"-{-numbers[0]:04d}"
    return "-".join([year, *(f"{number:02d}" for number in numbers[1:])])


IMPORTER = Importer("csl-json", "CSL-JSON", (".json", ".csl.json"), _recognises, _read)
