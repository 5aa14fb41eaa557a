"""The button that empties a field, with a name."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QToolButton

from briefing.app.i18n import tr


def add_clear_button(field: QLineEdit) -> None:
    """Give a field a button that empties it. Qt's own has no name for a screen reader."""
    field.setClearButtonEnabled(True)
    for button in field.findChildren(QToolButton):
        button.setAccessibleName(tr("Empty the field"))
