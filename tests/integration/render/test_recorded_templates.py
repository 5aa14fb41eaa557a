"""Templates that users own and projects keep print the same text as when they were recorded."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from briefing.project import Project, open_project
from briefing.render import Template, render
from briefing.render.templates.loader import load_template
from briefing.templating.project_copy import load_project_copy
from tests.builders import bundled_scales
from tests.pdf_reader import page_texts

FILES = Path(__file__).with_name("files")
OWN = "members"


@pytest.fixture
def project() -> Project:
    return open_project(FILES / "project-with-template.briefing")


def printed(project: Project, template: Template) -> list[str]:
    """The text of each page, with those options of the project that the template knows."""
    options = template.accepted(project.briefing.template_options)
    briefing = replace(project.briefing, template_id=template.spec.id, template_options=options)
    return comparable(page_texts(render(briefing, template, bundled_scales()).pdf))


def recorded(name: str) -> list[str]:
    """The text of each page as recorded.

    It was recorded again when figures, the places of their keys, their captions and the list of rows that
    use a source changed for all templates, when statements on other treaties got the names of these and
    opposed statements the order of their numbers, and when the words of the grading schemes were
    corrected, each time from a rendering in which nothing else differed.
    """
    text = (FILES / f"{name}.txt").read_text(encoding="utf-8")
    return comparable([page.strip() for page in text.split("\f")])


def comparable(pages: list[str]) -> list[str]:
    """The pages with straight apostrophes; in any order the words of a page with a figure.

    The program draws figures, whatever the template: their lettering has been rearranged since, and is
    typeset.
    """
    straight = [page.replace("’", "'") for page in pages]
    return [" ".join(sorted(page.split())) if "Figure" in page else page for page in straight]


def test_a_template_of_the_user_prints_what_it_printed_when_it_was_recorded(project: Project) -> None:
    assert printed(project, load_template(FILES / OWN)) == recorded(OWN)


def test_a_project_is_printed_with_the_template_that_it_keeps_as_when_it_was_recorded(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TREATY_BRIEFING_HOME", str(tmp_path))
    assert printed(project, load_project_copy(project.template)) == recorded("project-with-template")
