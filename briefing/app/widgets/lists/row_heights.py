"""Rows of a table that are as high as their texts are in the widths that the columns have."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QTableView

_MOST_ROWS = 300
"""Measuring more takes longer than a frame; rows of larger tables keep one height."""


def fit_row_heights(table: QTableView) -> None:
    """Fit the heights of all rows now, and whenever a column gets another width."""
    resized = QTimer(table)
    resized.setSingleShot(True)

    def fit() -> None:
        model = table.model()
        if model is not None and model.rowCount() <= _MOST_ROWS:
            table.resizeRowsToContents()

    resized.timeout.connect(fit)
    table.horizontalHeader().sectionResized.connect(lambda *_sizes: resized.start())
    fit()
