"""The fields of each kind of record: how they are shown as text, and set from one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Any

import msgspec

from briefing.codec import json_form
from briefing.interchange.dates import entered_date
from briefing.library.records import TYPES, Record, RecordKind, key_of
from briefing.model.terms import (
    ActorKind,
    InstrumentKind,
    PublisherKind,
    Qualifier,
    Reliability,
    SourceKind,
    Standing,
)


class Editor(Enum):
    """How a field is entered."""

    LINE = "line"
    TEXT = "text"
    LINES = "lines"
    """Several values, one in each line."""
    CHOICE = "choice"
    REFERENCE = "reference"
    """The id of another record, chosen by its name."""
    SWITCH = "switch"
    QUANTITY = "quantity"
    """A bound, a number and a unit in one line."""


@dataclass(frozen=True, slots=True)
class RecordField:
    """A field of a record; `path` names it, with dots for a field of a field. Texts are untranslated."""

    path: str
    label: str
    editor: Editor = Editor.LINE
    choices: tuple[str, ...] = ()
    refers_to: RecordKind | None = None
    hint: str = ""
    is_required: bool = False

    def text(self, record: Record) -> str:
        """Return the value of a record as it is shown and entered."""
        return self.text_in(msgspec.to_builtins(record))

    def text_in(self, plain: dict[str, Any]) -> str:
        """Return the value in the JSON form of a record, or of a part of one, as it is shown."""
        value: Any = plain
        for step in self.path.split("."):
            value = value.get(step) if isinstance(value, dict) else None
        if value is None:
            return ""
        if self.editor is Editor.QUANTITY:
            return _quantity_text(value)
        return "\n".join(map(str, value)) if self.editor is Editor.LINES else str(value)

    def changed(self, record: Record, text: str) -> Record:
        """Return the record with a value from a text. Raises BriefingError where a rule forbids it."""
        return with_value(record, self.path, self.value_of(text))

    def value_of(self, text: str) -> Any:
        """Return the JSON form of a text; None for no value."""
        if self.editor is Editor.LINES:
            return [" ".join(line.split()) for line in text.splitlines() if line.strip()]
        stripped = text.strip() if self.editor is Editor.TEXT else " ".join(text.split())
        if self.hint == DATE_HINT:
            return entered_date(stripped) or None
        if self.path in _NUMBERS and stripped:
            return _number(stripped)
        if self.editor is Editor.QUANTITY:
            return _quantity(stripped) if stripped else None
        if self.editor is Editor.SWITCH:
            return stripped == "True"
        return stripped or None


def with_value(record: Record, path: str, value: Any) -> Record:
    """Return a record with the JSON form of a value at a path; None takes the field away.

    Raises BriefingError where the value is not allowed there.
    """
    key = key_of(record)
    plain = msgspec.to_builtins(record)
    set_value(plain, path, value)
    return json_form.decode(msgspec.json.encode(plain), TYPES[key.kind], str(key))


def set_value(plain: dict[str, Any], path: str, value: Any) -> None:
    """Set a value in a JSON form at a path; None takes the field away."""
    *above, name = path.split(".")
    inner = plain
    for step in above:
        if not isinstance(inner.get(step), dict):
            inner[step] = {}
        inner = inner[step]
    if value is None:
        inner.pop(name, None)
    else:
        inner[name] = value


def _number(text: str) -> int | float | str:
    """Return a number as such, and any other text as it is, which the rules of the field then refuse."""
    try:
        return int(text)
    except ValueError:
        try:
            return float(text)
        except ValueError:
            return text


_BOUNDS = {Qualifier.UP_TO: "up to", Qualifier.AT_LEAST: "at least", Qualifier.ABOUT: "about"}


def _quantity_text(value: dict[str, Any]) -> str:
    bound = _BOUNDS.get(Qualifier(value.get("qualifier", Qualifier.EXACTLY)), "")
    return " ".join(filter(None, (bound, str(value["value"]), value["unit"])))


def _quantity(text: str) -> dict[str, Any]:
    """Return bound, number and unit of a text; what is missing or wrong, the rules of the field refuse."""
    qualifier = next((each for each, words in _BOUNDS.items() if text.startswith(f"{words} ")), None)
    rest = text.removeprefix(_BOUNDS[qualifier]).strip() if qualifier else text
    number, _, unit = rest.partition(" ")
    return {
        "value": _number(number.replace(",", "")),
        **({"unit": unit} if unit else {}),
        **({"qualifier": qualifier.value} if qualifier else {}),
    }


def _names(choices: type[StrEnum]) -> tuple[str, ...]:
    return tuple(each.value for each in choices)


_NUMBERS = frozenset({"credibility", "term.years"})
DATE_HINT = "A day, month or year, such as 2025-01-17 or 2025; 2025~ for about, 2001/2021 for a period"

FIELDS: dict[RecordKind, tuple[RecordField, ...]] = {
    RecordKind.FACT: (
        RecordField(
            "statement", "Statement", Editor.TEXT, hint="In your own words, no stronger than the quote",
            is_required=True,
        ),
        RecordField("standing", "Standing", Editor.CHOICE, _names(Standing), is_required=True),
        RecordField("attributed_to", "Attributed to", hint="Who says so; the statement names them, too"),
        RecordField("treaty_id", "Treaty", Editor.REFERENCE, refers_to=RecordKind.TREATY, is_required=True),
        RecordField(
            "credibility", "Credibility", Editor.CHOICE, tuple("123456"), is_required=True,
            hint="Admiralty figure of this piece of information, 1 confirmed to 6 cannot be judged",
        ),
        RecordField("graded", "Graded", Editor.SWITCH),
        RecordField("date", "Date", hint=DATE_HINT),
        RecordField("topics", "Topics", Editor.LINES, hint="One a line, in small letters with hyphens"),
        RecordField("actors", "Actors", Editor.LINES, hint="One a line: who does it, and to whom"),
        RecordField("quantity", "Quantity", Editor.QUANTITY, hint="Such as up to 55 billion m³ a year"),
        RecordField("marking", "Marking"),
        RecordField("notes", "Notes", Editor.TEXT),
    ),
    RecordKind.SOURCE: (
        RecordField("title", "Title", hint="As the publication has it; empty where it has none"),
        RecordField(
            "description", "Description", hint="Your own words for what it is", is_required=True
        ),
        RecordField("kind", "Kind", Editor.CHOICE, _names(SourceKind), is_required=True),
        RecordField(
            "publisher_id", "Publisher", Editor.REFERENCE, refers_to=RecordKind.PUBLISHER, is_required=True
        ),
        RecordField("authors", "Authors", Editor.LINES, hint="One a line"),
        RecordField("issued", "Issued", hint=DATE_HINT),
        RecordField("accessed", "Read on", hint=DATE_HINT),
        RecordField("url", "Address"),
        RecordField("language", "Language", hint="A tag such as en, ru or fa"),
        RecordField(
            "reliability", "Reliability", Editor.CHOICE, _names(Reliability),
            hint="Only where it departs from the publisher's, with a reason",
        ),
        RecordField("rationale", "Reason"),
        RecordField("marking", "Marking"),
    ),
    RecordKind.PUBLISHER: (
        RecordField("name", "Name", is_required=True),
        RecordField("also", "Other names", Editor.LINES, hint="One a line"),
        RecordField("kind", "Kind", Editor.CHOICE, _names(PublisherKind), is_required=True),
        RecordField("reliability", "Reliability", Editor.CHOICE, _names(Reliability), is_required=True),
        RecordField("rationale", "Reason", is_required=True),
        RecordField("graded", "Graded", Editor.SWITCH),
        RecordField("country", "Country", hint="Two letters, such as IR"),
        RecordField("interest", "Interest", Editor.TEXT, hint="What it may gain from what it publishes"),
    ),
    RecordKind.ACTOR: (
        RecordField("name", "Name", is_required=True),
        RecordField("kind", "Kind", Editor.CHOICE, _names(ActorKind), is_required=True),
        RecordField("also", "Other names", Editor.LINES, hint="One a line"),
        RecordField("country", "Country", hint="Two letters, such as IR"),
    ),
    RecordKind.TREATY: (
        RecordField("title", "Title", is_required=True),
        RecordField("short_title", "Short title", is_required=True),
        RecordField("kind", "Kind", Editor.CHOICE, _names(InstrumentKind), is_required=True),
        RecordField("also", "Other names", Editor.LINES, hint="One a line"),
        RecordField("concluded.date", "Concluded on", hint=DATE_HINT, is_required=True),
        RecordField("concluded.place.name", "Concluded at", is_required=True),
        RecordField("term.years", "Years of its term", hint="Empty where it has no fixed term"),
        RecordField("term.renewal", "Renewal"),
        RecordField("term.notice", "Notice"),
        RecordField("languages.authentic", "Authentic languages", Editor.LINES, hint="Tags, one a line"),
        RecordField("languages.prevails", "Prevailing language"),
        RecordField("adopted_by", "Adopted by", hint="The body that adopted a resolution"),
    ),
}  # fmt: skip
"""The fields that forms and tables offer; others have an editor of their own, or are edited in the file."""
