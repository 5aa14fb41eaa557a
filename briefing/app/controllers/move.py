"""Moving rows and sections, by keys and by dropping them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from briefing.app.i18n import tr
from briefing.app.panes.outline.outline_model import OutlineDrop
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
from briefing.model.briefing import (
    Briefing,
    Section,
)

if TYPE_CHECKING:
    from briefing.app.window.main_window import MainWindow


class MoveController:
    """Each move is one edit; what moved stays in hand."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def deeds(self) -> dict[str, Callable[[], object]]:
        return {
            "move_up": lambda: self._step(-1),
            "move_down": lambda: self._step(1),
            "indent": lambda: self._level(1),
            "outdent": lambda: self._level(-1),
        }

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
        if ids and self._window.rows.attempt(make):
            self._window.outline.select(*ids)

    def take_drop(self, dropped: OutlineDrop) -> None:
        """What was dropped into the outline: facts, rows of this briefing, rows of another."""
        section_id, position = self._dropped_at(dropped)
        if dropped.fact_ids:
            self._window.adding.add_facts(dropped.fact_ids, section_id, position)
        elif dropped.moved_ids:
            self._drop_moved(dropped)
        elif dropped.clipping is not None:
            clipping = dropped.clipping
            for content in clipping.attachments.values():
                self._window.rows.document.attach(content)
            self._window.rows.attempt(lambda briefing: paste(briefing, clipping, section_id, position))

    def _dropped_at(self, dropped: OutlineDrop) -> tuple[str | None, int | None]:
        """The section and the place among its rows; at the top, the section before the place."""
        briefing = self._window.rows.briefing
        if dropped.section_id is None:
            before = briefing.sections[: dropped.position] if dropped.position is not None else ()
            chosen = (before or briefing.sections)[-1:] if briefing.sections else ()
            return (chosen[0].id if chosen else None), None
        rows = len(find_section(briefing, dropped.section_id).items)
        return dropped.section_id, None if dropped.position is None else min(dropped.position, rows)

    def _drop_moved(self, dropped: OutlineDrop) -> None:
        briefing = self._window.rows.briefing
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
