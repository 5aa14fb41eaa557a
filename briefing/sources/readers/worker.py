"""The process that reads documents: they come from anywhere, so it can be killed without loss."""

from __future__ import annotations

import gc
import os
import sys
from typing import BinaryIO

import msgspec

from briefing.errors import BriefingError, Problem
from briefing.faults import fault_of, report
from briefing.guarded_process import framed, read_frames
from briefing.operating_system import restrict_further_memory
from briefing.sources.readers.pdf import picture_of, read_with
from briefing.sources.readers.protocol import (
    Answer,
    MemoryUsedUp,
    PictureDrawn,
    PictureRequest,
    ReadingRefused,
    Request,
    TextRead,
    WorkerReady,
)
from briefing.sources.readers.registry import read_document, with_divisions


def main(memory_mb: int) -> None:
    """Serve on standard input and output; send whatever else is printed to standard error."""
    _load_libraries()
    outgoing = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    restrict_further_memory(memory_mb)
    # A text is many small values and no rings of them, through which the collector would go in vain.
    gc.disable()
    serve(sys.stdin.buffer, outgoing)


def serve(incoming: BinaryIO, outgoing: BinaryIO) -> None:
    """Answer requests until the input ends, or until one has used up the memory."""

    def send(answer: Answer) -> None:
        outgoing.write(framed(answer))
        outgoing.flush()

    send(WorkerReady())
    decoder = msgspec.msgpack.Decoder(Request)
    for message in read_frames(incoming):
        try:
            answer = answer_to(decoder.decode(message))
            send(answer)
        except MemoryError:
            send(MemoryUsedUp())
            return
        gc.collect()


def answer_to(request: Request) -> Answer:
    """Read what a request asks for. Raises MemoryError."""
    try:
        if isinstance(request, PictureRequest):
            return PictureDrawn(picture_of(request.raw, request.name, request.page, request.dpi))
        if request.recognised:
            return TextRead(with_divisions(read_with(request.raw, request.name, request.recognised)))
        return TextRead(read_document(request.raw, request.name))
    except BriefingError as error:
        return ReadingRefused(tuple(error.problems))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - the border of the process: the caller reports it
        path = report(fault_of("reading", error))
        remedy = f"A report without its content is in {path}." if path else ""
        message = "The file cannot be read, because of an error in the program."
        return ReadingRefused((Problem(message, remedy, request.name),))


def _load_libraries() -> None:
    """Import what readers import when they are first used: not in the time that a file may take."""
    import charset_normalizer  # noqa: F401
    import lxml.html  # noqa: F401
    import pypdfium2
    import pypdfium2.raw  # noqa: F401
    from PIL import Image, PngImagePlugin  # noqa: F401
