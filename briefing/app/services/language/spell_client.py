"""Ask the spelling process which words are unknown, and for suggestions."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

from PySide6.QtCore import QObject, QProcess

from briefing.guarded_process import program_command

Answer = Callable[[list[str]], None]
_MOST_RESTARTS = 3


class SpellClient(QObject):
    """Starts the process with the first request, and remembers the answers.

    A process that dies, for example over a damaged dictionary, is started again a few times; after that all
    words count as known.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._waiting: dict[int, Answer] = {}
        self._number = 0
        self._deaths = 0
        self._unread = b""
        self._known: dict[tuple[str, str], bool] = {}

    def is_known(self, dictionary: str, word: str) -> bool | None:
        """Return whether a dictionary has a word; None if that was not asked yet."""
        return self._known.get((dictionary, word))

    def check(self, dictionary: str, words: Iterable[str], done: Callable[[], None]) -> None:
        """Look words up; `done` is called when `is_known` can answer for them."""
        new = sorted({word for word in words if (dictionary, word) not in self._known})

        def remember(unknown: list[str]) -> None:
            wrong = set(unknown)
            self._known |= {(dictionary, word): word not in wrong for word in new}
            done()

        if new:
            self._ask({"dictionary": dictionary, "words": new}, remember)

    def suggest(self, dictionary: str, word: str, done: Answer) -> None:
        """Find words that one that is unknown may have been meant to be."""
        self._ask({"dictionary": dictionary, "suggest": word}, done)

    def close(self) -> None:
        """Stop the process for good."""
        self._waiting.clear()
        self._deaths = _MOST_RESTARTS
        process, self._process = self._process, None
        if process is not None:
            process.closeWriteChannel()
            process.kill()
            process.waitForFinished(2000)
            process.deleteLater()

    def _ask(self, request: dict[str, object], done: Answer) -> None:
        if self._process is None and self._deaths < _MOST_RESTARTS:
            self._start()
        if self._process is None:
            return
        self._number += 1
        self._waiting[self._number] = done
        line = json.dumps({"number": self._number, **request}) + "\n"
        self._process.write(line.encode("ascii"))

    def _start(self) -> None:
        process = QProcess(self)
        process.setStandardErrorFile(QProcess.nullDevice())
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._on_died)
        process.errorOccurred.connect(self._on_died)
        program, *arguments = program_command("spell-worker")
        process.start(program, arguments)
        self._process, self._unread = process, b""

    def _read(self) -> None:
        if self._process is None:
            return
        *lines, self._unread = (self._unread + self._process.readAllStandardOutput().data()).split(b"\n")
        for line in lines:
            answer = json.loads(line)
            done = self._waiting.pop(answer["number"], None)
            if done is not None:
                done(answer["words"])

    def _on_died(self, *_how: object) -> None:
        process, self._process = self._process, None
        if process is not None:
            self._deaths += 1
            self._waiting.clear()
            process.deleteLater()
