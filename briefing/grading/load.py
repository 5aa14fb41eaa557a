"""Scheme and marking files → values."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from briefing import paths
from briefing.codec import Reader, read_document
from briefing.errors import GradingError, Problem
from briefing.grading.scales import Scales
from briefing.grading.scheme import MarkingSet, Scheme
from briefing.grading.validate import note_faults

_Named = TypeVar("_Named", Scheme, MarkingSet)


def default_scheme_folders() -> list[Path]:
    """The bundled schemes and, where there is one, the user's own folder over them."""
    own = paths.user_schemes()
    return [paths.resources() / "schemes", *([own] if own.is_dir() else [])]


def load_scales(scheme_folders: Iterable[Path] | None = None) -> Scales:
    """All schemes, later folders over earlier, and all markings. Raises BriefingError with each place."""
    folders = default_scheme_folders() if scheme_folders is None else scheme_folders
    return Scales(_load(folders, Scheme), _load([paths.resources() / "markings"], MarkingSet))


def _load(folders: Iterable[Path], type_: type[_Named]) -> dict[str, _Named]:
    found: dict[str, _Named] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.yaml")):
            value = _read(path, folder, type_)
            found[value.id] = value
    return found


def _read(path: Path, folder: Path, type_: type[_Named]) -> _Named:
    node = read_document(path, inside=folder)
    reader = Reader(str(path))
    value: _Named = reader.read(node, type_)
    if not reader.problems and isinstance(value, Scheme):
        note_faults(reader, node, value)
    if not reader.problems and value.id != path.stem:
        message = f"The id is '{value.id}' but the file is called '{path.name}'."
        reader.problems.append(Problem(message, "Give both the same name.", str(path), field="id"))
    if reader.problems:
        raise GradingError(reader.problems)
    return value
