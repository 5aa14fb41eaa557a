"""The lists of a treaty in its form: each entry in a line, with what adds, changes and removes it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from msgspec.structs import replace
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
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
from briefing.app.library_side.source_document import TreatyEntry
from briefing.app.services.library_editor import LibraryEditor
from briefing.app.theme import theme
from briefing.app.widgets.flow_layout import FlowLayout
from briefing.model.treaty import Treaty
from briefing.model.value import Value
from briefing.text.characters import visible

_MOST_LINES = 8


class PartList(QWidget):
    """Shows one list of a treaty; `treaty_changed(treaty)` announces a treaty with another list.

    `passage_requested(source_id, entry_id, quote)` asks for the document of a source at a quote.
    """

    treaty_changed = Signal(object)
    passage_requested = Signal(str, str, str)

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
        self.remove, self.go = QPushButton(tr("Remove")), QPushButton(tr("Go to the passage"))
        buttons = FlowLayout()
        for button, action in (
            (self.add, self.append),
            (self.edit, self.change),
            (self.remove, self.delete),
            (self.go, self._go),
        ):
            button.setObjectName("quiet")
            button.setAccessibleName(f"{button.text().rstrip('…')}: {tr(part.label)}")
            button.clicked.connect(partial(_call, action))
            buttons.addWidget(button)
        if not part.has_quotes:
            self.go.hide()
        for button in further:
            button.setObjectName("quiet")
            buttons.addWidget(button)
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

        self.go.setEnabled(self._passage() is not None)

    def choose(self, row: int) -> None:
        """Select an entry, and move the keyboard focus to the list."""
        self.list.setCurrentRow(row)
        self.list.setFocus()

    def _passage(self) -> tuple[str, str] | None:
        """Return source and first quote of the selected entry, where the source is archived."""
        row, sources = self.list.currentRow(), self._editor.catalogue.sources
        if row < 0 or self._treaty is None or not self.part.has_quotes:
            return None
        for citation in TreatyEntry(self._treaty, self.part.field, row).citations:
            source = sources.get(citation.source_id)
            if citation.quotes and source is not None and source.attachments:
                return source.id, citation.quotes[0].exact
        return None

    def _go(self) -> None:
        passage = self._passage()
        if passage is not None and self._treaty is not None:
            source_id, quote = passage
            entry = TreatyEntry(self._treaty, self.part.field, self.list.currentRow())
            self.passage_requested.emit(source_id, entry.id, quote)

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
