"""A template's folder: which files belong to it, how its manifest is renamed, how it is written."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from briefing.errors import RenderError
from briefing.file_lock import lock_file
from briefing.render import Template
from briefing.templating.folder import excluded_files, files_of, renamed, write_folder
from tests.unit.templating.conftest import add

MANIFEST = """\
# My template
id: old
name: >-
  A name
  on two lines
options: []
"""


def test_a_renamed_manifest_keeps_all_else_and_its_comments() -> None:
    assert renamed(MANIFEST, "new", 'The "new" one') == (
        '# My template\nid: new\nname: "The \\"new\\" one"\noptions: []\n'
    )


def test_files_of_unknown_kinds_are_excluded_and_listed_hidden_ones_only_excluded(own: Template) -> None:
    add(own, "notes.docx", "x")
    add(own, ".hidden.css", "x")
    add(own, "style.css~", "x")
    assert excluded_files(own.folder) == ["notes.docx"]
    assert not {"notes.docx", ".hidden.css", "style.css~"} & files_of(own).keys()


def test_a_folder_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "template"
    write_folder({"a.css": b"1", "base/b.css": b"2"}, target)
    assert (target / "base" / "b.css").read_bytes() == b"2"
    with pytest.raises(RenderError, match="The template was not written"):
        write_folder({"c.css": b"3"}, target)
    assert not (target / "c.css").exists()
    write_folder({"c.css": b"3"}, target, replace=True)
    assert [path.name for path in target.iterdir()] == ["c.css"]
    assert [path.name for path in tmp_path.iterdir()] == ["template"]


def test_processes_that_write_one_template_at_once_leave_a_whole_one(tmp_path: Path) -> None:
    target = tmp_path / "template"
    versions = [{f"{part}{number}.css": b"x" for part in "abc"} for number in range(8)]
    with ThreadPoolExecutor() as pool:
        list(pool.map(lambda files: write_folder(files, target, replace=True), versions))
    assert {path.name for path in target.iterdir()} in [set(files) for files in versions]
    assert [path.name for path in tmp_path.iterdir()] == ["template"]


def test_a_template_that_another_process_installs_meanwhile_is_not_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "template"

    def install(number: int) -> bool:
        try:
            write_folder({f"{number}.css": b"x"}, target)
        except RenderError:
            return False
        return True

    with ThreadPoolExecutor() as pool:
        assert sum(pool.map(install, range(6))) == 1
    assert len(list(target.iterdir())) == 1


def test_a_template_in_use_is_named_with_its_holder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefing.templating.folder._WAIT_S", 0.0)
    lock = lock_file(tmp_path / "template")
    with pytest.raises(RenderError, match=r"in use by .*process"):
        write_folder({"a.css": b"1"}, tmp_path / "template")
    lock.release()
    write_folder({"a.css": b"1"}, tmp_path / "template")
