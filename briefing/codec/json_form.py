"""Values ↔ JSON bytes, and the JSON Schema of a type.

Decoding checks types and then every rule that a field's annotation carries, so a value that decodes is a
value that a hand-written file could have held.
"""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from briefing.codec.parse import decode_text, parse_text
from briefing.codec.reader import read_value

T = TypeVar("T")


def encode(value: Any) -> bytes:
    """The JSON form, on one line; equal values give equal bytes."""
    return msgspec.json.encode(value, order="deterministic")


def decode(raw: bytes, type_: type[T], name: str) -> T:
    """The value of `raw`, with every rule checked; BriefingError lists all problems under `name`."""
    return read_value(parse_text(decode_text(raw, name), name), type_, name)


def schema(type_: Any) -> dict[str, Any]:
    """The JSON Schema (2020-12) made from the type."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **msgspec.json.schema(type_),
    }
