"""Read nodes as typed values; the type decides how a text is read, so a country ``no`` is Norway.

Every problem is collected with its file, line and field; reading does not stop at the first.
"""

from __future__ import annotations

import difflib
import functools
import math
import re
from typing import Any, TypeVar

import msgspec
from msgspec import inspect as mi

from briefing.codec.node import Node
from briefing.errors import BriefingError, Problem
from briefing.model.terms import MAX_TEXT_LENGTH
from briefing.text import characters

T = TypeVar("T")

MAX_PROBLEMS = 1_000
"""Problems that are reported of one file."""

INVALID: Any = object()
"""The result for a node that could not be read; its problem has been noted."""

_WHOLE = re.compile(r"[-+]?\d{1,18}")
_DECIMAL = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d{1,3})?")
_BOOLS = {"true": True, "false": False}


@functools.cache
def _info(type_: Any) -> mi.Type:
    return mi.type_info(type_)


def read_value(node: Node, type_: type[T], file: str, *, is_saved: bool = False) -> T:
    """Read `node` as a `type_`, as `Reader` does. Raises BriefingError with every problem."""
    reader = Reader(file, is_saved=is_saved)
    value: T = reader.read(node, type_)
    if reader.problems:
        raise BriefingError(reader.problems)
    return value


class Reader:
    """Reads nodes of one file and collects their problems in `problems`.

    With `is_saved`, the file is one that the program wrote: what earlier versions accepted is read. Their
    unwanted characters are made visible, and a rule is the one in `saved_rule` of an annotation.
    """

    def __init__(self, file: str, *, is_saved: bool = False) -> None:
        self.file = file
        self.is_saved = is_saved
        self.problems: list[Problem] = []

    def read(self, node: Node, type_: Any, field: str = "") -> Any:
        """Read `node` as a `type_`; return `INVALID` where a problem was noted in it."""
        return self._read(node, _info(type_), field)

    def note(self, node: Node, field: str, message: str, remedy: str = "") -> Any:
        """Note a problem at `node`, and return `INVALID`."""
        if len(self.problems) < MAX_PROBLEMS:
            self.problems.append(
                Problem(message, remedy, self.file, node.line or None, node.column or None, field)
            )
        return INVALID

    def _read(self, node: Node, info: mi.Type, field: str) -> Any:
        if isinstance(info, mi.Metadata):
            return self._checked(node, info, field)
        method = getattr(self, _METHODS[type(info)])
        return method(node, info, field)

    def _checked(self, node: Node, info: mi.Metadata, field: str) -> Any:
        value = self._read(node, info.type, field)
        rules = info.extra or {}
        rule = rules.get("saved_rule", rules.get("rule")) if self.is_saved else rules.get("rule")
        if value is INVALID or rule is None:
            return value
        try:
            rule(value)
        except ValueError as error:
            return self.note(node, field, str(error))
        return value

    # Structured values

    def _struct(self, node: Node, info: mi.StructType, field: str) -> Any:
        if node.entries is None:
            return self._expected(node, field, f"a mapping with the fields of {_article(info.cls)}")
        fields = {known.encode_name: known for known in info.fields}
        values: dict[str, Any] = {}
        seen: dict[str, int] = {}
        for key, child in node.entries:
            name = key.text or ""
            place = f"{field}.{name}" if field else name
            if name in seen:
                self.note(key, place, f"'{name}' is given twice, first in line {seen[name]}.", "Keep one.")
            elif name in fields:
                values[fields[name].name] = self._read(child, fields[name].type, place)
            elif not (info.tag_field and name == info.tag_field):
                self.note(
                    key, place, f"'{name}' is not a field of {_article(info.cls)}.", _nearest(name, fields)
                )
            seen.setdefault(name, key.line)
        return self._built(node, info, field, values)

    def _built(self, node: Node, info: mi.StructType, field: str, values: dict[str, Any]) -> Any:
        missing = [
            known.encode_name for known in info.fields if known.required and known.name not in values
        ]
        for name in missing:
            self.note(node, f"{field}.{name}" if field else name, f"'{name}' is missing.", f"Add '{name}'.")
        if missing or any(value is INVALID for value in values.values()):
            return INVALID
        return info.cls(**values)

    def _union(self, node: Node, info: mi.UnionType, field: str) -> Any:
        choices = [choice for choice in info.types if not isinstance(choice, mi.NoneType)]
        if node.is_null and info.includes_none:
            return None
        if len(choices) == 1:
            return self._read(node, choices[0], field)
        structs = [choice for choice in choices if isinstance(choice, mi.StructType)]
        if structs:
            return self._tagged(node, structs, field)
        return self._scalar_of(node, choices, field)

    def _tagged(self, node: Node, structs: list[mi.StructType], field: str) -> Any:
        tag_field = structs[0].tag_field or "type"
        by_tag = {str(struct.tag): struct for struct in structs}
        tag = node.get(tag_field)
        if tag is None:
            return self.note(node, field, f"'{tag_field}' is missing.", f"Use one of: {', '.join(by_tag)}.")
        if tag.text not in by_tag:
            place = f"{field}.{tag_field}" if field else tag_field
            return self._not_among(tag, place, list(by_tag))
        return self._struct(node, by_tag[tag.text], field)

    def _scalar_of(self, node: Node, choices: list[mi.Type], field: str) -> Any:
        """Read a plain text as the first type that fits; a quoted one is text where that is allowed."""
        scalars: list[type[mi.Type]] = [mi.BoolType, mi.IntType, mi.FloatType, mi.StrType]
        order = scalars if node.plain else scalars[-1:]
        for kind in order:
            for choice in choices:
                if isinstance(choice, kind):
                    trial = Reader(self.file, is_saved=self.is_saved)
                    value = trial._read(node, choice, field)
                    if not trial.problems:
                        return value
        return self._expected(node, field, " or ".join(_NAMES[type(choice)] for choice in choices))

    def _sequence(self, node: Node, info: mi.VarTupleType, field: str) -> Any:
        if node.items is None:
            return self._expected(node, field, "a list")
        values = [
            self._read(item, info.item_type, f"{field}[{number}]") for number, item in enumerate(node.items)
        ]
        return INVALID if any(value is INVALID for value in values) else tuple(values)

    def _mapping(self, node: Node, info: mi.DictType, field: str) -> Any:
        if node.entries is None:
            return self._expected(node, field, "a mapping")
        values: dict[Any, Any] = {}
        for key, child in node.entries:
            place = f"{field}.{key.text}"
            name = self._read(key, info.key_type, place)
            if name in values:
                self.note(key, place, f"'{key.text}' is given twice.", "Keep one.")
            values[name] = self._read(child, info.value_type, place)
        broken = INVALID in values or any(value is INVALID for value in values.values())
        return INVALID if broken else values

    # Scalars

    def _text(self, node: Node, info: mi.StrType, field: str) -> Any:
        if node.text is None or node.is_null:
            return self._expected(node, field, "text")
        if info.pattern is not None and not re.search(info.pattern, node.text):
            return self.note(
                node, field, f"'{_short(node.text)}' does not have the right form.", _form(info)
            )
        length = characters.length(node.text)
        limit = MAX_TEXT_LENGTH if info.max_length is None else info.max_length
        if length > limit:
            message = f"The text has {length:,} characters; the limit is {limit:,}."
            return self.note(node, field, message, "Shorten it.")
        if self.is_saved:
            return characters.visible(node.text)
        if objection := characters.objection_to(node.text):
            return self.note(node, field, objection, characters.REMEDY)
        return node.text

    def _integer(self, node: Node, info: mi.IntType, field: str) -> Any:
        if node.text is None or not node.plain or not _WHOLE.fullmatch(node.text):
            return self._expected(node, field, "a whole number")
        return self._bounded(node, int(node.text), info, field)

    def _decimal(self, node: Node, info: mi.FloatType, field: str) -> Any:
        if node.text is None or not node.plain or not _DECIMAL.fullmatch(node.text):
            return self._expected(node, field, "a number")
        if not math.isfinite(float(node.text)):
            return self.note(node, field, f"{_short(node.text)} is out of range.", "Check the number.")
        return self._bounded(node, float(node.text), info, field)

    def _bounded(self, node: Node, value: float, info: mi.IntType | mi.FloatType, field: str) -> Any:
        low, high = info.ge, info.le
        if (low is not None and value < low) or (high is not None and value > high):
            bounds = f"from {low} to {high}" if high is not None else f"of {low} or more"
            return self.note(node, field, f"{node.text} is out of range.", f"Use a number {bounds}.")
        return value

    def _boolean(self, node: Node, info: mi.BoolType, field: str) -> Any:  # noqa: ARG002 - one signature
        value = _BOOLS.get(node.text or "") if node.plain else None
        return value if value is not None else self._expected(node, field, "true or false")

    def _enum(self, node: Node, info: mi.EnumType, field: str) -> Any:
        try:
            return info.cls(node.text)
        except ValueError:
            return self._not_among(node, field, [str(member.value) for member in info.cls])

    def _literal(self, node: Node, info: mi.LiteralType, field: str) -> Any:
        for value in info.values:
            if node.text == str(value):
                return value
        return self._not_among(node, field, [str(value) for value in info.values])

    def _not_among(self, node: Node, field: str, allowed: list[str]) -> Any:
        if node.text is None or node.is_null:
            return self._expected(node, field, f"one of: {', '.join(allowed)}")
        close = difflib.get_close_matches(node.text.lower(), allowed, n=1)
        suggestion = f"Did you mean '{close[0]}'? " if close else ""
        return self.note(
            node,
            field,
            f"'{_short(node.text)}' is not known here.",
            f"{suggestion}Use one of: {', '.join(allowed)}.",
        )

    def _expected(self, node: Node, field: str, expected: str) -> Any:
        actual = f"'{_short(node.text)}'" if node.text and not node.is_null else node.kind
        return self.note(node, field, f"This is {actual}, but {expected} is wanted.")


_METHODS: dict[type[mi.Type], str] = {
    mi.StructType: "_struct",
    mi.UnionType: "_union",
    mi.VarTupleType: "_sequence",
    mi.DictType: "_mapping",
    mi.StrType: "_text",
    mi.IntType: "_integer",
    mi.FloatType: "_decimal",
    mi.BoolType: "_boolean",
    mi.EnumType: "_enum",
    mi.LiteralType: "_literal",
}
_NAMES: dict[type[mi.Type], str] = {
    mi.StrType: "text",
    mi.IntType: "a whole number",
    mi.FloatType: "a number",
    mi.BoolType: "true or false",
}


def _article(cls: type[msgspec.Struct]) -> str:
    words = re.sub(r"(?<!^)(?=[A-Z])", " ", cls.__name__).lower()
    return f"an {words}" if words[0] in "aeiou" else f"a {words}"


def _nearest(name: str, known: dict[str, Any]) -> str:
    close = difflib.get_close_matches(name, known, n=1)
    return f"Did you mean '{close[0]}'?" if close else f"Known fields: {', '.join(known)}."


def _form(info: mi.StrType) -> str:
    return _FORMS.get(info.pattern or "", f"It must match {info.pattern}.")


_FORMS = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "Use lower-case letters and digits in words joined by hyphens.",
    r"^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$": "Use letters and digits in words joined by hyphens.",
    r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$": "Use letters, digits, hyphens and underscores.",
    r"^[0-9a-f]{64}$": "Use the 64 hexadecimal digits of a SHA-256.",
}


def _short(text: str | None, limit: int = 60) -> str:
    flat = " ".join((text or "").split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"
