"""Every field of every kind of record is merged: what one side changed is taken, and nothing disappears."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.interchange.merge.fields import FieldMerging
from briefing.interchange.merge.report import Side
from briefing.library.records import TYPES, Record, RecordKind
from briefing.model.actor import Actor
from briefing.model.fact import Fact, Quantity, Relation
from briefing.model.origin import Origin
from briefing.model.source import Attachment, Citation, Locator, Publisher, Source, TextQuote
from briefing.model.terms import (
    ActionKind,
    ActorKind,
    FactRelation,
    InstrumentKind,
    ObligationKind,
    OriginKind,
    Presence,
    PublisherKind,
    Reliability,
    SourceKind,
    Standing,
    TreatyRelation,
)
from briefing.model.treaty import (
    Action,
    Conclusion,
    Division,
    Languages,
    Obligation,
    Party,
    Place,
    RelatedTreaty,
    Term,
    Treaty,
)
from tests.builders import fact, publisher, source, treaty
from tests.unit.profile import repeatable

MINE, THEIRS = Origin(OriginKind.ENTERED, at="2024"), Origin(OriginKind.IMPORTED, at="2023")
CITED = (Citation("a"), Citation("b"))
RECORDS: dict[RecordKind, Record] = {
    RecordKind.TREATY: treaty("delta", "memo"),
    RecordKind.PUBLISHER: publisher("press"),
    RecordKind.SOURCE: source("memo"),
    RecordKind.FACT: fact("fee", "memo"),
    RecordKind.ACTOR: Actor("one", "One", ActorKind.PERSON),
}
CHANGES: dict[type[Any], dict[str, tuple[Any, Any]]] = {
    Fact: {
        "statement": ("One", "Two"),
        "standing": (Standing.PLANNED, Standing.POSSIBLE),
        "citations": (CITED, (Citation("b", Locator(page="1"), (TextQuote("Shall"),)),)),
        "credibility": (1, 2),
        "treaty_id": ("beta", "gamma"),
        "further_treaty_ids": (("beta-2",), ("gamma-2",)),
        "attributed_to": ("One", "Two"),
        "actors": (("One", "Two"), ("Two", "Three")),
        "topics": (("gas",), ("oil",)),
        "date": ("2001", "2002"),
        "place": (Place(name="One"), Place(name="Two")),
        "route": ((Place(name="One"),), (Place(name="Two"),)),
        "quantity": (Quantity(1, "km"), Quantity(2, "km")),
        "relations": (
            (Relation(FactRelation.SUPPORTS, "one"),),
            (Relation(FactRelation.CONTRADICTS, "one"),),
        ),
        "marking": ("OFFICIAL", "SECRET"),
        "notes": ("One", "Two"),
        "graded": (False, False),
        "origin": (MINE, THEIRS),
    },
    Source: {
        "publisher_id": ("one", "two"),
        "kind": (SourceKind.INTERVIEW, SourceKind.TREATY_TEXT),
        "description": ("One", "Two"),
        "title": ("One", "Two"),
        "authors": (("One",), ("Two",)),
        "issued": ("2001", "2002"),
        "accessed": ("2001", "2002"),
        "url": ("https://one.example", "https://two.example"),
        "language": ("en", "ru"),
        "reliability": (Reliability.A, Reliability.C),
        "rationale": ("One", "Two"),
        "derives_from": (("one",), ("two",)),
        "marking": ("OFFICIAL", "SECRET"),
        "attachments": ((Attachment("a" * 64),), (Attachment("b" * 64),)),
        "identifiers": ({"doi": "1", "isbn": "1"}, {"doi": "2", "unts": "2"}),
        "origin": (MINE, THEIRS),
    },
    Publisher: {
        "name": ("One", "Two"),
        "kind": (PublisherKind.MINISTRY, PublisherKind.COURT),
        "reliability": (Reliability.A, Reliability.C),
        "rationale": ("One", "Two"),
        "country": ("FR", "DE"),
        "interest": ("One", "Two"),
        "also": (("One",), ("Two",)),
        "graded": (False, False),
        "origin": (MINE, THEIRS),
    },
    Actor: {
        "name": ("Uno", "Eins"),
        "kind": (ActorKind.BODY, ActorKind.STATE),
        "also": (("I",), ("II",)),
        "country": ("FR", "DE"),
        "origin": (MINE, THEIRS),
    },
    Treaty: {
        "title": ("One", "Two"),
        "short_title": ("One", "Two"),
        "parties": ((Party("France", "FR"),), (Party("Euratom", organisation="euratom"),)),
        "concluded": (Conclusion("2001", Place("FR")), Conclusion("2002", Place("DE"))),
        "titles": ({"en": "One"}, {"en": "Two", "ru": "Two"}),
        "languages": (Languages(("en",), "en"), Languages(("ru",), "ru")),
        "term": (Term(5, citations=CITED), Term(6, "By notice")),
        "actions": ((Action(ActionKind.SIGNATURE, "2001"),), (Action(ActionKind.ACCESSION, "2002"),)),
        "obligations": (
            (Obligation(ObligationKind.BASES, Presence.YES),),
            (Obligation(ObligationKind.DEFENCE, Presence.YES),),
        ),
        "divisions": ((Division("art_1", "One"),), (Division("art_1", "Two"), Division("art_2", "Two"))),
        "related": (
            (RelatedTreaty(TreatyRelation.SUCCEEDS, "One"),),
            (RelatedTreaty(TreatyRelation.REFERS_TO, "One"),),
        ),
        "kind": (InstrumentKind.RESOLUTION, InstrumentKind.MEMORANDUM),
        "adopted_by": ("One", "Two"),
        "also": (("One",), ("Two",)),
        "identifiers": ({"unts": "1"}, {"celex": "2"}),
        "origin": (MINE, THEIRS),
    },
}  # fmt: skip
TOGETHER = {"standing", "attributed_to", "credibility", "graded", "reliability", "rationale"}
CASES = [(kind, name) for kind, type_ in TYPES.items() for name in CHANGES[type_]]


def changed(kind: RecordKind, number: int, names: list[str]) -> Any:
    record = RECORDS[kind]
    return replace(record, **{name: CHANGES[type(record)][name][number] for name in names})


def merged(base: Any, mine: Any, theirs: Any, taking: Side = Side.MINE) -> tuple[Any, list[str]]:
    merging = FieldMerging(taking)
    record = merging.merged(base, mine, theirs)
    return record, [conflict.field for conflict in merging.conflicts]


def test_every_field_of_every_record_is_tested() -> None:
    for type_ in TYPES.values():
        assert {*CHANGES[type_], "id"} == {*type_.__struct_fields__}


@st.composite
def _edited(draw: st.DrawFn) -> tuple[RecordKind, list[str], list[str]]:
    kind = draw(st.sampled_from(RecordKind))
    names = [name for name in CHANGES[TYPES[kind]] if name not in TOGETHER]
    choice = st.lists(st.sampled_from(names), unique=True)
    return kind, draw(choice), draw(choice)


@repeatable
@given(_edited(), st.sampled_from(Side))
def test_changes_of_one_side_are_taken_and_changes_of_both_are_united_or_named(
    edited: tuple[RecordKind, list[str], list[str]], taking: Side
) -> None:
    kind, names, others = edited
    mine, theirs = changed(kind, 0, names), changed(kind, 1, others)
    record, conflicts = merged(RECORDS[kind], mine, theirs, taking)
    for name in CHANGES[TYPES[kind]]:
        value, own, other = (getattr(each, name) for each in (record, mine, theirs))
        if name in names and name not in others:
            assert value == own
        elif name in others and name not in names:
            assert value == other
        elif own != other:
            _is_united_or_named(name, value, (own, other), conflicts, taking)


def _is_united_or_named(
    name: str, value: Any, sides: tuple[Any, Any], conflicts: list[str], taking: Side
) -> None:
    is_named = any(each.split("[")[0].split(".")[0].split(":")[0] == name for each in conflicts)
    if isinstance(value, tuple) and not is_named:
        assert len(value) >= max(map(len, sides))
    elif isinstance(value, dict):
        assert value.keys() == sides[0].keys() | sides[1].keys()
    elif name != "origin":
        assert is_named
    if name not in {"origin", "languages", "term"} and not isinstance(value, tuple | dict):
        assert value == sides[0 if taking is Side.MINE else 1]


@pytest.mark.parametrize(("kind", "name"), CASES)
def test_without_a_base_nothing_of_a_field_disappears_without_a_conflict(
    kind: RecordKind, name: str
) -> None:
    mine, theirs = changed(kind, 0, [name]), changed(kind, 1, [name])
    record, conflicts = merged(None, mine, theirs)
    if conflicts or getattr(mine, name) == getattr(theirs, name) or name == "origin":
        return
    value = getattr(record, name)
    for side in (mine, theirs):
        items = getattr(side, name)
        assert {str(each) for each in items} <= {str(each) for each in value} or name == "citations"


@pytest.mark.parametrize(("kind", "name"), CASES)
def test_a_field_that_only_one_side_has_is_taken_without_a_base(kind: RecordKind, name: str) -> None:
    bare, filled = RECORDS[kind], changed(kind, 0, [name])
    if getattr(bare, name) in (None, "", (), {}):
        for mine, theirs in ((bare, filled), (filled, bare)):
            assert merged(None, mine, theirs) == (filled, [])
