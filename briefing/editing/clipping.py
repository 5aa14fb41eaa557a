"""Rows and sections that are cut, copied, pasted and duplicated, within a briefing and between two."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from msgspec.structs import replace

from briefing.editing import edits as e
from briefing.editing.tree import all_ids, find_section, section_of
from briefing.errors import EditError
from briefing.model.briefing import (
    Briefing,
    Captioned,
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
    item_kind,
)
from briefing.model.library import Catalogue, Material
from briefing.model.value import Value

_PREFIXES = {
    "fact": "f",
    "judgement": "j",
    "prose": "p",
    "figure": "g",
    "table": "t",
    "comparison": "c",
    "drawing": "d",
}


class Clipping(Value, frozen=True):
    """Rows and whole sections of a briefing with all that they stand on, pictures included."""

    briefing_id: str
    scheme_id: str
    items: tuple[Item, ...] = ()
    sections: tuple[Section, ...] = ()
    material: Material = Material()
    attachments: dict[str, bytes] = {}


def clip(briefing: Briefing, ids: Collection[str], attachments: dict[str, bytes] | None = None) -> Clipping:
    """The rows and sections of those ids, in reading order; a section brings all that is in it."""
    sections = tuple(_clipped_sections(briefing.sections, ids))
    inside = {item.id for section in sections for child in section.walk() for item in child.items}
    items = tuple(item for item in briefing.walk_items() if item.id in ids and item.id not in inside)
    every = [*items, *(item for section in sections for child in section.walk() for item in child.items)]
    facts = [item.fact_id for item in every if isinstance(item, FactItem)]
    treaties = [treaty for item in every if isinstance(item, OnTreaties) for treaty in item.treaty_ids]
    pictures = {item.attachment for item in every if isinstance(item, ImageItem)}
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
    """The one edit that puts a clipping into a briefing, rows into a section and sections beside it.

    Rows get new ids. Grades stay where the briefing has the scheme they are on; evidence stays where it
    came along or, in the same briefing, where it still is. Raises EditError where rows have no section.
    """
    return _Paste(briefing, clipping).batch(section_id, position)


class _Paste:
    def __init__(self, briefing: Briefing, clipping: Clipping) -> None:
        self._briefing = briefing
        self._clipping = clipping
        self._taken = {*all_ids(briefing), *briefing.retired}
        self._new_ids: dict[str, str] = {}

    def batch(self, section_id: str | None, position: int | None) -> e.Batch:
        clipping = self._clipping
        if clipping.items and section_id is None:
            raise EditError("Rows need a section to stand in.", "Choose a section first.")
        edits = list[e.Edit]()
        for number, item in enumerate(clipping.items):
            at = None if position is None else position + number
            edits += self._row(item, section_id or "", at)
        parent_id, after = self._beside(section_id)
        for number, section in enumerate(clipping.sections):
            edits += self._section(section, parent_id, None if after is None else after + number)
        pasted = [*clipping.items, *(i for s in clipping.sections for c in s.walk() for i in c.items)]
        edits += [edit for item in pasted for edit in self._evidence(item)]
        if not edits:
            raise EditError("There is nothing to paste.", "Copy rows or sections first.")
        return e.Batch(edits=tuple(edits), name=f"Paste {_counted(clipping)}")

    def _beside(self, section_id: str | None) -> tuple[str | None, int | None]:
        """Behind the section in hand, on its own level."""
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
        new_id = self._new(item.id, _PREFIXES[item_kind(item)])
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
        kept = tuple(
            Evidence(item_id=self._new_ids.get(piece.item_id, piece.item_id), bearing=piece.bearing)
            for piece in item.evidence
            if piece.item_id in self._new_ids or self._still_there(piece.item_id)
        )
        if kept:
            yield e.SetEvidence(item_id=self._new_ids[item.id], evidence=kept)

    def _still_there(self, item_id: str) -> bool:
        own = self._clipping.briefing_id == self._briefing.id
        return own and any(item.id == item_id for item in self._briefing.walk_items())

    def _new(self, old_id: str, prefix: str) -> str:
        number = 1
        numbers = (int(tail) for each in self._taken if (tail := each.removeprefix(prefix)).isdecimal())
        number = max(numbers, default=0) + 1
        new_id = f"{prefix}{number}"
        self._taken.add(new_id)
        self._new_ids[old_id] = new_id
        return new_id


def parent_of(briefing: Briefing, section_id: str) -> tuple[str | None, tuple[Section, ...]]:
    """The id of the section above, None for the top, and all sections on the level. Raises EditError."""
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
    """The one edit that puts a copy of rows and sections behind the last of them."""
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
    """What is in a clipping, as a person would say it."""
    rows, sections = len(clipping.items), len(clipping.sections)
    said = [
        f"{count} {noun}{'s' if count > 1 else ''}"
        for count, noun in ((sections, "section"), (rows, "row"))
        if count
    ]
    return " and ".join(said)


def text_of(clipping: Clipping) -> str:
    """The clipping as plain text for other programs: each statement with its standing and its sources."""
    catalogue = Catalogue(clipping.material)
    lines = [_line(item, catalogue) for item in clipping.items]
    for section in clipping.sections:
        for child in section.walk():
            lines.append(child.title)
            lines += [_line(item, catalogue) for item in child.items]
    return "\n".join(lines)


def _line(item: Item, catalogue: Catalogue) -> str:
    if isinstance(item, FactItem):
        fact = catalogue.facts[item.fact_id]
        return f"{item.wording or fact.statement} [{_sources(item, catalogue)}]"
    text = item.text if not isinstance(item, Captioned) else item.caption
    graded = item.grade if isinstance(item, Graded) else None
    said = [f"{name} {term}" for name, term in _terms(graded) if term] if graded else []
    return f"{text} [{', '.join(said)}]" if said else text


def _terms(grade: Grade) -> tuple[tuple[str, str | None], ...]:
    return (("likelihood", grade.likelihood), ("confidence", grade.confidence))


def _sources(item: FactItem, catalogue: Catalogue) -> str:
    fact = catalogue.facts[item.fact_id]
    named = []
    for citation in fact.citations:
        source = catalogue.sources[citation.source_id]
        publisher = catalogue.publisher_of(source)
        article = citation.locator.article if citation.locator else None
        place = f" art. {article}" if article else ""
        named.append(f"{publisher.name}{place}, {catalogue.reliability(source)}{fact.credibility}")
    confidence = f"; confidence {item.grade.confidence}" if item.grade and item.grade.confidence else ""
    return f"{str(fact.standing).replace('_', ' ')}: {'; '.join(named)}{confidence}"
