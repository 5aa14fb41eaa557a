"""The library side of a window: the tree, what is chosen in it, and the record that is selected."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from briefing.app.i18n import tr
from briefing.app.library_side.folder_choice import FolderChoice
from briefing.app.library_side.forms.record_form import RecordForm
from briefing.app.library_side.place import LibraryPlace, beginning
from briefing.app.library_side.reader.pane import ReaderPane
from briefing.app.library_side.records.commands import RecordCommands
from briefing.app.library_side.records.conflicts import VersionChoices
from briefing.app.library_side.source_document import TreatyEntry
from briefing.app.library_side.tables.cell_editor import CellEditing
from briefing.app.library_side.tables.column_layout import ColumnLayout
from briefing.app.library_side.tables.record_table import RecordTable
from briefing.app.library_side.tree import LibraryTree
from briefing.app.services.context import WindowContext
from briefing.app.services.library_editor import LibraryEditor
from briefing.app.theme import theme
from briefing.app.widgets.columns import column_widget
from briefing.app.widgets.inputs.clear_button import add_clear_button
from briefing.app.widgets.inputs.tab_order import order_tabs
from briefing.app.widgets.labels import muted
from briefing.app.widgets.pane_parts import empty_state, pane_head
from briefing.app.widgets.parts.part import declare_part
from briefing.library.layers import LayeredLibrary
from briefing.library.records import Record, RecordKey, key_of
from briefing.model.fact import Fact
from briefing.model.source import Source
from briefing.model.treaty import Treaty

_FILTER_PAUSE_MS = 60
_STATE = "library_side"
_LEAST_WIDTHS = 150, 240, 270
"""Of tree, table and form: together less than the narrowest window."""
_OF_PASSAGE = {"capture_fact", "make_obligation"}
"""The actions of the window for a passage that is selected in a document."""


class LibrarySide(QWidget):
    """Shows the library that `editor` edits; every change goes through the editor.

    `pages` has the tables, and what is shown in their place, such as the document of a source.
    `record_shown(record)` announces the selected record, None for none; `action_requested(action_id)` asks
    for an action of the window. `allowed_changed` announces that other commands may be possible now.
    """

    record_shown = Signal(object)
    action_requested = Signal(str)
    allowed_changed = Signal()

    def __init__(
        self, context: WindowContext, editor: LibraryEditor, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.context, self.editor = context, editor
        self.tree, self.table, self.pages = LibraryTree(self), RecordTable(self), QStackedWidget(self)
        self.columns = ColumnLayout(self.table, context.settings)
        self.form = RecordForm(editor, self)
        self.cells = CellEditing(self.table, editor)
        self.commands = RecordCommands(context, editor, self.table)
        self.versions = VersionChoices(context, editor, self)
        self.folder = FolderChoice(editor, context.settings)
        self.reader = ReaderPane(context, editor, self)
        self.filter = QLineEdit()
        self._count = muted("", name="small")
        self._filter_pause = QTimer(self)
        self._filter_pause.setSingleShot(True)
        self._filter_pause.setInterval(_FILTER_PAUSE_MS)
        self._allowed_pause = QTimer(self)
        self._allowed_pause.setSingleShot(True)
        self._form_pause = QTimer(self)
        self._form_pause.setSingleShot(True)
        self._lay_out()
        self._connect()
        declare_part(self, tr("Library"))
        if editor.is_open:
            self._on_opened()
        else:
            editor.open()

    def _lay_out(self) -> None:
        head, column = pane_head(tr("Library"))
        column.addWidget(self.folder)
        column.addWidget(self.tree)
        self.filter.setPlaceholderText(tr("Filter by words"))
        self.filter.setAccessibleName(tr("Filter the table by words"))
        add_clear_button(self.filter)
        line = QHBoxLayout()
        line.setContentsMargins(12, 9, 12, 9)
        line.setSpacing(12)
        line.addWidget(self.filter, 1)
        line.addWidget(self._count)
        tables, below = column_widget(spacing=0)
        below.addLayout(line)
        below.addWidget(self.table, 1)
        self._empty = QVBoxLayout()
        below.addLayout(self._empty)
        self.pages.addWidget(tables)
        self.pages.addWidget(self.reader)
        self.splitter = QSplitter(self)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(head)
        self.splitter.addWidget(self.pages)
        self.splitter.addWidget(self.form)
        self.splitter.setStretchFactor(1, 1)
        for part, least in zip((head, self.pages, self.form), _LEAST_WIDTHS, strict=True):
            part.setMinimumWidth(theme.pixels(least))
        self.splitter.setSizes([260, 760, 420])
        state = self.context.settings.state(_STATE)
        if state is not None:
            self.splitter.restoreState(state)
        self.reader.restore_state(self.context.settings)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.splitter)
        self.setFocusProxy(self.tree)
        self._order_tabs()
        shortcuts: tuple[tuple[str, Callable[[], None]], ...] = (
            ("F6", self.next_pane),
            ("F3", partial(self._of_reader, self.reader.go_to_hit, 1)),
            ("Shift+F3", partial(self._of_reader, self.reader.go_to_hit, -1)),
            ("Ctrl++", partial(self._of_reader, self.reader.zoom, 1)),
            ("Ctrl+=", partial(self._of_reader, self.reader.zoom, 1)),
            ("Ctrl+-", partial(self._of_reader, self.reader.zoom, -1)),
            ("Ctrl+0", partial(self._of_reader, self.reader.zoom, 0)),
        )
        for keys, command in shortcuts:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(command)

    def _connect(self) -> None:
        self.tree.place_chosen.connect(self._on_place_chosen)
        self.tree.clicked.connect(lambda _index: self._leave_document())
        self.filter.textChanged.connect(lambda _text: self._filter_pause.start())
        self._filter_pause.timeout.connect(self._apply_filter)
        self.table.current_changed.connect(self.form.show_record)
        self.table.current_changed.connect(lambda _record: self._show_form())
        self._form_pause.timeout.connect(self.form.show)
        self._show_form()
        self.table.current_changed.connect(self.record_shown)
        self.table.current_changed.connect(self._note_treaty_of)
        self.reader.capture_controller.fact_captured.connect(self._note_treaty_of)
        self.table.record_activated.connect(self._on_record_activated)
        self.table.typed.connect(self._on_typed)
        self.table.records.arranged.connect(self._on_arranged)
        self.form.record_changed.connect(lambda _record: self._order_tabs())
        self.form.passage_requested.connect(self.go_to_passage)
        self.reader.closed.connect(self.show_table)
        self.reader.record_requested.connect(self.show_record)
        self.reader.fact_requested.connect(lambda fact: self.show_record(key_of(fact)))
        self.reader.entry_requested.connect(self.show_entry)
        self.editor.opened.connect(self._on_opened)
        self.editor.changed.connect(self._on_changed)
        self.commands.compare_requested.connect(self.versions.compare)
        self.folder.about_to_change.connect(self.reader.capture_controller.store_entered)
        self.commands.new_treaty_requested.connect(partial(self.action_requested.emit, "new_treaty"))
        self._allowed_pause.timeout.connect(self.allowed_changed)
        self.table.selectionModel().selectionChanged.connect(lambda *_ranges: self._allowed_pause.start())
        self.table.selectionModel().currentChanged.connect(lambda *_cells: self._allowed_pause.start())
        self.table.records.arranged.connect(self._allowed_pause.start)
        self.pages.currentChanged.connect(lambda _page: self._allowed_pause.start())
        self.reader.selection_changed.connect(self._allowed_pause.start)
        self.folder.about_to_change.connect(self.flush)

    def _order_tabs(self) -> None:
        """Let Tab go through the side from tree to form, with the headings of the table after it."""
        order_tabs(self)
        QWidget.setTabOrder(self.table, self.table.horizontalHeader())

    # Display

    def _when_open(self, action: Callable[[], None]) -> None:
        """Carry out an action now, or as soon as the library is open."""
        self.editor.when_open(action)

    def show_record(self, key: RecordKey) -> None:
        """Select a record in the table of its kind, and show its form."""
        self._when_open(partial(self._show_record, key))

    def _show_record(self, key: RecordKey) -> None:
        self.show_table()
        self.tree.choose(LibraryPlace(key.kind))
        self.filter.clear()
        self._apply_filter()
        self.table.choose(key)

    def show_entry(self, entry: TreatyEntry) -> None:
        """Show the form of a treaty with an entry of its lists selected."""
        self.show_record(key_of(entry.treaty))
        self._when_open(lambda: self.form.parts[entry.field].choose(entry.number))

    def read(self, source: Source, owner_id: str = "", quote: str = "") -> None:
        """Show the document of a source, at a quote if the owner of one is named."""
        self.pages.setCurrentWidget(self.reader)
        self._show_form()
        self.reader.open_source(source, owner_id, quote)
        self.reader.view.setFocus()

    def go_to_passage(self, source_id: str, owner_id: str = "", quote: str = "") -> None:
        """Show the document of a source by its id, as `read` does."""
        self._when_open(lambda: self.read(self.editor.catalogue.sources[source_id], owner_id, quote))

    def show_table(self) -> None:
        """Show the table in place of a document."""
        self.pages.setCurrentIndex(0)
        self._show_form()
        self.table.setFocus()

    def _show_form(self) -> None:
        """Show the form next to the table while a record is selected; else the table has its room.

        After a click it waits for a second one: with the form the cells are in other places.
        """
        self._form_pause.stop()
        if self.is_reading or self.record is None:
            self.form.hide()
        elif self.form.isHidden() and QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._form_pause.start(QApplication.doubleClickInterval())
        else:
            self.form.show()

    def _on_record_activated(self, record: Record) -> None:
        """Read a source, or the first source of a fact."""
        if isinstance(record, Source):
            self.read(record)
        elif isinstance(record, Fact) and record.citations:
            citation = record.citations[0]
            quote = citation.quotes[0].exact if citation.quotes else ""
            self.read(self.editor.catalogue.sources[citation.source_id], record.id, quote)

    @property
    def record(self) -> Record | None:
        """The record that is selected."""
        return self.table.current

    def _on_opened(self) -> None:
        self.reader.close_documents()
        self.form.forget()
        self.context.treaty_in_use = ""
        if self.is_reading:
            self.show_table()
        self.tree.show_material(self.editor.library.material)
        self._show_place()
        self.versions.look_for_newer()

    def _on_changed(self, before: LayeredLibrary, after: LayeredLibrary) -> None:
        self.tree.show_material(after.material)
        self._show_place()
        if any(a is not b for a, b in zip(before.layers[:-1], after.layers[:-1], strict=False)):
            self.versions.look_for_newer()

    def _leave_document(self) -> None:
        """Show the table after a click in the tree, also on the place that is selected."""
        if self.is_reading:
            self.show_table()

    def _note_treaty_of(self, record: Record | None) -> None:
        """Note which treaty the user works on: a new briefing proposes it."""
        if isinstance(record, Treaty):
            self.context.treaty_in_use = record.id
        elif isinstance(record, Fact):
            self.context.treaty_in_use = record.treaty_id

    def _on_place_chosen(self, place: LibraryPlace) -> None:
        if place.treaty_id:
            self.context.treaty_in_use = place.treaty_id
        if self.is_reading:
            self.show_table()
        self._show_place()

    def _show_place(self) -> None:
        place = self.tree.place
        if place is not None and self.editor.is_open:
            self.table.show_place(place, self.editor.library, self.editor.catalogue)

    def _on_arranged(self) -> None:
        self._count.setText(self.table.count_text())
        if self.tree.place is not None:
            self._show_beginning(self.tree.place)

    def _show_beginning(self, place: LibraryPlace) -> None:
        """Show how to begin in the place of a table without records."""
        while (item := self._empty.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        is_empty = self.table.records.rowCount() == 0 and not self.filter.text()
        self.table.setVisible(not is_empty)
        if is_empty:
            title, hint, actions = beginning(place)
            buttons = [(text, partial(self.action_requested.emit, name)) for text, name in actions]
            self._empty.addWidget(empty_state("list-bullets", title, hint, *buttons), 1)

    def _apply_filter(self) -> None:
        self._filter_pause.stop()
        self.table.filter(self.filter.text())

    def _on_typed(self, text: str) -> None:
        """Go on in the filter with letters that are typed in the table."""
        self.filter.setFocus()
        self.filter.insert(text)

    # Commands

    def allowed(self) -> set[str]:
        """Return the actions of the window that are possible here now."""
        if not self.editor.is_open:
            return set()
        if not self.is_reading:
            return {"filter_records"} | self.commands.allowed()
        return {"filter_records"} | (_OF_PASSAGE if self.reader.has_selection else set())

    def run(self, action_id: str) -> None:
        """Carry out an action of the window that concerns records."""
        if action_id == "filter_records":
            self.open_search()
        elif action_id == "capture_fact":
            self.reader.capture_selected()
        elif action_id == "make_obligation":
            self.reader.make_obligation()
        else:
            self.commands.by_action[action_id]()

    # Undo

    def step_back(self, action: str) -> None:
        """Undo or redo a step, as `action` says."""
        if self.editor.is_open:
            step = self.editor.undo if action == "undo" else self.editor.redo
            step()

    # Keyboard

    @property
    def is_reading(self) -> bool:
        """Whether a document is shown in place of the table."""
        return self.pages.currentWidget() is self.reader

    def _of_reader(self, command: Callable[[int], None], step: int) -> None:
        if self.is_reading:
            command(step)

    def open_search(self) -> None:
        """Move the focus to the search of the document, or to the filter of the table."""
        if self.is_reading:
            self.reader.open_search()
        else:
            self.filter.setFocus()
            self.filter.selectAll()

    def next_pane(self) -> None:
        """Move the focus to the next part: tree, outline, document, facts; or tree, table, form."""
        parts = self.reader.stops() if self.is_reading else [self.table, self.form]
        stops: list[QWidget] = [self.tree, *(each for each in parts if not each.isHidden())]
        focused = QApplication.focusWidget()
        here = next(
            (
                stop
                for stop in stops
                if focused is not None and (stop is focused or stop.isAncestorOf(focused))
            ),
            stops[-1],
        )
        following = stops[(stops.index(here) + 1) % len(stops)]
        if following is self.form:
            self.form.focus_first()
        else:
            following.setFocus(Qt.FocusReason.TabFocusReason)

    # State

    def flush(self) -> None:
        """Save a text that is being entered."""
        self.cells.flush()
        self.form.flush()
        self.reader.capture_controller.flush()

    def store_state(self) -> None:
        self.context.settings.set_state(_STATE, self.splitter.saveState())
        self.columns.store()
        self.reader.store_state(self.context.settings)
