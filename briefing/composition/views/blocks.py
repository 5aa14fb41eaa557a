"""Blocks of text: what composition makes, and what the templates and the exporters lay out.

A format decides how a block looks, never what it says, so none can leave out a grade or a source that
another one shows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar

from briefing.composition.views.references import SourceRef


class Mark(StrEnum):
    """The kind of a stretch of text; each format has its own look for it."""

    PLAIN = "plain"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    NUMBER = "number"
    CODE = "code"
    REMARK = "remark"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class TextRun:
    """A stretch of text; it may lead `to` an anchor of the document or to a web `address`.

    A link's `spoken` name is for readers who listen. `language` is the tag of a text that the analyst or
    the library wrote, empty for the document's own language; it is None for the program's words.
    """

    kind: ClassVar[str] = "run"
    text: str
    mark: Mark = Mark.PLAIN
    to: str = ""
    address: str = ""
    spoken: str = ""
    language: str | None = None


@dataclass(frozen=True, slots=True)
class LineBreak:
    """The end of a line within a text."""

    kind: ClassVar[str] = "break"


@dataclass(frozen=True, slots=True)
class Cite:
    """The place where the sources of a statement are named: in brackets, or by a footnote.

    With `in_table` they are named right there in every format, as a table of facts does.
    """

    kind: ClassVar[str] = "cite"
    refs: tuple[SourceRef, ...]
    in_table: bool = False


@dataclass(frozen=True, slots=True)
class Pips:
    """A level drawn as so many of so many shapes; the words beside it say the same."""

    kind: ClassVar[str] = "pips"
    level: int
    levels: int
    shape: str


Inline = TextRun | LineBreak | Cite | Pips
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
class Column:
    """A column's title, its share of the table's width, and its `look` where a page sets it narrower."""

    title: Text
    width: int = 1
    look: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """`look` says of which kind all of it is, such as a number; an empty `direction` is the document's."""

    text: Text
    direction: str = ""
    look: str = ""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A `strong` row is one that the document uses; `colour` is that of its term on a scale.

    `mention` is the anchor of what the row is about: of a row of the briefing, of a fact or a source.
    """

    cells: tuple[Cell, ...]
    anchor: str = ""
    strong: bool = False
    colour: str = ""
    mention: str = ""


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table; without titles of columns it has no head. Its `look` parts tables of one role.

    With `heads_rows` the first cell of each row is its heading. A `whole` table is short enough for one
    page. Where a heading right above says what the table is, it is `titled`, and a page need not print the
    caption too.
    """

    kind: ClassVar[str] = "grid"
    role: str
    caption: Text
    columns: tuple[Column, ...]
    rows: tuple[TableRow, ...]
    heads_rows: bool = False
    anchor: str = ""
    look: str = ""
    whole: bool = False
    titled: bool = False

    @property
    def has_head(self) -> bool:
        return any(column.title for column in self.columns)


@dataclass(frozen=True, slots=True)
class PictureBlock:
    """A picture by the address that the pages know it by; a drawing that goes on has its caption once.

    `content` is what a drawing shows, for formats without pictures; the last picture of a drawing has it.
    With `most_height_mm` a higher picture is shown smaller.
    """

    kind: ClassVar[str] = "picture"
    row_id: str
    label: str
    address: str
    alt: str
    anchor: str
    caption: Text
    width_mm: float = 0.0
    content: TableBlock | None = None
    most_height_mm: float = 0.0


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
    """A statement and those that contradict it, side by side."""

    kind: ClassVar[str] = "contrast"
    sides: tuple[BlockGroup, ...]
    row_id: str = ""


Block = Heading | Paragraph | Listing | TableBlock | PictureBlock | BlockGroup | OpposedBlock


@dataclass(frozen=True, slots=True)
class ComposedBlocks:
    """The parts of a document that every format prints alike; `changes` is None where there are none."""

    scheme: BlockGroup
    changes: BlockGroup | None = None
    annexes: tuple[BlockGroup, ...] = ()


NO_BLOCKS = ComposedBlocks(BlockGroup("scheme", ()))


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block in reading order, and what is within it after it."""
    for block in blocks:
        yield block
        if isinstance(block, BlockGroup):
            yield from walk(block.blocks)
        elif isinstance(block, OpposedBlock):
            yield from walk(block.sides)


def in_strong(text: Text) -> Text:
    """Return the text with its plain stretches set strong."""
    return tuple(
        replace(each, mark=Mark.STRONG) if isinstance(each, TextRun) and each.mark is Mark.PLAIN else each
        for each in text
    )
