"""Name the parts of a window that an error disables as a whole: panes, pages, dialogs."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

_NAME = "partName"


def declare_part(widget: QWidget, name: str) -> None:
    """Make a widget a part, called `name` in messages and reports."""
    widget.setProperty(_NAME, name)


def part_name(part: QWidget) -> str:
    return str(part.property(_NAME) or "")


def part_of(owner: object) -> QWidget | None:
    """Return the innermost part that an object belongs to; None for none."""
    while isinstance(owner, QObject) and isValid(owner):
        if isinstance(owner, QWidget) and owner.property(_NAME):
            return owner
        owner = owner.parent()
    return None
