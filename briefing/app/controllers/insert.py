"""Putting facts, judgements, prose, sections, pictures and tables into the briefing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtWidgets import QFileDialog

from briefing.app.controllers.insertion_point import InsertionPoint, place_for
from briefing.app.dialogs.briefing.new_chart import NewChartDialog
from briefing.app.i18n import counted, tr
from briefing.app.services.image_file import read_image
from briefing.composition.chart_data.registry import KINDS
from briefing.editing import (
    AddFact,
    AddItem,
    AddSection,
    Batch,
    Edit,
    NewItem,
    ReplaceContent,
    apply,
    find_item,
    next_id,
    parent_of,
    section_of,
)
from briefing.errors import BriefingError
from briefing.model.briefing import (
    Briefing,
    ChartItem,
    ChartKind,
    Comparison,
    ImageItem,
    Judgement,
    Prose,
    Section,
    Table,
)
from briefing.render.worker.protocol import RenderRequest

if TYPE_CHECKING:
    from briefing.app.window.main_window import MainWindow


class InsertController:
    """Adds where one stands: behind the row in hand, or at the end of the section in hand."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def deeds(self) -> dict[str, Callable[[], object]]:
        return {
            "add_facts": lambda: self.add_facts(self._window.library.selected_ids()),
            "add_judgement": self.add_judgement,
            "add_prose": self.add_prose,
            "add_section": self.add_section,
            "add_figure": self.add_figure,
            "add_drawing": self.add_drawing,
            "add_table": self.add_table,
            "add_comparison": self.add_comparison,
        }

    def add_facts(
        self, fact_ids: Sequence[str], section_id: str | None = None, position: int | None = None
    ) -> None:
        """Put facts where one stands, or where they were dropped."""
        if self._window.document is None:
            return
        if not fact_ids:
            self._window.say(tr("Choose facts in the library first."))
            return
        place = InsertionPoint(section_id, position) if section_id else self.place()

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

        self._window.rows.attempt(make)

    def place(self) -> InsertionPoint:
        return place_for(self._window.rows.briefing, self._window.outline.current_value())

    def _add(self, make: Callable[[Briefing], NewItem]) -> bool:
        place = self.place()

        return self._window.rows.attempt(lambda briefing: self._adding(make(briefing), place))

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

        if self._window.rows.attempt(make):
            self._window.outline.view.edit_row()

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

    def add_drawing(self) -> None:
        """Ask what is to be drawn, with a picture of it, and put it where one stands."""
        window, stock = self._window, self._window.stock
        if stock is None:
            return
        place, briefing = self.place(), window.rows.briefing
        kind = ChartKind.TIMELINE
        drawing = ChartItem(id=next_id(briefing, "d"), kind=kind, caption=KINDS[kind].caption)
        treaties = {each.id: each.short_title for each in stock.reference.library.treaties.values()}
        topics = {topic for fact in briefing.library.facts for topic in fact.topics}
        dialog = NewChartDialog(
            window,
            drawing,
            treaties,
            tuple(sorted(topics)),
            window.pages.renderer,
            lambda item: self._trial(self._adding(item, place), item),
        )
        dialog.accepted.connect(lambda: window.rows.attempt(lambda _: self._adding(dialog.chart, place)))
        dialog.open()

    def _adding(self, item: NewItem, place: InsertionPoint) -> Edit:
        added = AddItem(item=item, section_id=place.section, position=place.position)
        if not place.section_edits:
            return added
        return Batch(edits=(*place.section_edits, added), name=added.label)

    def _trial(self, edit: Edit, item: ChartItem) -> RenderRequest:
        """Make the request that renders a chart as it would be in the briefing."""
        document, stock = self._window.rows.document, self._window.stock
        assert stock is not None
        tried = apply(document.briefing, document.session.completed(edit))
        return RenderRequest(
            tried,
            str(stock.templates[tried.template_id].folder),
            dict(document.session.project.attachments),
            only_row=item.id,
        )

    def add_figure(self) -> None:
        name = self._choose_picture()
        if name:
            self.add_picture(Path(name))

    def add_picture(self, path: Path) -> None:
        """Put a picture from a file where one stands."""
        try:
            key = self._window.rows.document.attach(read_image(path))
        except BriefingError as error:
            self._window.say("\n".join(map(str, error.problems)))
            return
        alt = tr("Describe what the picture shows")
        self._add(lambda b: ImageItem(id=next_id(b, "g"), attachment=key, caption=path.stem, alt=alt))

    def replace_picture(self, item_id: str) -> None:
        name = self._choose_picture()
        if not name:
            return
        try:
            key = self._window.rows.document.attach(read_image(Path(name)))
        except BriefingError as error:
            self._window.say("\n".join(map(str, error.problems)))
            return
        item = find_item(self._window.rows.briefing, item_id)
        if isinstance(item, ImageItem):
            self._window.rows.apply(ReplaceContent(replace(item, attachment=key)))

    def _choose_picture(self) -> str:
        name, _ = QFileDialog.getOpenFileName(
            self._window, tr("A picture"), "", tr("Pictures (*.png *.jpg *.jpeg)")
        )
        return name
