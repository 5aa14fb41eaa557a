"""A composed briefing as a document of blocks, the same for every format that has running text.

What is said is decided before (`document.py`); the writers of the formats only lay these blocks out, so
none of them can leave out a grade or a source that another one shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar

from briefing.composition.views.annexes import SourceView
from briefing.composition.views.document import MarkingView
from briefing.composition.views.references import SourceRef


class Mark(StrEnum):
    """What a stretch of text is; each format has its own look for it."""

    PLAIN = "plain"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    NUMBER = "number"
    CODE = "code"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class TextRun:
    """A stretch of text; it may lead `to` an anchor of the document or to a web `address`."""

    kind: ClassVar[str] = "run"
    text: str
    mark: Mark = Mark.PLAIN
    to: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class Cite:
    """The place where the sources of a statement are named: in brackets, or by a footnote."""

    kind: ClassVar[str] = "cite"
    refs: tuple[SourceRef, ...]


@dataclass(frozen=True, slots=True)
class Pips:
    """A level drawn as so many of so many shapes; the words beside it say the same."""

    kind: ClassVar[str] = "pips"
    level: int
    levels: int
    shape: str


Inline = TextRun | Cite | Pips
Text = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` counts from 1, the title of the whole."""

    kind: ClassVar[str] = "heading"
    level: int
    text: Text
    anchor: str = ""
    direction: str = "ltr"


@dataclass(frozen=True, slots=True)
class Paragraph:
    kind: ClassVar[str] = "paragraph"
    role: str
    text: Text
    direction: str = "ltr"


@dataclass(frozen=True, slots=True)
class Listing:
    kind: ClassVar[str] = "listing"
    title: str
    entries: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    text: Text
    direction: str = "ltr"


@dataclass(frozen=True, slots=True)
class TableRow:
    cells: tuple[Cell, ...]
    anchor: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table. With `heads_rows` the first cell of each row is its heading; `widths` are shares of one."""

    kind: ClassVar[str] = "grid"
    role: str
    caption: Text
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    widths: tuple[int, ...]
    heads_rows: bool = False
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class PictureBlock:
    """A picture by the address that the pages know it by; a drawing that goes on has its caption once."""

    kind: ClassVar[str] = "picture"
    row_id: str
    label: str
    address: str
    alt: str
    anchor: str
    caption: Text
    width_mm: float = 0.0


@dataclass(frozen=True, slots=True)
class BlockGroup:
    """Blocks that belong together; `title` names what the group is where no heading does."""

    kind: ClassVar[str] = "group"
    role: str
    blocks: tuple[Block, ...]
    anchor: str = ""
    title: str = ""
    row_id: str = ""


@dataclass(frozen=True, slots=True)
class OpposedBlock:
    """What is said and what contradicts it, side by side."""

    kind: ClassVar[str] = "contrast"
    sides: tuple[BlockGroup, ...]
    row_id: str = ""


Block = Heading | Paragraph | Listing | TableBlock | PictureBlock | BlockGroup | OpposedBlock


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """A line of the table of contents."""

    number: str
    title: str
    anchor: str


@dataclass(frozen=True, slots=True)
class BlockDocument:
    """The whole: what stands at its head, its contents, its body, and what is known of its sources."""

    title: str
    direction: str
    language: str
    author: str
    organisation: str
    description: str
    status: str
    created: str
    paper: str
    marking: MarkingView
    cover: tuple[Block, ...]
    contents: tuple[ContentsLine, ...]
    body: tuple[Block, ...]
    sources: tuple[SourceView, ...]

    @property
    def anchors(self) -> frozenset[str]:
        """Every anchor that a link of the document may lead to."""
        return frozenset(_anchors((*self.cover, *self.body))) - {""}


def _anchors(blocks: Iterable[Block]) -> Iterator[str]:
    for block in walk(blocks):
        if isinstance(block, Heading | TableBlock | BlockGroup):
            yield block.anchor
        if isinstance(block, TableBlock):
            yield from (row.anchor for row in block.rows)
        if isinstance(block, PictureBlock):
            yield block.anchor


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block in reading order, and what is within it after it."""
    for block in blocks:
        yield block
        if isinstance(block, BlockGroup):
            yield from walk(block.blocks)
        elif isinstance(block, OpposedBlock):
            yield from walk(block.sides)


def in_strong(text: Text) -> Text:
    """The text with its plain stretches set strong."""
    return tuple(
        replace(each, mark=Mark.STRONG) if isinstance(each, TextRun) and each.mark is Mark.PLAIN else each
        for each in text
    )
