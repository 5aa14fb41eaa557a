"""The template interface: every name of a version stays, and a template for a newer version is refused."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing import paths
from briefing.errors import BriefingError
from briefing.render.templates import interface
from briefing.render.templates.loader import API, load_template, load_templates, survey_templates
from tests import ROOT

REFERENCE = ROOT / "docs" / "reference" / "template-interface.md"
MINIMAL = "id: tiny\nname: Tiny\ndescription: A front.\n"


def frozen(version: int) -> set[str]:
    text = Path(__file__).with_name(f"api-{version}.txt").read_text(encoding="utf-8")
    return set(text.splitlines())


@pytest.mark.parametrize("version", range(1, API + 1))
def test_no_name_of_any_version_of_the_interface_is_missing(version: int) -> None:
    assert frozen(version) - set(interface.names()) == set()


def test_every_name_that_pages_can_use_is_recorded_for_the_present_version() -> None:
    """Where this fails, add the new names to ``api-N.txt`` beside this file: from then on they stay."""
    assert set(interface.names()) - frozen(API) == set()


def test_the_reference_lists_what_pages_are_given() -> None:
    """Where this fails, run ``PYTHONPATH=. python tools/docs_template_interface.py``."""
    with_table: Callable[[str], str] = runpy.run_path(str(ROOT / "tools" / "docs_template_interface.py"))[
        "with_table"
    ]
    page = REFERENCE.read_text(encoding="utf-8")
    assert with_table(page) == page
    assert f"The program offers version {API}." in page


def test_the_bundled_templates_say_which_version_they_are_written_for() -> None:
    for manifest in paths.templates().glob("*/template.yaml"):
        assert f"\napi: {API}\n" in manifest.read_text(encoding="utf-8"), manifest
    assert {each.spec.api for each in load_templates([paths.templates()]).values()} == {API}


def folder_with(tmp_path: Path, manifest: str) -> Path:
    folder = tmp_path / "tiny"
    folder.mkdir()
    (folder / "template.yaml").write_text(manifest)
    return folder


def test_a_template_without_a_version_is_written_for_the_first(tmp_path: Path) -> None:
    assert load_template(folder_with(tmp_path, MINIMAL)).spec.api == 1


def test_a_template_for_a_newer_version_is_refused_with_file_line_value_and_remedy(tmp_path: Path) -> None:
    # It also has a field that only the newer version knows: that is not what its user should read of.
    folder = folder_with(tmp_path, f"{MINIMAL}api: {API + 1}\nchapters: 3\n")
    with pytest.raises(BriefingError) as caught:
        load_template(folder)
    [problem] = caught.value.problems
    assert problem.file == str(folder / "template.yaml")
    assert (problem.line, problem.field) == (4, "api")
    assert f"version {API + 1} of the template interface" in problem.message
    assert "Install a newer version of Treaty Briefing" in problem.remedy


def test_a_template_for_a_newer_version_hinders_no_other(tmp_path: Path) -> None:
    folder_with(tmp_path, f"{MINIMAL}api: {API + 1}\n")
    survey = survey_templates([paths.templates(), tmp_path])
    assert "assessment" in survey.templates
    assert [each.id for each in survey.broken] == ["tiny"]


@pytest.mark.parametrize("value", ["0", "-1", "1.5", "one", "[1]"])
def test_what_is_no_version_is_an_error_with_its_line(tmp_path: Path, value: str) -> None:
    with pytest.raises(BriefingError) as caught:
        load_template(folder_with(tmp_path, f"{MINIMAL}api: {value}\n"))
    assert [(each.line, each.field) for each in caught.value.problems] == [(4, "api")]
