"""BibTeX and BibLaTeX."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec.structs import replace

from briefing.errors import ImportFileError, Problem
from briefing.interchange.bibliography.item import (
    BibliographicItem,
    doi_of,
    kind_of_words,
    names_of,
    reading_of,
    rest_of,
)
from briefing.interchange.decoding import decoded
from briefing.interchange.reading import Importer, ImportOptions, Reading, Refusal
from briefing.interchange.values import line
from briefing.model.terms import SourceKind

_ANALYSIS = (
    "article", "book", "inbook", "incollection", "report", "techreport", "thesis", "phdthesis",
    "mastersthesis", "inproceedings", "conference", "proceedings", "collection", "booklet", "manual",
)  # fmt: skip
KINDS: Mapping[str, SourceKind] = {
    **dict.fromkeys(_ANALYSIS, SourceKind.ANALYSIS),
    **dict.fromkeys(("legislation", "legal", "jurisdiction", "standard"), SourceKind.OFFICIAL_STATEMENT),
    **dict.fromkeys(("inreference", "reference"), SourceKind.REFERENCE),
    "dataset": SourceKind.DATASET,
}
"""The kind of source of each type of entry; the types that are not here can be any kind."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MAPPING = {
    "entry type": "kind", "title, subtitle": "title", "author": "authors", "date, year": "issued",
    "urldate": "accessed", "url, howpublished, doi": "url", "langid, language": "language",
    "journaltitle, publisher, institution": "publisher", "key": "id",
}  # fmt: skip
_USED = (
    "title", "subtitle", "author", "date", "year", "month", "day", "urldate", "url", "doi", "langid",
    "language", "journaltitle", "journal", "publisher", "institution", "organization", "isbn", "issn",
    "entrysubtype",
)  # fmt: skip
_WEB = re.compile(r"https?://[^\s{}]+")
_LITERAL = re.compile(r"(?<!\\)(%|\$(?=\d))")
_TYPEFACE = re.compile(r"\\(?:text(?:sf|rm|tt|md|up|sl|sc|normal)|mbox)\s*\{")
_ENTRY = re.compile(rb"@\s*[a-zA-Z]+\s*[{(]")


def _recognises(raw: bytes, name: str) -> bool:
    return name.endswith((".bib", ".bibtex")) or bool(_ENTRY.search(raw[:50_000]))


def _read(raw: bytes, name: str, options: ImportOptions) -> Reading:  # noqa: ARG001 - the interface
    from bibtexparser.entrypoint import parse_string

    # It also logs what it reports as failed blocks.
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    library = parse_string(decoded(raw, name))
    if not library.entries and not library.failed_blocks:
        raise ImportFileError(Problem("The file has no entry.", "Export it again as BibTeX.", name))
    reading = reading_of(map(_item, library.entries), _MAPPING)
    return replace(reading, refused=(*reading.refused, *map(_refusal, library.failed_blocks)))


def _refusal(block: Any) -> Refusal:
    reason = " ".join(str(getattr(block.error, "abort_reason", "") or block.error).split()).rstrip(".")
    return Refusal(
        f"line {(block.start_line or 0) + 1}",
        f"The entry cannot be read: {reason[:300] or type(block.error).__name__}.",
    )


def _item(entry: Any) -> BibliographicItem:
    fields = {str(each.key).lower(): str(each.value) for each in entry.fields}
    type_ = str(entry.entry_type).lower()
    doi = doi_of(fields.get("doi", ""))
    identifiers = {name: fields[name] for name in ("isbn", "issn") if fields.get(name)}
    if doi:
        identifiers["doi"] = doi
    container = fields.get("journaltitle") or fields.get("journal", "")
    publisher = fields.get("publisher") or fields.get("institution") or fields.get("organization", "")
    return BibliographicItem(
        place=f"line {entry.start_line + 1}, {line(str(entry.key))[:60]}",
        key=str(entry.key),
        type=f"@{type_}",
        kind=KINDS.get(type_) or kind_of_words(fields.get("entrysubtype", "")),
        title=": ".join(
            filter(None, (plain_text(fields.get("title", "")), plain_text(fields.get("subtitle", ""))))
        ),
        authors=tuple(_names(fields.get("author", ""))),
        issued=_date(fields),
        accessed=fields.get("urldate", ""),
        addresses=tuple(_addresses(fields)),
        language=fields.get("langid") or fields.get("language", ""),
        container=plain_text(container),
        publisher=plain_text(publisher),
        identifiers=identifiers,
        rest=rest_of(
            {
                **{name: plain_text(value) for name, value in fields.items()},
                "howpublished": _without_addresses(fields.get("howpublished", "")),
            },
            _USED,
        ),
    )


def plain_text(text: str) -> str:
    """Return a text without LaTeX commands; one that LaTeX would not accept keeps them."""
    if not any(sign in text for sign in "\\{}~$"):
        return text.strip()
    from pylatexenc.latex2text import LatexNodes2Text

    # The library would drop a dollar sign, what follows a percent sign, and text in some typefaces.
    text = _TYPEFACE.sub("{", _LITERAL.sub(r"\\\1", text))
    try:
        return str(LatexNodes2Text(strict_latex_spaces=True).latex_to_text(text)).strip()
    except Exception:  # noqa: BLE001 - the parser raises several kinds for faulty LaTeX
        return text.replace("{", "").replace("}", "").strip()


def _names(text: str) -> Iterator[str]:
    """Yield each author; a name in braces, as of a ministry, stays whole."""
    for name in _divided(text):
        if (name.startswith("{") and name.endswith("}")) or "," in name:
            yield plain_text(name)
        else:
            *given, family = plain_text(name).rsplit(" ", 1)
            yield names_of(family, *given) if given else family


def _divided(text: str) -> list[str]:
    """Divide a list of names at "and", but not within braces."""
    names, depth, current = [], 0, list[str]()
    for word in text.split():
        if word.lower() == "and" and depth == 0:
            names.append(" ".join(current))
            current = []
            continue
        depth += word.count("{") - word.count("}")
        current.append(word)
    return [name for name in (*names, " ".join(current)) if name and name.lower() != "others"]


def _date(fields: Mapping[str, str]) -> str:
    if fields.get("date"):
        return fields["date"].strip()
    year, month, day = (fields.get(name, "").strip(" {}") for name in ("year", "month", "day"))
    number = month.zfill(2) if month.isdigit() else _month(month)
    if not year.isdigit() or not number:
        return year
    return f"{year}-{number}-{day.zfill(2)}" if day.isdigit() else f"{year}-{number}"


def _month(name: str) -> str:
    short = name[:3].lower()
    return f"{_MONTHS.index(short) + 1:02d}" if short in _MONTHS else ""


def _addresses(fields: Mapping[str, str]) -> Iterator[str]:
    for name in ("url", "howpublished"):
        yield from _WEB.findall(fields.get(name, "").replace("\\_", "_").replace("\\%", "%"))


def _without_addresses(text: str) -> str:
    return plain_text(_WEB.sub("", text).replace("\\url", ""))


IMPORTER = Importer("bibtex", "BibTeX", (".bib", ".bibtex"), _recognises, _read)
