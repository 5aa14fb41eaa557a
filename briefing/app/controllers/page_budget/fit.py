"""Fit the briefing on a number of pages."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from briefing.app.controllers.edits import EditController
from briefing.app.controllers.templates import TemplatesController
from briefing.app.dialogs.briefing.fit import FitDialog
from briefing.app.services.context import WindowContext


class FitController(QObject):
    """Open the dialog with the proposals, and apply those that are ticked as one edit."""

    def __init__(
        self, context: WindowContext, edits: EditController, templates: TemplatesController
    ) -> None:
        super().__init__(context)
        self._context, self._edits, self._templates = context, edits, templates

    def commands(self) -> dict[str, Callable[[], object]]:
        return {"fit": self.open_dialog}

    def open_dialog(self) -> FitDialog | None:
        document, template = self._context.document, self._templates.template_in_use()
        if document is None or template is None:
            return None
        if (open_dialog := FitDialog.raised(self._context.window)) is not None:
            return open_dialog
        self._edits.flush_pending_text()
        dialog = FitDialog(
            self._context.window,
            document.session.project,
            template,
            can_change=not document.held_by and not document.is_read_only,
        )
        dialog.fit_requested.connect(self._edits.apply)
        dialog.open()
        return dialog
