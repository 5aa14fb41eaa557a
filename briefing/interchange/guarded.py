"""Run an importer in a process of its own, within limits: files come from anywhere.

Both ends are here: `read_guarded` asks, `answer` runs in the process.
"""

from __future__ import annotations

from typing import BinaryIO

import msgspec

from briefing.codec.decoders import msgpack_decoder
from briefing.errors import BriefingError, ImportFileError, Problem
from briefing.guarded_process import (
    GuardedProcess,
    Limits,
    TooSlowError,
    framed,
    program_command,
    read_frames,
)
from briefing.interchange.reading import ImportOptions, Loss, Proposed, Reading, Refusal
from briefing.interchange.registry import IMPORTERS
from briefing.library.editing import put
from briefing.library.editing.edits import PutRecord
from briefing.library.records import Record
from briefing.model.value import Value

_MB = 2**20
_LEAST_S, _S_PER_MB = 10.0, 20.0
_LEAST_MEMORY_MB, _MEMORY_PER_MB, _MOST_MEMORY_MB = 500, 40, 3_072


class _ImportRequest(Value, frozen=True):
    importer_id: str
    name: str
    raw: bytes
    options: ImportOptions


class _ProposedEdit(Value, frozen=True):
    """A proposed record, which is an edit here, since edits have the kind of record in their form."""

    edit: PutRecord
    place: str
    questions: tuple[str, ...]
    by_id: bool


class _ImportAnswer(Value, frozen=True):
    """A reading, or the problems of the file."""

    proposed: tuple[_ProposedEdit, ...] = ()
    refused: tuple[Refusal, ...] = ()
    losses: tuple[Loss, ...] = ()
    mapping: tuple[tuple[str, str], ...] = ()
    remarks: tuple[str, ...] = ()
    is_library: bool = False
    problems: tuple[Problem, ...] = ()


def limits_for(raw: bytes) -> Limits:
    """Return the limits for a file, which grow with its size."""
    size_mb = len(raw) / _MB
    seconds = _LEAST_S + _S_PER_MB * size_mb
    memory_mb = min(_MOST_MEMORY_MB, round(_LEAST_MEMORY_MB + _MEMORY_PER_MB * size_mb))
    return Limits(silence_s=seconds, total_s=seconds, memory_mb=memory_mb)


def read_guarded(
    importer_id: str, raw: bytes, name: str, options: ImportOptions, limits: Limits | None = None
) -> Reading:
    """Read a file with an importer in a process of its own. Raises ImportFileError."""
    limits = limits or limits_for(raw)
    command = program_command("import-worker", "--memory-mb", str(limits.memory_mb))
    try:
        with GuardedProcess(command, limits) as process:
            process.send(_ImportRequest(importer_id, name, raw, options))
            message = next(process.messages(), None)
    except TooSlowError as error:
        what = f"The file was not read within {error.seconds:g} seconds."
        raise ImportFileError(Problem(what, "Divide it.", name)) from None
    except BrokenPipeError:
        message = None
    if message is None:
        what = f"The file needs more than {limits.memory_mb:,} MB of memory, or ended its reader."
        raise ImportFileError(Problem(what, "Divide it, or save it again.", name))
    return _reading(message)


def _reading(message: bytes) -> Reading:
    """Return the reading in an answer. Raises ImportFileError for the problems in it."""
    reply = msgpack_decoder(_ImportAnswer).decode(message)
    if reply.problems:
        raise ImportFileError(reply.problems)
    return Reading(
        tuple(
            Proposed(each.place, _record(each.edit), each.questions, each.by_id) for each in reply.proposed
        ),
        reply.refused,
        reply.losses,
        reply.mapping,
        reply.remarks,
        reply.is_library,
    )


def _record(edit: PutRecord) -> Record:
    (field,) = edit.__struct_fields__
    record: Record = getattr(edit, field)
    return record


def answer(incoming: BinaryIO, outgoing: BinaryIO) -> None:
    """Read one request, run its importer, and write the answer."""
    for frame in read_frames(incoming):
        request = msgspec.msgpack.decode(frame, type=_ImportRequest)
        try:
            reading = IMPORTERS[request.importer_id].read(request.raw, request.name, request.options)
        except BriefingError as error:
            reply = _ImportAnswer(problems=tuple(error.problems))
        else:
            reply = _ImportAnswer(
                tuple(
                    _ProposedEdit(put(each.record), each.place, each.questions, each.by_id)
                    for each in reading.proposed
                ),
                reading.refused,
                reading.losses,
                reading.mapping,
                reading.remarks,
                reading.is_library,
            )
        outgoing.write(framed(reply))
        outgoing.flush()
        return
