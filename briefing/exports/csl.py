"""The sources of a briefing as CSL-JSON, which reference managers read (Citation Style Language 1.0.2)."""

from __future__ import annotations

import re
from typing import Any

import msgspec

from briefing.codec import encode
from briefing.composition.compose import compose
from briefing.composition.formatting import kind
from briefing.composition.phrases import Phrases, phrases_in
from briefing.exports.edition import Edition
from briefing.exports.format import Format
from briefing.grading import Scales
from briefing.model.briefing import Briefing
from briefing.model.library import Catalogue
from briefing.model.source import Source
from briefing.model.terms import SourceKind

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
_DAYS = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?([?~%])?")


def sources(briefing: Briefing, scales: Scales) -> bytes:
    """Return the sources that the PDF lists, in its order and with its numbers, as a JSON array.

    Sources that are in the project but not in print are left out. Raises RenderError for a briefing that
    cannot be printed.
    """
    catalogue = Catalogue(briefing.library)
    listed = compose(briefing, {}, scales).sources
    phrases = phrases_in(briefing.language)
    items = [
        _item(catalogue.sources[view.anchor.removeprefix("source-")], view.number, catalogue, phrases)
        for view in listed
    ]
    return msgspec.json.format(encode(items), indent=2) + b"\n"


def _item(source: Source, number: int, catalogue: Catalogue, phrases: Phrases) -> dict[str, Any]:
    """One source; a field that is not known is left out."""
    publisher = catalogue.publisher_of(source)
    type_ = TYPES[source.kind]
    fields = {
        "id": source.id,
        "type": type_,
        "title": source.title or source.description,
        "abstract": source.description if source.title else None,
        "note": None if source.title else phrases("source.no_title"),
        "genre": kind(source.kind),
        "author": [{"literal": name} for name in source.authors],
        "publisher": publisher.name,
        "container-title": publisher.name if type_ in _IN_SOMETHING else None,
        "issued": _date(source.issued),
        "accessed": _date(source.accessed),
        "URL": source.url,
        "language": source.language,
        "citation-number": number,
        "custom": {
            "admiralty-reliability": str(catalogue.reliability(source)),
            "derives-from": list(source.derives_from),
        },
    }
    return {name: value for name, value in fields.items() if value}


def _date(edtf: str | None) -> dict[str, Any] | None:
    """Convert an EDTF date to CSL: date parts where CSL has them, else the date as it is written."""
    if edtf is None:
        return None
    ends = [_DAYS.fullmatch(end) for end in edtf.split("/")]
    days = [end for end in ends if end]
    if len(days) < len(ends):
        return {"literal": edtf}
    date: dict[str, Any] = {"date-parts": [[int(n) for n in end.groups()[:3] if n] for end in days]}
    if any(end.group(4) for end in days):
        date["circa"] = True
    return date


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
