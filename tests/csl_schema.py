"""A JSON schema of CSL-JSON items, from the lists of types and variables of CSL 1.0.2.

The project's own schema file is in no package. This is written from the specification: its appendices III
(types) and IV (variables), and the date and name fields of its input data.
"""

from __future__ import annotations

from typing import Any

_LISTS = """
types: article article-journal article-magazine article-newspaper bill book broadcast chapter classic
  collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing
  interview legal_case legislation manuscript map motion_picture musical_score pamphlet paper-conference
  patent performance periodical personal_communication post post-weblog regulation report review review-book
  software song speech standard thesis treaty webpage
texts: abstract annote archive archive_collection archive_location archive-place authority call-number
  citation-key citation-label collection-title container-title container-title-short dimensions division DOI
  event-title event-place genre ISBN ISSN jurisdiction keyword language license medium note
  original-publisher original-publisher-place original-title part-title PMCID PMID publisher
  publisher-place references reviewed-genre reviewed-title scale source status title title-short URL
  volume-title year-suffix
numbers: chapter-number citation-number collection-number edition first-reference-note-number issue locator
  number number-of-pages number-of-volumes page page-first part-number printing-number section
  supplement-number version volume
dates: accessed available-date event-date issued original-date submitted
names: author chair collection-editor compiler composer container-author contributor curator director editor
  editorial-director editortranslator executive-producer guest host illustrator interviewer narrator
  organizer original-author performer producer recipient reviewed-author script-writer series-creator
  translator
"""


def _list(name: str) -> list[str]:
    entries = _LISTS.split(f"\n{name}:")[1].split(":", maxsplit=1)[0].split()
    return entries if name == "names" else entries[:-1]  # without the name of the next list


_TEXT = {"type": "string", "minLength": 1}
_NUMBER = {"type": ["string", "integer"]}
_PARTS = {"type": "array", "items": {"type": "integer"}, "minItems": 1, "maxItems": 3}
_DATE = {
    "type": "object",
    "properties": {
        "date-parts": {"type": "array", "items": _PARTS, "minItems": 1, "maxItems": 2},
        "season": {"type": "integer", "minimum": 1, "maximum": 4},
        "circa": {"type": "boolean"},
        "literal": _TEXT,
        "raw": _TEXT,
    },
    "additionalProperties": False,
    "minProperties": 1,
}
_NAME_FIELDS = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal")
_NAME = {
    "type": "object",
    "properties": dict.fromkeys(_NAME_FIELDS, _TEXT),
    "additionalProperties": False,
    "minProperties": 1,
}
_NAMES = {"type": "array", "items": _NAME, "minItems": 1}
SCHEMA: dict[str, Any] = {
    "$schema": "http://json-schema.org/draft-07/schema#",
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "id": {"type": ["string", "integer"]},
            "type": {"enum": _list("types")},
            "custom": {"type": "object"},
            "categories": {"type": "array", "items": _TEXT},
            **dict.fromkeys(_list("texts"), _TEXT),
            **dict.fromkeys(_list("numbers"), _NUMBER),
            **dict.fromkeys(_list("dates"), _DATE),
            **dict.fromkeys(_list("names"), _NAMES),
        },
        "required": ["id", "type"],
        "additionalProperties": False,
    },
}
