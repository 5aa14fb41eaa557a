"""Build a window from its panes, context and controllers, and restore its geometry."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from briefing.app.actions import FILE, GRADE_MENU, INSERT, ROW
from briefing.app.dialogs.dialog import Dialog
from briefing.app.i18n import tr
from briefing.app.panes.pane_splitter import PaneSplitter
from briefing.app.presentation.marking_text import marking_in_words
from briefing.app.services.context import WindowContext, WindowHost
from briefing.app.services.document import Document
from briefing.app.services.resources import ResourceLoader
from briefing.app.services.settings import PREVIEW_ZOOM, Settings
from briefing.app.theme.screen import fit_to_screen
from briefing.app.widgets.inputs.wheel_safe import keep_focus_from_wheel
from briefing.app.window.action_set import ActionSet
from briefing.app.window.command_palette import CommandPalette
from briefing.app.window.context_menus import ContextMenus
from briefing.app.window.controller_set import ControllerSet
from briefing.app.window.document_display import DocumentDisplay
from briefing.app.window.grade_menu import GradeMenu
from briefing.app.window.notice_bar import NoticeBar
from briefing.app.window.palette_entries import palette_entries
from briefing.app.window.recent_menu import RecentMenu
from briefing.app.window.status_line import StatusLine
from briefing.app.window.toolbar import Toolbar
from briefing.app.window.welcome_page import WelcomePage
from briefing.text.characters import visible


class MainWindow(QMainWindow):
    """Library, outline, inspector, preview and review of one document, or the welcome page without one."""

    closed = Signal()

    def __init__(self, settings: Settings, loader: ResourceLoader, host: WindowHost) -> None:
        super().__init__()
        self.context = WindowContext(self, settings, loader, host)
        self.notice_bar = NoticeBar(self.context)
        # From the window inwards: a move to another parent styles all widgets within once more.
        self._central = QWidget(self)
        self._body = QStackedWidget(self._central)
        self.welcome, self.panes = WelcomePage(self.context, self._body), PaneSplitter(self._body)
        self._status_line = StatusLine()
        # Before the controllers: a pane takes the focus only once it is visible.
        self.context.document_changed.connect(self._on_document_changed)
        self.controllers = ControllerSet(self.context, self.panes)
        # After the controllers: preview and review drop one document before the panes show another.
        self._display = DocumentDisplay(
            self.context, self.controllers.edits, self.controllers.templates, self.panes
        )
        self.action_set = ActionSet(self, self.panes.outline.view, self.controllers.commands())
        self._toolbar = Toolbar(self.action_set)
        self._grade_menu = self._fill_menus()
        self._lay_out()
        self._connect()
        self._connect_welcome()
        self._restore_geometry()
        self.context.set_document(None)
        if self.context.resources:
            self.context.show_resources(self.context.resources)

    # Building

    def _fill_menus(self) -> GradeMenu:
        menus = self.action_set.fill_menus(self)
        recent = RecentMenu(self.context.settings, self)
        recent.project_requested.connect(self.controllers.open.open_path)
        menus[FILE].insertMenu(menus[FILE].actions()[2], recent)
        grades = GradeMenu(menus[ROW], self.panes.outline.view, self.controllers.rows.grade)
        submenus = {INSERT: menus[INSERT], GRADE_MENU: grades.menu}
        self._context_menus = ContextMenus(self, self.action_set, self.panes, submenus)
        return grades

    def _lay_out(self) -> None:
        self.setMinimumSize(QSize(640, 440))
        self.resize(1440, 900)
        self.setStatusBar(self._status_line)
        self._body.addWidget(self.welcome)
        self._body.addWidget(self.panes)
        column = QVBoxLayout(self._central)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._toolbar)
        column.addWidget(self.notice_bar)
        column.addWidget(self._body, 1)
        self.setCentralWidget(self._central)
        keep_focus_from_wheel(self)

    def _connect(self) -> None:
        self.context.state_changed.connect(self._on_state_changed)
        self.panes.outline.selection_changed.connect(self._on_state_changed)
        self.panes.inspector.refusal_changed.connect(self._on_state_changed)
        self.controllers.navigate.palette_requested.connect(self.open_palette)
        self.action_set["spelling"].setChecked(self.controllers.spelling.is_enabled)
        self.controllers.spelling.enabled_changed.connect(self.action_set["spelling"].setChecked)
        self.controllers.help.action_requested.connect(
            lambda action_id: self.action_set[action_id].trigger()
        )
        self.controllers.finish.action_requested.connect(
            lambda action_id: self.action_set[action_id].trigger()
        )
        self._toolbar.status_chosen.connect(self.controllers.issue.set_status)
        self.controllers.review.status_changed.connect(self._status_line.findings.setText)
        self.controllers.preview.status_changed.connect(self._status_line.preview.setText)
        self.controllers.save.status_changed.connect(self._status_line.saved.setText)
        self.controllers.templates.status_changed.connect(self._status_line.saved.setText)

    def _connect_welcome(self) -> None:
        open_controller = self.controllers.open
        self.welcome.new_requested.connect(open_controller.new)
        self.welcome.open_requested.connect(open_controller.open)
        self.welcome.example_requested.connect(open_controller.open_example)
        self.welcome.recent_requested.connect(open_controller.open_path)

    def _restore_geometry(self) -> None:
        settings = self.context.settings
        for name, restore in (("window", self.restoreGeometry), ("panes", self.panes.restoreState)):
            state = settings.state(name)
            if state is not None:
                restore(state)
        fit_to_screen(self)
        self.panes.preview.set_zoom(settings.get(PREVIEW_ZOOM))

    # Display

    def _on_document_changed(self, document: Document | None) -> None:
        self._body.setCurrentWidget(self.welcome if document is None else self.panes)
        self._toolbar.setVisible(document is not None)
        self._status_line.setVisible(document is not None)

    def _on_state_changed(self) -> None:
        """Update title, toolbar, menus and status line."""
        document, resources = self.context.document, self.context.resources
        selected = self.panes.outline.selected_values() if document else []
        self.setWindowTitle(_title(document))
        self.setWindowModified(bool(document and document.is_modified))
        self._show_title()
        self.action_set.show_state(document, selected)
        if self.panes.inspector.has_refused_text:
            self.action_set.offer_undo(tr("Undo the deletion of the text"))
        self._toolbar.show_state(document)
        if document is not None and resources is not None:
            scales = resources.reference.scales
            self._status_line.show_briefing(document.briefing, scales)
            self.setAccessibleDescription(marking_in_words(document.briefing.marking, scales))
            scheme = scales.schemes.get(document.briefing.scheme_id)
            self._grade_menu.show_state(scheme, document, selected)

    def _show_title(self) -> None:
        """Repeat the title with its marking in the status line of a full screen, which hides it."""
        changed = "*" if self.isWindowModified() else ""
        title = self.windowTitle().replace("[*][*]", "\0").replace("[*]", changed).replace("\0", "[*]")
        self._status_line.show_title(title if self.isFullScreen() else "")

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        super().changeEvent(event)
        if event.type() is QEvent.Type.WindowStateChange:
            self._show_title()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Leave the full screen on Escape, unless a part of the window has used the key."""
        if event.key() == Qt.Key.Key_Escape and self.isFullScreen():
            self.action_set["full_screen"].trigger()
            return
        super().keyPressEvent(event)

    def open_palette(self) -> CommandPalette:
        entries = palette_entries(self.context, self.panes.outline, self.controllers, self.action_set)
        palette = CommandPalette(self, entries)
        palette.open()
        return palette

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        event.ignore()  # an error in what follows must not close the window
        self.controllers.edits.flush_pending_text()
        if not self.controllers.save.may_close():
            return
        for dialog in self.findChildren(Dialog):
            dialog.close()
        settings = self.context.settings
        settings.set_state("window", self.saveGeometry())
        settings.set_state("panes", self.panes.wide_state())
        settings.sync()
        self.context.close()
        self.closed.emit()
        event.accept()


def _title(document: Document | None) -> str:
    """Return the window title: briefing, file, asterisk while there are unsaved changes, marking."""
    if document is None:
        return tr("Treaty Briefing")
    briefing = document.briefing
    file = document.name if document.path else tr("not saved to a file")
    title = visible(f"{briefing.title} ({file})").replace("[*]", "[*][*]")  # twice: the text itself
    return f"{title}[*] — {briefing.marking} — {tr('Treaty Briefing')}"
