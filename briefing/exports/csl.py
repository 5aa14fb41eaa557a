"""The sources of a briefing as CSL-JSON, which reference managers read (Citation Style Language 1.0.2)."""

from __future__ import annotations

from typing import Any

import msgspec

from briefing.codec import encode
from briefing.composition import printed_dates
from briefing.composition.compose import compose
from briefing.composition.formatting import kind
from briefing.composition.phrases import phrases_in
from briefing.exports.edition import Edition
from briefing.exports.format import Format
from briefing.grading import Scales
from briefing.model.briefing import Briefing
from briefing.model.edtf import Doubt, EdtfDate, Interval, edtf_tree
from briefing.model.library import Catalogue
from briefing.model.source import Source
from briefing.model.terms import SourceKind
from briefing.text.web_address import uri

TYPES = {
    SourceKind.TREATY_TEXT: "treaty",
    SourceKind.OFFICIAL_STATEMENT: "document",
    SourceKind.NEWS_REPORT: "article-newspaper",
    SourceKind.TRANSCRIPT: "speech",
    SourceKind.ANALYSIS: "report",
    SourceKind.OPINION: "article-newspaper",
    SourceKind.REFERENCE: "entry-encyclopedia",
    SourceKind.DATASET: "dataset",
    SourceKind.INTERVIEW: "interview",
    SourceKind.FORUM_POST: "post",
}
"""The CSL item type of each kind of source."""

_IN_SOMETHING = frozenset({"article-newspaper", "entry-encyclopedia", "post"})
"""Types of items that appear in a newspaper, a reference work or a site, which the publisher names."""
_SEASONS = 4
"""CSL numbers seasons from 1; those of EDTF begin at 21."""
_FIRST_SEASON = 21


def sources(briefing: Briefing, scales: Scales) -> bytes:
    """Return the sources that the PDF lists, in its order and with its numbers, as a JSON array.

    Sources that are in the project but not in print are left out. Raises RenderError for a briefing that
    cannot be printed.
    """
    catalogue = Catalogue(briefing.library)
    listed = compose(briefing, {}, scales).sources
    items = [
        _item(
            catalogue.sources[view.anchor.removeprefix("source-")],
            view.number,
            catalogue,
            briefing.language,
        )
        for view in listed
    ]
    return msgspec.json.format(encode(items), indent=2) + b"\n"


def _item(source: Source, number: int, catalogue: Catalogue, language: str) -> dict[str, Any]:
    """One source; a field that is not known is left out."""
    publisher = catalogue.publisher_of(source)
    type_ = TYPES[source.kind]
    fields = {
        "id": source.id,
        "type": type_,
        "title": source.title or source.description,
        "abstract": source.description if source.title else None,
        "note": None if source.title else phrases_in(language)("source.no_title"),
        "genre": kind(source.kind),
        "author": [{"literal": name} for name in source.authors],
        "publisher": publisher.name,
        "container-title": publisher.name if type_ in _IN_SOMETHING else None,
        "issued": _date(source.issued, language),
        "accessed": _date(source.accessed, language),
        "URL": uri(source.url or ""),
        "language": source.language,
        "citation-number": number,
        "custom": {
            "admiralty-reliability": str(catalogue.reliability(source)),
            "derives-from": list(source.derives_from),
        },
    }
    return {name: value for name, value in fields.items() if value}


def _date(edtf: str | None, language: str) -> dict[str, Any] | None:
    """Convert an EDTF date to CSL: date parts and a season where CSL has them, else the date in words."""
    if edtf is None:
        return None
    tree = edtf_tree(edtf)
    ends = (tree.first, tree.last) if isinstance(tree, Interval) else (tree,)
    dates = [end for end in ends if isinstance(end, EdtfDate) and _has_parts(end)]
    if len(dates) < len(ends) or (dates[0].division and len(dates) > 1):
        return {"literal": printed_dates.edtf(edtf, language)}
    date: dict[str, Any] = {"date-parts": [_parts(end) for end in dates]}
    if dates[0].division:
        date["season"] = dates[0].division - _FIRST_SEASON + 1
    if any(doubt is not Doubt.NONE for end in dates for doubt in end.doubts):
        date["circa"] = True
    return date


def _has_parts(date: EdtfDate) -> bool:
    """Return whether CSL has a form for the date; it has none for year 0, which it writes for no year."""
    is_season = not date.division or date.division < _FIRST_SEASON + _SEASONS
    is_whole = not (date.has_unspecified_digits or date.significant)
    return is_season and is_whole and date.first_year > 0


def _parts(date: EdtfDate) -> list[int]:
    return [date.first_year, *(int(part) for part in (date.month, date.day) if part)]


def _write(edition: Edition) -> bytes:
    return sources(edition.briefing, edition.scales)


FORMAT = Format(
    id="csl",
    name="CSL-JSON sources",
    ending=".csl.json",
    media_type="application/vnd.citationstyles.csl+json",
    purpose="The sources alone, for reference managers.",
    lost="All but the sources.",
    write=_write,
)
