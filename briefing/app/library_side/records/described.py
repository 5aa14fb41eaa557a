"""All fields of a record as text, to be compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec

from briefing.app.i18n import tr
from briefing.app.library_side.forms.record_fields import FIELDS
from briefing.library.records import Record, key_of
from briefing.text.characters import visible

_CHOICES = {choice for fields in FIELDS.values() for field in fields for choice in field.choices}
_HIDDEN = {"id", "origin"}


class DescribedField(NamedTuple):
    """A field of records with its text in each; `name` is that of the type."""

    name: str
    label: str
    texts: tuple[str, ...]

    @property
    def differs(self) -> bool:
        return len(set(self.texts)) > 1


def described_fields(records: Sequence[Record | None]) -> list[DescribedField]:
    """Return the fields that any of these records of one kind has, those that forms offer first."""
    present = next(record for record in records if record is not None)
    labels = {field.path.partition(".")[0]: field.label for field in reversed(FIELDS[key_of(present).kind])}
    offered = list(dict.fromkeys(field.path.partition(".")[0] for field in FIELDS[key_of(present).kind]))
    others = [name for name in present.__struct_fields__ if name not in offered and name not in _HIDDEN]
    fields = []
    for name in (*offered, *others):
        texts = tuple(_text(getattr(record, name)) if record is not None else "" for record in records)
        if any(texts):
            fields.append(DescribedField(name, tr(labels.get(name, _words(name))), texts))
    return fields


def _words(name: str) -> str:
    return name.replace("_", " ").capitalize()


def _text(value: Any) -> str:
    return visible(_lines(msgspec.to_builtins(value)))


def _lines(value: Any) -> str:
    if value is None or value in ((), [], {}):
        return ""
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, dict):
        parts = {key: _lines(part) for key, part in value.items()}
        return ", ".join(f"{key.replace('_', ' ')}: {part}" for key, part in parts.items() if part)
    if isinstance(value, list | tuple):
        return "\n".join(map(_lines, value))
    return tr(value.replace("_", " ")) if value in _CHOICES else str(value)
