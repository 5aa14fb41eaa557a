"""Change the details of the briefing: title, dates, marking, scheme, template, status."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from briefing.app.controllers.edits import EditController
from briefing.app.controllers.templates import TemplatesController
from briefing.app.dialogs.briefing.details import DetailsDialog
from briefing.app.services.context import WindowContext
from briefing.app.services.settings import AUTHOR


class DetailsController(QObject):
    """Open the dialog with the details, and apply what was changed in it as one edit."""

    def __init__(
        self, context: WindowContext, edits: EditController, templates: TemplatesController
    ) -> None:
        super().__init__(context)
        self._context, self._edits, self._templates = context, edits, templates

    def commands(self) -> dict[str, Callable[[], object]]:
        return {"details": self.open_dialog}

    def open_dialog(self) -> None:
        document, resources = self._context.document, self._templates.resources()
        if document is None or resources is None or DetailsDialog.raised(self._context.window):
            return
        self._edits.flush_pending_text()
        dialog = DetailsDialog(
            self._context.window,
            document.briefing,
            resources,
            today=self._context.today,
            signing_author=self._context.author,
        )
        dialog.accepted.connect(partial(self._on_accepted, dialog))
        dialog.open()

    def _on_accepted(self, dialog: DetailsDialog) -> None:
        if dialog.new_author and not self._context.settings.get(AUTHOR):
            # Nobody has been asked yet: the author of the first briefing is who writes it.
            self._context.settings.set(AUTHOR, dialog.new_author)
        edit = dialog.edit()
        if edit is not None:
            self._edits.apply(edit)
