"""Show in the inspector what of its fact supports each word of a wording."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from briefing.app.panes.pane_splitter import PaneSplitter
from briefing.app.services import background
from briefing.app.services.context import WindowContext
from briefing.app.services.faults import contained
from briefing.app.services.language.parser_client import parser_client
from briefing.app.services.organisation import thesaurus_changes
from briefing.app.services.settings import WORD_SUPPORT
from briefing.model.briefing import FactItem
from briefing.model.fact import Fact
from briefing.review.alignment import Trace, trace
from briefing.review.context import ReviewContext

_PAUSE_MS = 150
_PARSING_S = 2.0
"""A wording waits so long for its parse, and is compared on words alone after that."""


class SupportController(QObject):
    """Trace the wording that is shown, after each pause in typing, while the user wants to see it."""

    enabled_changed = Signal(bool)

    def __init__(self, context: WindowContext, panes: PaneSplitter) -> None:
        super().__init__(context)
        self._context, self._outline = context, panes.outline
        self._page = panes.inspector.fact_page
        self._task: background.BackgroundTask | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self.update)
        for changed in (
            context.document_changed,
            context.briefing_changed,
            panes.outline.selection_changed,
            panes.inspector.words_typed,
        ):
            changed.connect(self._update_soon)
        context.settings.changed.connect(self._on_setting_changed)
        thesaurus_changes().changed.connect(self._update_soon)

    def commands(self) -> dict[str, Callable[[], object]]:
        return {"word_support": self.toggle}

    @property
    def is_enabled(self) -> bool:
        return bool(self._context.settings.get(WORD_SUPPORT))

    @property
    def is_settled(self) -> bool:
        """True if the words that are shown have their marks."""
        return self._task is None and not self._pause.isActive()

    def toggle(self) -> None:
        self._context.settings.set(WORD_SUPPORT, 0 if self.is_enabled else 1)

    def _on_setting_changed(self, name: str) -> None:
        if name == WORD_SUPPORT.name:
            self.enabled_changed.emit(self.is_enabled)
            self.update()

    def _update_soon(self, *_arguments: object) -> None:
        if self.is_enabled:
            self._pause.start()

    def update(self) -> None:
        """Trace the wording that is shown, or remove the marks."""
        self._pause.stop()
        if self._task is not None:
            self._task.abandon()
            self._task = None
        shown = self._shown() if self.is_enabled else None
        if shown is None:
            self._show(None)
            return
        wording, fact, context = shown
        process = parser_client().process

        def traced() -> Trace:
            process.wait_for((wording, fact.statement), _PARSING_S)
            return trace(wording, fact, context)

        self._task = background.start(traced, self._on_traced)

    def _shown(self) -> tuple[str, Fact, ReviewContext] | None:
        """Return the wording in the inspector with its fact and a context; None where there is none."""
        document, resources = self._context.document, self._context.resources
        catalogue = self._outline.model.catalogue
        values = self._outline.selected_values() if document else []
        if document is None or resources is None or catalogue is None or len(values) != 1:
            return None
        (item,) = values
        wording = self._page.wording.entered_text().strip()
        if not isinstance(item, FactItem) or item.id != self._page.row_id or not wording:
            return None
        reference = resources.reference
        context = ReviewContext(
            document.briefing, catalogue, reference.scales, reference.library, parser_client().process
        )
        return wording, catalogue.facts[item.fact_id], context

    def _on_traced(self, traced: Trace) -> None:
        self._task = None
        self._show(traced)

    def _show(self, traced: Trace | None) -> None:
        with contained(self._page):
            self._page.show_support(traced)
