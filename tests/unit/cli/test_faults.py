"""An error in the program stops a check or a figure; the command line names it and goes on."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefing.cli.main import cli
from briefing.composition.chart_data.registry import KINDS
from briefing.model.briefing import ChartKind
from briefing.project import save_project
from briefing.review import registry
from briefing.review.check import BriefingCheck
from briefing.review.finding import RawFinding
from tests.builders import bundled_example

CONTENT = "Pezeshkian in Moscow"


def check_marking(_context: object) -> Iterator[RawFinding]:
    nothing: dict[str, list[RawFinding]] = {}
    yield from nothing[CONTENT]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The example, in a program whose check of marking and whose timelines are broken."""
    monkeypatch.setenv("TREATY_BRIEFING_HOME", str(tmp_path / "home"))

    def build(_chart: object) -> object:
        raise LookupError(CONTENT)

    broken = BriefingCheck(check_marking, frozenset({"item-above-marking"}))
    monkeypatch.setattr(registry, "BRIEFING_CHECKS", (broken,))
    timeline = dataclasses.replace(KINDS[ChartKind.TIMELINE], build=build)  # type: ignore[arg-type]
    monkeypatch.setitem(KINDS, ChartKind.TIMELINE, timeline)
    sample = bundled_example()
    save_project(sample, tmp_path / "a.briefing")
    return tmp_path / "a.briefing"


def test_an_export_names_what_failed_and_is_written(project: Path) -> None:
    result = CliRunner().invoke(cli, ["export", str(project), "--format", "md"])
    assert result.exit_code == 0, result.output
    assert "The check of marking did not run" in result.output
    assert "The figure could not be drawn" in result.output
    assert "This figure could not be drawn" in project.with_suffix(".md").read_text()
    reports = list((project.parent / "home" / "reports").iterdir())
    assert len(reports) == 2
    assert not any(CONTENT in report.read_text() for report in reports)


def test_the_review_lists_the_check_that_did_not_run(project: Path) -> None:
    result = CliRunner().invoke(cli, ["review", str(project), "--json"])
    assert result.exit_code == 0, result.output
    assert "check-failed" in result.output
