"""Document → Markdown (CommonMark with tables and footnotes), the marking first and last."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator

from briefing.composition.blocks.text import as_words, listed, note
from briefing.composition.phrases import phrases_in
from briefing.composition.views.annexes import SourceView
from briefing.composition.views.blocks import (
    Block,
    BlockGroup,
    Cite,
    Heading,
    Inline,
    LineBreak,
    Listing,
    Mark,
    OpposedBlock,
    Paragraph,
    PictureBlock,
    TableBlock,
    Text,
    TextRun,
)
from briefing.composition.views.references import PrintedQuote, SourceRef
from briefing.exports.blocks.document import BlockDocument, document
from briefing.exports.edition import Edition
from briefing.exports.format import Format
from briefing.typography.scripts import text_direction

_SPACE = re.compile(r"[ \t\r\n\x0b\x0c\x1c-\x1e\u2028\u2029]+")
_SIGNS = re.compile(r"([\\`*_{}\[\]<>|~$&^])")
_AT_START = re.compile(r"(?:(\d+)([.)])|([#+=:-]))(?=\s|$|[#+=-])")
_AROUND = {
    Mark.STRONG: "**",
    Mark.NUMBER: "**",
    Mark.CODE: "**",
    Mark.EMPHASIS: "*",
    Mark.REMARK: "*",
    Mark.LETTER: "**",
}
_ISOLATE_RIGHT_TO_LEFT, _END_OF_ISOLATE = "\u2067", "\u2069"


def write(edition: Edition) -> bytes:
    """Return the text in UTF-8; equal input gives equal bytes."""
    laid_out = document(edition.context)
    return _MarkdownWriter(laid_out).text().encode()


class _MarkdownWriter:
    def __init__(self, laid_out: BlockDocument) -> None:
        self._document = laid_out
        self._phrases = phrases_in(laid_out.language)
        self._sources: dict[int, SourceView] = {source.number: source for source in laid_out.sources}
        self._notes: dict[tuple[SourceRef, ...], int] = {}

    def text(self) -> str:
        laid_out = self._document
        marking = f"**{escaped(laid_out.marking.label)}**"
        body = [
            marking,
            *self._blocks(laid_out.cover),
            *self._blocks(laid_out.front),
            *self._blocks(laid_out.body),
            *self._footnotes(),
            marking,
        ]
        return "\n\n".join(part for part in body if part) + "\n"

    def _footnotes(self) -> Iterator[str]:
        noted: set[int] = set()
        for refs, number in self._notes.items():
            yield f"[^{number}]: {self._inline(note(refs, self._sources, noted))}"

    # Blocks

    def _blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        for block in blocks:
            if isinstance(block, Heading):
                yield f"{'#' * min(block.level, 6)} {escaped(as_words(block.text))}"
            elif isinstance(block, Paragraph):
                yield self._inline(block.text)
            elif isinstance(block, Listing):
                entries = (f"- {self._inline(entry.text)}" for entry in block.entries)
                yield f"**{escaped(block.title)}**"
                yield "\n".join(entries)
            elif isinstance(block, TableBlock):
                yield from self._grid(block)
            elif isinstance(block, PictureBlock):
                yield from self._picture(block)
            elif isinstance(block, OpposedBlock):
                yield self._contrast(block)
            else:
                yield from self._blocks(block.blocks)

    def _picture(self, block: PictureBlock) -> Iterator[str]:
        """Yield a drawing as a table, after its last picture, and the words for any other picture."""
        if block.content:
            yield from self._grid(block.content)
        elif block.caption:
            instead = self._phrases("picture.not_shown", text=block.alt)
            yield f"{self._inline(block.caption)} {escaped(instead)}"

    def _contrast(self, block: OpposedBlock) -> str:
        cells = [self._side(side) for side in block.sides]
        return _table([escaped(side.title) for side in block.sides], [cells])

    def _side(self, side: BlockGroup) -> str:
        """Write one side of a contradiction into one cell of a table."""
        return "<br>".join(self._blocks(side.blocks))

    def _grid(self, block: TableBlock) -> Iterator[str]:
        if block.role != "particulars":
            yield self._inline(block.caption)
        columns = [escaped(as_words(column.title)) for column in block.columns]
        headed = block.heads_rows and block.role != "scale"
        lines = [
            [
                _strong(text) if row.strong or (headed and not index) else text
                for index, text in enumerate(self._inline(cell.text) for cell in row.cells)
            ]
            for row in block.rows
        ]
        yield _table(columns, lines)

    # Text

    def _inline(self, text: Text) -> str:
        line = "".join(self._pieces(text)).strip()
        return _AT_START.sub(_escaped_start, line, count=1) if _AT_START.match(line) else line

    def _pieces(self, text: Text) -> Iterator[str]:
        """Yield the pieces of a text; neighbouring runs of one mark are marked as one."""
        for mark, group in itertools.groupby(text, _mark_of):
            if mark:
                words = "".join(_lines(run.text) for run in group if isinstance(run, TextRun))
                yield _marked(words, _AROUND.get(mark, ""))
            else:
                yield from map(self._piece, group)

    def _piece(self, run: Inline) -> str:
        if isinstance(run, LineBreak):
            return "<br>"
        if isinstance(run, Cite) and run.in_table:
            return "".join(self._pieces(listed(run.refs)))
        if isinstance(run, Cite):
            return f"[^{self._notes.setdefault(run.refs, len(self._notes) + 1)}]"
        return _linked(run) if isinstance(run, TextRun) else ""


def _lines(text: str) -> str:
    return "<br>".join(map(escaped, text.split("\n"))) if "\n" in text else escaped(text)


def _linked(run: TextRun) -> str:
    """Write a link. Its address is a URI, which has no sign that ends a link or a cell of a table."""
    return f"<{run.address}>" if run.text == run.address else f"[{escaped(run.text)}](<{run.address}>)"


def _mark_of(run: Inline) -> Mark | None:
    """Return the mark of a run of words; None for all else."""
    return run.mark if isinstance(run, TextRun) and not run.address else None


def _marked(words: str, sign: str) -> str:
    if not sign or not words.strip():
        return words
    return f"{sign}{words.strip()}{sign}"


def escaped(text: str) -> str:
    """Escape the signs of Markdown in a text; isolate it where it runs right to left."""
    if isinstance(text, PrintedQuote):
        return "".join(map(escaped, (text.before, text.words, text.after)))
    one_line = _SIGNS.sub(r"\\\1", _SPACE.sub(" ", text))
    if text_direction(text) == "rtl":
        return f"{_ISOLATE_RIGHT_TO_LEFT}{one_line}{_END_OF_ISOLATE}"
    return one_line


def _escaped_start(match: re.Match[str]) -> str:
    number, stop, sign = match.groups()
    return f"{number}\\{stop}" if number else f"\\{sign}"


def _strong(cell: str) -> str:
    return cell if not cell or "**" in cell else f"**{cell}**"


def _table(columns: list[str], lines: list[list[str]]) -> str:
    rows = [columns, ["---"] * len(columns), *lines]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)


FORMAT = Format(
    id="md",
    name="Markdown",
    ending=".md",
    media_type="text/markdown",
    purpose="Plain text with tables and footnotes, for wikis and version control.",
    lost="Pictures (a table of what a figure shows, or their text alternative, takes their place); "
    "links between rows; the template's look.",
    write=write,
)
