"""Export the briefing as a PDF or in another format."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from briefing.app.controllers.edits import EditController
from briefing.app.controllers.preview import PreviewController
from briefing.app.controllers.templates import TemplatesController
from briefing.app.dialogs.export.dialog import ExportDialog
from briefing.app.services.context import WindowContext
from briefing.app.services.document import Document
from briefing.app.services.settings import CERTIFICATE, LAST_EXPORT_FOLDER
from briefing.editing import Edit
from briefing.model.terms import slug_of_title

_PAUSE_MS = 400
"""An export that begins at once needs no second rendering to count the pages."""


class ExportController(QObject):
    """Open the export dialog; `review_requested` follows when blocking findings are to be looked at.

    `fit_requested` follows where the briefing is too long and rows are to be cut.
    """

    review_requested = Signal()
    fit_requested = Signal()

    def __init__(
        self,
        context: WindowContext,
        edits: EditController,
        templates: TemplatesController,
        preview: PreviewController,
    ) -> None:
        super().__init__(context)
        self._context, self._edits, self._templates, self._preview = context, edits, templates, preview
        self._folder: Path | None = None
        context.document_changed.connect(self._on_document_changed)

    def commands(self) -> dict[str, Callable[[], object]]:
        return {"export": self.open_dialog}

    def open_dialog(self) -> ExportDialog | None:
        document, resources = self._context.document, self._templates.resources()
        if document is None or resources is None:
            return None
        if (open_dialog := ExportDialog.raised(self._context.window)) is not None:
            return open_dialog
        self._edits.flush_pending_text()
        document.sync_journal()
        dialog = ExportDialog(
            self._context.window,
            self._templates.with_template(document.session.project),
            resources,
            self._proposed_path(document),
            self._context.renderer,
            page_count=self._preview.page_count,
        )
        dialog.project_file = document.path
        dialog.written.connect(self._on_written)
        dialog.choices.signing.certificate.setText(self._context.settings.get(CERTIFICATE))
        dialog.exported.connect(lambda _template_id: self._note_certificate(dialog))
        dialog.review_requested.connect(dialog.reject)
        dialog.review_requested.connect(self.review_requested)
        dialog.exported.connect(self._templates.keep_template)
        dialog.choices.offers.cut_requested.connect(dialog.reject)
        dialog.choices.offers.cut_requested.connect(self.fit_requested)
        dialog.choices.offers.edit_requested.connect(partial(self._apply, dialog))
        self._show_pages(dialog)
        dialog.open()
        return dialog

    def _apply(self, dialog: ExportDialog, edit: Edit) -> None:
        """Apply an edit that the dialog offers, and show its result there."""
        document = self._context.document
        if document is not None and self._edits.apply(edit):
            dialog.show_project(self._templates.with_template(document.session.project))

    def _show_pages(self, dialog: ExportDialog) -> None:
        """Show what is known of the pages; otherwise lay them out unless the export begins at once."""
        preview, summary = self._preview, dialog.choices.summary

        def show() -> None:
            summary.show_pages(preview.page_count, preview.left_out)

        preview.rendered.connect(show)
        dialog.finished.connect(lambda _result: preview.rendered.disconnect(show))
        if preview.page_count:
            show()
            return
        pause = QTimer(dialog)
        pause.setSingleShot(True)
        pause.timeout.connect(preview.render_unseen)
        dialog.export_button.clicked.connect(pause.stop)
        pause.start(_PAUSE_MS)

    def _proposed_path(self, document: Document) -> Path:
        """Return the absolute path of a PDF in the folder of this briefing's last export.

        Before the first export: beside the project, or where another briefing was exported.
        """
        if document.path:
            beside = document.path.absolute().with_suffix(".pdf")
            return (self._folder or beside.parent) / beside.name
        folder = self._folder or self._context.settings.get(LAST_EXPORT_FOLDER) or Path.home()
        return Path(folder) / f"{slug_of_title(document.briefing.title, document.briefing.language)}.pdf"

    def _note_certificate(self, dialog: ExportDialog) -> None:
        request = dialog.choices.signing.request()
        if request is not None:
            self._context.settings.set(CERTIFICATE, str(request.certificate))

    def _on_document_changed(self, _document: Document | None) -> None:
        self._folder = None

    def _on_written(self, path: Path) -> None:
        self._folder = path.parent
        self._context.settings.set(LAST_EXPORT_FOLDER, str(path.parent))
