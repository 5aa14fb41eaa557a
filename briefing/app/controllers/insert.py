"""Insert facts, judgements, prose, sections, figures, charts and tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from briefing.app.controllers.edits import EditController
from briefing.app.dialogs.briefing.new_chart import NewChartDialog
from briefing.app.i18n import counted, tr
from briefing.app.panes.pane_splitter import PaneSplitter
from briefing.app.presentation.treaty_names import selectable_treaties
from briefing.app.services.context import WindowContext
from briefing.app.services.files.image import read_image
from briefing.app.services.notices import NEXT_EDIT, READ
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
    placeholders,
    section_of,
)
from briefing.errors import BriefingError
from briefing.model.briefing import (
    Briefing,
    ChartItem,
    ChartKind,
    Comparison,
    Evidence,
    Graded,
    ImageItem,
    Item,
    Judgement,
    Prose,
    Section,
    Table,
)
from briefing.render.worker.protocol import RenderRequest
from briefing.text import characters


@dataclass(frozen=True, slots=True)
class InsertionPoint:
    """A section and a position in it (None: the end), with the edits that add a missing section."""

    section_id: str
    position: int | None = None
    section_edits: tuple[Edit, ...] = ()


def insertion_point(briefing: Briefing, current: Section | Item | None) -> InsertionPoint:
    """Return where a row goes: after the current row, or at the end of the current or the last section."""
    if isinstance(current, Section):
        return InsertionPoint(current.id)
    if current is not None:
        section = section_of(briefing, current.id)
        return InsertionPoint(section.id, [item.id for item in section.items].index(current.id) + 1)
    sections = list(briefing.walk_sections())
    if sections:
        return InsertionPoint(sections[-1].id)
    new_id = next_id(briefing, "s")
    return InsertionPoint(new_id, None, (AddSection(section_id=new_id, title=tr(placeholders.SECTION)),))


def _judgement_section(briefing: Briefing) -> Section | None:
    """Return the section of the key judgements: the first that has one, else the first named so."""
    sections = list(briefing.walk_sections())
    with_judgements = [s for s in sections if any(isinstance(item, Judgement) for item in s.items)]
    named = [s for s in sections if re.search(r"judge?ments?", s.title, re.IGNORECASE)]
    return next(iter([*with_judgements, *named]), None)


def chart_point(briefing: Briefing, current: Section | Item | None) -> InsertionPoint:
    """Return where a chart goes: where any row would, but after the section of the key judgements."""
    point = insertion_point(briefing, current)
    sections = list(briefing.walk_sections())
    ids = [section.id for section in sections]
    judgements = _judgement_section(briefing)
    if judgements is None or point.section_id != judgements.id:
        return point
    following = sections[ids.index(point.section_id) + 1 :]
    return InsertionPoint(following[0].id) if following else point


class InsertController(QObject):
    """Insert rows after the current row, or at the end of the current section."""

    def __init__(self, context: WindowContext, edits: EditController, panes: PaneSplitter) -> None:
        super().__init__(context)
        self._context, self._edits, self._panes = context, edits, panes
        panes.library.facts_picked.connect(self.add_facts)
        panes.outline.add_section_requested.connect(self.add_section)
        panes.outline.add_judgement_requested.connect(self.add_judgement)
        panes.outline.add_text_requested.connect(self.add_prose)
        panes.inspector.image_requested.connect(self.replace_image)

    def commands(self) -> dict[str, Callable[[], object]]:
        return {
            "add_facts": lambda: self.add_facts(self._panes.library.selected_ids()),
            "add_judgement": self.add_judgement,
            "add_prose": self.add_prose,
            "add_section": self.add_section,
            "add_figure": self.add_image,
            "add_drawing": self.add_chart,
            "add_table": self.add_table,
            "add_comparison": self.add_comparison,
        }

    def insertion_point(self) -> InsertionPoint:
        return insertion_point(self._edits.briefing, self._panes.outline.current_value())

    # Facts

    def add_facts(self, fact_ids: Sequence[str], point: InsertionPoint | None = None) -> None:
        """Add facts at the current insertion point, or where they were dropped."""
        if self._context.document is None:
            return
        if not fact_ids:
            self._context.notify(tr("Select facts in the library first."), until=READ)
            return
        chosen = point if point and point.section_id else self.insertion_point()
        used = [fact_id for fact_id in fact_ids if self._panes.outline.fact_rows(fact_id)]
        new = [fact_id for fact_id in fact_ids if fact_id not in used]
        if new:
            self._edits.attempt(lambda briefing: _fact_edit(briefing, new, chosen))
        if used:
            self._offer_again(used, chosen)

    def _offer_again(self, used: Sequence[str], point: InsertionPoint) -> None:
        """Report that facts are in the briefing already, with a button that adds them once more."""
        labels = [self._panes.outline.label(fact_id) for fact_id in used]
        self._context.notify(
            tr("Used already ({labels}): not added again.", labels=", ".join(labels)),
            (tr("Add again"), lambda: self._edits.attempt(lambda b: _fact_edit(b, used, point))),
            until=NEXT_EDIT,
            key="used-facts",
        )

    # Rows and sections

    def _add(self, make: Callable[[Briefing], NewItem]) -> bool:
        point = self.insertion_point()
        return self._edits.attempt(lambda briefing: _item_edit(make(briefing), point))

    def add_judgement(self) -> None:
        """Add a judgement. Selected facts and judgements become its evidence; it joins the others."""
        chosen = [row for row in self._panes.outline.selected_values() if isinstance(row, Graded)]
        if len(chosen) == 1 and isinstance(chosen[0], Judgement):
            chosen = []  # the next judgement after it, not one that follows from it
        evidence = tuple(Evidence(item_id=row.id) for row in chosen)
        section = _judgement_section(self._edits.briefing) if evidence else None
        point = InsertionPoint(section.id) if section else self.insertion_point()

        def make(briefing: Briefing) -> Edit:
            new = Judgement(id=next_id(briefing, "j"), text=tr(placeholders.JUDGEMENT), evidence=evidence)
            return _item_edit(new, point)

        if self._edits.attempt(make):
            self._focus_words()
            if evidence:
                self._report_evidence(len(evidence), section)

    def _report_evidence(self, number: int, section: Section | None) -> None:
        rows = counted(number, "selected row is", "selected rows are")
        place = tr(" It is in the section “{title}”.", title=section.title) if section else ""
        self._context.notify(
            tr("The {rows} the evidence of the new judgement.", rows=rows) + place, until=READ
        )

    def add_prose(self) -> None:
        if self._add(lambda b: Prose(id=next_id(b, "p"), text=tr(placeholders.PARAGRAPH))):
            self._focus_words()

    def _focus_words(self) -> None:
        """Put the cursor into the words of the new row."""
        self._panes.reveal(self._panes.inspector)
        self._panes.inspector.focus_words(select_all=True)

    def add_section(self) -> None:
        """Add a section after the current one, on its level, and edit its title."""
        current = self._panes.outline.current_value()
        if self._edits.attempt(lambda briefing: _section_edit(briefing, current)):
            self._panes.outline.view.edit_row(select_all=True)

    def add_table(self) -> None:
        headings = (tr(placeholders.COLUMN, number=1), tr(placeholders.COLUMN, number=2))
        if self._add(
            lambda b: Table(
                id=next_id(b, "t"), caption=tr(placeholders.TABLE), columns=headings, rows=(("", ""),) * 2
            )
        ):
            self._focus_words()

    def add_comparison(self) -> None:
        resources = self._context.resources
        treaties = tuple(resources.reference.library.treaties)[:3] if resources else ()
        if self._add(
            lambda b: Comparison(
                id=next_id(b, "c"), caption=tr("Comparison of treaties"), treaty_ids=treaties
            )
        ):
            self._focus_words()

    # Charts

    def add_chart(self) -> None:
        """Ask for kind and scope of a chart, with a trial render of it, and insert it."""
        resources = self._context.resources
        if resources is None or NewChartDialog.raised(self._context.window):
            return
        briefing = self._edits.briefing
        point = chart_point(briefing, self._panes.outline.current_value())
        kind = ChartKind.TIMELINE
        chart = ChartItem(id=next_id(briefing, "d"), kind=kind, caption=KINDS[kind].caption)
        treaties = selectable_treaties(briefing, resources.reference.library)
        topics = {topic for fact in briefing.library.facts for topic in fact.topics}
        dialog = NewChartDialog(
            self._context.window,
            chart,
            treaties,
            tuple(sorted(topics)),
            self._context.renderer,
            lambda item: self._trial_request(_item_edit(item, point), item),
        )
        titles = {section.id: section.title for section in briefing.walk_sections()}
        dialog.show_place(titles.get(point.section_id, tr(placeholders.SECTION)))
        dialog.accepted.connect(lambda: self._edits.attempt(lambda _: _item_edit(dialog.chart, point)))
        dialog.open()

    def _trial_request(self, edit: Edit, item: ChartItem) -> RenderRequest:
        """Return the request that renders a chart as it would appear in the briefing."""
        document, resources = self._edits.document, self._context.resources
        assert resources is not None
        briefing = apply(document.briefing, document.session.completed(edit))
        return RenderRequest(
            briefing,
            str(resources.templates[briefing.template_id].folder),
            dict(document.session.project.attachments),
            only_row=item.id,
        )

    # Images

    def add_image(self) -> None:
        if path := self._choose_image():
            self.add_image_file(path)

    def add_image_file(self, path: Path) -> None:
        self.add_image_files([path])

    def add_image_files(self, paths: Sequence[Path], point: InsertionPoint | None = None) -> None:
        """Add pictures, as one step to undo, at the current insertion point or where they were dropped."""
        keys = [(path, key) for path in paths if (key := self._attach(path))]
        if keys:
            chosen = point or self.insertion_point()
            self._edits.attempt(lambda briefing: _image_edit(briefing, keys, chosen))

    def replace_image(self, item_id: str) -> None:
        path = self._choose_image()
        key = self._attach(path) if path else ""
        item = find_item(self._edits.briefing, item_id)
        if key and isinstance(item, ImageItem):
            self._edits.apply(ReplaceContent(replace(item, attachment=key)))

    def _attach(self, path: Path) -> str:
        """Add an image file to the project and return its id; report a file that cannot be used."""
        try:
            return self._edits.attach(read_image(path))
        except BriefingError as error:
            self._context.report(error)
            return ""

    def _choose_image(self) -> Path | None:
        name, _ = QFileDialog.getOpenFileName(
            self._context.window, tr("Choose an image"), "", tr("Images (*.png *.jpg *.jpeg)")
        )
        return Path(name) if name else None


def _fact_edit(briefing: Briefing, fact_ids: Sequence[str], point: InsertionPoint) -> Edit:
    """Return the edit that adds facts one after another."""
    first = int(next_id(briefing, "f")[1:])
    edits: list[Edit] = [*point.section_edits]
    edits += [
        AddFact(
            item_id=f"f{first + number}",
            fact_id=fact_id,
            section_id=point.section_id,
            position=None if point.position is None else point.position + number,
        )
        for number, fact_id in enumerate(fact_ids)
    ]
    name = tr("Add {facts}", facts=counted(len(fact_ids), "fact", "facts"))
    return edits[0] if len(edits) == 1 else Batch(edits=tuple(edits), name=name)


def _image_edit(briefing: Briefing, images: Sequence[tuple[Path, str]], point: InsertionPoint) -> Edit:
    """Return the edit that adds pictures one after another, each a file and its id in the project."""
    first, alt = int(next_id(briefing, "g")[1:]), tr(placeholders.PICTURE)
    added = [
        AddItem(
            ImageItem(id=f"g{first + number}", attachment=key, caption=_caption(path), alt=alt),
            point.section_id,
            None if point.position is None else point.position + number,
        )
        for number, (path, key) in enumerate(images)
    ]
    edits = (*point.section_edits, *added)
    name = added[0].label if len(added) == 1 else tr("Add {number} pictures", number=len(added))
    return edits[0] if len(edits) == 1 else Batch(edits=edits, name=name)


def _caption(path: Path) -> str:
    """Return the name of a picture's file without what no text of a briefing may have."""
    return characters.cleaned(path.stem).strip() or tr("Picture")


def _item_edit(item: NewItem, point: InsertionPoint) -> Edit:
    added = AddItem(item=item, section_id=point.section_id, position=point.position)
    if not point.section_edits:
        return added
    return Batch(edits=(*point.section_edits, added), name=added.label)


def _section_edit(briefing: Briefing, current: Section | Item | None) -> Edit:
    """Return the edit that adds a section after that of the current row."""
    new_id = next_id(briefing, "s")
    if current is None:
        return AddSection(section_id=new_id, title=tr(placeholders.SECTION))
    home = current.id if isinstance(current, Section) else section_of(briefing, current.id).id
    parent_id, level = parent_of(briefing, home)
    position = [section.id for section in level].index(home) + 1
    return AddSection(
        section_id=new_id, title=tr(placeholders.SECTION), parent_id=parent_id, position=position
    )
