"""What every page of the inspector has in common."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from briefing.app.widgets.labels import caption
from briefing.app.widgets.text_field import TextField
from briefing.editing import Edit, Reword
from briefing.grading import Scales, Scheme
from briefing.model.briefing import Briefing
from briefing.model.library import Catalogue
from briefing.project import HistoryEntry
from briefing.review import Finding


@dataclass(frozen=True, slots=True)
class InspectorContext:
    """What a page needs beside the row: the briefing with its snapshot, the scales, who edits."""

    briefing: Briefing
    catalogue: Catalogue
    scales: Scales
    history: tuple[HistoryEntry, ...]
    author: str
    today: str
    read_only: bool
    labels: Callable[[str], str]

    @property
    def scheme(self) -> Scheme | None:
        return self.scales.schemes.get(self.briefing.scheme_id)


class Page(QWidget):
    """A column of captions and controls.

    `edit_requested(edit, run)` asks for a change of the briefing; `words_typed(row id, text)` tells of each
    letter in the words of the row, which is their first field.
    """

    edit_requested = Signal(object, object)
    row_requested = Signal(str)
    words_typed = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(14, 12, 14, 16)
        self.column.setSpacing(5)
        self._fields: list[TextField] = []
        self.row_id = ""

    def put(self, name: str, widget: QWidget) -> QWidget:
        """A control beneath its caption."""
        self.column.addSpacing(5)
        self.column.addWidget(caption(name, widget))
        self.column.addWidget(widget)
        return widget

    def text_field(self, name: str, *, lines: int = 2, one_line: bool = False, hint: str = "") -> TextField:
        field = TextField(lines=lines, one_line=one_line)
        field.setPlaceholderText(hint)
        if not self._fields:
            field.textChanged.connect(lambda: self.words_typed.emit(self.row_id, field.entered_text()))
        self._fields.append(field)
        self.put(name, field)
        return field

    def flush(self) -> None:
        """Say all that was typed: before another row is shown, a save, an undo."""
        for field in self._fields:
            field.flush()

    def begin_row(self, row_id: str, *, read_only: bool) -> None:
        """A row is about to be shown: what was typed for the one before is handed on first."""
        if row_id != self.row_id:
            self.flush()
            for field in self._fields:
                field.reset()
        self.row_id = row_id
        for field in self._fields:
            field.setReadOnly(read_only)

    def ask(self, edit: Edit, run: object = None) -> None:
        """Ask for an edit of the row that is shown."""
        if self.row_id:
            self.edit_requested.emit(edit, run)

    def reword(self, text: str, run: object) -> None:
        """Ask for other words; an empty field is a sentence about to be written anew."""
        if text.strip():
            self.ask(Reword(self.row_id, text.strip()), run)

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Underline in the words of the row what the review found there."""
        if self._fields:
            mine = [each for each in findings if each.row_id == self.row_id and each.field == "text"]
            self._fields[0].mark([(each.start, each.end, each.message) for each in mine])

    def select_words(self, start: int, end: int) -> None:
        """Put the cursor into the words, with these characters chosen."""
        if self._fields:
            self._fields[0].select(start, end)

    def focus_words(self) -> None:
        """Put the cursor where the words of the row are written."""
        if self._fields:
            self._fields[0].setFocus()
            self._fields[0].selectAll()
