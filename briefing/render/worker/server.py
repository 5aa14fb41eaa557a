"""The rendering worker: a process of its own that stays warm, and that can be killed without loss."""

from __future__ import annotations

import contextlib
import os
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from briefing.errors import BriefingError, Problem
from briefing.faults import fault_of, report
from briefing.grading import Scales, load_scales
from briefing.guarded_process import LIMITS, framed
from briefing.operating_system import (
    has_processor_to_spare,
    keep_large_blocks_apart,
    release_file_pages,
    restrict_memory,
    return_free_memory,
)
from briefing.render.companion import companion_template, render_companion
from briefing.render.fit import fit
from briefing.render.garbage import Garbage, collect_in_pauses
from briefing.render.pipeline import Progress, render, sketch
from briefing.render.result import Rendering
from briefing.render.templates.loader import Template, load_template, template_state
from briefing.render.worker import protocol
from briefing.render.worker.flaws import flaw_rows
from briefing.render.worker.incoming import IncomingRequests, SupersededError
from briefing.render.worker.limits import too_much_memory
from briefing.render.worker.preview import Preview
from briefing.text.locale_data import read_without_unused

if TYPE_CHECKING:
    from briefing.render.layout.typesetter import Typesetter


_FONT_ENDINGS = frozenset({".ttf", ".otf", ".ttc"})
_FONT_FOLDER = "weasyprint-"
"""The name of a folder with copies of fonts by WeasyPrint begins so. One font of Chinese has 16 MB."""
_SWITCH_S = 0.0005
"""So long the thread that reads requests waits for a layout; a keystroke waits as long twice."""

_PAUSE_S = 0.1
_JOBS = (protocol.RenderRequest, protocol.FitRequest)
_DRAWING_S = 0.02
"""So long the window takes to draw a page, with two threads that share the processors with this process."""


def serve(
    incoming: BinaryIO, outgoing: BinaryIO, memory_mb: int = LIMITS.memory_mb, pause_s: float = _PAUSE_S
) -> None:
    """Answer requests until the input ends, or until one has used up the memory.

    After `pause_s` without a request the answer to the next letter is prepared.
    """
    requests, garbage = IncomingRequests(incoming), Garbage(in_pause=_release_caches)
    worker = _Worker(outgoing, memory_mb, requests, garbage)
    worker.send(protocol.Ready())
    for request in requests:
        if isinstance(request, protocol.ViewChanged):
            worker.change_view(request)
        elif not worker.answer(request):
            break
        if not isinstance(request, _JOBS) and not requests.comes_within(pause_s):
            worker.prepare()
        if not requests.comes_within(0):  # it takes 2 ms
            release_file_pages(_is_font)
        garbage.after_answer(requests.comes_within)
    worker.close()


def _is_font(path: Path) -> bool:
    return path.suffix.lower() in _FONT_ENDINGS or path.parent.name.startswith(_FONT_FOLDER)


def _release_caches() -> None:
    """Release what would only make the next answer quicker: after a pause it can take a little longer."""
    from briefing.render.layout.shortcuts.equal_inline_blocks import forget_blocks

    forget_blocks()


class _Worker:
    def __init__(
        self, outgoing: BinaryIO, memory_mb: int, requests: IncomingRequests, garbage: Garbage
    ) -> None:
        from briefing.render.ahead.layout import AheadLayout, layout_command
        from briefing.render.layout.typesetter import Typesetter

        self._outgoing = outgoing
        self._memory_mb = memory_mb
        self._scales: Scales = load_scales()
        self._new_typesetter = Typesetter
        self._template: Template | None = None
        self._files = b""
        self._typesetter: Typesetter | None = None
        self._typesetter_key: tuple[object, ...] = ()
        self._requests, self._garbage = requests, garbage
        self._preview = Preview(
            self._scales, self.send, self._check_preview, requests.check, self._let_draw_or_type
        )
        self._ahead = AheadLayout(layout_command(memory_mb), has_processor_to_spare)

    def close(self) -> None:
        """End the process that lays out parts ahead."""
        self._ahead.close()

    def send(self, answer: protocol.Answer) -> None:
        self._outgoing.write(framed(answer))
        self._outgoing.flush()

    def answer(self, request: protocol.Request) -> bool:
        """Answer a request; return whether the worker is fit for another."""
        try:
            self.send(self._result(request))
            if not isinstance(request, protocol.PreviewRequest):
                self._garbage.after_pdf()
        except SupersededError:
            # In place of a preview the newer one is answered.
            if not isinstance(request, protocol.PreviewRequest):
                self.send(protocol.Cancelled(request.number))
        except BriefingError as error:
            self.send(protocol.Failed(request.number, tuple(map(str, error.problems))))
        except MemoryError:
            self._typesetter = None
            problem = too_much_memory(request.template_folder, self._memory_mb)
            self.send(protocol.Failed(request.number, (str(problem),)))
            return False
        except Exception as error:  # noqa: BLE001 - the border of the process: the client reports it
            path = report(fault_of("rendering", error))
            remedy = f"A report is in {path}." if path else ""
            problem = Problem(f"Rendering failed, because of an error in the program. {remedy}")
            self.send(protocol.Failed(request.number, (str(problem),), is_fault=True))
        return True

    def change_view(self, view: protocol.ViewChanged) -> None:
        """Take other pages for those in view, and another row for the one that is selected."""
        self._preview.change_view(range(view.first_page, view.last_page + 1), view.row)

    def prepare(self) -> None:
        """Prepare the answer to a letter, until a request comes. What fails is said by the next answer.

        Then the structure of drawn pages is made, which only a PDF needs, and boxes are stored as bytes.
        """
        from briefing.render.layout.packed.storing import store_waiting
        from briefing.render.pdf.drawn_pieces import pieces_of

        with contextlib.suppress(SupersededError, BriefingError, MemoryError):
            self._preview.prepare(self._check_pause)
            if self._typesetter is not None:
                pieces_of(self._typesetter).make_structures(self._check_pause)
            store_waiting(self._check_pause)

    def _result(self, request: protocol.Request) -> protocol.Answer:
        if isinstance(request, protocol.FitRequest):
            return self._fitted(request)
        if isinstance(request, protocol.PreviewRequest):
            return self._previewed(request)
        return self._rendered(request)

    def _previewed(self, request: protocol.PreviewRequest) -> protocol.PagesCurrent:
        from briefing.render.layout.finished_pages.stored import forget_recent

        template = self._read_template(request.template_folder)
        typesetter = self._prepare_typesetter(template, request.attachments)
        begin_ahead = partial(self._begin_ahead, request, typesetter)
        current = self._preview.answer(request, template, typesetter, begin_ahead)
        # What the whole document needed is free from here on; the next letter reads the boxes of few parts.
        forget_recent()
        return_free_memory()
        return current

    def _begin_ahead(
        self,
        request: protocol.PreviewRequest | protocol.RenderRequest,
        typesetter: Typesetter,
    ) -> None:
        """Have parts of a long briefing laid out by a second process, too."""
        from briefing.render.ahead.protocol import AheadRequest

        material = AheadRequest(request.template_folder, self._files, request.attachments)
        self._ahead.begin(typesetter, request.briefing, material)

    def _rendered(self, request: protocol.RenderRequest) -> protocol.Rendered:
        template = self._read_template(request.template_folder)
        own = companion_template(template) if request.companion else template
        typesetter = self._prepare_typesetter(own, request.attachments)
        rendering = (
            self._sketch(request, template)
            if request.only_row
            else self._whole(request, template, typesetter)
        )
        return protocol.Rendered(
            number=request.number,
            pdf=rendering.pdf,
            page_count=rendering.page_count,
            rows=rendering.rows,
            flaws=tuple(map(str, rendering.flaws)),
            nothing=rendering.nothing,
            flaw_rows=flaw_rows(rendering.flaws),
        )

    def _whole(
        self, request: protocol.RenderRequest, template: Template, typesetter: Typesetter
    ) -> Rendering:
        make = render_companion if request.companion else render
        laid_out = None if request.companion else self._preview.layout_of(request, template, typesetter)
        if laid_out is None and not request.companion:
            self._begin_ahead(request, typesetter)
        return make(
            request.briefing,
            template,
            self._scales,
            attachments=request.attachments,
            allow_flaws=request.allow_flaws,
            progress=self._progress(request),
            typesetter=typesetter,
            enclosures=request.enclosures,
            earlier=request.earlier,
            laid_out=laid_out,
        )

    def _sketch(self, request: protocol.RenderRequest, template: Template) -> Rendering:
        return sketch(
            request.briefing, template, self._scales, request.only_row, typesetter=self._typesetter
        )

    def _fitted(self, request: protocol.FitRequest) -> protocol.Fitted:
        template = self._read_template(request.template_folder)
        self._prepare_typesetter(template, request.attachments)
        found = fit(
            request.briefing,
            template,
            self._scales,
            request.limit,
            attachments=request.attachments,
            progress=self._progress(request),
            typesetter=self._typesetter,
            earlier=request.earlier,
            only_measure=request.only_measure,
        )
        return protocol.Fitted(request.number, found)

    def _progress(self, request: protocol.Request) -> Progress:
        """Return what sends the progress of a request, and raises SupersededError where it is cancelled."""

        def progressed(step: str, done: int, total: int) -> None:
            self._garbage.between_steps()
            self._requests.check_job(request.number)
            self.send(protocol.Progressed(request.number, step, done, total))

        return progressed

    def _check_preview(self) -> None:
        self._garbage.between_steps()
        self._requests.check()

    def _let_draw_or_type(self) -> None:
        """Wait until the window has drawn a page, and for the next letter of somebody who types.

        It would have to wait until a step of the layout of the other pages ends, and would find nothing
        of its row in the processor's caches.
        """
        self._requests.comes_within(max(_DRAWING_S, self._requests.next_letter_s()))

    def _check_pause(self) -> None:
        self._garbage.between_steps()
        if self._requests.comes_within(0):
            raise SupersededError

    def _read_template(self, folder: str) -> Template:
        """Return a template, which is read again where it is not that of the last request as it was."""
        template = self._template
        if template is None or str(template.folder) != folder or self._files != template_state(template):
            template = self._template = load_template(Path(folder))
            self._files = template_state(template)
        return template

    def _prepare_typesetter(self, template: Template, attachments: dict[str, bytes]) -> Typesetter:
        """Reuse the typesetter of the last request where template and attachments are the same."""
        key = (template.folder, self._files, tuple(sorted(attachments)))
        if self._typesetter is None or key != self._typesetter_key:
            self._typesetter = self._new_typesetter(template.folder, attachments)
            self._typesetter_key = key
        return self._typesetter


def main(memory_mb: int = LIMITS.memory_mb) -> None:
    """Serve on standard input and output; send whatever else is printed to standard error."""
    from briefing.render.layout import typesetter  # noqa: F401 - what is imported stays

    restrict_memory(memory_mb)
    keep_large_blocks_apart()
    read_without_unused()
    sys.setswitchinterval(_SWITCH_S)
    collect_in_pauses()
    outgoing = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    serve(sys.stdin.buffer, outgoing, memory_mb)
