"""Show changes of the briefing, and update its facts from the library."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject

from briefing.app.controllers.edits import EditController
from briefing.app.dialogs.briefing.changes import ChangesDialog
from briefing.app.dialogs.library.newer_facts import NewerFactsDialog
from briefing.app.i18n import counted, tr
from briefing.app.panes.outline.pane import OutlinePane
from briefing.app.services import background
from briefing.app.services.context import WindowContext
from briefing.app.services.document import Document
from briefing.changes import NewerFact, newer_in
from briefing.project.series import issue_before


class ChangesController(QObject):
    """Open the dialogs that list changes, and look for newer facts when a project is opened."""

    def __init__(self, context: WindowContext, edits: EditController, outline: OutlinePane) -> None:
        super().__init__(context)
        self._context, self._edits, self._outline = context, edits, outline
        context.document_changed.connect(self._on_document_changed)

    def commands(self) -> dict[str, Callable[[], object]]:
        return {"what_changed": self.open_changes, "newer_library": self.open_newer_facts}

    def open_changes(self) -> None:
        document, resources = self._context.document, self._context.resources
        if document is None or resources is None:
            return
        self._edits.flush_pending_text()
        dialog = ChangesDialog(
            self._context.window,
            document.briefing,
            resources.reference.scales,
            issue_before(document.session.project),
            document.path,
        )
        dialog.row_requested.connect(self._outline.select)
        dialog.show()

    def open_newer_facts(self) -> None:
        document, resources = self._context.document, self._context.resources
        if document is None or resources is None:
            return
        self._edits.flush_pending_text()
        newer = newer_in(document.briefing, resources.reference.library)
        dialog = NewerFactsDialog(self._context.window, newer, read_only=document.is_read_only)
        dialog.update_requested.connect(self._edits.apply)
        dialog.open()

    def _on_document_changed(self, document: Document | None) -> None:
        """Notify the user if facts of the project that was opened are newer in the library."""
        resources = self._context.resources
        if document is None or resources is None or document.path is None:
            return
        search = partial(newer_in, document.briefing, resources.reference.library)
        background.start(search, partial(self._on_newer_found, document))

    def _on_newer_found(self, document: Document, newer: Sequence[NewerFact]) -> None:
        if newer and self._context.document is document:
            facts = counted(len(newer), "fact", "facts")
            text = tr("The library has a newer version of {facts}.", facts=facts)
            self._context.notify(text, (tr("Show the facts with newer versions"), self.open_newer_facts))
