"""Parses by their text: what checks of a text ask for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from briefing.language.parse import Parse, Parser

MAX_CHARS = 400_000
"""The length of all texts whose parses are remembered: some 30 MB."""


class Parses(Protocol):
    """Parses of texts, as far as there are any."""

    def parse(self, text: str) -> Parse | None:
        """Return the parse of a text, None where there is no parser or not yet a parse."""
        ...


class RecordedParses:
    """The parses that a check asks for, with a record of the texts of which there is none."""

    def __init__(self, parses: Parses | None) -> None:
        self._parses = parses
        self.missing: dict[str, None] = {}

    def parse(self, text: str) -> Parse | None:
        parse = self._parses.parse(text) if self._parses else None
        if parse is None:
            self.missing[text] = None
        return parse

    def has_any(self, texts: Iterable[str]) -> bool:
        """Return whether there is a parse of one of the texts."""
        parses = self._parses
        return parses is not None and any(parses.parse(text) is not None for text in texts)


class BoundedParses:
    """Parses by their text; when they are too many, the first ones are forgotten."""

    def __init__(self, max_chars: int = MAX_CHARS) -> None:
        self._parses: dict[str, Parse] = {}
        self._max_chars, self._chars = max_chars, 0

    def get(self, text: str) -> Parse | None:
        return self._parses.get(text)

    def keep(self, parse: Parse) -> None:
        if parse.text in self._parses:
            return
        self._parses[parse.text] = parse
        self._chars += len(parse.text)
        while self._chars > self._max_chars and len(self._parses) > 1:
            first = next(iter(self._parses))
            del self._parses[first]
            self._chars -= len(first)


class ParsesOnDemand:
    """The parses of a parser in this process, each made when it is first needed, and remembered."""

    def __init__(self, parser: Parser) -> None:
        self._parser = parser
        self._parses = BoundedParses()

    def parse(self, text: str) -> Parse | None:
        if (known := self._parses.get(text)) is not None:
            return known
        (parse,) = self._parser.parse([text])
        self._parses.keep(parse)
        return parse
