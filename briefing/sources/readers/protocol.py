"""The messages between the program and the process that reads documents."""

from __future__ import annotations

from briefing.errors import Problem
from briefing.model.value import Value
from briefing.sources.readers.pdf import RecognisedWord
from briefing.sources.source_text import SourceText


class ReadRequest(Value, tag=True, frozen=True):
    """A file to read; `recognised` are words of the pages of a PDF that have no text, by page index."""

    raw: bytes
    name: str
    recognised: dict[int, tuple[RecognisedWord, ...]] = {}


class PictureRequest(Value, tag=True, frozen=True):
    """A page of a PDF to draw."""

    raw: bytes
    name: str
    page: int
    dpi: int


class WorkerReady(Value, tag=True, frozen=True):
    """The process has loaded its libraries."""


class TextRead(Value, tag=True, frozen=True):
    text: SourceText


class PictureDrawn(Value, tag=True, frozen=True):
    """A page as PNG."""

    png: bytes


class ReadingRefused(Value, tag=True, frozen=True):
    """The file has these problems."""

    problems: tuple[Problem, ...]


class MemoryUsedUp(Value, tag=True, frozen=True):
    """The file needs more memory than the process may have."""


Request = ReadRequest | PictureRequest
Answer = WorkerReady | TextRead | PictureDrawn | ReadingRefused | MemoryUsedUp
