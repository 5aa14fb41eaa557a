"""Seeing what changed, in the briefing and in the library, and taking over what is newer."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from briefing.app.dialogs.briefing.changes import ChangesDialog
from briefing.app.dialogs.library.newer_facts import NewerFactsDialog
from briefing.app.i18n import counted, tr
from briefing.app.services import background
from briefing.changes import NewerFact, newer_in
from briefing.project.series import issue_before

if TYPE_CHECKING:
    from briefing.app.window.main_window import MainWindow


class ChangesController:
    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def deeds(self) -> dict[str, Callable[[], object]]:
        return {"what_changed": self.what_changed, "newer_library": self.newer_library}

    def what_changed(self) -> None:
        window, document, stock = self._window, self._window.document, self._window.stock
        if document is None or stock is None:
            return
        window.inspector.flush()
        dialog = ChangesDialog(
            window,
            document.briefing,
            stock.reference.scales,
            issue_before(document.session.project),
            document.path,
        )
        dialog.row_requested.connect(window.outline.select)
        dialog.show()

    def newer_library(self) -> None:
        window, document, stock = self._window, self._window.document, self._window.stock
        if document is None or stock is None:
            return
        window.inspector.flush()
        found = newer_in(document.briefing, stock.reference.library)
        dialog = NewerFactsDialog(window, found, read_only=document.is_read_only)
        dialog.update_requested.connect(document.apply)
        dialog.open()

    def look_for_newer(self) -> None:
        """Say, of a project that was opened, that the library has moved on since."""
        document, stock = self._window.document, self._window.stock
        if document is None or stock is None or document.path is None:
            return
        briefing, library = document.briefing, stock.reference.library

        def tell(found: list[NewerFact]) -> None:
            if found and self._window.document is document:
                facts = counted(len(found), "fact", "facts")
                text = tr("The library holds {facts} otherwise than this briefing.", facts=facts)
                self._window.say(text, (tr("Show"), self.newer_library))

        background.start(lambda: newer_in(briefing, library), tell)
