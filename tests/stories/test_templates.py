"""Templates of one's own on the command line: made, checked, handed on, kept with a project."""

from __future__ import annotations

import zipfile
from pathlib import Path

import msgspec
import pikepdf
import pytest

from briefing.editing import AddItem, SetOption
from briefing.model.briefing import Prose
from briefing.project import open_project
from tests.stories.conftest import Command

EDITS = (
    AddItem(section_id="s1", item=Prose(id="p1", text="Some words.")),
    SetOption(name="paper", value="Letter"),
    SetOption(name="glow", value=True),
)
MANIFEST = """\
id: house
name: House style
description: Quickly laid out.
parts: [front]
common: [paper]
options:
  - {name: glow, kind: boolean, label: Glow, default: false}
outline:
  - title: First
"""
FRONT = """\
<h1 data-field="title">{{ briefing.cover.title }}</h1>
{% for section in briefing.sections %}{% for view in section["items"] %}
<p data-row="{{ view.row_id }}"{% if options.glow %} class="glow"{% endif %}>{{ view.kind }}</p>
{% endfor %}{% endfor %}
"""


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """The folder of a template of the user's own."""
    made = folder(tmp_path)
    made.mkdir(parents=True)
    (made / "template.yaml").write_text(MANIFEST)
    (made / "front.html.jinja").write_text(FRONT)
    (made / "style.css").write_text('@import url("base/base.css");\n')
    return made


@pytest.fixture
def project(briefing: Command, house: Path) -> str:
    """A short project made with that template."""
    assert house.is_dir()
    made = briefing("new", "gas.briefing", "--title", "Gas", "--template", "house")
    assert made.code == 0, made.err
    edits = msgspec.json.encode(EDITS)
    assert briefing("edit", "gas.briefing", "--edits", "-", given=edits).code == 0
    return "gas.briefing"


def folder(home: Path, template_id: str = "house") -> Path:
    return home / "home" / "templates" / template_id


def restyle(tmp_path: Path) -> None:
    style = folder(tmp_path) / "style.css"
    style.write_text(style.read_text() + "\nh1 { font-size: 40pt }\n")


def test_a_template_is_copied_under_another_id_and_name(briefing: Command, tmp_path: Path) -> None:
    copied = briefing("template", "copy", "assessment", "mine", "--name", "Mine: a style")
    assert copied.code == 0
    assert str(folder(tmp_path, "mine")) in copied.err
    [mine] = [each for each in briefing("templates", "--json").json() if each["id"] == "mine"]
    assert mine["name"] == "Mine: a style"
    assert briefing("template", "copy", "assessment", "mine").code == 1
    assert briefing("template", "copy", "nothing", "other").code == 1


def test_a_template_is_checked_reported_as_faulty_and_corrected(briefing: Command, house: Path) -> None:
    sound = briefing("template", "check", "house")
    assert (sound.code, sound.out) == (0, ""), sound.out
    assert "0 errors, 0 warnings" in sound.err
    (house / "template.yaml").write_text(MANIFEST.replace("common: [paper]", "common: [papper]"))
    broken = briefing("template", "check", "house", "--json")
    assert broken.code == 1
    [finding] = broken.json()
    assert (finding["rule"], finding["severity"], finding["problem"]["line"]) == ("manifest", "error", 5)
    listed = briefing("templates")
    assert listed.code == 0
    assert "assessment: Assessment" in listed.out
    assert "the template 'house' cannot be used." in listed.err
    assert "template.yaml:5" in listed.err
    assert briefing("template", "check", str(house)).out == briefing("template", "check", "house").out != ""
    assert "no such folder" in briefing("template", "check", "nowhere").err


def test_a_broken_template_stops_only_who_asks_for_it(
    briefing: Command, project: str, tmp_path: Path
) -> None:
    (folder(tmp_path) / "template.yaml").write_text("id: house\n")
    refused = briefing("render", project)
    assert refused.code == 1
    assert "template.yaml" in refused.err
    assert "name" in refused.err
    assert briefing("render", project, "--template", "assessment").code == 0


def test_a_template_is_handed_on_as_a_zip(briefing: Command, project: str, tmp_path: Path) -> None:
    assert project
    assert briefing("template", "export", "house", "-o", "house.zip").code == 0
    assert briefing("template", "export", "house", "-o", "house.zip").code == 1
    piped = briefing("template", "export", "house", "-o", "-")
    assert piped.raw == (tmp_path / "house.zip").read_bytes()
    clash = briefing("template", "import", "house.zip")
    assert clash.code == 1
    assert "already" in clash.err
    assert briefing("template", "import", "house.zip", "--replace").code == 0
    asked = briefing("template", "remove", "house")
    assert "Would remove" in asked.err
    assert briefing("template", "remove", "house", "--yes").code == 0
    assert not folder(tmp_path).exists()
    assert briefing("template", "remove", "assessment", "--yes").code == 1
    assert briefing("template", "import", "house.zip").code == 0
    assert folder(tmp_path).is_dir()
    with zipfile.ZipFile(tmp_path / "evil.zip", "w") as archive:
        archive.writestr("../../evil.css", "")
    assert briefing("template", "import", "evil.zip").code == 1
    assert not list(tmp_path.rglob("evil.css"))


def test_a_project_looks_as_it_did_when_its_template_has_changed_or_gone(
    briefing: Command, project: str, tmp_path: Path
) -> None:
    first = briefing("render", project, "-o", "-", "--keep-template")
    assert first.code == 0, first.err
    assert "keeps the template 'house'" in first.err
    kept = open_project(tmp_path / project)
    assert kept.template["template.yaml"] == (folder(tmp_path) / "template.yaml").read_bytes()
    assert "base/base.css" in kept.template
    same = briefing("render", project, "-o", "-")
    assert "own copy of the template, which is the same as the installed one" in same.err
    restyle(tmp_path)
    old = briefing("render", project, "-o", "-")
    assert "Rendered with the project's own copy of the template." in old.err
    assert old.raw == first.raw
    new = briefing("render", project, "-o", "-", "--template-of", "installed")
    assert "Rendered with the installed template" in new.err
    assert new.raw != first.raw
    assert briefing("template", "remove", "house", "--yes").code == 0
    assert briefing("render", project, "-o", "-").raw == first.raw
    gone = briefing("render", project, "-o", "-", "--template-of", "installed")
    assert gone.code == 1
    assert "no template 'house'" in gone.err


def test_keeping_again_takes_the_template_as_it_is_now(
    briefing: Command, project: str, tmp_path: Path
) -> None:
    assert briefing("render", project, "--keep-template").code == 0
    before = open_project(tmp_path / project)
    restyle(tmp_path)
    assert briefing("render", project, "--force", "--keep-template", "--template-of", "installed").code == 0
    after = open_project(tmp_path / project)
    assert after.template["style.css"] == (folder(tmp_path) / "style.css").read_bytes()
    assert before.template["style.css"] != after.template["style.css"]
    assert before.briefing == after.briefing
    refused = briefing("render", project, "--force", "--keep-template", "--template", "assessment")
    assert refused.code == 1


def test_another_template_takes_over_the_options_that_mean_the_same(
    briefing: Command, project: str, tmp_path: Path
) -> None:
    assert briefing("render", project, "-o", "out.pdf", "--template", "assessment").code == 0
    with pikepdf.open(tmp_path / "out.pdf") as pdf:
        assert [round(float(each)) for each in pdf.pages[0].mediabox[2:]] == [612, 792]
