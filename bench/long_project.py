"""A project of any length: rows of all kinds, and the history in which they came about."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from msgspec.structs import replace

from briefing.editing import (
    AddFact,
    AddItem,
    CreateBriefing,
    Edit,
    GradeItem,
    Reword,
    SetNote,
)
from briefing.grading import Scales
from briefing.model.briefing import Briefing, Evidence, FactItem, Grade, Item, Judgement, Prose, Section
from briefing.model.fact import Fact
from briefing.model.library import Catalogue, Material
from briefing.project import HistoryAction, HistoryEntry, Project, Reference

SECTIONS = 100
GROUP = 10
"""In ten rows: seven facts, two judgements on them and a paragraph."""
MOMENT = "2025-11-03T09:00:00Z"
AUTHOR = "A. Analyst"
GRADE = Grade(graded_by=AUTHOR, graded_on="2025-11-03", confidence="low", rationale="As it is.")
JUDGED = replace(GRADE, likelihood="unlikely", rationale="")


def long_reference(library: Catalogue, scales: Scales, rows: int) -> Reference:
    """Return a library with a fact for every fact row of such a project."""
    material = library.material
    originals = itertools.cycle(material.facts)
    facts = [
        replace(next(originals), id=f"long-{number:05}", relations=())
        for number in range(rows * 7 // GROUP)
    ]
    everything = Material.of(
        material.treaties, material.publishers, material.sources, (*material.facts, *facts), material.actors
    )
    return Reference(Catalogue(everything), scales)


def long_project(reference: Reference, rows: int, entries: int) -> Project:
    """Return a project with `rows` rows in 100 sections, and a history of `entries` steps.

    The history adds the rows one by one, then rewords, grades, comments on and undoes.
    """
    library = reference.library
    facts = [fact for fact in library.material.facts if fact.id.startswith("long-")]
    items = list(_items(facts, rows))
    snapshot = library.material_for(item.fact_id for item in items if isinstance(item, FactItem))
    each = max(1, rows // SECTIONS)
    chunks = [tuple(items[start : start + each]) for start in range(0, rows, each)]
    sections = [Section(f"s{number}", f"Section {number}", chunk) for number, chunk in enumerate(chunks, 1)]
    empty = tuple(replace(section, items=()) for section in sections)
    begun = Briefing(id="long", title="A long briefing", cut_off="2025-10-31", sections=empty)
    edits: list[Edit] = [CreateBriefing(briefing=begun)]
    known = Catalogue(Material())
    for section in sections:
        edits += [_addition(item, section.id, library, known) for item in section.items]
    steps = [_entry(edit) for edit in edits]
    steps += itertools.islice(_later_steps(items), max(0, entries - len(steps)))
    return Project(replace(begun, sections=tuple(sections), library=snapshot), tuple(steps[:entries]))


def _items(facts: list[Fact], rows: int) -> Iterator[Item]:
    source = iter(facts)
    for number in range(rows):
        match number % GROUP:
            case 0 | 1:
                first = number // GROUP * GROUP
                near = [f"f{first + place}" for place in range(2, 5) if first + place < rows]
                yield Judgement(
                    id=f"j{number}",
                    text=f"It is unlikely that stage {number} of the pipeline is built before 2030.",
                    grade=JUDGED,
                    evidence=tuple(Evidence(item_id=row) for row in near),
                )
            case 9:
                yield Prose(
                    id=f"p{number}", text=f"The following rows concern stage {number} of the pipeline."
                )
            case _:
                fact = next(source)
                wording = f"{fact.statement} So it is." if number % 4 == 0 else None
                grade = GRADE if number % 3 else None
                yield FactItem(id=f"f{number}", fact_id=fact.id, wording=wording, grade=grade)


def _addition(item: Item, section_id: str, library: Catalogue, known: Catalogue) -> Edit:
    """Return the edit that adds a row, with the material that is new in it, as a session records it."""
    if isinstance(item, FactItem):
        material = known.new_in(library.material_for([item.fact_id]))
        known.treaties |= {each.id: each for each in material.treaties}
        known.publishers |= {each.id: each for each in material.publishers}
        known.sources |= {each.id: each for each in material.sources}
        known.actors |= {each.id: each for each in material.actors}
        return AddFact(item_id=item.id, fact_id=item.fact_id, section_id=section_id, material=material)
    return AddItem(item=item, section_id=section_id)


def _entry(edit: Edit | None, action: HistoryAction = HistoryAction.APPLY) -> HistoryEntry:
    return HistoryEntry(at=MOMENT, by=AUTHOR, action=action, edit=edit)


def _later_steps(items: list[Item]) -> Iterator[HistoryEntry]:
    """Yield the steps from the bare rows to the rows as they are, then notes that are set and undone."""
    for item in items:
        if isinstance(item, FactItem) and item.wording:
            yield _entry(Reword(item_id=item.id, text=item.wording))
        if isinstance(item, FactItem) and item.grade:
            yield _entry(GradeItem(item_id=item.id, grade=item.grade))
    for item in itertools.cycle(items):
        yield _entry(SetNote(item_id=item.id, note="To be checked."))
        yield _entry(None, HistoryAction.UNDO)
