"""A rendering worker in a thread, and a client that keeps the pages of its previews as the window does."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from typing import BinaryIO

from msgspec import msgpack

from briefing.guarded_process import framed, read_frames
from briefing.render.result import MentionBox
from briefing.render.worker.preview_change import change_of
from briefing.render.worker.protocol import (
    Answer,
    Failed,
    Message,
    PageChanged,
    PagesCurrent,
    PreviewRequest,
    Progressed,
    Ready,
)
from briefing.render.worker.server import serve


class WorkerThread:
    """A worker that is sent messages and answers them as its process does, and prepares without a pause."""

    def __init__(self) -> None:
        (ours, theirs), (their_answers, our_answers) = os.pipe(), os.pipe()
        self._files: list[BinaryIO] = [
            os.fdopen(ours, "rb"),
            os.fdopen(our_answers, "wb"),
            os.fdopen(their_answers, "rb"),
        ]
        self._messages: BinaryIO = os.fdopen(theirs, "wb")
        self._thread = threading.Thread(target=serve, args=self._files[:2], kwargs={"pause_s": 0.0})
        self._thread.start()
        decoder = msgpack.Decoder(Answer)
        self._answers: Iterator[Answer] = map(decoder.decode, read_frames(self._files[2]))
        assert isinstance(next(self._answers), Ready)

    def send(self, message: Message) -> None:
        self._messages.write(framed(message))
        self._messages.flush()

    def next_answer(self) -> Answer:
        """The next answer that is not progress."""
        return next(answer for answer in self._answers if not isinstance(answer, Progressed))

    def answers(self) -> Iterator[Answer]:
        """The answers up to the end of a preview, without progress."""
        answer = None
        while not isinstance(answer, PagesCurrent):
            answer = self.next_answer()
            yield answer

    def end(self) -> None:
        self._messages.close()
        self._thread.join()
        for file in self._files:
            file.close()


class PreviewClient:
    """Asks a worker for previews, each as its difference from the one before, and keeps their pages."""

    def __init__(self) -> None:
        self.worker = WorkerThread()
        self._requested: PreviewRequest | None = None
        self._known: dict[str, bytes] = {}
        self._mentions: dict[str, tuple[MentionBox, ...]] = {}

    def ask(self, request: PreviewRequest) -> None:
        before, self._requested = self._requested, request
        change = change_of(before, request) if before else None
        self.worker.send(change or request)

    def take_answer(self) -> Answer:
        """The next answer, after its pages were kept and those dropped that the worker drops, too."""
        answer = self.worker.next_answer()
        if isinstance(answer, PageChanged):
            if answer.pdf:
                self._known[answer.key], self._mentions[answer.key] = answer.pdf, answer.mentions
            assert answer.key in self._known
        elif isinstance(answer, PagesCurrent):
            self._known = {key: self._known[key] for key in answer.keys}
        return answer

    def take_end(self) -> PagesCurrent | Failed:
        """The end of the preview that was asked for last; what was said to be current has to be in it."""
        assert self._requested
        said_current: dict[int, str] = {}
        while True:
            answer = self.take_answer()
            if isinstance(answer, Ready | Progressed) or answer.number != self._requested.number:
                continue
            if isinstance(answer, PageChanged) and answer.is_current:
                said_current.setdefault(answer.page, answer.key)
            if isinstance(answer, PagesCurrent):
                assert said_current.items() <= dict(enumerate(answer.keys)).items()
            if isinstance(answer, PagesCurrent | Failed):
                return answer

    def pdfs(self, keys: tuple[str, ...]) -> list[bytes]:
        """The pages with these keys, each as a PDF of this page alone."""
        return [self._known[key] for key in keys]

    def mentions(self, keys: tuple[str, ...]) -> list[tuple[MentionBox, ...]]:
        """What the pages with these keys are about besides rows."""
        return [self._mentions[key] for key in keys]
