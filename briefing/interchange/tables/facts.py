"""Facts in a table: one in each row, with its source; rows of one statement are citations of one fact."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from briefing.errors import ImportFileError, Problem
from briefing.interchange.bibliography.item import doi_of
from briefing.interchange.collecting import Collector
from briefing.interchange.matching import folded_address, folded_words
from briefing.interchange.reading import Importer, ImportOptions, Reading
from briefing.interchange.tables.cells import Row
from briefing.interchange.tables.columns import find_columns
from briefing.interchange.tables.delimited import read_delimited
from briefing.interchange.tables.table import SheetTable
from briefing.interchange.tables.workbook import is_workbook, read_workbook
from briefing.interchange.values import host_of, paragraphs
from briefing.model.fact import Fact, Quantity, Relation
from briefing.model.source import Citation, Locator, Source, TextQuote
from briefing.model.terms import (
    ATTRIBUTED_STANDINGS,
    FactRelation,
    Qualifier,
    SourceKind,
    Standing,
    slug_of,
)
from briefing.model.treaty import Place

_SUFFIXES = (".csv", ".tsv", ".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_NO_CREDIBILITY = 6
_MOST_ROWS = 1_048_576
"""Rows of a sheet in XLSX; programs cut off what is beyond."""


def _recognises(raw: bytes, name: str) -> bool:
    return is_workbook(raw) or name.endswith(_SUFFIXES)


def _read(raw: bytes, name: str, options: ImportOptions) -> Reading:
    if not options.treaty_id:
        message = "Facts belong to a treaty, which the table does not name."
        raise ImportFileError(Problem(message, "Name the treaty in the import.", name))
    tables = read_workbook(raw, name) if is_workbook(raw) else [read_delimited(raw, name)]
    if options.sheet:
        tables = _chosen(tables, options.sheet, name)
    table, columns = find_columns(tables, options.columns, name)
    collector = Collector()
    facts = _Facts(options.treaty_id, collector)
    for number in range(columns.row + 1, len(table.rows)):
        if not table.is_blank(number):
            facts.add(Row(table, columns, number, collector))
    facts.finish()
    return collector.reading(columns.mapping, _remarks(table, tables))


def _chosen(tables: list[SheetTable], sheet: str, name: str) -> list[SheetTable]:
    chosen = [table for table in tables if table.sheet == sheet]
    if not chosen:
        names = ", ".join(f"“{table.sheet}”" for table in tables) or "none"
        raise ImportFileError(Problem(f"There is no sheet “{sheet}”.", f"The sheets are {names}.", name))
    return chosen


def _remarks(table: SheetTable, tables: list[SheetTable]) -> Iterator[str]:
    others = [each.sheet for each in tables if each is not table and each.rows]
    if others:
        names = ", ".join(f"“{each}”" for each in others)
        yield f"The sheet “{table.sheet}” was read; other sheets were not: {names}."
    if len(table.rows) >= _MOST_ROWS:
        yield f"The table has {_MOST_ROWS:,} rows, the most that a sheet can have: some may be missing."


class _Facts:
    """The facts of a table while its rows are read."""

    def __init__(self, treaty_id: str, collector: Collector) -> None:
        self._treaty_id, self._collector = treaty_id, collector
        self._facts: dict[str, tuple[str, Fact, list[str], bool]] = {}
        self._sources: dict[tuple[str, str], str] = {}

    def add(self, row: Row) -> None:
        """Read a row; where a cell is faulty, the row is refused and each such cell is named."""
        row.check_formulas()
        fact = self._fact(row)
        citation = self._citation(row) if not row.faults else None
        for heading, text in row.unmapped().items():
            self._collector.lose(row.place, heading, text)
        if citation is None:
            return
        key = fact.id if row.text("id") else folded_words(fact.statement)
        if key in self._facts:
            place, earlier, questions, by_id = self._facts[key]
            joined = replace(earlier, citations=(*earlier.citations, citation))
            questions += [f"{question} ({row.place})" for question in row.questions]
            self._lose_differences(row, earlier, fact)
            self._facts[key] = (place, joined, questions, by_id)
        else:
            cited = replace(fact, citations=(citation,))
            self._facts[key] = (row.place, cited, row.questions, bool(row.text("id")))

    def finish(self) -> None:
        for place, fact, questions, by_id in self._facts.values():
            self._collector.add(place, fact, questions, by_id=by_id)

    def _lose_differences(self, row: Row, earlier: Fact, fact: Fact) -> None:
        """Name what a further row of a fact has otherwise than the first."""
        for name in fact.__struct_fields__:
            value = getattr(fact, name)
            same = value == getattr(earlier, name) or name in {"id", "citations", "graded"}
            if same or (name == "statement" and folded_words(value) == folded_words(earlier.statement)):
                continue
            if value and value not in (Standing.REPORTED, _NO_CREDIBILITY):
                self._collector.lose(row.place, name.replace("_", " "), row.text(name) or str(value))

    def _fact(self, row: Row) -> Fact:
        statement = row.text("statement")
        if not statement:
            row.fault("statement", "The cell is empty.", "Write the claim, or delete the row.")
        credibility = row.credibility()
        standing = row.term("standing", Standing, Standing.REPORTED)
        attributed_to = row.text("attributed_to") or None
        if standing in ATTRIBUTED_STANDINGS and not attributed_to:
            words = str(standing).replace("_", " ")
            row.fault(
                "standing",
                f"The fact is {words}, but nobody is named who says so.",
                "Name them in attributed to.",
            )
        return Fact(
            id=_id(row, statement),
            statement=statement,
            standing=standing,
            citations=(),
            credibility=credibility or _NO_CREDIBILITY,
            graded=credibility is not None,
            treaty_id=self._treaty_id,
            attributed_to=attributed_to,
            actors=row.words("actors"),
            topics=tuple(dict.fromkeys(slug_of(each, "topic") for each in row.words("topics"))),
            date=row.date("date"),
            place=_place(row),
            quantity=_quantity(row),
            relations=_relations(row),
            marking=row.text("marking") or None,
            notes=paragraphs(row.raw("notes")),
        )

    def _citation(self, row: Row) -> Citation | None:
        source_id = self._source(row)
        quote = row.quote()
        locator = Locator(
            **{name: row.number_as_text(name) or None for name in ("article", "page", "paragraph", "time")}
        )
        if row.faults or not source_id:
            return None
        return Citation(
            source_id,
            locator if locator != Locator() else None,
            (TextQuote(exact=quote),) if quote else (),
        )

    def _source(self, row: Row) -> str:
        """Return the id of a row's source, which is proposed where the cell has a title or an address."""
        text = row.text("source")
        if not text:
            row.fault("source", "The cell is empty.", "Name the source by its id, address or title.")
            return ""
        if _SLUG.fullmatch(text):
            return text
        publisher, doi = row.text("publisher"), doi_of(text)
        address = text if text.lower().startswith(("http://", "https://")) else ""
        if text.lower().startswith("www."):
            address = f"https://{text}"
        if doi and not address:
            address = f"https://doi.org/{doi}"
        key = (folded_address(address) if address else folded_words(text), folded_words(publisher))
        if key not in self._sources:
            self._sources[key] = self._new_source(row, text, address, doi, publisher)
        return self._sources[key]

    def _new_source(self, row: Row, text: str, address: str, doi: str, publisher: str) -> str:
        name = publisher or host_of(address)
        row.questions.append(f"The source “{text[:80]}” has no kind in the table; analysis is assumed.")
        source = Source(
            id=slug_of(text.partition("://")[2].partition("/")[2] or text, "source"),
            publisher_id=self._collector.publisher(row.place, name),
            kind=SourceKind.ANALYSIS,
            description=text[:2_000],
            title=None if address else text[:2_000],
            issued=row.date("source_date"),
            url=address or None,
            identifiers={"doi": doi} if doi else {},
        )
        added = self._collector.add(row.place, source)
        return added.id if added else ""


def _id(row: Row, statement: str) -> str:
    text = row.text("id")
    wanted = slug_of(text or statement, "fact")
    if text and text != wanted:
        row.doubt("id", f"“{text[:60]}” is no id of a record; it is {wanted}.")
    return wanted


def _place(row: Row) -> Place | None:
    place = Place(row.country(), row.text("place") or None)
    return place if place != Place() else None


def _quantity(row: Row) -> Quantity | None:
    value, unit = row.number_value("value"), row.text("unit")
    if value is None:
        if unit:
            row.collector.lose(row.place, "unit", unit)
        return None
    if not unit:
        row.fault("unit", "The value has no unit.", "Name the unit, such as bcm/year or tonnes.")
    return Quantity(value, unit, row.term("qualifier", Qualifier, Qualifier.EXACTLY))


def _relations(row: Row) -> tuple[Relation, ...]:
    related = row.words("relation_to")
    if not related:
        if kind := row.text("relation"):
            row.collector.lose(row.place, "relation", kind)
        return ()
    if not row.text("relation"):
        row.fault(
            "relation", "A related fact is named, but not the relation.", "Use supports or contradicts."
        )
    kind = row.term("relation", FactRelation, FactRelation.SUPPORTS)
    return tuple(Relation(kind, slug_of(each, "fact")) for each in related)


IMPORTER = Importer("table", "Table of facts (CSV, XLSX, ODS)", _SUFFIXES, _recognises, _read)
