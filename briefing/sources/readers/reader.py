"""The declaration of a reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from briefing.sources.source_text import SourceText


@dataclass(frozen=True, slots=True)
class DocumentReader:
    """A reader of one format. `recognises` and `read` take the bytes of a file and its name.

    `read` raises SourceError for bytes that it cannot read; it opens no other file and no connection.
    """

    id: str
    name: str
    media_types: tuple[str, ...]
    suffixes: tuple[str, ...]
    recognises: Callable[[bytes, str], bool]
    read: Callable[[bytes, str], SourceText]
