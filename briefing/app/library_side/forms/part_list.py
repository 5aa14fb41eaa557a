"""The lists of a treaty in its form: each entry in a line, with what adds, changes and removes it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from briefing.app.i18n import tr
from briefing.app.library_side.forms.part_dialog import Entries, PartDialog
from briefing.app.library_side.forms.treaty_parts import TreatyPart
from briefing.app.services.library_editor import LibraryEditor
from briefing.app.theme import theme
from briefing.model.treaty import Treaty
from briefing.model.value import Value
from briefing.text.characters import visible

_MOST_LINES = 8


class PartList(QWidget):
    """Shows one list of a treaty; `treaty_changed(treaty)` announces a treaty with another list."""

    treaty_changed = Signal(object)

    def __init__(
        self, part: TreatyPart, entries: Entries, editor: LibraryEditor, *further: QPushButton
    ) -> None:
        super().__init__()
        self.part, self._entries, self._editor = part, entries, editor
        self._treaty: Treaty | None = None
        heading = QLabel(tr(part.label))
        heading.setObjectName("caption")
        self.list = QListWidget()
        self.list.setAccessibleName(tr(part.label))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.list.itemActivated.connect(lambda _item: self.change())
        self.list.currentRowChanged.connect(lambda _row: self._enable())
        self.add, self.edit = QPushButton(tr("Add…")), QPushButton(tr("Change…"))
        self.remove = QPushButton(tr("Remove"))
        buttons = QHBoxLayout()
        for button, action in (
            (self.add, self.append),
            (self.edit, self.change),
            (self.remove, self.delete),
        ):
            button.setObjectName("quiet")
            button.setAccessibleName(f"{button.text().rstrip('…')}: {tr(part.label)}")
            button.clicked.connect(partial(_call, action))
            buttons.addWidget(button)
        for button in further:
            button.setObjectName("quiet")
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(heading)
        column.addWidget(self.list)
        column.addLayout(buttons)

    def show_treaty(self, treaty: Treaty) -> None:
        """Show the list of a treaty; the line that was selected stays so."""
        row = self.list.currentRow() if self._treaty and self._treaty.id == treaty.id else -1
        self._treaty = treaty
        entries = self.part.entries(treaty)
        self.list.clear()
        for entry in entries:
            text = visible(self.part.summary(entry, treaty))
            self.list.addItem(text)
            self.list.item(self.list.count() - 1).setToolTip(text)
        self.list.setCurrentRow(min(row, len(entries) - 1))
        lines = min(max(len(entries), 1), _MOST_LINES)
        self.list.setFixedHeight(lines * (self.list.fontMetrics().lineSpacing() + 6) + theme.pixels(10))
        self._enable()

    def _enable(self) -> None:
        is_chosen = self.list.currentRow() >= 0
        self.edit.setEnabled(is_chosen)
        self.remove.setEnabled(is_chosen)

    # Editing

    def append(self) -> None:
        self._open(None, len(self._present))

    def change(self) -> None:
        row = self.list.currentRow()
        if row >= 0:
            self._open(self._present[row], row)

    def delete(self) -> None:
        row = self.list.currentRow()
        if row >= 0:
            self._put([each for number, each in enumerate(self._present) if number != row])

    @property
    def _present(self) -> tuple[Value, ...]:
        return self.part.entries(self._treaty) if self._treaty else ()

    def _open(self, before: Value | None, row: int) -> None:
        if PartDialog.raised(self.window()):
            return
        dialog = PartDialog(self.window(), self.part, before, self._entries, self._editor)
        dialog.accepted.connect(partial(self._on_entered, dialog, before, row))
        dialog.open()

    def _on_entered(self, dialog: PartDialog, before: Value | None, row: int) -> None:
        entry, present = dialog.entry, list(self._present)
        if entry is None:
            return
        if before is not None and row < len(present) and present[row] == before:
            present[row] = entry
        else:
            present.append(entry)
        self._put(present)

    def _put(self, entries: Sequence[Value]) -> None:
        if self._treaty is not None:
            changed = replace(self._treaty, **{self.part.field: tuple(entries)})
            self.treaty_changed.emit(changed)


def _call(action: object, _checked: bool = False) -> None:
    assert callable(action)
    action()
