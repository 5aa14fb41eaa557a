"""Show the document in outline and library, and the selected rows in the inspector."""

from __future__ import annotations

from msgspec.structs import replace
from PySide6.QtCore import QObject

from briefing.app.controllers.edits import EditController
from briefing.app.controllers.templates import TemplatesController
from briefing.app.panes.inspector.page import InspectorContext
from briefing.app.panes.library.pane_state import LibraryState, decoded, encoded
from briefing.app.panes.pane_splitter import PaneSplitter
from briefing.app.presentation.treaty_names import selectable_treaties
from briefing.app.services.context import WindowContext
from briefing.app.services.document import Document
from briefing.app.services.faults import contained


class DocumentDisplay(QObject):
    """Update the panes when the document, its briefing, the library or the selection changes."""

    def __init__(
        self,
        context: WindowContext,
        edits: EditController,
        templates: TemplatesController,
        panes: PaneSplitter,
    ) -> None:
        super().__init__(context)
        self._context, self._edits, self._templates, self._panes = context, edits, templates, panes
        self._shown: Document | None = None
        self._unsaved_states: dict[str, LibraryState] = {}
        context.document_changed.connect(self._on_document_changed)
        context.closed.connect(self._store_library)
        context.closed.connect(panes.library.close_search)
        context.briefing_changed.connect(lambda _before, _after: self._show_again())
        templates.template_changed.connect(self._show_again)
        context.resources_loaded.connect(panes.library.show_resources)
        context.loader.failed.connect(lambda _text: panes.library.end_reading())
        context.row_requested.connect(panes.outline.select)
        context.treaty_requested.connect(self._filter_by_treaty)
        panes.outline.selection_changed.connect(self._on_selection_changed)
        panes.inspector.row_requested.connect(panes.outline.select)

    def _on_document_changed(self, document: Document | None) -> None:
        self._restore_library(document)
        outline = self._panes.outline
        with contained(outline):
            outline.show_briefing(None, None, reason_locked="")
        if document is None:
            self._panes.inspector.show_nothing()
            return
        outline.model.document_id = f"{id(document)}-{document.briefing.id}"
        first = next(iter(document.briefing.walk_sections()), None)
        self._show_briefing(document, with_selection=first is None)
        if first:
            outline.select(first.id)
        outline.view.setFocus()

    def _restore_library(self, document: Document | None) -> None:
        """Give each briefing its own search and filters in the library, also after a restart."""
        self._store_library()
        self._shown = document
        state = self._stored_state(document) if document else LibraryState()
        with contained(self._panes.library):
            self._panes.library.set_state(state)
            self._panes.fold_library(state.is_folded)

    def _stored_state(self, document: Document) -> LibraryState:
        if document.path is None:
            return self._unsaved_states.get(document.briefing.id, LibraryState())
        return decoded(self._context.settings.library_state(document.path))

    def _store_library(self) -> None:
        """Store the state of the library for the briefing that is shown: by its file, if it has one."""
        if self._shown is None:
            return
        state = replace(self._panes.library.state(), is_folded=self._panes.is_library_folded)
        if self._shown.path is None:
            self._unsaved_states[self._shown.briefing.id] = state
        else:
            text = "" if state == LibraryState() else encoded(state)
            self._context.settings.set_library_state(self._shown.path, text)

    def _show_again(self) -> None:
        if self._context.document is not None:
            self._show_briefing(self._context.document)

    def _show_briefing(self, document: Document, *, with_selection: bool = True) -> None:
        resources = self._context.resources
        if resources is None:
            return
        with contained(self._panes.outline):
            self._panes.outline.show_briefing(
                document.briefing,
                resources.reference.scales,
                self._templates.numbering(),
                reason_locked=document.reason_locked,
            )
        with contained(self._panes.library):
            self._panes.library.show_briefing(document.briefing)
        if with_selection:
            with contained(self._panes.inspector):
                self._show_selection()

    def _on_selection_changed(self) -> None:
        self._edits.flush_pending_text()
        if self._context.document:
            self._context.document.end_run()
        with contained(self._panes.inspector):
            self._show_selection()

    def _show_selection(self) -> None:
        """Show the selected rows in the inspector."""
        document, resources = self._context.document, self._context.resources
        shared = self._inspector_context()
        if shared is None or document is None or resources is None:
            self._panes.inspector.show_nothing()
            return
        treaties = selectable_treaties(document.briefing, resources.reference.library)
        self._panes.inspector.show_values(
            self._panes.outline.selected_values(), shared, document.session.attachment, treaties
        )

    def _inspector_context(self) -> InspectorContext | None:
        """Collect what the pages of the inspector need besides the row; None without a document."""
        document, resources = self._context.document, self._context.resources
        catalogue = self._panes.outline.model.catalogue
        if document is None or resources is None or catalogue is None:
            return None
        return InspectorContext(
            briefing=document.briefing,
            catalogue=catalogue,
            scales=resources.reference.scales,
            grade_notes=document.session.grade_notes,
            author=document.session.author,
            today=self._context.today,
            read_only=bool(document.reason_locked),
            labels=self._panes.outline.label,
            reason_read_only=document.reason_locked,
        )

    def _filter_by_treaty(self, treaty_id: str) -> None:
        self._panes.library.facets["treaty"].choose((treaty_id,))
