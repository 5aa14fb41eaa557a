"""Characters in a briefing that no packaged font can show."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from typing import Any

from briefing.composition.views.document import REARRANGED, PrintedBriefing
from briefing.errors import Problem
from briefing.typography import fonts


def uncovered_characters(printed: PrintedBriefing) -> list[Problem]:
    """Report each row and field with a character that no packaged font can show."""
    covered = fonts.covered_characters()
    problems = []
    for row, field, text in _printed_texts(printed):
        missing = sorted({c for c in text if ord(c) not in covered and not c.isspace()})
        if missing:
            shown = ", ".join(f"'{c}' (U+{ord(c):04X})" for c in missing[:5])
            place = f"row {row} {field}".strip() if row else field
            problems.append(
                Problem(
                    f"No font of the program can show {shown}.", "Write it in another script.", field=place
                )
            )
    return problems


def _printed_texts(printed: PrintedBriefing) -> Iterator[tuple[str, str, str]]:
    for part in dataclasses.fields(printed):
        if part.name not in REARRANGED:
            yield from _texts(getattr(printed, part.name), "", part.name)


def _texts(value: Any, row: str, field: str) -> Iterator[tuple[str, str, str]]:
    """Yield every text within a view, with its row and field."""
    if isinstance(value, str):
        yield row, field, value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part, row, field)
    elif dataclasses.is_dataclass(value):
        row = getattr(value, "row_id", row)
        for part in dataclasses.fields(value):
            yield from _texts(getattr(value, part.name), row, part.name)
