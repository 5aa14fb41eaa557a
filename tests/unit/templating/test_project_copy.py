"""The copy of its template in a project: used before the installed one, ignored if it is of another."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec.structs import replace

from briefing import paths
from briefing.project import Project
from briefing.render import Template
from briefing.render.templates.loader import load_template
from briefing.templating.folder import files_of
from briefing.templating.project_copy import TemplateOrigin, load_project_copy, template_state
from tests.builders import a_briefing
from tests.unit.templating.conftest import add


def a_project(template_id: str, files: Mapping[str, bytes]) -> Project:
    return Project(replace(a_briefing(), template_id=template_id), template=files)


def test_a_project_without_a_copy_uses_the_installed_template(own: Template) -> None:
    state = template_state(a_project("my-assessment", {}), {"my-assessment": own})
    assert (state.project_copy, state.installed, state.differs) == (None, own, False)
    assert state.template() == (own, TemplateOrigin.INSTALLED)


def test_a_copy_is_used_before_the_installed_template_unless_that_is_asked_for(own: Template) -> None:
    files = files_of(own)
    state = template_state(a_project("my-assessment", files), {"my-assessment": own})
    assert state.project_copy is not None
    assert not state.differs
    assert state.template() == (state.project_copy, TemplateOrigin.PROJECT)
    assert state.template(TemplateOrigin.INSTALLED) == (own, TemplateOrigin.INSTALLED)


def test_a_copy_differs_once_the_installed_template_is_changed(own: Template) -> None:
    files = files_of(own)
    add(own, "style.css", "\n.prose { color: #000 }\n")
    state = template_state(a_project("my-assessment", files), {"my-assessment": load_template(own.folder)})
    assert state.differs


def test_a_copy_of_another_template_than_the_briefing_names_is_ignored(own: Template) -> None:
    state = template_state(a_project("assessment", files_of(own)), {})
    assert (state.project_copy, state.installed, state.copy_problems) == (None, None, ())
    assert state.template()[0] is None


def test_a_copy_that_cannot_be_read_is_reported_and_the_installed_one_used(own: Template) -> None:
    files = {**files_of(own), "template.yaml": b"id: ["}
    state = template_state(a_project("my-assessment", files), {"my-assessment": own})
    assert state.copy_problems
    assert state.template() == (own, TemplateOrigin.INSTALLED)


def test_a_cached_copy_that_was_tampered_with_is_written_again(own: Template, home: Path) -> None:
    files = files_of(own)
    folder = load_project_copy(files).folder
    assert folder.parent == paths.project_templates()
    assert folder.is_relative_to(home)
    (folder / "style.css").write_text("* { display: none }")
    assert files_of(load_project_copy(files)) == files
