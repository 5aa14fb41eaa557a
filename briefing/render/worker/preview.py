"""Answer requests for a preview: the pages in view first, and only pages that the client lacks."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING

from briefing.grading import Scales
from briefing.render.live.drawn_page import DrawnPage
from briefing.render.live.order import by_distance
from briefing.render.pipeline import LaidOutDocument, composed_and_laid_out
from briefing.render.templates.loader import Template
from briefing.render.undrawn_figures import undrawn_figures
from briefing.render.worker.flaws import flaw_rows
from briefing.render.worker.protocol import (
    Answer,
    PageChanged,
    PageCurrent,
    PagesCurrent,
    PreviewRequest,
    Progressed,
)

if TYPE_CHECKING:
    from briefing.render.layout.typesetter import Typesetter

_PX_TO_PT = 0.75


class Preview:
    """The preview of one window; `send` sends it what comes before the end of an answer."""

    def __init__(self, scales: Scales, send: Callable[[Answer], None]) -> None:
        self._scales = scales
        self._send = send
        self._shown: dict[int, str] = {}
        """The keys of the pages that the client shows, by place."""
        self._kept: set[str] = set()
        """The keys of the pages that the client has."""

    def answer(self, request: PreviewRequest, template: Template, typesetter: Typesetter) -> PagesCurrent:
        """Send the pages that changed. Raises RenderError for what cannot be laid out."""
        from briefing.render.layout.page_fill import filled_share

        printed, document = composed_and_laid_out(
            request.briefing,
            template,
            self._scales,
            {
                "attachments": request.attachments,
                "earlier": request.earlier,
                "typesetter": typesetter,
                "progress": lambda *step: self._send(Progressed(request.number, *step)),
            },
        )
        flaws = (*document.flaws, *undrawn_figures(printed))
        keys = self._send_pages(request, document, typesetter)
        self._shown = dict(enumerate(keys))
        self._kept = set(keys)
        return PagesCurrent(
            request.number,
            keys,
            document.rows,
            tuple(map(str, flaws)),
            flaw_rows(flaws),
            len(keys),
            filled_share(document.pages[-1]),
            document.omitted,
        )

    def _send_pages(
        self, request: PreviewRequest, document: LaidOutDocument, typesetter: Typesetter
    ) -> tuple[str, ...]:
        """Send the pages, and that those in view are final; return the keys of all in their order."""
        in_view = range(request.first_page, request.last_page + 1)
        order = by_distance(len(document.pages), in_view)
        shown = sum(place in in_view for place in order) or 1
        keys: dict[int, str] = {}
        for count, page in enumerate(_drawn(document, order, typesetter), start=1):
            keys[page.place] = page.key
            self._send_page(request.number, page)
            if count == shown:
                self._send(PageCurrent(request.number))
        return tuple(key for _, key in sorted(keys.items()))

    def _send_page(self, number: int, page: DrawnPage) -> None:
        """Send a page where the client shows another in its place; without the PDF where it has that."""
        if self._shown.get(page.place) == page.key:
            return
        pdf = b"" if page.key in self._kept else page.pdf
        self._shown[page.place] = page.key
        self._kept.add(page.key)
        self._send(
            PageChanged(
                number, page.place, page.key, pdf, page.width_pt, page.height_pt, page.rows, page.is_current
            )
        )


def _drawn(document: LaidOutDocument, order: Sequence[int], typesetter: Typesetter) -> Iterator[DrawnPage]:
    from briefing.render.pdf.single_page import write_page

    for place in order:
        page = document.pages[place]
        with typesetter.writing():
            pdf = write_page(document.document, page)
        rows = tuple(row for row in document.rows if row.page == place)
        key = hashlib.sha256(pdf).hexdigest()
        yield DrawnPage(place, key, pdf, page.width * _PX_TO_PT, page.height * _PX_TO_PT, rows)
