"""Go to panes, rows, facts and projects; open the search, the palette and the help pages."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from briefing.app.controllers.insert import InsertController
from briefing.app.dialogs.find_in_projects import FindInProjectsDialog
from briefing.app.panes.pane_splitter import PaneSplitter
from briefing.app.services.context import WindowContext
from briefing.library.records import RecordKey, RecordKind
from briefing.model.briefing import FactItem
from briefing.model.library import Catalogue, Material
from briefing.text.printed_place import place_in

_ROW_ANCHORS = {"row", "section", "annex"}
"""The kinds of anchors that end with the id of a row: where it is printed, and its line in the annex."""
_LEAST_WORDS = 3
"""So many words in a row are hardly the same by chance."""


class NavigateController(QObject):
    """Move the focus and the selection.

    `record_requested(key)` asks for the form of a record on the library side.
    """

    record_requested = Signal(object)
    palette_requested = Signal()
    project_requested = Signal(object, str)

    def __init__(self, context: WindowContext, panes: PaneSplitter, insert: InsertController) -> None:
        super().__init__(context)
        self._context, self._panes, self._insert = context, panes, insert
        panes.library.used_clicked.connect(self.go_to_fact)
        panes.inspector.fact_requested.connect(self.go_to_or_add_fact)
        panes.inspector.library_requested.connect(self.search_library)
        panes.preview.row_clicked.connect(panes.outline.select)
        panes.preview.row_activated.connect(self.edit_printed)
        panes.preview.mention_activated.connect(self.open_mentioned)
        panes.outline.library_requested.connect(self.search_library)

    def commands(self) -> dict[str, Callable[[], object]]:
        panes = self._panes
        return {
            "find": panes.outline.open_find,
            "find_everywhere": self.find_in_projects,
            "palette": self.palette_requested.emit,
            "search_library": self.search_library,
            "fold_library": self.fold_library,
            "go_to_library": self.show_fact_of_row,
            "show_outline": self.show_outline,
            "show_inspector": lambda: self._show_tab(panes.inspector),
            "main_message": self.write_main_message,
            "show_preview": lambda: self._show_tab(panes.preview),
            "show_review": self.show_review,
            "next_pane": self.next_pane,
            "unfold_all": panes.outline.view.expandAll,
            "fold_all": panes.outline.view.collapseAll,
        }

    # Panes

    def search_library(self) -> None:
        self._panes.reveal(self._panes.library)
        self._panes.library.field.setFocus()
        self._panes.library.field.selectAll()

    def fold_library(self) -> None:
        """Hide the library, or show it again with the focus in its search field."""
        panes = self._panes
        panes.fold_library(not panes.is_library_folded)
        if panes.is_library_folded:
            panes.outline.view.setFocus()
        else:
            self.search_library()

    def show_outline(self) -> None:
        self._panes.reveal(self._panes.outline)
        self._panes.outline.view.setFocus()

    def show_review(self) -> None:
        self._show_tab(self._panes.review)

    def _show_tab(self, pane: QWidget) -> None:
        panes = self._panes
        panes.reveal(pane)
        if pane is panes.preview:
            panes.preview.view.setFocus()
        elif pane is panes.review:
            panes.review.list.setFocus()
        elif pane is panes.comments:
            panes.comments.list.setFocus()
        elif pane is panes.inspector:
            panes.inspector.focus_words()
        else:
            panes.library.field.setFocus()

    def write_main_message(self) -> None:
        """Show title, main message and sources of the briefing, with the caret in the main message."""
        self._panes.outline.select_nothing()
        self._show_tab(self._panes.inspector)

    def next_pane(self) -> None:
        """Move the focus to the next pane: library, outline, current tab, preview, and the first again."""
        panes = self._panes
        stops = panes.stops()
        focused = panes.focused()
        here = next(
            (pane for pane in stops if focused is not None and pane.isAncestorOf(focused)), stops[-1]
        )
        following = stops[(stops.index(here) + 1) % len(stops)]
        if following is panes.library:
            self.search_library()
        elif following is panes.outline:
            self.show_outline()
        else:
            self._show_tab(following)

    # Rows and facts

    def go_to_row(self, row_id: str) -> None:
        self._panes.outline.select(row_id)
        self._panes.outline.view.setFocus()

    def edit_printed(self, row_id: str, before: str, after: str) -> None:
        """Open a text that is printed between two passages in the inspector, with the caret at the place.

        Without a row it may be one of the texts of the briefing as a whole.
        """
        inspector = self._panes.inspector
        if row_id:
            self._panes.outline.select(row_id)
        elif self._is_of_briefing(before, after):
            self._panes.outline.select_nothing()
        else:
            return
        self._show_tab(inspector)
        inspector.select_printed(before, after)

    def open_mentioned(self, anchor: str, before: str, after: str) -> None:
        """Open the row, section, source or treaty at an anchor that is mentioned between two passages."""
        kind, _, name = anchor.partition("-")
        if kind in _ROW_ANCHORS and self._panes.outline.has(name):
            self.edit_printed(name, before, after)
        elif kind == "fact":
            self._open_fact(name, before, after)
        elif kind == "source":
            self._open_source(name)
        elif kind == "treaty" and name in self._library.treaties:
            self.record_requested.emit(RecordKey(RecordKind.TREATY, name))

    def _open_fact(self, fact_id: str, before: str, after: str) -> None:
        """Open the first row that uses a fact, else show the fact in the library."""
        rows = self._panes.outline.fact_rows(fact_id)
        if rows:
            self.edit_printed(rows[0], before, after)
        elif fact_id in self._library.facts:
            self.show_fact(fact_id)

    def _open_source(self, source_id: str) -> None:
        """Show the record of a source; where only the briefing has it, open the first row that cites it."""
        document = self._context.document
        if source_id in self._library.sources:
            self.record_requested.emit(RecordKey(RecordKind.SOURCE, source_id))
        elif document is not None:
            citing = {
                fact.id
                for fact in document.briefing.library.facts
                if any(citation.source_id == source_id for citation in fact.citations)
            }
            items = document.briefing.walk_items()
            rows = (item.id for item in items if isinstance(item, FactItem) and item.fact_id in citing)
            if row_id := next(rows, ""):
                self.edit_printed(row_id, "", "")

    @property
    def _library(self) -> Catalogue:
        resources = self._context.resources
        return resources.reference.library if resources else Catalogue(Material())

    def _is_of_briefing(self, before: str, after: str) -> bool:
        """Return whether a text of the briefing as a whole is printed between two passages."""
        document = self._context.document
        if document is None:
            return False
        briefing = document.briefing
        message = briefing.main_message.text if briefing.main_message else ""
        places = [
            place_in(text, before, after) for text in (briefing.title, message, briefing.source_remark)
        ]
        return any(place is not None and place.score >= _LEAST_WORDS for place in places)

    def go_to_fact(self, fact_id: str) -> None:
        """Select the first row that uses a fact."""
        rows = self._panes.outline.fact_rows(fact_id)
        if rows:
            self.go_to_row(rows[0])

    def go_to_or_add_fact(self, fact_id: str) -> None:
        if self._panes.outline.fact_rows(fact_id):
            self.go_to_fact(fact_id)
        else:
            self._insert.add_facts([fact_id])

    def show_fact(self, fact_id: str) -> None:
        """Show a fact in the library."""
        self._panes.reveal(self._panes.library)
        self._panes.library.show_fact(fact_id)
        self._panes.library.list.setFocus()

    def show_fact_of_row(self) -> None:
        facts = [row for row in self._panes.outline.selected_values() if isinstance(row, FactItem)]
        current = self._panes.outline.current_value()
        if facts:
            self.show_fact((current if current in facts else facts[0]).fact_id)

    # Help

    # Projects

    def find_in_projects(self) -> None:
        if FindInProjectsDialog.raised(self._context.window):
            return
        recent = [path for path in self._context.settings.recent() if path.is_file()]
        dialog = FindInProjectsDialog(self._context.window, recent)
        dialog.match_chosen.connect(self.project_requested)
        dialog.open()
