"""Keeping the pages in step with the briefing, without the window ever waiting for them."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from briefing.app.i18n import tr
from briefing.app.services.render_client import RenderClient, RenderJob
from briefing.project.series import issue_before
from briefing.render.worker.protocol import Rendered, RenderRequest

if TYPE_CHECKING:
    from briefing.app.window.main_window import MainWindow

_PAUSE_MS = 150


class PreviewController:
    """Orders pages when the briefing has changed and somebody can see them; the latest value counts."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.renderer = RenderClient()
        self.renderer.busy_changed.connect(window.preview.show_busy)
        window.preview.shown.connect(self._shown)
        self._order: RenderJob | None = None
        self._stale = True
        self._began = 0.0
        self._pause = QTimer(window)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._render)

    def deeds(self) -> dict[str, Callable[[], object]]:
        view = self._window.preview.view
        return {
            "refresh": self.refresh,
            "zoom_in": lambda: view.zoom_by(1),
            "zoom_out": lambda: view.zoom_by(-1),
            "zoom_width": lambda: view.set_zoom("width"),
        }

    def forget(self) -> None:
        """Another document is shown: the pages of the one before are not its own."""
        if self._order is not None:
            self.renderer.cancel(self._order)
            self._order = None
        self._stale = True
        self._window.preview.show_nothing()
        self.renderer.warm_up()

    def briefing_changed(self) -> None:
        self._stale = True
        self._pause.start()

    def template_changed(self) -> None:
        """The template is not as it was: what is being made with the old one is not waited for."""
        if self._order is not None:
            self.renderer.cancel(self._order)
            self._order = None
        self.briefing_changed()

    def tab_changed(self) -> None:
        if self._is_seen() and self._stale:
            self._pause.start(0)

    def refresh(self) -> None:
        """Make the pages anew, from a fresh look at the template."""
        self._stale = True
        self._window.tabs.setCurrentWidget(self._window.preview)
        self._pause.start(0)

    def _is_seen(self) -> bool:
        return self._window.tabs.currentWidget() is self._window.preview

    def _render(self) -> None:
        document, stock = self._window.document, self._window.stock
        if document is None or stock is None or not self._stale or not self._is_seen():
            return
        if self._order is not None:
            return  # when it comes, this one follows
        briefing = document.briefing
        if not any(True for _ in briefing.walk_items()):
            self._window.preview.show_nothing()
            return
        template = self._window.templating.used()
        if template is None:
            self._window.preview.show_failure(self._window.templating.why_none())
            return
        self._stale = False
        self._began = time.monotonic()
        self._order = self.renderer.render(
            RenderRequest(
                briefing,
                str(template.folder),
                dict(document.session.project.attachments),
                earlier=issue_before(document.session.project),
            ),
            self._take,
            self._fail,
            lambda step, _done, _total: self._window.say_pages(step),
        )

    def _take(self, rendered: Rendered) -> None:
        self._order = None
        self._window.preview.show_pdf(rendered.pdf, rendered.rows, rendered.flaws, rendered.flaw_rows)
        self._again()

    def _shown(self) -> None:
        seconds = time.monotonic() - self._began
        self._window.say_pages(tr("preview {seconds} s", seconds=f"{seconds:.1f}"))
        self.follow()

    def _fail(self, problems: list[str]) -> None:
        self._order = None
        self._window.preview.show_failure(problems)
        self._window.say_pages(tr("no new pages"))
        self._again()

    def _again(self) -> None:
        if self._stale:
            self._pause.start(0)

    def follow(self) -> None:
        """Mark the row in hand on its page."""
        value = self._window.outline.current_value()
        if value is not None:
            self._window.preview.follow(value.id)

    def close(self) -> None:
        self._pause.stop()
        self.renderer.close()
