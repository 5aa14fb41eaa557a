"""A template of the user's own, in a user folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.render import Template, load_templates
from briefing.templating.check import TemplateFinding, check_template
from briefing.templating.folder import copy_template


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    monkeypatch.setenv("TREATY_BRIEFING_HOME", str(folder))
    return folder


@pytest.fixture
def own(home: Path) -> Template:
    """A copy of the bundled template, with a base of its own."""
    assert not home.exists()
    return copy_template(load_templates()["assessment"], "my-assessment")


def change(template: Template, file: str, before: str, after: str) -> None:
    """Change a text in one of the template's files; it must be there."""
    path = template.folder / file
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after, 1))


def add(template: Template, file: str, text: str) -> None:
    path = template.folder / file
    path.write_text((path.read_text() if path.exists() else "") + text)


def findings(template: Template) -> dict[str, list[TemplateFinding]]:
    """What a check of the template finds, by rule."""
    found: dict[str, list[TemplateFinding]] = {}
    for each in check_template(template.folder):
        found.setdefault(each.rule, []).append(each)
    return found
