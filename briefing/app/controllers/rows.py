"""What hands do to rows: words, grades, deleting, going to them. Each becomes one edit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from briefing.app.clock import today
from briefing.app.dialogs.confirm import ask
from briefing.app.i18n import counted, tr
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
from briefing.errors import EditError
from briefing.model.briefing import (
    Briefing,
    FactItem,
    Grade,
    Graded,
    Item,
    Judgement,
    Prose,
    Section,
)

if TYPE_CHECKING:
    from briefing.app.services.document import Document
    from briefing.app.window.main_window import MainWindow


class RowController:
    """Acts on the window's document; what cannot be done is said, and nothing changes."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def deeds(self) -> dict[str, Callable[[], object]]:
        return {
            "undo": self.undo,
            "redo": self.redo,
            "duplicate": lambda: self.attempt(lambda briefing: duplicate(briefing, self.ids())),
            "delete": self.delete,
            "edit_words": self.edit_words,
            "clear_grade": self.clear_grade,
            "hide": self.hide,
            "go_to_library": self.go_to_library,
        }

    # The one way in

    @property
    def document(self) -> Document:
        document = self._window.document
        assert document is not None
        return document

    @property
    def briefing(self) -> Briefing:
        return self.document.briefing

    def ids(self) -> list[str]:
        """The rows and sections that are chosen."""
        return self._window.outline.selected_ids()

    def apply(self, edit: Edit, run: object = None) -> bool:
        return self.document.apply(edit, run=run)

    def attempt(self, make: Callable[[Briefing], Edit]) -> bool:
        """Apply the edit that `make` gives; say why where there is none."""
        self._window.inspector.flush()
        try:
            edit = make(self.briefing)
        except EditError as error:
            self._window.say("\n".join(map(str, error.problems)))
            return False
        before = {value.id for value in _everything(self.briefing)}
        done = self.apply(edit)
        new = [value.id for value in _everything(self.briefing) if value.id not in before]
        if done and new:
            self._window.outline.select(*new)
        return done

    def undo(self) -> None:
        self._window.inspector.flush()
        self.document.undo()

    def redo(self) -> None:
        self._window.inspector.flush()
        self.document.redo()

    def edit_words(self) -> None:
        self._window.outline.view.edit_row()

    def reword(self, row_id: str, text: str) -> None:
        """New words for a row, or a new title for a section, written in place."""
        if any(section.id == row_id for section in self.briefing.walk_sections()):
            if text:
                self.apply(RenameSection(row_id, text))
            return
        item = find_item(self.briefing, row_id)
        line = text if isinstance(item, Prose) else " ".join(text.split())
        self.apply(Reword(row_id, line or None))

    def grade(self, confidence: str) -> None:
        """Give the chosen rows a confidence; what else their grades hold stays."""
        author, day = self.document.session.author, today()

        def graded(item: FactItem | Judgement) -> Edit:
            base = item.grade or Grade(graded_by=author, graded_on=day)
            grade = replace(base, confidence=confidence, graded_by=author, graded_on=day)
            return GradeItem(item.id, grade)

        self._each_graded(graded, tr("Grade"))

    def clear_grade(self) -> None:
        self._each_graded(lambda item: ClearGrade(item.id) if item.grade else None, tr("Clear grade of"))

    def _each_graded(self, make: Callable[[FactItem | Judgement], Edit | None], verb: str) -> None:
        rows = [value for value in self._window.outline.selected_values() if isinstance(value, Graded)]
        edits = [edit for row in rows if (edit := make(row)) is not None]
        if edits:
            name = f"{verb} {counted(len(edits), 'row', 'rows')}"
            self.apply(edits[0] if len(edits) == 1 else Batch(edits=tuple(edits), name=name))

    def hide(self) -> None:
        rows = [v for v in self._window.outline.selected_values() if not isinstance(v, Section)]
        hidden = not all(row.hidden for row in rows)
        edits = tuple(HideItem(row.id, hidden) for row in rows if row.hidden != hidden)
        if edits:
            verb = tr("Leave out") if hidden else tr("Show")
            name = f"{verb} {counted(len(edits), 'row', 'rows')}"
            self.apply(edits[0] if len(edits) == 1 else Batch(edits=edits, name=name))

    def delete(self) -> None:
        """Remove what is chosen; where other rows lean on it, ask first."""
        ids = self.ids()
        if not ids:
            return
        sections = {section.id for section in self.briefing.walk_sections()}
        gone = _rows_in(self.briefing, ids)
        leaning = dependent_items(self.briefing, gone)
        if leaning and not self._may_release([self.label(item.id) for item in leaning]):
            return

        def make(_briefing: Briefing) -> Edit:
            outer = _outermost(self.briefing, ids)
            edits: tuple[Edit, ...] = tuple(
                RemoveSection(each, release_evidence=True)
                if each in sections
                else RemoveItem(each, release_evidence=True)
                for each in outer
            )
            name = tr("Delete {rows}", rows=counted(len(edits), "row", "rows"))
            return edits[0] if len(edits) == 1 else Batch(edits=edits, name=name)

        neighbour = self._neighbour(ids)
        if self.attempt(make) and neighbour:
            self._window.outline.select(neighbour)

    def _may_release(self, labels: list[str]) -> bool:
        names = ", ".join(labels)
        return ask(
            self._window,
            tr("Delete what others lean on?"),
            tr("{names} rests on what would be deleted, and would lose that evidence.", names=names),
            tr("Delete"),
        )

    def _neighbour(self, ids: list[str]) -> str:
        """The row that is in hand when these are gone."""
        order = [node.id for node in self._window.outline.model.walk()]
        gone = {*ids, *_rows_in(self.briefing, ids)}
        at = order.index(ids[0])
        behind = [each for each in order[at:] if each not in gone]
        before = [each for each in order[:at] if each not in gone]
        return behind[0] if behind else (before[-1] if before else "")

    def label(self, row_or_fact_id: str) -> str:
        """The label of a row, by its id or by that of the fact in it; empty where there is none."""
        for node in self._window.outline.model.walk():
            is_fact = isinstance(node.value, FactItem) and node.value.fact_id == row_or_fact_id
            if node.id == row_or_fact_id or is_fact:
                return node.label
        return ""

    def go_to_fact(self, fact_id: str) -> None:
        rows = self._window.outline.fact_rows(fact_id)
        if rows:
            self._window.outline.select(rows[0])
            self._window.outline.view.setFocus()

    def go_to_or_add(self, fact_id: str) -> None:
        if self._window.outline.fact_rows(fact_id):
            self.go_to_fact(fact_id)
        else:
            self._window.adding.add_facts([fact_id])

    def go_to_library(self) -> None:
        value = self._window.outline.current_value()
        if isinstance(value, FactItem):
            self._window.places.show_fact(value.fact_id)

    def select_from_page(self, row_id: str) -> None:
        self._window.outline.select(row_id)


def _everything(briefing: Briefing) -> list[Section | Item]:
    return [*briefing.walk_sections(), *briefing.walk_items()]


def _rows_in(briefing: Briefing, ids: Sequence[str]) -> set[str]:
    """The rows of those ids and all in the sections of those ids."""
    inside = {
        item.id
        for section in briefing.walk_sections()
        if section.id in ids
        for child in section.walk()
        for item in child.items
    }
    return inside | {item.id for item in briefing.walk_items() if item.id in ids}


def _outermost(briefing: Briefing, ids: Sequence[str]) -> list[str]:
    """Of rows and sections, those that are in no other section of those ids."""
    covered: set[str] = set()
    for section in briefing.walk_sections():
        if section.id in ids:
            covered |= {child.id for child in section.walk()} - {section.id}
            covered |= {item.id for child in section.walk() for item in child.items}
    return [each for each in ids if each not in covered]
