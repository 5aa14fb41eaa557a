"""Draws each text of a list or table in the direction of its own words."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem


class OwnDirectionDelegate(QStyledItemDelegate):
    """Draws texts with their full stop, and what is left out, at their own end."""

    def initStyleOption(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        super().initStyleOption(option, index)
        option.text = f"\u2068{option.text}\u2069" if option.text else ""
