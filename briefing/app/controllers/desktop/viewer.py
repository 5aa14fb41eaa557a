"""Open the PDF of the present briefing in the viewer of the system."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTemporaryDir, QUrl
from PySide6.QtGui import QDesktopServices

from briefing.app.controllers.edits import EditController
from briefing.app.controllers.templates import TemplatesController
from briefing.app.i18n import tr
from briefing.app.services.context import WindowContext
from briefing.app.services.notices import NEXT_EDIT
from briefing.atomic_write import write_atomically
from briefing.errors import BriefingError
from briefing.model.terms import slug_of
from briefing.project.series import issue_before
from briefing.render.worker.protocol import Rendered, RenderRequest


class ViewerController(QObject):
    """Write the PDF to a temporary file and open it; the file is deleted when the window is closed.

    It is a look at the pages, not an export: no project is embedded, and findings do not stop it.
    """

    def __init__(
        self, context: WindowContext, edits: EditController, templates: TemplatesController
    ) -> None:
        super().__init__(context)
        self._context, self._edits, self._templates = context, edits, templates
        self._folder: QTemporaryDir | None = None
        self._is_rendering = False
        context.closed.connect(self._remove)

    def commands(self) -> dict[str, Callable[[], object]]:
        return {"open_in_viewer": self.open}

    def open(self) -> None:
        """Render the PDF once all pages of the preview are current, and open it."""
        document = self._context.document
        if document is None or self._is_rendering:
            return
        self._edits.flush_pending_text()
        template = self._templates.template_in_use()
        if template is None:
            self._on_problems(self._templates.problems())
            return
        project = document.session.project
        request = RenderRequest(
            document.briefing,
            str(template.folder),
            dict(project.attachments),
            earlier=issue_before(project),
        )
        self._is_rendering = True
        self._context.renderer.render(request, self._on_rendered, self._on_problems)

    def _on_rendered(self, rendered: Rendered) -> None:
        self._is_rendering = False
        document = self._context.document
        if document is None:
            return
        self._folder = self._folder or QTemporaryDir()
        path = Path(self._folder.path()) / f"{slug_of(document.briefing.title, 'briefing')}.pdf"
        try:
            write_atomically(path, rendered.pdf)
        except BriefingError as error:
            self._on_problems([str(problem) for problem in error.problems])
            return
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
            self._on_problems(
                [tr("No program for PDF files was found. Install one, or export the briefing.")]
            )

    def _on_problems(self, problems: list[str]) -> None:
        self._is_rendering = False
        self._context.notify("\n".join(problems), until=NEXT_EDIT)

    def _remove(self) -> None:
        if self._folder is not None:
            self._folder.remove()
