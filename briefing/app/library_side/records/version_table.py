"""A table of fields with their text in each of several versions of a record."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from briefing.app.i18n import tr
from briefing.app.library_side.records.described import DescribedField
from briefing.app.theme import theme
from briefing.app.widgets.lists.own_direction import OwnDirectionDelegate
from briefing.app.widgets.lists.row_heights import fit_row_heights

_LABEL_WIDTH = 130


class VersionTable(QTableWidget):
    """Shows versions side by side; a field in which they differ has a mark beside its name.

    Each row is as high as its texts are in the widths that the columns have.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.verticalHeader().hide()
        self.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.setItemDelegate(OwnDirectionDelegate(self))
        fit_row_heights(self)

    def show_fields(self, headings: Sequence[str], fields: Sequence[DescribedField]) -> None:
        """Show fields below these headings, the first of which is that of their names."""
        self.clear()
        self.setRowCount(len(fields))
        self.setColumnCount(len(headings))
        self.setHorizontalHeaderLabels(list(headings))
        header = self.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        self.setColumnWidth(0, theme.pixels(_LABEL_WIDTH))
        for row, field in enumerate(fields):
            label = f"≠ {field.label}" if field.differs else field.label
            name = self._set(row, 0, label, differs=False)
            name.setToolTip(tr("The versions differ here.") if field.differs else "")
            for column, text in enumerate(field.texts, 1):
                self._set(row, column, text, differs=field.differs)
        self.resizeRowsToContents()

    def _set(self, row: int, column: int, text: str, *, differs: bool) -> QTableWidgetItem:
        item = QTableWidgetItem(text)
        item.setTextAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignTop)
        if differs:
            item.setBackground(QColor(theme.colours().caution_soft))
        self.setItem(row, column, item)
        return item
