"""Standard streams that do not take everything: another encoding, a full disk, a closed pipe."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.stories.conftest import Command, environment
from tests.stories.test_command_line import started

TITLE = "Договор о партнёрстве"


def run_with(folder: Path, *words: str, **more: object) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "briefing", *words]
    options = {"cwd": folder, "stderr": subprocess.PIPE, **more}
    return subprocess.run(command, check=False, **options)  # type: ignore[call-overload,no-any-return]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_a_console_of_another_encoding_gets_escapes_and_json_stays_json(
    process: Command, tmp_path: Path, encoding: str
) -> None:
    process("new", "gas.briefing", "--title", TITLE)
    variables = {**environment(tmp_path), "PYTHONIOENCODING": encoding}
    shown = run_with(tmp_path, "show", "gas.briefing", env=variables, stdout=subprocess.PIPE)
    assert shown.returncode == 0, shown.stderr
    text = shown.stdout.decode(encoding)
    assert TITLE in text or TITLE.encode("ascii", "backslashreplace").decode() in text
    printed = run_with(tmp_path, "schemes", "icd-203", "--json", env=variables, stdout=subprocess.PIPE)
    assert printed.returncode == 0
    json.loads(printed.stdout.decode(encoding))


@pytest.mark.parametrize(
    "words", [["treaties"], ["--version"], ["export", "gas.briefing", "--format", "md", "-o", "-"]]
)
def test_a_full_disk_at_standard_output_is_an_error_in_one_line(
    briefing: Command, tmp_path: Path, words: list[str]
) -> None:
    started(briefing)
    with Path("/dev/full").open("wb") as full:
        answer = run_with(tmp_path, *words, env=environment(tmp_path), stdout=full)
    assert answer.returncode == 1
    lines = [line for line in answer.stderr.splitlines() if not line.startswith(b"Warning: Reviewed")]
    assert lines == [b"Error: The output cannot be written: No space left on device."]


def test_a_closed_standard_output_is_an_error_in_one_line(tmp_path: Path) -> None:
    answer = run_with(tmp_path, "--version", env=environment(tmp_path), preexec_fn=lambda: os.close(1))
    assert answer.returncode == 1
    assert answer.stderr == b"Error: The output cannot be written: Bad file descriptor.\n"


@pytest.mark.parametrize(
    "words",
    [
        ["show", "INPUT"],
        ["edit", "gas.briefing", "--edits", "INPUT"],
        ["template", "import", "INPUT"],
        ["extract", "INPUT"],
        ["validate", "INPUT"],
    ],
)
@pytest.mark.parametrize("kind", ["pipe", "device", "loop", "folder"])
def test_an_input_that_is_no_file_is_named_at_once(
    briefing: Command, tmp_path: Path, words: list[str], kind: str
) -> None:
    started(briefing)
    path = tmp_path / "odd"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "loop":
        path.symlink_to(tmp_path / "other")
        (tmp_path / "other").symlink_to(path)
    elif kind == "folder":
        path.mkdir()
    else:
        path = Path("/dev/zero")
    answer = briefing(*(str(path) if word == "INPUT" else word for word in words))
    assert answer.code == 1
    assert str(path) in answer.out + answer.err
    assert "Traceback" not in answer.err


def test_a_user_folder_that_cannot_be_written_leaves_no_trace_in_the_output(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file in its place", encoding="utf-8")
    streams = {"stdout": subprocess.PIPE, "env": environment(tmp_path)}
    answer = run_with(tmp_path, "facts", "gas", **streams)
    assert answer.returncode == 0
    assert b"ri-gas" in answer.stdout
    assert [line for line in answer.stderr.splitlines() if not line.endswith(b"facts found.")] == []
