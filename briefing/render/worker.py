"""The rendering worker: a process of its own that stays warm, and that can be killed without loss.

Its standard input and output carry frames: four bytes of length, big-endian, then a MessagePack message. It
reads requests until its input ends, and answers each with progress and then a result or a failure.
"""

from __future__ import annotations

import os
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, TypeVar

import msgspec

from briefing.errors import BriefingError, Problem
from briefing.grading import Scales, load_scales
from briefing.model.briefing import Briefing
from briefing.operating_system import restrict_memory
from briefing.render.enclosure import Enclosure
from briefing.render.limits import LIMITS, too_hungry
from briefing.render.pipeline import Rendering, render, sketch
from briefing.render.template import Template, load_template
from briefing.render.views import RowPlace

_LENGTH = struct.Struct(">I")
MAX_FRAME_BYTES = 512 * 2**20


class Request(msgspec.Struct, frozen=True):
    """What is to be rendered; `number` comes back with every answer to it.

    `enclosures` travel in the PDF; `earlier` is the issue before. With `only_row` that row alone is
    rendered.
    """

    number: int
    briefing: Briefing
    template_folder: str
    attachments: dict[str, bytes] = {}
    allow_flaws: bool = True
    enclosures: tuple[Enclosure, ...] = ()
    earlier: Briefing | None = None
    only_row: str = ""


class Ready(msgspec.Struct, frozen=True, tag=True):
    """The worker has loaded all that it needs."""


class Progressed(msgspec.Struct, frozen=True, tag=True):
    number: int
    step: str
    done: int
    total: int


class Rendered(msgspec.Struct, frozen=True, tag=True):
    """A finished PDF; `flaw_rows` names the rows that the flaws are in, each once, in their order."""

    number: int
    pdf: bytes
    page_count: int
    rows: tuple[RowPlace, ...] = ()
    flaws: tuple[str, ...] = ()
    flaw_rows: tuple[str, ...] = ()


class Failed(msgspec.Struct, frozen=True, tag=True):
    """Why nothing was rendered; `is_fault` tells a fault of the program from one in what it was given."""

    number: int
    problems: tuple[str, ...]
    is_fault: bool = False


Answer = Ready | Progressed | Rendered | Failed
_Message = TypeVar("_Message")


def framed(message: object) -> bytes:
    """A message as bytes to send. Raises ValueError where it is too large for a frame."""
    raw = msgspec.msgpack.encode(message)
    if len(raw) > MAX_FRAME_BYTES:
        raise ValueError(f"a message of {len(raw) // 2**20} MB")
    return _LENGTH.pack(len(raw)) + raw


class Frames:
    """Takes bytes as they arrive and gives the messages that are whole."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def add(self, raw: bytes) -> Iterator[bytes]:
        self._waiting += raw
        while len(self._waiting) >= _LENGTH.size:
            (length,) = _LENGTH.unpack_from(self._waiting)
            end = _LENGTH.size + length
            if length > MAX_FRAME_BYTES or len(self._waiting) < end:
                return
            yield bytes(self._waiting[_LENGTH.size : end])
            del self._waiting[:end]


def serve(incoming: BinaryIO, outgoing: BinaryIO, memory_mb: int = LIMITS.memory_mb) -> None:
    """Answer requests until the input ends, or one has taken all the memory that there may be."""
    worker = _Worker(outgoing, memory_mb)
    worker.say(Ready())
    for request in _requests(incoming):
        if not worker.answer(request):
            return


def _requests(incoming: BinaryIO) -> Iterator[Request]:
    decoder = msgspec.msgpack.Decoder(Request)
    while head := incoming.read(_LENGTH.size):
        (length,) = _LENGTH.unpack(head)
        yield decoder.decode(incoming.read(length))


class _Worker:
    def __init__(self, outgoing: BinaryIO, memory_mb: int) -> None:
        from briefing.render.pages import Typesetter

        self._outgoing = outgoing
        self._memory_mb = memory_mb
        self._scales: Scales = load_scales()
        self._new_typesetter = Typesetter
        self._typesetter: Typesetter | None = None
        self._set_for: tuple[object, ...] = ()

    def say(self, answer: Answer) -> None:
        self._outgoing.write(framed(answer))
        self._outgoing.flush()

    def answer(self, request: Request) -> bool:
        """Answer a request; tells whether the worker is fit for another."""
        try:
            self.say(self._rendered(request))
        except BriefingError as error:
            self.say(Failed(request.number, tuple(map(str, error.problems))))
        except MemoryError:
            self._typesetter = None
            problem = too_hungry(request.template_folder, self._memory_mb)
            self.say(Failed(request.number, (str(problem),)))
            return False
        except Exception as error:  # noqa: BLE001 - the border of the process: whoever asked is told
            problem = Problem(f"Rendering failed: {type(error).__name__}: {error}.", "Report this fault.")
            self.say(Failed(request.number, (str(problem),), is_fault=True))
        return True

    def _rendered(self, request: Request) -> Rendered:
        template = load_template(Path(request.template_folder))
        self._keep_typesetter(template, request.attachments)
        rendering = self._sketch(request, template) if request.only_row else self._whole(request, template)
        return Rendered(
            number=request.number,
            pdf=rendering.pdf,
            page_count=rendering.page_count,
            rows=rendering.rows,
            flaws=tuple(map(str, rendering.flaws)),
            flaw_rows=tuple(dict.fromkeys(filter(None, map(_row_of, rendering.flaws)))),
        )

    def _whole(self, request: Request, template: Template) -> Rendering:
        return render(
            request.briefing,
            template,
            self._scales,
            attachments=request.attachments,
            allow_flaws=request.allow_flaws,
            progress=lambda step, done, total: self.say(Progressed(request.number, step, done, total)),
            typesetter=self._typesetter,
            enclosures=request.enclosures,
            earlier=request.earlier,
        )

    def _sketch(self, request: Request, template: Template) -> Rendering:
        return sketch(
            request.briefing, template, self._scales, request.only_row, typesetter=self._typesetter
        )

    def _keep_typesetter(self, template: Template, attachments: dict[str, bytes]) -> None:
        """Keep the last request's typesetter where template and attachments are the same."""
        files = sorted(
            (str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in template.files()
        )
        wanted = (template.folder, tuple(files), tuple(sorted(attachments)))
        if wanted != self._set_for:
            self._typesetter = self._new_typesetter(template.folder, attachments)
            self._set_for = wanted


def _row_of(flaw: Problem) -> str:
    """The id of the row that a flaw is in; empty where it is in none."""
    kind, _, rest = flaw.field.partition(" ")
    return rest.partition(" ")[0] if kind == "row" else ""


def main(memory_mb: int = LIMITS.memory_mb) -> None:
    """Serve on standard input and output; whatever else is printed goes to standard error."""
    restrict_memory(memory_mb)
    outgoing = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    serve(sys.stdin.buffer, outgoing, memory_mb)
