"""The rendering worker's end of the process that lays out parts ahead, and draws them."""

from __future__ import annotations

import contextlib
import pickle
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec

from briefing.composition.views.document import PrintedBriefing
from briefing.errors import Check
from briefing.guarded_process import GuardedProcess, Limits, TooSlowError, program_command
from briefing.model.briefing import Briefing
from briefing.render.ahead.drawn_parts import DrawnParts
from briefing.render.ahead.plan import is_long, parts_ahead
from briefing.render.ahead.protocol import (
    AheadAnswer,
    AheadRequest,
    DrawnPart,
    DrawRequest,
    FilledPart,
    HtmlRequest,
    NotSent,
    Request,
    SentPart,
    digest,
)
from briefing.render.layout.asset_fetcher import TEMPLATE_ADDRESS
from briefing.render.layout.finished_pages.identity import mark
from briefing.render.layout.laid_out_part import Document, LaidOutPart
from briefing.render.layout.packed.documents import PackedPart, unpacked
from briefing.render.layout.packed.sent_styles import StyleReceiver
from briefing.render.layout.packed.storing import come_from
from briefing.render.layout.typesetter import Remember, Typesetter
from briefing.render.live.part_name import PartName, part_name
from briefing.render.pdf.drawn_pieces import pieces_of
from briefing.render.templates.compiled_pages import pages_as_bytes
from briefing.render.templates.parts import ANYWHERE_PX, DocumentPart

_STEP_S = 0.02
"""A wait is interrupted so often, to see whether it is still wanted."""
_PATIENCE_S = 3.0
"""After so long without a part the worker lays it out itself."""
_LEAST_WAIT_S = 0.1
"""A shorter wait for what was asked for does not say that the process is slow."""
_LEAST_TO_DRAW = 40
"""Fewer parts are drawn before another process has read them."""
_NEVER_S = 24 * 3600.0
_LIMITS = Limits(silence_s=_NEVER_S, total_s=_NEVER_S)


def layout_command(memory_mb: int) -> list[str]:
    """Return the command that starts the process."""
    return program_command("layout-worker", "--memory-mb", str(memory_mb))


class _Process:
    """The process, with a thread that sends it requests and one that receives its answers."""

    def __init__(
        self,
        command: Sequence[str],
        may_start: Callable[[], bool],
        receive: Callable[[_Process, AheadAnswer | None], None],
    ) -> None:
        self._command, self._may_start, self._receive = command, may_start, receive
        self._process: GuardedProcess | None = None
        self._lock = threading.Lock()
        self._is_closed = False

    def start(self) -> None:
        """Start the process in a thread, where it may start."""
        threading.Thread(target=self._send, daemon=True).start()

    def send(self, request: Request) -> None:
        """Send a request in a thread: until the process has started, it reads nothing."""
        threading.Thread(target=self._send, args=(request,), daemon=True).start()

    def _send(self, request: Request | None = None) -> None:
        try:
            process = self._started()
            if process is None:
                self._receive(self, None)
            elif request is not None:
                process.send(request)
        except (OSError, ValueError):
            self._receive(self, None)

    def _started(self) -> GuardedProcess | None:
        with self._lock:
            if self._process is None and not self._is_closed and self._may_start():
                self._process = GuardedProcess(self._command, _LIMITS).__enter__()
                threading.Thread(target=self._read, args=(self._process,), daemon=True).start()
            return self._process

    def _read(self, process: GuardedProcess) -> None:
        decoder = msgspec.msgpack.Decoder(AheadAnswer)
        with contextlib.suppress(TooSlowError, OSError, msgspec.MsgspecError):
            for raw in process.messages():
                self._receive(self, decoder.decode(raw))
        self.close()
        self._receive(self, None)

    def close(self) -> None:
        with self._lock:
            self._is_closed = True
            process, self._process = self._process, None
        if process is not None:
            process.__exit__(None, None, None)


@dataclass(slots=True)
class _Progress:
    """How far a request is: `planned` are the places of its parts, `count` those that are passed."""

    number: int = 0
    briefing_id: str = ""
    count: int = 0
    has_ended: bool = True
    planned: dict[PartName, int] | None = None
    latest_s: float = 0.0


class AheadLayout:
    """The parts that the process has laid out for one typesetter after another.

    The process starts with the first long document, where `may_start`, called in a thread, says so. It ends
    by itself when it has nothing to do. Where it does not start, or ends early, there are no parts from it.
    """

    def __init__(self, command: Sequence[str], may_start: Callable[[], bool] = lambda: True) -> None:
        self._command, self._may_start = command, may_start
        self._process: _Process | None = None
        self._typesetter: Typesetter | None = None
        self._first_number = 0
        self._request: AheadRequest | None = None
        """The request that is sent once it is known what is printed."""
        self._planned: dict[PartName, DocumentPart] = {}
        self._requested: PrintedBriefing | None = None
        self._remembers: tuple[Remember, PrintedBriefing] | None = None
        self._changed = threading.Condition()
        self._arrived: list[SentPart] = []
        self._asked: dict[bytes, float] = {}
        """When HTML was asked for that has not come yet, by its digest."""
        self._progress = _Progress()
        self._by_digest: dict[bytes, SentPart] = {}
        self._receivers: dict[tuple[int, tuple[str, ...]], StyleReceiver] = {}
        self._drawn = DrawnParts()
        self._is_drawing = False

    def begin(self, typesetter: Typesetter, briefing: Briefing, request: AheadRequest) -> None:
        """Have the later parts of a long briefing laid out for a typesetter, which takes them.

        The process starts while the briefing is composed. Where it lays out this briefing, it goes on:
        parts that have not changed since are as they are wanted.
        """
        progress = self._progress
        if not is_long(briefing):
            self._request, progress.has_ended = None, True
            return
        is_same = self._typesetter is typesetter
        if is_same and not progress.has_ended and progress.briefing_id == briefing.id:
            return
        number = progress.number + 1
        with self._changed:
            if not is_same:
                self._forget()
                self._typesetter, self._first_number = typesetter, number
            self._progress = _Progress(number, briefing.id, has_ended=False)
        typesetter.ahead, pieces_of(typesetter).elsewhere = self, self._drawn
        if self._process is None:
            self._process = _Process(self._command, self._may_start, self._receive)
        self._process.start()
        self._request = msgspec.structs.replace(request, number=number, session=self._first_number)

    def close(self) -> None:
        """End the process, and keep no part."""
        process, self._process = self._process, None
        if process is not None:
            process.close()
        self._forget()

    def _forget(self) -> None:
        self._arrived, self._asked, self._by_digest, self._receivers = [], {}, {}, {}
        self._drawn = DrawnParts()

    # In the thread that receives answers

    def _receive(self, source: _Process, answer: AheadAnswer | None) -> None:
        with self._changed:
            progress = self._progress
            if source is not self._process:
                return
            if answer is None:
                progress.has_ended, self._process = True, None
                self._asked = {}
                if progress.planned is None:
                    self._receivers = {}
            elif isinstance(answer, SentPart):
                self._arrived.append(answer)
                self._asked.pop(answer.digest, None)
            elif isinstance(answer, DrawnPart):
                if answer.number >= self._first_number:
                    self._drawn.arrive(answer)
            elif isinstance(answer, NotSent):
                self._asked.pop(answer.digest, None)
            elif answer.number == progress.number:
                progress.count, progress.has_ended = answer.count, answer.is_end
                progress.latest_s = time.monotonic()
            self._changed.notify_all()

    # For the typesetter

    def expect(self, printed: PrintedBriefing, parts: Sequence[DocumentPart]) -> None:
        """Take these for the parts of the document that was begun, and have the process lay them out."""
        self._planned = {part_name(part): part for part in parts_ahead(parts)}
        self._progress.planned = {name: place for place, name in enumerate(self._planned)}
        self._progress.latest_s = time.monotonic()
        request, self._request = self._request, None
        process = self._process
        if request is not None and process is not None:
            self._requested = printed
            content = pickle.dumps(printed, protocol=5)
            process.send(msgspec.structs.replace(request, printed=content, pages=pages_as_bytes()))

    def remember_with(self, remember: Remember, printed: PrintedBriefing) -> None:
        """Call a function with the HTML of parts that arrive, as long as this is what is printed."""
        self._remembers = remember, printed

    def wait_for(self, part: DocumentPart, check: Check) -> None:
        """Wait until a part is passed, where that can be expected; `check` may raise meanwhile."""
        progress = self._progress
        place = (progress.planned or {}).get(part_name(part))
        if place is None:
            return

        def is_over() -> bool:
            is_late = time.monotonic() > progress.latest_s + _PATIENCE_S
            return progress.has_ended or progress.count > place or is_late

        with self._changed:
            while not is_over():
                self._changed.wait(_STEP_S)
                check()
        self._index_arrived()

    def prepare(self, html: str) -> bool:
        """Have HTML laid out that may be needed soon, where the process has nothing else to lay out."""
        process, planned = self._process, self._progress.planned
        if process is None or not planned or self._progress.count != len(planned):
            return False
        self._asked[digest(html)] = time.monotonic()
        process.send(HtmlRequest(html))
        return True

    def prepared(self, html: str, check: Check) -> Document | None:
        """Return HTML that was asked for; `check` is called meanwhile, and may raise.

        The wait takes at most as long as it could be laid out already, after which it is likely no sooner
        there than it can be laid out here.
        """
        name = digest(html) if self._asked or self._by_digest else b""
        asked_s = self._asked.get(name)
        if asked_s is not None:
            now_s = time.monotonic()
            latest_s = now_s + max(now_s - asked_s, _LEAST_WAIT_S)
            with self._changed:
                while name in self._asked and time.monotonic() < latest_s:
                    self._changed.wait(_STEP_S)
                    check()
        self._index_arrived()
        sent = self._by_digest.pop(name, None)
        return self._document(sent) if sent else None

    def finish(self, laid_out: Sequence[LaidOutPart]) -> None:
        """Keep no part any more: the whole document is laid out, and is drawn from its end on meanwhile."""
        with self._changed:
            self._progress.planned, self._asked = None, {}
            self._index_arrived()
            self._by_digest = {}
            self._planned, self._requested, self._remembers = {}, None, None
            process, progress = self._process, self._progress
            if process is None or not progress.number:
                return
            progress.has_ended = True  # the process is to lay out nothing more of it
        undrawn = tuple(self._drawn.undrawn(part.document for part in reversed(laid_out)))
        if len(undrawn) >= _LEAST_TO_DRAW:
            self._is_drawing = True
            process.send(DrawRequest(progress.number, undrawn))

    def stop_drawing(self) -> None:
        """Have nothing more drawn: all pages are."""
        process, number = self._process, self._progress.number
        if process is not None and self._is_drawing:
            process.send(DrawRequest(number, ()))
        self._is_drawing = False
        self._drawn.forget()

    def document_to_move(self, html: str, offset_px: float) -> Document | None:
        """Return a part that has room at an offset, as it is at the top of a page."""
        self._index_arrived()
        sent = self._by_digest.get(digest(html)) if self._by_digest else None
        document = None if sent is None or offset_px > sent.most_px else self._document(sent)
        if sent and document:
            self._drawn.use(sent.digest, document)
        return document

    def _index_arrived(self) -> None:
        with self._changed:
            arrived, self._arrived = self._arrived, []
        for sent in arrived:
            if sent.number < self._first_number:
                continue
            self._receiver(sent).take(sent.styles)
            self._by_digest[sent.digest] = sent
            if sent.filled and sent.number == self._progress.number:
                self._remember(sent.filled)

    def _remember(self, filled: FilledPart) -> None:
        """Have the HTML of a part remembered, unless something else is printed since it was asked for."""
        remember, printed = self._remembers or (None, None)
        part = self._planned.get(filled.name)
        if remember and part and printed is self._requested:
            placed = replace(part, offset_px=ANYWHERE_PX, margin_px=filled.margin_px)
            remember(placed, filled.html, filled.reads)

    def _receiver(self, sent: SentPart) -> StyleReceiver:
        return self._receivers.setdefault((sent.session, sent.scripts), StyleReceiver(TEMPLATE_ADDRESS))

    def _document(self, sent: SentPart) -> Document | None:
        """Return the part; None where styles are not shared."""
        assert self._typesetter is not None  # noqa: S101 - there are parts of it
        fonts: Any = self._typesetter.fonts_of(sent.scripts)
        if fonts.shared_styles is None:
            return None
        styles = self._receiver(sent).received(sent.styles, fonts)
        part = PackedPart(sent.pages, styles)
        document = unpacked(part, self._typesetter.fetcher, fonts)
        come_from(document, part)
        mark(document.pages)
        return document
