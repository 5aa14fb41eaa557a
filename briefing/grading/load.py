"""Load grading schemes and markings from their files."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from briefing import paths
from briefing.codec import Reader, read_document
from briefing.errors import GradingError, Problem
from briefing.grading.scales import Scales
from briefing.grading.scheme import MarkingSet, Scheme
from briefing.grading.validate import check_scheme

_File = TypeVar("_File", Scheme, MarkingSet)


def default_scheme_folders() -> list[Path]:
    """List the folder of the bundled schemes and, if it exists, the user's own, which has precedence."""
    own = paths.user_schemes()
    return [paths.resources() / "schemes", *([own] if own.is_dir() else [])]


def load_scales(scheme_folders: Iterable[Path] | None = None) -> Scales:
    """Load all schemes, where later folders have precedence, and all markings.

    Raises GradingError with the place of each problem in a file.
    """
    folders = default_scheme_folders() if scheme_folders is None else scheme_folders
    return Scales(_load(folders, Scheme), _load([paths.resources() / "markings"], MarkingSet))


def _load(folders: Iterable[Path], type_: type[_File]) -> dict[str, _File]:
    values: dict[str, _File] = {}
    for folder in folders:
        for path in sorted(folder.glob("*.yaml")):
            value = _read(path, folder, type_)
            values[value.id] = value
    return values


def _read(path: Path, folder: Path, type_: type[_File]) -> _File:
    node = read_document(path, inside=folder)
    reader = Reader(str(path))
    value: _File = reader.read(node, type_)
    if not reader.problems and isinstance(value, Scheme):
        check_scheme(reader, node, value)
    if not reader.problems and value.id != path.stem:
        message = f"The id is '{value.id}' but the file is called '{path.name}'."
        reader.problems.append(Problem(message, "Give both the same name.", str(path), field="id"))
    if reader.problems:
        raise GradingError(reader.problems)
    return value
