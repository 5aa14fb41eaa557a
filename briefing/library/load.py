"""Load folders as layers of one library; report every problem at once, and load all that is valid."""

from __future__ import annotations

import contextlib
import functools
import gc
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from briefing import paths
from briefing.errors import BriefingError, Problem
from briefing.input_file import real_path
from briefing.library.draft import DraftRecord, LayerDraft, SharedDraft, TreatyDraft
from briefing.library.files import (
    FileContent,
    LibraryFile,
    LibraryFolder,
    ReadFile,
    TreatyFolder,
    list_files,
    read_file,
)
from briefing.library.layers import Layer, LayeredLibrary, LayerKind
from briefing.library.records import RecordKey, key_of
from briefing.library.validate import check_layers, repeated_ids
from briefing.model.fact import Fact
from briefing.model.library import Material


class FilePlace(NamedTuple):
    """The place of a record: its file, and the line in which it begins, counted from 1, or 0 in JSON."""

    file: Path
    line: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True)
class LoadReport:
    """The layers of the library, with all valid treaties, and the problems of the others.

    `places` has for each layer, in their order, the places of its records.
    """

    library: LayeredLibrary
    problems: tuple[Problem, ...] = ()
    places: tuple[Mapping[RecordKey, FilePlace], ...] = ()
    key: str = ""
    """A hash of the files' paths and contents, where a cache was used."""

    @property
    def material(self) -> Material:
        return self.library.material

    def place_of(self, key: RecordKey) -> FilePlace | None:
        """Return the place of the record with this key that counts; None where there is none."""
        return next((places[key] for places in reversed(self.places) if key in places), None)


class Places(Mapping[RecordKey, FilePlace]):
    """The places of records, which are collected when the first is asked for."""

    def __init__(self, collect: Callable[[], Mapping[RecordKey, FilePlace]]) -> None:
        self._collect = collect

    @functools.cached_property
    def _places(self) -> Mapping[RecordKey, FilePlace]:
        return self._collect()

    def __getitem__(self, key: RecordKey) -> FilePlace:
        return self._places[key]

    def __iter__(self) -> Iterator[RecordKey]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def default_folders() -> list[Path]:
    """Return the bundled library and, if there is one, the user's, whose records override it."""
    user_library = paths.user_library()
    return [bundled_folder(), *([user_library] if user_library.is_dir() else [])]


def bundled_folder() -> Path:
    return paths.resources() / "library"


def load_library(folders: Iterable[Path], *, read: ReadFile = read_file) -> LoadReport:
    """Load `folders` as layers, the lowest first; a record overrides one of the same id in a lower layer.

    A folder is a library (treaty folders, perhaps shared `publishers.yaml`, `actors.yaml`, `sources.yaml`)
    or a single treaty folder. `read` reads one file; a cache may take its place.
    Never raises for the content of files: problems are reported beside what could be loaded.
    """
    with collection_paused():
        return _load(folders, read)


def _load(folders: Iterable[Path], read: ReadFile) -> LoadReport:
    problems: list[Problem] = []
    drafts = [draft for folder in folders if (draft := _read_layer(folder, problems, read))]
    problems.extend(_without_invalid(drafts))
    layers = [_layer(draft) for draft in drafts]
    return LoadReport(
        LayeredLibrary(tuple(layer for layer, _ in layers)),
        tuple(problems),
        tuple(places for _, places in layers),
    )


@contextlib.contextmanager
def collection_paused() -> Iterator[None]:
    """Do not search for garbage: many records are made, none is garbage, and each search takes longer."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def empty_layer(folder: Path) -> Layer:
    """Return the layer of a folder that does not exist yet."""
    kind = kind_of(folder)
    return Layer(name_of(folder, kind), kind, folder, Material())


def _without_invalid(layers: Sequence[LayerDraft]) -> Iterator[Problem]:
    """Remove what has problems and yield these; removing may break references of other records."""
    while True:
        check_layers(layers)
        problems = [problem for layer in layers for problem in _taken_problems(layer)]
        yield from problems
        if not problems:
            return


def _taken_problems(layer: LayerDraft) -> Iterator[Problem]:
    """Yield the problems of a layer and remove the treaties that have some."""
    yield from layer.shared.problems
    layer.shared.problems.clear()
    for draft in layer.treaties:
        yield from sorted(draft.problems, key=lambda problem: (problem.file, problem.line or 0))
    layer.treaties = [draft for draft in layer.treaties if not draft.problems]


def _read_layer(folder: Path, problems: list[Problem], read: ReadFile) -> LayerDraft | None:
    kind = kind_of(folder)
    try:
        files = list_files(folder, may_be_empty=kind is LayerKind.USER)
    except BriefingError as error:
        problems.extend(error.problems)
        return None
    return LayerDraft(
        folder,
        name_of(folder, kind),
        kind,
        _read_shared(files, read),
        [_read_treaty(treaty, read) for treaty in files.treaties],
    )


_NAMES = {LayerKind.BUNDLED: "Bundled library", LayerKind.USER: "Your library"}


def name_of(folder: Path, kind: LayerKind) -> str:
    """Return the name of the layer that a folder is."""
    return _NAMES.get(kind) or folder.name or str(folder)


def kind_of(folder: Path) -> LayerKind:
    """Return the kind of the layer that a folder is."""
    if real_path(folder) == real_path(bundled_folder()):
        return LayerKind.BUNDLED
    return LayerKind.USER if real_path(folder) == real_path(paths.user_library()) else LayerKind.FOLDER


def _read_shared(files: LibraryFolder, read: ReadFile) -> SharedDraft:
    contents = [(file, read(file)) for file in files.shared]
    draft = SharedDraft(
        _records_of("publishers", contents),
        _records_of("sources", contents),
        _records_of("actors", contents),
        [problem for _, content in contents for problem in content.problems],
    )
    for key in ("publishers", "sources", "actors"):
        draft.problems.extend(repeated_ids(getattr(draft, key), key))
    return draft


def _read_treaty(files: TreatyFolder, read: ReadFile) -> TreatyDraft:
    contents = [(file, read(file)) for file in files.files]
    treaty = next(iter(_records_of("treaty", contents)), None)
    draft = TreatyDraft(
        files.folder,
        treaty,
        _records_of("publishers", contents),
        _records_of("sources", contents),
        unread=_unread(contents),
        lost=_lost(contents),
        problems=[problem for _, content in contents for problem in content.problems],
        missing=list(files.missing),
    )
    treaty_id = treaty.value.id if treaty else files.folder.name
    draft.facts = [
        _with_treaty(record, treaty_id, draft.problems) for record in _records_of("facts", contents)
    ]
    return draft


_Contents = Sequence[tuple[LibraryFile, FileContent]]


def _records_of(key: str, contents: _Contents) -> list[DraftRecord[Any]]:
    return [record for _, content in contents for record in content.records.get(key, ())]


def _unread(contents: _Contents) -> dict[str, list[DraftRecord[None]]]:
    unread: dict[str, list[DraftRecord[None]]] = {}
    for _, content in contents:
        for key, records in content.unread.items():
            unread.setdefault(key, []).extend(records)
    return unread


def _lost(contents: _Contents) -> frozenset[str]:
    return frozenset(key for file, content in contents if content.lost for key in file.keys)


def _with_treaty(record: DraftRecord[Fact], treaty_id: str, problems: list[Problem]) -> DraftRecord[Fact]:
    named_id = record.value.treaty_id
    if named_id == treaty_id:
        return record
    if named_id not in {"", treaty_id}:
        message = f"The fact names the treaty '{named_id}' but is in the folder of '{treaty_id}'."
        problems.append(record.problem("treaty_id", message, "Leave treaty_id out."))
    fact = msgspec.structs.replace(record.value, treaty_id=treaty_id)
    return DraftRecord(fact, record.node, record.file, record.field)


def _layer(draft: LayerDraft) -> tuple[Layer, Places]:
    material = Material.of(
        [record.value for treaty in draft.treaties if (record := treaty.treaty)],
        [record.value for part in draft.parts for record in part.publishers],
        [record.value for part in draft.parts for record in part.sources],
        [record.value for treaty in draft.treaties for record in treaty.facts],
        [record.value for record in draft.shared.actors],
    )
    return Layer(draft.name, draft.kind, draft.folder, material), Places(lambda: _places(draft))


def _places(draft: LayerDraft) -> dict[RecordKey, FilePlace]:
    path_of = functools.cache(Path)
    return {
        key_of(record.value): FilePlace(path_of(record.file), record.node.line)
        for record in _records(draft)
    }


def _records(draft: LayerDraft) -> Iterator[DraftRecord[Any]]:
    for part in draft.parts:
        yield from part.publishers
        yield from part.sources
    for treaty in draft.treaties:
        yield from [treaty.treaty] if treaty.treaty else []
        yield from treaty.facts
    yield from draft.shared.actors
