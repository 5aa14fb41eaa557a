"""Dropped files are sorted by what the program does with them; each that it refuses has a reason."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl

from briefing.app.services.files.dropped import DroppedFiles, sort_files


def sort_paths(*paths: Path) -> DroppedFiles:
    return sort_files([QUrl.fromLocalFile(str(path)) for path in paths])


def a_file(folder: Path, name: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"")
    return path


def test_projects_pictures_and_libraries_are_sorted_each_in_their_order(tmp_path: Path) -> None:
    projects = [a_file(tmp_path, name) for name in ("b.briefing", "a.PDF", "é #%20.briefing")]
    pictures = [a_file(tmp_path, name) for name in ("z.JPG", "y.png")]
    treaty = a_file(tmp_path, "library/one/treaty.yaml").parent
    files = sort_paths(*projects, treaty.parent, *pictures, projects[0])
    assert files == DroppedFiles(tuple(projects), tuple(pictures), (treaty.parent,))


@pytest.mark.parametrize("name", ["treaty.yaml", "facts.yaml", "sources.yaml"])
def test_a_file_of_a_treaty_names_the_folder_of_the_treaty(tmp_path: Path, name: str) -> None:
    a_file(tmp_path, "one/treaty.yaml")
    assert sort_paths(a_file(tmp_path, f"one/{name}")).libraries == (tmp_path / "one",)


def test_the_publishers_of_a_library_name_the_library(tmp_path: Path) -> None:
    a_file(tmp_path, "one/treaty.yaml")
    assert sort_paths(a_file(tmp_path, "publishers.yaml")).libraries == (tmp_path,)


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("https://example.org/a.briefing", "loads nothing from a network"),
        ("ftp://example.org/a.png", "loads nothing from a network"),
        ("data:image/png;base64,AAAA", "loads nothing from a network"),
    ],
)
def test_what_is_not_on_this_computer_is_refused_with_the_reason(address: str, reason: str) -> None:
    files = sort_files([QUrl(address)])
    assert files == DroppedFiles(refused=files.refused)
    assert reason in files.refused[0]
    assert address in files.refused[0]


def test_documents_exports_and_libraries_have_a_place_of_their_own(tmp_path: Path) -> None:
    names = ("letter.docx", "page.html", "zotero.ris", "facts.xlsx", "shared.treaties")
    files = sort_paths(*(a_file(tmp_path, name) for name in names))
    assert [path.name for path in files.documents] == ["letter.docx", "page.html"]
    assert [path.name for path in files.records] == ["zotero.ris", "facts.xlsx"]
    assert [path.name for path in files.archives] == ["shared.treaties"]
    assert files.refused == ()


def test_what_the_program_cannot_use_is_refused_with_the_reason(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe.briefing")
    (tmp_path / "loop.png").symlink_to(tmp_path / "loop.png")
    reasons = {
        a_file(tmp_path, "picture.gif"): "not a PNG or JPEG",
        a_file(tmp_path, "letter.odt"): "no file that the program can use",
        a_file(tmp_path, "lonely/facts.yaml"): "no file that the program can use",
        tmp_path / "absent.briefing": "does not exist",
        tmp_path / "empty": "has no treaties",
        tmp_path / "pipe.briefing": "not a regular file",
        tmp_path / "loop.png": "not a regular file",
    }
    files = sort_paths(*reasons)
    assert files == DroppedFiles(refused=files.refused)
    for (path, reason), sentence in zip(reasons.items(), files.refused, strict=True):
        assert reason in sentence
        assert path.name in sentence


def test_a_name_cannot_hide_its_ending(tmp_path: Path) -> None:
    [sentence] = sort_paths(a_file(tmp_path, "a\u202egnp.exe")).refused
    assert "\u202e" not in sentence
