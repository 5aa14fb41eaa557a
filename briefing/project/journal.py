"""The recovery journal: each step on disk as soon as it is done, until the project is closed.

A journal is a folder. `base.briefing` holds the project as it was opened, `journal.jsonl` a line for what
it is about and then a line for each step or save, `attachments/` what was attached since, and
`template.msgpack` the template that was kept since. So nothing that was on the screen is lost with the
process, and the file that was being edited is not touched.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from briefing.atomic_write import write_atomically
from briefing.codec import decode, encode
from briefing.errors import BriefingError, Problem, ProjectError
from briefing.model.value import Value
from briefing.project.format import Project, pack, unpack
from briefing.project.history import Moment, Step
from briefing.template_files import Files

BASE, JOURNAL, ATTACHMENTS = "base.briefing", "journal.jsonl", "attachments"
TEMPLATE = "template.msgpack"


class _Line(Value, frozen=True):
    """One line: at most one of a step, a save, or the place of the project."""

    step: Step | None = None
    saved_at: Moment | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Recovered:
    """What a journal holds: `steps` are all since the project was opened, `unsaved` those since a save."""

    folder: Path
    path: Path | None
    base: Project
    steps: tuple[Step, ...]
    unsaved: int

    @property
    def last_at(self) -> str:
        """The moment of the last step, in UTC; empty where there is none."""
        return self.steps[-1].entry.at if self.steps else ""


class Journal:
    """Writes the journal of one open project. Raises OSError where the disk does not take it."""

    def __init__(self, folder: Path, base: Project, path: Path | None) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        write_atomically(folder / BASE, pack(base))
        self._file = os.open(folder / JOURNAL, os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_TRUNC, 0o600)
        self.note_path(path)

    def note_step(self, step: Step) -> None:
        self._append(_Line(step=step))

    def note_saved(self, at: Moment) -> None:
        self._append(_Line(saved_at=at))

    def note_path(self, path: Path | None) -> None:
        self._append(_Line(path=str(path) if path else ""))

    def keep_attachment(self, content: bytes) -> None:
        folder = self.folder / ATTACHMENTS
        folder.mkdir(exist_ok=True)
        write_atomically(folder / hashlib.sha256(content).hexdigest(), content)

    def keep_template(self, files: Files) -> None:
        write_atomically(self.folder / TEMPLATE, msgspec.msgpack.encode(dict(files)))

    def discard(self) -> None:
        """Close the journal and remove it: the project was closed in good order."""
        self.close()
        discard(self.folder)

    def close(self) -> None:
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def _append(self, line: _Line) -> None:
        # One write for one line: a killed process leaves whole lines, and at most the last is torn.
        os.write(self._file, encode(line) + b"\n")


def discard(folder: Path) -> None:
    """Remove a journal; the one line that tells what it is goes last."""
    shutil.rmtree(folder, ignore_errors=True)


def read_journal(folder: Path) -> Recovered:
    """What is in a journal's folder. Raises ProjectError where even its beginning cannot be read."""
    try:
        base = unpack((folder / BASE).read_bytes(), str(folder / BASE))
        lines = _whole_lines((folder / JOURNAL).read_bytes(), folder / JOURNAL)
    except OSError as error:
        raise ProjectError(
            Problem(f"The recovery journal cannot be read: {error.strerror}.", "", str(folder))
        ) from None
    attachments = {file.name: file.read_bytes() for file in _attached(folder)}
    base = replace(
        base, attachments={**base.attachments, **attachments}, template=_template(folder) or base.template
    )
    path, steps, unsaved = "", list[Step](), 0
    for line in lines:
        if line.step:
            steps.append(line.step)
            unsaved += 1
        elif line.saved_at:
            unsaved = 0
        path = path if line.path is None else line.path
    return Recovered(folder, Path(path) if path else None, base, tuple(steps), unsaved)


def _attached(folder: Path) -> Iterable[Path]:
    found = folder / ATTACHMENTS
    return (
        sorted(file for file in found.iterdir() if not file.name.startswith(".")) if found.is_dir() else []
    )


def _template(folder: Path) -> dict[str, bytes]:
    """The template that was kept since; none where it is damaged."""
    try:
        return msgspec.msgpack.decode((folder / TEMPLATE).read_bytes(), type=dict[str, bytes])
    except (OSError, msgspec.MsgspecError):
        return {}


def _whole_lines(raw: bytes, path: Path) -> list[_Line]:
    """The lines up to the first that is torn or damaged: what comes behind it cannot be trusted."""
    lines: list[_Line] = []
    for number, text in enumerate(raw.split(b"\n")[:-1], start=1):
        try:
            lines.append(decode(text, _Line, f"{path} line {number}"))
        except BriefingError:
            break
    return lines
