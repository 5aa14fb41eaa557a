"""Files replaced in one step: by the old or the new content, and with nothing left beside them.

What a save does to projects, and what a killed one leaves, is in project/test_storage.py.
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from briefing.atomic_write import write_atomically
from briefing.errors import BriefingError


def test_a_file_is_written_and_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write_atomically(path, b"one")
    write_atomically(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


def test_the_previous_file_is_kept_under_a_suffix_where_that_is_wanted(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write_atomically(path, b"one", keep_previous=".old")
    assert not (tmp_path / "a.txt.old").exists()
    write_atomically(path, b"two", keep_previous=".old")
    assert (tmp_path / "a.txt.old").read_bytes() == b"one"


def test_a_name_with_wildcards_removes_no_other_file(tmp_path: Path) -> None:
    other = tmp_path / ".ab.x.part"
    other.touch()
    os.utime(other, (0, 0))
    write_atomically(tmp_path / "a*", b"one")
    assert other.exists()


def test_temporary_files_of_killed_processes_are_removed_once_they_are_old(tmp_path: Path) -> None:
    old, recent = tmp_path / ".a.txt.1.part", tmp_path / ".a.txt.2.part"
    for path in (old, recent):
        path.touch()
    os.utime(old, (time.time() - 7200, time.time() - 7200))
    write_atomically(tmp_path / "a.txt", b"one")
    assert not old.exists()
    assert recent.exists()


def test_a_name_that_is_too_long_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(BriefingError, match=r"The name is too long\. Nothing was changed\. Choose"):
        write_atomically(tmp_path / ("x" * 300), b"one")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["條" * 85, "ж" * 127, "x" * 255])
def test_a_file_of_the_longest_possible_name_is_replaced_and_its_previous_content_kept(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    for content in (b"one", b"two"):
        write_atomically(path, content, keep_previous=".previous")
    assert path.read_bytes() == b"two"
    assert [file.read_bytes() for file in tmp_path.glob("*.previous")] == [b"one"]


def test_a_file_that_another_program_has_just_created_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    write_atomically(path, b"one", replace=False)
    with pytest.raises(BriefingError, match="exists already"):
        write_atomically(path, b"two", replace=False)
    assert path.read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [path]


def test_links_that_lead_to_each_other_are_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(BriefingError, match="a link that leads to itself"):
        write_atomically(tmp_path / "a", b"one")
    assert (tmp_path / "a").is_symlink()


def test_a_full_disk_is_named_and_devices_are_written_to_and_not_replaced() -> None:
    write_atomically(Path("/dev/null"), b"one")
    assert Path("/dev/null").is_char_device()
    with pytest.raises(BriefingError, match="The disk is full"):
        write_atomically(Path("/dev/full"), b"one")


def test_a_pipe_without_a_reader_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(BriefingError, match="a pipe that no program reads"):
        write_atomically(tmp_path / "pipe", b"one")
