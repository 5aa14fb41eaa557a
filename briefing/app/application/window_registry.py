"""Open and close the windows of the program: one for each briefing, each file in one of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QApplication, QWidget

from briefing import paths
from briefing.app.application.folder_watcher import FolderWatcher
from briefing.app.i18n import tr
from briefing.app.services import background, faults
from briefing.app.services.context import WindowContext
from briefing.app.services.notices import ANSWERED
from briefing.app.services.resources import ResourceLoader
from briefing.app.services.settings import (
    EDITED_FOLDER,
    INTERFACE_ZOOM,
    LIBRARY_FOLDERS,
    THEME,
    Settings,
)
from briefing.app.theme import theme
from briefing.app.theme.screen import fit_to_screen
from briefing.app.widgets.text.alt_letters import AltLetterFilter
from briefing.app.window.main_window import MainWindow
from briefing.errors import BriefingError
from briefing.input_file import real_path

# The first window is on the screen before these are imported.
if TYPE_CHECKING:
    from briefing.app.application.template_thumbnails import TemplateThumbnails
    from briefing.app.services.library_editor import EditConflict, LibraryEditor
    from briefing.app.services.resources import LoadedResources
    from briefing.project import Recovered

_FAULT_NOTICE = "fault"


class WindowRegistry(QObject):
    """The open windows, with what they share: resources, thumbnails, the watch over their folders."""

    def __init__(self, settings: Settings, loader: ResourceLoader) -> None:
        super().__init__()
        self._settings = settings
        self.loader = loader
        self.windows: list[MainWindow] = []
        self._thumbnails: TemplateThumbnails | None = None
        self._library_editor: LibraryEditor | None = None
        self._waiting: list[tuple[MainWindow, Path]] = []
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        AltLetterFilter(app, self)
        self._template_watcher = FolderWatcher(lambda: [paths.user_templates()], self)
        self._library_watcher = FolderWatcher(loader.library_folders, self)
        self._library_watcher.changed.connect(self._on_library_changed)
        self._template_watcher.changed.connect(loader.reload_templates)
        loader.loaded.connect(self._on_loaded)
        loader.indexing.connect(self._on_indexing)
        settings.changed.connect(self._on_setting_changed)
        handler = faults.handler()
        handler.noticed.connect(self._on_fault)
        handler.retried.connect(self._on_retried)
        handler.report_requested.connect(self._show_report)
        loader.templates_changed.connect(self._on_templates_changed)

    # Windows

    def start(self, files: Sequence[Path]) -> None:
        """Open a window for each file, which waits for the library, or one with the welcome page."""
        for file in files:
            window = self.open_window()
            window.welcome.show_opening(file)
            self._waiting.append((window, file))
        if not files:
            self.open_window()
        if not self._settings.can_be_stored:
            text = tr(
                "Settings and recent projects are not kept, because “{file}” cannot be written. Check the "
                "permissions and the free space of this folder.",
                file=self._settings.path,
            )
            self.windows[0].context.notify(text, until=ANSWERED)

    def complete_windows(self) -> None:
        """Build what the windows need for documents."""
        for window in self.windows:
            window.complete()

    def open_window(self) -> MainWindow:
        self.loader.catch_up()
        window = MainWindow(self._settings, self.loader, self)
        if self.windows:
            window.move(self.windows[-1].pos() + QPoint(28, 28))
        self.windows.append(window)
        window.closed.connect(partial(self._on_closed, window))
        window.show()
        fit_to_screen(window)
        return window

    def new_window(self) -> WindowContext:
        return self.open_window().context

    def window_for(self, path: Path) -> WindowContext | None:
        """Return the context of the window that shows a file."""
        target = real_path(path)
        for window in self.windows:
            document = window.context.document
            if document is not None and document.path is not None and real_path(document.path) == target:
                return window.context
        return None

    def shut_down(self) -> None:
        """Stop everything that outlives a window."""
        if self._thumbnails is not None:
            self._thumbnails.close()
        for window in list(self.windows):
            window.context.shut_down()

    def _on_closed(self, window: MainWindow) -> None:
        if window in self.windows:
            self.windows.remove(window)
        window.deleteLater()

    # The library

    @property
    def library_editor(self) -> LibraryEditor:
        """The editor of the library, which all windows share."""
        if self._library_editor is None:
            from briefing.app.services.library_editor import LibraryEditor

            editor = LibraryEditor(self.loader.folders, self, self._edited_folder)
            editor.refused.connect(self._on_refused)
            editor.conflicted.connect(self._on_conflicted)
            self._library_editor = editor
        return self._library_editor

    def _on_refused(self, error: BriefingError) -> None:
        self._front_window().context.report(error)

    def _on_conflicted(self, conflict: EditConflict) -> None:
        self._front_window().controllers.conflicts.settle(conflict)

    def _front_window(self) -> MainWindow:
        """Return the window that the user works in, perhaps in a dialog; the latest if that is unknown."""
        active = QApplication.activeWindow()
        while active is not None and active not in self.windows:
            active = active.parentWidget()
        return next((window for window in self.windows if window is active), self.windows[-1])

    def _edited_folder(self) -> Path | None:
        """Return the folder that the user chose for edits of the library, if it still is one of theirs."""
        folder = self._settings.get(EDITED_FOLDER)
        return Path(folder) if folder and folder in self._settings.get(LIBRARY_FOLDERS) else None

    def _on_library_changed(self, _folders: Collection[Path]) -> None:
        if all(window.shows_library for window in self.windows):
            self.loader.reload_later()
        else:
            self.loader.reload_library()
        if self._library_editor is not None:
            self._library_editor.refresh()

    # Errors in the program

    def _on_fault(self, window: QWidget | None, text: str, path: Path | None) -> None:
        """Show a notice about an error in its window, or in the latest if it has none."""
        shown = next((each for each in reversed(self.windows) if window in {None, each}), None)
        if shown is None:
            return
        actions = [(tr("Show the report…"), partial(self._show_report, shown, path))] if path else []
        shown.context.notify(text, *actions, until=ANSWERED, key=_FAULT_NOTICE)

    def _show_report(self, window: QWidget, path: Path) -> None:
        shown = next((each for each in self.windows if each is window), None)
        if shown is not None:
            shown.controllers.help.open_fault_reports(path)

    def _on_retried(self, window: QWidget) -> None:
        for each in self.windows:
            if each is window:
                each.context.withdraw(_FAULT_NOTICE)
                each.context.show_again()

    # Resources

    def check_templates(self) -> None:
        """Look at once for templates of the user that changed."""
        self._template_watcher.check()

    def _on_loaded(self) -> None:
        resources = self.loader.resources
        assert resources is not None
        self.complete_windows()
        for window in self.windows:
            window.context.show_resources(resources)
        self._open_waiting()
        self._start_recovery()
        self._show_thumbnails(resources)
        self._template_watcher.start()
        self._library_watcher.start()

    def _open_waiting(self) -> None:
        """Open the files with which the program was started."""
        waiting, self._waiting = self._waiting, []
        for window, file in waiting:
            if window in self.windows:
                window.controllers.open.open_path(file)

    def _on_indexing(self, done: int, total: int) -> None:
        for window in self.windows:
            window.panes.library.show_progress(done, total)

    def _on_setting_changed(self, name: str) -> None:
        """Apply a setting that concerns all windows, once."""
        if name == LIBRARY_FOLDERS.name:
            self.loader.load()
        elif name in {THEME.name, INTERFACE_ZOOM.name}:
            app = QApplication.instance()
            assert isinstance(app, QApplication)
            theme.apply_theme(app, self._settings.get(THEME), self._settings.get(INTERFACE_ZOOM))
            for window in self.windows:
                window.update()

    def _on_templates_changed(self, folders: Collection[Path]) -> None:
        resources = self.loader.resources
        assert resources is not None
        for window in self.windows:
            window.context.templates_changed.emit(folders)
        # Missing thumbnails are rendered for a visible welcome page, not with every save of an editor.
        are_visible = any(window.context.document is None for window in self.windows)
        self._show_thumbnails(resources, render_missing=are_visible)

    def _show_thumbnails(self, resources: LoadedResources, *, render_missing: bool = True) -> None:
        if self._thumbnails is None:
            from briefing.app.application.template_thumbnails import TemplateThumbnails

            self._thumbnails = TemplateThumbnails(self)
        self._thumbnails.make(resources, self._show_thumbnail, render_missing=render_missing)

    def _show_thumbnail(self, template_id: str, path: Path) -> None:
        for window in self.windows:
            window.welcome.show_picture(template_id, path)

    # Recovery

    def _start_recovery(self) -> None:
        from briefing.app.application import recovery

        background.start(recovery.abandoned, self._offer_recovery)

    def _offer_recovery(self, journals: Sequence[Recovered]) -> None:
        """Offer in one notice what a killed program did not save."""
        if not self.windows or not journals:
            return
        from briefing.app.application import recovery

        self.windows[0].context.notify(
            recovery.offer_text(journals),
            (tr("Recover the changes"), partial(self._recover, journals)),
            (tr("Discard the changes"), partial(_discard, journals)),
            until=ANSWERED,
        )

    def _recover(self, journals: Sequence[Recovered]) -> None:
        """Open each journal in a window of its own."""
        from briefing.app.application import recovery

        resources = self.loader.resources
        if resources is None:
            return
        for journal in journals:
            contexts = [window.context for window in self.windows]
            empty = next((context for context in contexts if context.document is None), None)
            context = empty or self.new_window()
            context.set_document(recovery.recover(journal, resources.reference, context.author))


def _discard(journals: Sequence[Recovered]) -> None:
    from briefing.project.recovery_journal import discard

    for journal in journals:
        discard(journal.folder)
