"""Find the row of headings in a table, and the field that each column has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from briefing.errors import ImportFileError, Problem
from briefing.interchange.tables.table import SheetTable, cell_text, column_letters
from briefing.interchange.values import line
from briefing.text.spelling import folded

FIELDS: Mapping[str, tuple[str, ...]] = {
    "id": ("identifier", "fact id", "key", "nr", "no", "number"),
    "statement": ("claim", "fact", "finding", "text", "sentence", "assertion", "provision"),
    "standing": ("status", "claim status"),
    "date": ("dated", "event date", "when", "day"),
    "actors": ("actor", "who", "persons", "organisations", "organizations", "parties"),
    "topics": ("topic", "tags", "tag", "keywords", "subject", "subjects", "category"),
    "attributed_to": ("attribution", "according to", "speaker", "said by", "claimed by"),
    "credibility": ("information credibility", "admiralty credibility", "grade"),
    "source": ("source id", "source title", "reference", "url", "link", "web address", "source url"),
    "publisher": ("outlet", "published by", "newspaper", "author organisation"),
    "source_date": ("published", "publication date", "issued", "date of source"),
    "article": ("art", "clause", "section", "article number"),
    "page": ("pages", "p", "pp", "page number"),
    "paragraph": ("para", "paragraph number"),
    "time": ("timestamp", "time code", "minute"),
    "quote": ("quotation", "verbatim", "excerpt", "original text", "passage"),
    "country": ("country code", "state", "iso"),
    "place": ("location", "place name", "where", "city"),
    "value": ("amount", "quantity", "figure"),
    "unit": ("units", "measure", "currency"),
    "qualifier": ("bound", "precision"),
    "relation": ("relation kind", "relationship"),
    "relation_to": ("related fact", "related facts", "relates to", "related to"),
    "marking": ("classification", "tlp", "protective marking", "handling"),
    "notes": ("note", "comment", "comments", "remarks", "remark"),
}
"""The fields of a table of facts, each with other headings for it."""
NEEDED = ("statement", "source")
IGNORED = "-"
"""The field of a column that is not to be read."""
_SEARCHED_ROWS = 30
_BRACKETS = re.compile(r"\(.*?\)|\*")
_NOT_A_WORD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Columns:
    """The row of headings, the column of each field, and the headings of columns without a field."""

    row: int
    of_field: Mapping[str, int]
    headings: Mapping[int, str]
    unknown: Mapping[int, str]

    @property
    def mapping(self) -> dict[str, str]:
        """The field of each heading, for the user to see."""
        return {self.headings[column]: field for field, column in self.of_field.items()}


def find_columns(
    tables: list[SheetTable], chosen: Mapping[str, str], name: str
) -> tuple[SheetTable, Columns]:
    """Return the first table with a row of headings, and its columns.

    `chosen` has fields for headings, or letters of columns, which count before the known headings.
    Raises ImportFileError.
    """
    for field in chosen.values():
        if field not in FIELDS and field != IGNORED:
            message = f"A table of facts has no field '{field}'."
            raise ImportFileError(Problem(message, f"Use one of: {', '.join(FIELDS)}, or '-'.", name))
    best: tuple[SheetTable, Columns] | None = None
    for table in tables:
        for row in range(min(_SEARCHED_ROWS, len(table.rows))):
            columns = _columns(table, row, chosen)
            if all(field in columns.of_field for field in NEEDED):
                return table, columns
            if best is None or len(columns.of_field) > len(best[1].of_field):
                best = table, columns
    raise ImportFileError(_no_headings(best, name))


def _no_headings(best: tuple[SheetTable, Columns] | None, name: str) -> Problem:
    if best is None or not best[1].headings:
        return Problem("The table is empty.", "Begin with a row of headings.", name)
    missing = [field for field in NEEDED if field not in best[1].of_field]
    headings = ", ".join(f"“{line(each)[:40]}”" for each in list(best[1].headings.values())[:30])
    message = f"No column has the heading of the {' or the '.join(missing)}. The headings are {headings}."
    remedy = f"Rename a column, or name it in the import, as in “{missing[0].capitalize()}={missing[0]}”."
    return Problem(message, remedy, name, best[1].row + 1)


def _columns(table: SheetTable, row: int, chosen: Mapping[str, str]) -> Columns:
    by_heading = {_words(heading): field for heading, field in chosen.items()}
    of_field: dict[str, int] = {}
    headings, unknown = {}, {}
    for column, value in enumerate(table.rows[row]):
        heading = line(cell_text(value)) if isinstance(value, str) else ""
        field = by_heading.get(_words(heading)) or chosen.get(column_letters(column)) or _known(heading)
        if not heading and not field:
            continue
        headings[column] = heading or column_letters(column)
        if field == IGNORED:
            continue
        if field and field not in of_field:
            of_field[field] = column
        else:
            unknown[column] = headings[column]
    return Columns(row, of_field, headings, unknown)


def _known(heading: str) -> str:
    words = _words(heading)
    for field, others in FIELDS.items():
        if words == field.replace("_", " ") or words in others:
            return field
    return ""


def _words(heading: str) -> str:
    """Return a heading in one spelling, without what is in brackets: "Article (no.)" is "article"."""
    text = _NOT_A_WORD.sub(" ", folded(_BRACKETS.sub(" ", heading)))
    return " ".join(text.split()) or heading.strip()
