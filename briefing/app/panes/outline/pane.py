"""The outline pane: the tree of sections and rows, and the search bar above it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QDragMoveEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedLayout,
    QToolButton,
    QToolTip,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from briefing.app.i18n import counted, tr
from briefing.app.panes.outline.outline_model import Index, OutlineDrop, OutlineModel, RowRole
from briefing.app.panes.outline.row_delegate import RowDelegate
from briefing.app.presentation.mime import FACTS_MIME
from briefing.app.widgets.flow_layout import FlowLayout
from briefing.app.widgets.icons import icon
from briefing.app.widgets.inputs.clear_button import add_clear_button
from briefing.app.widgets.labels import muted
from briefing.app.widgets.pane_parts import empty_state, pane_head
from briefing.app.widgets.text.elided_label import ElidedLabel
from briefing.app.widgets.text.exact_text_edit import ExactTextEdit
from briefing.composition.formatting import DEFAULT_NUMBERING
from briefing.grading import Scales
from briefing.model.briefing import Briefing, Item, Section
from briefing.text.spelling import contains

_MOST_EXPANDED, _FIRST_EXPANDED = 200, 60
"""A briefing with more rows than the first is opened with the first sections expanded that have about as
many rows as the second says: the view asks each row for its height whenever one is added, moved or removed.
"""
_EDITING_KEYS = {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Delete}


class OutlineView(QTreeView):
    """The tree view; lays its rows out again when its width changes.

    `editor_opened(editor)` announces each editor in place, `text_typed(row_id, text, run)` what is typed
    there, and `typing_cancelled(run)` that the text from before is wanted.
    """

    editor_opened = Signal(object)
    text_typed = Signal(str, str, object)
    typing_cancelled = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.reason_locked = ""
        self._row_delegate = RowDelegate(self)
        self._row_delegate.editor_opened.connect(self.editor_opened)
        self._row_delegate.text_typed.connect(self.text_typed)
        self._row_delegate.typing_cancelled.connect(self.typing_cancelled)
        self.setItemDelegate(self._row_delegate)

    def flush(self) -> None:
        """Emit the text of an open editor that is not emitted yet."""
        self._row_delegate.flush()

    def dataChanged(  # noqa: N802 - Qt's name
        self, first: Index, last: Index, roles: Sequence[int] | None = None
    ) -> None:
        """Paint again where only numbers of rows changed: these do not decide on any height."""
        if roles is not None and list(roles) == [RowRole.LABEL]:
            self.viewport().update()
        else:
            super().dataChanged(first, last, roles or [])

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's name
        """Lay the rows out again for another width; a lower view still shows the current row."""
        current = self.currentIndex()
        was_shown = 0 <= self.visualRect(current).bottom() < event.oldSize().height()
        if event.size().width() != event.oldSize().width():
            self._row_delegate.forget_sizes()
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
        elif current.isValid() and was_shown:
            self.reveal(current)

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Measure the rows again with another font."""
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._row_delegate.forget_sizes()
        super().changeEvent(event)

    def lay_out(self) -> None:
        """Lay the rows out now if they are to be: during the next painting they would be painted twice."""
        self.executeDelayedItemsLayout()

    def reveal(self, index: QModelIndex) -> None:
        """Scroll a row wholly into view; one that is higher than the view begins at its top."""
        self.scrollTo(index)
        row, bar = self.visualRect(index), self.verticalScrollBar()
        # Qt leaves a pixel below the edge.
        excess = min(row.bottom() - self.viewport().rect().bottom(), row.top())
        if excess > 0:
            bar.setValue(bar.value() + excess)

    def ids_in_view(self) -> list[str]:
        """Return the ids of the sections and rows that can be seen, from the top."""
        ids, bottom = list[str](), self.viewport().rect().bottom()
        index = self.indexAt(self.viewport().rect().topLeft())
        while index.isValid() and self.visualRect(index).top() <= bottom:
            ids.append(index.data(RowRole.ID))
            index = self.indexBelow(index)
        return ids

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802 - Qt's name
        """Copy facts on drop; the view takes them before or after a row, as rows have no children."""
        super().dragMoveEvent(event)
        if event.mimeData().hasFormat(FACTS_MIME):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        index = self.currentIndex()
        is_editable = bool(index.flags() & Qt.ItemFlag.ItemIsEditable)
        if index.isValid() and not is_editable and event.key() in _EDITING_KEYS:
            where = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
            QToolTip.showText(where, self.reason_locked, self)
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and index.isValid():
            self.edit_row()
        else:
            super().keyPressEvent(event)

    def edit_row(self, *, select_all: bool = False) -> None:
        """Open the editor of the current row in place, unless it is read-only or open already."""
        index = self.currentIndex()
        is_editable = bool(index.flags() & Qt.ItemFlag.ItemIsEditable)
        if is_editable and self.state() is not QAbstractItemView.State.EditingState:
            self._row_delegate.selects_all = select_all
            self.edit(index)
            self._row_delegate.selects_all = False

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt's name
        """Open the editor in place, with the caret where the click was."""
        super().mouseDoubleClickEvent(event)
        if self.reason_locked and self.indexAt(event.position().toPoint()).isValid():
            QToolTip.showText(event.globalPosition().toPoint(), self.reason_locked, self)
        editor = self.viewport().findChild(ExactTextEdit)
        if editor is not None and self.state() is QAbstractItemView.State.EditingState:
            where = editor.viewport().mapFrom(self.viewport(), event.position().toPoint())
            place = editor.position_at(where)
            editor.select_range(place, place)


class OutlinePane(QWidget):
    """Shows the outline and its selection; requests every change by a signal."""

    selection_changed = Signal()
    dropped = Signal(OutlineDrop)
    text_edited = Signal(str, str)
    add_section_requested = Signal()
    add_judgement_requested = Signal()
    add_text_requested = Signal()
    library_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pane")
        self._is_changing = False
        self.model = OutlineModel(self)
        self.view = self._build_view()
        self._summary = ElidedLabel("small")
        self._heading: QLabel
        self._lay_out()
        self.model.dropped.connect(self.dropped)
        self.model.text_edited.connect(self.text_edited)

    def _build_view(self) -> OutlineView:
        view = OutlineView()
        view.setModel(self.model)
        view.setAccessibleName(tr("Sections and rows of the briefing"))
        view.setHeaderHidden(True)
        view.setIndentation(16)
        view.setUniformRowHeights(False)
        view.setWordWrap(True)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        view.setDefaultDropAction(Qt.DropAction.MoveAction)
        view.setDropIndicatorShown(True)
        view.setAutoExpandDelay(500)
        view.setExpandsOnDoubleClick(False)
        trigger = QAbstractItemView.EditTrigger
        view.setEditTriggers(trigger.EditKeyPressed | trigger.DoubleClicked)
        view.setMouseTracking(True)
        view.selectionModel().selectionChanged.connect(self._emit_selection)
        view.selectionModel().currentChanged.connect(self._emit_selection)
        self.model.rowsInserted.connect(self._expand_inserted)
        return view

    def _expand_inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        """Expand the section into which rows were inserted, and those inserted that have rows."""
        self.view.expand(parent)
        for row in range(first, last + 1):
            node = self.model.node(self.model.index(row, 0, parent))
            for each in node.walk():
                if each.children:
                    self.view.expand(self.model.index_of(each))

    def _lay_out(self) -> None:
        head, column = pane_head(tr("Briefing"), self._summary)
        self.find_bar = FindBar(self)
        column.addWidget(self.find_bar)
        self.find_bar.hide()
        self._empty = empty_state(
            "list-bullets",
            tr("The briefing has no sections yet"),
            tr("Sections hold facts, judgements and text, in the order in which they are printed."),
            (tr("Add a section"), self.add_section_requested.emit),
        )
        body = QWidget()
        self._stack = QStackedLayout(body)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(body, 1)
        self._start = self._build_start()
        layout.addWidget(self._start)

    def _build_start(self) -> QWidget:
        """Return the hint below sections that have no rows yet: what belongs there, and how to add it."""
        frame = QFrame()
        frame.setObjectName("paneHead")
        column = QVBoxLayout(frame)
        column.setContentsMargins(14, 10, 14, 12)
        column.addWidget(
            muted(
                tr(
                    "There are no rows yet. Drag facts from the library into a section, or choose a "
                    "section and add:"
                )
            )
        )
        buttons = FlowLayout(spacing=6)
        column.addLayout(buttons)
        for text, signal in (
            (tr("Facts from the library…"), self.library_requested),
            (tr("A judgement"), self.add_judgement_requested),
            (tr("Text"), self.add_text_requested),
        ):
            button = QPushButton(text)
            button.clicked.connect(lambda _checked=False, signal=signal: signal.emit())
            buttons.addWidget(button)
        frame.hide()
        return frame

    def _emit_selection(self) -> None:
        """Emit `selection_changed`, except while the model changes from one briefing value to the next."""
        if not self._is_changing:
            self.selection_changed.emit()

    # Content

    def show_briefing(
        self,
        briefing: Briefing | None,
        scales: Scales | None,
        numbering: str = DEFAULT_NUMBERING,
        *,
        reason_locked: str,
    ) -> None:
        """Show a briefing; `reason_locked` says why its rows cannot be edited, empty where they can."""
        first = self.model.briefing is None
        read_only = bool(reason_locked)
        self.model.is_read_only = read_only or briefing is None
        self.view.reason_locked = reason_locked
        self._is_changing = True
        try:
            self.model.show(briefing, scales, numbering)
        finally:
            self._is_changing = False
        if not first:
            self.view.lay_out()
        self._stack.setCurrentWidget(self.view if briefing and briefing.sections else self._empty)
        if briefing and first:
            self._expand(briefing)
        if briefing:
            count = sum(len(section.items) for section in briefing.walk_sections())
            self._summary.setText(counted(count, "row", "rows"))
        has_rows = briefing is None or next(briefing.walk_items(), None) is not None
        self._start.setVisible(not has_rows and bool(briefing and briefing.sections) and not read_only)

    def _expand(self, briefing: Briefing) -> None:
        """Expand all sections, or the first ones of a briefing that is too long to lay all of it out.

        The others are expanded when a row in them is selected, or by the user.
        """
        sections = list(briefing.walk_sections())
        if sum(len(section.items) for section in sections) <= _MOST_EXPANDED:
            self.view.expandAll()
            return
        rows = 0
        for section in sections:
            rows += len(section.items)
            if rows > _FIRST_EXPANDED:
                return
            self.view.expand(self.model.index_by_id(section.id))

    # Selection

    def selected_values(self) -> list[Section | Item]:
        """Return the selected sections and rows in reading order."""
        nodes = [self.model.node(index) for index in self.view.selectionModel().selectedIndexes()]
        ordered = sorted(nodes, key=lambda node: node.path) if len(nodes) > 1 else nodes
        return [node.value for node in ordered if node.value is not None]

    @property
    def has_selection(self) -> bool:
        return self.view.selectionModel().hasSelection()

    def selected_ids(self) -> list[str]:
        return [value.id for value in self.selected_values()]

    def ids_in_view(self) -> list[str]:
        return self.view.ids_in_view()

    def current_value(self) -> Section | Item | None:
        index = self.view.currentIndex()
        return index.data(RowRole.VALUE) if index.isValid() else None

    def select(self, *ids: str) -> None:
        """Select rows or sections and scroll to them, at least to the first."""
        selection = self.view.selectionModel()
        indexes = [index for row_id in ids if (index := self.model.index_by_id(row_id)).isValid()]
        if not indexes:
            return
        for index in indexes:
            self._expand_to(index)
        flag = QItemSelectionModel.SelectionFlag
        selection.setCurrentIndex(indexes[0], flag.ClearAndSelect)
        if len(indexes) > 1:  # at once: what is selected is shown after each change
            selection.select(_ranges_of(indexes), flag.ClearAndSelect)
        self.view.reveal(indexes[-1])
        self.view.reveal(indexes[0])

    def select_nothing(self) -> None:
        """Select no row, so that the inspector shows the briefing as a whole."""
        self.view.clearSelection()

    def _expand_to(self, index: QModelIndex) -> None:
        parent = index.parent()
        while parent.isValid():
            self.view.expand(parent)
            parent = parent.parent()

    def has(self, row_id: str) -> bool:
        """Return whether there is a row or section with an id."""
        return self.model.index_by_id(row_id).isValid()

    def fact_rows(self, fact_id: str) -> list[str]:
        """Return the ids of the rows that use a fact."""
        return self.model.rows_of_fact(fact_id)

    def label(self, row_or_fact_id: str) -> str:
        """Return the label of a row, by its id or by that of the fact in it; empty if there is none."""
        if self.model.index_by_id(row_or_fact_id).isValid():
            return self.model.label_of(row_or_fact_id)
        rows = self.model.rows_of_fact(row_or_fact_id)
        return self.model.label_of(rows[0]) if rows else ""

    def open_find(self) -> None:
        self.find_bar.show()
        self.find_bar.field.setFocus()
        self.find_bar.field.selectAll()

    def matching(self, text: str) -> list[str]:
        """Return the ids of rows and sections that contain the text in any spelling."""
        if not text.strip():
            return []
        return [node.id for node in self.model.walk() if contains(self.model.text(node), text)]


def _ranges_of(indexes: Sequence[QModelIndex]) -> QItemSelection:
    """Return a selection of rows, with one range for rows that follow one another."""
    selection, first, last = QItemSelection(), indexes[0], indexes[0]
    for index in indexes[1:]:
        if index.parent() == last.parent() and index.row() == last.row() + 1:
            last = index
        else:
            selection.select(first, last)
            first = last = index
    selection.select(first, last)
    return selection


class FindBar(QWidget):
    """Finds text in the briefing: Enter goes to the next match, Shift+Enter to the previous one."""

    def __init__(self, pane: OutlinePane) -> None:
        super().__init__(pane)
        self._pane = pane
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Find in the briefing"))
        self.field.setAccessibleName(tr("Find in the briefing"))
        add_clear_button(self.field)
        self.field.textChanged.connect(lambda _text: self._go(0))
        self._count = QLabel()
        self._count.setObjectName("small")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self.field, 1)
        line.addWidget(self._count)
        for sign, name, action in (
            ("caret-up", tr("Previous match"), lambda: self._go(-1)),
            ("caret-down", tr("Next match"), lambda: self._go(1)),
            ("x", tr("Close the search"), self.close_bar),
        ):
            button = QToolButton()
            button.setObjectName("quiet")
            button.setIcon(icon(sign))
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.clicked.connect(action)
            line.addWidget(button)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._go(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
        else:
            super().keyPressEvent(event)

    def close_bar(self) -> None:
        self.hide()
        self._pane.view.setFocus()

    def _go(self, step: int) -> None:
        matches = self._pane.matching(self.field.text())
        if not matches:
            self._count.setText(tr("No match") if self.field.text().strip() else "")
            return
        current = self._pane.current_value()
        index = matches.index(current.id) if current and current.id in matches else None
        position = 0 if index is None else (index + step) % len(matches)
        self._pane.select(matches[position])
        self._count.setText(tr("{number} of {count}", number=position + 1, count=len(matches)))
