"""Statements → XLSX: typed cells, frozen headings, filters; the marking on every sheet and in print."""

from __future__ import annotations

import datetime
import io
import math
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from briefing.composition.blocks.text import PhraseText, as_words
from briefing.composition.fact_fields import CellValue
from briefing.composition.formatting import capitalised
from briefing.composition.phrases import Phrases, phrases_in
from briefing.composition.views.annexes import ScaleView
from briefing.composition.views.document import PrintedBriefing
from briefing.exports.blocks.document import particulars
from briefing.exports.edition import Edition
from briefing.exports.format import Format
from briefing.exports.tables import statement_rows
from briefing.exports.tables.formula_guard import looks_like_formula
from briefing.text.web_address import uri

_LONGEST_CELL = 32_767
_LONGEST_HEADER = 100
_LONGEST_ADDRESS = 2_079
_UNDATED = "2000-01-01"
_FRONT_WIDTHS = (28, 100)
_LINE_PT, _TALLEST_PT = 15.0, 405.0
_SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write(edition: Edition) -> bytes:
    """Return the workbook; equal input gives equal bytes."""
    import xlsxwriter

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, _SAFE) as book:
        _WorkbookWriter(book, edition).write()
    return content.getvalue()


class _WorkbookWriter:
    def __init__(self, book: Any, edition: Edition) -> None:
        self._book, self._edition = book, edition
        self._marking = edition.context.marking
        self._phrases = phrases_in(edition.context.cover.language)
        wrapped = {"text_wrap": True, "valign": "top"}
        self._plain = book.add_format(wrapped)
        # Excel's own way of keeping text from being read as a formula; the text itself stays as it is.
        self._quoted = book.add_format({**wrapped, "quote_prefix": True})
        self._bold = book.add_format({**wrapped, "bold": True})
        self._day = book.add_format({**wrapped, "num_format": "yyyy-mm-dd", "align": "left"})
        self._heading = book.add_format(
            {**wrapped, "bold": True, "bg_color": "#14405E", "font_color": "#FFFFFF", "border": 1}
        )
        self._banner = book.add_format(
            {"bold": True, "bg_color": "#000000", "font_color": self._marking.colour, "font_size": 12}
        )

    def write(self) -> None:
        self._describe()
        self._front(self._edition.context)
        rows = statement_rows.StatementRows(self._edition, self._phrases)
        for name, columns, lines in (
            ("heading.facts", statement_rows.FACT_COLUMNS, rows.facts()),
            ("heading.judgements", statement_rows.JUDGEMENT_COLUMNS, rows.judgements()),
            ("heading.sources", statement_rows.SOURCE_COLUMNS, rows.sources()),
        ):
            self._table(self._phrases(name), columns, list(lines))

    def _describe(self) -> None:
        cover = self._edition.context.cover
        self._book.set_properties(
            {
                "title": cover.title,
                "author": cover.author,
                "company": cover.organisation,
                "subject": cover.subtitle,
                "keywords": self._marking.label,
                "created": datetime.datetime.fromisoformat(cover.created or _UNDATED),
            }
        )

    # Sheets

    def _sheet(self, name: str) -> Any:
        sheet = self._book.add_worksheet(name)
        label = self._marking.label[:_LONGEST_HEADER].replace("&", "&&")
        context = self._edition.context
        state = context.issue.state.replace("&", "&&")
        head = f'&L&"Arial,Bold"&12{_apart(state)}' if state else ""
        sheet.set_header(f'{head}&R&"Arial,Bold"&12{_apart(label)}')
        page = self._phrases("document.page", page="&P", pages="&N")
        sheet.set_footer(f'&C{page}&R&"Arial,Bold"&12{_apart(label)}')
        sheet.set_landscape()
        sheet.set_paper(1 if context.options.get("paper") == "Letter" else 9)
        return sheet

    def _front(self, context: PrintedBriefing) -> None:
        """Write the sheet to read first: marking, details of the briefing, explanation of the grades."""
        sheet = self._sheet(self._phrases("document.read_first"))
        sheet.fit_to_pages(1, 0)
        for index, width in enumerate(_FRONT_WIDTHS):
            sheet.set_column(index, index, width)
        self._text(sheet, 0, 0, self._marking.label, self._banner)
        self._text(sheet, 1, 1, context.cover.title, self._bold)
        for line, (label, value) in enumerate(_front_lines(context, self._phrases), 2):
            sheet.set_row(line, _height([(label, _FRONT_WIDTHS[0]), (value, _FRONT_WIDTHS[1])]))
            self._text(sheet, line, 0, label, self._bold)
            self._put(sheet, line, 1, value)

    def _table(
        self,
        name: str,
        columns: Sequence[statement_rows.TableColumn],
        rows: Sequence[Sequence[CellValue]],
    ) -> None:
        """Write a sheet with the marking on top, then headings that stay in sight and can filter."""
        sheet = self._sheet(name)
        sheet.fit_to_pages(2, 0)
        sheet.repeat_columns(0, 0)
        self._text(sheet, 0, 0, self._marking.label, self._banner)
        for index, column in enumerate(columns):
            sheet.set_column(index, index, column.width)
            self._text(sheet, 1, index, self._phrases(column.id), self._heading)
        widths = [column.width for column in columns]
        for line, cells in enumerate(rows, 2):
            sheet.set_row(line, _height(zip(map(str, cells), widths, strict=True)))
            for index, value in enumerate(cells):
                self._put(sheet, line, index, value)
        sheet.freeze_panes(2, 1)
        sheet.repeat_rows(0, 1)
        sheet.autofilter(1, 0, max(len(rows) + 1, 1), len(columns) - 1)

    # Cells

    def _put(self, sheet: Any, row: int, column: int, value: CellValue) -> None:
        if isinstance(value, datetime.date):
            sheet.write_datetime(row, column, datetime.datetime.combine(value, datetime.time()), self._day)
        elif isinstance(value, int | float):
            sheet.write_number(row, column, value, self._plain)
        elif isinstance(value, statement_rows.Address) and 0 < len(uri(value)) <= _LONGEST_ADDRESS:
            sheet.write_url(row, column, uri(value), string=value)
        elif value:
            self._text(sheet, row, column, value, self._plain)

    def _text(self, sheet: Any, row: int, column: int, text: str, form: Any) -> None:
        if len(text) > _LONGEST_CELL:
            cut = f" {self._phrases('table.cut')}"
            text = text[: _LONGEST_CELL - len(cut)] + cut
        if looks_like_formula(text):
            form = self._quoted
        sheet.write_string(row, column, text, form)


def _height(cells: Iterable[tuple[str, int]]) -> float:
    """Return the height in points of a row; texts are broken at their columns' widths in characters."""
    lines = [
        sum(math.ceil((len(line) or 1) / (0.9 * width)) for line in text.split("\n"))
        for text, width in cells
    ]
    return min(_LINE_PT * max(lines, default=1), _TALLEST_PT)


def _apart(label: str) -> str:
    """Part a label from the font size before it, into which a leading digit would run."""
    return f" {label}"


def _front_lines(context: PrintedBriefing, phrases: Phrases) -> Iterator[tuple[str, str]]:
    if context.cover.status:
        yield phrases("cover.status"), context.cover.status
    yield from particulars(context, phrases)
    yield from ((line.label, line.text) for line in context.issue.lines)
    text = PhraseText(phrases)
    if (message := context.main_message) is not None:
        yield phrases("change.message"), f"{message.text} {as_words(text.main_message_basis(message))}"
    summary = context.source_summary
    yield phrases("heading.source_summary"), summary.text
    yield from ((phrases("sourcing.author_adds"), paragraph) for paragraph in summary.remark)
    scheme = context.scheme
    yield phrases("heading.grades"), f"{scheme.name}. {scheme.note} {scheme.information_note}"
    scales: Iterable[ScaleView | None] = (
        scheme.likelihood,
        scheme.confidence,
        scheme.reliability,
        scheme.credibility,
    )
    for scale in scales:
        if scale:
            yield from _scale_lines(scale)
    yield phrases("scheme.reference"), f"{scheme.reference}. {scheme.information_reference}."


def _scale_lines(scale: ScaleView) -> Iterator[tuple[str, str]]:
    yield scale.name, scale.explanation
    for term in scale.terms:
        words, coded = capitalised(term.words[0]), len(term.symbol) == 1
        meaning = " ".join(part for part in (term.range, term.definition) if part)
        yield (term.symbol, f"{words}. {meaning}") if coded else (words, meaning)


FORMAT = Format(
    id="xlsx",
    name="Excel workbook",
    ending=".xlsx",
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    purpose="The facts, judgements and sources on a sheet each, to sort and filter.",
    lost="Connecting text, tables, comparisons, figures, changes, the evidence matrix.",
    write=write,
)
