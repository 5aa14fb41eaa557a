"""The process that lays out parts ahead of the rendering worker, and sends them to it.

Where a part begins depends on all parts before it. So each part is laid out near the top of a page, where
it does not break, and the worker moves it to where it belongs, unless it breaks over a page there.

What is laid out is drawn: the parts that were sent, while no others are to be laid out, and then those of
the worker, from the end of the document, while the worker draws from its beginning.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import sys
import threading
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, cast

import msgspec

from briefing.composition.views.document import PrintedBriefing
from briefing.errors import BriefingError, never_mind
from briefing.guarded_process import LIMITS, framed, read_frames
from briefing.operating_system import give_way, keep_large_blocks_apart, restrict_memory
from briefing.render.ahead.plan import parts_ahead
from briefing.render.ahead.protocol import (
    AheadAnswer,
    AheadRequest,
    DrawnPart,
    DrawRequest,
    FilledPart,
    HtmlRequest,
    NotSent,
    Passed,
    Request,
    SentPart,
    UndrawnPart,
    digest,
)
from briefing.render.garbage import Garbage, collect_in_pauses
from briefing.render.layout.asset_fetcher import TEMPLATE_ADDRESS
from briefing.render.layout.finished_pages.moved import can_move, most_px
from briefing.render.layout.laid_out_part import Document, LaidOutPart
from briefing.render.layout.packed.documents import PackedPart, packed, unpacked
from briefing.render.layout.packed.sent_styles import StyleReceiver, StyleSender
from briefing.render.layout.typesetter import Typesetter
from briefing.render.live.part_name import part_name
from briefing.render.live.time_limit import OverdueError, within
from briefing.render.live.watched import FieldPath, Watched
from briefing.render.part_sequence import PartSequence
from briefing.render.pdf.drawn_pieces import pieces_of
from briefing.render.pdf.sent_pieces import PieceSender
from briefing.render.templates.compiled_pages import add_pages
from briefing.render.templates.loader import Template, load_template, template_state
from briefing.render.templates.parts import ContentsEntry, DocumentPart, parts
from briefing.render.templates.renderer import TemplateRenderer
from briefing.text.locale_data import read_without_unused

_IDLE_S = 3.0
"""The process ends where it has nothing to do for so long: it takes the memory of a hundred pages."""
_PART_LIMIT_S = 20.0
_FEW = 8
"""Parts are kept by the worker, to which they are sent."""

Waiting = queue.Queue[Request | None]
"""Requests that wait; None for the end of the input."""


class _NewerRequestError(Exception):
    """Nobody waits any more for the parts of a request."""


class _NotingRenderer(TemplateRenderer):
    """Notes what it filled last, and with which fields of the printed briefing."""

    def __init__(self, template: Template, printed: PrintedBriefing) -> None:
        super().__init__(template, printed)
        self._whole = printed
        self.latest: FilledPart | None = None

    def part(self, part: DocumentPart, contents: Sequence[ContentsEntry] = ()) -> str:
        reads: dict[FieldPath, Any] = {}
        self._printed = cast("PrintedBriefing", Watched(self._whole, reads))
        html = super().part(part, contents)
        self.latest = FilledPart(part_name(part), part.margin_px, html, tuple(reads))
        return html


class _SendingTypesetter(Typesetter):
    """Sends each part that can be moved, and later what is drawn of it."""

    def __init__(
        self, folder: Path, attachments: Mapping[str, bytes], outgoing: BinaryIO, session: int
    ) -> None:
        super().__init__(folder, attachments)
        self.kept.most = _FEW
        self.guard = lambda lay_out: within(_PART_LIMIT_S, lay_out)
        self.number = self._session = session
        self._outgoing = outgoing
        self._renderer: _NotingRenderer | None = None
        self._senders: dict[tuple[str, ...], StyleSender] = {}
        self._piece_sender = PieceSender()
        self._undrawn: deque[tuple[bytes, Callable[[], Document]]] = deque()
        """Names of parts that are to be drawn, with functions that return them."""

    def begin(self, number: int, renderer: _NotingRenderer) -> None:
        """Send parts for a request with this number from here on, which are filled by a renderer."""
        self.number, self._renderer = number, renderer
        self._undrawn.clear()

    def lay_out_below(self, html: str, offset_px: float) -> LaidOutPart:
        laid_out = super().lay_out_below(html, offset_px)
        document = laid_out.document
        if can_move(document) and (part := packed(document)):
            filled = self._renderer.latest if self._renderer else None
            self._send(html, document, part, most_px(document), filled)
            read = partial(unpacked, part, self.fetcher, document.font_config)
            self._undrawn.append((digest(html), read))
        return laid_out

    def send(self, html: str) -> None:
        """Lay out HTML, and send it."""
        document = self.lay_out(html).document
        part = packed(document)
        if part is None:
            self._outgoing.write(framed(NotSent(digest(html))))
        else:
            self._send(html, document, part)

    def draw(self, request: DrawRequest) -> None:
        """Draw the parts of the worker after those that were sent to it; with none all is drawn."""
        if request.number != self.number or not request.parts:
            self._undrawn.clear()
            return
        receivers: defaultdict[tuple[str, ...], StyleReceiver] = defaultdict(
            lambda: StyleReceiver(TEMPLATE_ADDRESS)
        )
        for part in request.parts:
            receivers[part.scripts].take(part.styles)
            self._undrawn.append((part.name, partial(self._read, part, receivers[part.scripts])))

    def _read(self, part: UndrawnPart, receiver: StyleReceiver) -> Document:
        fonts: Any = self.fonts_of(part.scripts)
        return unpacked(PackedPart(part.pages, receiver.received(part.styles, fonts)), self.fetcher, fonts)

    def draw_next(self) -> bool:
        """Draw the first part that is not drawn yet, and send that; return False where there is none."""
        if not self._undrawn:
            return False
        name, read = self._undrawn.popleft()
        with contextlib.suppress(BriefingError):  # the worker comes to the same part, and reports it
            pieces = tuple(pieces_of(self).to_send(page, self._piece_sender) for page in read().pages)
            self._outgoing.write(framed(DrawnPart(self.number, self._session, name, pieces)))
            self._outgoing.flush()
        return True

    def _send(
        self,
        html: str,
        document: Document,
        part: PackedPart,
        most_px: float = 0.0,
        filled: FilledPart | None = None,
    ) -> None:
        scripts: tuple[str, ...] = document.font_config.scripts
        sender = self._senders.setdefault(scripts, StyleSender())
        sent = SentPart(
            self.number,
            self._session,
            digest(html),
            most_px,
            part.content,
            scripts,
            sender.sent(part.styles),
            filled if filled and filled.html == html else None,
        )
        self._outgoing.write(framed(sent))


class _Server:
    def __init__(self, outgoing: BinaryIO, waiting: Waiting) -> None:
        self._outgoing, self._waiting = outgoing, waiting
        self._typesetter: _SendingTypesetter | None = None
        self._typesetter_key: tuple[object, ...] = ()
        self._garbage = Garbage()

    def answer(self, request: Request) -> None:
        if isinstance(request, HtmlRequest):
            self._lay_out(request.html)
        elif isinstance(request, DrawRequest):
            if self._typesetter is not None:
                self._typesetter.draw(request)
        else:
            self._lay_out_parts(request)

    def _lay_out(self, html: str) -> None:
        if self._typesetter is None:
            self._send(NotSent(digest(html)))
            return
        self._typesetter.check_within = self._check_waiting
        try:
            self._typesetter.send(html)
        except (BriefingError, OverdueError):
            self._send(NotSent(digest(html)))  # the worker lays it out itself, and reports it
        except _NewerRequestError:
            return
        finally:
            self._typesetter.check_within = never_mind
        self._outgoing.flush()

    def _lay_out_parts(self, request: AheadRequest) -> None:
        count = 0
        try:
            for count, _ in enumerate(self._laid_out(request), start=1):
                self._send(Passed(request.number, count))
        except (BriefingError, OverdueError, _NewerRequestError):
            pass  # the worker comes to the same part, and reports what is wrong
        self._send(Passed(request.number, count, is_end=True))

    def _laid_out(self, request: AheadRequest) -> Iterator[LaidOutPart]:
        template = load_template(Path(request.template_folder))
        state = template_state(template)
        if state != request.template_state:
            return
        key = (template.folder, state, tuple(sorted(request.attachments)), request.session)
        if self._typesetter is None or key != self._typesetter_key:
            self._typesetter = _SendingTypesetter(
                template.folder, request.attachments, self._outgoing, request.session
            )
            self._typesetter_key = key
        typesetter = self._typesetter
        typesetter.check = self._check
        if request.pages:
            add_pages(request.pages)
        printed: PrintedBriefing = pickle.loads(request.printed)  # noqa: S301 - of this program
        typesetter.fetcher.drawings = printed.drawings
        renderer = _NotingRenderer(template, printed)
        typesetter.begin(request.number, renderer)
        sequence = PartSequence(printed, template.spec, renderer, typesetter, _ignored)
        yield from sequence.lay_out_unbroken(parts_ahead(parts(printed, template)))

    def draw_next(self) -> bool:
        """Draw a part that was laid out; return whether there was one."""
        self._garbage.between_steps()
        return self._typesetter is not None and self._typesetter.draw_next()

    def _check(self) -> None:
        self._garbage.between_steps()
        self._check_waiting()

    def _check_waiting(self) -> None:
        if not self._waiting.empty():
            raise _NewerRequestError

    def _send(self, answer: AheadAnswer) -> None:
        self._outgoing.write(framed(answer))
        self._outgoing.flush()


def _ignored(_part: DocumentPart) -> None:
    """Ignore that a part is begun."""


def serve(incoming: BinaryIO, outgoing: BinaryIO, idle_s: float = _IDLE_S) -> None:
    """Answer requests until the input ends, or none comes for so long."""
    waiting: Waiting = queue.Queue()
    threading.Thread(target=_read, args=(incoming, waiting), daemon=True).start()
    server = _Server(outgoing, waiting)
    while True:
        if waiting.empty() and server.draw_next():
            continue
        try:
            request = waiting.get(timeout=idle_s)
        except queue.Empty:
            return
        if request is None:
            return
        if waiting.empty():
            server.answer(request)


def _read(incoming: BinaryIO, waiting: Waiting) -> None:
    decoder = msgspec.msgpack.Decoder(Request)
    try:
        for raw in read_frames(incoming):
            waiting.put(decoder.decode(raw))
    finally:
        waiting.put(None)


def main(memory_mb: int = LIMITS.memory_mb) -> None:
    """Serve on standard input and output; send whatever else is printed to standard error."""
    restrict_memory(memory_mb)
    keep_large_blocks_apart()
    read_without_unused()
    give_way()
    collect_in_pauses()
    outgoing = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    with contextlib.suppress(OSError):  # the worker has ended, and nobody reads what is still to be written
        serve(sys.stdin.buffer, outgoing)
    # At its usual end Python would wait for the thread that reads.
    os._exit(0)
