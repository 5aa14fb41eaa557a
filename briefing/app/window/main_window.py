"""The frame of a window: menus, notices and the welcome page at once, the rest when it is first needed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from briefing.app.actions import FILE
from briefing.app.i18n import tr
from briefing.app.services.context import WindowContext, WindowHost
from briefing.app.services.settings import Settings
from briefing.app.theme.screen import fit_to_screen
from briefing.app.window.action_set import ActionSet
from briefing.app.window.notice_bar import NoticeBar
from briefing.app.window.recent_menu import RecentMenu
from briefing.app.window.welcome_page import WelcomePage

# The window is on the screen before these are imported.
if TYPE_CHECKING:
    from briefing.app.panes.pane_splitter import PaneSplitter
    from briefing.app.services.resources import ResourceLoader
    from briefing.app.window.command_palette import CommandPalette
    from briefing.app.window.controller_set import ControllerSet
    from briefing.app.window.workspace import Workspace


class MainWindow(QMainWindow):
    """The welcome page, or panes that show a document, which are built by `complete`.

    `complete` is called soon after the window is on the screen, and before anything that needs the panes:
    a menu entry that is chosen earlier is carried out a moment later.
    """

    closed = Signal()

    def __init__(self, settings: Settings, loader: ResourceLoader, host: WindowHost) -> None:
        super().__init__()
        self.context = WindowContext(self, settings, loader, host)
        self.notice_bar = NoticeBar(self.context)
        # From the window inwards: a move to another parent styles all widgets within once more.
        self._central = QWidget(self)
        self._body = QStackedWidget(self._central)
        self.welcome = WelcomePage(self.context, self._body)
        self.action_set = ActionSet(self, self._run)
        self._menus = self.action_set.fill_menus(self)
        self._workspace: Workspace | None = None
        self._fill_recent_menu()
        self._lay_out()
        self._connect_welcome()
        self._restore_geometry()
        self.context.document_expected.connect(self.complete)
        self.context.set_document(None)
        if self.context.resources:
            self.complete()
            self.context.show_resources(self.context.resources)

    # Building

    def _fill_recent_menu(self) -> None:
        recent = RecentMenu(self.context.settings, self)
        recent.project_requested.connect(self._open_path)
        file_menu = self._menus[FILE]
        file_menu.insertMenu(file_menu.actions()[3], recent)

    def _lay_out(self) -> None:
        self.setWindowTitle(tr("Treaty Briefing"))
        self.setMinimumSize(QSize(640, 440))
        self.resize(1440, 900)
        self._body.addWidget(self.welcome)
        self._column = QVBoxLayout(self._central)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.notice_bar)
        self._column.addWidget(self._body, 1)
        self.setCentralWidget(self._central)

    def _connect_welcome(self) -> None:
        self.welcome.new_requested.connect(self._new)
        self.welcome.open_requested.connect(self.action_set["open"].trigger)
        self.welcome.treaty_requested.connect(self.action_set["new_treaty"].trigger)
        self.welcome.library_requested.connect(self.action_set["show_library_side"].trigger)
        self.welcome.example_requested.connect(self.action_set["open_example"].trigger)
        self.welcome.recent_requested.connect(self._open_path)

    def _restore_geometry(self) -> None:
        state = self.context.settings.state("window")
        if state is not None:
            self.restoreGeometry(state)
        fit_to_screen(self)

    # Everything that shows a document

    def complete(self) -> None:
        """Build panes, controllers, toolbar and status line, unless they are there."""
        self._complete()

    def _complete(self) -> Workspace:
        if self._workspace is None:
            from briefing.app.window.workspace import Frame, Workspace

            frame = Frame(self, self._body, self._column, self.action_set, self._menus)
            self._workspace = Workspace(self.context, frame)
        return self._workspace

    @property
    def shows_library(self) -> bool:
        """Whether the library side is shown."""
        return self._workspace is not None and self._workspace.shows_library

    @property
    def panes(self) -> PaneSplitter:
        return self._complete().panes

    @property
    def controllers(self) -> ControllerSet:
        return self._complete().controllers

    def _run(self, action_id: str) -> None:
        """Carry out an action."""
        self._complete().run(action_id)

    def _new(self, template_id: str) -> None:
        self.controllers.open.new(template_id)

    def _open_path(self, path: Path) -> None:
        self.controllers.open.open_path(path)

    def open_palette(self) -> CommandPalette:
        return self._complete().open_palette()

    # Events

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange and self._workspace is not None:
            self._workspace.show_title()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the full screen on Escape, unless a part of the window has used the key."""
        if event.key() == Qt.Key.Key_Escape and self.isFullScreen():
            self.action_set["full_screen"].trigger()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        event.ignore()  # an error in what follows must not close the window
        if self._workspace is not None and not self._workspace.may_close():
            return
        settings = self.context.settings
        settings.set_state("window", self.saveGeometry())
        if self._workspace is not None:
            self._workspace.store_state()
        settings.sync()
        self.context.close()
        self.closed.emit()
        event.accept()
