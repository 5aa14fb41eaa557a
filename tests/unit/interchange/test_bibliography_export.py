"""Bibliographies written and read again: the same bytes, and no loss but those that are named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from briefing.interchange.bibliography.export import EXPORTERS
from briefing.interchange.plan import plan_import
from briefing.interchange.reading import ImportOptions
from briefing.interchange.registry import IMPORTERS
from briefing.interchange.writing import Exporter
from briefing.library.editing import apply
from briefing.library.layers import Layer, LayeredLibrary, LayerKind
from briefing.model.library import Material
from briefing.model.origin import Origin
from briefing.model.source import Source
from briefing.model.terms import OriginKind, SourceKind
from tests.builders import LIBRARY, bundled_report
from tests.unit.profile import repeatable

BY_ID = {exporter.id: exporter for exporter in EXPORTERS}
EVERY = pytest.mark.parametrize("exporter", EXPORTERS, ids=list(BY_ID))
HELD = ("kind", "authors", "issued", "accessed", "url", "language")


def read_back(exporter: Exporter, content: bytes) -> Material:
    """Return the library that an import of the content into an empty one gives."""
    reading = IMPORTERS[exporter.id].read(content, f"export{exporter.suffix}", ImportOptions())
    assert not reading.refused
    empty = LayeredLibrary((Layer("mine", LayerKind.USER, None, Material()),))
    return apply(empty, plan_import(reading, Material(), Origin(OriginKind.IMPORTED)).edit).material


def bibliography(*sources: Source) -> Material:
    return Material.of(publishers=LIBRARY.publishers, sources=sources)


@EVERY
def test_the_bundled_sources_come_back_and_are_written_to_the_same_bytes(exporter: Exporter) -> None:
    library = bundled_report().material
    material = Material.of(publishers=library.publishers, sources=library.sources)
    content = exporter.write(material).content
    back = read_back(exporter, content)
    assert exporter.write(back).content == content
    assert len(back.sources) == len(material.sources)
    for ours, theirs in zip(material.sources, back.sources, strict=True):
        assert ours.id == theirs.id
        for field in HELD:
            assert getattr(ours, field) == getattr(theirs, field), (ours.id, field)


@EVERY
def test_what_is_lost_is_what_is_listed(exporter: Exporter) -> None:
    full = replace(
        LIBRARY.sources[-1],
        title="A title",
        rationale="Known.",
        reliability=LIBRARY.publishers[0].reliability,
        derives_from=("wire",),
        marking="TLP:RED",
        attachments=next(each.attachments for each in LIBRARY.sources if each.attachments),
        identifiers={"unts": "I-33521", "doi": "10.1000/1", "citation-key": "full"},
    )
    written = exporter.write(bibliography(full))
    (back,) = read_back(exporter, written.content).sources
    differing = {name for name in full.__struct_fields__ if getattr(full, name) != getattr(back, name)} - {
        "origin",
        "id",
    }
    named = {
        loss.field.replace(" ", "_").partition("identifier_")[0] or "identifiers" for loss in written.losses
    }
    assert named == differing


WORDS = st.text(
    st.characters(codec="utf-8", categories=("L", "N", "P", "S"), exclude_characters="<>"),
    min_size=1,
    max_size=8,
)
TITLES = st.lists(WORDS, min_size=1, max_size=6).map(" ".join)


@EVERY
@repeatable
@given(title=TITLES, author=TITLES, kind=st.sampled_from(SourceKind))
def test_every_title_and_name_comes_back(
    exporter: Exporter, title: str, author: str, kind: SourceKind
) -> None:
    source = replace(
        LIBRARY.sources[0], title=title, authors=(author,), kind=kind, identifiers={}, attachments=()
    )
    content = exporter.write(bibliography(source)).content
    (back,) = read_back(exporter, content).sources
    assert (back.title, back.authors, back.kind) == (title, (author,), kind)
    assert exporter.write(read_back(exporter, content)).content == content
