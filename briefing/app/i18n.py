"""Every text of the window passes through here, so that it can be translated."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

_CONTEXT = "briefing"


def tr(text: str, /, **values: object) -> str:
    """The text in the window's language, with its placeholders filled."""
    translated = QCoreApplication.translate(_CONTEXT, text)
    return translated.format(**values) if values else translated


def counted(count: int, one: str, many: str) -> str:
    """A number with its noun: "1 fact", "3 facts"."""
    return f"{count:,} {tr(one if count == 1 else many)}"
