"""The rows that have flaws."""

from __future__ import annotations

from collections.abc import Iterable

from briefing.errors import Problem


def flaw_rows(flaws: Iterable[Problem]) -> tuple[str, ...]:
    """Return the ids of the rows that have flaws, each once, in their order."""
    return tuple(dict.fromkeys(filter(None, map(_row_of, flaws))))


def _row_of(flaw: Problem) -> str:
    """Return the id of the row that has the flaw; empty where none has it."""
    kind, _, rest = flaw.field.partition(" ")
    return rest.partition(" ")[0] if kind == "row" else ""
