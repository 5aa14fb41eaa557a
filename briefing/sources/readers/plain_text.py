"""Plain text in any encoding; form feeds divide pages."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.errors import Problem, SourceError
from briefing.sources.readers.building import clean
from briefing.sources.readers.contents import contents_lines
from briefing.sources.readers.reader import DocumentReader
from briefing.sources.readers.running import EdgeLine, running_lines
from briefing.sources.source_text import Block, BlockKind, SourceText, TextPage
from briefing.text.decoding import EncodingError, decoded

VERSION = "1"
_SUFFIXES = (".txt", ".text")
_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n[ \t]*\S[^\n]*)*")
_EDGE_LINES = 2


def text_of(raw: bytes, name: str) -> str:
    """Decode a file and drop its control characters. Raises SourceError for one that is no text."""
    return clean(_decoded(raw, name))


def _decoded(raw: bytes, name: str) -> str:
    try:
        return decoded(raw)
    except EncodingError as error:
        message = f"The file cannot be read as text: {error}."
        raise SourceError(Problem(message, "Save it as UTF-8.", name)) from None


def read(raw: bytes, name: str) -> SourceText:
    text, pages = _paged(raw, name)
    running = _running(text, pages)
    return SourceText(
        text, "plain-text", VERSION, pages=pages, blocks=tuple(_blocks(text, running)),
    )  # fmt: skip


def _paged(raw: bytes, name: str) -> tuple[str, tuple[TextPage, ...]]:
    parts = _decoded(raw, name).split("\f")
    text, pages = "", []
    for number, part in enumerate(parts, 1):
        start = len(text)
        text += clean(part)
        if number < len(parts) and not text.endswith("\n"):
            text += "\n"
        pages.append(TextPage(start, len(text), str(number)))
    return text, tuple(pages) if len(pages) > 1 else ()


def _running(text: str, pages: tuple[TextPage, ...]) -> set[int]:
    """Return the places where running heads and feet begin."""
    edges: list[EdgeLine] = []
    starts: dict[tuple[int, int], int] = {}
    for number, page in enumerate(pages):
        lines = [
            (page.start + match.start(), match[0].strip())
            for match in re.finditer(r"[^\n]*\S[^\n]*", text[page.start : page.end])
        ]
        last = len(lines) - 1
        for index, (start, line) in enumerate(lines):
            if index < _EDGE_LINES or index > last - _EDGE_LINES:
                is_top = index < _EDGE_LINES
                starts[number, index] = start
                edges.append(EdgeLine(number, index, line, index if is_top else last - index, is_top))
    return {starts[each] for each in running_lines(edges, len(pages))}


def _blocks(text: str, running: set[int]) -> Iterator[Block]:
    contents = contents_lines(text)
    for paragraph in _PARAGRAPH.finditer(text):
        start = paragraph.start()
        for line in re.finditer(r"[^\n]+", paragraph[0]):
            place = paragraph.start() + line.start()
            end = paragraph.start() + line.end()
            # A running head begins with its spaces, the paragraph with its first letter.
            is_running = any(one in running for one in range(text.rfind("\n", 0, place) + 1, place + 1))
            kind = BlockKind.RUNNING if is_running else BlockKind.CONTENTS if place in contents else None
            if kind is not None:
                if start < place - 1:
                    yield Block(start, place - 1, BlockKind.PARAGRAPH)
                yield Block(place, end, kind)
                start = end + 1
        if start < paragraph.end():
            yield Block(start, paragraph.end(), BlockKind.PARAGRAPH)


READER = DocumentReader(
    "plain-text",
    "Plain text",
    ("text/plain",),
    _SUFFIXES,
    lambda _raw, name: name.lower().endswith(_SUFFIXES),
    read,
)
