"""Layers of a library: each holds the records that it adds to the layers below it, or changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from briefing.library.records import (
    Record,
    RecordKey,
    RecordKind,
    key_of,
    records_of,
    records_of_kind,
    with_records,
    with_shared,
)
from briefing.model.briefing import Briefing
from briefing.model.library import Material


class LayerKind(StrEnum):
    BUNDLED = "bundled"
    USER = "user"
    FOLDER = "folder"
    PROJECT = "project"


WRITABLE = frozenset({LayerKind.USER, LayerKind.FOLDER})


@dataclass(frozen=True)
class Layer:
    """The records of one folder, or of one project, whose `folder` is None."""

    name: str
    kind: LayerKind
    folder: Path | None
    material: Material

    def record(self, key: RecordKey) -> Record | None:
        """Return the layer's record with this key; None where it has none."""
        return self._by_kind[key.kind].get(key.id)

    def with_changes(self, changes: Mapping[RecordKey, Record | None]) -> Layer:
        """Return the layer with these records; None removes one."""
        layer = replace(self, material=with_records(self.material, changes))
        by_kind = {kind: dict(records) for kind, records in self._by_kind.items()}
        for key, record in changes.items():
            by_kind[key.kind].pop(key.id, None)
            if record is not None:
                by_kind[key.kind][key.id] = record
        vars(layer)["_by_kind"] = by_kind  # an index of all records would take longer
        return layer

    def with_shared(self, earlier: Layer | None) -> Layer:
        """Return an equal layer with the equal records of an earlier state, or that state itself."""
        if earlier is None:
            return self
        material = with_shared(self.material, earlier.material)
        return earlier if material is earlier.material else replace(self, material=material)

    @cached_property
    def _by_kind(self) -> Mapping[RecordKind, Mapping[str, Record]]:
        return {
            kind: {record.id: record for record in records_of_kind(self.material, kind)}
            for kind in RecordKind
        }


@dataclass(frozen=True)
class LayeredLibrary:
    """A library in layers, the lowest first; of two records with one key the one in the upper layer counts.

    `bundled` layers and those of projects are only read; the last other layer is the writable one.
    """

    layers: tuple[Layer, ...] = ()

    @cached_property
    def material(self) -> Material:
        """All records, of those with one key the uppermost."""
        filled = [layer.material for layer in self.layers if layer.material != Material()]
        if len(filled) == 1:
            return filled[0]
        merged = Material()
        for material in filled:
            merged = material.merged_over(merged)
        return merged

    @property
    def writable(self) -> Layer | None:
        """The uppermost layer that edits may change; None where there is none."""
        return next((layer for layer in reversed(self.layers) if layer.kind in WRITABLE), None)

    def record(self, key: RecordKey) -> Record | None:
        """Return the record that counts; None where no layer has the key."""
        return next(self._versions(key), None)

    def origin_of(self, key: RecordKey) -> Layer | None:
        """Return the layer from which the record with this key comes; None where no layer has it.

        An equal copy in an upper layer changes nothing, so the record comes from the lower one.
        """
        counting = self.record(key)
        origin = None
        for layer in reversed(self.layers):
            record = layer.record(key)
            if record is not None and record != counting:
                break
            origin = layer if record is not None else origin
        return origin

    def overridden(self, key: RecordKey) -> Record | None:
        """Return the lower record that the record with this key replaces; None where it replaces none."""
        counting = self.record(key)
        return next((record for record in self._versions(key) if record != counting), None)

    def below(self, key: RecordKey) -> Record | None:
        """Return the record that counts below the writable layer; None where no lower layer has the key."""
        lower = self.layers[: self.layers.index(self.writable)] if self.writable else self.layers
        return LayeredLibrary(lower).record(key)

    def overrides(self) -> list[RecordKey]:
        """Return the keys of the records that replace a different lower one."""
        upper = (key_of(record) for layer in self.layers[1:] for record in records_of(layer.material))
        return [key for key in dict.fromkeys(upper) if self.overridden(key) is not None]

    def with_changes(self, changes: Mapping[RecordKey, Record | None]) -> LayeredLibrary:
        """Return the library with these records in its writable layer; None removes one from it.

        Raises ValueError where no layer is writable.
        """
        target = self.writable
        if target is None:
            raise ValueError("no layer of this library is writable")
        changed = target.with_changes(changes)
        library = LayeredLibrary(tuple(changed if layer is target else layer for layer in self.layers))
        effective = {key: library.record(key) for key in changes}
        # Merging all layers again would take long in a large library.
        vars(library)["material"] = with_records(self.material, effective)
        return library

    def with_shared(self, earlier: LayeredLibrary) -> LayeredLibrary:
        """Return an equal library with the records, and layers, of an earlier state that are equal."""
        before = {layer.folder: layer for layer in earlier.layers}
        return LayeredLibrary(tuple(layer.with_shared(before.get(layer.folder)) for layer in self.layers))

    def with_layer(self, layer: Layer) -> LayeredLibrary:
        """Return the library with a further layer above the others."""
        return LayeredLibrary((*self.layers, layer))

    def _versions(self, key: RecordKey) -> Iterator[Record]:
        """Yield the records with this key, the uppermost first."""
        for layer in reversed(self.layers):
            record = layer.record(key)
            if record is not None:
                yield record


def project_layer(briefing: Briefing, below: LayeredLibrary | None = None) -> Layer:
    """Return the material that a briefing carries as a layer.

    With `below`, leave out the records that this library has: the layer adds what only the project has, and
    a later correction in the library counts. Without it, the layer has the briefing's own versions.
    """
    material = briefing.library
    if below is not None:
        keys = [key_of(record) for record in records_of(material)]
        material = with_records(material, {key: None for key in keys if below.record(key) is not None})
    return Layer(briefing.title, LayerKind.PROJECT, None, material)
