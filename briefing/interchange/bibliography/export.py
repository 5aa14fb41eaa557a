"""Sources of a library as CSL-JSON, RIS and BibTeX, for reference managers.

What the importers of these formats read back is the same again; each property without a place in them is
in the losses.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from briefing.interchange.reading import Loss
from briefing.interchange.writing import Exporter, Written
from briefing.model.edtf import Doubt, EdtfDate, edtf_tree
from briefing.model.library import Catalogue, Material
from briefing.model.source import Source
from briefing.model.terms import SourceKind

CSL_TYPES: Mapping[SourceKind, str] = {
    SourceKind.TREATY_TEXT: "treaty",
    SourceKind.OFFICIAL_STATEMENT: "legislation",
    SourceKind.NEWS_REPORT: "article-newspaper",
    SourceKind.TRANSCRIPT: "speech",
    SourceKind.ANALYSIS: "report",
    SourceKind.OPINION: "post-weblog",
    SourceKind.REFERENCE: "entry-encyclopedia",
    SourceKind.DATASET: "dataset",
    SourceKind.INTERVIEW: "interview",
    SourceKind.FORUM_POST: "post",
}
RIS_TYPES: Mapping[SourceKind, str] = {
    SourceKind.OFFICIAL_STATEMENT: "GOVDOC",
    SourceKind.NEWS_REPORT: "NEWS",
    SourceKind.TRANSCRIPT: "HEAR",
    SourceKind.ANALYSIS: "RPRT",
    SourceKind.OPINION: "BLOG",
    SourceKind.REFERENCE: "ENCYC",
    SourceKind.DATASET: "DATA",
    SourceKind.FORUM_POST: "ICOMM",
}
"""Types of references; a kind without one is a GEN whose type of work (M3) names it."""
BIBTEX_TYPES: Mapping[SourceKind, str] = {
    SourceKind.OFFICIAL_STATEMENT: "legislation",
    SourceKind.ANALYSIS: "report",
    SourceKind.REFERENCE: "reference",
    SourceKind.DATASET: "dataset",
}
"""Types of entries; a kind without one is a @misc whose entrysubtype names it."""
_IN_SOMETHING = frozenset({SourceKind.NEWS_REPORT, SourceKind.OPINION, SourceKind.FORUM_POST})
_HELD_IDENTIFIERS = frozenset({"doi", "isbn", "issn", "citation-key"})
_LOST = ("reliability", "rationale", "derives_from", "marking", "attachments")
"""Fields of a source that no bibliography holds."""


def kind_words(kind: SourceKind) -> str:
    return str(kind).replace("_", " ")


def _key(source: Source) -> str:
    return source.identifiers.get("citation-key", source.id)


def _losses(material: Material) -> tuple[Loss, ...]:
    return tuple(loss for source in material.sources for loss in _lost(source))


def _lost(source: Source) -> Iterator[Loss]:
    place = f"source {source.id}"
    if source.title:
        yield Loss(place, "description", source.description)
    for field in _LOST:
        if value := getattr(source, field):
            text = "; ".join(map(_text, value)) if isinstance(value, tuple) else _text(value)
            yield Loss(place, field.replace("_", " "), text)
    for scheme, identifier in source.identifiers.items():
        if scheme not in _HELD_IDENTIFIERS:
            yield Loss(place, f"identifier {scheme}", identifier)


def _text(value: object) -> str:
    return getattr(value, "sha256", None) or str(value)


# CSL-JSON


def _csl(material: Material) -> Written:
    catalogue = Catalogue(material)
    items = [_csl_item(source, catalogue) for source in material.sources]
    return Written(msgspec.json.format(msgspec.json.encode(items), indent=2) + b"\n", _losses(material))


def _csl_item(source: Source, catalogue: Catalogue) -> dict[str, Any]:
    publisher = catalogue.publisher_of(source).name
    fields = {
        "id": _key(source),
        "type": CSL_TYPES[source.kind],
        "title": source.title or source.description,
        "author": [{"literal": name} for name in source.authors],
        "container-title" if source.kind in _IN_SOMETHING else "publisher": publisher,
        "issued": _csl_date(source.issued),
        "accessed": _csl_date(source.accessed),
        "URL": source.url,
        "DOI": source.identifiers.get("doi"),
        "ISBN": source.identifiers.get("isbn"),
        "ISSN": source.identifiers.get("issn"),
        "language": source.language,
    }
    return {name: value for name, value in fields.items() if value}


def _csl_date(edtf: str | None) -> dict[str, Any] | None:
    if edtf is None:
        return None
    tree = edtf_tree(edtf)
    is_plain = isinstance(tree, EdtfDate) and not tree.has_unspecified_digits and not tree.significant
    if not is_plain or not isinstance(tree, EdtfDate) or tree.division or tree.first_year < 1:
        return {"raw": edtf}
    if any(doubt is not Doubt.NONE for doubt in tree.doubts) or "T" in edtf:
        return {"raw": edtf}
    return {"date-parts": [[tree.first_year, *(int(part) for part in (tree.month, tree.day) if part)]]}


# RIS


def _ris(material: Material) -> Written:
    catalogue = Catalogue(material)
    lines = [line for source in material.sources for line in _ris_lines(source, catalogue)]
    return Written("".join(f"{line}\n" for line in lines).encode(), _losses(material))


def _ris_lines(source: Source, catalogue: Catalogue) -> Iterator[str]:
    yield f"TY  - {RIS_TYPES.get(source.kind, 'GEN')}"
    values: list[tuple[str, str | None]] = [
        ("ID", _key(source)),
        ("M3", None if source.kind in RIS_TYPES else kind_words(source.kind)),
        ("TI", source.title or source.description),
        *(("AU", name) for name in source.authors),
        ("DA", (source.issued or "").replace("-", "/") if _is_day(source.issued) else source.issued),
        ("Y2", source.accessed),
        ("T2" if source.kind in _IN_SOMETHING else "PB", catalogue.publisher_of(source).name),
        ("UR", source.url),
        ("DO", source.identifiers.get("doi")),
        ("SN", source.identifiers.get("isbn") or source.identifiers.get("issn")),
        ("LA", source.language),
    ]
    yield from (f"{tag}  - {value}" for tag, value in values if value)
    yield "ER  - "


def _is_day(edtf: str | None) -> bool:
    return edtf is not None and len(edtf.split("-")) == len("ymd") and edtf.replace("-", "").isdigit()


# BibTeX


def _bibtex(material: Material) -> Written:
    catalogue = Catalogue(material)
    entries = (_bibtex_entry(source, catalogue) for source in material.sources)
    return Written("\n".join(entries).encode(), _losses(material))


def _bibtex_entry(source: Source, catalogue: Catalogue) -> str:
    values: dict[str, str | None] = {
        "entrysubtype": None if source.kind in BIBTEX_TYPES else kind_words(source.kind),
        "title": _escaped(source.title or source.description),
        "author": " and ".join(f"{{{_escaped(name)}}}" for name in source.authors),
        "date": source.issued,
        "urldate": source.accessed,
        "journaltitle" if source.kind in _IN_SOMETHING else "publisher": _escaped(
            catalogue.publisher_of(source).name
        ),
        "url": source.url,
        "doi": source.identifiers.get("doi"),
        "isbn": source.identifiers.get("isbn"),
        "issn": source.identifiers.get("issn"),
        "langid": source.language,
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in values.items() if value)
    return f"@{BIBTEX_TYPES.get(source.kind, 'misc')}{{{_bibtex_key(source)},\n{lines}}}\n"


def _bibtex_key(source: Source) -> str:
    """Return the key without the signs that end one in BibTeX."""
    return "".join(sign if sign not in '{}(),="#%\\ ~' else "-" for sign in _key(source))


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(sign, sign) for sign in text)


_ESCAPES = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "%": r"\%", "$": r"\$", "&": r"\&", "#": r"\#",
    "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip

EXPORTERS = (
    Exporter("csl-json", "CSL-JSON", ".csl.json", _csl),
    Exporter("ris", "RIS", ".ris", _ris),
    Exporter("bibtex", "BibTeX", ".bib", _bibtex),
)
