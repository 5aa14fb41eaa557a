"""Copy, cut and paste rows, within a window, between two, and to other programs."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QGuiApplication

from briefing.app.controllers.edits import EditController
from briefing.app.controllers.insert import InsertController
from briefing.app.controllers.rows import RowController
from briefing.app.controllers.writing.pasting import PastingController
from briefing.app.i18n import tr
from briefing.app.panes.pane_splitter import PaneSplitter
from briefing.app.presentation.mime import fact_ids_from_mime, rows_from_mime
from briefing.app.presentation.rich_text import set_text
from briefing.app.services.context import WindowContext
from briefing.app.services.notices import READ
from briefing.editing import paste


class ClipboardController(QObject):
    """Copy rows whole for this program, and as text with their sources for others."""

    def __init__(
        self,
        context: WindowContext,
        edits: EditController,
        insert: InsertController,
        pasting: PastingController,
        rows: RowController,
        panes: PaneSplitter,
    ) -> None:
        super().__init__(context)
        self._context, self._edits, self._panes = context, edits, panes
        self._insert, self._pasting, self._rows = insert, pasting, rows

    def commands(self) -> dict[str, Callable[[], object]]:
        return {"cut": self.cut, "copy": self.copy, "paste": self.paste}

    def copy(self) -> None:
        """Copy the selection of the pane that has the focus: text, a finding, facts or rows."""
        panes, clipboard = self._panes, QGuiApplication.clipboard()
        focused = self._panes.focused() or self._context.window
        if panes.preview.isAncestorOf(focused):
            panes.preview.view.copy()
        elif panes.review.isAncestorOf(focused):
            if text := panes.review.copied_text():
                data = QMimeData()
                set_text(data, text)
                clipboard.setMimeData(data)
        elif panes.library.isAncestorOf(focused):
            indexes = panes.library.list.selectionModel().selectedIndexes()
            if indexes:
                clipboard.setMimeData(panes.library.model.mimeData(indexes))
        elif ids := panes.outline.selected_ids():
            attachments = dict(self._edits.document.session.project.attachments)
            clipboard.setMimeData(panes.outline.model.rows_as_mime(ids, attachments))

    def cut(self) -> None:
        self.copy()
        self._rows.delete()

    def paste(self) -> None:
        data = QGuiApplication.clipboard().mimeData() or QMimeData()  # none where nothing was ever copied
        if fact_ids := fact_ids_from_mime(data):
            self._insert.add_facts(fact_ids)
            return
        rows = rows_from_mime(data)
        if rows is None and self._pasting.add(data.text()):
            return
        if rows is None:
            self._context.notify(
                tr(
                    "The clipboard contains nothing to paste here. Copy rows of a briefing, facts of the "
                    "library or text first."
                ),
                until=READ,
            )
            return
        for content in rows.clipping.attachments.values():
            self._edits.attach(content)
        point = self._insert.insertion_point()
        if rows.clipping.items and point.section_edits:
            self._context.notify(
                tr("Add a section first: every row of the briefing belongs to a section."), until=READ
            )
            return
        section = point.section_id if self._edits.briefing.sections else None
        self._edits.attempt(lambda briefing: paste(briefing, rows.clipping, section, point.position))
