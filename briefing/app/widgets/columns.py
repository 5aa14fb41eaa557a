"""Widgets that hold others in a column, as large as these."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget


def column_widget(*, spacing: int | None = None) -> tuple[QWidget, QVBoxLayout]:
    """Return a widget without margins and its layout, which takes widgets from top to bottom.

    `spacing` is in pixels; without it, the style decides.
    """
    widget = QWidget()
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    if spacing is not None:
        column.setSpacing(spacing)
    return widget, column
