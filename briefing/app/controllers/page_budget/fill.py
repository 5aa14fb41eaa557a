"""Keep the fill meter up to date: pages, how full the last is, and the page budget."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from briefing.app.controllers.preview import PreviewController
from briefing.app.controllers.templates import TemplatesController
from briefing.app.services.context import WindowContext
from briefing.app.services.document import Document
from briefing.model.briefing import Briefing
from briefing.render.page_budget.page_limit import page_limit

_PAUSE_MS = 500


class FillController(QObject):
    """`fill_changed(pages, fraction, budget)` announces a layout; `pages` is 0 where none is known.

    Where the number of pages is limited, the pages are laid out after each change even if the preview is
    not visible. `fraction` and `budget` are None where they are not known.
    """

    fill_changed = Signal(int, object, object)

    def __init__(
        self, context: WindowContext, templates: TemplatesController, preview: PreviewController
    ) -> None:
        super().__init__(context)
        self._context, self._templates, self._preview = context, templates, preview
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._measure)
        preview.measured.connect(self._show)
        context.document_changed.connect(self._on_document_changed)
        context.briefing_changed.connect(self._on_briefing_changed)
        templates.template_changed.connect(self._pause.start)

    def _on_document_changed(self, document: Document | None) -> None:
        self._show(0, None)
        if document is not None:
            self._pause.start()

    def _on_briefing_changed(self, before: Briefing, after: Briefing) -> None:
        if before is not after:
            self._pause.start()

    def _measure(self) -> None:
        """Have the pages laid out where nothing else does, or show nothing rather than an old number."""
        if self._context.document is None or self._context.is_closed or self._preview.page_count:
            return
        if self._limit() is not None:
            self._preview.render_unseen()
        elif not self._preview.is_visible:
            self._show(0, None)

    def _limit(self) -> int | None:
        document, template = self._context.document, self._templates.template_in_use()
        return page_limit(document.briefing, template) if document and template else None

    def _show(self, pages: int, fraction: float | None) -> None:
        self.fill_changed.emit(pages, fraction, self._limit())
