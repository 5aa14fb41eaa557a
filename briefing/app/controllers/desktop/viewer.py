"""Open the PDF of the briefing in the viewer of the system, under the same conditions as an export."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices

from briefing.app.controllers.desktop.reviewed_output import ReviewedOutputController
from briefing.app.controllers.edits import EditController
from briefing.app.controllers.templates import TemplatesController
from briefing.app.dialogs.confirm import ask
from briefing.app.i18n import tr
from briefing.app.services.context import WindowContext
from briefing.atomic_write import write_atomically
from briefing.errors import BriefingError
from briefing.model.terms import slug_of_title
from briefing.render.worker.protocol import Rendered, RenderRequest


class ViewerController(ReviewedOutputController):
    """Write the PDF to a temporary file and open it; the file is deleted when the window is closed.

    From the viewer it can be saved and sent, so that what stops an export stops this: blocking findings,
    and flaws of the pages, unless the user accepts them. No project is embedded.
    """

    def __init__(
        self, context: WindowContext, edits: EditController, templates: TemplatesController
    ) -> None:
        super().__init__(context, edits, templates)
        self._folder: QTemporaryDir | None = None
        context.closed.connect(self._remove)

    def commands(self) -> dict[str, Callable[[], object]]:
        return {"open_in_viewer": self.start}

    def _output(self, request: RenderRequest) -> None:
        self._context.renderer.render(request, self._on_rendered, self._on_problems)

    def _on_rendered(self, rendered: Rendered) -> None:
        self._is_busy = False
        document = self._context.document
        if document is None or not self._accepts(rendered.flaws):
            return
        self._folder = self._folder or QTemporaryDir()
        path = (
            Path(self._folder.path())
            / f"{slug_of_title(document.briefing.title, document.briefing.language)}.pdf"
        )
        try:
            write_atomically(path, rendered.pdf)
        except BriefingError as error:
            self._on_failed(error)
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._on_problems(
                [tr("No program for PDF files was found. Install one, or export the briefing.")]
            )

    def _accepts(self, flaws: Sequence[str]) -> bool:
        """Ask whether to open pages that have flaws."""
        question = tr("Open in spite of these layout problems?")
        return not flaws or ask(self._context.window, question, "\n".join(flaws), tr("Open"))

    def _remove(self) -> None:
        if self._folder is not None:
            self._folder.remove()
