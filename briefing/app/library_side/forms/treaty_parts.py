"""The parts of a treaty that are lists: parties, actions, obligations, divisions, related treaties."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from briefing.app.library_side.forms.record_fields import DATE_HINT, Editor, RecordField
from briefing.codec import json_form
from briefing.library.records import RecordKind
from briefing.model.terms import ActionKind, ObligationKind, Presence, TreatyRelation
from briefing.model.treaty import Action, Division, Obligation, Party, RelatedTreaty, Treaty
from briefing.model.value import Value

SOURCE = "citation.source_id"
QUOTE = "citation.quote"
_CITATION_FIELDS = (
    RecordField(SOURCE, "Source", Editor.REFERENCE, refers_to=RecordKind.SOURCE),
    RecordField(QUOTE, "Quote", Editor.TEXT, hint="The words of the source, as they are there"),
)


@dataclass(frozen=True, slots=True)
class TreatyPart:
    """A list in a treaty: the field that holds it, the type of an entry, and its fields."""

    field: str
    label: str
    one: str
    type: type[Value]
    fields: tuple[RecordField, ...]
    summary: Callable[[Any, Treaty], str]

    @property
    def has_quotes(self) -> bool:
        """Whether its entries quote sources."""
        return any(field.path == QUOTE for field in self.fields)

    def entries(self, treaty: Treaty) -> tuple[Value, ...]:
        entries: tuple[Value, ...] = getattr(treaty, self.field)
        return entries

    def texts(self, entry: Value | None) -> dict[str, str]:
        """Return the texts of the fields of an entry, by path; empty ones for None."""
        plain = msgspec.to_builtins(entry) if entry is not None else {}
        citation = (plain.get("citations") or [{}])[0]
        quotes = citation.get("quotes") or [{}]
        plain["citation"] = {"source_id": citation.get("source_id"), "quote": quotes[0].get("exact")}
        return {field.path: field.text_in(plain) for field in self.fields}

    def made(self, texts: Mapping[str, str], before: Value | None) -> Value:
        """Return an entry with the texts of its fields. Raises BriefingError for what a rule forbids.

        What the fields do not show, such as a second citation, is as in the entry `before`.
        """
        plain = msgspec.to_builtins(before) if before is not None else {}
        for field in self.fields:
            if not field.path.startswith("citation."):
                _set(plain, field.path, field.value_of(texts[field.path]))
        if SOURCE in texts:
            plain["citations"] = _citations(plain, texts)
        return json_form.decode(msgspec.json.encode(plain), self.type, self.one)


def _set(plain: dict[str, Any], name: str, value: Any) -> None:
    if value is None:
        plain.pop(name, None)
    else:
        plain[name] = value


def _citations(plain: dict[str, Any], texts: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the citations of an entry with its first as entered; the first goes with its source."""
    first, *others = plain.get("citations") or [{}]
    source_id = texts[SOURCE].strip()
    if not source_id:
        return others
    article, quote = texts.get("article", "").strip(), " ".join(texts[QUOTE].split())
    changed = {**first, "source_id": source_id}
    if article and source_id != first.get("source_id"):
        changed["locator"] = {"article": article}
    quotes = first.get("quotes") or []
    is_same = bool(quotes) and quotes[0].get("exact") == quote
    if not is_same:
        changed["quotes"] = [{"exact": quote}, *quotes[1:]] if quote else quotes[1:]
    return [changed, *others]


def _words(value: object) -> str:
    return str(value or "").replace("_", " ")


def _party(party: Party, _treaty: Treaty) -> str:
    signatory = ", ".join(filter(None, (party.signatory, party.office)))
    return f"{party.name} ({signatory})" if signatory else party.name


def _action(action: Action, treaty: Treaty) -> str:
    party = treaty.party_name(action.party) if action.party else ""
    return " · ".join(filter(None, (str(action.date), _words(action.kind), party, action.body)))


def _obligation(obligation: Obligation, _treaty: Treaty) -> str:
    article = f"article {obligation.article}" if obligation.article else ""
    return " · ".join(filter(None, (_words(obligation.kind), str(obligation.presence), article)))


_DIVISIONS = {
    "att": "Annex", "appendix": "Appendix", "schedule": "Schedule", "protocol": "Protocol",
    "chp": "Chapter", "part": "Part", "title": "Title", "preamble": "Preamble",
}  # fmt: skip
"""Divisions that their number alone does not tell from an article, by the first component of their eIds."""


def _division(division: Division, _treaty: Treaty) -> str:
    first, _, inner = division.eid.partition("__")
    kind, _, rest = first.partition("_")
    number = (
        f"{rest.upper()} {inner.replace('_', ' ')}" if inner and kind in _DIVISIONS else division.number
    )
    number = number or rest.replace("_", " ")
    name = f"{_DIVISIONS[kind]} {number}".strip() if kind in _DIVISIONS else number or division.eid
    return f"{name}: {division.gist or division.heading or 'not read'}"


def _related(related: RelatedTreaty, _treaty: Treaty) -> str:
    return f"{_words(related.relation)}: {related.title}"


def _values(choices: type[Any]) -> tuple[str, ...]:
    return tuple(each.value for each in choices)


TREATY_PARTS = (
    TreatyPart(
        "parties", "Parties", "party", Party,
        (
            RecordField("name", "Name", is_required=True),
            RecordField("country", "Country", hint="Two letters, such as IR; empty for an organisation"),
            RecordField("organisation", "Organisation", hint="An id such as eu; empty for a state"),
            RecordField("role", "Role"),
            RecordField("signatory", "Signed by"),
            RecordField("office", "Office"),
        ),
        _party,
    ),
    TreatyPart(
        "actions", "Actions", "action", Action,
        (
            RecordField("kind", "Kind", Editor.CHOICE, _values(ActionKind), is_required=True),
            RecordField("date", "Date", hint=DATE_HINT, is_required=True),
            RecordField("party", "Party", hint="Country or id of the party; empty for all together"),
            RecordField("body", "Body", hint="Such as the State Duma"),
            RecordField("effective", "In effect from", hint=DATE_HINT),
            RecordField("depositary", "Depositary"),
            RecordField("note", "Note", Editor.TEXT),
            *_CITATION_FIELDS,
        ),
        _action,
    ),
    TreatyPart(
        "obligations", "Obligations", "obligation", Obligation,
        (
            RecordField("kind", "Kind", Editor.CHOICE, _values(ObligationKind), is_required=True),
            RecordField("presence", "Presence", Editor.CHOICE, _values(Presence), is_required=True),
            RecordField("article", "Article"),
            RecordField("note", "Note", Editor.TEXT),
            *_CITATION_FIELDS,
        ),
        _obligation,
    ),
    TreatyPart(
        "divisions", "Articles", "article", Division,
        (
            RecordField("number", "Number"),
            RecordField("heading", "Heading"),
            RecordField("gist", "Gist", Editor.TEXT, hint="What it says, in your own words"),
            RecordField("eid", "Identifier", hint="Akoma Ntoso eId, such as art_3", is_required=True),
            *_CITATION_FIELDS,
        ),
        _division,
    ),
    TreatyPart(
        "related", "Related treaties", "related treaty", RelatedTreaty,
        (
            RecordField("relation", "Relation", Editor.CHOICE, _values(TreatyRelation), is_required=True),
            RecordField("title", "Title", is_required=True),
            RecordField("treaty_id", "In the library", Editor.REFERENCE, refers_to=RecordKind.TREATY),
        ),
        _related,
    ),
)  # fmt: skip
