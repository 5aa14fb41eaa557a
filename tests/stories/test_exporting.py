"""Export on the command line: formats, endings, files that are there, findings that stop it."""

from __future__ import annotations

import json
from pathlib import Path

from briefing.exports.registry import FORMATS
from tests.stories.conftest import Command


def sample(briefing: Command) -> str:
    assert briefing("sample", "-o", "example.briefing").code == 0
    return "example.briefing"


def test_the_format_is_told_from_the_ending_or_named(briefing: Command, tmp_path: Path) -> None:
    file = sample(briefing)
    told = briefing("export", file, "-o", "out.HTML")
    assert told.code == 0, told.err
    assert (tmp_path / "out.HTML").read_bytes().startswith(b"<!DOCTYPE html>")
    named = briefing("export", file, "--format", "docx")
    assert "Word document" in named.err
    assert (tmp_path / "example.docx").read_bytes().startswith(b"PK")
    streamed = briefing("export", file, "--format", "csv", "-o", "-")
    assert "TLP:GREEN" in streamed.out
    assert not (tmp_path / "example.csv").exists()


def test_a_file_that_exists_is_replaced_only_with_force(briefing: Command, tmp_path: Path) -> None:
    file = sample(briefing)
    (tmp_path / "out.md").write_text("somebody's work")
    refused = briefing("export", file, "-o", "out.md")
    assert refused.code == 1
    assert "exists already" in refused.err
    assert (tmp_path / "out.md").read_text() == "somebody's work"
    assert briefing("export", file, "-o", "out.md", "--force").code == 0
    assert (tmp_path / "out.md").read_text().startswith("**TLP:GREEN**")


def test_a_name_that_asks_for_no_format_is_refused_with_those_there_are(briefing: Command) -> None:
    file = sample(briefing)
    unknown = briefing("export", file, "-o", "out.json")
    assert unknown.code == 1
    assert all(each.ending in unknown.err for each in FORMATS.values())
    assert "briefing render" in briefing("export", file, "-o", "out.pdf").err


def test_blocking_findings_stop_an_export_as_they_stop_the_pdf(briefing: Command, tmp_path: Path) -> None:
    file = sample(briefing)
    for edit in (
        {"type": "SetDetails", "status": "draft"},
        {"type": "Reword", "item_id": "f15", "text": "Iran will get 90 bcm of gas a year"},
    ):
        assert briefing("edit", file, "--edits", "-", given=json.dumps([edit]).encode()).code == 0
    stopped = briefing("export", file, "-o", "out.xlsx")
    assert stopped.code == 1
    assert "No file was written, because the review has blocking findings" in stopped.err
    assert not (tmp_path / "out.xlsx").exists()
    assert briefing("export", file, "-o", "out.xlsx", "--despite-findings").code == 0


def test_the_formats_are_listed(briefing: Command) -> None:
    listed = briefing("formats", "--json").json()
    assert [each["id"] for each in listed] == list(FORMATS)
    assert all(each["lost"] and each["purpose"] for each in listed)
