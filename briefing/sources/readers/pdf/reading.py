"""Read the text of a PDF with pages, places of words, running lines and what was not readable."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import NamedTuple

from briefing.model.value import Value
from briefing.sources.readers.building import LINES, PARAGRAPHS
from briefing.sources.readers.contents import is_contents_line
from briefing.sources.readers.pdf.document import PageContent, PdfDocument, PlacedWord
from briefing.sources.readers.pdf.layout import Line, lines_of
from briefing.sources.readers.reader import DocumentReader
from briefing.sources.readers.running import EdgeLine, running_lines
from briefing.sources.source_text import Block, BlockKind, SourceText, TextPage, WordBox

VERSION = "1"
_HEAD_BYTES = 1024
_EDGE_LINES = 3
_EDGE = 0.2
_LARGER, _DIFFERENT = 1.15, 0.12
_NEW_PARAGRAPH = 0.35
_WIDEST_GAP = 1.3
_MOST_HEADING_LINES = 4
_MANY_UNKNOWN = 0.2
_FEWEST_ENTRIES = 3


class RecognisedWord(Value, frozen=True):
    """A word that was recognised in the picture of a page, in points from its upper left corner."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    begins_line: bool = False


def read(raw: bytes, name: str) -> SourceText:
    return read_with(raw, name, {})


def read_with(raw: bytes, name: str, recognised: Mapping[int, Sequence[RecognisedWord]]) -> SourceText:
    """Read a PDF; the words of pages that have none are those recognised, by the index of the page."""
    document = PdfDocument(raw, name)
    try:
        contents = [document.page(index) for index in range(document.page_count)]
        metadata = document.metadata()
    finally:
        document.close()
    for index, words in recognised.items():
        if index < len(contents) and not contents[index].words:
            contents[index].words.extend(
                PlacedWord(each.text, each.left, each.top, each.right, each.bottom, each.begins_line)
                for each in words
            )
    text = _Text(contents)
    text.add_pages()
    return SourceText(
        "".join(text.parts), _extractor(), _version(),
        pages=tuple(text.pages), blocks=tuple(text.blocks), words=tuple(text.words), metadata=metadata,
        remarks=tuple(_remarks(contents)), recognised=bool(recognised),
    )  # fmt: skip


def picture_of(raw: bytes, name: str, page: int, dpi: int) -> bytes:
    """Return a page of a PDF as PNG."""
    document = PdfDocument(raw, name)
    try:
        return document.picture(page, dpi)
    finally:
        document.close()


def _extractor() -> str:
    return "pdf (PDFium)"


def _version() -> str:
    import pypdfium2.version

    return f"{VERSION} ({pypdfium2.version.PDFIUM_INFO})"


# Text


class _Spacing(NamedTuple):
    """Height of most letters, and the space between the lines of one paragraph."""

    size: float
    gap: float


@dataclass
class _Text:
    """The text as it grows, page by page."""

    contents: list[PageContent]
    parts: list[str] = field(default_factory=list)
    length: int = 0
    pages: list[TextPage] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    words: list[WordBox] = field(default_factory=list)

    def add_pages(self) -> None:
        lines = [lines_of(content.words) for content in self.contents]
        running = _running(lines, self.contents)
        sizes = [line.size for page in lines for line in page]
        body = median(sizes) if sizes else 0
        gap = _usual_gap(lines, body)
        for number, (content, page) in enumerate(zip(self.contents, lines, strict=True)):
            start = self.length + (len(LINES) if self.parts and page else 0)
            kinds = _kinds(page, {line for which, line in running if which == number})
            self._add_page(number, page, kinds, _Spacing(body, gap))
            end = max(start, self.length)
            self.pages.append(
                TextPage(
                    min(start, end), end, content.label, round(content.width, 2), round(content.height, 2)
                )
            )

    def _add_page(
        self, number: int, page: list[Line], kinds: list[BlockKind | None], spacing: _Spacing
    ) -> None:
        first = True
        for group, kind in _groups(page, kinds, spacing.gap):
            whole = LINES if first or kind is not None else PARAGRAPHS
            self._append(whole if self.parts else "")
            start = self.length
            for index, line in enumerate(group):
                self._append(LINES if index else "")
                self._add_line(number, line)
            block = kind or _kind_of(group, spacing.size)
            level = 0
            if block is BlockKind.HEADING:
                level = 1 if group[0].size > 1.5 * spacing.size else 2
            self.blocks.append(Block(start, self.length, block, level))
            first = False

    def _add_line(self, page: int, line: Line) -> None:
        for index, word in enumerate(line.words):
            self._append(" " if index else "")
            start = self.length
            self._append(word.text)
            self.words.append(
                WordBox(start, self.length, page, word.left, word.top, word.right, word.bottom)
            )

    def _append(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)


def _usual_gap(pages: Sequence[Sequence[Line]], size: float) -> float:
    """Return the space between the lines of one paragraph, the smaller of those that are frequent."""
    gaps = sorted(
        after.top - before.bottom
        for page in pages
        for before, after in itertools.pairwise(page)
        if after.top > before.top
    )
    return min(gaps[len(gaps) // 4], _WIDEST_GAP * size) if gaps else 0


def _running(pages: Sequence[list[Line]], contents: Sequence[PageContent]) -> set[tuple[int, int]]:
    edges: list[EdgeLine] = []
    for number, (lines, content) in enumerate(zip(pages, contents, strict=True)):
        placed = sorted(enumerate(lines), key=lambda each: each[1].top)
        edges += [
            EdgeLine(number, index, line.text, line.top, is_top=True)
            for index, line in placed[:_EDGE_LINES]
            if line.top < _EDGE * content.height
        ]
        edges += [
            EdgeLine(number, index, line.text, content.height - line.bottom, is_top=False)
            for index, line in placed[-_EDGE_LINES:]
            if content.height - line.bottom < _EDGE * content.height
        ]
    return running_lines(edges, len(pages))


def _kinds(page: Sequence[Line], running: set[int]) -> list[BlockKind | None]:
    """Return the kinds of the lines that are running lines or those of a table of contents."""
    kinds: list[BlockKind | None] = [
        BlockKind.RUNNING if index in running
        else BlockKind.CONTENTS if is_contents_line(line.text) else None
        for index, line in enumerate(page)
    ]  # fmt: skip
    row: list[int] = []
    for index in range(len(page) + 1):
        if index < len(page) and kinds[index] is None and _ends_in_page_number(page[index]):
            row.append(index)
            continue
        if len(row) >= _FEWEST_ENTRIES:
            for each in row:
                kinds[each] = BlockKind.CONTENTS
        row = []
    return kinds


def _ends_in_page_number(line: Line) -> bool:
    last = line.segments[-1].words
    return len(line.segments) > 1 and len(last) == 1 and last[0].text.isdigit()


def _groups(
    page: Sequence[Line], kinds: Sequence[BlockKind | None], usual: float
) -> Iterator[tuple[list[Line], BlockKind | None]]:
    """Yield the lines of each paragraph; each running line and line of contents by itself."""
    group: list[Line] = []
    for line, kind in zip(page, kinds, strict=True):
        if group and (kind is not None or _begins_paragraph(group[-1], line, usual)):
            yield group, None
            group = []
        if kind is not None:
            yield [line], kind
        else:
            group.append(line)
    if group:
        yield group, None


def _begins_paragraph(before: Line, line: Line, usual: float) -> bool:
    size = max(before.size, 1)
    if abs(line.size - size) > _DIFFERENT * size:
        return True
    gap = line.top - before.bottom
    if line.top <= before.top:  # the next column
        return before.text.rstrip().endswith((".", ":", ";"))
    return gap > usual + _NEW_PARAGRAPH * size


def _kind_of(group: Sequence[Line], body: float) -> BlockKind:
    is_larger = group[0].size > _LARGER * body and len(group) <= _MOST_HEADING_LINES
    return BlockKind.HEADING if is_larger else BlockKind.PARAGRAPH


# What could not be read


def _remarks(contents: Sequence[PageContent]) -> Iterator[str]:
    without = [number for number, page in enumerate(contents, 1) if not page.words and page.has_content]
    if without:
        noun = "Page" if len(without) == 1 else "Pages"
        yield f"{noun} without text, perhaps scanned: {_ranges(without)}."
    unknown = [
        number
        for number, page in enumerate(contents, 1)
        if page.unknown > _MANY_UNKNOWN * sum(len(word.text) for word in page.words) > 0
    ]
    if unknown:
        pages = _ranges(unknown)
        yield f"The PDF does not say which letters are on: {pages}. Do not quote from there."


def pages_without_text(text: SourceText) -> list[int]:
    """Return the indexes of the pages on which there is no text."""
    return [index for index, page in enumerate(text.pages) if page.start == page.end]


def _ranges(numbers: Iterable[int]) -> str:
    """Return numbers as "3, 5–7"."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def recognises(raw: bytes, _name: str) -> bool:
    return b"%PDF-" in raw[:_HEAD_BYTES]


READER = DocumentReader("pdf", "PDF", ("application/pdf",), (".pdf",), recognises, read)
