"""RIS, the tagged format of reference managers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from briefing.errors import ImportFileError, Problem
from briefing.interchange.bibliography.item import (
    BibliographicItem,
    doi_of,
    kind_of_words,
    reading_of,
    rest_of,
)
from briefing.interchange.decoding import decoded
from briefing.interchange.reading import Importer, ImportOptions, Reading
from briefing.interchange.values import line
from briefing.model.terms import SourceKind

KINDS: Mapping[str, SourceKind] = {
    **dict.fromkeys(("LEGAL", "STAT", "BILL", "GOVDOC", "CASE"), SourceKind.OFFICIAL_STATEMENT),
    "HEAR": SourceKind.TRANSCRIPT,
    "NEWS": SourceKind.NEWS_REPORT,
    **dict.fromkeys(
        ("JOUR", "RPRT", "BOOK", "CHAP", "CONF", "CPAPER", "THES", "MGZN"), SourceKind.ANALYSIS
    ),
    "BLOG": SourceKind.OPINION,
    **dict.fromkeys(("ENCYC", "DICT"), SourceKind.REFERENCE),
    **dict.fromkeys(("DATA", "DBASE"), SourceKind.DATASET),
    "ICOMM": SourceKind.FORUM_POST,
}
"""The kind of source of each type of reference; the types that are not here can be any kind."""
_TAG = re.compile(r"([A-Z][A-Z0-9])  ?- ?(.*)")
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
_MAPPING = {
    "TY": "kind", "TI, T1": "title", "AU, A1": "authors", "DA, PY, Y1": "issued", "Y2": "accessed",
    "UR, DO": "url", "LA": "language", "T2, JF, JO, PB": "publisher", "ID": "id",
}  # fmt: skip
_USED = (
    "type_of_reference", "title", "primary_title", "authors", "first_authors", "date", "year",
    "publication_year", "access_date", "urls", "doi", "language", "secondary_title", "journal_name",
    "alternate_title3", "publisher", "id", "issn", "type_of_work",
)  # fmt: skip


def _recognises(raw: bytes, name: str) -> bool:
    return bool(re.search(rb"^TY  ?-", raw[:50_000].replace(b"\0", b""), re.MULTILINE)) or name.endswith(
        ".ris"
    )


def _read(raw: bytes, name: str, options: ImportOptions) -> Reading:  # noqa: ARG001 - the interface
    import rispy

    text = _complete(decoded(raw, name))
    if "TY  - " not in text:
        message = "The file has no reference: no line begins with “TY  - ”."
        raise ImportFileError(Problem(message, "Export it again as RIS.", name))
    # Without delimiters: rispy would cut addresses at semicolons.
    entries = rispy.loads(text, delimiter_tags_mapping={}, enforce_list_tags=False)
    return reading_of(map(_item, range(1, len(entries) + 1), entries), _MAPPING)


def _complete(text: str) -> str:
    """Return a text with each tag on one line and the ends of references that some programs leave out."""
    lines: list[str] = []
    is_open = False
    for each in text.splitlines():
        match = _TAG.fullmatch(each.rstrip())
        if match is None:
            if is_open and each.strip():
                lines[-1] += f" {each.strip()}"
            continue
        tag, value = match[1], match[2].strip()
        if tag == "TY" and is_open:
            lines.append("ER  - ")
        is_open = tag != "ER" and (is_open or tag == "TY")
        if is_open or tag == "ER":
            lines.append(f"{tag}  - {value}")
    if is_open:
        lines.append("ER  - ")
    return "\n".join(lines) + "\n"


def _item(number: int, entry: dict[str, Any]) -> BibliographicItem:
    texts = {name: _joined(value) for name, value in entry.items()}
    type_ = texts.get("type_of_reference", "")
    kind = KINDS.get(type_) or kind_of_words(texts.get("type_of_work", ""))
    containers = [texts.get(name, "") for name in ("secondary_title", "journal_name", "alternate_title3")]
    key = texts.get("id", "")
    date = texts.get("date") or texts.get("year") or texts.get("publication_year", "")
    doi = doi_of(texts.get("doi", ""))
    identifiers = {"doi": doi} if doi else {}
    if texts.get("issn"):
        identifiers["isbn" if kind is SourceKind.ANALYSIS and type_ in {"BOOK", "CHAP"} else "issn"] = (
            texts["issn"]
        )
    return BibliographicItem(
        place=f"reference {number}, {line(key)[:60]}" if key else f"reference {number}",
        key=key,
        type=type_,
        kind=kind,
        title=texts.get("title") or texts.get("primary_title", ""),
        authors=tuple(_list(entry.get("authors")) or _list(entry.get("first_authors"))),
        issued=ris_date(date),
        accessed=ris_date(texts.get("access_date", "")),
        addresses=tuple(_list(entry.get("urls"))),
        language=texts.get("language", ""),
        container=next(filter(None, containers), ""),
        publisher=texts.get("publisher", ""),
        identifiers=identifiers,
        rest=rest_of(texts, _USED),
    )


def _list(value: Any) -> list[str]:
    if isinstance(value, list):
        return [str(each) for each in value if str(each).strip()]
    return [str(value)] if value else []


def _joined(value: Any) -> str:
    return "; ".join(_list(value))


def ris_date(text: str) -> str:
    """Return a date such as ``2014/04/01/`` or ``2011///Spring`` as EDTF; another text as it is."""
    parts = [part.strip() for part in text.split("/")]
    numbers = []
    for part in parts[:3]:
        if not part:
            break
        month = _MONTHS.get(part[:3].lower())
        if part.isdigit():
            numbers.append(part.zfill(2))
        elif month and numbers:
            numbers.append(f"{month:02d}")
        else:
            return text
    if not numbers:
        return ""
    return "-".join([numbers[0].zfill(4), *numbers[1:]])


IMPORTER = Importer("ris", "RIS", (".ris",), _recognises, _read)
