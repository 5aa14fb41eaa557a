"""A process of this program that answers messages and is held to limits of time and memory.

Both ends use this module: the process limits its own memory and reads framed requests from its standard
input; the caller sends them and waits for the answers. Code that may run away, such as a template, runs in
such a process, so that it can be killed without loss.

A frame is four bytes of length, big-endian, then a MessagePack message.
"""

from __future__ import annotations

import contextlib
import os
import queue
import struct
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import BinaryIO, Self

import msgspec

MAX_FRAME_BYTES = 512 * 2**20
_LENGTH = struct.Struct(">I")
_MB = 2**20
_CHUNK_BYTES = 1 << 16
_END_OF_OUTPUT = b""
_READER_END_S = 2.0


# Limits


@dataclass(frozen=True, slots=True)
class Limits:
    """`silence_s` is the longest wait for a message, `total_s` the longest for all answers to a request.

    `start_s` is added to the latter before the first request, for the start of the process.
    """

    silence_s: float = 60
    total_s: float = 600
    memory_mb: int = 3072
    start_s: float = 0


LIMITS = Limits()


class TooSlowError(Exception):
    """The process was silent or busy for longer than the limit, which is `seconds`."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"no answer within {seconds:g} seconds")
        self.seconds = seconds


def program_command(*arguments: str) -> list[str]:
    """Return the command that starts this program again, frozen or not."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    return [sys.executable, "-m", "briefing", *arguments]


# Frames


def framed(message: object) -> bytes:
    """Encode a message as a frame. Raises ValueError where it is too large for one."""
    raw = msgspec.msgpack.encode(message)
    if len(raw) > MAX_FRAME_BYTES:
        raise ValueError(f"a message of {len(raw) // _MB} MB")
    return _LENGTH.pack(len(raw)) + raw


class FrameReader:
    """Collects bytes as they arrive and yields the messages that are complete."""

    def __init__(self) -> None:
        self._pending = bytearray()

    def add(self, raw: bytes) -> Iterator[bytes]:
        self._pending += raw
        while len(self._pending) >= _LENGTH.size:
            (length,) = _LENGTH.unpack_from(self._pending)
            end = _LENGTH.size + length
            if length > MAX_FRAME_BYTES or len(self._pending) < end:
                return
            yield bytes(self._pending[_LENGTH.size : end])
            del self._pending[:end]


def read_frames(incoming: BinaryIO, on_arrival: Callable[[], object] = lambda: None) -> Iterator[bytes]:
    """Yield messages until the stream ends, waiting for each; call `on_arrival` before one is read."""
    while head := incoming.read(_LENGTH.size):
        on_arrival()
        (length,) = _LENGTH.unpack(head)
        yield incoming.read(length)


# The caller's end


class GuardedProcess:
    """A context manager that runs a command and kills it at the end."""

    def __init__(self, command: Sequence[str], limits: Limits = LIMITS) -> None:
        self._command, self._limits = list(command), limits
        self._reader: threading.Thread | None = None
        self._end = 0.0

    def __enter__(self) -> Self:
        # A killed process cannot remove its temporary files itself.
        with contextlib.ExitStack() as stack:
            folder = stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
            self._process = subprocess.Popen(  # noqa: S603 - this program again
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env={**os.environ, "TMPDIR": folder},
            )
            self._temporary = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.kill()
        if self._reader is not None:
            # The killed process closes its output, so that the thread ends before the pipe is closed.
            self._reader.join(_READER_END_S)
        try:
            self._process.__exit__(kind, error, trace)  # closes both pipes
        finally:
            self._process.wait()
            self._temporary.close()

    @property
    def process_id(self) -> int:
        return self._process.pid

    def kill(self) -> None:
        """End the process now, from any thread; its messages end with it."""
        self._process.kill()

    def send(self, message: object) -> None:
        assert self._process.stdin is not None  # noqa: S101 - it was asked for
        self._process.stdin.write(framed(message))
        self._process.stdin.flush()
        self._end = time.monotonic() + self._limits.total_s

    def messages(self) -> Iterator[bytes]:
        """Yield encoded messages until the process ends. Raises TooSlowError past a limit."""
        chunks: queue.Queue[bytes] = queue.Queue()
        # Only a thread can wait for a pipe and for a time limit together on every system.
        self._reader = threading.Thread(target=self._read, args=(chunks,), daemon=True)
        self._reader.start()
        frames = FrameReader()
        self._end = time.monotonic() + self._limits.total_s + self._limits.start_s
        while chunk := self._next(chunks):
            yield from frames.add(chunk)

    def _next(self, chunks: queue.Queue[bytes]) -> bytes:
        left = self._end - time.monotonic()
        try:
            return chunks.get(timeout=max(0.0, min(left, self._limits.silence_s)))
        except queue.Empty:
            is_silent = left > self._limits.silence_s
            raise TooSlowError(self._limits.silence_s if is_silent else self._limits.total_s) from None

    def _read(self, chunks: queue.Queue[bytes]) -> None:
        assert self._process.stdout is not None  # noqa: S101 - it was asked for
        # A child of the process can keep the pipe open; then it is closed here while it is read.
        with contextlib.suppress(ValueError, OSError):
            while chunk := self._process.stdout.read1(_CHUNK_BYTES):  # type: ignore[attr-defined] # it is buffered
                chunks.put(chunk)
        chunks.put(_END_OF_OUTPUT)
