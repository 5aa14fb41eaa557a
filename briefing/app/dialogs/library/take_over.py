"""The dialog that shows what an import or a merge would change, before anything is changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QTableView,
    QWidget,
)

from briefing.app.dialogs.dialog import Dialog
from briefing.app.i18n import tr
from briefing.app.services import background
from briefing.app.services.library_changes import (
    ChangeOptions,
    ChangeStatus,
    PlannedChange,
    PlannedChanges,
    Planner,
)
from briefing.app.theme import theme
from briefing.app.widgets.columns import column_widget
from briefing.app.widgets.form_fields import choice
from briefing.app.widgets.labels import heading_label, muted
from briefing.app.widgets.lists.own_direction import OwnDirectionDelegate
from briefing.app.widgets.lists.sort_header import SortHeader
from briefing.app.widgets.scroll_area import LimitedText
from briefing.errors import BriefingError
from briefing.library.editing import LibraryBatch
from briefing.library.records import RecordKey
from briefing.text.characters import visible
from briefing.text.spelling import folded

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_HEADINGS = ("Entry", "Effect", "Record", "Title", "Remarks")
_WIDTHS = (130, 100, 210, 280)
_MOST_LOSSES = 200
_SUMMARY_LINES, _LOSS_LINES = 4, 3


class TakeOverDialog(Dialog):
    """Lists the entries of a file with their effect; those with a tick are taken over as one step.

    The file is read in the background, once more when an option is changed. `batch` is the step, and
    `planned` what it is a part of.
    """

    def __init__(
        self,
        parent: QWidget,
        title: str,
        planner: Planner,
        treaties: Sequence[tuple[str, str]] = (),
        *,
        is_merge: bool = False,
    ) -> None:
        super().__init__(parent, title)
        self._planner, self._is_merge = planner, is_merge
        self._task: background.BackgroundTask | None = None
        self.planned: PlannedChanges | None = None
        self.changes = ChangeModel(self)
        self.heading = heading_label(title)
        self.summary = LimitedText(muted(""), _SUMMARY_LINES)
        self.summary.setAccessibleName(tr("What was found in the file"))
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setAccessibleName(tr("The file is being read"))
        self.treaty = choice(tr("Treaty of the facts"), [(tr("As the file says"), ""), *treaties])
        self.option = QCheckBox(
            tr("Where both changed a field, use theirs") if is_merge else tr("Replace values that differ")
        )
        self.status = choice(
            tr("Show"), [(tr("All entries"), ""), *((tr(each.value), each.value) for each in ChangeStatus)]
        )
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(tr("Filter by words"))
        self.filter.setAccessibleName(tr("Filter the entries by words"))
        self.table = _table(self.changes)
        self.losses = LimitedText(muted("", name="small"), _LOSS_LINES)
        self.losses.setAccessibleName(tr("What is not taken over"))
        self.losses.hide()
        self.buttons, self._take = self.decision_box(tr("Take over"))
        self.buttons.accepted.connect(self.accept)
        self._lay_out(bool(treaties))
        self.treaty.activated.connect(lambda _row: self.read())
        self.option.clicked.connect(lambda _checked: self.read())
        self.status.activated.connect(lambda _row: self._filter())
        self.filter.textChanged.connect(lambda _text: self._filter())
        self.changes.ticked.connect(self._enable)
        self.read()

    def _lay_out(self, has_treaties: bool) -> None:
        options = QHBoxLayout()
        if has_treaties and not self._is_merge:
            options.addWidget(QLabel(tr("Treaty of the facts")))
            options.addWidget(self.treaty)
        options.addWidget(self.option)
        options.addStretch(1)
        filters = QHBoxLayout()
        filters.addWidget(self.status)
        filters.addWidget(self.filter, 1)
        content, column = column_widget(spacing=8)
        column.addWidget(self.heading)
        column.addWidget(self.summary)
        column.addWidget(self.progress)
        column.addLayout(options)
        column.addLayout(filters)
        column.addWidget(self.table, 1)
        column.addWidget(self.losses)
        self.lay_out(content, self.buttons, width=980, height=600, scrolls=False)

    # Reading

    @property
    def is_ready(self) -> bool:
        """Whether the file has been read."""
        return self._task is None

    def read(self) -> None:
        """Start reading the file with the options of now."""
        if self._task is not None:
            self._task.abandon()
        options = ChangeOptions(
            treaty_id=str(self.treaty.currentData() or ""),
            update=self.option.isChecked(),
            theirs=self.option.isChecked(),
        )
        self.progress.show()
        self.summary.setText(tr("The file is being read…"))
        self._take.setEnabled(False)
        self._task = background.start(partial(self._planner, options), self._on_planned, self._on_failed)

    def _on_planned(self, planned: PlannedChanges) -> None:
        self._task, self.planned = None, planned
        self.progress.hide()
        counts = Counter(each.status for each in planned.changes)
        parts = [f"{tr(status.value)}: {counts[status]:,}" for status in ChangeStatus if counts[status]]
        lines = [" · ".join((planned.format_name, *parts)), *planned.remarks]
        self.summary.setText(visible("\n".join(lines)))
        lost = [visible(each) for each in planned.losses[:_MOST_LOSSES]]
        if lost:
            self.losses.setText(tr("Not taken over, for want of a field: {losses}", losses="; ".join(lost)))
        self.losses.setVisible(bool(lost))
        self.changes.show(planned.changes)
        self._filter()
        self._enable()

    def _on_failed(self, error: BriefingError) -> None:
        self._task, self.planned = None, None
        self.progress.hide()
        self.changes.show(())
        self.summary.setText("\n".join(map(str, error.problems)))
        self._enable()

    # Choice

    def _filter(self) -> None:
        self.changes.set_filter(str(self.status.currentData() or ""), self.filter.text())

    def _enable(self) -> None:
        count = len(self.changes.chosen)
        self._take.setEnabled(count > 0)
        self._take.setText(tr("Take over {count:,}", count=count) if count else tr("Take over"))

    @property
    def batch(self) -> LibraryBatch | None:
        """The step that takes over what is ticked."""
        return self.planned.edit(self.changes.chosen) if self.planned else None


class ChangeModel(QAbstractTableModel):
    """The entries of a plan, each with a tick that says whether it is taken over.

    `ticked` follows a change of the ticks.
    """

    ticked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[PlannedChange] = ()
        self._shown: list[PlannedChange] = []
        self.chosen: set[RecordKey] = set()

    def show(self, changes: Sequence[PlannedChange]) -> None:
        """Show the entries of a plan, with a tick at each that can be taken over."""
        self.beginResetModel()
        self._all, self._shown = changes, list(changes)
        self.chosen = {each.key for each in changes if each.edit is not None and each.key is not None}
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort all entries by the text of a column."""
        self.layoutAboutToBeChanged.emit()
        is_reverse = order is Qt.SortOrder.DescendingOrder
        if 0 <= column < len(_HEADINGS):
            self._shown.sort(key=lambda each: folded(_texts(each)[column]), reverse=is_reverse)
        self.layoutChanged.emit()

    def set_filter(self, status: str, text: str) -> None:
        """Show the entries of a status, empty for all, that have each word of a text."""
        words = folded(text).split()
        self.beginResetModel()
        self._shown = [
            each
            for each in self._all
            if status in {"", each.status.value}
            and all(word in folded(f"{each.title} {each.remarks} {each.place}") for word in words)
        ]
        self.endResetModel()

    # Qt's interface

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        return 0 if parent.isValid() else len(_HEADINGS)

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return tr(_HEADINGS[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        change = self._shown[index.row()]
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == 0 and change.edit is not None:
            return Qt.CheckState.Checked if change.key in self.chosen else Qt.CheckState.Unchecked
        if role not in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            return None
        return visible(_texts(change)[index.column()])

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        can_choose = index.column() == 0 and self._shown[index.row()].edit is not None
        return flags | Qt.ItemFlag.ItemIsUserCheckable if can_choose else flags

    def setData(  # noqa: N802 - Qt's name
        self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole
    ) -> bool:
        key = self._shown[index.row()].key
        if role != Qt.ItemDataRole.CheckStateRole or key is None:
            return False
        if Qt.CheckState(value) is Qt.CheckState.Checked:
            self.chosen.add(key)
        else:
            self.chosen.discard(key)
        self.dataChanged.emit(index, index, [role])
        self.ticked.emit()
        return True


def _texts(change: PlannedChange) -> tuple[str, ...]:
    """Return the texts of an entry, one for each column."""
    record = str(change.key) if change.key else ""
    return change.place, tr(change.status.value), record, change.title, change.remarks


def _table(model: ChangeModel) -> QTableView:
    table = QTableView()
    table.setHorizontalHeader(SortHeader(table))
    table.setModel(model)
    table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
    table.setSortingEnabled(True)
    table.setAccessibleName(tr("Entries of the file"))
    table.setItemDelegate(OwnDirectionDelegate(table))
    table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    table.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
    table.setWordWrap(False)
    table.setShowGrid(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(theme.pixels(28))
    table.horizontalHeader().setStretchLastSection(True)
    for number, width in enumerate(_WIDTHS):
        table.setColumnWidth(number, theme.pixels(width))
    return table
