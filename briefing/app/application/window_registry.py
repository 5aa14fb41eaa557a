"""The open windows: one for each briefing, each file in one of them; and what a crash left behind."""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QPoint

from briefing.app.application.recovery import abandoned, recover
from briefing.app.application.template_thumbnails import TemplateThumbnails
from briefing.app.application.template_watcher import TemplateWatcher
from briefing.app.services import background
from briefing.app.services.resources import LoadedResources, ResourceLoader
from briefing.app.services.settings import AUTHOR, Settings
from briefing.app.window.main_window import MainWindow
from briefing.project import Recovered

log = logging.getLogger(__name__)


class WindowRegistry(QObject):
    """Opens and closes windows; a window asks here for another."""

    def __init__(self, settings: Settings, shelf: ResourceLoader) -> None:
        super().__init__()
        self.settings = settings
        self.shelf = shelf
        self.open: list[MainWindow] = []
        self.pictures = TemplateThumbnails(self)
        self.template_watch = TemplateWatcher(self)
        self.template_watch.changed.connect(shelf.reload_templates)
        shelf.loaded.connect(self._loaded)
        shelf.templates_changed.connect(self._templates_changed)

    def begin(self, files: Sequence[Path]) -> None:
        """The first windows: one for each file, or the welcome screen."""
        for file in files:
            self.new_window().open_path(file)
        if not files:
            self.new_window()

    def new_window(self) -> MainWindow:
        window = MainWindow(self)
        if self.open:
            window.move(self.open[-1].pos() + QPoint(28, 28))
        self.open.append(window)
        window.closed.connect(lambda: self._closed(window))
        window.show()
        return window

    def window_for(self, path: Path) -> MainWindow | None:
        """The window that holds a file already."""
        wanted = path.resolve()
        for window in self.open:
            held = window.document.path if window.document else None
            if held is not None and held.resolve() == wanted:
                return window
        return None

    def author(self) -> str:
        return self.settings.get(AUTHOR) or "unknown"

    def recover(self, journal: Recovered) -> None:
        """Open what a journal holds in a window of its own."""
        stock = self.shelf.stock
        if stock is None:
            return
        empty = next((window for window in self.open if window.document is None), None)
        window = empty or self.new_window()
        window.take_document(recover(journal, stock.reference, self.author()))

    def close(self) -> None:
        """Let go of everything that outlives a window."""
        self.pictures.close()
        for window in list(self.open):
            window.let_go()

    def _closed(self, window: MainWindow) -> None:
        if window in self.open:
            self.open.remove(window)
        window.deleteLater()

    def _loaded(self) -> None:
        stock = self.shelf.stock
        assert stock is not None
        for window in self.open:
            window.show_stock(stock)
        background.start(abandoned, self._offer)
        self._picture_templates(stock)
        self.template_watch.begin()

    def _templates_changed(self, folders: Collection[Path]) -> None:
        stock = self.shelf.stock
        assert stock is not None
        for window in self.open:
            window.templating.templates_changed(folders)
        # Pictures are made for those who can see them, not with every save of an editor.
        are_seen = any(window.document is None for window in self.open)
        self.pictures.make(stock, self._show_picture, missing_too=are_seen)

    def _offer(self, found: list[Recovered]) -> None:
        if self.open and found:
            self.open[0].saving.offer_recovery(found)

    def _picture_templates(self, stock: LoadedResources) -> None:
        self.pictures.make(stock, self._show_picture)

    def _show_picture(self, template_id: str, path: Path) -> None:
        for window in self.open:
            window.show_template_picture(template_id, path)
