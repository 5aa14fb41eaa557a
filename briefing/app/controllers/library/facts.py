"""From a fact of the briefing or of the library pane to its record and its passage."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from briefing.app.controllers.insert import InsertController
from briefing.app.i18n import tr
from briefing.app.panes.pane_splitter import PaneSplitter
from briefing.app.services.context import WindowContext
from briefing.app.services.notices import READ
from briefing.library.records import RecordKey, RecordKind
from briefing.model.briefing import FactItem
from briefing.model.fact import Fact


class FactsController(QObject):
    """Finds out which fact is meant, and asks the window to show it on the library side.

    `record_requested(key)` asks for the form of a record, `passage_requested(source_id, fact_id, quote)`
    for the document of a source at a quote.
    """

    record_requested = Signal(object)
    passage_requested = Signal(str, str, str)

    def __init__(self, context: WindowContext, panes: PaneSplitter, insert: InsertController) -> None:
        super().__init__(context)
        self._context, self._panes, self._insert = context, panes, insert
        self._to_add: list[str] = []
        context.resources_loaded.connect(lambda _resources: self._add_known())
        context.document_changed.connect(lambda _document: self._to_add.clear())

    def add_to_briefing(self, fact: Fact) -> None:
        """Add a fact that was just captured to the briefing, once the library was read with it."""
        self._to_add.append(fact.id)
        self._context.loader.reload_library()

    def _add_known(self) -> None:
        resources, document = self._context.resources, self._context.document
        if resources is None or document is None:
            return
        known = [each for each in self._to_add if each in resources.reference.library.facts]
        if known:
            self._to_add = [each for each in self._to_add if each not in known]
            self._insert.add_facts(known)

    def commands(self) -> dict[str, Callable[[], object]]:
        return {"edit_fact": self.edit, "go_to_passage": self.go_to_passage}

    def _fact_id(self) -> str:
        """Return the id of the selected fact: of the library pane if it has the focus, else of a row."""
        library, outline = self._panes.library, self._panes.outline
        if library.list.hasFocus() and library.selected_ids():
            return library.selected_ids()[0]
        facts = [row for row in outline.selected_values() if isinstance(row, FactItem)]
        current = outline.current_value()
        row = current if current in facts else (facts[0] if facts else None)
        return row.fact_id if isinstance(row, FactItem) else ""

    def _fact(self) -> Fact | None:
        """Return the fact as the library has it; a notice says so where it is in the briefing only."""
        fact_id, resources = self._fact_id(), self._context.resources
        fact = resources.reference.library.facts.get(fact_id) if resources else None
        if fact is None and fact_id:
            text = tr("The library has no fact “{id}”: only this briefing carries it.", id=fact_id)
            self._context.notify(text, until=READ)
        return fact

    def edit(self) -> None:
        """Show the fact in its form."""
        fact = self._fact()
        if fact is not None:
            self.record_requested.emit(RecordKey(RecordKind.FACT, fact.id))

    def go_to_passage(self) -> None:
        """Show the first archived source of the fact at the fact's quote."""
        fact, resources = self._fact(), self._context.resources
        if fact is None or resources is None:
            return
        sources = resources.reference.library.sources
        for citation in fact.citations:
            if sources[citation.source_id].attachments:
                quote = citation.quotes[0].exact if citation.quotes else ""
                self.passage_requested.emit(citation.source_id, fact.id, quote)
                return
        text = tr("No source of this fact is archived. Add its file on the library side.")
        self._context.notify(text, until=READ)
