"""Read documents in a process of its own that is held to limits of time and memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType
from typing import Self

import msgspec

from briefing.codec.decoders import DESCRIBING
from briefing.errors import Problem, SourceError
from briefing.guarded_process import GuardedProcess, Limits, TooSlowError, program_command
from briefing.sources.readers.pdf import RecognisedWord
from briefing.sources.readers.protocol import (
    Answer,
    MemoryUsedUp,
    PictureDrawn,
    PictureRequest,
    ReadingRefused,
    ReadRequest,
    Request,
    TextRead,
    WorkerReady,
)
from briefing.sources.source_text import SourceText

READ_LIMITS = Limits(silence_s=600, total_s=2, memory_mb=300, start_s=60)
"""The limits for each file; the process starts before its time begins."""


class GuardedReader:
    """A context manager that reads documents; its process is started when it is needed, and again."""

    def __init__(self, limits: Limits = READ_LIMITS) -> None:
        self._limits = limits
        self._process: GuardedProcess | None = None
        self._messages: Iterator[bytes] = iter(())
        with DESCRIBING:
            self._decoder = msgspec.msgpack.Decoder(Answer)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def read(
        self,
        raw: bytes,
        name: str,
        recognised: Mapping[int, Sequence[RecognisedWord]] | None = None,
    ) -> SourceText:
        """Return the text of a file. Raises SourceError for one that is refused or exceeds a limit."""
        words = {page: tuple(each) for page, each in (recognised or {}).items()}
        answer = self._answer(ReadRequest(raw, name, words))
        if not isinstance(answer, TextRead):
            raise SourceError(self._ended(name))
        return answer.text

    def picture(self, raw: bytes, name: str, page: int, dpi: int) -> bytes:
        """Return a page of a PDF as PNG. Raises SourceError as `read` does."""
        answer = self._answer(PictureRequest(raw, name, page, dpi))
        if not isinstance(answer, PictureDrawn):
            raise SourceError(self._ended(name))
        return answer.png

    def _answer(self, request: Request) -> Answer:
        try:
            self._start()
            if self._process is None:
                raise SourceError(self._ended(request.name))
            try:
                self._process.send(request)
            except ValueError:
                message = "The file is too large to be read."
                raise SourceError(Problem(message, "Divide it.", request.name)) from None
            answer = self._next()
        except TooSlowError as error:
            self._stop()
            raise SourceError(_too_slow(request.name, error.seconds)) from None
        except OSError:  # the process ended while the request was written
            answer = None
        if answer is None or isinstance(answer, MemoryUsedUp):
            self._stop()
            is_known = isinstance(answer, MemoryUsedUp)
            problem = self._too_large(request.name) if is_known else self._ended(request.name)
            raise SourceError(problem)
        if isinstance(answer, ReadingRefused):
            raise SourceError(answer.problems)
        return answer

    def _start(self) -> None:
        if self._process is not None:
            return
        memory = str(self._limits.memory_mb)
        process = GuardedProcess(program_command("read-worker", "--memory-mb", memory), self._limits)
        self._process = process.__enter__()
        self._messages = self._process.messages()
        if not isinstance(self._next(), WorkerReady):
            self._stop()

    def _next(self) -> Answer | None:
        """Return the next answer; None where the process has ended."""
        message = next(self._messages, None)
        return None if message is None else self._decoder.decode(message)

    def _stop(self) -> None:
        if self._process is not None:
            self._process.__exit__(None, None, None)
            self._process = None

    def _too_large(self, name: str) -> Problem:
        message = f"Reading was stopped: the file needs more than {self._limits.memory_mb} MB of memory."
        return Problem(message, "Allow it more memory (--memory-mb) if you trust it, or divide it.", name)

    def _ended(self, name: str) -> Problem:
        message = (
            "Reading ended unexpectedly: the file is damaged, or needs more than "
            f"{self._limits.memory_mb} MB of memory."
        )
        return Problem(message, "Save it again with another program, or as PDF.", name)


def _too_slow(name: str, seconds: float) -> Problem:
    message = f"Reading was stopped: the file needs more than {seconds:g} seconds."
    return Problem(message, "Allow it more time (--seconds) if you trust it, or divide it.", name)
