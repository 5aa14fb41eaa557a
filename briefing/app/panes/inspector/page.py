"""Base class of the inspector pages, and the context they are shown in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from briefing.app.i18n import tr
from briefing.app.widgets.inputs.tab_order import order_tabs, tab_stops
from briefing.app.widgets.labels import caption, muted
from briefing.app.widgets.text.exact_text import TYPED_SPACE
from briefing.app.widgets.text_field import TextField
from briefing.editing import Edit, Reword
from briefing.grading import Scales, Scheme
from briefing.model.briefing import Briefing
from briefing.model.library import Catalogue
from briefing.project.grade_log import GradeNote
from briefing.review import Finding
from briefing.text.printed_place import PrintedPlace, place_in

DRAFT = object()
"""The run of an edit that is not to be applied: its text is still being typed."""


@dataclass(frozen=True, slots=True)
class InspectorContext:
    """Values a page needs besides its row.

    `labels` maps a row or fact id to its number in print, `grade_notes` a row id to the grades it has had.
    """

    briefing: Briefing
    catalogue: Catalogue
    scales: Scales
    grade_notes: Callable[[str], list[GradeNote]]
    author: str
    today: str
    read_only: bool
    labels: Callable[[str], str]
    reason_read_only: str = ""

    @property
    def scheme(self) -> Scheme | None:
        return self.scales.schemes.get(self.briefing.scheme_id)


class Page(QWidget):
    """A column of captions and controls.

    `edit_requested(edit, run)` asks for a change; edits with the same `run` are undone together, and one of
    the run DRAFT is only shown in the preview.
    `refusal_changed` follows when a field begins or ceases to show a text that the briefing cannot accept.
    `words_typed(row_id, text)` is emitted at every keystroke in the row's text, which is the first field,
    and `text_left_out(text)` where a text is pasted into a field that has no room for it.
    """

    edit_requested = Signal(object, object)
    row_requested = Signal(str)
    library_requested = Signal()
    history_requested = Signal()
    refusal_changed = Signal()
    words_typed = Signal(str, str)
    text_left_out = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(14, 12, 14, 16)
        self.column.setSpacing(5)
        self._fields: list[TextField] = []
        self._tab_stops: list[QWidget] = []
        self.row_id = ""

    def add_history_button(self) -> QPushButton:
        """Append and return the button that asks for all changes of the row."""
        button = QPushButton(tr("History of this row…"))
        button.setObjectName("quiet")
        button.setToolTip(tr("Show who changed this row and when"))
        button.clicked.connect(self.history_requested)
        self.column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
        return button

    def put(self, name: str, widget: QWidget) -> QWidget:
        """Append a control under its caption."""
        self.column.addSpacing(5)
        self.column.addWidget(caption(name, widget))
        self.column.addWidget(widget)
        return widget

    def text_field(
        self, name: str, *, lines: int = 2, one_line: bool = False, hint: str = "", required: str = ""
    ) -> TextField:
        """Append a text field; `required` says why its text cannot be empty."""
        field = TextField(lines=lines, one_line=one_line, required=required)
        field.setPlaceholderText(hint)
        if not self._fields:
            field.edited.connect(lambda *_: self.words_typed.emit(self.row_id, field.entered_text()))
        self.put(name, field)
        self.add_field(field)
        return field

    def add_field(self, field: TextField) -> None:
        """Take in a text field; the reason why its text is refused appears at the end of the column."""
        self._fields.append(field)
        reason = muted("", name="caution")
        reason.hide()
        self.column.addWidget(reason)
        field.drafted.connect(lambda text: field.typed.emit(text, DRAFT))
        field.explained.connect(reason.setText)
        field.explained.connect(lambda text: reason.setVisible(bool(text)))
        field.explained.connect(lambda _text: self.refusal_changed.emit())
        field.text_left_out.connect(self.text_left_out)

    def bring_back(self) -> bool:
        """Show the briefing's text where a field shows a text that was refused; return whether one did."""
        return any(field.bring_back() for field in self._fields)

    @property
    def has_refused_text(self) -> bool:
        return any(field.is_refused for field in self._fields)

    def order_tabs(self) -> None:
        """Let Tab go through the controls from top to bottom, also those that were added since."""
        stops = list(tab_stops(self))
        if stops != self._tab_stops:
            self._tab_stops = stops
            order_tabs(self)

    def flush(self) -> None:
        """Emit the pending edits of all fields; call it before a save, an undo or another row."""
        for field in self._fields:
            field.flush()

    def start_row(self, row_id: str, context: InspectorContext) -> None:
        """Prepare to show a row; pending edits of the previous row are emitted first."""
        if row_id != self.row_id:
            self.flush()
            for field in self._fields:
                field.reset()
        self.row_id = row_id
        for field in self._fields:
            field.setReadOnly(context.read_only)
            field.reason_read_only = context.reason_read_only

    def ask(self, edit: Edit, run: object = None) -> None:
        """Request an edit of the row that is shown."""
        if self.row_id:
            self.edit_requested.emit(edit, run)

    def reword(self, text: str, run: object) -> None:
        """Request a new text of the row."""
        self.ask(Reword(self.row_id, text.strip(TYPED_SPACE)), run)

    @property
    def reviewed_row(self) -> str:
        """The id by which findings name what the page shows."""
        return self.row_id

    def show_findings(self, findings: Iterable[Finding]) -> None:
        """Underline the passages of the row's text that findings of the row are on."""
        if self._fields:
            self._fields[0].mark([(f.start, f.end, f.message) for f in findings if f.field == "text"])

    def select_words(self, start: int, end: int) -> None:
        """Focus the row's text and select these characters."""
        if self._fields:
            self._fields[0].select(start, end)

    def select_printed(self, before: str, after: str) -> None:
        """Focus the text that is printed between two passages, if it is here, with the caret there."""
        printed = self._printed(before, after)
        if printed is not None:
            field, place = printed
            field.select(place.position, place.position)

    def _printed(self, before: str, after: str) -> tuple[TextField, PrintedPlace] | None:
        """Return the text that agrees most with two passages, and the place between them in it."""
        places = [(field, place_in(field.exact_text(), before, after)) for field in self._fields]
        known = [(field, place) for field, place in places if place is not None]
        return max(known, key=lambda each: each[1].score, default=None)

    def focus_words(self, *, select_all: bool = False) -> None:
        """Focus the row's text, with the caret at its end or all of it selected."""
        if self._fields:
            field = self._fields[0]
            length = len(field.exact_text())
            field.select(0 if select_all else length, length)
