"""Characters in a briefing that no font can show, and fonts that are not installed."""

from __future__ import annotations

import dataclasses
from collections.abc import Container, Iterator
from typing import Any

from briefing.composition.views.document import REARRANGED, PrintedBriefing
from briefing.errors import Check, Problem, never_mind
from briefing.typography import fonts


def uncovered_characters(
    printed: PrintedBriefing, own_characters: Container[int] = frozenset(), check: Check = never_mind
) -> list[Problem]:
    """Report each row and field with a character that no font can show, or whose font is not installed.

    `own_characters` are the code points of the template's own fonts. `check` is called from time to time.
    """
    return [
        problem
        for row, field, text in _printed_texts(printed, check)
        for problem in problems_of(
            f"row {row} {field}".strip() if row else field,
            "".join(sign for sign in text if ord(sign) not in own_characters),
        )
    ]


def problems_of(place: str, text: str) -> Iterator[Problem]:
    """Report what of a text cannot be printed; `place` is its row and field."""
    uncovered, missing = fonts.unprintable(text)
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


def _printed_texts(printed: PrintedBriefing, check: Check) -> Iterator[tuple[str, str, str]]:
    """Yield the texts that are not of ASCII alone, each with its row and field."""
    for name in _fields(type(printed)):
        if name in REARRANGED:
            continue
        value = getattr(printed, name)
        for each in value if isinstance(value, tuple) else (value,):
            check()
            found: list[tuple[str, str, str]] = []
            _find_texts(each, "", name, found)
            yield from found


def _find_texts(value: Any, row: str, field: str, found: list[tuple[str, str, str]]) -> None:
    """Add to `found` the texts within a view that are not of ASCII alone."""
    if isinstance(value, str):
        if not value.isascii():
            found.append((row, field, value))
    elif isinstance(value, tuple):
        for part in value:
            _find_texts(part, row, field, found)
    elif dataclasses.is_dataclass(value):
        row = getattr(value, "row_id", row)
        for name in _fields(type(value)):
            _find_texts(getattr(value, name), row, name, found)


def _fields(kind: Any) -> tuple[str, ...]:
    """Return the names of the fields of a class of views."""
    names = _names.get(kind)
    if names is None:
        names = _names[kind] = tuple(part.name for part in dataclasses.fields(kind))
    return names


_names: dict[Any, tuple[str, ...]] = {}
