"""Open the thesaurus of the organisation."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from briefing.app.dialogs.wording.thesaurus import ThesaurusDialog
from briefing.app.services.context import WindowContext
from briefing.app.services.organisation import thesaurus_changes
from briefing.organisation.thesaurus import Acceptance


class ThesaurusController(QObject):
    """Show the words that are accepted; what is changed applies to the reviews of all windows."""

    def __init__(self, context: WindowContext) -> None:
        super().__init__(context)
        self._context = context

    def commands(self) -> dict[str, Callable[[], object]]:
        return {"thesaurus": self.open_dialog}

    def open_dialog(self) -> ThesaurusDialog:
        if (open_dialog := ThesaurusDialog.raised()) is not None:
            return open_dialog
        resources = self._context.resources
        treaties = resources.reference.library.material.treaties if resources else ()
        acceptance = Acceptance(self._context.author, self._context.today)
        dialog = ThesaurusDialog(
            self._context.window, acceptance, [(each.title, each.id) for each in treaties]
        )
        dialog.changed.connect(thesaurus_changes().announce)
        dialog.open()
        return dialog
