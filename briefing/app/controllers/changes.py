"""Show changes of the briefing, and update its facts from the library."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer

from briefing.app.controllers.edits import EditController
from briefing.app.dialogs.briefing.changes import ChangesDialog
from briefing.app.dialogs.library.newer_facts import NewerFactsDialog
from briefing.app.i18n import counted, tr
from briefing.app.panes.outline.pane import OutlinePane
from briefing.app.services import background
from briefing.app.services.context import WindowContext
from briefing.app.services.document import Document
from briefing.app.services.notices import WITHDRAWN
from briefing.changes import NewerFact, newer_in
from briefing.model.briefing import Briefing
from briefing.project.series import issue_before

_NEWER_NOTICE = "newer"
_LATER_MS = 1500
"""After so long without another edit: the search takes time from the thread that shows the edit."""


class ChangesController(QObject):
    """Open the dialogs that list changes, and look for newer facts when a project is opened."""

    def __init__(self, context: WindowContext, edits: EditController, outline: OutlinePane) -> None:
        super().__init__(context)
        self._context, self._edits, self._outline = context, edits, outline
        self._announced: frozenset[str] = frozenset()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LATER_MS)
        self._later.timeout.connect(self._search)
        context.document_changed.connect(self._on_document_changed)
        context.briefing_changed.connect(self._on_briefing_changed)
        context.resources_loaded.connect(lambda _resources: self._search())

    def commands(self) -> dict[str, Callable[[], object]]:
        return {"what_changed": self.open_changes, "newer_library": self.open_newer_facts}

    def open_changes(self) -> None:
        document, resources = self._context.document, self._context.resources
        if document is None or resources is None:
            return
        self._edits.flush_pending_text()
        if (open_dialog := ChangesDialog.raised(self._context.window)) is not None:
            open_dialog.show_briefing(document.briefing)
            return
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
        if document is None or resources is None or NewerFactsDialog.raised(self._context.window):
            return
        self._edits.flush_pending_text()
        newer = newer_in(document.briefing, resources.reference.library)
        dialog = NewerFactsDialog(
            self._context.window, newer, resources.reference.library, read_only=document.is_read_only
        )
        dialog.update_requested.connect(self._edits.apply)
        dialog.open()

    def _on_document_changed(self, _document: Document | None) -> None:
        self._announced = frozenset()
        self._search()

    def _on_briefing_changed(self, before: Briefing, after: Briefing) -> None:
        if before.library is not after.library:
            self._later.start()

    def _search(self) -> None:
        """Notify the user if facts of the project are newer in the library."""
        self._later.stop()
        document, resources = self._context.document, self._context.resources
        if document is None or resources is None:
            return
        search = partial(newer_in, document.briefing, resources.reference.library)
        background.start(search, partial(self._on_newer_found, document))

    def _on_newer_found(self, document: Document, newer: Sequence[NewerFact]) -> None:
        if self._context.document is not document:
            return
        fact_ids = frozenset(fact.in_briefing.id for fact in newer)
        before, self._announced = self._announced, fact_ids
        if not newer:
            self._context.withdraw(_NEWER_NOTICE)
        if fact_ids and fact_ids != before:
            facts = counted(len(newer), "fact", "facts")
            text = tr("The library has a newer version of {facts}.", facts=facts)
            self._context.notify(
                text,
                (tr("Show the facts with newer versions"), self.open_newer_facts),
                until=WITHDRAWN,
                key=_NEWER_NOTICE,
            )
