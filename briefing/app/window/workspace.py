"""Everything of a window that shows and changes a document: panes, controllers, toolbar, status line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMainWindow, QMenu, QStackedWidget, QVBoxLayout, QWidget

from briefing.app.actions import ACTIONS, FILE, GRADE_MENU, INSERT, ROW
from briefing.app.controllers.desktop.side import WindowSide
from briefing.app.dialogs.dialog import Dialog
from briefing.app.i18n import tr
from briefing.app.panes.arrangement import CHOICES
from briefing.app.panes.pane_splitter import PaneSplitter
from briefing.app.presentation.marking_text import marking_in_words
from briefing.app.services.context import WindowContext
from briefing.app.services.document import Document
from briefing.app.services.notices import ANSWERED
from briefing.app.services.settings import PREVIEW_ZOOM
from briefing.app.widgets.inputs.wheel_safe import keep_focus_from_wheel
from briefing.app.window.action_set import ActionSet
from briefing.app.window.command_palette import CommandPalette
from briefing.app.window.context_menus import ContextMenus
from briefing.app.window.controller_set import ControllerSet
from briefing.app.window.document_display import DocumentDisplay
from briefing.app.window.grade_menu import GradeMenu
from briefing.app.window.palette_entries import palette_entries
from briefing.app.window.status_line import StatusLine
from briefing.app.window.toolbars.record_toolbar import RecordToolbar
from briefing.app.window.toolbars.side_bar import SideBar
from briefing.app.window.toolbars.toolbar import Toolbar
from briefing.library.records import RecordKey, key_of
from briefing.model.briefing import Item, Section
from briefing.model.source import Source
from briefing.text.characters import visible

# The panes of the briefing are on the screen before these are imported.
if TYPE_CHECKING:
    from briefing.app.library_side import LibrarySide


_NEED_READING = (
    {spec.id for spec in ACTIONS if spec.menu == FILE}
    - {"new_treaty", "save", "save_as", "copy_for_sending", "close", "quit"}
) | {"palette"}
"""Actions of the library side that show or use what was loaded for briefings."""
_READING_NOTICE = "reading the library again"


@dataclass(frozen=True, slots=True)
class Frame:
    """What a window has from the start: the stack with the welcome page, and the column around it."""

    window: QMainWindow
    body: QStackedWidget
    column: QVBoxLayout
    actions: ActionSet
    menus: dict[str, QMenu]


class Workspace(QObject):
    """Library, outline, inspector, preview and review of one document, with what acts on them."""

    def __init__(self, context: WindowContext, frame: Frame) -> None:
        super().__init__(frame.window)
        self._context, self._window, self._body = context, frame.window, frame.body
        self._action_set = frame.actions
        self.side = WindowSide.BRIEFING
        self._library_side: LibrarySide | None = None
        self.panes = PaneSplitter(frame.body)
        self._status_line = StatusLine()
        # Before the controllers: a pane takes the focus only once it is visible.
        context.document_changed.connect(self._on_document_changed)
        self.controllers = ControllerSet(context, self.panes)
        self._commands = self.controllers.commands()
        unmatched = {spec.id for spec, _action in self._action_set} ^ self._commands.keys()
        assert not unmatched, unmatched
        # After the controllers: preview and review drop one document before the panes show another.
        self._display = DocumentDisplay(
            context, self.controllers.edits, self.controllers.templates, self.panes
        )
        self._action_set.add_to_outline(self.panes.outline.view)
        self._toolbar = Toolbar(self._action_set)
        toolbars: dict[WindowSide, QWidget] = {
            WindowSide.BRIEFING: self._toolbar,
            WindowSide.LIBRARY: RecordToolbar(self._action_set),
        }
        self._side_bar = SideBar(self._action_set, toolbars)
        self._grade_menu = self._fill_menus(frame.menus)
        self._lay_out(frame.column)
        self._connect()
        self._restore_state()
        context.set_document(None)

    # Building

    def _fill_menus(self, menus: dict[str, QMenu]) -> GradeMenu:
        grades = GradeMenu(menus[ROW], self.panes.outline.view, self.controllers.rows.grade)
        submenus = {INSERT: menus[INSERT], GRADE_MENU: grades.menu}
        self._context_menus = ContextMenus(self._window, self._action_set, self.panes, submenus)
        return grades

    def _lay_out(self, column: QVBoxLayout) -> None:
        self._window.setStatusBar(self._status_line)
        self._body.addWidget(self.panes)
        column.insertWidget(0, self._side_bar)
        keep_focus_from_wheel(self._window)

    def _connect(self) -> None:
        self._context.state_changed.connect(self._on_state_changed)
        self.controllers.side.side_chosen.connect(self.show_side)
        self.controllers.library.source_requested.connect(self._read_source)
        self.controllers.library.treaty_requested.connect(lambda treaty: self._show_record(key_of(treaty)))
        self.controllers.records.command_requested.connect(self._run_on_records)
        self.controllers.facts.record_requested.connect(self._show_record)
        self.controllers.navigate.record_requested.connect(self._show_record)
        self.controllers.facts.passage_requested.connect(self._go_to_passage)
        self.panes.outline.selection_changed.connect(self._on_state_changed)
        self.panes.inspector.refusal_changed.connect(self._on_state_changed)
        self.controllers.navigate.palette_requested.connect(self.open_palette)
        self._action_set["spelling"].setChecked(self.controllers.spelling.is_enabled)
        self.controllers.spelling.enabled_changed.connect(self._action_set["spelling"].setChecked)
        self._action_set["word_support"].setChecked(self.controllers.support.is_enabled)
        self.controllers.support.enabled_changed.connect(self._action_set["word_support"].setChecked)
        self.controllers.help.action_requested.connect(
            lambda action_id: self._action_set[action_id].trigger()
        )
        self.controllers.finish.action_requested.connect(
            lambda action_id: self._action_set[action_id].trigger()
        )
        self.panes.arranged.connect(self._show_arrangement)
        self._toolbar.status_chosen.connect(self.controllers.issue.set_status)
        self.controllers.review.status_changed.connect(self._status_line.findings.setText)
        self.controllers.preview.status_changed.connect(self._status_line.preview.setText)
        self.controllers.fill.fill_changed.connect(self._status_line.fill.show_fill)
        self.controllers.save.status_changed.connect(self._status_line.saved.setText)
        self.controllers.templates.status_changed.connect(self._status_line.saved.setText)

    def _restore_state(self) -> None:
        settings = self._context.settings
        self.panes.restore(settings)
        self._show_arrangement()
        self.panes.preview.set_zoom(settings.get(PREVIEW_ZOOM))

    def store_state(self) -> None:
        """Store the sizes of the panes, and hide the window of the preview."""
        self.panes.store(self._context.settings)
        self.panes.show_document("")
        if self._library_side is not None:
            self._library_side.store_state()

    # The two sides

    @property
    def library_side(self) -> LibrarySide:
        """The library side, which is built when it is first shown."""
        if self._library_side is None:
            from briefing.app.library_side import LibrarySide

            editor = self._context.host.library_editor
            self._library_side = LibrarySide(self._context, editor, self._body)
            self._body.addWidget(self._library_side)
            editor.state_changed.connect(self._on_state_changed)
            captures = self._library_side.reader.capture_controller
            captures.briefing_fact_captured.connect(self.controllers.facts.add_to_briefing)
            self._library_side.action_requested.connect(
                lambda action_id: self._action_set[action_id].trigger()
            )
            self._action_set.add_to_library(self._library_side, self._library_side.table)
            self._library_side.allowed_changed.connect(self._show_allowed)
            keep_focus_from_wheel(self._library_side)
        return self._library_side

    def _run_on_records(self, action_id: str) -> None:
        self.library_side.run(action_id)

    def show_side(self, side: WindowSide) -> None:
        """Show the briefing, or the page to begin with, or the library."""
        self._flush()
        self.side = side
        self._show_body()
        self._on_state_changed()
        if side is WindowSide.LIBRARY:
            self.library_side.tree.setFocus()
        elif self._context.document is not None:
            self.panes.outline.view.setFocus()

    def _read_source(self, source: Source) -> None:
        self.show_side(WindowSide.LIBRARY)
        self.library_side.read(source)

    def _show_record(self, key: RecordKey) -> None:
        self.show_side(WindowSide.LIBRARY)
        self.library_side.show_record(key)

    def _go_to_passage(self, source_id: str, fact_id: str, quote: str) -> None:
        self.show_side(WindowSide.LIBRARY)
        self.library_side.go_to_passage(source_id, fact_id, quote)

    def _flush(self) -> None:
        """Save a text that is being entered on the side that is shown."""
        self.controllers.edits.flush_pending_text()
        if self._library_side is not None:
            self._library_side.flush()

    def _show_body(self) -> None:
        has_document = self._context.document is not None
        if self.side is WindowSide.LIBRARY:
            self._body.setCurrentWidget(self.library_side)
        else:
            self._body.setCurrentIndex(self._body.indexOf(self.panes) if has_document else 0)
            self._catch_up()
        is_edited = self.side is WindowSide.BRIEFING and has_document
        self._toolbar.setVisible(is_edited)
        self._status_line.setVisible(is_edited)
        # Nothing of the page to begin with moves when the panes are built.
        self._side_bar.setVisible(is_edited or self.side is WindowSide.LIBRARY)
        self._side_bar.show_side(self.side)

    @property
    def shows_library(self) -> bool:
        return self.side is WindowSide.LIBRARY

    def _catch_up(self) -> None:
        """Let the briefing side have the library as it is, where a reading of it waits."""
        if self._context.loader.is_overdue:
            self.panes.library.show_reading()
            self._context.loader.catch_up()

    # Display

    def _show_arrangement(self) -> None:
        """Check the entries of the menu that apply."""
        for choice in CHOICES:
            self._action_set[f"arrange_{choice}"].setChecked(choice == self.panes.choice)
        self._action_set["detach_preview"].setChecked(self.panes.is_preview_detached)
        self.panes.preview.show_detached(self.panes.is_preview_detached)

    def _on_document_changed(self, document: Document | None) -> None:
        if document is not None:
            self.side = WindowSide.BRIEFING
        self._show_body()

    def _on_state_changed(self) -> None:
        """Update title, toolbar, menus and status line."""
        document, resources = self._context.document, self._context.resources
        selected = self.panes.outline.selected_values() if document else []
        self._window.setWindowTitle(_title(document))
        self.panes.show_document(_preview_title(document) if document else "")
        self._window.setWindowModified(bool(document and document.is_modified))
        self.show_title()
        self._show_actions(document, selected)
        if self.side is WindowSide.BRIEFING and self.panes.inspector.has_refused_text:
            self._action_set.offer_undo(tr("Undo the deletion of the text"))
        self._toolbar.show_state(document)
        if document is not None and resources is not None:
            scales = resources.reference.scales
            self._status_line.show_briefing(document.briefing, scales)
            self._window.setAccessibleDescription(marking_in_words(document.briefing.marking, scales))
            scheme = scales.schemes.get(document.briefing.scheme_id)
            self._grade_menu.show_state(scheme, document, selected)

    def _show_actions(self, document: Document | None, selected: Sequence[Section | Item]) -> None:
        """Enable the actions of the side that is shown."""
        is_shown = self.side is WindowSide.BRIEFING
        self._action_set.show_state(document, selected, is_shown=is_shown)
        if not is_shown:
            editor = self.library_side.editor
            self._action_set.show_steps(editor.undo_label, editor.redo_label)
            self._show_allowed()

    def _show_allowed(self) -> None:
        if self.side is WindowSide.LIBRARY:
            self._action_set.show_allowed(self.library_side.allowed())

    def show_title(self) -> None:
        """Repeat the title with its marking in the status line of a full screen, which hides it."""
        changed = "*" if self._window.isWindowModified() else ""
        title = self._window.windowTitle()
        title = title.replace("[*][*]", "\0").replace("[*]", changed).replace("\0", "[*]")
        self._status_line.show_title(title if self._window.isFullScreen() else "")

    # Commands

    def run(self, action_id: str) -> None:
        """Carry out the command of an action; undo and redo are those of the side that is shown."""
        if self.side is WindowSide.LIBRARY and action_id in {"undo", "redo"}:
            self.library_side.step_back(action_id)
        elif self.side is WindowSide.LIBRARY and action_id in _NEED_READING:
            self._run_when_read(self._commands[action_id])
        else:
            self._commands[action_id]()

    def _run_when_read(self, command: Callable[[], object]) -> None:
        """Carry out a command that shows what was loaded for briefings, once that is up to date."""
        if self._context.loader.is_overdue:
            text = tr("The library is being read again…")
            self._context.notify(text, until=ANSWERED, key=_READING_NOTICE)

        def run() -> None:
            self._context.withdraw(_READING_NOTICE)
            command()

        self._context.loader.when_read(run)

    def open_palette(self) -> CommandPalette:
        entries = palette_entries(self._context, self.panes.outline, self.controllers, self._action_set)
        palette = CommandPalette(self._window, entries)
        palette.open()
        return palette

    def may_close(self) -> bool:
        """Ask what to do with changes; close the dialogs and return True if the window may be closed."""
        self._flush()
        if self._library_side is not None:
            self._library_side.reader.capture_controller.store_entered()
        if not self.controllers.save.may_close():
            return False
        for dialog in self._window.findChildren(Dialog):
            dialog.close()
        return True


def _title(document: Document | None) -> str:
    """Return the window title: briefing, file, asterisk while there are unsaved changes, marking."""
    if document is None:
        return tr("Treaty Briefing")
    briefing = document.briefing
    file = document.name if document.path else tr("not saved to a file")
    title = visible(f"{briefing.title} ({file})").replace("[*]", "[*][*]")  # twice: the text itself
    return f"{title}[*] — {briefing.marking} — {tr('Treaty Briefing')}"


def _preview_title(document: Document) -> str:
    """Return the title of the preview's own window."""
    briefing = document.briefing
    return f"{tr('Preview')}: {visible(briefing.title)} — {briefing.marking} — {tr('Treaty Briefing')}"
