"""The rows of a table follow the widths of its columns."""

from __future__ import annotations

from PySide6.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem
from pytestqt.qtbot import QtBot

from briefing.app.widgets.lists.row_heights import fit_row_heights
from tests.patience import wait_until


def test_a_row_is_as_high_as_its_text_in_the_width_that_the_column_has(qtbot: QtBot) -> None:
    table = QTableWidget(1, 1)
    qtbot.addWidget(table)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    table.setItem(0, 0, QTableWidgetItem("The parties consult each other every year. " * 3))
    fit_row_heights(table)
    line = table.fontMetrics().lineSpacing()
    table.resize(160, 400)
    table.show()
    wait_until(lambda: table.rowHeight(0) > 4 * line, pause=lambda: qtbot.wait(5))
    table.resize(1_600, 400)
    wait_until(lambda: table.rowHeight(0) < 3 * line, pause=lambda: qtbot.wait(5))
