"""Answer requests for a preview: the pages in view first, and only pages that the client lacks."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from typing import TYPE_CHECKING

from briefing.composition.views.document import PrintedBriefing
from briefing.errors import Check
from briefing.grading import Scales
from briefing.render.live.document import Content, LiveDocument
from briefing.render.live.events import AllCurrent, AllLaidOut, DrawnPage, Event, PagesCounted, ViewCurrent
from briefing.render.pipeline import LaidOutDocument
from briefing.render.templates.loader import Template
from briefing.render.worker.flaws import flaw_rows
from briefing.render.worker.protocol import (
    Answer,
    PageChanged,
    PageCount,
    PageCurrent,
    PagesCurrent,
    PagesLaidOut,
    PreviewRequest,
    Progressed,
    RenderRequest,
)

if TYPE_CHECKING:
    from briefing.render.layout.typesetter import Typesetter


class Preview:
    """The preview of one window; `send` sends it what comes before the end of an answer.

    `check` raises where the answer is not wanted any more, between parts and between pages; `check_within`
    does the same more often, within parts. `let_draw` is called once pages with a typed letter are sent,
    and returns when the client has had time to draw them.
    """

    def __init__(
        self,
        scales: Scales,
        send: Callable[[Answer], None],
        check: Check,
        check_within: Check,
        let_draw: Callable[[], object] = lambda: None,
    ) -> None:
        self._send, self._let_draw = send, let_draw
        self._check, self._check_within = check, check_within
        self._document = LiveDocument(scales)
        self._shown: dict[int, str] = {}
        """The keys of the pages that the client shows, by place."""
        self._kept: set[str] = set()
        """The keys of the pages that the client has."""
        self._in_view = range(0)
        self._row = ""

    def answer(
        self,
        request: PreviewRequest,
        template: Template,
        typesetter: Typesetter,
        begin_ahead: Callable[[], None] = lambda: None,
    ) -> PagesCurrent:
        """Send the pages that changed. Raises RenderError for what cannot be laid out.

        `begin_ahead` is called where much is to be laid out.
        """
        if not request.has_pages:
            self._shown, self._kept = {}, set()
        content = Content(request.briefing, template, typesetter, request.earlier, begin_ahead)
        self._in_view = range(request.first_page, request.last_page + 1)
        asked = content, self._in_view

        def progress(step: str, done: int, total: int) -> None:
            self._send(Progressed(request.number, step, done, total))

        with closing(self._document.pages(*asked, progress, self._check, self._check_within)) as events:
            for event in events:
                if isinstance(event, AllCurrent):
                    return self._end(request.number, event)
                self._send_event(request.number, event)
                if isinstance(event, ViewCurrent) and not event.is_final:
                    self._let_draw()
                self._check()
        raise AssertionError("A preview ends with all pages being current.")

    def change_view(self, in_view: range, row: str) -> None:
        """Take these pages for those in view, and a row for the one in which the next letter is typed."""
        self._in_view, self._row = in_view, row

    def prepare(self, check: Check) -> None:
        """Do in a pause what the next letter in the row needs; `check` may raise often."""
        self._document.prepare(self._in_view, self._row, check, check)

    def layout_of(
        self, request: RenderRequest, template: Template, typesetter: Typesetter
    ) -> tuple[PrintedBriefing, LaidOutDocument] | None:
        """Return the finished pages of the preview where a PDF of the same briefing is wanted."""
        return self._document.layout_of(Content(request.briefing, template, typesetter, request.earlier))

    def _send_event(self, number: int, event: Event) -> None:
        match event:
            case DrawnPage():
                self._send_page(number, event)
            case ViewCurrent():
                self._send(PageCurrent(number, event.is_final))
            case PagesCounted():
                self._send(PageCount(number, event.page_count, event.last_page_fill))
            case AllLaidOut():
                self._send_layout(number, event)

    def _send_page(self, number: int, page: DrawnPage) -> None:
        """Send a page where the client shows another in its place; without the PDF where it has that."""
        if self._shown.get(page.place) == page.key:
            return
        pdf, mentions = (b"", ()) if page.key in self._kept else (page.pdf(), tuple(page.mentions()))
        self._shown[page.place] = page.key
        self._kept.add(page.key)
        self._send(
            PageChanged(
                number,
                page.place,
                page.key,
                pdf,
                page.width_pt,
                page.height_pt,
                page.rows,
                page.is_current,
                mentions,
            )
        )

    def _send_layout(self, number: int, layout: AllLaidOut) -> None:
        self._send(
            PagesLaidOut(
                number,
                layout.sizes_pt,
                layout.document.rows,
                tuple(map(str, layout.flaws)),
                flaw_rows(layout.flaws),
            )
        )

    def _end(self, number: int, end: AllCurrent) -> PagesCurrent:
        from briefing.render.layout.finished_pages.fill import filled_share

        self._shown = dict(enumerate(end.keys))
        self._kept = set(end.keys)
        return PagesCurrent(
            number,
            end.keys,
            end.document.rows,
            tuple(map(str, end.flaws)),
            flaw_rows(end.flaws),
            len(end.keys),
            filled_share(end.document.pages[-1]),
            end.document.omitted,
        )
