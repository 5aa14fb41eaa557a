"""Document → Markdown (CommonMark with tables and footnotes), the marking first and last."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefing.composition.views.annexes import SourceView
from briefing.composition.views.references import SourceRef
from briefing.exports.blocks.document import document
from briefing.exports.blocks.nodes import (
    Block,
    BlockDocument,
    BlockGroup,
    Cite,
    Heading,
    Inline,
    Listing,
    Mark,
    OpposedBlock,
    Paragraph,
    PictureBlock,
    TableBlock,
    Text,
    TextRun,
)
from briefing.exports.blocks.phrases import as_words, note
from briefing.exports.edition import Edition
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
}
_ISOLATE_RIGHT_TO_LEFT, _END_OF_ISOLATE = "\u2067", "\u2069"


def write(edition: Edition) -> bytes:
    """The text, in UTF-8. Equal input gives equal bytes."""
    laid_out = document(edition.context)
    return _MarkdownWriter(laid_out).text().encode()


class _MarkdownWriter:
    def __init__(self, laid_out: BlockDocument) -> None:
        self._document = laid_out
        self._sources: dict[int, SourceView] = {source.number: source for source in laid_out.sources}
        self._notes: dict[tuple[SourceRef, ...], int] = {}

    def text(self) -> str:
        laid_out = self._document
        marking = f"**{escaped(laid_out.marking.label)}**"
        body = [
            marking,
            *self._blocks(laid_out.cover),
            *self._blocks(laid_out.body),
            *self._footnotes(),
            marking,
        ]
        return "\n\n".join(part for part in body if part) + "\n"

    def _footnotes(self) -> Iterator[str]:
        for refs, number in self._notes.items():
            yield f"[^{number}]: {self._inline(note(refs, self._sources))}"

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
                yield f"{self._inline(block.caption)} Picture, not shown here: {escaped(block.alt)}"
            elif isinstance(block, OpposedBlock):
                yield self._contrast(block)
            else:
                yield from self._blocks(block.blocks)

    def _contrast(self, block: OpposedBlock) -> str:
        cells = [self._side(side) for side in block.sides]
        return _table([escaped(side.title) for side in block.sides], [cells])

    def _side(self, side: BlockGroup) -> str:
        """What stands on one side, in one cell of a table."""
        return "<br>".join(self._blocks(side.blocks))

    def _grid(self, block: TableBlock) -> Iterator[str]:
        if block.role != "particulars":
            yield self._inline(block.caption)
        columns = [escaped(each) for each in block.columns] or [""] * len(block.widths)
        headed = block.heads_rows and block.role != "scale"
        lines = [
            [
                _strong(text) if row.strong or (headed and not at) else text
                for at, text in enumerate(self._inline(cell.text) for cell in row.cells)
            ]
            for row in block.rows
        ]
        yield _table(columns, lines)

    # Text

    def _inline(self, text: Text) -> str:
        said = "".join(self._piece(each) for each in text).strip()
        return _AT_START.sub(_escaped_start, said, count=1) if _AT_START.match(said) else said

    def _piece(self, each: Inline) -> str:
        if isinstance(each, Cite):
            return f"[^{self._notes.setdefault(each.refs, len(self._notes) + 1)}]"
        if not isinstance(each, TextRun):
            return ""
        if each.address:
            return f"<{each.address}>"
        return _marked(each)


def _marked(run: TextRun) -> str:
    text = escaped(run.text)
    sign = _AROUND.get(run.mark, "")
    if not sign or not text.strip():
        return text
    return f"{sign}{text.strip()}{sign}"


def escaped(text: str) -> str:
    """A text in which nothing is taken for a sign of Markdown; what runs right to left is set apart."""
    one_line = _SIGNS.sub(r"\\\1", _SPACE.sub(" ", text))
    if text_direction(text) == "rtl":
        return f"{_ISOLATE_RIGHT_TO_LEFT}{one_line}{_END_OF_ISOLATE}"
    return one_line


def _escaped_start(found: re.Match[str]) -> str:
    number, stop, sign = found.groups()
    return f"{number}\\{stop}" if number else f"\\{sign}"


def _strong(cell: str) -> str:
    return cell if not cell or "**" in cell else f"**{cell}**"


def _table(columns: list[str], lines: list[list[str]]) -> str:
    rows = [columns, ["---"] * len(columns), *lines]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in rows)
