"""Find text in the whole briefing, and replace it as one step to undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject
from shiboken6 import isValid

from briefing.app.controllers.edits import EditController
from briefing.app.dialogs.briefing.replace import ReplaceDialog
from briefing.app.i18n import counted, tr
from briefing.app.panes.outline.pane import OutlinePane
from briefing.app.presentation.places import places
from briefing.app.services.context import WindowContext
from briefing.editing import Passage, replaced, replacement_edit
from briefing.model.briefing import Briefing


class ReplaceController(QObject):
    """Open the dialog, keep its matches up to date, and apply its replacements."""

    def __init__(self, context: WindowContext, edits: EditController, outline: OutlinePane) -> None:
        super().__init__(context)
        self._context, self._edits, self._outline = context, edits, outline
        self._dialog: ReplaceDialog | None = None
        context.briefing_changed.connect(self._on_briefing_changed)
        context.document_changed.connect(lambda _document: self._close())

    def commands(self) -> dict[str, Callable[[], object]]:
        return {"replace": self.open_dialog}

    def open_dialog(self) -> None:
        """Open the dialog, or bring the open one to the front."""
        if self._context.document is None:
            return
        self._edits.flush_pending_text()
        open_dialog = ReplaceDialog.raised(self._context.window)
        if open_dialog is None or open_dialog is not self._dialog:
            self._dialog = ReplaceDialog(self._context.window)
            self._dialog.row_requested.connect(self._go)
            self._dialog.replacement_requested.connect(self._replace)
        self._show()
        self._dialog.show()
        self._dialog.needle.setFocus()
        self._dialog.needle.selectAll()

    def _show(self) -> None:
        if self._dialog is not None and isValid(self._dialog):
            document = self._edits.document
            self._dialog.show_briefing(
                document.briefing, places(document.briefing), read_only=document.is_read_only
            )

    def _close(self) -> None:
        if self._dialog is not None and isValid(self._dialog):
            self._dialog.close()
        self._dialog = None

    def _on_briefing_changed(self, _before: Briefing, _after: Briefing) -> None:
        self._show()

    def _go(self, row_id: str) -> None:
        if row_id:
            self._outline.select(row_id)

    def _replace(self, passages: Sequence[Passage], replacement: str) -> None:
        name = tr("Replace {passages}", passages=counted(len(passages), "passage", "passages"))
        self._edits.attempt(
            lambda briefing: replacement_edit(briefing, replaced(passages, replacement), name)
        )
