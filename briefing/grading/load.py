"""Scheme and marking files → values."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from briefing import paths
from briefing.codec import read_document, read_value
from briefing.errors import GradingError, Problem
from briefing.grading.scales import Scales
from briefing.grading.scheme import MarkingSet, Scheme

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
            value = read_value(read_document(path, inside=folder), type_, str(path))
            if value.id != path.stem:
                message = f"The id is '{value.id}' but the file is called '{path.name}'."
                raise GradingError(Problem(message, "Give both the same name.", str(path), field="id"))
            found[value.id] = value
    return found
