"""Write records as YAML: block mappings, long texts folded, what other programs would misread in quotes."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from enum import Enum
from typing import Any

import msgspec

INDENT = "  "
_WIDTH = 100
_LONG = 100
"""Characters from which on a text is folded into several lines."""

_AMBIGUOUS = re.compile(r"(?:y|n|yes|no|on|off|true|false|null)|[-+.\d][\d_.,:eE+\-xTZ]*", re.IGNORECASE)
"""Plain words that a reader of YAML may take for a truth value, nothing, a number, a date or a time."""

_BRACKETS = frozenset(",[]{}:")
_BREAKS = frozenset("\r\x85\u2028\u2029")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def plain(value: Any) -> Any:
    """Return a value as mappings, lists, texts, numbers and truth values; omit fields at their defaults."""
    if isinstance(value, msgspec.Struct):
        return {
            name: plain(getattr(value, name))
            for name in names_of_fields(value)
            if not is_default(value, name)
        }
    if isinstance(value, tuple | list):
        return [plain(item) for item in value]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value.value if isinstance(value, Enum) else value


def names_of_fields(value: msgspec.Struct) -> tuple[str, ...]:
    return value.__struct_fields__


def is_default(value: msgspec.Struct, name: str) -> bool:
    """Return whether a field has the value that it has when it is left out."""
    defaults = _defaults(type(value))
    current = getattr(value, name)
    return name in defaults and type(current) is type(defaults[name]) and bool(current == defaults[name])


@functools.cache
def _defaults(type_: type[msgspec.Struct]) -> dict[str, Any]:
    defaults = {}
    for field in msgspec.structs.fields(type_):
        if field.default is not msgspec.NODEFAULT:
            defaults[field.name] = field.default
        elif field.default_factory is not msgspec.NODEFAULT:
            defaults[field.name] = field.default_factory()
    return defaults


def mapping_lines(data: dict[str, Any]) -> list[str]:
    """Return the lines of a block mapping, not indented."""
    return [line for key, value in data.items() for line in entry_lines(key, value)]


def entry_lines(key: str, value: Any, *, one_line: bool = False) -> list[str]:
    """Return the lines of an entry of a block mapping; with `one_line` a single one."""
    name = scalar(key)
    if one_line or not _takes_lines(value):
        return [
            f"{name}: {flow(value) if isinstance(value, dict | list) else scalar(value, in_flow=False)}"
        ]
    if isinstance(value, dict):
        return [f"{name}:", *indented(mapping_lines(value))]
    if isinstance(value, list):
        return [f"{name}:", *indented(line for item in value for line in item_lines(item))]
    header, lines = _block_text(value)
    return [f"{name}: {header}", *indented(lines)]


def item_lines(value: Any) -> list[str]:
    """Return the lines of an item of a block sequence, with its dash."""
    if isinstance(value, dict) and value:
        first, *others = mapping_lines(value)
    elif isinstance(value, str) and _takes_lines(value):
        first, lines = _block_text(value)
        others = list(lines)
    else:
        first, others = (
            scalar(value, in_flow=False) if not isinstance(value, dict | list) else flow(value),
            [],
        )
    return [f"- {first}", *indented(others)]


def indented(lines: Any, indent: str = INDENT) -> Iterator[str]:
    return (indent + line if line else line for line in lines)


def flow(value: Any) -> str:
    """Return a value on one line, as it may be within brackets."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{scalar(key)}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(flow, value)) + "]"
    return scalar(value)


def scalar(value: Any, *, in_flow: bool = True) -> str:
    """Return a text, number, truth value or None on one line; in brackets, more texts need quotes."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(value)
    return value if _is_plain(value, in_flow=in_flow) else quoted(value)


def quoted(text: str) -> str:
    """Return a text in double quotes."""
    return '"' + "".join(map(_escaped, text)) + '"'


def _escaped(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character == " " or character.isprintable():
        return character
    code = ord(character)
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004 - the plane of \u


def _is_plain(text: str, *, in_flow: bool) -> bool:
    """Return whether a text needs no quotes."""
    return (
        text[:1].isalnum()
        and text == text.strip()
        and text.isprintable()
        and not text.endswith(":")
        and not any(part in text for part in (": ", " #"))
        and not (in_flow and _BRACKETS.intersection(text))
        and not _AMBIGUOUS.fullmatch(text)
    )


def _takes_lines(value: Any) -> bool:
    """Return whether a value is written in several lines."""
    if isinstance(value, dict | list):
        return bool(value)
    return isinstance(value, str) and (_is_foldable(value) or _is_literal(value))


def _block_text(text: str) -> tuple[str, Iterator[str]]:
    """Return the header and the lines of a text in block style."""
    return ("|-", iter(text.split("\n"))) if "\n" in text else (">-", _folded(text))


def _is_foldable(text: str) -> bool:
    words = text.split(" ")
    return len(text) > _LONG and all(words) and all(map(str.isprintable, words))


def _folded(text: str) -> Iterator[str]:
    line = ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > _WIDTH:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _is_literal(text: str) -> bool:
    """Return whether a text of several lines can be written line by line."""
    lines = text.split("\n")
    return (
        len(lines) > 1
        and bool(lines[0])
        and bool(lines[-1])
        and all(line == line.strip() and (line.isprintable() or not line) for line in lines)
        and _BREAKS.isdisjoint(text)
    )
