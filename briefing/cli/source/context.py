"""Options of the commands of the group source, and the source and text that they name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from briefing.cli.output import print_message
from briefing.errors import LibraryError
from briefing.guarded_process import Limits
from briefing.input_file import read_regular
from briefing.library.records import RecordKey, RecordKind
from briefing.library.session import LibrarySession
from briefing.model.source import Attachment, Source
from briefing.sources.archive import SourceArchive, archive_with
from briefing.sources.readers.guarded import READ_LIMITS
from briefing.sources.recognition import read_recognising
from briefing.sources.source_text import SourceText

MOST_BYTES = 256 * 2**20

source_argument = click.argument("source_id", metavar="SOURCE")


def limit_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options for the limits of the process that reads the file."""
    command = click.option(
        "--memory-mb",
        type=click.IntRange(min=1),
        default=READ_LIMITS.memory_mb,
        show_default=True,
        help="The memory that reading the file may need, in MB.",
    )(command)
    return click.option(
        "--seconds",
        type=click.FloatRange(min=0.1),
        default=READ_LIMITS.total_s,
        show_default=True,
        help="The time that reading the file may need.",
    )(command)


def limits_of(seconds: float, memory_mb: int) -> Limits:
    return Limits(READ_LIMITS.silence_s + seconds, seconds, memory_mb, READ_LIMITS.start_s)


def read_file(path: Path) -> bytes:
    return read_regular(path, MOST_BYTES, "Divide it.")


def read_text(raw: bytes, name: str, limits: Limits, language: str) -> SourceText:
    """Read a document, scanned pages too, and print what was not readable. Raises SourceError."""
    text = read_recognising(
        raw,
        name,
        language=language,
        limits=limits,
        progress=lambda done, count: print_message(f"Recognising page {done + 1} of {count}"),
    )
    for remark in text.remarks:
        print_message(remark)
    return text


def source_of(session: LibrarySession, source_id: str) -> Source:
    """Return a source of the library. Raises LibraryError where there is none."""
    source = session.library.record(RecordKey(RecordKind.SOURCE, source_id))
    if not isinstance(source, Source):
        raise LibraryError(f"There is no source '{source_id}'.", "See 'briefing source list'.")
    return source


def archive_of(session: LibrarySession, copy: Attachment) -> SourceArchive:
    """Return the archive of the layer that has a copy."""
    return archive_with(copy.sha256, [layer.folder for layer in session.library.layers])


def copy_of(source: Source) -> Attachment:
    """Return the current copy of a source. Raises LibraryError where there is none."""
    if not source.attachments:
        message = f"The source '{source.id}' has no archived copy."
        raise LibraryError(message, f"Add its file with 'briefing source replace {source.id} FILE'.")
    return source.attachments[-1]
