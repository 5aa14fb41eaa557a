"""The recovery journal of one open project: each step is written as soon as it is done.

A journal is a folder. `base.briefing` holds the project as it was opened, `steps.journal` a record of the
project's path and then one for each step or save, `attachments/` files attached since, and
`template.msgpack` a template stored since. So no edit is lost with the process, and the project file is
not touched. A thread syncs what was written at once, for the case that the machine ends.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from briefing.atomic_write import write_atomically
from briefing.codec import decode, encode
from briefing.errors import BriefingError, Problem, ProjectError
from briefing.journal import read_records
from briefing.model.value import Value
from briefing.project.format import FORMAT, Project, format_of, pack, unpack
from briefing.project.history import Moment, Step
from briefing.project.migrations import migrate
from briefing.project.synced_journal import SyncedJournal
from briefing.template_files import Files

BASE, STEPS, ATTACHMENTS = "base.briefing", "steps.journal", "attachments"
TEMPLATE = "template.msgpack"

_STEPS_AS_TEXT = "journal.jsonl"
"""The steps in journals of earlier versions: JSON lines, without frames and checksums."""


class _Record(Value, frozen=True):
    """Exactly one of a step, a save, or the path of the project (empty: it has no file)."""

    step: Step | None = None
    saved_at: Moment | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Recovered:
    """The content of a journal: `steps` since the project was opened, `unsaved` of them since a save."""

    folder: Path
    path: Path | None
    base: Project
    steps: tuple[Step, ...]
    unsaved: int

    @property
    def last_at(self) -> str:
        """The moment of the last step, in UTC; empty where there is none."""
        return self.steps[-1].entry.at if self.steps else ""


class RecoveryJournal:
    """Write the journal of one open project. Raises OSError or BriefingError where the disk refuses."""

    def __init__(
        self,
        folder: Path,
        base: Project | bytes,
        path: Path | None,
        on_failure: Callable[[], object] = lambda: None,
    ) -> None:
        """Begin a journal; `base` is the project, or the bytes of its file in the current format.

        `on_failure` is called in another thread where the disk refuses to sync steps that were written.
        """
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        write_atomically(folder / BASE, base if isinstance(base, bytes) else pack(base))
        self._journal = SyncedJournal(folder / STEPS, on_failure)
        self.note_path(path)

    def note_step(self, step: Step) -> None:
        self._append(_Record(step=step))

    def note_saved(self, at: Moment) -> None:
        self._append(_Record(saved_at=at))

    def note_path(self, path: Path | None) -> None:
        self._append(_Record(path=str(path) if path else ""))

    def keep_attachment(self, content: bytes) -> None:
        folder = self.folder / ATTACHMENTS
        folder.mkdir(exist_ok=True)
        write_atomically(folder / hashlib.sha256(content).hexdigest(), content)

    def keep_template(self, files: Files) -> None:
        write_atomically(self.folder / TEMPLATE, msgspec.msgpack.encode(dict(files)))

    def sync(self) -> None:
        """Wait until all that was noted is on disk."""
        self._journal.sync()

    def discard(self) -> None:
        """Close the journal and remove it: the project was closed in good order."""
        self.close()
        discard(self.folder)

    def close(self) -> None:
        self._journal.close()

    def _append(self, record: _Record) -> None:
        self._journal.append(encode(record))


def is_journal(folder: Path) -> bool:
    """Check for a recovery journal in a folder."""
    return (folder / STEPS).is_file() or (folder / _STEPS_AS_TEXT).is_file()


def discard(folder: Path) -> None:
    """Remove a journal; what cannot be removed is left."""
    shutil.rmtree(folder, ignore_errors=True)


def read_journal(folder: Path) -> Recovered:
    """Read a journal's folder. Raises ProjectError where the project it begins with cannot be read."""
    try:
        raw = (folder / BASE).read_bytes()
        base = unpack(raw, str(folder / BASE))
        records = _records(folder, format_of(raw, str(folder / BASE)))
        attachments = {file.name: file.read_bytes() for file in _attached(folder)}
    except OSError as error:
        raise ProjectError(
            Problem(f"The recovery journal cannot be read: {error.strerror}.", "", str(folder))
        ) from None
    base = replace(
        base, attachments={**base.attachments, **attachments}, template=_template(folder) or base.template
    )
    path, steps, unsaved = "", list[Step](), 0
    for record in records:
        if record.step:
            steps.append(record.step)
            unsaved += 1
        elif record.saved_at:
            unsaved = 0
        path = path if record.path is None else record.path
    return Recovered(folder, Path(path) if path else None, base, tuple(steps), unsaved)


def _attached(folder: Path) -> Iterable[Path]:
    attachments = folder / ATTACHMENTS
    if not attachments.is_dir():
        return []
    return sorted(file for file in attachments.iterdir() if not file.name.startswith("."))


def _template(folder: Path) -> dict[str, bytes]:
    """Return the template that was stored since the project was opened; none where it is damaged."""
    try:
        return msgspec.msgpack.decode((folder / TEMPLATE).read_bytes(), type=dict[str, bytes])
    except (OSError, msgspec.MsgspecError):
        return {}


def _records(folder: Path, version: int) -> list[_Record]:
    """Return the records up to the first that cannot be read: what follows it cannot be trusted.

    `version` is the format of the project that the journal begins with, and so that of its records.
    """
    path = folder / STEPS
    if path.exists():
        contents = read_records(path)
    else:
        path = folder / _STEPS_AS_TEXT
        contents = path.read_bytes().split(b"\n")[:-1]
    records = list[_Record]()
    for number, content in enumerate(contents, start=1):
        try:
            current = content if version == FORMAT else _migrated(content, version)
            records.append(decode(current, _Record, f"{path} record {number}", is_saved=True))
        except (BriefingError, msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            break
    return records


def _migrated(content: bytes, version: int) -> bytes:
    """Return a record in the current format: a step of it has the form of an entry of the history."""
    (record,) = migrate({"history": [msgspec.json.decode(content)]}, version)["history"]
    return msgspec.json.encode(record)
