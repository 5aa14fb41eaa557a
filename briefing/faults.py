"""Errors in the program: stop one part of it, and describe the error without content of a briefing."""

from __future__ import annotations

import datetime
import functools
import linecache
import logging
import re
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import TypeVar

import briefing
from briefing import paths
from briefing.atomic_write import write_atomically
from briefing.clock import utc_now
from briefing.errors import BriefingError
from briefing.input_file import read_regular

log = logging.getLogger(__name__)
T = TypeVar("T")
_MOST_REPORTS = 50
_MOST_BYTES = 2**20
_PACKAGE = Path(briefing.__file__).resolve().parent
_HEAD = """\
Treaty Briefing: report of an error in the program

This file holds no content of a briefing. It lists the places in the program that led to the error. The
messages of exceptions and the values of variables are left out, because they may quote a briefing.

Part:     {part}
Program:  Treaty Briefing {version}
Python:   {python}
Platform: {platform}
Time:     {time}

{trace}
"""


@dataclass(frozen=True, slots=True)
class Fault:
    """An error in the program that stopped `part` of it.

    `trace` lists the places that led to it, with the types of the exceptions and without their messages.
    """

    part: str
    trace: str

    @property
    def name(self) -> str:
        """A name for the error, the same wherever the same code fails."""
        import hashlib

        return hashlib.sha256(f"{self.part}\0{self.trace}".encode()).hexdigest()[:12]


def fault_of(part: str, error: BaseException) -> Fault:
    """Describe an exception; `part` names the part of the program, without content of a briefing."""
    return Fault(part, "\n".join(_chain(error)))


def isolated(part: str, function: Callable[[], T]) -> T | Fault:
    """Return the result of a function, or the fault that stopped it.

    An error of the user, or too little memory, is none of the function's faults and is raised.
    """
    try:
        return function()
    except (BriefingError, MemoryError):
        raise
    except Exception as error:
        log.info("an error in the program stopped: %s", part, exc_info=True)
        return fault_of(part, error)


# Reports

_written: dict[str, Path] = {}


def report(fault: Fault) -> Path | None:
    """Write a report of a fault, once in a process; return its path, or None if it cannot be written."""
    folder = paths.fault_reports()
    written = _written.get(fault.name)
    if written is not None and written.parent == folder and written.is_file():
        return written
    now = utc_now()
    path = folder / f"{now:%Y-%m-%dT%H-%M-%SZ}-{fault.name}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(path, _text(fault, now).encode())
        _remove_oldest(folder)
    except (OSError, BriefingError) as error:
        log.warning("no report of a fault: %s", error)
        return None
    _written[fault.name] = path
    return path


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """A report on disk: the part that failed, the moment (UTC, ISO 8601), and the whole text."""

    path: Path
    part: str
    time: str
    text: str


def written_reports() -> list[WrittenReport]:
    """Return the reports on disk, the latest first; files that cannot be read are left out."""
    reports = []
    try:
        files = sorted(paths.fault_reports().glob("*.txt"), reverse=True)
    except OSError:
        return []
    for path in files:
        try:
            text = read_regular(path, _MOST_BYTES).decode("utf-8", "replace")
        except BriefingError:
            continue
        reports.append(WrittenReport(path, _field(text, "Part"), _field(text, "Time"), text))
    return reports


def _field(text: str, name: str) -> str:
    """Return a field from the head of a report; empty if it is missing."""
    match = re.search(rf"^{name}:[ ]*(.*)$", text, re.MULTILINE)
    return match[1].strip() if match else ""


def _text(fault: Fault, now: datetime.datetime) -> str:
    import platform

    return _HEAD.format(
        part=fault.part,
        version=briefing.__version__,
        python=sys.version.split()[0],
        platform=platform.platform(),
        time=now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        trace=fault.trace,
    )


def _remove_oldest(folder: Path) -> None:
    """Keep the latest reports: a part that fails at every start must not fill the disk."""
    for path in sorted(folder.glob("*.txt"))[:-_MOST_REPORTS]:
        path.unlink(missing_ok=True)


# Traces


def _chain(error: BaseException) -> Iterator[str]:
    """Yield the lines of a traceback: causes first, as Python prints them."""
    seen = set[int]()
    errors: list[BaseException] = []
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        errors.append(current)
        current = current.__cause__ or (None if current.__suppress_context__ else current.__context__)
    for number, each in enumerate(reversed(errors)):
        if number:
            yield "\nThe error above led to this one:\n"
        yield "Traceback (most recent call last):"
        for frame, line in traceback.walk_tb(each.__traceback__):
            yield from _place(frame, line)
        kind = type(each)
        yield f"{kind.__module__}.{kind.__qualname__}: (message left out)"


def _place(frame: FrameType, line: int) -> Iterator[str]:
    """Yield the lines for a frame; of code that is not the program's only that there was some."""
    name = _known_path(frame.f_code.co_filename)
    if name is None:
        yield "  (code outside of the program)"
        return
    yield f"  {name}, line {line}, in {frame.f_code.co_qualname}"
    if source := linecache.getline(frame.f_code.co_filename, line).strip():
        yield f"    {source}"


@functools.cache
def _program_folders() -> tuple[tuple[Path, str], ...]:
    """Return the folders of the program's and its libraries' code, and how paths in each must begin."""
    import sysconfig

    return (
        (_PACKAGE.parent, "briefing/"),
        (Path(sysconfig.get_path("purelib")), ""),
        (Path(sysconfig.get_path("stdlib")), ""),
    )


def _known_path(file_name: str) -> str | None:
    """Return the path of a file of the program relative to its folder; None for any other file."""
    for folder, beginning in _program_folders():
        try:
            name = Path(file_name).resolve().relative_to(folder.resolve()).as_posix()
        except (ValueError, OSError):
            continue
        if name.startswith(beginning) and name.endswith(".py"):
            return name
    return None
