"""What hands do to rows and sections: each becomes one edit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox

from briefing.app.inspector.shown_page import read_picture
from briefing.app.language import counted, tr
from briefing.app.outline import Dropped, carried_rows
from briefing.app.window_place import Place, place_for
from briefing.editing import (
    AddFact,
    AddItem,
    AddSection,
    Batch,
    ClearGrade,
    Edit,
    GradeItem,
    HideItem,
    RemoveItem,
    RemoveSection,
    RenameSection,
    ReplaceContent,
    Reword,
    duplicate,
    find_item,
    find_section,
    indent_section,
    move_rows,
    move_sections,
    next_id,
    outdent_section,
    parent_of,
    paste,
    section_of,
    step_rows,
    step_section,
)
from briefing.editing.invariants import leaning_on
from briefing.errors import BriefingError, EditError
from briefing.model.briefing import (
    Briefing,
    Comparison,
    FactItem,
    Figure,
    Grade,
    Graded,
    Item,
    Judgement,
    Prose,
    Section,
    Table,
)

if TYPE_CHECKING:
    from briefing.app.document import Document
    from briefing.app.window import MainWindow


class RowDeeds:
    """Acts on the window's document; what cannot be done is said, and nothing changes."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def deeds(self) -> dict[str, Callable[[], object]]:
        return {
            "undo": self.undo,
            "redo": self.redo,
            "cut": self.cut,
            "copy": self.copy,
            "paste": self.paste,
            "duplicate": lambda: self._try(lambda b: duplicate(b, self._ids())),
            "delete": self.delete,
            "add_facts": lambda: self.add_facts(self._window.library.picked()),
            "add_judgement": self.add_judgement,
            "add_prose": self.add_prose,
            "add_section": self.add_section,
            "add_figure": self.add_figure,
            "add_table": self.add_table,
            "add_comparison": self.add_comparison,
            "edit_words": self.edit_words,
            "clear_grade": self.clear_grade,
            "move_up": lambda: self._step(-1),
            "move_down": lambda: self._step(1),
            "indent": lambda: self._level(1),
            "outdent": lambda: self._level(-1),
            "hide": self.hide,
            "go_to_library": self.go_to_library,
        }

    # The one way in

    @property
    def _document(self) -> Document:
        document = self._window.document
        assert document is not None
        return document

    @property
    def _briefing(self) -> Briefing:
        return self._document.briefing

    def _ids(self) -> list[str]:
        return self._window.outline.selected_ids()

    def apply(self, edit: Edit, run: object = None) -> bool:
        return self._document.apply(edit, run=run)

    def _try(self, make: Callable[[Briefing], Edit]) -> bool:
        """Apply the edit that `make` gives; say why where there is none."""
        self._window.inspector.hand_on()
        try:
            edit = make(self._briefing)
        except EditError as error:
            self._window.say("\n".join(map(str, error.problems)))
            return False
        before = {value.id for value in _everything(self._briefing)}
        done = self.apply(edit)
        new = [value.id for value in _everything(self._briefing) if value.id not in before]
        if done and new:
            self._window.outline.select(*new)
        return done

    def undo(self) -> None:
        self._window.inspector.hand_on()
        self._document.undo()

    def redo(self) -> None:
        self._window.inspector.hand_on()
        self._document.redo()

    # Adding

    def add_facts(
        self, fact_ids: Sequence[str], section_id: str | None = None, position: int | None = None
    ) -> None:
        """Put facts where one stands, or where they were dropped."""
        if self._window.document is None:
            return
        if not fact_ids:
            self._window.say(tr("Choose facts in the library first."))
            return
        place = Place(section_id, position) if section_id else self._place()

        def make(briefing: Briefing) -> Edit:
            first = int(next_id(briefing, "f")[1:])
            edits: list[Edit] = [*place.section_edits]
            edits += [
                AddFact(
                    item_id=f"f{first + number}",
                    fact_id=fact_id,
                    section_id=place.section,
                    position=None if place.position is None else place.position + number,
                )
                for number, fact_id in enumerate(fact_ids)
            ]
            name = tr("Add {facts}", facts=counted(len(fact_ids), "fact", "facts"))
            return edits[0] if len(edits) == 1 else Batch(edits=tuple(edits), name=name)

        self._try(make)

    def _place(self) -> Place:
        return place_for(self._briefing, self._window.outline.current_value())

    def _add(self, make: Callable[[Briefing], Judgement | Prose | Figure | Table | Comparison]) -> bool:
        place = self._place()

        def edit(briefing: Briefing) -> Edit:
            added = AddItem(item=make(briefing), section_id=place.section, position=place.position)
            if not place.section_edits:
                return added
            return Batch(edits=(*place.section_edits, added), name=added.label)

        return self._try(edit)

    def add_judgement(self) -> None:
        if self._add(lambda b: Judgement(id=next_id(b, "j"), text=tr("New judgement"))):
            self._write()

    def add_prose(self) -> None:
        if self._add(lambda b: Prose(id=next_id(b, "p"), text=tr("New paragraph"))):
            self._write()

    def _write(self) -> None:
        """Let the words of the new row be written at once."""
        self._window.tabs.setCurrentWidget(self._window.inspector)
        self._window.inspector.focus_words()

    def add_section(self) -> None:
        value = self._window.outline.current_value()

        def make(briefing: Briefing) -> Edit:
            new_id = next_id(briefing, "s")
            if value is None:
                return AddSection(section_id=new_id, title=tr("New section"))
            home = value.id if isinstance(value, Section) else section_of(briefing, value.id).id
            parent_id, level = parent_of(briefing, home)
            at = [section.id for section in level].index(home) + 1
            return AddSection(section_id=new_id, title=tr("New section"), parent_id=parent_id, position=at)

        if self._try(make):
            self._window.outline.view.edit(self._window.outline.view.currentIndex())

    def add_table(self) -> None:
        headings = (tr("Column {number}", number=1), tr("Column {number}", number=2))
        self._add(
            lambda b: Table(
                id=next_id(b, "t"), caption=tr("New table"), columns=headings, rows=(("", ""),) * 2
            )
        )

    def add_comparison(self) -> None:
        stock = self._window.stock
        treaties = tuple(stock.reference.library.treaties)[:3] if stock else ()
        self._add(
            lambda b: Comparison(id=next_id(b, "c"), caption=tr("Treaties compared"), treaty_ids=treaties)
        )

    def add_figure(self) -> None:
        name = self._choose_picture()
        if name:
            self.add_picture(Path(name))

    def add_picture(self, path: Path) -> None:
        """Put a picture from a file where one stands."""
        try:
            key = self._document.attach(read_picture(path))
        except BriefingError as error:
            self._window.say("\n".join(map(str, error.problems)))
            return
        alt = tr("Describe what the picture shows")
        self._add(lambda b: Figure(id=next_id(b, "g"), attachment=key, caption=path.stem, alt=alt))

    def replace_picture(self, item_id: str) -> None:
        name = self._choose_picture()
        if not name:
            return
        try:
            key = self._document.attach(read_picture(Path(name)))
        except BriefingError as error:
            self._window.say("\n".join(map(str, error.problems)))
            return
        item = find_item(self._briefing, item_id)
        if isinstance(item, Figure):
            self.apply(ReplaceContent(replace(item, attachment=key)))

    def _choose_picture(self) -> str:
        name, _ = QFileDialog.getOpenFileName(
            self._window, tr("A picture"), "", tr("Pictures (*.png *.jpg *.jpeg)")
        )
        return name

    # Words

    def edit_words(self) -> None:
        outline = self._window.outline
        outline.view.edit(outline.view.currentIndex())

    def reword(self, row_id: str, text: str) -> None:
        """New words for a row, or a new title for a section, written in place."""
        if any(section.id == row_id for section in self._briefing.walk_sections()):
            if text:
                self.apply(RenameSection(row_id, text))
            return
        item = find_item(self._briefing, row_id)
        line = text if isinstance(item, Prose) else " ".join(text.split())
        self.apply(Reword(row_id, line or None))

    # Grades

    def grade(self, confidence: str) -> None:
        """Give the chosen rows a confidence; what else their grades hold stays."""
        author, today = self._document.session.author, self._today()

        def graded(item: FactItem | Judgement) -> Edit:
            base = item.grade or Grade(graded_by=author, graded_on=today)
            grade = replace(base, confidence=confidence, graded_by=author, graded_on=today)
            return GradeItem(item.id, grade)

        self._each_graded(graded, tr("Grade"))

    def _today(self) -> str:
        from briefing.app.window import today

        return today()

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

    # Moving

    def _step(self, step: int) -> None:
        values = self._window.outline.selected_values()
        rows = [value.id for value in values if not isinstance(value, Section)]
        sections = [value.id for value in values if isinstance(value, Section)]

        def make(briefing: Briefing) -> Edit:
            return step_rows(briefing, rows, step) if rows else step_section(briefing, sections[0], step)

        self._moving(make, rows or sections[:1])

    def _level(self, step: int) -> None:
        sections = [v.id for v in self._window.outline.selected_values() if isinstance(v, Section)]
        if not sections:
            self._window.say(tr("Rows stand in sections; sections can be moved a level in or out."))
            return
        deed = indent_section if step > 0 else outdent_section
        self._moving(lambda briefing: deed(briefing, sections[0]), sections[:1])

    def _moving(self, make: Callable[[Briefing], Edit], ids: list[str]) -> None:
        if ids and self._try(make):
            self._window.outline.select(*ids)

    def take_drop(self, dropped: Dropped) -> None:
        """What was dropped into the outline: facts, rows of this briefing, rows of another."""
        section_id, position = self._dropped_at(dropped)
        if dropped.fact_ids:
            self.add_facts(dropped.fact_ids, section_id, position)
        elif dropped.moved_ids:
            self._drop_moved(dropped)
        elif dropped.clipping is not None:
            clipping = dropped.clipping
            for content in clipping.attachments.values():
                self._document.attach(content)
            self._try(lambda briefing: paste(briefing, clipping, section_id, position))

    def _dropped_at(self, dropped: Dropped) -> tuple[str | None, int | None]:
        """The section and the place among its rows; at the top, the section before the place."""
        briefing = self._briefing
        if dropped.section_id is None:
            before = briefing.sections[: dropped.position] if dropped.position is not None else ()
            chosen = (before or briefing.sections)[-1:] if briefing.sections else ()
            return (chosen[0].id if chosen else None), None
        rows = len(find_section(briefing, dropped.section_id).items)
        return dropped.section_id, None if dropped.position is None else min(dropped.position, rows)

    def _drop_moved(self, dropped: Dropped) -> None:
        briefing = self._briefing
        sections = {section.id for section in briefing.walk_sections()}
        rows = [each for each in dropped.moved_ids if each not in sections]
        moved = [each for each in dropped.moved_ids if each in sections]
        if rows:
            section_id, position = self._dropped_at(dropped)
            if section_id:
                self._moving(lambda b: move_rows(b, rows, section_id, position), rows)
        elif moved:
            inside = find_section(briefing, dropped.section_id).items if dropped.section_id else ()
            at = None if dropped.position is None else max(0, dropped.position - len(inside))
            self._moving(lambda b: move_sections(b, moved, dropped.section_id, at), moved)

    # Clipboard

    def copy(self) -> None:
        """Copy what is chosen where the hands are: pages, library or briefing."""
        window = self._window
        clipboard = QGuiApplication.clipboard()
        if window.preview.isAncestorOf(window.focusWidget() or window):
            window.preview.view.copy()
        elif window.library.isAncestorOf(window.focusWidget() or window):
            indexes = window.library.list.selectionModel().selectedIndexes()
            if indexes:
                clipboard.setMimeData(window.library.model.mimeData(indexes))
        elif self._ids():
            attachments = dict(self._document.session.project.attachments)
            clipboard.setMimeData(window.outline.model.clipping_data(self._ids(), attachments))

    def cut(self) -> None:
        self.copy()
        self.delete()

    def paste(self) -> None:
        data = QGuiApplication.clipboard().mimeData()
        from briefing.app.facts import dragged_facts

        if fact_ids := dragged_facts(data):
            self.add_facts(fact_ids)
            return
        carried = carried_rows(data)
        if carried is None:
            self._window.say(tr("There are no rows on the clipboard."))
            return
        for content in carried.clipping.attachments.values():
            self._document.attach(content)
        place = self._place()
        if carried.clipping.items and place.section_edits:
            self._window.say(tr("Add a section first: rows need one to stand in."))
            return
        section = place.section if self._briefing.sections else None
        self._try(lambda briefing: paste(briefing, carried.clipping, section, place.position))

    def delete(self) -> None:
        """Remove what is chosen; where other rows lean on it, ask first."""
        ids = self._ids()
        if not ids:
            return
        sections = {section.id for section in self._briefing.walk_sections()}
        gone = _rows_in(self._briefing, ids)
        leaning = leaning_on(self._briefing, gone)
        if leaning and not self._may_release([self.label(item.id) for item in leaning]):
            return

        def make(_briefing: Briefing) -> Edit:
            outer = _outermost(self._briefing, ids)
            edits: tuple[Edit, ...] = tuple(
                RemoveSection(each, release_evidence=True)
                if each in sections
                else RemoveItem(each, release_evidence=True)
                for each in outer
            )
            name = tr("Delete {rows}", rows=counted(len(edits), "row", "rows"))
            return edits[0] if len(edits) == 1 else Batch(edits=edits, name=name)

        neighbour = self._neighbour(ids)
        if self._try(make) and neighbour:
            self._window.outline.select(neighbour)

    def _may_release(self, labels: list[str]) -> bool:
        names = ", ".join(labels)
        answer = QMessageBox.question(
            self._window,
            tr("Delete what others lean on?"),
            tr("{names} rests on what would be deleted, and would lose that evidence.", names=names),
            QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.Cancel,
            QMessageBox.StandardButton.Cancel,
        )
        return answer is QMessageBox.StandardButton.Yes

    def _neighbour(self, ids: list[str]) -> str:
        """The row that is in hand when these are gone."""
        order = [node.id for node in self._window.outline.model.walk()]
        gone = {*ids, *_rows_in(self._briefing, ids)}
        at = order.index(ids[0])
        behind = [each for each in order[at:] if each not in gone]
        before = [each for each in order[:at] if each not in gone]
        return behind[0] if behind else (before[-1] if before else "")

    # Going

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
            self.add_facts([fact_id])

    def go_to_library(self) -> None:
        value = self._window.outline.current_value()
        if isinstance(value, FactItem):
            self._window.library.show_fact(value.fact_id)
            self._window.library.list.setFocus()

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
