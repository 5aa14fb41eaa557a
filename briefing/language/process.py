"""The program's end of the process that parses texts."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import islice

import msgspec

from briefing.faults import fault_of, report
from briefing.guarded_process import GuardedProcess, Limits, TooSlowError, program_command
from briefing.language.installed import OFF, is_off
from briefing.language.parse import Parse
from briefing.language.parses import BoundedParses
from briefing.language.protocol import Answer, ParseRequest, ParserMissing, ParserReady, TextsParsed
from briefing.language.spacy_model import MISSING, find_model, installed_engine

log = logging.getLogger(__name__)
LIMITS = Limits(silence_s=10, total_s=10, memory_mb=250, start_s=60)
IDLE_S = 600.0
"""The process ends after so long without a text."""

_BATCH = 4
"""So many texts are sent at once: the shorter a batch, the sooner another request supersedes the rest."""

_MOST_DEATHS = 3
ENDED = "the parser ended unexpectedly."


class ParserState(StrEnum):
    IDLE = "idle"
    """Not started, or ended after a while without texts."""
    STARTING = "starting"
    READY = "ready"
    OFF = "off"
    """Disabled by the user."""
    MISSING = "missing"
    """Not installed."""
    FAILED = "failed"


class ParserProcess:
    """Parses texts in a process that is started when it is needed, and again after it has died.

    Usable from any thread. `parse` only looks up what has been parsed; `request` has texts parsed, and
    `on_change` is called, in a thread of this object, when some have been or when the state is another.
    """

    def __init__(
        self,
        on_change: Callable[[], None] = lambda: None,
        command: Sequence[str] | None = None,
        idle_s: float = IDLE_S,
    ) -> None:
        self._on_change, self._idle_s = on_change, idle_s
        self._command = list(command) if command else program_command("parse-worker")
        self._changed = threading.Condition(threading.RLock())
        self._urgent: dict[str, None] = {}
        self._wanted: dict[str, None] = {}
        self._parses = BoundedParses()
        self._answers = 0
        self._unparsable: set[str] = set()
        self._thread: threading.Thread | None = None
        self._state, self._reason = ParserState.IDLE, ""
        self._engine = ""
        self._process: GuardedProcess | None = None
        self._is_closed = False
        if is_off():
            self._state, self._reason = ParserState.OFF, OFF
        elif not command and find_model() is None:
            self._state, self._reason = ParserState.MISSING, MISSING

    # Any thread

    @property
    def state(self) -> ParserState:
        return self._state

    @property
    def reason(self) -> str:
        """The reason why the parser is missing or has failed, as the rest of a sentence."""
        return self._reason

    @property
    def engine(self) -> str:
        """Name and version of the parser, empty where there is none."""
        return self._engine or (installed_engine() if self.is_available else "")

    @property
    def has_started(self) -> bool:
        """Return whether the parser has been started at least once."""
        return bool(self._engine)

    @property
    def process_id(self) -> int | None:
        """The id of the process; None while it does not run."""
        return self._process.process_id if self._process else None

    @property
    def is_available(self) -> bool:
        """Return whether texts are parsed if they are requested, as far as that is known."""
        return self._state in {ParserState.IDLE, ParserState.STARTING, ParserState.READY}

    def parse(self, text: str) -> Parse | None:
        """Return the parse of a text if it has been made."""
        return self._parses.get(text)

    def request(self, texts: Iterable[str]) -> bool:
        """Have texts parsed in this order; what an earlier request still waits for is dropped.

        Return whether there is something to wait for.
        """
        with self._changed:
            self._wanted = {text: None for text in texts if self._can_parse(text)}
            self._start()
            return bool(self._wanted) and self._may_go_on

    def wait_for(self, texts: Iterable[str], timeout_s: float) -> bool:
        """Have texts parsed before those of any request, and wait; return whether all that can be are."""
        with self._changed:
            missing = [each for each in texts if self._can_parse(each)]
            self._urgent |= dict.fromkeys(missing)
            self._start()
            self._changed.wait_for(
                lambda: not self._may_go_on or not any(map(self._can_parse, missing)), timeout_s
            )
            for text in missing:
                self._urgent.pop(text, None)
            return not any(map(self._can_parse, missing))

    def retry(self) -> None:
        """Start a parser again that failed or was missing, at the next request."""
        with self._changed:
            if self._state in {ParserState.FAILED, ParserState.MISSING}:
                self._state, self._reason = ParserState.IDLE, ""
            self._unparsable.clear()

    def close(self) -> None:
        """End the process for good."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()
            thread = self._thread
            if self._process is not None:
                self._process.kill()
        if thread is not None:
            thread.join(LIMITS.silence_s)

    def _can_parse(self, text: str) -> bool:
        return text not in self._unparsable and self._parses.get(text) is None

    @property
    def _may_go_on(self) -> bool:
        return self.is_available and not self._is_closed

    def _start(self) -> None:
        """Start the thread unless it runs or has nothing to do. Called with the lock."""
        if (self._urgent or self._wanted) and self._may_go_on and self._thread is None:
            self._state = ParserState.STARTING
            self._thread = threading.Thread(target=self._serve, name="parser", daemon=True)
            self._thread.start()
        self._changed.notify_all()

    # The thread of this object

    def _serve(self) -> None:
        try:
            self._serve_until_idle()
        except Exception as error:  # noqa: BLE001 - the border of the thread: whoever waits gets an answer
            report(fault_of("the parser", error))
            with self._changed:
                self._thread = None
            self._set_state(ParserState.FAILED, ENDED)

    def _serve_until_idle(self) -> None:
        deaths = 0
        while not self._ends(deaths):
            before, is_ready = self._answers, False
            try:
                with GuardedProcess(self._command, LIMITS) as process:
                    self._hold(process)
                    answers = _decoded(process.messages())
                    if is_ready := self._greeted(next(answers, None)):
                        self._talk(process, answers, 1 if deaths else _BATCH)
            except (OSError, TooSlowError, msgspec.MsgspecError):
                log.info("the parser was stopped", exc_info=True)
            self._hold(None)
            if self._next_batch(1) and self._may_go_on:
                deaths = 1 if self._answers > before else deaths + 1
                if deaths > 1 and is_ready:
                    self._drop(self._next_batch(1), self._next_batch(1))

    def _hold(self, process: GuardedProcess | None) -> None:
        """Let `close` kill the process."""
        with self._changed:
            self._process = process
            if process is not None and self._is_closed:
                process.kill()

    def _ends(self, deaths: int) -> bool:
        """Return whether there is nothing to parse, or no use in trying; the thread then ends."""
        with self._changed:
            if deaths < _MOST_DEATHS and (self._urgent or self._wanted) and self._may_go_on:
                return False
            self._thread = None
            if self.is_available:
                self._state = ParserState.IDLE
                if deaths >= _MOST_DEATHS:
                    self._state, self._reason = ParserState.FAILED, ENDED
            self._changed.notify_all()
        self._on_change()
        return True

    def _greeted(self, greeting: Answer | None) -> bool:
        """Return whether the process is ready, as it says itself."""
        if isinstance(greeting, ParserMissing):
            state = ParserState.FAILED if greeting.is_installed else ParserState.MISSING
            self._set_state(state, greeting.reason)
        if not isinstance(greeting, ParserReady):
            return False
        self._engine = f"{greeting.name} {greeting.version}"
        self._set_state(ParserState.READY)
        return True

    def _talk(self, process: GuardedProcess, answers: Iterator[Answer], size: int) -> None:
        """Send batches and take parses until there are no texts for a while, or the process has ended."""
        while batch := self._awaited_batch(size):
            process.send(ParseRequest(batch))
            answer = next(answers, None)
            if not isinstance(answer, TextsParsed):
                return
            self._keep(batch, answer.parses)

    def _awaited_batch(self, size: int) -> tuple[str, ...]:
        """Return the next texts, waiting for them; none if none come for a while or the parser ends."""
        with self._changed:
            self._changed.wait_for(
                lambda: bool(self._urgent or self._wanted) or not self._may_go_on, self._idle_s
            )
            return self._next_batch(size) if self._may_go_on else ()

    def _next_batch(self, size: int) -> tuple[str, ...]:
        with self._changed:
            return tuple(islice(dict.fromkeys((*self._urgent, *self._wanted)), size))

    def _keep(self, batch: Sequence[str], parses: Sequence[Parse | None]) -> None:
        with self._changed:
            for parse in parses:
                if parse is not None:
                    self._parses.keep(parse)
            self._answers += 1
        self._drop(batch, [text for text, parse in zip(batch, parses, strict=True) if parse is None])

    def _drop(self, texts: Sequence[str], unparsable: Sequence[str]) -> None:
        """Wait for these texts no more."""
        with self._changed:
            self._unparsable.update(unparsable)
            for text in texts:
                self._urgent.pop(text, None)
                self._wanted.pop(text, None)
            self._changed.notify_all()
        self._on_change()

    def _set_state(self, state: ParserState, reason: str = "") -> None:
        with self._changed:
            self._state, self._reason = state, reason
            self._changed.notify_all()
        self._on_change()


def _decoded(messages: Iterator[bytes]) -> Iterator[Answer]:
    decoder = msgspec.msgpack.Decoder(Answer)
    return (decoder.decode(message) for message in messages)
