"""Render the briefing for the preview after each change, in the worker process."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from briefing.app.controllers.templates import TemplatesController
from briefing.app.i18n import tr
from briefing.app.panes.pane_splitter import PaneSplitter
from briefing.app.presentation.left_out import left_out, left_out_text
from briefing.app.presentation.places import places, with_places
from briefing.app.services.context import WindowContext
from briefing.app.services.document import Document
from briefing.app.services.render_client import RenderJob
from briefing.app.services.settings import PREVIEW_ZOOM
from briefing.model.briefing import Briefing
from briefing.project.series import issue_before
from briefing.render.worker.protocol import Rendered, RenderRequest

_PAUSE_MS = 150


class PreviewController(QObject):
    """Render when the briefing has changed and the preview is visible; only the latest value counts.

    `status_changed(text)` reports progress and failure for the status line; `rendered` follows new pages.
    """

    status_changed = Signal(str)
    rendered = Signal()

    def __init__(self, context: WindowContext, panes: PaneSplitter, templates: TemplatesController) -> None:
        super().__init__(context)
        self._context, self._panes, self._templates = context, panes, templates
        self._job: RenderJob | None = None
        self._is_stale = True
        self._is_awaited = False
        self._left_out: tuple[str, ...] = ()
        self._page_count = 0
        self._shown_of: tuple[Briefing, str] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self._render)
        context.renderer.busy_changed.connect(panes.preview.show_busy)
        context.document_changed.connect(self._on_document_changed)
        context.briefing_changed.connect(self._on_briefing_changed)
        templates.template_changed.connect(self._on_template_changed)
        panes.outline.selection_changed.connect(self.follow_selection)
        panes.tabs.currentChanged.connect(self._on_tab_changed)
        panes.preview.shown.connect(self._on_shown)
        panes.preview.refresh_requested.connect(self.refresh)
        panes.preview.zoom_changed.connect(self._on_zoom_changed)

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
        return 0 if self._is_stale or self._job is not None else self._page_count

    @property
    def left_out(self) -> str:
        """A sentence that names the rows that are not on the pages shown; empty for none."""
        template = self._templates.template_in_use()
        return left_out_text(self._left_out, tr(template.spec.name)) if template else ""

    def render_unseen(self) -> None:
        """Render once even if the preview is not visible; `rendered` follows."""
        self._is_awaited = True
        self._pause.start(0)

    # Changes

    def _on_document_changed(self, document: Document | None) -> None:
        self._cancel()
        self._is_stale, self._shown_of = True, None
        self._left_out, self._page_count = (), 0
        self._panes.preview.show_nothing()
        if document is not None:
            self._context.renderer.warm_up()
            self._pause.start(_PAUSE_MS)

    def _on_briefing_changed(self, _before: Briefing, _after: Briefing) -> None:
        self._mark_stale()

    def _mark_stale(self) -> None:
        self._is_stale = True
        self._pause.start(_PAUSE_MS)

    def _on_template_changed(self) -> None:
        """Render again, without waiting for pages that are being made with the previous template."""
        self._cancel()
        self._shown_of = None
        self._mark_stale()

    def _cancel(self) -> None:
        if self._job is not None:
            self._context.renderer.cancel(self._job)
            self._job = None

    def _on_tab_changed(self, _tab: int) -> None:
        if self._is_visible() and self._is_stale:
            self._pause.start(0)

    def refresh(self) -> None:
        """Render again and show the preview."""
        self._is_stale, self._shown_of = True, None
        self._panes.reveal(self._panes.preview)
        self._pause.start(0)

    def _on_zoom_changed(self, zoom: str) -> None:
        self._context.settings.set(PREVIEW_ZOOM, zoom)

    def _is_visible(self) -> bool:
        return self._panes.is_revealed(self._panes.preview)

    # Rendering

    def _render(self) -> None:
        document = self._context.document
        if document is None or self._context.is_closed or not self._is_stale:
            return
        if not self._is_awaited and not self._is_visible():
            return
        if self._job is not None:
            return  # its end starts the next
        if not any(True for _ in document.briefing.walk_items()):
            self._shown_of = None
            self._panes.preview.show_nothing()
            return
        template = self._templates.template_in_use()
        if template is None:
            self._shown_of = None
            self._panes.preview.show_failure(self._templates.problems())
            return
        self._is_stale = self._is_awaited = False
        source = document.briefing, str(template.folder)
        if source == self._shown_of:
            return  # saved, or an edit was undone: the pages are those of this briefing
        self._job = self._context.renderer.render(
            RenderRequest(
                document.briefing,
                str(template.folder),
                dict(document.session.project.attachments),
                earlier=issue_before(document.session.project),
            ),
            partial(self._on_rendered, source),
            self._on_failed,
            self._on_progressed,
        )

    def _on_progressed(self, step: str, _done: int, _total: int) -> None:
        self.status_changed.emit(step)

    def _on_rendered(self, source: tuple[Briefing, str], rendered: Rendered) -> None:
        self._job, self._shown_of = None, source
        named = places(source[0])
        flaws = [with_places(flaw, named) for flaw in rendered.flaws]
        self._page_count = rendered.page_count
        self._left_out = left_out(source[0], {box.row for box in rendered.rows})
        self._panes.preview.show_left_out(len(self._left_out), self.left_out)
        self._panes.preview.show_pdf(rendered.pdf, rendered.rows, flaws, rendered.flaw_rows)
        self.rendered.emit()
        self._render_if_stale()

    def _on_failed(self, problems: list[str]) -> None:
        self._job = self._shown_of = None
        self._left_out, self._page_count = (), 0
        document = self._context.document
        named = places(document.briefing) if document else {}
        self._panes.preview.show_failure([with_places(problem, named) for problem in problems])
        self.status_changed.emit(tr("preview failed"))
        self._render_if_stale()

    def _render_if_stale(self) -> None:
        if self._is_stale:
            self._pause.start(0)

    def _on_shown(self) -> None:
        self.status_changed.emit("")
        self.follow_selection()

    def follow_selection(self) -> None:
        """Mark the current row on its page."""
        value = self._panes.outline.current_value()
        if value is not None:
            self._panes.preview.follow(value.id)
