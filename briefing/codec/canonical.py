"""Read JSON fast where it is exactly what the program writes.

`Reader` can name every fault in a file with its place, at the price of a node for each value. A project of
thousands of rows has no fault, as a rule. So its bytes are decoded by msgspec first, and checked: where
anything is unusual, nothing is returned, and the caller reads the file with `Reader`.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any, TypeVar, cast

import msgspec
from msgspec import inspect as mi

from briefing.codec.decoders import DESCRIBING, json_decoder
from briefing.model.terms import MAX_TEXT_LENGTH
from briefing.text import characters

T = TypeVar("T")
Check = Callable[[Any], object]

_MAX_VALUES = 2_000_000
_MAX_BATCHES = 8
"""More batches in one another than these may be refused by `Reader`."""


def read_canonical(raw: bytes, type_: type[T]) -> T | None:
    """Return the value of which `raw` is the canonical JSON form, as `Reader` reads it from saved files.

    None where `raw` is another form, has a fault, or has characters that no text may have.
    """
    if not _is_plain(raw):
        return None
    try:
        value = json_decoder(type_).decode(raw)
        if msgspec.json.encode(value, order="deterministic") != raw:
            return None  # with fields left out or given twice
        with DESCRIBING:  # a check that another thread is still making would pass everything
            check = _check_of_type(cast("Any", type_))
        if check is not None:
            check(value)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None
    return value


def _is_plain(raw: bytes) -> bool:
    """Return whether no text in the JSON is too long for any field or has an unwanted character."""
    if b"\\u" in raw or raw.count(b",") > _MAX_VALUES or raw.count(b'"Batch"') > _MAX_BATCHES:
        return False
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        return False
    if len(raw) > MAX_TEXT_LENGTH:
        longest = max(map(len, text.replace('\\"', "--").split('"')))
        if longest > MAX_TEXT_LENGTH:
            return False
    return next(characters.unwanted(text), None) is None


@functools.cache
def _check_of_type(type_: Any) -> Check | None:
    return _check_of(mi.type_info(type_))


# The rules in annotations, which msgspec does not know


def _check_of(info: mi.Type) -> Check | None:
    """Return a function that raises ValueError where a value breaks a rule; None where there is no rule."""
    if isinstance(info, mi.Metadata):
        return _check_of_annotated(info)
    if isinstance(info, mi.StructType):
        return _check_of_struct(info)
    if isinstance(info, mi.UnionType):
        return _check_of_union(info)
    if isinstance(info, mi.VarTupleType):
        return _for_each(_check_of(info.item_type))
    if isinstance(info, mi.DictType):
        return _check_of_mapping(info)
    return None


def _check_of_annotated(info: mi.Metadata) -> Check | None:
    rules = info.extra or {}
    rule = rules.get("saved_rule", rules.get("rule"))
    return _check_of(info.type) if rule is None else _kept(rule)


@functools.cache
def _kept(rule: Check) -> Check:
    """Return the rule with its latest results: the same dates and codes occur in thousands of records."""
    return functools.lru_cache(maxsize=8192)(rule)


def _check_of_union(info: mi.UnionType) -> Check | None:
    by_type: dict[type, Check] = {}
    for choice in info.types:
        check = _check_of(choice)
        if check is not None:
            by_type[choice.cls if isinstance(choice, mi.StructType) else str] = check
    if not by_type:
        return None

    def check_choice(value: Any) -> None:
        if (check := by_type.get(type(value))) is not None:
            check(value)

    return check_choice


def _for_each(check: Check | None) -> Check | None:
    if check is None:
        return None

    def check_each(values: Any) -> None:
        for value in values:
            check(value)

    return check_each


def _check_of_mapping(info: mi.DictType) -> Check | None:
    of_keys, of_values = _for_each(_check_of(info.key_type)), _for_each(_check_of(info.value_type))

    def check_both(values: dict[Any, Any]) -> None:
        if of_keys is not None:
            of_keys(values.keys())
        if of_values is not None:
            of_values(values.values())

    return None if of_keys is of_values is None else check_both


_STRUCTS: dict[type, list[tuple[str, Check]]] = {}
"""The fields of each class that have rules, with the check of each; classes may contain themselves."""


def _check_of_struct(info: mi.StructType) -> Check | None:
    is_new = info.cls not in _STRUCTS
    fields = _STRUCTS.setdefault(info.cls, [])
    if is_new:
        fields += [(each.name, check) for each in info.fields if (check := _check_of(each.type))]

    def check_fields(value: Any) -> None:
        for name, check in fields:
            if (content := getattr(value, name)) is not msgspec.UNSET:
                check(content)

    return check_fields
