"""Accept what is dropped on the window: projects, pictures, folders with treaties."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt, Signal, SignalInstance
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from briefing.app.controllers.insert import InsertController, InsertionPoint, insertion_point
from briefing.app.controllers.open import OpenController
from briefing.app.i18n import counted, tr
from briefing.app.panes.outline.outline_model import RowRole
from briefing.app.panes.pane_splitter import PaneSplitter
from briefing.app.presentation.mime import FACTS_MIME, ROWS_MIME
from briefing.app.services.context import WindowContext
from briefing.app.services.files.dropped import (
    DroppedFiles,
    has_local_files,
    sort_files,
    what_can_be_dropped,
)
from briefing.app.services.notices import ANSWERED, READ
from briefing.app.services.settings import LIBRARY_FOLDERS
from briefing.input_file import real_path
from briefing.text.characters import visible

_MOST_REASONS = 5
_ACTIONS = (Qt.DropAction.CopyAction, Qt.DropAction.LinkAction)
"""Actions that leave the dropped file where it is; a move would let its owner delete it."""


class DropController(QObject):
    """Filters the events of the window.

    Files go to the program wherever they are dropped: a text field or a list would take their paths for
    text. Therefore this filters also the events of the window's handle, which Qt gives to the widget below
    the pointer. Everything else goes to that widget first, and comes here if it is refused there. The same
    holds for the window of a detached preview. `source_dropped(path)`, `records_dropped(path)` and
    `library_dropped(path)` follow an answer to what is asked about a file.
    """

    source_dropped = Signal(object)
    records_dropped = Signal(object)
    library_dropped = Signal(object)

    def __init__(
        self, context: WindowContext, opening: OpenController, insert: InsertController, panes: PaneSplitter
    ) -> None:
        super().__init__(context)
        self._context, self._open, self._insert, self._panes = context, opening, insert, panes
        self._windows: list[QWidget] = []
        self._take_drops_on(context.window)
        if panes.is_preview_detached:
            self._take_drops_on(panes.preview.window())
        panes.preview_detached.connect(self._take_drops_on)

    def _take_drops_on(self, window: QWidget) -> None:
        self._windows = [*filter(isValid, self._windows), window]
        window.setAcceptDrops(True)
        window.installEventFilter(self)
        self._filter_handle(window)  # it may be on the screen already

    # Events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if isinstance(event, QDropEvent):
            return self._filter_drag(watched, event)
        if event.type() is QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self._filter_handle(watched)
        return super().eventFilter(watched, event)

    def _filter_handle(self, window: QWidget) -> None:
        """Filter the events of a window's handle, once there is one."""
        handle = window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def _filter_drag(self, watched: QObject, event: QDropEvent) -> bool:
        """Accept a drag, or a drop with its data; return whether it is dealt with."""
        data = event.mimeData()
        action = next((each for each in _ACTIONS if each & event.possibleActions()), None)
        is_ours = watched in self._windows or has_local_files(data.urls())
        if not is_ours or data.hasFormat(FACTS_MIME) or data.hasFormat(ROWS_MIME):
            return False
        if action is None or self._is_blocked():
            event.ignore()
            return True
        event.setDropAction(action)
        event.accept()
        if event.type() is QEvent.Type.Drop:
            window = self._context.window
            is_main = watched in (window, window.windowHandle())
            self._drop(data, self._point_at(event.position().toPoint()) if is_main else None)
        return True

    def _is_blocked(self) -> bool:
        """Return whether a dialog that must be closed first is open over the window."""
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            return False
        parent = dialog.parentWidget()
        return parent is None or parent.window() is self._context.window

    # Drops

    def _drop(self, data: QMimeData, point: InsertionPoint | None) -> None:
        if not data.urls():
            text = tr("This cannot be dropped here. Text goes into a text field.")
            self._context.notify(f"{text}\n{what_can_be_dropped()}", until=READ, key="dropped")
            return
        files = sort_files(data.urls())
        reasons = [*files.refused, *self._insert_pictures(files.pictures, point)]
        self._offer_libraries(files.libraries)
        self._offer_for_the_library(files)
        self._explain(reasons)
        self._open.open_paths(files.projects)

    def _explain(self, reasons: Sequence[str]) -> None:
        if not reasons:
            return
        lines = list(reasons[:_MOST_REASONS])
        if (more := len(reasons) - len(lines)) > 0:
            lines.append(tr("{files} more cannot be used either.", files=counted(more, "file", "files")))
        self._context.notify("\n".join([*lines, what_can_be_dropped()]), until=READ, key="dropped")

    def _insert_pictures(self, pictures: Sequence[Path], point: InsertionPoint | None) -> list[str]:
        """Insert pictures where they were dropped in the outline; return why that is not possible."""
        if not pictures:
            return []
        document = self._context.document
        if document is None:
            return [tr("Open a briefing first: a picture is inserted into a briefing.")]
        if document.is_read_only:
            return [tr("No picture was inserted: the briefing is final, or open in another program.")]
        self._insert.add_image_files(pictures, point)
        return []

    def _point_at(self, position: QPoint) -> InsertionPoint | None:
        """Return the place in the outline at a position of the window; None if it is elsewhere."""
        document, view = self._context.document, self._panes.outline.view
        where = view.viewport().mapFrom(self._context.window, position)
        if document is None or not view.isVisible() or not view.viewport().rect().contains(where):
            return None
        return insertion_point(document.briefing, view.indexAt(where).data(RowRole.VALUE))

    # The library

    def _offer_for_the_library(self, files: DroppedFiles) -> None:
        """Say what would be done with each document, export and library, and do it when asked to."""
        for path in files.documents:
            text = tr("Add “{name}” to the library as a source?", name=visible(path.name))
            self._offer(path, text, tr("Add as a source"), self.source_dropped)
        for path in files.records:
            text = tr("Import the records of “{name}” into the library?", name=visible(path.name))
            self._offer(path, text, tr("Show what would be imported"), self.records_dropped)
        for path in files.archives:
            text = tr("Merge the library “{name}” into yours?", name=visible(path.name))
            self._offer(path, text, tr("Show what would change"), self.library_dropped)

    def _offer(self, path: Path, text: str, action: str, signal: SignalInstance) -> None:
        self._context.notify(text, (action, partial(signal.emit, path)), until=ANSWERED, key=f"drop {path}")

    # Folders with treaties

    def _offer_libraries(self, folders: Sequence[Path]) -> None:
        """Ask for each folder that is not in the library yet; otherwise notify the user that it is."""
        known = {real_path(Path(folder)) for folder in self._context.loader.library_folders()}
        for folder in folders:
            name = visible(str(folder))
            if {real_path(folder), real_path(folder.parent)} & known:
                text = tr("The treaties in “{folder}” are in your library already.", folder=name)
                self._context.notify(text, until=READ, key=f"library {folder}")
                continue
            self._context.notify(
                tr("“{folder}” has treaties. Add the folder to your library?", folder=name),
                (tr("Add to the library folders"), partial(self._add_library, folder)),
                until=ANSWERED,
                key=f"library {folder}",
            )

    def _add_library(self, folder: Path) -> None:
        settings = self._context.settings
        folders = settings.get(LIBRARY_FOLDERS)
        if str(folder) not in folders:
            settings.set(LIBRARY_FOLDERS, (*folders, str(folder)))
