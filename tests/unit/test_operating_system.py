"""Calls that operating systems answer differently, as POSIX systems answer them."""

from __future__ import annotations

import ctypes.util
import mmap
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefing import operating_system
from briefing.guarded_process import program_command
from briefing.operating_system import (
    has_display,
    has_processor_to_spare,
    libraries_loaded_by_file_name,
    mapped_file,
    new_file_mode,
    open_without_waiting,
    release_file_pages,
    return_free_memory,
    stop_requests_handled,
    sync_folder,
    was_killed,
)
from tests.patience import wait_until

DISPLAY_VARIABLES = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


@pytest.mark.parametrize("name", DISPLAY_VARIABLES)
def test_a_window_can_be_shown_where_a_display_is_named(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for variable in DISPLAY_VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    assert not has_display()
    monkeypatch.setenv(name, "somewhere")
    assert has_display()


@pytest.mark.parametrize(
    ("count", "waiting", "is_there_one"), [(1, 0.0, False), (2, 0.9, True), (2, 1.4, False), (8, 2.6, True)]
)
def test_where_the_system_says_no_more_a_processor_is_to_spare_by_the_load(
    monkeypatch: pytest.MonkeyPatch, count: int, waiting: float, is_there_one: bool
) -> None:
    monkeypatch.setattr(operating_system, "_processor_time", lambda: None)
    monkeypatch.setattr(os, "cpu_count", lambda: count)
    monkeypatch.setattr(os, "getloadavg", lambda: (waiting, 0.0, 0.0), raising=False)
    assert has_processor_to_spare() is is_there_one


@pytest.mark.parametrize(
    ("count", "idle", "of_program", "is_there_one"),
    [
        (2, 10, 10, True),  # the worker has a processor, and the other rests
        (2, 0, 20, True),  # the window still draws; then it waits for the worker
        (2, 10, 0, False),  # another program has a processor, and the worker needs the other
        (2, 0, 0, False),
        (2, 14, 2, True),
        (8, 30, 10, True),
        (8, 4, 10, False),
        (1, 9, 1, False),
    ],
)
def test_a_processor_is_to_spare_where_other_programs_leave_more_than_one(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    count: int,
    idle: int,
    of_program: int,
    is_there_one: bool,
) -> None:
    """Of ten ticks for each processor so many are idle, and so many those of this program."""

    def record(busy: int, idle: int, own: int) -> None:
        zeros = " ".join("0" * 10)
        for name, text in {
            "stat": f"cpu {busy} 0 50 {idle} 7 0 0 0 40 0\ncpu0 {busy} 0 50 {idle}\n",
            "self/stat": f"7 (a (b) c) S {zeros} {own} 5 9 9\n",
            f"{os.getppid()}/stat": f"6 (d) S {zeros} 3 {own} 9 9\n",
        }.items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(text)

    record(busy=50, idle=600, own=20)
    after = {"busy": 50 + 10 * count - idle, "idle": 600 + idle, "own": 20 + of_program // 2}
    monkeypatch.setattr(time, "sleep", lambda _: record(**after))
    monkeypatch.setattr(operating_system, "_PROCESSES", tmp_path)
    monkeypatch.setattr(os, "cpu_count", lambda: count)
    monkeypatch.setattr(os, "getloadavg", lambda: (99.0, 99.0, 99.0), raising=False)
    assert has_processor_to_spare() is is_there_one


def test_other_systems_than_linux_always_have_a_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    for variable in DISPLAY_VARIABLES:
        monkeypatch.delenv(variable, raising=False)
    assert has_display()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_request_to_stop_is_handled_inside_and_as_before_afterwards(number: signal.Signals) -> None:
    requests: list[str] = []
    before = signal.getsignal(number)
    with stop_requests_handled(lambda: requests.append("stop")):
        signal.raise_signal(number)
        assert requests == ["stop"]
    assert signal.getsignal(number) is before


def test_a_killed_process_differs_from_one_that_failed() -> None:
    codes = [
        subprocess.run([sys.executable, "-c", code], check=False).returncode
        for code in ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "raise SystemExit(3)")
    ]
    assert [was_killed(code) for code in codes] == [True, False]


def test_memory_past_the_limit_is_refused() -> None:
    code = (
        "from briefing.operating_system import restrict_memory\n"
        "restrict_memory(200)\n"
        "try:\n    bytearray(400 * 2**20)\nexcept MemoryError:\n    print('refused')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "refused\n"


def test_a_pipe_that_nobody_writes_to_does_not_block(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with open_without_waiting(pipe) as file:
        assert file.read() == b""


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        open_without_waiting(tmp_path / "absent")


def test_the_mode_of_a_new_file_is_what_the_system_gives(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        file = tmp_path / "file"
        file.touch()
        assert new_file_mode() == file.stat().st_mode & 0o777 == 0o640
        assert os.umask(0o027) == 0o027
    finally:
        os.umask(before)


def test_a_folder_is_brought_to_the_disk(tmp_path: Path) -> None:
    sync_folder(tmp_path)
    with pytest.raises(FileNotFoundError):
        sync_folder(tmp_path / "absent")


_LARGE_BLOCKS = """
import ctypes
from briefing.operating_system import keep_large_blocks_apart
library = ctypes.CDLL(None)
library.malloc.restype, library.free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
fields = [(name, ctypes.c_size_t) for name in "arena blocks s h mapped us fs used free k".split()]
library.mallinfo2.restype = type("Info", (ctypes.Structure,), {"_fields_": fields})
def is_mapped():
    before = library.mallinfo2().mapped
    block = library.malloc(4 * 2**20)
    mapped = library.mallinfo2().mapped - before
    library.free(block)
    return mapped > 0
"""


@pytest.mark.skipif(sys.platform != "linux", reason="Only the GNU library says where its blocks are.")
@pytest.mark.parametrize(
    ("first", "are_mapped"),
    [("", [True, False, False]), ("keep_large_blocks_apart()", [True, True, True])],
)
def test_large_blocks_do_not_come_from_the_heap_of_small_ones(first: str, are_mapped: list[bool]) -> None:
    code = f"{_LARGE_BLOCKS}\n{first}\nprint([is_mapped() for _ in range(3)])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == f"{are_mapped}\n"


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux says what is mapped.")
def test_pages_of_a_mapped_file_leave_memory_and_are_read_again_when_they_are_needed(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "fonts-of-a-test"
    folder.mkdir()
    path = folder / "font"
    path.write_bytes(b"letters!" * 2**17)
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, mmap.MAP_PRIVATE, mmap.PROT_READ) as mapped:
        assert bytes(mapped) == path.read_bytes()
        assert _kilobytes_of(path) == 1024
        release_file_pages(lambda each: each.suffix == ".other")
        assert _kilobytes_of(path) == 1024
        release_file_pages(lambda each: each == path)
        assert _kilobytes_of(path) == 0
        assert bytes(mapped) == path.read_bytes()


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux says what is mapped.")
def test_pages_of_a_file_that_is_open_to_be_read_leave_memory_with_what_is_free(tmp_path: Path) -> None:
    path = tmp_path / "words"
    path.write_bytes(b"letters!" * 2**17)
    with mapped_file(path) as closed:
        assert bytes(closed[:8]) == b"letters!"
    mapped = mapped_file(path)
    assert bytes(mapped) == path.read_bytes()
    assert _kilobytes_of(path) == 1024
    return_free_memory()
    assert _kilobytes_of(path) == 0
    assert bytes(mapped) == path.read_bytes()


def _kilobytes_of(path: Path) -> int:
    """Return how much of a mapped file is in the memory of this process."""
    maps = Path("/proc/self/smaps").read_text(encoding="utf-8").split(str(path), 1)[1]
    return int(maps.split("Rss:", 1)[1].split()[0])


@pytest.mark.parametrize("command", ["parse-worker", "layout-worker"])
def test_processes_whose_results_can_come_later_let_others_have_the_processor_first(command: str) -> None:
    own = os.getpriority(os.PRIO_PROCESS, 0)
    with subprocess.Popen(
        program_command(command),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            wait_until(lambda: os.getpriority(os.PRIO_PROCESS, process.pid) > own)
        finally:
            process.kill()


_IMPORTER = """
import sys
started = []
sys.addaudithook(lambda event, details: started.append(details) if event == "subprocess.Popen" else None)
from briefing.render.layout import typesetter
print(started, file=sys.stderr)
sys.exit(bool(started))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems search without other programs")
def test_no_program_is_started_to_find_the_libraries_of_weasyprint() -> None:
    done = subprocess.run([sys.executable, "-c", _IMPORTER], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()


def test_libraries_are_found_by_their_names_again_afterwards() -> None:
    search = ctypes.util.find_library
    with pytest.raises(OSError, match="of a library"), libraries_loaded_by_file_name():
        raise OSError("of a library")
    assert ctypes.util.find_library is search
