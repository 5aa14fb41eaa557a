"""Markdown (CommonMark): the text without its marks, as a reader of the page sees it."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from briefing.sources.readers.building import LINES, TextBuilder
from briefing.sources.readers.plain_text import text_of
from briefing.sources.readers.reader import DocumentReader
from briefing.sources.source_text import BlockKind, SourceText

VERSION = "1"
_SUFFIXES = (".md", ".markdown")
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)[ \t]*$")
_RULE = re.compile(r" {0,3}(?:\*[ \t]*){3,}$| {0,3}(?:-[ \t]*){3,}$| {0,3}(?:_[ \t]*){3,}$")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ITEM = re.compile(r"\s*(?:[-*+]|(\d{1,9}[.)]))[ \t]+(.*)$")
_QUOTED = re.compile(r" {0,3}(?:> ?)+")
_TABLE_RULE = re.compile(r"\s*\|?[\s:|-]+\|[\s:|-]*$")
_DEFINITION = re.compile(r" {0,3}\[[^\]\n]+\]:[ \t]*\S+")
_INLINE: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"!?\[([^\[\]\n]*)\](?:\([^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\[[^\]\n]*\])"), r"\1"),
    (re.compile(r"<((?:https?|mailto):[^<>\s]+)>"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^<>\n]*>"), ""),
    (re.compile(r"(?<![\\`])(`+)(?!`)(.+?)(?<!`)\1(?!`)"), r"\2"),
    (re.compile(r"(?<!\\)\*\*(?=\S)(.+?)(?<=\S)\*\*", re.DOTALL), r"\1"),
    (re.compile(r"(?<![\\\w])__(?=\S)(.+?)(?<=\S)__(?!\w)", re.DOTALL), r"\1"),
    (re.compile(r"(?<![\\*])\*(?=[^\s*])(.+?)(?<=[^\s*])\*(?!\*)", re.DOTALL), r"\1"),
    (re.compile(r"(?<![\\\w])_(?=[^\s_])(.+?)(?<=[^\s_])_(?!\w)", re.DOTALL), r"\1"),
    (re.compile(r"~~(?=\S)(.+?)(?<=\S)~~", re.DOTALL), r"\1"),
    (re.compile(r"\\([!-/:-@\[-`{-~])"), r"\1"),
)


def read(raw: bytes, name: str) -> SourceText:
    text = text_of(raw, name)
    metadata: dict[str, str] = {}
    if match := _FRONT_MATTER.match(text):
        metadata = _front_matter(match[1])
        text = text[match.end() :]
    builder = TextBuilder()
    _Blocks(builder).read(text.split("\n"))
    heading = next((b for b in builder.blocks if b.kind is BlockKind.HEADING), None)
    if heading is not None:
        metadata.setdefault("title", builder.text[heading.start : heading.end])
    return SourceText(
        builder.text, "markdown", VERSION, blocks=tuple(builder.blocks), metadata=metadata
    )  # fmt: skip


def inline_text(markdown: str) -> str:
    """Return the text of inline Markdown: without emphasis, addresses of links and tags."""
    for pattern, replacement in _INLINE:
        markdown = pattern.sub(replacement, markdown)
    return html.unescape(markdown)


def _front_matter(text: str) -> dict[str, str]:
    """Return the simple fields of the YAML at the start of a file."""
    names = {
        "title": "title",
        "author": "author",
        "date": "date",
        "lang": "language",
        "language": "language",
    }
    metadata = {}
    for line in text.split("\n"):
        key, colon, value = line.partition(":")
        value = value.strip().strip("'\"")
        if colon and value and key.strip().lower() in names:
            metadata[names[key.strip().lower()]] = value
    return metadata


@dataclass
class _Blocks:
    builder: TextBuilder
    paragraph: list[str] = field(default_factory=list)
    kind: BlockKind = BlockKind.PARAGRAPH
    fence: str = ""

    def read(self, lines: list[str]) -> None:
        for line in lines:
            if self.fence:
                self._in_fence(line)
            elif match := _FENCE.match(line):
                self._flush()
                self.fence = match[1]
            else:
                self._line(_QUOTED.sub("", line))
        self._flush()

    def _in_fence(self, line: str) -> None:
        if line.strip().startswith(self.fence) and not line.strip(f" {self.fence[0]}"):
            self.fence = ""
            self.builder.add("\n".join(self.paragraph))
            self.paragraph = []
        else:
            self.paragraph.append(line)

    def _line(self, line: str) -> None:
        if not line.strip() or _DEFINITION.match(line):
            self._flush()
        elif match := _HEADING.match(line):
            self._flush()
            self.builder.add(inline_text(match[2]), BlockKind.HEADING, len(match[1]))
        elif self._is_underline(line):
            text = inline_text("\n".join(self.paragraph))
            self.paragraph = []
            self.builder.add(text, BlockKind.HEADING, 1 if "=" in line else 2)
        elif _RULE.match(line):
            self._flush()
        elif match := _ITEM.match(line):
            self._flush()
            self.kind = BlockKind.LIST_ITEM
            self.paragraph = [f"{match[1]} {match[2]}" if match[1] else match[2]]
        elif line.lstrip().startswith("|"):
            self._row(line)
        else:
            self.paragraph.append(line.strip())

    def _is_underline(self, line: str) -> bool:
        return bool(self.paragraph) and self.kind is BlockKind.PARAGRAPH and bool(_UNDERLINE.match(line))

    def _row(self, line: str) -> None:
        self._flush()
        if not _TABLE_RULE.match(line):
            for cell in line.strip().strip("|").split("|"):
                self.builder.add(inline_text(cell), BlockKind.CELL, separator=LINES)

    def _flush(self) -> None:
        """Add the paragraph that was collected."""
        # A list of links to headings of the same file is its table of contents.
        source = "\n".join(self.paragraph)
        is_entry = bool(re.fullmatch(r"\s*(?:\d+[.)] )?\[[^\]]*\]\(#[^)]*\)\s*", source))
        kind = BlockKind.CONTENTS if is_entry else self.kind
        separator = LINES if kind in {BlockKind.LIST_ITEM, BlockKind.CONTENTS} else "\n\n"
        self.builder.add(inline_text(source), kind, separator=separator)
        self.paragraph, self.kind, self.fence = [], BlockKind.PARAGRAPH, ""


READER = DocumentReader(
    "markdown", "Markdown", ("text/markdown",), _SUFFIXES,
    lambda _raw, name: name.lower().endswith(_SUFFIXES), read,
)  # fmt: skip
