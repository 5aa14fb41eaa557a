"""The dialogs that change the briefing as a whole, export, and what a changed preference means."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from briefing.app.clock import today
from briefing.app.dialogs.briefing.details import DetailsDialog
from briefing.app.dialogs.export.dialog import ExportDialog
from briefing.app.services.settings import (
    AUTOSAVE_MINUTES,
    LAST_EXPORT_FOLDER,
    LIBRARY_FOLDERS,
    RECENT,
    THEME,
)
from briefing.app.theme import theme
from briefing.model.terms import slug_of

if TYPE_CHECKING:
    from briefing.app.window.main_window import MainWindow

_MS_PER_MINUTE = 60_000


class DetailsController:
    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def deeds(self) -> dict[str, Callable[[], object]]:
        return {"export": self.export, "details": self.details}

    def details(self) -> None:
        document, stock = self._window.document, self._window.stock
        if document is None or stock is None:
            return
        self._window.inspector.flush()
        dialog = DetailsDialog(
            self._window, document.briefing, self._window.templating.stock() or stock, today()
        )

        def change() -> None:
            edit = dialog.edit()
            if edit is not None and document.apply(edit):
                self._window.show_document()

        dialog.accepted.connect(change)
        dialog.open()

    def export(self) -> ExportDialog | None:
        document, stock = self._window.document, self._window.stock
        if document is None or stock is None:
            return None
        self._window.inspector.flush()
        settings = self._window.settings
        folder = settings.get(LAST_EXPORT_FOLDER)
        beside = document.path.with_suffix(".pdf") if document.path else None
        name = f"{slug_of(document.briefing.title, 'briefing')}.pdf"
        path = beside or Path(folder or Path.home()) / name
        templating = self._window.templating
        dialog = ExportDialog(
            self._window,
            templating.with_template(document.session.project),
            templating.stock() or stock,
            path,
            written=lambda at: settings.set(LAST_EXPORT_FOLDER, str(at.parent)),
        )

        def show_review() -> None:
            dialog.close()
            self._window.actions_["show_review"].trigger()

        dialog.review_requested.connect(show_review)
        dialog.exported.connect(templating.keep)
        dialog.show()
        return dialog

    def setting_changed(self, name: str) -> None:
        window = self._window
        if name == THEME.name:
            app = QApplication.instance()
            assert isinstance(app, QApplication)
            theme.apply_theme(app, window.settings.get(THEME))
            window.update()
        elif name == AUTOSAVE_MINUTES.name:
            self._window.saving.set_autosave()
        elif name == RECENT.name:
            window.welcome.show_recent(window.settings.recent())
        elif name == LIBRARY_FOLDERS.name:
            window.windows.shelf.load()
