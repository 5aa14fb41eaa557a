"""Widths and choice of the columns of a table of records, which are the user's where there are any."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

import msgspec
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtWidgets import QMenu

from briefing.app.i18n import tr
from briefing.app.library_side.tables.columns import RecordColumn
from briefing.app.library_side.tables.record_table import RecordTable
from briefing.app.services.settings import LIBRARY_COLUMNS, Settings
from briefing.app.theme import theme
from briefing.library.records import RecordKind

_FITTED_AFTER = {QEvent.Type.FontChange, QEvent.Type.StyleChange}


class ColumnChoice(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the user chose of a column: its width in logical pixels, 0 for none; whether it is hidden."""

    width: int = 0
    is_hidden: bool = False


_Choices = dict[RecordKind, dict[str, ColumnChoice]]
"""The user's choices by the headings of the columns."""


class ColumnLayout(QObject):
    """Fits the columns into the table; the headings have a context menu that hides and shows them.

    As long as the user does not set the width of the column with the long texts, it takes the room that is
    left: what is important beside it stays in view, and only the other columns have to be scrolled to.
    """

    def __init__(self, table: RecordTable, settings: Settings) -> None:
        super().__init__(table)
        self._table, self._settings = table, settings
        self._choices = _read(settings.get(LIBRARY_COLUMNS))
        self._is_fitting = False
        header = table.horizontalHeader()
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.setToolTip(" ".join((header.toolTip(), tr("A right click hides and shows columns."))))
        header.customContextMenuRequested.connect(self._open_menu)
        header.sectionResized.connect(self._on_resized)
        table.kind_changed.connect(self.fit)
        table.viewport().installEventFilter(self)
        table.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        is_resized = event.type() is QEvent.Type.Resize and watched is self._table.viewport()
        if is_resized or (event.type() in _FITTED_AFTER and watched is self._table):
            self.fit()
        return super().eventFilter(watched, event)

    @property
    def _chosen(self) -> dict[str, ColumnChoice]:
        """The choices for the records that are shown."""
        return self._choices.setdefault(self._table.records.kind, {})

    def fit(self) -> None:
        """Hide and show columns, and give them their widths."""
        columns = self._table.records.columns
        with self._fitting():
            for number, column in enumerate(columns):
                self._table.setColumnHidden(number, self._choice(column).is_hidden)
            shown = {
                number: each for number, each in enumerate(columns) if not self._choice(each).is_hidden
            }
            for number, column in shown.items():
                if self._is_flexible(column):
                    width = self._room_for(column, [each for each in shown.values() if each is not column])
                else:
                    width = theme.pixels(self._width(column))
                self._table.setColumnWidth(number, width)
            # Without a column that takes it, room that is left is that of the last one.
            is_last_wider = not any(map(self._is_flexible, shown.values()))
            self._table.horizontalHeader().setStretchLastSection(is_last_wider)

    def _choice(self, column: RecordColumn) -> ColumnChoice:
        return self._chosen.get(column.heading, ColumnChoice())

    def _width(self, column: RecordColumn) -> int:
        return self._choice(column).width or column.width

    def _is_flexible(self, column: RecordColumn) -> bool:
        return bool(column.least) and not self._choice(column).width

    def _room_for(self, flexible: RecordColumn, others: list[RecordColumn]) -> int:
        """Return the width of the flexible column."""
        room = self._table.viewport().width()
        important = sum(theme.pixels(self._width(each)) for each in others if each.is_important)
        usual = min(theme.pixels(flexible.width), room - important)
        left = room - sum(theme.pixels(self._width(each)) for each in others)
        return max(theme.pixels(flexible.least), usual, left)

    @contextmanager
    def _fitting(self) -> Iterator[None]:
        """Take no width that is set meanwhile as the user's."""
        before, self._is_fitting = self._is_fitting, True
        try:
            yield
        finally:
            self._is_fitting = before

    # The user's choice

    def _on_resized(self, number: int, _before: int, width: int) -> None:
        header, columns = self._table.horizontalHeader(), self._table.records.columns
        is_stretched = header.stretchLastSection() and header.visualIndex(number) == header.count() - 1
        if self._is_fitting or is_stretched or not 0 < number + 1 <= len(columns) or not width:
            return
        logical = max(1, round(width * 100 / theme.pixels(100)))
        column = columns[number]
        self._chosen[column.heading] = msgspec.structs.replace(self._choice(column), width=logical)

    def _open_menu(self, where: QPoint) -> None:
        header = self._table.horizontalHeader()
        self.menu().popup(header.viewport().mapToGlobal(where))

    def menu(self) -> QMenu:
        """Return a menu that hides and shows columns; the first column is always shown."""
        menu = QMenu(tr("Columns"), self._table)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for number, column in enumerate(self._table.records.columns):
            action = menu.addAction(tr(column.heading).replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(not self._choice(column).is_hidden)
            action.setEnabled(number > 0)
            action.toggled.connect(partial(self._show_column, column))
        menu.addSeparator()
        menu.addAction(tr("Usual columns and widths"), self._forget)
        return menu

    def _show_column(self, column: RecordColumn, is_shown: bool) -> None:
        self._chosen[column.heading] = msgspec.structs.replace(self._choice(column), is_hidden=not is_shown)
        self.fit()

    def _forget(self) -> None:
        self._chosen.clear()
        self.fit()

    def store(self) -> None:
        """Store what the user chose."""
        choices = {kind: chosen for kind, chosen in self._choices.items() if chosen}
        self._settings.set(LIBRARY_COLUMNS, msgspec.json.encode(choices).decode() if choices else "")


def _read(text: str) -> _Choices:
    """Return the choices that were stored, none where the text is not of this version."""
    try:
        return msgspec.json.decode(text, type=_Choices) if text else {}
    except (msgspec.ValidationError, msgspec.DecodeError):
        return {}
