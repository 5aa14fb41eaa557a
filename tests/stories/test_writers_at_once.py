"""Several programs that change one project: what one of them reports as saved is in the file."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.file_lock import lock_file
from briefing.project import open_project
from tests.stories.conftest import Command, environment
from tests.stories.test_command_line import started


def test_every_edit_that_is_reported_as_saved_is_in_the_file(process: Command, tmp_path: Path) -> None:
    file = started(process)
    writers = [
        subprocess.Popen(
            [sys.executable, "-m", "briefing", "edit", file, "--edits", "-"],
            stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
            cwd=tmp_path, env=environment(tmp_path),
        )
        for _ in range(3)
    ]  # fmt: skip
    for number, writer in enumerate(writers):
        assert writer.stdin is not None
        edit = {"type": "AddSection", "section_id": f"x{number}", "title": f"Writer {number}"}
        writer.stdin.write(json.dumps([edit]).encode())
        writer.stdin.close()
    reports = [writer.stderr.read().decode() for writer in writers if writer.stderr is not None]
    saved = {f"x{number}" for number, writer in enumerate(writers) if writer.wait() == 0}
    for writer in writers:
        assert writer.stderr is not None
        writer.stderr.close()
    sections = {section.id for section in open_project(tmp_path / file).briefing.walk_sections()}
    assert {section_id for section_id in sections if section_id.startswith("x")} == saved
    assert len(saved) == 3, reports


@pytest.mark.parametrize(
    "command",
    [
        ["edit", "gas.briefing", "--edits", "edits.json"],
        ["add", "gas.briefing", "--judgement", "A new one"],
        ["waive", "gas.briefing", "any", "--reason", "One speaker"],
        ["scheme", "gas.briefing", "icd-203", "--yes"],
        ["newer", "gas.briefing", "--take", "any"],
        ["new", "gas.briefing", "--title", "Another", "--force"],
        ["sample", "-o", "gas.briefing", "--force"],
    ],
)
def test_a_command_changes_no_project_that_a_window_has_open(
    briefing: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    monkeypatch.setattr("briefing.project.storage._WAIT_S", 0.0)
    path = tmp_path / started(briefing)
    (tmp_path / "edits.json").write_text('[{"type": "SetDetails", "title": "Other"}]')
    before = path.read_bytes()
    lock = lock_file(path)
    answer = briefing(*command)
    lock.release()
    assert answer.code == 1
    assert "is open in another program" in answer.err
    assert "Close it there" in answer.err
    assert path.read_bytes() == before


def test_a_lock_of_a_crashed_computer_is_named_and_can_be_overridden(
    briefing: Command, tmp_path: Path
) -> None:
    path = tmp_path / started(briefing)
    (tmp_path / ".gas.briefing.lock").write_text("4711\nbriefing\nold-laptop\n")
    edit = ["edit", "gas.briefing", "--edits", "-"]
    given = b'[{"type": "SetDetails", "title": "Other"}]'
    refused = briefing(*edit, given=given)
    assert refused.code == 1
    assert "on old-laptop, since 20" in refused.err
    assert "--force" in refused.err
    assert briefing(*edit, "--force", given=given).code == 0
    assert open_project(path).briefing.title == "Other"
    assert not (tmp_path / ".gas.briefing.lock").exists()
