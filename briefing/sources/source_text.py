"""The text of a source as a reader extracted it, with its pages, blocks and divisions.

All positions count characters of `SourceText.text`; an end is the position after the last character.
"""

from __future__ import annotations

from enum import StrEnum

from briefing.model.value import Value


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    CELL = "cell"
    NOTE = "note"
    CONTENTS = "contents"
    """A line of a table of contents."""
    RUNNING = "running"
    """A running head, a running foot or a page number."""


class Block(Value, frozen=True):
    """A paragraph, or what takes the place of one. `level` is that of a heading, from 1."""

    start: int
    end: int
    kind: BlockKind
    level: int = 0


class TextPage(Value, frozen=True):
    """A page with its label, such as "12" or "iv"; `width` and `height` are in points, 0 if not known."""

    start: int
    end: int
    label: str
    width: float = 0
    height: float = 0


class WordBox(Value, frozen=True, array_like=True):
    """The place of a word on a page; coordinates are points from the page's upper left corner."""

    start: int
    end: int
    page: int
    """The index in `SourceText.pages`."""
    left: float
    top: float
    right: float
    bottom: float


class TextDivision(Value, frozen=True):
    """An article or another division, from its heading to the next one of its rank or of a higher one.

    `kind` is such as "article" or "chapter", `number` as the text has it, such as "IV" or "5".
    """

    start: int
    end: int
    kind: str
    number: str
    heading: str = ""
    eid: str = ""


class SourceText(Value, frozen=True):
    """The extracted text; its hash, with extractor and version, says against what a quote is checked.

    `metadata` has what the file says of itself: title, author, date, language. `remarks` are sentences
    on what could not be read, such as pages without text. `recognised` is True for text from OCR.
    """

    text: str
    extractor: str
    version: str
    pages: tuple[TextPage, ...] = ()
    blocks: tuple[Block, ...] = ()
    divisions: tuple[TextDivision, ...] = ()
    words: tuple[WordBox, ...] = ()
    metadata: dict[str, str] = {}
    remarks: tuple[str, ...] = ()
    recognised: bool = False
