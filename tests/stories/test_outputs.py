"""Outputs of commands: what a command reads is never replaced, also with --force and other spellings."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.stories.conftest import Command
from tests.stories.test_importing import RIS

PROJECT = "a.briefing"
SPELLINGS: dict[str, Callable[[Path], str]] = {
    "the name": lambda _folder: PROJECT,
    "with a dot": lambda _folder: f"./{PROJECT}",
    "absolute": lambda folder: str(folder / PROJECT),
    "through another folder": lambda folder: f"../{folder.name}/{PROJECT}",
    "a link": lambda folder: _linked(folder / "out.pdf", folder / PROJECT),
    "a hard link": lambda folder: _hard_linked(folder / "out.pdf", folder / PROJECT),
}
COMMANDS = {
    "render": ("render", PROJECT),
    "export": ("export", PROJECT, "--format", "md"),
    "copy": ("copy", PROJECT),
}


def _linked(link: Path, target: Path) -> str:
    link.symlink_to(target)
    return link.name


def _hard_linked(link: Path, target: Path) -> str:
    os.link(target, link)
    return link.name


@pytest.fixture
def project(briefing: Command, tmp_path: Path) -> Path:
    assert briefing("new", PROJECT, "--title", "Gas").code == 0
    return tmp_path / PROJECT


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_project_is_not_replaced_by_what_is_made_of_it(
    briefing: Command, project: Path, command: str, spelling: str
) -> None:
    before = project.read_bytes()
    output = SPELLINGS[spelling](project.parent)
    refused = briefing(*COMMANDS[command], "-o", output, "--force")
    assert refused.code == 1
    assert "from which it is made" in refused.err
    assert "Choose another name" in refused.err
    assert project.read_bytes() == before


def test_a_project_read_through_a_link_is_not_replaced_either(briefing: Command, project: Path) -> None:
    before = project.read_bytes()
    link = _linked(project.with_name("link.briefing"), project)
    for arguments in (("export", link, "--format", "md"), ("copy", link), ("render", link)):
        assert briefing(*arguments, "-o", PROJECT, "--force").code == 1
    # The default name of an output may be a link to the project.
    _linked(project.with_name("link.md"), project)
    assert briefing("export", link, "--format", "md", "--force").code == 1
    assert project.read_bytes() == before


@pytest.mark.parametrize("name", ["other.briefing", "new.BRIEFING", "other.briefing.previous"])
@pytest.mark.parametrize(
    "command",
    [
        ("render", PROJECT),
        ("export", PROJECT, "--format", "xlsx"),
        ("template", "export", "assessment"),
    ],
    ids=lambda command: command[0],
)
def test_an_output_of_another_format_does_not_get_the_name_of_a_project(
    briefing: Command, project: Path, command: tuple[str, ...], name: str
) -> None:
    assert briefing("copy", PROJECT, "-o", "other.briefing").code == 0
    project.with_name("other.briefing.previous").write_bytes(project.read_bytes())
    before = {path.name: path.read_bytes() for path in project.parent.iterdir() if path.is_file()}
    refused = briefing(*command, "-o", name, "--force")
    assert refused.code == 1
    assert "is a project, which this output is not" in refused.err
    assert "Choose another ending" in refused.err
    assert {path.name: path.read_bytes() for path in project.parent.iterdir() if path.is_file()} == before


def test_a_library_is_not_replaced_by_an_export_of_it(briefing: Command, tmp_path: Path) -> None:
    (tmp_path / "import.ris").write_text(RIS)
    assert briefing("library", "import", "import.ris", "--yes").code == 0
    record = tmp_path / "home" / "library" / "sources.yaml"
    before = record.read_bytes()
    refused = briefing("library", "export", "treaties", record, "--force")
    assert refused.code == 1
    assert "from which it is made" in refused.err
    assert record.read_bytes() == before


def test_a_template_a_thesaurus_and_a_backup_do_not_replace_what_they_contain(
    briefing: Command, tmp_path: Path
) -> None:
    home = tmp_path / "home"
    assert briefing("template", "copy", "assessment", "house").code == 0
    assert briefing("thesaurus", "add", "gas", "fuel").code == 0
    template = home / "templates" / "house" / "template.yaml"
    thesaurus = next(home.rglob("thesaurus.yaml"))
    before = template.read_bytes(), thesaurus.read_bytes()
    for arguments in (
        ("template", "export", "house", "-o", template),
        ("thesaurus", "export", thesaurus),
        ("backup", thesaurus),
    ):
        refused = briefing(*arguments, "--force")
        assert refused.code == 1, arguments
        assert "from which it is made" in refused.err
    assert (template.read_bytes(), thesaurus.read_bytes()) == before
