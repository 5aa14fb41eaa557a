"""Convert values to and from JSON bytes; make the JSON Schema of a type.

Decoding checks types and then every rule in a field's annotation, exactly as for a hand-written file.
"""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from briefing.codec.canonical import read_canonical
from briefing.codec.parse import decode_text, parse_text
from briefing.codec.reader import read_value

T = TypeVar("T")


def encode(value: Any) -> bytes:
    """Return the JSON form, on one line; equal values give equal bytes."""
    return msgspec.json.encode(value, order="deterministic")


def decode(raw: bytes, type_: type[T], name: str, *, is_saved: bool = False) -> T:
    """Return the value of `raw`. Raises BriefingError with all problems; `name` is the file in them.

    With `is_saved`, the program wrote `raw`, and what earlier versions accepted is read (see `Reader`).
    """
    if is_saved and (value := read_canonical(raw, type_)) is not None:
        return value
    return read_value(parse_text(decode_text(raw, name), name), type_, name, is_saved=is_saved)


def schema(type_: Any) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a type."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **msgspec.json.schema(type_),
    }
