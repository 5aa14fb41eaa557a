"""Show the pages of the briefing as it is edited, laid out by the worker process."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, QTimer, Signal

from briefing.app.controllers.templates import TemplatesController
from briefing.app.controllers.writing.drafts import DraftController
from briefing.app.i18n import tr
from briefing.app.panes.pane_splitter import PaneSplitter
from briefing.app.presentation.left_out import left_out, left_out_text
from briefing.app.presentation.places import places, with_places
from briefing.app.services.context import WindowContext
from briefing.app.services.document import Document
from briefing.app.services.settings import PREVIEW_ZOOM
from briefing.model.briefing import Briefing
from briefing.project.series import issue_before
from briefing.render.worker.protocol import (
    PageChanged,
    PageCount,
    PageCurrent,
    PagesCurrent,
    PagesLaidOut,
    PreviewAnswer,
    PreviewRequest,
    Progressed,
)

_VIEW_CHANGED_MS = 150
"""Who scrolls or goes through rows stops for longer than that where they want to read or edit."""


@dataclass(frozen=True, slots=True)
class _Requested:
    """What pages were requested of, and which of them were in view; `number` is that of the request."""

    briefing: Briefing
    template_folder: str
    view: range
    number: int


class PreviewController(QObject):
    """Request the pages whenever the briefing changes, or a text is typed, while the preview is visible.

    `status_changed(text)` reports progress and failure for the status line; `rendered` follows when all
    pages are current. `measured(pages, fraction)` follows each layout of the whole: the number of pages and
    the share of the last that is full, 0 and None where there are none.
    """

    status_changed = Signal(str)
    rendered = Signal()
    measured = Signal(int, object)

    def __init__(
        self,
        context: WindowContext,
        panes: PaneSplitter,
        templates: TemplatesController,
        drafts: DraftController,
    ) -> None:
        super().__init__(context)
        self._context, self._panes, self._templates, self._drafts = context, panes, templates, drafts
        self._is_stale = True
        self._is_awaited = False
        self._has_pages = False
        self._left_out: tuple[str, ...] = ()
        self._page_count = 0
        self._first_number = self._answered_number = 0
        self._requested: _Requested | None = None
        self._material_of: Briefing | None = None
        self._kept_material: tuple[dict[str, bytes], Briefing | None] = {}, None
        self._view_changed = QTimer(self)
        self._view_changed.setSingleShot(True)
        self._view_changed.setInterval(_VIEW_CHANGED_MS)
        self._view_changed.timeout.connect(self._on_view_changed)
        renderer, preview = context.renderer, panes.preview
        renderer.busy_changed.connect(preview.show_busy)
        renderer.preview_answered.connect(self._on_answered)
        renderer.preview_failed.connect(self._on_failed)
        context.document_changed.connect(self._on_document_changed)
        context.briefing_changed.connect(self._on_briefing_changed)
        context.resources_loaded.connect(lambda _resources: self._request())
        drafts.draft_changed.connect(self._mark_stale)
        templates.template_changed.connect(self._on_template_changed)
        panes.outline.selection_changed.connect(self.follow_selection)
        panes.shown_panes_changed.connect(self._on_shown_panes_changed)
        preview.view.page_changed.connect(lambda _page: self._view_changed.start())
        preview.refresh_requested.connect(self.refresh)
        preview.zoom_changed.connect(self._on_zoom_changed)

    def commands(self) -> dict[str, Callable[[], object]]:
        view = self._panes.preview.view
        return {
            "refresh": self.refresh,
            "zoom_in": lambda: view.zoom_by(1),
            "zoom_out": lambda: view.zoom_by(-1),
            "zoom_width": lambda: view.set_zoom("width"),
        }

    @property
    def page_count(self) -> int:
        """The number of pages that are shown; 0 while they are not those of the present briefing."""
        return 0 if self._is_stale else self._page_count

    @property
    def left_out(self) -> str:
        """A sentence that names the rows that are not on the pages shown; empty for none."""
        template = self._templates.template_in_use()
        return left_out_text(self._left_out, tr(template.spec.name)) if template else ""

    def render_unseen(self) -> None:
        """Lay the pages out once even if the preview is not visible; `rendered` follows."""
        self._is_awaited = True
        self._request()

    # Changes

    def _on_document_changed(self, document: Document | None) -> None:
        self._context.renderer.drop_preview()
        self._forget()
        self._left_out, self._page_count = (), 0
        self._panes.preview.show_nothing()
        if document is not None:
            self._context.renderer.warm_up()
            # When the other controllers know the document, too.
            QTimer.singleShot(0, self, self._request)

    def _forget(self) -> None:
        """Have all pages sent again, and ignore the answers to earlier requests."""
        if self._requested is not None:
            self._first_number = self._requested.number + 1
        self._requested, self._has_pages, self._is_stale = None, False, True

    def _on_briefing_changed(self, _before: Briefing, _after: Briefing) -> None:
        self._mark_stale()

    def _on_template_changed(self) -> None:
        """Do not wait for pages of the previous template, with which the worker may hang."""
        self._context.renderer.cancel_preview()
        self._requested = None
        self._mark_stale()

    def _mark_stale(self) -> None:
        self._is_stale = True
        self._request()

    def _on_shown_panes_changed(self) -> None:
        if self._is_stale:
            self._request()

    def refresh(self) -> None:
        """Have all pages sent again and show the preview."""
        self._forget()
        self._panes.reveal(self._panes.preview)
        self._request()

    def _on_zoom_changed(self, zoom: str) -> None:
        self._context.settings.set(PREVIEW_ZOOM, zoom)

    def _on_view_changed(self) -> None:
        """Have the pages in view laid out first where they are out of date, and prepared for a letter.

        A view that was moved by pages that arrived is left to the request that they are of: another one
        would lay out what comes into view first, which may move the view back, and so on without an end.
        """
        requested, view = self._requested, self._view()
        if requested is None:
            return
        self._context.renderer.change_view(view, self._selected_row())
        if requested.view == view:
            return
        if not self._is_stale:
            self._requested = replace(requested, view=view)
            return
        if self._panes.preview.view.is_adjusted:
            return
        pages = self._panes.preview.pages.pages
        if any(pages[number].stale_since for number in view if number < len(pages)):
            self._send(requested.briefing, requested.template_folder)

    def _selected_row(self) -> str:
        outline = self._panes.outline
        value = outline.current_value() if outline.has_selection else None
        return value.id if value is not None else ""

    @property
    def is_visible(self) -> bool:
        return self._panes.is_revealed(self._panes.preview)

    def _view(self) -> range:
        return self._panes.preview.view.pages_in_view or range(1)

    # Requests

    def _request(self) -> None:
        """Request the pages of the present briefing, unless they are those shown or under way."""
        document = self._context.document
        context = self._context
        if document is None or context.resources is None or context.is_closed or not self._is_stale:
            return
        if not self._is_awaited and not self.is_visible:
            return
        if not any(True for _ in document.briefing.walk_items()):
            self._forget()
            self._panes.preview.show_nothing()
            self.measured.emit(0, None)
            return
        template = self._templates.template_in_use()
        if template is None:
            self._requested = None
            self._panes.preview.show_failure(self._templates.problems())
            return
        self._is_awaited = False
        briefing, folder = self._drafts.drafted(document.briefing), str(template.folder)
        requested = self._requested
        if requested is None or (briefing, folder) != (requested.briefing, requested.template_folder):
            self._send(briefing, folder)
        elif requested.number == self._answered_number:
            self._is_stale = False  # saved, or an edit was undone

    def _send(self, briefing: Briefing, template_folder: str) -> None:
        document = self._context.document
        assert document is not None
        view = self._view()
        attachments, earlier = self._material(document)
        self._panes.preview.expect_changes()
        self.status_changed.emit(tr("updating the pages"))
        number = self._context.renderer.preview(
            PreviewRequest(
                briefing,
                template_folder,
                attachments,
                earlier=earlier,
                first_page=view.start,
                last_page=max(view.start, view.stop - 1),
                has_pages=self._has_pages,
            )
        )
        self._has_pages = True
        self._requested = _Requested(briefing, template_folder, view, number)

    def _material(self, document: Document) -> tuple[dict[str, bytes], Briefing | None]:
        """Return attachments and earlier issue, which are the same while a text is being typed."""
        if self._material_of is not document.briefing:
            project = document.session.project
            self._kept_material = dict(project.attachments), issue_before(project)
            self._material_of = document.briefing
        return self._kept_material

    # Answers

    def _on_answered(self, answer: PreviewAnswer | Progressed) -> None:
        if answer.number < self._first_number or self._requested is None:
            return
        is_latest = answer.number == self._requested.number
        if isinstance(answer, PageChanged | PagesCurrent):
            if not self._show_pages(answer, is_latest=is_latest):
                self._has_pages = False  # the worker takes a page for known that is not: all once more
                self._send(self._requested.briefing, self._requested.template_folder)
        elif is_latest:
            self._show_state(answer, self._requested)

    def _show_pages(self, answer: PageChanged | PagesCurrent, *, is_latest: bool) -> bool:
        """Show a page, or all; return False if the content of one is not known."""
        preview = self._panes.preview
        if isinstance(answer, PageChanged):
            return preview.show_page(answer, is_current=is_latest and answer.is_current)
        self.measured.emit(answer.page_count, answer.last_page_fill)
        is_known = preview.show_pages(answer)
        if is_known and is_latest:
            self._on_pages_current(answer)
        elif is_known:
            preview.expect_changes()
        return is_known

    def _show_state(
        self, answer: PageCurrent | PageCount | PagesLaidOut | Progressed, requested: _Requested
    ) -> None:
        preview = self._panes.preview
        if isinstance(answer, PageCount):
            self.measured.emit(answer.page_count, answer.last_page_fill)
        elif isinstance(answer, PagesLaidOut):
            self._on_pages_laid_out(answer)
        elif isinstance(answer, PageCurrent) and answer.is_final:
            preview.show_current(requested.view)
            self.status_changed.emit(tr("page current"))
        elif isinstance(answer, Progressed) and not preview.pages.count:
            self.status_changed.emit(answer.step)

    def _on_pages_laid_out(self, layout: PagesLaidOut) -> None:
        """Show what is known of the pages, most of which are still to come."""
        assert self._requested is not None
        self._panes.preview.show_layout(layout)
        self._show_flaws(self._requested.briefing, layout)
        self.status_changed.emit(tr("drawing the pages"))

    def _show_flaws(self, briefing: Briefing, answer: PagesLaidOut | PagesCurrent) -> None:
        named = places(briefing) if answer.flaws else {}
        self._panes.preview.show_flaws(
            [with_places(flaw, named) for flaw in answer.flaws], answer.flaw_rows
        )

    def _on_pages_current(self, current: PagesCurrent) -> None:
        assert self._requested is not None
        briefing = self._requested.briefing
        self._answered_number, self._is_stale = current.number, False
        self._page_count = current.page_count
        self._left_out = left_out(briefing, {box.row for box in current.rows})
        self._panes.preview.show_left_out(len(self._left_out), self.left_out)
        self._show_flaws(briefing, current)
        self.status_changed.emit(tr("all pages current"))
        self.rendered.emit()

    def _on_failed(self, problems: list[str]) -> None:
        self._requested = None
        self._left_out, self._page_count = (), 0
        self.measured.emit(0, None)
        document = self._context.document
        named = places(document.briefing) if document else {}
        self._panes.preview.show_failure([with_places(problem, named) for problem in problems])
        self.status_changed.emit(tr("preview failed"))

    def follow_selection(self) -> None:
        """Mark the current row on its page, and prepare for a letter in it; none where none is selected."""
        self._panes.preview.follow(self._selected_row())
        self._view_changed.start()
