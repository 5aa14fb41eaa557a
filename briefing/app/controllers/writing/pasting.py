"""Make rows of text that is pasted, of one that is too long for a row several."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from briefing.app.controllers.edits import EditController
from briefing.app.controllers.insert import InsertController, InsertionPoint
from briefing.app.i18n import counted, tr
from briefing.app.panes.pane_splitter import PaneSplitter
from briefing.app.services.context import WindowContext
from briefing.app.services.notices import NEXT_EDIT, READ
from briefing.app.widgets.text.exact_text_edit import ExactTextEdit
from briefing.editing import AddItem, Batch, Edit, Reword, next_id, section_of
from briefing.model.briefing import Briefing, Prose
from briefing.model.terms import MAX_TEXT_LENGTH
from briefing.text import characters
from briefing.text.shortening.division import joined_parts, paragraphs_of, short_parts

MOST_ROWS = 200
"""The rows that one text becomes: so many are added within a moment."""
_NOTICE = "pasted-text"


class PastingController(QObject):
    """Add text from other programs as rows after the current one; each paste is one step to undo.

    Where a text does not fit into the field that it is pasted into, nothing of it is inserted there, and
    rows of it are offered.
    """

    def __init__(
        self, context: WindowContext, edits: EditController, insert: InsertController, panes: PaneSplitter
    ) -> None:
        super().__init__(context)
        self._context, self._edits, self._insert, self._panes = context, edits, insert, panes
        panes.outline.view.editor_opened.connect(self._on_editor_opened)
        panes.inspector.table_page.cells.editor_opened.connect(self._on_editor_opened)
        for page in panes.inspector.pages():
            page.text_left_out.connect(self.offer_rows)

    def add(self, text: str) -> bool:
        """Add a text, which may have characters that no briefing has; return whether there is any in it."""
        if len(text) > MOST_ROWS * MAX_TEXT_LENGTH:
            self._refuse(text)
            return True
        text = characters.cleaned(text.replace("\r\n", "\n")).strip()
        if len(text) > MAX_TEXT_LENGTH:
            self._add_rows(text)
        elif text and self._edits.attempt(lambda briefing: _added(briefing, [text], self._point())):
            self._offer_division(self._panes.outline.selected_ids()[0], paragraphs_of(text))
        return bool(text)

    def _point(self) -> InsertionPoint:
        return self._insert.insertion_point()

    def _offer_division(self, row_id: str, paragraphs: Sequence[str]) -> None:
        """Offer to make a row of each paragraph, unless these are very many."""
        if len(paragraphs) < 2:  # noqa: PLR2004 - nothing to divide
            return
        divide = tr("One row for each"), lambda: self._divide(row_id, paragraphs)
        self._context.notify(
            tr("Pasted as one row with {number} paragraphs.", number=len(paragraphs)),
            *((divide,) if len(paragraphs) <= MOST_ROWS else ()),
            until=NEXT_EDIT,
            key=_NOTICE,
        )

    def _divide(self, row_id: str, paragraphs: Sequence[str]) -> None:
        self._edits.attempt(lambda briefing: _division(briefing, row_id, paragraphs))

    def _add_rows(self, text: str) -> None:
        parts = rows_of(text)
        if len(parts) > MOST_ROWS:
            self._refuse(text)
        elif self._edits.attempt(lambda briefing: _added(briefing, parts, self._point())):
            self._context.notify(
                tr(
                    "The pasted text has {number:,} characters and one row at most {most:,}, so it is in "
                    "{rows} now: {division}. Undo takes all of them back.",
                    number=len(text),
                    most=MAX_TEXT_LENGTH,
                    rows=counted(len(parts), "row", "rows"),
                    division=_division_in_words(text, parts),
                ),
                (tr("Undo"), self._edits.undo),
                until=NEXT_EDIT,
                key=_NOTICE,
            )

    def _refuse(self, text: str) -> None:
        self._context.notify(
            tr(
                "Nothing was pasted: the text has {number:,} characters, and up to {rows} rows with "
                "{most:,} each are pasted at once. Paste it in parts.",
                number=len(text),
                rows=MOST_ROWS,
                most=MAX_TEXT_LENGTH,
            ),
            until=READ,
            key=_NOTICE,
        )

    # Fields

    def _on_editor_opened(self, editor: ExactTextEdit) -> None:
        editor.text_left_out.connect(self.offer_rows)

    def offer_rows(self, text: str) -> None:
        """Offer rows of a text that a field has no room for."""
        if not self._panes.outline.selected_ids():
            return  # the field is of no row
        self._context.notify(
            tr(
                "Nothing was pasted: a row has at most {most:,} characters, and the text has {number:,}. "
                "It can be added as rows of its own.",
                number=len(text),
                most=MAX_TEXT_LENGTH,
            ),
            (tr("Add rows of text"), lambda: self.add(text)),
            until=NEXT_EDIT,
            key=_NOTICE,
        )


def rows_of(text: str) -> list[str]:
    """Return the texts of rows: one for each paragraph, or where these are too many, for several."""
    parts = short_parts(text, MAX_TEXT_LENGTH)
    return parts if len(parts) <= MOST_ROWS else joined_parts(parts, MAX_TEXT_LENGTH)


def _division_in_words(text: str, parts: Sequence[str]) -> str:
    """Return how a text was divided into rows."""
    paragraphs = len(paragraphs_of(text))
    if len(parts) == paragraphs:
        return tr("one for each paragraph")
    if len(parts) > paragraphs:
        return tr("one for each paragraph, and several for a long one, each of which ends with a sentence")
    return tr("several of its {number:,} paragraphs in each", number=paragraphs)


def _rows(briefing: Briefing, texts: Sequence[str], section_id: str, position: int | None) -> list[Edit]:
    first = int(next_id(briefing, "p")[1:])
    return [
        AddItem(
            Prose(id=f"p{first + number}", text=text),
            section_id,
            None if position is None else position + number,
        )
        for number, text in enumerate(texts)
    ]


def _added(briefing: Briefing, texts: Sequence[str], point: InsertionPoint) -> Edit:
    """Return the edit that adds a row of each text."""
    added = _rows(briefing, texts, point.section_id, point.position)
    edits = (*point.section_edits, *added)
    name = added[0].label if len(added) == 1 else tr("Paste {number} rows", number=len(added))
    return edits[0] if len(edits) == 1 else Batch(edits=edits, name=name)


def _division(briefing: Briefing, row_id: str, paragraphs: Sequence[str]) -> Edit:
    """Return the edit that divides a row of text into one for each paragraph."""
    section = section_of(briefing, row_id)
    place = [item.id for item in section.items].index(row_id)
    added = _rows(briefing, paragraphs[1:], section.id, place + 1)
    return Batch(edits=(Reword(row_id, paragraphs[0]), *added), name=tr("Divide text into rows"))
