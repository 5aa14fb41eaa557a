"""Copy, paste and duplicate rows and sections, within a briefing and between two."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from msgspec.structs import replace

from briefing.editing import edits as e
from briefing.editing.item_kinds import kind_of, text_of_item
from briefing.editing.tree import all_ids, find_section, section_of
from briefing.errors import EditError
from briefing.model.briefing import (
    Briefing,
    Evidence,
    FactItem,
    Grade,
    Graded,
    ImageItem,
    Item,
    Judgement,
    OnTreaties,
    Reasoned,
    Section,
)
from briefing.model.library import Catalogue, Material
from briefing.model.value import Value


class Clipping(Value, frozen=True):
    """Rows and whole sections of a briefing with the library material and pictures that they use."""

    briefing_id: str
    scheme_id: str
    items: tuple[Item, ...] = ()
    sections: tuple[Section, ...] = ()
    material: Material = Material()
    attachments: dict[str, bytes] = {}


def clip(briefing: Briefing, ids: Collection[str], attachments: dict[str, bytes] | None = None) -> Clipping:
    """Copy the rows and sections of those ids, in reading order; a section includes all that is in it."""
    sections = tuple(_clipped_sections(briefing.sections, ids))
    inside = {item.id for section in sections for child in section.walk() for item in child.items}
    items = tuple(item for item in briefing.walk_items() if item.id in ids and item.id not in inside)
    all_items = [
        *items,
        *(item for section in sections for child in section.walk() for item in child.items),
    ]
    facts = [item.fact_id for item in all_items if isinstance(item, FactItem)]
    treaties = [treaty for item in all_items if isinstance(item, OnTreaties) for treaty in item.treaty_ids]
    pictures = {item.attachment for item in all_items if isinstance(item, ImageItem)}
    return Clipping(
        briefing_id=briefing.id,
        scheme_id=briefing.scheme_id,
        items=items,
        sections=sections,
        material=Catalogue(briefing.library).material_for(facts, treaties),
        attachments={key: raw for key, raw in (attachments or {}).items() if key in pictures},
    )


def _clipped_sections(sections: Iterable[Section], ids: Collection[str]) -> Iterator[Section]:
    for section in sections:
        if section.id in ids:
            yield section
        else:
            yield from _clipped_sections(section.sections, ids)


def paste(briefing: Briefing, clipping: Clipping, section_id: str | None, position: int | None) -> e.Batch:
    """Return the one edit that inserts a clipping: rows into a section, sections after it.

    Rows get new ids. Grades are kept where both briefings use one scheme; evidence is kept where it is in
    the clipping or, in the same briefing, still exists. Raises EditError where rows have no section.
    """
    return _Paste(briefing, clipping).batch(section_id, position)


class _Paste:
    """Builds the edits of one paste, and assigns the new ids."""

    def __init__(self, briefing: Briefing, clipping: Clipping) -> None:
        self._briefing = briefing
        self._clipping = clipping
        self._used_ids = {*all_ids(briefing), *briefing.retired}
        self._new_ids: dict[str, str] = {}

    def batch(self, section_id: str | None, position: int | None) -> e.Batch:
        clipping = self._clipping
        if clipping.items and section_id is None:
            raise EditError("Rows can only be pasted into a section.", "Select a section first.")
        edits = list[e.Edit]()
        for number, item in enumerate(clipping.items):
            index = None if position is None else position + number
            edits += self._row(item, section_id or "", index)
        parent_id, after = self._beside(section_id)
        for number, section in enumerate(clipping.sections):
            edits += self._section(section, parent_id, None if after is None else after + number)
        pasted = [*clipping.items, *(i for s in clipping.sections for c in s.walk() for i in c.items)]
        edits += [edit for item in pasted for edit in self._evidence(item)]
        if not edits:
            raise EditError("There is nothing to paste.", "Copy rows or sections first.")
        return e.Batch(edits=tuple(edits), name=f"Paste {_counted(clipping)}")

    def _beside(self, section_id: str | None) -> tuple[str | None, int | None]:
        """Return the parent and position of a new section directly after the given one."""
        if section_id is None:
            return None, None
        parent_id, siblings = parent_of(self._briefing, section_id)
        return parent_id, [section.id for section in siblings].index(section_id) + 1

    def _section(self, section: Section, parent_id: str | None, position: int | None) -> Iterator[e.Edit]:
        new_id = self._new(section.id, "s")
        yield e.AddSection(section_id=new_id, title=section.title, parent_id=parent_id, position=position)
        for item in section.items:
            yield from self._row(item, new_id, None)
        for child in section.sections:
            yield from self._section(child, new_id, None)

    def _row(self, item: Item, section_id: str, position: int | None) -> Iterator[e.Edit]:
        new_id = self._new(item.id, kind_of(item).id_prefix)
        if not isinstance(item, FactItem):
            bare = replace(item, id=new_id)
            if isinstance(bare, Reasoned):
                bare = replace(bare, evidence=())
            if isinstance(bare, Judgement) and not self._same_scheme:
                bare = replace(bare, grade=None)
            material = self._clipping.material if isinstance(item, OnTreaties) else Material()
            yield e.AddItem(item=bare, section_id=section_id, position=position, material=material)
            return
        yield e.AddFact(
            item_id=new_id,
            fact_id=item.fact_id,
            section_id=section_id,
            position=position,
            wording=item.wording,
            material=self._clipping.material,
        )
        if item.grade and self._same_scheme:
            yield e.GradeItem(item_id=new_id, grade=item.grade)
        if item.note:
            yield e.SetNote(item_id=new_id, note=item.note)
        if item.hidden:
            yield e.HideItem(item_id=new_id)

    @property
    def _same_scheme(self) -> bool:
        return self._clipping.scheme_id == self._briefing.scheme_id

    def _evidence(self, item: Item) -> Iterator[e.Edit]:
        if not isinstance(item, Reasoned) or not item.evidence:
            return
        remaining = tuple(
            Evidence(item_id=self._new_ids.get(piece.item_id, piece.item_id), bearing=piece.bearing)
            for piece in item.evidence
            if piece.item_id in self._new_ids or self._still_exists(piece.item_id)
        )
        if remaining:
            yield e.SetEvidence(item_id=self._new_ids[item.id], evidence=remaining)

    def _still_exists(self, item_id: str) -> bool:
        is_same_briefing = self._clipping.briefing_id == self._briefing.id
        return is_same_briefing and any(item.id == item_id for item in self._briefing.walk_items())

    def _new(self, old_id: str, prefix: str) -> str:
        tails = (used_id.removeprefix(prefix) for used_id in self._used_ids)
        numbers = (int(tail) for tail in tails if tail.isdecimal())
        number = max(numbers, default=0) + 1
        new_id = f"{prefix}{number}"
        self._used_ids.add(new_id)
        self._new_ids[old_id] = new_id
        return new_id


def parent_of(briefing: Briefing, section_id: str) -> tuple[str | None, tuple[Section, ...]]:
    """Return the parent section's id, None at the top, and all its subsections. Raises EditError."""
    find_section(briefing, section_id)
    if any(section.id == section_id for section in briefing.sections):
        return None, briefing.sections
    parent = next(
        section
        for section in briefing.walk_sections()
        if any(child.id == section_id for child in section.sections)
    )
    return parent.id, parent.sections


def duplicate(briefing: Briefing, ids: Collection[str]) -> e.Batch:
    """Return the one edit that inserts a copy of rows and sections after the last of them."""
    clipping = clip(briefing, ids)
    if clipping.items:
        last = clipping.items[-1].id
        home = section_of(briefing, last)
        position = [item.id for item in home.items].index(last) + 1
        batch = paste(briefing, clipping, home.id, position)
    else:
        last_section = clipping.sections[-1].id if clipping.sections else None
        batch = paste(briefing, clipping, last_section, None)
    return replace(batch, name=f"Duplicate {_counted(clipping)}")


def _counted(clipping: Clipping) -> str:
    """Describe the size of a clipping, such as "1 section and 2 rows"."""
    rows, sections = len(clipping.items), len(clipping.sections)
    parts = [
        f"{count} {noun}{'s' if count > 1 else ''}"
        for count, noun in ((sections, "section"), (rows, "row"))
        if count
    ]
    return " and ".join(parts)


def text_of(clipping: Clipping) -> str:
    """Return the clipping as plain text for other programs, each statement with standing and sources."""
    catalogue = Catalogue(clipping.material)
    statements = {fact.id: fact.statement for fact in clipping.material.facts}

    def line(item: Item) -> str:
        notes = _notes(item, catalogue)
        text = text_of_item(item, statements)
        return f"{text} [{notes}]" if notes else text

    lines = [line(item) for item in clipping.items]
    for section in clipping.sections:
        for child in section.walk():
            lines.append(child.title)
            lines += [line(item) for item in child.items]
    return "\n".join(lines)


def _notes(item: Item, catalogue: Catalogue) -> str:
    """Return the sources of a fact, or the grade of a judgement; empty for other items."""
    if isinstance(item, FactItem):
        return _sources(item, catalogue)
    grade = item.grade if isinstance(item, Graded) else None
    return ", ".join(f"{name} {term}" for name, term in _terms(grade) if term) if grade else ""


def _terms(grade: Grade) -> tuple[tuple[str, str | None], ...]:
    return (("likelihood", grade.likelihood), ("confidence", grade.confidence))


def _sources(item: FactItem, catalogue: Catalogue) -> str:
    fact = catalogue.facts[item.fact_id]
    sources = []
    for citation in fact.citations:
        source = catalogue.sources[citation.source_id]
        publisher = catalogue.publisher_of(source)
        article = citation.locator.article if citation.locator else None
        place = f" art. {article}" if article else ""
        sources.append(f"{publisher.name}{place}, {catalogue.reliability(source)}{fact.figure}")
    confidence = f"; confidence {item.grade.confidence}" if item.grade and item.grade.confidence else ""
    return f"{str(fact.standing).replace('_', ' ')}: {'; '.join(sources)}{confidence}"
