"""Change rows: reword, grade, hide, duplicate, delete. Each command applies one edit."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from msgspec.structs import replace
from PySide6.QtCore import QObject

from briefing.app.controllers.edits import EditController
from briefing.app.dialogs.confirm import ask
from briefing.app.i18n import counted, tr
from briefing.app.panes.outline.pane import OutlinePane
from briefing.app.services.context import WindowContext
from briefing.app.services.notices import NEXT_EDIT
from briefing.app.widgets.text.exact_text import TYPED_SPACE
from briefing.editing import (
    Batch,
    ClearGrade,
    Edit,
    GradeItem,
    HideItem,
    RemoveItem,
    RemoveSection,
    RenameSection,
    Reword,
    duplicate,
    find_item,
)
from briefing.editing.invariants import dependent_items
from briefing.model.briefing import (
    Briefing,
    FactItem,
    Grade,
    Graded,
    Judgement,
    Prose,
    Section,
)


class RowController(QObject):
    """Change the selected rows and sections."""

    def __init__(self, context: WindowContext, edits: EditController, outline: OutlinePane) -> None:
        super().__init__(context)
        self._context, self._edits, self._outline = context, edits, outline
        outline.text_edited.connect(self.reword)
        outline.view.text_typed.connect(self.reword)
        outline.view.typing_cancelled.connect(edits.take_back)

    def commands(self) -> dict[str, Callable[[], object]]:
        return {
            "duplicate": self.duplicate,
            "delete": self.delete,
            "edit_words": self._outline.view.edit_row,
            "clear_grade": self.clear_grade,
            "hide": self.hide,
        }

    def duplicate(self) -> None:
        self._edits.attempt(lambda briefing: duplicate(briefing, self._outline.selected_ids()))

    def reword(self, row_id: str, text: str, run: object = None) -> None:
        """Change the text of a row, or the title of a section; refuse an empty one."""
        text = text.strip(TYPED_SPACE)
        if not text.strip():
            self._context.notify(self._refusal_of_no_text(row_id), until=NEXT_EDIT)
            return
        self._edits.apply(text_edit(self._edits.briefing, row_id, text), run)

    def _refusal_of_no_text(self, row_id: str) -> str:
        if self._is_section(row_id):
            return tr(
                "A section's title cannot be empty: the earlier one is back. Delete the section instead."
            )
        return tr("The text of a row cannot be empty: the earlier text is back. Delete the row instead.")

    def _is_section(self, row_id: str) -> bool:
        return any(section.id == row_id for section in self._edits.briefing.walk_sections())

    # Grades

    def grade(self, confidence: str) -> None:
        """Set the confidence of the selected rows and keep the rest of their grades."""
        author, day = self._edits.document.session.author, self._context.today

        def graded(item: FactItem | Judgement) -> Edit:
            base = item.grade or Grade(graded_by=author, graded_on=day)
            grade = replace(base, confidence=confidence, graded_by=author, graded_on=day)
            return GradeItem(item.id, grade)

        self._edit_graded(graded, tr("Grade"))

    def clear_grade(self) -> None:
        self._edit_graded(lambda item: ClearGrade(item.id) if item.grade else None, tr("Clear grade of"))

    def _edit_graded(self, make: Callable[[FactItem | Judgement], Edit | None], verb: str) -> None:
        rows = [value for value in self._outline.selected_values() if isinstance(value, Graded)]
        self._apply_together([edit for row in rows if (edit := make(row)) is not None], verb)

    def hide(self) -> None:
        """Leave the selected rows out of print, or print them again if all are left out."""
        rows = [value for value in self._outline.selected_values() if not isinstance(value, Section)]
        hidden = not all(row.hidden for row in rows)
        edits = [HideItem(row.id, hidden) for row in rows if row.hidden != hidden]
        self._apply_together(edits, tr("Hide") if hidden else tr("Show"))

    def _apply_together(self, edits: Sequence[Edit], verb: str) -> None:
        """Apply edits, one a row, as one step to undo."""
        if edits:
            name = f"{verb} {counted(len(edits), 'row', 'rows')}"
            self._edits.apply(edits[0] if len(edits) == 1 else Batch(edits=tuple(edits), name=name))

    # Deleting

    def delete(self) -> None:
        """Delete the selected rows and sections; ask first where they are evidence for others."""
        ids = self._outline.selected_ids()
        if not ids:
            return
        briefing = self._edits.briefing
        dependent = dependent_items(briefing, _rows_in(briefing, ids))
        if dependent and not self._may_release([self._outline.label(item.id) for item in dependent]):
            return
        neighbour = self._neighbour(ids)
        if self._edits.attempt(lambda briefing: _removal(briefing, ids)) and neighbour:
            self._outline.select(neighbour)

    def _may_release(self, labels: list[str]) -> bool:
        names = ", ".join(labels)
        return ask(
            self._context.window,
            tr("Delete rows used as evidence?"),
            tr(
                "The selected rows are evidence for {names}. Deleting these rows removes the evidence too.",
                names=names,
            ),
            tr("Delete"),
        )

    def _neighbour(self, ids: list[str]) -> str:
        """Return the row to select when these are deleted: the next, else the previous."""
        order = [node.id for node in self._outline.model.walk()]
        deleted = {*ids, *_rows_in(self._edits.briefing, ids)}
        first = order.index(ids[0])
        following = [row_id for row_id in order[first:] if row_id not in deleted]
        preceding = [row_id for row_id in order[:first] if row_id not in deleted]
        return following[0] if following else (preceding[-1] if preceding else "")


def text_edit(briefing: Briefing, row_id: str, text: str) -> Edit:
    """Return the edit that changes the text of a row, or the title of a section."""
    text = text.strip(TYPED_SPACE)
    if any(section.id == row_id for section in briefing.walk_sections()):
        return RenameSection(row_id, _one_line(text))
    item = find_item(briefing, row_id)
    return Reword(row_id, text if isinstance(item, Prose) else _one_line(text))


def _one_line(text: str) -> str:
    """Return the text with each line break, and the spaces around it, as one space."""
    return re.sub(r"[ \t]*[\r\n]+[ \t]*", " ", text)


def _removal(briefing: Briefing, ids: Sequence[str]) -> Edit:
    """Return the edit that deletes rows and sections, and references to them as evidence."""
    sections = {section.id for section in briefing.walk_sections()}
    edits: tuple[Edit, ...] = tuple(
        RemoveSection(outer_id, release_evidence=True)
        if outer_id in sections
        else RemoveItem(outer_id, release_evidence=True)
        for outer_id in _outermost(briefing, ids)
    )
    name = tr("Delete {rows}", rows=counted(len(edits), "row", "rows"))
    return edits[0] if len(edits) == 1 else Batch(edits=edits, name=name)


def _rows_in(briefing: Briefing, ids: Sequence[str]) -> set[str]:
    """Return the ids of rows that are among `ids` or inside a section among them."""
    inside = {
        item.id
        for section in briefing.walk_sections()
        if section.id in ids
        for child in section.walk()
        for item in child.items
    }
    return inside | {item.id for item in briefing.walk_items() if item.id in ids}


def _outermost(briefing: Briefing, ids: Sequence[str]) -> list[str]:
    """Return those of `ids` that are not inside another section among them."""
    covered: set[str] = set()
    for section in briefing.walk_sections():
        if section.id in ids:
            covered |= {child.id for child in section.walk()} - {section.id}
            covered |= {item.id for child in section.walk() for item in child.items}
    return [row_id for row_id in ids if row_id not in covered]
