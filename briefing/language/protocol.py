"""The messages between the program and the process that parses texts."""

from __future__ import annotations

from briefing.language.parse import Parse
from briefing.model.value import Value


class ParseRequest(Value, frozen=True):
    """Texts to parse."""

    texts: tuple[str, ...]


class ParserReady(Value, tag=True, frozen=True):
    """The process has loaded a parser of this name and version."""

    name: str
    version: str


class ParserMissing(Value, tag=True, frozen=True):
    """The parser is not installed, or cannot be loaded; the process ends."""

    reason: str
    is_installed: bool


class TextsParsed(Value, tag=True, frozen=True):
    """A parse of each text of a request, None for one that cannot be parsed."""

    parses: tuple[Parse | None, ...]


Answer = ParserReady | ParserMissing | TextsParsed
