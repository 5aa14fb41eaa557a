"""The text that is being typed and is not part of the briefing yet."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from briefing.app.controllers.rows import text_edit
from briefing.app.panes.pane_splitter import PaneSplitter
from briefing.app.presentation.table_cells import with_cells
from briefing.app.services.context import WindowContext
from briefing.app.services.document import Document
from briefing.app.widgets.text.marked_text_edit import MarkedTextEdit
from briefing.editing import Edit, ReplaceContent, apply
from briefing.errors import EditError
from briefing.model.briefing import Briefing


class DraftController(QObject):
    """Knows the edit that the text being typed will become; `draft_changed` follows each keystroke.

    The edit is applied after a pause, or when an editor in place is closed; one that is cancelled is not.
    """

    draft_changed = Signal()

    def __init__(self, context: WindowContext, panes: PaneSplitter) -> None:
        super().__init__(context)
        self._context, self._panes = context, panes
        self._edit: Edit | None = None
        context.document_changed.connect(self._on_document_changed)
        context.briefing_changed.connect(self._on_briefing_changed)
        panes.inspector.edit_drafted.connect(self._set)
        panes.outline.view.editor_opened.connect(self._on_row_editor_opened)
        panes.inspector.table_page.cells.editor_opened.connect(self._on_cell_editor_opened)

    def drafted(self, briefing: Briefing) -> Briefing:
        """Return the briefing with the text that is being typed, if it can have it."""
        if self._edit is None:
            return briefing
        try:
            return apply(briefing, self._edit)
        except EditError:
            return briefing

    def _on_document_changed(self, _document: Document | None) -> None:
        self._edit = None

    def _on_briefing_changed(self, _before: Briefing, _after: Briefing) -> None:
        self._edit = None

    def _set(self, edit: Edit | None) -> None:
        self._edit = edit
        self.draft_changed.emit()

    def _on_row_editor_opened(self, editor: MarkedTextEdit) -> None:
        row = self._panes.outline.current_value()
        if row is not None:
            editor.edited.connect(lambda *_change: self._on_row_typed(editor, row.id))
            editor.destroyed.connect(self._drop)

    def _on_row_typed(self, editor: MarkedTextEdit, row_id: str) -> None:
        document = self._context.document
        text = editor.exact_text()
        if document is not None and text.strip():
            self._set(text_edit(document.briefing, row_id, text))

    def _drop(self) -> None:
        """Drop what was typed in an editor that is closed, if it has not been applied."""
        if self._edit is not None:
            self._set(None)

    def _on_cell_editor_opened(self, editor: MarkedTextEdit) -> None:
        editor.edited.connect(lambda *_change: self._on_cell_typed(editor))
        editor.destroyed.connect(self._drop)

    def _on_cell_typed(self, editor: MarkedTextEdit) -> None:
        cells = self._panes.inspector.table_page.cells
        table = cells.table
        if table is not None:
            changed = with_cells(table, cells.currentRow(), cells.currentColumn(), [[editor.exact_text()]])
            self._set(ReplaceContent(changed))
