"""Copying, cutting and pasting, within a window, between two, and to other programs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from briefing.app.i18n import tr
from briefing.app.presentation.mime import fact_ids_from_mime, rows_from_mime
from briefing.editing import paste

if TYPE_CHECKING:
    from briefing.app.window.main_window import MainWindow


class ClipboardController:
    """Rows go whole to this program and as text with their sources to others."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def deeds(self) -> dict[str, Callable[[], object]]:
        return {
            "cut": self.cut,
            "copy": self.copy,
            "paste": self.paste,
        }

    def copy(self) -> None:
        """Copy what is chosen where the hands are: pages, library or briefing."""
        window = self._window
        clipboard = QGuiApplication.clipboard()
        if window.preview.isAncestorOf(window.focusWidget() or window):
            window.preview.view.copy()
        elif window.library.isAncestorOf(window.focusWidget() or window):
            indexes = window.library.list.selectionModel().selectedIndexes()
            if indexes:
                clipboard.setMimeData(window.library.model.mimeData(indexes))
        elif self._window.rows.ids():
            attachments = dict(self._window.rows.document.session.project.attachments)
            clipboard.setMimeData(window.outline.model.rows_as_mime(self._window.rows.ids(), attachments))

    def cut(self) -> None:
        self.copy()
        self._window.rows.delete()

    def paste(self) -> None:
        data = QGuiApplication.clipboard().mimeData() or QMimeData()  # none where nothing was ever copied
        if fact_ids := fact_ids_from_mime(data):
            self._window.adding.add_facts(fact_ids)
            return
        rows = rows_from_mime(data)
        if rows is None:
            self._window.say(tr("There are no rows on the clipboard."))
            return
        for content in rows.clipping.attachments.values():
            self._window.rows.document.attach(content)
        place = self._window.adding.place()
        if rows.clipping.items and place.section_edits:
            self._window.say(tr("Add a section first: rows need one to stand in."))
            return
        section = place.section if self._window.rows.briefing.sections else None
        self._window.rows.attempt(lambda briefing: paste(briefing, rows.clipping, section, place.position))
