"""The text of a document as it grows, with the places of its blocks."""

from __future__ import annotations

import re

from briefing.sources.source_text import Block, BlockKind

PARAGRAPHS = "\n\n"
LINES = "\n"
_UNWANTED = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")
_SPACES = re.compile(r"[ \t\r\n\f]+")


def clean(text: str) -> str:
    """Drop control characters and halves of characters; line ends are line feeds."""
    return _UNWANTED.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def folded_spaces(text: str) -> str:
    """Return a text with each row of white space as one space, as HTML displays it."""
    return _SPACES.sub(" ", text)


class TextBuilder:
    """Collects blocks; `length` is that of the text so far."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self.length = 0
        self.blocks: list[Block] = []

    @property
    def text(self) -> str:
        return "".join(self._parts)

    def add(
        self,
        text: str,
        kind: BlockKind = BlockKind.PARAGRAPH,
        level: int = 0,
        separator: str = PARAGRAPHS,
    ) -> None:
        """Add a block after a separator. A text without a visible character is left out."""
        text = clean(text).strip(" \n\t")
        if not text:
            return
        if self.length:
            self._append(separator)
        start = self.length
        self._append(text)
        self.blocks.append(Block(start, self.length, kind, level))

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self.length += len(text)
