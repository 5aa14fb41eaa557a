"""Keep characters that no text may have out of one-line fields."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLineEdit, QToolTip, QWidget

from briefing.app.i18n import counted
from briefing.text import characters

_JOINERS = frozenset("\u200c\u200d")
"""Characters that are typed before the letter that they join."""


def keep_clean(field: QLineEdit) -> None:
    """Delete hidden characters from a field as they are pasted or typed; a tip counts them."""
    field.textChanged.connect(partial(_clean, field))


def explain_deleted(count: int, widget: QWidget, position: QPoint) -> None:
    """Show how many hidden characters were left out, at a position of the widget."""
    text = counted(count, "hidden character was left out.", "hidden characters were left out.")
    QToolTip.showText(widget.mapToGlobal(position), text, widget)


def _clean(field: QLineEdit, text: str) -> None:
    count = sum(1 for each in characters.unwanted(text) if each.character not in _JOINERS)
    if count:
        position = len(characters.cleaned(text[: field.cursorPosition()]))
        field.setText(characters.cleaned(text))
        field.setCursorPosition(position)
        explain_deleted(count, field, field.rect().bottomLeft())
