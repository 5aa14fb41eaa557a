"""A library of two layers, and Hypothesis strategies for edits of it, possible and impossible."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.library.editing import edits as e
from briefing.library.layers import Layer, LayeredLibrary, LayerKind
from briefing.library.records import RecordKey, RecordKind, records_of_kind
from briefing.model.actor import Actor
from briefing.model.fact import Relation
from briefing.model.library import Material
from briefing.model.terms import ActorKind, FactRelation, Standing
from tests.builders import LIBRARY, fact, publisher, source, treaty

Drawn = st.SearchStrategy[Any]

OWN = Material.of(
    [treaty("delta", "memo")],
    [publisher("press"), publisher("wire")],
    [source("memo", "press"), source("note", "wire", "memo")],
    [
        fact("fee", "memo", treaty_id="delta"),
        fact(
            "fine", "note", "memo", treaty_id="delta", relations=(Relation(FactRelation.SUPPORTS, "fee"),)
        ),
    ],
    [Actor(id="minister", name="A. Minister", kind=ActorKind.PERSON)],
)


def layered(own: Material = OWN) -> LayeredLibrary:
    """The builders' library below, and a layer of the user's over it."""
    return LayeredLibrary(
        (
            Layer("Bundled library", LayerKind.BUNDLED, Path("bundled"), LIBRARY),
            Layer("Your library", LayerKind.USER, Path("own"), own),
        )
    )


def key(text: str) -> RecordKey:
    kind, _, record_id = text.partition(" ")
    return RecordKey(RecordKind(kind), record_id)


IDS = {
    kind: st.sampled_from(
        [each.id for part in (OWN, LIBRARY) for each in records_of_kind(part, kind)] + ["new", "gone"]
    )
    for kind in RecordKind
}
KINDS = st.sampled_from([*RecordKind, RecordKind.FACT, RecordKind.SOURCE])
SOURCE_IDS = st.sampled_from(["memo", "note", "new", *(each.id for each in LIBRARY.sources[:3]), "gone"])
TEXTS = st.sampled_from(["A text", "null", "- x: [y]", "“Quoted” \u0641", "w" * 300])


@st.composite
def _facts(draw: st.DrawFn) -> e.PutFact:
    relation = Relation(FactRelation.CONTRADICTS, draw(IDS[RecordKind.FACT]))
    drawn = fact(
        draw(IDS[RecordKind.FACT]),
        *draw(st.lists(SOURCE_IDS, max_size=2)),
        treaty_id=draw(IDS[RecordKind.TREATY]),
        relations=draw(st.sampled_from([(), (), (relation,)])),
    )
    return e.PutFact(
        fact=replace(
            drawn,
            statement=draw(TEXTS),
            standing=draw(st.sampled_from([Standing.REPORTED, Standing.IN_FORCE])),
        )
    )


@st.composite
def _sources(draw: st.DrawFn) -> e.PutSource:
    parents = draw(st.lists(SOURCE_IDS, max_size=1))
    drawn = source(draw(SOURCE_IDS), draw(IDS[RecordKind.PUBLISHER]), *parents)
    return e.PutSource(source=replace(drawn, description=draw(TEXTS)))


def _named_publisher(publisher_id: str, name: str) -> e.PutPublisher:
    return e.PutPublisher(publisher=replace(publisher(publisher_id), name=name))


def _actor(actor_id: str, name: str) -> e.PutActor:
    return e.PutActor(actor=Actor(id=actor_id, name=name, kind=ActorKind.BODY))


PUTS: Drawn = st.one_of(
    _facts(),
    _sources(),
    st.builds(_named_publisher, IDS[RecordKind.PUBLISHER], TEXTS),
    st.builds(e.PutTreaty, st.builds(treaty, IDS[RecordKind.TREATY], SOURCE_IDS)),
    st.builds(_actor, IDS[RecordKind.ACTOR], TEXTS),
)


@st.composite
def _on_records(draw: st.DrawFn) -> e.LibraryEdit:
    kind = draw(KINDS)
    first, second, flag = draw(IDS[kind]), draw(IDS[kind]), draw(st.booleans())
    edits: list[e.LibraryEdit] = [
        e.DeleteRecord(kind=kind, id=first, release=flag),
        e.RenameRecord(kind=kind, id=first, new_id="new", update=flag),
        e.MergeRecords(kind=kind, id=first, into_id=second, update=flag),
        e.RevertRecord(kind=kind, id=first),
    ]
    return draw(st.sampled_from(edits))


SINGLE: Drawn = PUTS | _on_records()
EDITS: Drawn = SINGLE | st.builds(e.LibraryBatch, edits=st.lists(SINGLE, max_size=3).map(tuple))
"""Edits of every kind; about half are possible."""
