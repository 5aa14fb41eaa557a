"""A user moves to another computer with one file."""

from __future__ import annotations

from pathlib import Path

from tests.stories.conftest import Command


def test_everything_of_ones_own_moves_to_another_computer(briefing: Command, tmp_path: Path) -> None:
    home = tmp_path / "home"
    (home / "library").mkdir(parents=True)
    (home / "library" / "actors.yaml").write_text("actors: []\n")
    (home / "words.txt").write_text("Mitanni\n")
    file = str(tmp_path / "own.backup")
    assert "2 files saved" in briefing("backup", file).err
    assert "The file exists already." in briefing("backup", file).err
    assert briefing("backup", file, "--force").code == 0

    home.rename(tmp_path / "old")
    assert "2 files restored" in briefing("restore", file).err
    words = home / "words.txt"
    assert words.read_text() == "Mitanni\n"
    words.write_text("Hatti\n")
    refused = briefing("restore", file)
    assert refused.code == 1
    assert "replaced" in refused.out
    assert "Give --replace" in refused.err
    assert words.read_text() == "Hatti\n"
    assert briefing("restore", file, "--replace", "--json").json() == [
        {"name": "words.txt", "effect": "replaced"}
    ]
    assert (home / "restore.previous" / "words.txt").read_text() == "Hatti\n"
