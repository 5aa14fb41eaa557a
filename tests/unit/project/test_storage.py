"""Files on disk: one whole generation or the other, whatever goes wrong, and the one before beside it."""

from __future__ import annotations

import multiprocessing
import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.editing import Reword
from briefing.errors import BriefingError, ProjectError
from briefing.project import Project, open_project, save_project
from briefing.project.storage import PREVIOUS
from tests import ROOT
from tests.builders import a_full_session, a_project
from tests.patience import wait_until

ROUNDS = 40


def generations() -> tuple[Project, Project]:
    """Two projects of clearly different size."""
    session = a_full_session()
    first = session.project
    for number in range(200):
        session.apply(Reword(item_id="p1", text=f"Words number {number}"))
    return first, session.project


FIRST, SECOND = generations()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A file that holds the first generation, alone in a folder."""
    folder = tmp_path / "own"
    folder.mkdir()
    save_project(FIRST, folder / "gas.briefing")
    return folder / "gas.briefing"


def beside(path: Path) -> Path:
    return path.with_name(path.name + PREVIOUS)


def names(path: Path) -> list[str]:
    return sorted(each.name for each in path.parent.iterdir())


def test_a_saved_project_opens_as_an_equal_one(path: Path) -> None:
    assert open_project(path) == FIRST
    assert names(path) == ["gas.briefing"]


@pytest.mark.parametrize("content", [b"garbage", b"PK garbage", b""])
def test_a_broken_file_names_the_previous_one_only_where_there_is_one(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(ProjectError) as alone:
        open_project(path)
    assert "previous" not in str(alone.value)
    assert "zip" not in str(alone.value).lower()
    assert str(alone.value).endswith("Use a backup.")
    path.unlink()
    save_project(a_project(), path)
    save_project(a_project(), path)
    path.write_bytes(content)
    with pytest.raises(ProjectError) as beside:
        open_project(path)
    assert "Use a backup, or 'gas.briefing.previous' beside it" in str(beside.value)


def test_saving_keeps_one_previous_generation(path: Path) -> None:
    save_project(SECOND, path)
    assert (open_project(path), open_project(beside(path))) == (SECOND, FIRST)
    save_project(a_project(), path)
    assert (open_project(path), open_project(beside(path))) == (a_project(), SECOND)
    assert names(path) == ["gas.briefing", "gas.briefing.previous"]


def test_a_save_after_one_that_was_killed_half_way_leaves_nothing_else_behind(path: Path) -> None:
    os.link(path, beside(path))  # what a save leaves that is killed just before it takes the name
    save_project(SECOND, path)
    assert (open_project(path), open_project(beside(path))) == (SECOND, FIRST)
    assert names(path) == ["gas.briefing", "gas.briefing.previous"]


def test_a_link_stays_a_link_and_the_file_behind_it_changes(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.briefing"
    link.symlink_to(path)
    save_project(SECOND, link)
    assert link.is_symlink()
    assert open_project(path) == SECOND
    assert names(path) == ["gas.briefing", "gas.briefing.previous"]


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o444])
def test_permissions_stay_as_they_were(path: Path, mode: int) -> None:
    path.chmod(mode)
    save_project(SECOND, path)
    assert path.stat().st_mode & 0o777 == mode


def test_a_new_file_gets_the_permissions_of_any_new_file(path: Path) -> None:
    plain = path.with_name("plain")
    plain.touch()
    assert path.stat().st_mode == plain.stat().st_mode


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BriefingError, match=r"There is no such folder\. Nothing was changed\. Create it"):
        save_project(FIRST, tmp_path / "none" / "gas.briefing")
    assert list(tmp_path.iterdir()) == []


def test_a_path_beneath_a_file_is_refused_and_the_file_stays(path: Path) -> None:
    with pytest.raises(BriefingError, match="There is no such folder"):
        save_project(SECOND, path / "gas.briefing")
    assert open_project(path) == FIRST


def test_a_folder_of_that_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "gas.briefing").mkdir()
    with pytest.raises(BriefingError, match="A folder has that name"):
        save_project(FIRST, tmp_path / "gas.briefing")
    assert [each.name for each in tmp_path.iterdir()] == ["gas.briefing"]


def test_a_folder_in_the_place_of_the_previous_generation_is_refused(path: Path) -> None:
    beside(path).mkdir()
    with pytest.raises(BriefingError, match=r"The file was not written: .* Nothing was changed\."):
        save_project(SECOND, path)
    assert open_project(path) == FIRST
    assert names(path) == ["gas.briefing", "gas.briefing.previous"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes to any folder")
def test_a_folder_that_cannot_be_written_to_is_refused(path: Path) -> None:
    path.parent.chmod(0o500)
    with pytest.raises(BriefingError, match="The folder cannot be written to"):
        save_project(SECOND, path)
    path.parent.chmod(0o700)
    assert open_project(path) == FIRST


def test_a_file_that_does_not_fit_leaves_the_old_one_whole_and_no_other(path: Path) -> None:
    # A limit on the size of files fails a write half way, as a full disk does.
    code = (
        "import resource, sys; from pathlib import Path;"
        "from briefing.errors import BriefingError; from briefing.project import save_project;"
        "from tests.unit.project.test_storage import SECOND;"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: save_project(SECOND, Path(sys.argv[1]))\n"
        "except BriefingError as error: sys.exit(str(error))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, path], capture_output=True, text=True, check=False, cwd=ROOT
    )
    assert done.returncode == 1
    assert "The file was not written: " in done.stderr
    assert "Nothing was changed." in done.stderr
    assert open_project(path) == FIRST
    assert names(path) == ["gas.briefing"]


def test_opening_says_what_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="There is no such file"):
        open_project(tmp_path / "none.briefing")
    with pytest.raises(ProjectError, match="The file cannot be read"):
        open_project(tmp_path)


def test_opening_a_pipe_does_not_wait_for_ever(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ProjectError):
        open_project(tmp_path / "pipe")


# A process that is killed while it saves


def save_for_ever(path: Path) -> None:
    while True:
        save_project(SECOND, path)
        save_project(FIRST, path)


def killed_while_saving(path: Path, after_s: float) -> None:
    """Saves in another process and kills that process some time after its first save."""
    began = path.stat().st_mtime_ns
    saver = multiprocessing.get_context("fork").Process(target=save_for_ever, args=(path,))
    saver.start()
    wait_until(lambda: path.stat().st_mtime_ns != began, pause=lambda: time.sleep(0.0005))
    time.sleep(after_s)
    saver.kill()
    saver.join()
    assert path.stat().st_mtime_ns != began


def moments() -> Iterator[float]:
    chance = random.Random(11)  # noqa: S311 - when to kill
    for _ in range(ROUNDS):
        yield chance.uniform(0, 0.02)


def test_a_file_is_one_whole_generation_whenever_its_saving_is_killed(path: Path) -> None:
    found = set()
    for after_s in moments():
        killed_while_saving(path, after_s)
        whole = (FIRST, SECOND)
        assert open_project(path) in whole
        assert open_project(beside(path)) in whole
        found.add(whole.index(open_project(path)))
    assert found == {0, 1}  # else the kills did not fall where they matter
