"""Move rows and sections, by keys and by drag and drop."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from briefing.app.controllers.edits import EditController
from briefing.app.controllers.insert import InsertController, InsertionPoint
from briefing.app.panes.outline.outline_model import OutlineDrop
from briefing.app.panes.outline.pane import OutlinePane
from briefing.app.services.context import WindowContext
from briefing.editing import (
    Edit,
    find_section,
    indent_section,
    move_rows,
    move_sections,
    outdent_section,
    paste,
    step_rows,
    step_section,
)
from briefing.model.briefing import Briefing, Section


class MoveController(QObject):
    """Move the selection; each move is one edit, and the moved rows remain selected."""

    def __init__(
        self,
        context: WindowContext,
        edits: EditController,
        insert: InsertController,
        outline: OutlinePane,
    ) -> None:
        super().__init__(context)
        self._context, self._edits, self._insert, self._outline = context, edits, insert, outline
        outline.dropped.connect(self.on_dropped)

    def commands(self) -> dict[str, Callable[[], object]]:
        return {
            "move_up": lambda: self._step(-1),
            "move_down": lambda: self._step(1),
            "indent": lambda: self._change_level(1),
            "outdent": lambda: self._change_level(-1),
        }

    def _step(self, step: int) -> None:
        values = self._outline.selected_values()
        rows = [value.id for value in values if not isinstance(value, Section)]
        sections = [value.id for value in values if isinstance(value, Section)]

        def make(briefing: Briefing) -> Edit:
            return step_rows(briefing, rows, step) if rows else step_section(briefing, sections[0], step)

        self._move(make, rows or sections[:1])

    def _change_level(self, step: int) -> None:
        values = self._outline.selected_values()
        sections = [value.id for value in values if isinstance(value, Section)]
        if not sections:
            return
        change = indent_section if step > 0 else outdent_section
        self._move(lambda briefing: change(briefing, sections[0]), sections[:1])

    def _move(self, make: Callable[[Briefing], Edit], ids: list[str]) -> None:
        if ids and self._edits.attempt(make):
            self._outline.select(*ids)

    # Drag and drop

    def on_dropped(self, dropped: OutlineDrop) -> None:
        """Add dropped facts, move rows of this briefing, or paste rows of another."""
        point = self._drop_point(dropped)
        if dropped.fact_ids:
            self._insert.add_facts(dropped.fact_ids, point)
        elif dropped.moved_ids:
            self._move_dropped(dropped)
        elif dropped.clipping is not None:
            clipping = dropped.clipping
            for content in clipping.attachments.values():
                self._edits.attach(content)
            self._edits.attempt(
                lambda briefing: paste(briefing, clipping, point.section_id or None, point.position)
            )

    def _drop_point(self, dropped: OutlineDrop) -> InsertionPoint:
        """Return the section and the position among its rows; at the top level, the preceding section."""
        briefing = self._edits.briefing
        if dropped.section_id is None:
            before = briefing.sections[: dropped.position] if dropped.position is not None else ()
            preceding = (before or briefing.sections)[-1:] if briefing.sections else ()
            return InsertionPoint(preceding[0].id if preceding else "")
        rows = len(find_section(briefing, dropped.section_id).items)
        position = None if dropped.position is None else min(dropped.position, rows)
        return InsertionPoint(dropped.section_id, position)

    def _move_dropped(self, dropped: OutlineDrop) -> None:
        briefing = self._edits.briefing
        section_ids = {section.id for section in briefing.walk_sections()}
        rows = [row_id for row_id in dropped.moved_ids if row_id not in section_ids]
        sections = [row_id for row_id in dropped.moved_ids if row_id in section_ids]
        if rows:
            point = self._drop_point(dropped)
            if point.section_id:
                self._move(lambda b: move_rows(b, rows, point.section_id, point.position), rows)
        elif sections:
            items = find_section(briefing, dropped.section_id).items if dropped.section_id else ()
            position = None if dropped.position is None else max(0, dropped.position - len(items))
            self._move(lambda b: move_sections(b, sections, dropped.section_id, position), sections)
