"""The base of what leaves the window as an export does, after a review: prints and pages in a viewer."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal

from briefing.app.controllers.edits import EditController
from briefing.app.controllers.templates import TemplatesController
from briefing.app.dialogs.export.summary import blocking_text
from briefing.app.i18n import tr
from briefing.app.services import background
from briefing.app.services.context import WindowContext
from briefing.app.services.document import Document
from briefing.app.services.language.parser_client import parser_client
from briefing.app.services.notices import NEXT_EDIT
from briefing.errors import BriefingError
from briefing.project import Project
from briefing.project.series import issue_before
from briefing.render.worker.protocol import RenderRequest
from briefing.review import Finding
from briefing.review.parsed import parsed_review


class ReviewedOutputController(QObject):
    """Review the briefing and request the pages that were reviewed, one output at a time.

    Blocking findings stop it, and `review_requested` asks to show them. Subclasses implement `_output`, and
    set `_is_busy` to False once they have ended.
    """

    review_requested = Signal()

    def __init__(
        self, context: WindowContext, edits: EditController, templates: TemplatesController
    ) -> None:
        super().__init__(context)
        self._context, self._edits, self._templates = context, edits, templates
        self._is_busy = False

    def start(self) -> None:
        """Review what is typed, and output it unless that is under way already."""
        document, resources = self._context.document, self._context.resources
        if document is None or resources is None or self._is_busy:
            return
        self._edits.flush_pending_text()
        self._is_busy = True
        project, reference = document.session.project, resources.reference
        parser = parser_client().process
        background.start(
            lambda: parsed_review(project.briefing, reference.scales, reference.library, parser).findings,
            partial(self._on_reviewed, document, project),
            self._on_failed,
        )

    def _on_reviewed(self, document: Document, project: Project, findings: tuple[Finding, ...]) -> None:
        """Output the pages that were reviewed, unless blocking findings remain."""
        blocking = [finding for finding in findings if finding.blocks]
        template = self._templates.template_in_use()
        if document is not self._context.document:
            self._is_busy = False
        elif blocking:
            self._is_busy = False
            show = (tr("Show in the Review pane"), self.review_requested.emit)
            self._context.notify(blocking_text(blocking), show, until=NEXT_EDIT)
        elif template is None:
            self._on_problems(self._templates.problems())
        else:
            request = RenderRequest(
                project.briefing,
                str(template.folder),
                dict(project.attachments),
                earlier=issue_before(project),
            )
            self._output(request)

    def _output(self, request: RenderRequest) -> None:
        """Render the pages of a request and output them."""
        raise NotImplementedError

    def _on_failed(self, error: BriefingError) -> None:
        self._on_problems([str(problem) for problem in error.problems])

    def _on_problems(self, problems: list[str]) -> None:
        self._is_busy = False
        self._context.notify("\n".join(problems), until=NEXT_EDIT)
