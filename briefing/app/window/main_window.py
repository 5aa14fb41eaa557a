"""The main window: library, briefing, inspector and preview side by side over one document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence
from PySide6.QtWidgets import (
    QLabel,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from briefing.app.actions import ROW, Actions, Needs
from briefing.app.clock import today
from briefing.app.controllers.changes import ChangesController
from briefing.app.controllers.clipboard import ClipboardController
from briefing.app.controllers.details import DetailsController
from briefing.app.controllers.insert import InsertController
from briefing.app.controllers.move import MoveController
from briefing.app.controllers.navigate import NavigateController
from briefing.app.controllers.open import OpenController
from briefing.app.controllers.preview import PreviewController
from briefing.app.controllers.review import ReviewController
from briefing.app.controllers.rows import RowController
from briefing.app.controllers.save import SaveController
from briefing.app.controllers.templates import TemplatesController
from briefing.app.dialogs.dialog import Dialog
from briefing.app.i18n import tr
from briefing.app.panes.inspector import InspectorPane
from briefing.app.panes.inspector.page import InspectorContext
from briefing.app.panes.library.pane import LibraryPane
from briefing.app.panes.outline.pane import OutlinePane
from briefing.app.panes.preview import PreviewPane
from briefing.app.panes.review import ReviewPane
from briefing.app.services.document import Document
from briefing.app.services.resources import LoadedResources
from briefing.app.services.settings import PREVIEW_ZOOM
from briefing.app.widgets.pane_parts import Notice, NoticeAction
from briefing.app.window import status_line
from briefing.app.window.grade_menu import GradeMenu
from briefing.app.window.pane_splitter import PaneSplitter
from briefing.app.window.toolbar import Toolbar
from briefing.app.window.welcome_page import WelcomePage
from briefing.errors import BriefingError
from briefing.model.briefing import Briefing, Graded, Section, Status

if TYPE_CHECKING:
    from briefing.app.application.window_registry import WindowRegistry

_OUTLINE_ONLY = (
    "cut", "duplicate", "delete", "edit_words", "clear_grade", "move_up", "move_down", "indent", "outdent",
    "hide", "go_to_library", "paste",
)  # fmt: skip


class MainWindow(QMainWindow):
    """Shows a document, and hands what is asked of it to those who do it."""

    closed = Signal()

    def __init__(self, windows: WindowRegistry) -> None:
        super().__init__()
        self.windows = windows
        self.settings = windows.settings
        self.document: Document | None = None
        self.library, self.outline = LibraryPane(), OutlinePane()
        self.inspector, self.preview, self.review = InspectorPane(), PreviewPane(), ReviewPane()
        self.welcome = WelcomePage()
        self.opening, self.saving, self.changing = (
            OpenController(self),
            SaveController(self),
            DetailsController(self),
        )
        self.rows, self.adding, self.moving = (
            RowController(self),
            InsertController(self),
            MoveController(self),
        )
        self.clipboard = ClipboardController(self)
        self.pages, self.places = PreviewController(self), NavigateController(self)
        self.reviewing, self.telling = ReviewController(self), ChangesController(self)
        self.templating = TemplatesController(self)
        self.actions_ = Actions(self, self._deeds())
        self._build()
        self._connect()
        self._restore()
        self.show_document()
        if self.stock:
            self.show_stock(self.stock)

    @property
    def stock(self) -> LoadedResources | None:
        return self.windows.shelf.stock

    def document_template_id(self) -> str:
        """The id of the template of the briefing in hand; empty where there is none."""
        return self.document.briefing.template_id if self.document else ""

    # Building

    def _deeds(self) -> dict[str, Callable[[], object]]:
        every = (
            self.opening, self.saving, self.changing, self.rows, self.adding, self.moving, self.clipboard,
            self.pages, self.places, self.reviewing,
            self.telling, self.templating,
        )  # fmt: skip
        return {name: deed for part in every for name, deed in part.deeds().items()}

    def _build(self) -> None:
        self.setMinimumSize(QSize(640, 440))
        self.resize(1440, 900)
        menus = self.actions_.fill_menus(self.menuBar())
        self.recent_menu = self.opening.add_recent_menu(menus)
        self.grade_menu = GradeMenu(menus[ROW], self.outline.view, self.rows.grade)
        self.toolbar = Toolbar(self.actions_)
        self.addToolBar(self.toolbar)
        self.workspace = PaneSplitter(self.library, self.outline, self.inspector, self.preview, self.review)
        self.tabs = self.workspace.tabs
        self.body = QStackedWidget()
        self.body.addWidget(self.welcome)
        self.body.addWidget(self.workspace)
        self._central = QWidget()
        self._column = QVBoxLayout(self._central)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.body, 1)
        self.setCentralWidget(self._central)
        self._counts, self._found, self._saved = QLabel(), QLabel(), QLabel()
        self._pages_line = QLabel()
        self.statusBar().setSizeGripEnabled(False)
        self.statusBar().addWidget(self._counts, 1)
        self.statusBar().addPermanentWidget(self._found)
        self.statusBar().addPermanentWidget(self._pages_line)
        self.statusBar().addPermanentWidget(self._saved)

    def _connect(self) -> None:
        for name in _OUTLINE_ONLY:
            action = self.actions_[name]
            self.removeAction(action)
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.outline.view.addAction(action)
        self.library.facts_picked.connect(self.adding.add_facts)
        self.library.used_clicked.connect(self.rows.go_to_fact)
        self.outline.selection_changed.connect(self._selection_changed)
        self.outline.dropped.connect(self.moving.take_drop)
        self.outline.text_edited.connect(self.rows.reword)
        self.outline.add_section_requested.connect(self.adding.add_section)
        self.inspector.edit_requested.connect(self.rows.apply)
        self.inspector.row_requested.connect(self.outline.select)
        self.inspector.fact_requested.connect(self.rows.go_to_or_add)
        self.inspector.image_requested.connect(self.adding.replace_picture)
        self.preview.row_clicked.connect(self.rows.select_from_page)
        self.preview.refresh_requested.connect(self.pages.refresh)
        self.preview.zoom_changed.connect(lambda zoom: self.settings.set(PREVIEW_ZOOM, zoom))
        self.tabs.currentChanged.connect(lambda _tab: self.pages.tab_changed())
        self.welcome.new_requested.connect(self.opening.new)
        self.welcome.open_requested.connect(self.opening.open)
        self.welcome.example_requested.connect(self.opening.open_example)
        self.welcome.recent_requested.connect(self.open_path)
        self.welcome.forget_requested.connect(self.settings.forget_recent)
        self.settings.changed.connect(self.changing.setting_changed)

    def _restore(self) -> None:
        for name, restore in (("window", self.restoreGeometry), ("panes", self.workspace.restoreState)):
            state = self.settings.state(name)
            if state is not None:
                restore(state)
        self.preview.set_zoom(self.settings.get(PREVIEW_ZOOM))

    # What is shown

    def show_stock(self, stock: LoadedResources) -> None:
        """The library is there, or has been read anew."""
        self.library.show_resources(stock)
        self.welcome.show_templates(list(stock.templates.values()))
        self.welcome.show_recent(self.settings.recent())
        if self.document:
            self.document.session.reference = stock.reference
            self.show_document()
        if stock.problems:
            problems = "\n".join(stock.problems[:5])
            self.say(tr("Parts of the library could not be read:") + "\n" + problems, lasting=True)
        self.opening.stock_came()

    def show_template_picture(self, template_id: str, path: Path) -> None:
        if card := self.welcome.cards.get(template_id):
            card.show_picture(path)

    def take_document(self, document: Document) -> None:
        """Show a document in this window; the one before has been closed."""
        self.document = document
        self._forget_notices()
        document.changed.connect(self._take_change)
        document.state_changed.connect(self.show_state)
        document.refused.connect(self.say)
        self.outline.model.document_id = f"{id(document)}-{document.briefing.id}"
        self.outline.show_briefing(None, None, read_only=True)
        self.pages.forget()
        self.reviewing.forget()
        self.show_document()
        first = next(iter(document.briefing.walk_sections()), None)
        if first:
            self.outline.select(first.id)
        self.outline.view.setFocus()
        self.telling.look_for_newer()
        self.templating.forget()

    def show_document(self) -> None:
        """Show everything of the document, or the welcome screen where there is none."""
        document, stock = self.document, self.stock
        self.body.setCurrentWidget(self.workspace if document else self.welcome)
        self.toolbar.setVisible(document is not None)
        self.statusBar().setVisible(document is not None)
        if document is None:
            self.outline.show_briefing(None, None, read_only=True)
            self.inspector.show_nothing()
            self.reviewing.forget()
            self.welcome.show_recent(self.settings.recent())
        elif stock is not None:
            self.grade_menu.fill(stock.reference.scales.schemes.get(document.briefing.scheme_id))
            self._briefing_changed()
        self.show_state()

    def _take_change(self, before: Briefing, after: Briefing) -> None:
        if before.status is Status.FINAL and after.status is not Status.FINAL:
            self._forget_notices()
        self._briefing_changed()

    def _briefing_changed(self) -> None:
        document, stock = self.document, self.stock
        if document is None or stock is None:
            return
        briefing = document.briefing
        self.outline.show_briefing(briefing, stock.reference.scales, read_only=document.is_read_only)
        self.library.show_briefing(briefing)
        self.show_selection()
        self._counts.setText(status_line.counts(briefing))
        self.pages.briefing_changed()
        self.reviewing.briefing_changed()

    def show_selection(self) -> None:
        """The inspector and the actions follow what is chosen in the outline."""
        setting = self.setting()
        values = self.outline.selected_values()
        if setting is None or self.document is None or self.stock is None:
            self.inspector.show_nothing()
        else:
            treaties = {t.id: t.short_title for t in self.stock.reference.library.treaties.values()}
            own = {t.id: t.short_title for t in self.document.briefing.library.treaties}
            attachments = self.document.session.project.attachments
            self.inspector.show_values(values, setting, attachments, {**own, **treaties})
        self._allow()

    def _selection_changed(self) -> None:
        self.inspector.flush()
        if self.document:
            self.document.end_run()
        self.show_selection()
        self.pages.follow()

    def setting(self) -> InspectorContext | None:
        """What the inspector's pages need beside the row."""
        document, stock, catalogue = self.document, self.stock, self.outline.model.catalogue
        if document is None or stock is None or catalogue is None:
            return None
        return InspectorContext(
            briefing=document.briefing,
            catalogue=catalogue,
            scales=stock.reference.scales,
            history=document.session.history,
            author=document.session.author,
            today=today(),
            read_only=document.is_read_only,
            labels=self.rows.label,
        )

    def show_state(self) -> None:
        """Title, undo, read-only, what can be done."""
        document = self.document
        self.setWindowTitle(status_line.title(document))
        self.setWindowModified(bool(document and document.is_modified))
        undo, redo = self.actions_["undo"], self.actions_["redo"]
        label = document.session.undo_label if document else None
        undo.setText(tr("Undo {what}", what=tr(label)) if label else tr("Undo"))
        undo.setToolTip(f"{undo.text()} (Ctrl+Z)")
        label = document.session.redo_label if document else None
        redo.setText(tr("Redo {what}", what=tr(label)) if label else tr("Redo"))
        redo.setToolTip(
            f"{redo.text()} ({redo.shortcut().toString(QKeySequence.SequenceFormat.NativeText)})"
        )
        self.toolbar.show_standing(status_line.standing(document))
        self._allow()

    def _allow(self) -> None:
        document = self.document
        values = self.outline.selected_values() if document else []
        can_change = document is not None and not document.is_read_only
        allowed = {
            Needs.NOTHING: True,
            Needs.BRIEFING: document is not None,
            Needs.CHANGE: can_change,
            Needs.SELECTION: can_change and bool(values),
            Needs.ROWS: can_change and any(not isinstance(value, Section) for value in values),
        }
        self.actions_.allow(lambda needs: allowed[needs])
        self.actions_["undo"].setEnabled(bool(document and document.session.undo_label))
        self.actions_["redo"].setEnabled(bool(document and document.session.redo_label))
        self.grade_menu.menu.setEnabled(can_change and any(isinstance(value, Graded) for value in values))

    # Saying things

    def say(self, text: str, *deeds: NoticeAction, lasting: bool = False) -> Notice:
        """Say something across the top of the window until it is answered or put away.

        What is not `lasting` is of the document in hand, and goes when another is shown.
        """
        for notice in self._notices():
            if notice.label.text() == text:
                notice.put_away()
        notice = Notice(text, *deeds, (tr("Dismiss"), lambda: None), parent=self._central)
        notice.is_lasting = lasting
        self._column.insertWidget(0, notice)
        notice.show()
        return notice

    def say_error(self, error: BriefingError) -> None:
        self.say("\n".join(map(str, error.problems)))

    def _forget_notices(self) -> None:
        """What was said of the document before is not true of this one."""
        for notice in self._notices():
            if not notice.is_lasting:
                notice.put_away()

    def _notices(self) -> list[Notice]:
        mine = self._central.findChildren(Notice, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return [notice for notice in mine if not notice.isHidden()]

    def notices(self) -> list[str]:
        """What is being said now."""
        return [notice.label.text() for notice in self._notices()]

    def say_saved(self, text: str) -> None:
        self._saved.setText(text)

    def say_findings(self, text: str) -> None:
        self._found.setText(text)

    def say_pages(self, text: str) -> None:
        self._pages_line.setText(text)

    # Files

    def open_path(self, path: Path) -> None:
        self.opening.open_path(path)

    def let_go(self) -> None:
        """The program ends: stop what runs for this window. The journal of unsaved changes stays."""
        self.pages.close()
        if self.document and not self.document.is_modified:
            self.document.close()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        self.inspector.flush()
        if not self.saving.may_close():
            event.ignore()
            return
        for dialog in self.findChildren(Dialog):
            dialog.close()
        self.settings.keep_state("window", self.saveGeometry())
        self.settings.keep_state("panes", self.workspace.wide_state())
        self.settings.sync()
        if self.document:
            self.document.close()
            self.document = None
        self.pages.close()
        self.closed.emit()
        super().closeEvent(event)
