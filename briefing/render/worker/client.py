"""One rendering in a worker of its own, held to limits; the caller waits and is told of progress."""

from __future__ import annotations

import queue
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import msgspec

from briefing.errors import Problem, RenderError
from briefing.render.pipeline import Progress
from briefing.render.worker.limits import LIMITS, Limits, ended, too_slow, worker_command
from briefing.render.worker.server import (
    Answer,
    Failed,
    FrameReader,
    Progressed,
    Ready,
    Rendered,
    Request,
    framed,
)

_CHUNK = 1 << 16
_ENDED = b""


def render_guarded(
    request: Request, progress: Progress = lambda _step, _done, _total: None, limits: Limits = LIMITS
) -> Rendered:
    """What the worker makes of the request. Raises RenderError for what it refuses or may not take."""
    with _worker(limits) as process:
        for answer in _answers(process, request, limits):
            if isinstance(answer, Progressed):
                progress(answer.step, answer.done, answer.total)
            elif isinstance(answer, Rendered):
                return answer
            elif isinstance(answer, Failed):
                if answer.is_fault:
                    raise RuntimeError("\n".join(answer.problems))
                raise RenderError(map(Problem, answer.problems))
    raise RenderError(ended(request.template_folder, limits.memory_mb))


@contextmanager
def _worker(limits: Limits) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(  # noqa: S603 - this program again
        worker_command(limits), stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        with process:
            try:
                yield process
            finally:
                process.kill()
    finally:
        process.wait()


def _answers(process: subprocess.Popen[bytes], request: Request, limits: Limits) -> Iterator[Answer]:
    """The worker's answers until it ends. Raises RenderError where it lets wait for them too long."""
    pieces: queue.Queue[bytes] = queue.Queue()
    threading.Thread(target=_read, args=(process, pieces), daemon=True).start()
    frames, decoder = FrameReader(), msgspec.msgpack.Decoder(Answer)
    end = time.monotonic() + limits.total_s
    while piece := _next(pieces, end, request, limits):
        for raw in frames.add(piece):
            answer = decoder.decode(raw)
            if isinstance(answer, Ready):
                assert process.stdin is not None  # noqa: S101 - it was asked for
                process.stdin.write(framed(request))
                process.stdin.flush()
            yield answer


def _next(pieces: queue.Queue[bytes], end: float, request: Request, limits: Limits) -> bytes:
    left = end - time.monotonic()
    try:
        return pieces.get(timeout=max(0.0, min(left, limits.silence_s)))
    except queue.Empty:
        seconds = limits.silence_s if left > limits.silence_s else limits.total_s
        raise RenderError(too_slow(request.template_folder, seconds)) from None


def _read(process: subprocess.Popen[bytes], pieces: queue.Queue[bytes]) -> None:
    assert process.stdout is not None  # noqa: S101 - it was asked for
    while piece := process.stdout.read1(_CHUNK):  # type: ignore[attr-defined] # it is buffered
        pieces.put(piece)
    pieces.put(_ENDED)
