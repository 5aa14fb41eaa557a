"""Sort dropped files by what the program does with them, and name the reason for each that it refuses."""

from __future__ import annotations

import itertools
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QUrl

from briefing.app.i18n import tr
from briefing.library.files import MAX_TREATIES
from briefing.project import SUFFIX
from briefing.text.characters import visible

_OTHER_PICTURES = frozenset({".bmp", ".gif", ".heic", ".svg", ".tif", ".tiff", ".webp"})
_ARCHIVE = ".treaties"
_SUFFIXES = {
    "projects": frozenset({SUFFIX, ".pdf"}),
    "pictures": frozenset({".png", ".jpg", ".jpeg"}),
    "documents": frozenset({".docx", ".html", ".htm", ".md", ".markdown", ".txt", ".xml", ".akn"}),
    "records": frozenset({".ris", ".bib", ".json", ".jsonld", ".csv", ".tsv", ".xlsx", ".ods"}),
    "archives": frozenset({_ARCHIVE}),
}
"""The suffixes of the files for each field of DroppedFiles."""
_TREATY = "treaty.yaml"
_LIBRARY_FILES = frozenset({_TREATY, "sources.yaml", "facts.yaml", "publishers.yaml"})


@dataclass(frozen=True, slots=True)
class DroppedFiles:
    """Files by what is done with them, and a sentence for each file that is refused.

    `documents` can become sources, `records` be imported, `archives` are libraries in one file.
    """

    projects: tuple[Path, ...] = ()
    pictures: tuple[Path, ...] = ()
    libraries: tuple[Path, ...] = ()
    documents: tuple[Path, ...] = ()
    records: tuple[Path, ...] = ()
    archives: tuple[Path, ...] = ()
    refused: tuple[str, ...] = ()


def has_local_files(urls: Iterable[QUrl]) -> bool:
    return any(url.isLocalFile() for url in urls)


def sort_files(urls: Sequence[QUrl]) -> DroppedFiles:
    """Sort dropped addresses, in their order and each once."""
    places: dict[str, list[Path]] = {
        name: [] for name in ("projects", "pictures", "libraries", "documents", "records", "archives")
    }
    refused: list[str] = []
    for url in urls:
        place, result = _place(url)
        if isinstance(result, str):
            refused.append(result)
        else:
            places[place].append(result)
    sorted_paths = {name: tuple(dict.fromkeys(paths)) for name, paths in places.items()}
    return DroppedFiles(**sorted_paths, refused=tuple(dict.fromkeys(refused)))


def what_can_be_dropped() -> str:
    return tr(
        "You can drop here: projects ({suffix}) and PDFs with a project, to open them; PNG and JPEG "
        "pictures; documents (PDF, Word, web pages, text), to add them as sources; files of Zotero, "
        "spreadsheets and other programs, to import them; folders and files ({archive}) with treaties.",
        suffix=SUFFIX,
        archive=_ARCHIVE,
    )


def _place(url: QUrl) -> tuple[str, Path | str]:
    """Return the field of DroppedFiles that a file belongs to and its path, or the reason to refuse it."""
    if not url.isLocalFile():
        address = visible(url.toDisplayString())
        return "refused", tr(
            "“{address}” is not a file of this computer, and the program loads nothing from a network. "
            "Save it to a file first, and drop the file.",
            address=address,
        )
    path = Path(url.toLocalFile())
    return _folder_place(path) if path.is_dir() else _file_place(path)


def _file_place(path: Path) -> tuple[str, Path | str]:
    if not path.is_file():
        return "refused", _refusal(path)
    if path.name in _LIBRARY_FILES and _is_library(path.parent):
        return "libraries", path.parent
    place = next((name for name, suffixes in _SUFFIXES.items() if path.suffix.lower() in suffixes), None)
    return (place, path) if place else ("refused", _refusal(path))


def _folder_place(folder: Path) -> tuple[str, Path | str]:
    if _is_library(folder):
        return "libraries", folder
    return "refused", tr(
        "“{folder}” has no treaties. A library has one folder for each treaty, with treaty.yaml, "
        "sources.yaml and facts.yaml.",
        folder=visible(folder.name or str(folder)),
    )


def _is_library(folder: Path) -> bool:
    """Return whether a folder is that of a treaty, or has one with a treaty in it."""
    if (folder / _TREATY).is_file():
        return True
    try:
        with os.scandir(folder) as entries:
            first = [Path(entry.path) for entry in itertools.islice(entries, MAX_TREATIES)]
    except OSError:
        return False
    return any((entry / _TREATY).is_file() for entry in first)


def _refusal(path: Path) -> str:
    name = visible(path.name)
    if not os.path.lexists(path):
        return tr("“{name}” does not exist any more.", name=name)
    if not path.is_file():
        return tr("“{name}” is not a regular file.", name=name)
    if path.suffix.lower() in _OTHER_PICTURES:
        return tr("“{name}” is not a PNG or JPEG picture. Save it as one first.", name=name)
    return tr("“{name}” is no file that the program can use.", name=name)
