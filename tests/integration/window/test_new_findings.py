"""A project of an earlier version shows which findings are new, and is not changed by opening it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt

import briefing
from briefing.app.window.main_window import MainWindow
from briefing.project import open_project, save_project
from briefing.project.format import Project
from tests.integration.window.driver import Program, do
from tests.unit.review.corpus_loader import a_sound_briefing, with_item, worded

STRONG = "Russia will supply Iran with 65 bcm of gas a year."


def new_rules(window: MainWindow) -> set[str]:
    return {each.rule_id for each in window.panes.review.model.findings if each.is_new}


def test_findings_that_an_earlier_version_did_not_have_are_marked_until_the_project_is_saved(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "old.briefing"
    with monkeypatch.context() as older:
        older.setattr(briefing, "__version__", "0.1.0")
        save_project(Project(with_item(a_sound_briefing(), worded("f1", STRONG))), path)
    content = path.read_bytes()
    window = program.open(path)
    program.until(lambda: "attribution-dropped" in new_rules(window))
    assert any("version 0.1.0" in text for text in window.notice_bar.texts())
    assert path.read_bytes() == content
    assert not window.isWindowModified()
    row = next(n for n, each in enumerate(window.panes.review.model.findings) if each.is_new)
    index = window.panes.review.model.index(row)
    assert "new with this version" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    do(window, "save")
    stored = open_project(path)
    assert stored.review is not None
    assert (stored.review.version, stored.saved_by) == (briefing.__version__, briefing.__version__)
    assert len(stored.review.findings) == len({each.rule_id for each in window.panes.review.model.findings})
