"""Parses by their text: what checks of a text ask for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from briefing.language.parse import Parse, Parser

CAPACITY = 4000
"""The texts whose parses are remembered: rows, statements and quotes of a long briefing."""


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


class ParsesOnDemand:
    """The parses of a parser in this process, each made when it is first needed, and remembered."""

    def __init__(self, parser: Parser) -> None:
        self._parser = parser
        self._parses: dict[str, Parse] = {}

    def parse(self, text: str) -> Parse | None:
        if text not in self._parses:
            (self._parses[text],) = self._parser.parse([text])
            if len(self._parses) > CAPACITY:
                del self._parses[next(iter(self._parses))]
        return self._parses[text]
