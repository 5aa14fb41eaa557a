"""Characters in a briefing that no font can show, and fonts that are not installed."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Collection, Iterator
from typing import Any

from briefing.composition.views.document import REARRANGED, PrintedBriefing
from briefing.errors import Problem
from briefing.render import checkpoints
from briefing.typography import fonts

_Texts = list[tuple[str, str, str]]
"""Texts with their rows and fields."""


class GlyphCoverage:
    """Looks for characters that no font can show, or whose font is not installed.

    `own_characters` are the code points of the template's own fonts. Of views that were looked through the
    last time, only those that are other objects are looked through again.
    """

    def __init__(self, own_characters: Collection[int] = frozenset()) -> None:
        self._own_characters = own_characters
        self._texts: dict[tuple[str, int], tuple[object, _Texts]] = {}

    def uncovered_characters(self, printed: PrintedBriefing) -> list[Problem]:
        """Report each row and field with such a character."""
        return [
            problem
            for row, field, text in self._printed_texts(printed)
            for problem in problems_of(
                f"row {row} {field}".strip() if row else field, self._without_own(text)
            )
        ]

    def _without_own(self, text: str) -> str:
        """Leave out the characters of a text that the template's own fonts have."""
        own = self._own_characters
        return "".join(sign for sign in text if ord(sign) not in own) if own else text

    def _printed_texts(self, printed: PrintedBriefing) -> Iterator[tuple[str, str, str]]:
        """Yield the texts that are not of ASCII alone, each with its row and field."""
        looked_through: dict[tuple[str, int], tuple[object, _Texts]] = {}
        for name in _fields_with_text(PrintedBriefing):
            if name in REARRANGED:
                continue
            value = getattr(printed, name)
            for view in value if isinstance(value, tuple) else (value,):
                known, texts = self._texts.get((name, id(view)), (None, []))
                if known is not view:
                    checkpoints.pass_by()
                    texts = _Texts()
                    _find_texts(view, "", name, texts)
                # The view is kept with its texts, so that no other one gets its number.
                looked_through[name, id(view)] = view, texts
                yield from texts
        self._texts = looked_through


_unprintable = functools.lru_cache(maxsize=8192)(fonts.unprintable)
"""After an edit nearly all texts of a document are as they were."""


def problems_of(place: str, text: str) -> Iterator[Problem]:
    """Report what of a text cannot be printed; `place` is its row and field."""
    uncovered, missing = _unprintable(text)
    if uncovered:
        shown = ", ".join(f"'{sign}' (U+{ord(sign):04X})" for sign in uncovered[:5])
        yield Problem(
            f"No font of the program can show {shown}.", "Write it in another script.", field=place
        )
    for font in missing:
        yield Problem(
            f"{font.family} is not installed: {font.language} text in '{text[:40]}' cannot be printed.",
            f"Install it with {fonts.HOW_TO_INSTALL}, or write it in another script.",
            field=place,
        )


def _find_texts(value: Any, row: str, field: str, found: _Texts) -> None:
    """Add to `found` the texts within a view that are not of ASCII alone."""
    if isinstance(value, str):
        if not value.isascii():
            found.append((row, field, value))
    elif isinstance(value, tuple):
        for part in value:
            _find_texts(part, row, field, found)
    elif names := _fields_with_text(type(value)):  # type: ignore[arg-type] # every class has a hash
        row = getattr(value, "row_id", row)
        for name in names:
            part = getattr(value, name)
            # Most are such texts: no call for them.
            if type(part) is not str or not part.isascii():
                _find_texts(part, row, name, found)


@functools.cache
def _fields_with_text(kind: Any) -> tuple[str, ...]:
    """Return the names of the fields of a class of views but those of numbers; none for other types."""
    if not dataclasses.is_dataclass(kind):
        return ()
    return tuple(part.name for part in dataclasses.fields(kind) if part.type not in _NUMBERS)


_NUMBERS = {"int", "float", "bool"}
