"""Everything that operating systems do differently, so that support for another one is work in one place.

The program is written for POSIX systems and tested on Linux. Where a call exists only there, the function
here does what can be done elsewhere, and says so. No other module asks which system it runs on.
"""

from __future__ import annotations

import contextlib
import mmap
import os
import signal
import sys
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, NamedTuple

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

BINARY = getattr(os, "O_BINARY", 0)
"""The flag of `os.open` that keeps Windows from changing line ends."""

_MB = 2**20
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3
_MADV_DONTNEED = 4
_mapped_files: weakref.WeakSet[mmap.mmap] = weakref.WeakSet()
_LARGE_BYTES = 256 * 2**10
"""A block of so many bytes is large: images of pages have a hundred times as many."""
_LESS_URGENT = 5
"""By so much nicer, of 19 at most, is a process whose results can come a little later."""

_LOOKED_FOR_S = 0.1
_LEAST_SPARE = 0.5
"""Of a processor. With less, a process that gives way to others would not come to its work."""
_PROCESSES = Path("/proc")
_IDLE = slice(3, 5)
"""The places of the times in which a processor waits, also for a disk, in the first line of `stat`."""


def has_display() -> bool:
    """Return whether a window can be shown. A set `QT_QPA_PLATFORM` is trusted to name a way to do it."""
    variables = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in variables)


def types_characters_with_alt() -> bool:
    """Return whether the Alt key types further characters, as on macOS, and is no sign of a mnemonic."""
    return sys.platform == "darwin"


def names_boxes_by_relation() -> bool:
    """Return whether screen readers get a combo box's name from its label alone, as over AT-SPI."""
    return sys.platform.startswith("linux")


@contextmanager
def stop_requests_handled(handle: Callable[[], object]) -> Iterator[None]:
    """Call `handle` on Ctrl+C and on a request to end, in the main thread, until the context is left.

    Python runs it between two of its own instructions: an event loop in C has to return to Python
    regularly. Windows knows Ctrl+C alone.
    """
    previous = {
        number: signal.signal(number, lambda *_: handle()) for number in (signal.SIGINT, signal.SIGTERM)
    }
    try:
        yield
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)


def was_killed(exit_code: int) -> bool:
    """Return whether a child process ended by a signal. Never true on Windows, which has none."""
    return exit_code < 0


def has_processor_to_spare() -> bool:
    """Return whether one more process that computes would slow down no other.

    Linux says what the processors do meanwhile: this takes a tenth of a second. The process that asks has
    one of them to itself, with the one that started it and waits for it. Elsewhere the load of the last
    minute decides, which this program is part of; Windows has none: there must be several processors.
    """
    count = os.cpu_count() or 1
    before = _processor_time()
    if count == 1 or before is None:
        return count > 1 and _load() <= count - 1
    time.sleep(_LOOKED_FOR_S)
    after = _processor_time() or before
    share_of_others = (after.of_others - before.of_others) / max(after.in_all - before.in_all, 1)
    return share_of_others * count <= count - 1 - _LEAST_SPARE


class _ProcessorTime(NamedTuple):
    """Ticks of the clock for all processors together, and for what else computes than this program."""

    in_all: int
    of_others: int


def _processor_time() -> _ProcessorTime | None:
    """Return the time since the system started; None where it does not say."""
    try:
        line = (_PROCESSES / "stat").read_text(encoding="ascii").partition("\n")[0]
        # After these eight come times that are in those of users, too.
        ticks = [int(each) for each in line.split()[1:9]]
        own = sum(_ticks_of(process) for process in ("self", str(os.getppid())))
        return _ProcessorTime(sum(ticks), sum(ticks) - sum(ticks[_IDLE]) - own)
    except (OSError, ValueError, IndexError):
        return None


def _ticks_of(process: str) -> int:
    """Return the processor time of a process."""
    # The name of the program, in brackets, may have spaces.
    text = (_PROCESSES / process / "stat").read_text(encoding="utf-8", errors="replace")
    return sum(int(each) for each in text.rpartition(")")[2].split()[11:13])


def _load() -> float:
    try:
        return os.getloadavg()[0]
    except (AttributeError, OSError):
        return 0.0


def give_way() -> None:
    """Let other processes have the processor first where both need it; Windows has no such call."""
    if hasattr(os, "nice"):
        os.nice(_LESS_URGENT)


def restrict_memory(memory_mb: int) -> None:
    """Limit the memory of this process and write no core file. Systems without such limits set none."""
    try:
        import resource
    except ImportError:  # not a POSIX system
        return
    limit = memory_mb * _MB
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard not in {resource.RLIM_INFINITY, -1}:
        limit = min(limit, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def mapped_file(path: Path) -> mmap.mmap:
    """Map a file to be read. Its pages are released with free memory, and taken from the file again."""
    with path.open("rb") as file:
        content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    _mapped_files.add(content)
    return content


def return_free_memory() -> None:
    """Return memory that is free within this process to the system, where the C library can."""
    for content in list(_mapped_files):
        with contextlib.suppress(ValueError, OSError, AttributeError):  # closed, or Windows
            content.madvise(_MADV_DONTNEED)
    if sys.platform == "linux":
        import ctypes

        with contextlib.suppress(OSError, AttributeError):  # not the GNU library
            ctypes.CDLL(None).malloc_trim(0)


def keep_large_blocks_apart() -> None:
    """Return large blocks of memory to the system as soon as they are freed, where the C library can.

    With each such block that is freed, the GNU library takes further ones of its size from the heap that
    small blocks are in, up to 32 MB, and a single small block behind them keeps all that is free.
    """
    if sys.platform == "linux":
        import ctypes

        with contextlib.suppress(OSError, AttributeError):  # not the GNU library
            mallopt = ctypes.CDLL(None).mallopt
            mallopt(_M_TRIM_THRESHOLD, _MB)  # by itself the next one would make it the least there is
            mallopt(_M_MMAP_THRESHOLD, _LARGE_BYTES)


def release_file_pages(is_released: Callable[[Path], bool]) -> None:
    """Take the pages of files that are mapped to be read only from the memory of this process.

    The files are those for whose paths `is_released` is true. A page that is needed again is taken from
    the file, without being read from the disk where the system still has it.
    """
    try:
        lines = Path("/proc/self/maps").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:  # not Linux
        return
    import ctypes

    madvise = ctypes.CDLL(None).madvise
    for line in lines:
        addresses, permissions, _, _, _, *path = line.split(maxsplit=5)
        if permissions == "r--p" and path and is_released(Path(path[0])):
            first, end = (int(address, 16) for address in addresses.split("-"))
            madvise(ctypes.c_void_p(first), ctypes.c_size_t(end - first), _MADV_DONTNEED)


def restrict_further_memory(memory_mb: int) -> None:
    """Limit the memory of this process to what it has now and `memory_mb` more, where systems can."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    except (OSError, ValueError, IndexError):  # not Linux
        present = 0
    else:
        present = pages * os.sysconf("SC_PAGE_SIZE") // _MB
    restrict_memory(present + memory_mb)


def restrict_memory_of(process_id: int, memory_mb: int) -> None:
    """Limit the memory of another process of this user, where systems can."""
    try:
        from resource import RLIMIT_AS, prlimit
    except ImportError:  # not Linux
        return
    with contextlib.suppress(OSError, ValueError):  # it has ended, or has a lower limit
        prlimit(process_id, RLIMIT_AS, (memory_mb * _MB, memory_mb * _MB))


def open_without_waiting(path: Path) -> BinaryIO:
    """Open a file for reading. A pipe that nobody writes to is opened, and read as empty, at once.

    Raises OSError. Windows has no such pipes among its files.
    """
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | BINARY)
    return os.fdopen(descriptor, "rb")


def open_device(path: Path) -> BinaryIO:
    """Open a device or a pipe for writing. A pipe that nobody reads from is an error, not a wait.

    Raises OSError.
    """
    descriptor = os.open(path, os.O_WRONLY | getattr(os, "O_NONBLOCK", 0) | BINARY)
    os.set_blocking(descriptor, True)
    return os.fdopen(descriptor, "wb")


def open_without_following(path: Path) -> int:
    """Return a descriptor for reading the file itself, never what a symbolic link points at.

    A pipe is opened at once. Raises OSError for a link. Windows follows it.
    """
    flags = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    return os.open(path, os.O_RDONLY | flags | BINARY)


def new_file_mode() -> int:
    """Return the permissions that a new file gets here. Not safe while other threads create files."""
    mask = os.umask(0o077)
    os.umask(mask)
    return 0o666 & ~mask


def sync_folder(folder: Path) -> None:
    """Wait until the names of the folder's files are on the disk. Windows has no call for that."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def is_open_at(descriptor: int, path: Path) -> bool:
    """Return whether `path` still names the open file."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.lstat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    # Locked bytes cannot be read by others, so the byte that is locked is far past the content.
    _LOCKED_BYTE = 2**30

    def try_lock(descriptor: int) -> bool | None:
        os.lseek(descriptor, _LOCKED_BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        finally:
            os.lseek(descriptor, 0, os.SEEK_SET)
        return True

    def process_exists(process_id: int) -> bool:
        return process_id > 0

    def remove_and_close(descriptor: int, path: Path) -> None:
        # An open file cannot be removed; if another process opens it in between, removing fails.
        os.close(descriptor)
        path.unlink()

else:

    def try_lock(descriptor: int) -> bool | None:
        """Lock an open file for this process alone.

        Returns True where that was done, False where another process has the lock, and None where the file
        system has no locks. The lock ends with the process, or when the descriptor is closed.
        """
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return None
        return True

    def process_exists(process_id: int) -> bool:
        """Return whether a process of this machine exists; on Windows every id is assumed to."""
        try:
            os.kill(process_id, 0)
        except (ProcessLookupError, OverflowError):
            return False
        except PermissionError:
            pass  # it exists and belongs to somebody else
        return process_id > 0

    def remove_and_close(descriptor: int, path: Path) -> None:
        """Remove a locked file and unlock it. A file that took its place under that name is left alone."""
        try:
            if is_open_at(descriptor, path):
                path.unlink()
        finally:
            os.close(descriptor)


@contextmanager
def libraries_loaded_by_file_name() -> Iterator[None]:
    """Find no library by its bare name, so that an importer that tries several names comes to its file's.

    To search for a bare name Python runs ldconfig, gcc and ld on Linux: for the libraries of WeasyPrint 27
    programs in all, which take 0.4 s. Other systems search without programs, and name files differently.
    """
    if sys.platform != "linux":
        yield
        return
    import ctypes.util

    search = ctypes.util.find_library
    ctypes.util.find_library = _find_none
    try:
        yield
    finally:
        ctypes.util.find_library = search


def _find_none(name: str) -> None:
    """Find no library."""
