"""Open the PDF of the briefing in the viewer of the system, under the same conditions as an export."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTemporaryDir, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from briefing.app.controllers.edits import EditController
from briefing.app.controllers.templates import TemplatesController
from briefing.app.dialogs.confirm import ask
from briefing.app.dialogs.export.summary import blocking_text
from briefing.app.i18n import tr
from briefing.app.services import background
from briefing.app.services.context import WindowContext
from briefing.app.services.document import Document
from briefing.app.services.notices import NEXT_EDIT
from briefing.atomic_write import write_atomically
from briefing.errors import BriefingError
from briefing.model.terms import slug_of
from briefing.project import Project
from briefing.project.series import issue_before
from briefing.render.templates.loader import Template
from briefing.render.worker.protocol import Rendered, RenderRequest
from briefing.review import Finding, review


class ViewerController(QObject):
    """Write the PDF to a temporary file and open it; the file is deleted when the window is closed.

    From the viewer it can be saved and sent, so that what stops an export stops this: blocking findings,
    which `review_requested` asks to show, and flaws of the pages, unless the user accepts them. No project
    is embedded.
    """

    review_requested = Signal()

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
        """Review the briefing, render the PDF once all pages of the preview are current, and open it."""
        document, resources = self._context.document, self._context.resources
        if document is None or resources is None or self._is_rendering:
            return
        self._edits.flush_pending_text()
        self._is_rendering = True
        project, reference = document.session.project, resources.reference
        background.start(
            lambda: review(project.briefing, reference.scales, reference.library),
            partial(self._on_reviewed, document, project),
            self._on_failed,
        )

    def _on_reviewed(self, document: Document, project: Project, findings: tuple[Finding, ...]) -> None:
        """Render the pages that were reviewed, unless blocking findings remain."""
        blocking = [finding for finding in findings if finding.blocks]
        template = self._templates.template_in_use()
        if document is not self._context.document:
            self._is_rendering = False
        elif blocking:
            self._is_rendering = False
            show = (tr("Show in the Review pane"), self.review_requested.emit)
            self._context.notify(blocking_text(blocking), show, until=NEXT_EDIT)
        elif template is None:
            self._on_problems(self._templates.problems())
        else:
            self._render(project, template)

    def _render(self, project: Project, template: Template) -> None:
        request = RenderRequest(
            project.briefing,
            str(template.folder),
            dict(project.attachments),
            earlier=issue_before(project),
        )
        self._context.renderer.render(request, self._on_rendered, self._on_problems)

    def _on_rendered(self, rendered: Rendered) -> None:
        self._is_rendering = False
        document = self._context.document
        if document is None or not self._accepts(rendered.flaws):
            return
        self._folder = self._folder or QTemporaryDir()
        path = Path(self._folder.path()) / f"{slug_of(document.briefing.title, 'briefing')}.pdf"
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

    def _on_failed(self, error: BriefingError) -> None:
        self._on_problems([str(problem) for problem in error.problems])

    def _on_problems(self, problems: list[str]) -> None:
        self._is_rendering = False
        self._context.notify("\n".join(problems), until=NEXT_EDIT)

    def _remove(self) -> None:
        if self._folder is not None:
            self._folder.remove()
