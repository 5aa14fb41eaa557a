"""A template's folder: which files belong to it, how its manifest is renamed, how it is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.errors import RenderError
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
