"""Refuse edits with characters that no text may have, wherever the edit comes from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from briefing.errors import EditError, Problem
from briefing.model.terms import MAX_TEXT_LENGTH
from briefing.text import characters


def require_clean_texts(value: msgspec.Struct) -> None:
    """Raise EditError with each field of a value whose text is too long or has an unwanted character."""
    problems = [
        Problem(
            f"The text has {len(text):,} characters; the limit is {MAX_TEXT_LENGTH:,}.",
            "Shorten it.",
            field=field,
        )
        for field, text in texts_in(value, type(value).__name__)
        if len(text) > MAX_TEXT_LENGTH and characters.length(text) > MAX_TEXT_LENGTH
    ]
    problems += [
        Problem(objection, characters.REMEDY, field=field)
        for field, text in texts_in(value, type(value).__name__)
        if (objection := characters.objection_to(text))
    ]
    if problems:
        raise EditError(problems)


def texts_in(value: Any, field: str) -> Iterator[tuple[str, str]]:
    """Yield every text within a value, with its path of field names; `field` is the value's own."""
    if isinstance(value, str):
        yield field, value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from texts_in(getattr(value, name), f"{field}.{name}")
    elif isinstance(value, dict):
        for key, entry in value.items():
            yield from texts_in(key, f"{field}.{key}")
            yield from texts_in(entry, f"{field}.{key}")
    elif isinstance(value, tuple):
        for number, entry in enumerate(value):
            yield from texts_in(entry, f"{field}[{number}]")
