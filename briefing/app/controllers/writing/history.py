"""Show the history of the briefing, and restore an earlier state."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from briefing.app.controllers.edits import EditController
from briefing.app.dialogs.briefing.history import HistoryDialog
from briefing.app.panes.inspector import InspectorPane
from briefing.app.panes.outline.pane import OutlinePane
from briefing.app.presentation.places import places
from briefing.app.services import background
from briefing.app.services.context import WindowContext
from briefing.app.services.document import Document
from briefing.editing import CreateBriefing
from briefing.errors import BriefingError
from briefing.project.history import restoration


class HistoryController(QObject):
    """Open the history window, keep it up to date, and restore states as steps of their own."""

    def __init__(
        self,
        context: WindowContext,
        edits: EditController,
        outline: OutlinePane,
        inspector: InspectorPane,
    ) -> None:
        super().__init__(context)
        self._context, self._edits, self._outline = context, edits, outline
        self._dialog: HistoryDialog | None = None
        context.state_changed.connect(self._show)
        context.document_changed.connect(self._on_document_changed)
        outline.selection_changed.connect(self._show_selection)
        inspector.history_requested.connect(self.open_for_rows)

    def commands(self) -> dict[str, Callable[[], object]]:
        return {"history": self.open, "row_history": self.open_for_rows}

    def open(self) -> None:
        document = self._context.document
        if document is None or HistoryDialog.raised(self._context.window):
            return
        self._edits.flush_pending_text()
        dialog = HistoryDialog(
            self._context.window,
            document.session.history,
            places(document.briefing),
            read_only=document.is_read_only,
        )
        dialog.restore_requested.connect(self.restore)
        dialog.row_requested.connect(self._outline.select)
        dialog.finished.connect(self._on_closed)
        self._dialog = dialog
        self._show_selection()
        dialog.show()

    def open_for_rows(self) -> None:
        """Open the window with the changes of the selected rows only."""
        self.open()
        if self._dialog is not None:
            self._show_selection()
            self._dialog.only_selected.setChecked(True)

    def restore(self, number: int) -> None:
        """Restore the state after an entry of the history, which is computed in the background."""
        document = self._context.document
        if document is None:
            return
        self._edits.flush_pending_text()
        history, briefing = document.session.history, document.briefing
        background.start(
            lambda: restoration(history, number, briefing),
            partial(self._on_computed, document, len(history)),
            self._on_failed,
        )

    def _on_computed(self, document: Document, length: int, edit: CreateBriefing) -> None:
        # An edit since then is not lost: it is in the history, too. But its new ids must be retired.
        if self._context.document is document and len(document.session.history) == length:
            document.restore(edit)

    def _on_failed(self, error: BriefingError) -> None:
        self._context.report(error)

    def _on_document_changed(self, _document: Document | None) -> None:
        if self._dialog is not None:
            self._dialog.close()

    def _on_closed(self) -> None:
        self._dialog = None

    def _show(self) -> None:
        document = self._context.document
        if self._dialog is not None and document is not None:
            self._dialog.show_history(
                document.session.history, places(document.briefing), read_only=document.is_read_only
            )

    def _show_selection(self) -> None:
        if self._dialog is not None:
            self._dialog.show_selection(self._outline.selected_ids())
