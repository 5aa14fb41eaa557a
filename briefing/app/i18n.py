"""Translate the texts of the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

_CONTEXT = "briefing"


def tr(text: str, /, **values: object) -> str:
    """Return the text in the interface language with its placeholders filled."""
    translated = QCoreApplication.translate(_CONTEXT, text)
    return translated.format(**values) if values else translated


def counted(count: int, one: str, many: str) -> str:
    """Return a number with its noun: "1 fact", "3 facts"."""
    return f"{count:,} {tr(one if count == 1 else many)}"
