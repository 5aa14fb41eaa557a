"""Fonts of packages are mapped from their own files; fonts of templates are copied."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from briefing.render.layout.styling.linked_fonts import link_fonts
from briefing.render.layout.typesetter import Typesetter
from briefing.typography import fonts

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows lets few users make links.")


def test_a_copy_becomes_a_link_and_another_file_stays(tmp_path: Path) -> None:
    original, folder = tmp_path / "a.ttf", tmp_path / "copies"
    folder.mkdir()
    original.write_bytes(b"a" * 9000)
    (folder / "one").write_bytes(original.read_bytes())
    (folder / "other").write_bytes(b"b" * 9000)
    link_fonts(folder, [original])
    assert (folder / "one").resolve() == original
    assert not (folder / "other").is_symlink()
    assert {path.name for path in folder.iterdir()} == {"one", "other"}


def test_a_folder_without_room_for_links_keeps_its_copies(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no links here")

    original, folder = tmp_path / "a.ttf", tmp_path / "copies"
    folder.mkdir()
    original.write_bytes(b"a" * 9000)
    (folder / "one").write_bytes(original.read_bytes())
    monkeypatch.setattr(Path, "symlink_to", refuse)
    link_fonts(folder, [original])
    assert (folder / "one").read_bytes() == original.read_bytes()
    assert not (folder / "one").is_symlink()


def test_all_fonts_of_the_program_are_links_to_their_files(tmp_path: Path) -> None:
    folder = Typesetter(tmp_path, {}).fonts_of(())._folder
    linked = {path.resolve() for path in folder.iterdir()}
    assert linked == {path.resolve() for path in fonts.font_files().values()}
